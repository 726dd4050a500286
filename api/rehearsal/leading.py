"""Which way through a procedure leads to a result when nobody stands in it, and who agrees how."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from placet.engine.decide import counted
from placet.engine.decide.counting import breakers
from placet.engine.definition import ASIDE, CLOCK, Step, Workflow
from placet.engine.model import Ballot, Position

_RESULTS = frozenset({"adopted", "published", "noted"})
_WITHOUT = frozenset({"withdrawn", "lapsed", "not_adopted"})
_AGAINST = frozenset(
    {
        "verdict_fails",
        "broken",
        "partly_broken",
        "ballot_void",
        "last_failed",
        "no_rounds_left",
        "confirmation_over",
    }
)
"""Guards that hold only where something goes otherwise than hoped for."""


def distances(workflow: Workflow) -> Mapping[str, int]:
    """How many steps each stage is from a result; a stage from which none is reached is absent.

    Steps against a verdict, those that set the procedure aside, and those that reopen what has
    ended are no way.
    """
    known = _from(workflow, [row for row in workflow.steps if not set(row.guards) & _AGAINST])
    return known if workflow.initial in known else _from(workflow, workflow.steps)


def _from(workflow: Workflow, rows: Iterable[Step]) -> dict[str, int]:
    before: dict[str, list[str]] = {}
    for row in rows:
        if not row.override and workflow.stages[row.dest].state not in ASIDE:
            before.setdefault(row.dest, []).extend(row.sources)
    known = dict.fromkeys(_results(workflow), 0)
    reached = deque(known)
    while reached:
        stage = reached.popleft()
        for source in before.get(stage, ()):
            if source not in known and not workflow.stages[source].end:
                known[source] = known[stage] + 1
                reached.append(source)
    return known


def _results(workflow: Workflow) -> list[str]:
    """The stages in which the procedure has brought something about."""
    ends = [stage for stage in workflow.stages.values() if stage.end]
    for best in (
        [s.name for s in ends if s.state in _RESULTS],
        [s.name for s in workflow.stages.values() if s.instrument],
        [s.name for s in ends if s.state not in _WITHOUT],
    ):
        if best:
            return best
    return [stage.name for stage in ends]


def by_people(by: Iterable[str]) -> tuple[str, ...]:
    """Those of the roles that are people."""
    return tuple(role for role in by if role != CLOCK)


def agreeing(workflow: Workflow, ballot: Ballot) -> tuple[str, tuple[str, ...]]:
    """The first position with which the text passes if everybody holds it, and its marks."""
    terms = workflow.terms(ballot.rule, ballot.kinds)
    marks = tuple(m.name for m in terms.rule.marks if m.name in terms.marks)
    kinds = [kind for kind in ballot.kinds if kind in terms.effects]
    for kind in kinds:
        everybody = replace(ballot, positions=_all_hold(ballot, kind, marks))
        if counted(workflow, everybody).passes and not breakers(workflow, everybody):
            return kind, marks
    hopeful = [kind for kind in kinds if terms.effects[kind].affirmative]
    return (hopeful or kinds)[0], marks


def _all_hold(ballot: Ballot, kind: str, marks: tuple[str, ...]) -> dict[str, Position]:
    held = Position("", kind, "", ballot.opened_at, 1, "", reasons="-", marks=marks)
    return {s.organisation: replace(held, organisation=s.organisation) for s in ballot.seats}
