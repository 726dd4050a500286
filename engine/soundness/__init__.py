"""Is a workflow sound?  Everything that `transitions` accepts and a negotiation would not.

Names and lengths of time are looked at part by part (`stages`, `ballots`, `steps`), then
where the table leads (`ways`).  Where that is in order, everything that can happen is
walked through (`states`, `explore`): what never happens is told (`dead`), and it is proved
that whatever has begun can be brought to an end (`ending`).  Nothing here raises: all flaws
are told at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.deadlines import ORDINARY
from placet.engine.definition import Workflow
from placet.engine.flaws import Flaw, Path, unknown
from placet.engine.soundness.ballots import in_ballot
from placet.engine.soundness.proof import Proof, prove
from placet.engine.soundness.stages import in_calendar, in_stage
from placet.engine.soundness.steps import in_step
from placet.engine.soundness.ways import legal_moves, ways

__all__ = ["Flaw", "Proof", "examine", "flaws", "legal_moves", "problems"]


def problems(workflow: Workflow) -> tuple[str, ...]:
    """Every error in words, each led by its place; empty for a sound workflow."""
    errors = (f for f in flaws(workflow) if f.severity == "error")
    return tuple(f"{'.'.join(map(str, f.path))}: {f.text}" for f in errors)


def flaws(workflow: Workflow) -> tuple[Flaw, ...]:
    """Every flaw, warnings included: first of the parts, then of the whole."""
    return examine(workflow)[0]


def examine(workflow: Workflow) -> tuple[tuple[Flaw, ...], Proof | None]:
    """Every flaw, and the proof; None where errors in the parts come before it."""
    found = tuple(_parts(workflow))
    if any(f.severity == "error" for f in found):
        return found, None
    proof = prove(workflow)
    return (*found, *proof.flaws), proof


def _parts(workflow: Workflow) -> Iterator[Flaw]:
    if workflow.rounds < 1:
        yield Flaw(("rounds",), "at least one round is needed; write 1 or more")
    yield from unknown(("initial",), "stage", (workflow.initial,), workflow.stages)
    days = tuple(in_calendar(workflow))
    yield from days
    calendar = ORDINARY if days else workflow.calendar
    for name, stage in workflow.stages.items():
        at: Path = ("stages", name)
        yield from in_stage(stage, calendar, at)
        if stage.ballot is not None:
            yield from in_ballot(stage.ballot, stage, workflow, calendar, (*at, "ballot"))
    for index, step in enumerate(workflow.steps):
        yield from in_step(step, workflow, ("steps", index))
    if workflow.initial in workflow.stages:
        yield from ways(workflow)
