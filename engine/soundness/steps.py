"""What one row of the table says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.deadlines import needs_meeting
from placet.engine.definition import (
    CIRCULARS,
    CLOCK,
    EFFECTS,
    OUTCOMES,
    ROLES,
    Step,
    Workflow,
)
from placet.engine.flaws import Flaw, Path, unknown
from placet.engine.guards import GUARDS

_KEPT = ("undisclosed", "secret")
"""Visibilities of ballots that never tell everybody who holds what."""

_TELLING = frozenset({"silent_become_observers", "objectors_become_observers"})
"""Effects that tell everybody who did not agree."""


def in_step(step: Step, workflow: Workflow, at: Path) -> Iterator[Flaw]:
    """Every flaw in a row."""
    yield from unknown((*at, "from"), "stage", step.sources, workflow.stages)
    yield from unknown((*at, "to"), "stage", (step.dest,), workflow.stages)
    yield from unknown((*at, "by"), "role", step.by, ROLES)
    yield from unknown((*at, "guards"), "guard", step.guards, GUARDS)
    yield from unknown((*at, "effects"), "effect", step.effects, EFFECTS)
    if step.decides:
        yield from unknown((*at, "decides"), "outcome", (step.decides,), OUTCOMES)
    if step.circular:
        yield from unknown((*at, "circular"), "circular", (step.circular,), CIRCULARS)
    if not step.sources:
        yield Flaw((*at, "from"), "a step starts somewhere; list at least one stage")
    yield from _taker(step, at)
    yield from _opens_without_a_meeting(step, workflow, at)
    yield from _endorsers(step, workflow, at)
    yield from _effects(step, workflow, at)


def _endorsers(step: Step, workflow: Workflow, at: Path) -> Iterator[Flaw]:
    """A step that waits for endorsers where nobody is asked to endorse."""
    stages = [workflow.stages[name] for name in step.sources if name in workflow.stages]
    nowhere = [s.name for s in stages if not s.endorsers]
    if "endorsers_enough" in step.guards and nowhere:
        yield Flaw(
            (*at, "guards"),
            f"{nowhere[0]} asks for no endorsers; write endorsers: 2 there, or remove "
            "endorsers_enough",
        )


def _effects(step: Step, workflow: Workflow, at: Path) -> Iterator[Flaw]:
    """Effects that the stages of the row have no use for, or the clock cannot have."""
    spot = (*at, "effects")
    stages = [workflow.stages[name] for name in step.sources if name in workflow.stages]
    dest = workflow.stages.get(step.dest)
    if "start" in step.effects and step.sources != (step.dest,):
        yield Flaw(spot, "start begins the stage itself; name that stage alone in from and to")
    elif "start" in step.effects and dest is not None and not dest.registered:
        yield Flaw(
            spot,
            f"{dest.name} begins when it is entered; add registered: true to it, or remove start",
        )
    if "determine" in step.effects and CLOCK in step.by:
        yield Flaw(spot, "the clock judges no consensus; let a role take the step")
    if "agree_rest" in step.effects and not any(
        s.ballot and s.ballot.partial for s in workflow.stages.values()
    ):
        yield Flaw(
            spot, "nothing is ever left agreed; add partial: true to a ballot, or remove agree_rest"
        )
    hidden = [s.name for s in stages if s.ballot and s.ballot.visibility in _KEPT]
    if hidden and _TELLING & set(step.effects):
        yield Flaw(
            spot,
            f"everybody learns who becomes an observer, and the ballot of {hidden[0]} does not "
            "tell who holds what; remove the effect, or write visibility: open",
        )
    if "recall" in step.effects and not any(s.ballot for s in stages):
        yield Flaw(spot, "there is no ballot to recall; remove recall")


def _opens_without_a_meeting(step: Step, workflow: Workflow, at: Path) -> Iterator[Flaw]:
    """Time cannot ask when the meeting is, and a ballot needs its deadline when it opens."""
    dest = workflow.stages.get(step.dest)
    if CLOCK not in step.by or dest is None or dest.ballot is None or dest.registered:
        return
    if needs_meeting(dest.period):
        yield Flaw(
            (*at, "by"),
            f"the clock cannot ask when the meeting is, and {dest.name} opens a ballot whose "
            "deadline is counted from it; let a role take the step, or give the stage a period",
        )


def _taker(step: Step, at: Path) -> Iterator[Flaw]:
    if not step.by:
        yield Flaw((*at, "by"), f"nobody may take {step.name}; list at least one role")
    if CLOCK in step.by and not step.guards:
        yield Flaw((*at, "by"), f"the clock would take {step.name} at once; add a guard")
    if CLOCK in step.by and step.reason:
        yield Flaw(
            (*at, "by"), f"the clock gives no reason for {step.name}; split it into two rows"
        )
    if CLOCK in step.by and step.override:
        yield Flaw((*at, "override"), "the clock overrides nothing; let a role take the step")
