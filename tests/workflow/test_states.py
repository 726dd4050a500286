"""The states that the proof walks through are those that negotiations come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant

from placet.engine import commands as c
from placet.engine.decide import settle
from placet.engine.decide.situation import facts
from placet.engine.errors import PlacetError
from placet.engine.guards import GUARDS, Facts
from placet.engine.model import CommentType, Disposition, Qualifier
from placet.engine.soundness.explore import explore
from placet.engine.workflow import Workflow, possible
from placet.workflows import load, shipped
from tests.decide.table import DAY, FIRST, HOUR, REASON, Table, a_table, reworded
from tests.decide.test_machine import AnyoneAnytime

ELSEWHERE = Path(__file__).parents[1] / "decide"
WORKFLOWS = (
    *shipped().values(),
    load(ELSEWHERE / "silence.yaml"),
    load(ELSEWHERE / "board.yaml"),
    load(ELSEWHERE / "panel.yaml"),
)

Seen = tuple[str, tuple[tuple[str, bool], ...]]


@dataclass(frozen=True)
class Known:
    """What the walk through a workflow has seen."""

    workflow: Workflow
    states: frozenset[Seen]

    def was_here(self, table: Table) -> bool:
        """Whether the walk came to where this objective stands."""
        s = table.situation()
        s = s.after(settle(s))
        return seen(self.workflow, s.objective.stage, facts(s)) in self.states


def seen(workflow: Workflow, stage: str, known: Facts) -> Seen:
    """Everything that the guards tell apart in a stage."""
    answers = (
        (f"{row.name} to {row.dest}: {guard}", GUARDS[guard](known, row.dest))
        for row in workflow.steps
        if stage in row.sources
        for guard in row.guards
    )
    return stage, tuple(answers)


def walked(workflow: Workflow) -> Known:
    found = explore(workflow)
    states = (seen(workflow, s.stage, found.run.facts(s)) for s in found.moves)
    return Known(workflow, frozenset(states))


KNOWN = {workflow.name: walked(workflow) for workflow in WORKFLOWS}


class NothingUnforeseen(AnyoneAnytime):
    """Anybody asks for anything at any time, and the walk has been there before."""

    @invariant()
    def the_walk_was_here(self) -> None:
        assert KNOWN["joint-objective"].was_here(self.table)


NothingUnforeseen.TestCase.settings = settings(
    max_examples=settings().max_examples // 3, stateful_step_count=40
)
TestNothingUnforeseen = NothingUnforeseen.TestCase

Act = Callable[[Table], object]
OFFICES = {"secretariat": "sec", "chair": "chair", "lead": "unep", "seat": "fao"}


def _step(n: int) -> Act:
    """One of the steps that people may take now; seldom one that ends everything."""

    def act(table: Table) -> object:
        s = table.situation()
        s = s.after(settle(s))
        rows = [p for p in possible(table.workflow, s.objective.stage, facts(s)) if p.allowed]
        taken = [(p.step, OFFICES[r]) for p in rows for r in p.by if r in OFFICES]
        ends = {p.step for p in rows if table.workflow.stages[p.dest].end}
        going_on = [t for t in taken if t[0] not in ends]
        taken = going_on if going_on and n % 5 else taken
        name, by = taken[n % len(taken)]
        return table.do(by, c.TakeStep(name, REASON, meeting=table.now + 60 * DAY))

    return act


def _position(by: str, n: int, part: bool, waits: bool) -> Act:
    qualifiers = (Qualifier.AD_REFERENDUM,) if waits else ()
    paragraphs = ("p1",) if part else ()

    def act(table: Table) -> object:
        kinds = table.ballot.kinds
        return table.holds(by, kinds[n % len(kinds)], *qualifiers, paragraphs=paragraphs)

    return act


organisations = st.sampled_from(["UNEP", "FAO", "ILO", "WHO", "WMO", "IMO"])
periods = st.sampled_from([HOUR, DAY, 3 * DAY, 20 * DAY, 100 * DAY])


def _wait(time: timedelta) -> Act:
    return lambda t: t.wait(time).tick()


def _deed(name: str, by: str, number: int) -> Act:
    """Something beside steps and positions."""
    deeds: dict[str, Act] = {
        "end": lambda t: t.let_it_end(),
        "all": lambda t: t.all_hold(
            t.ballot.kinds[number % len(t.ballot.kinds)], *(s.organisation for s in t.ballot.seats)
        ),
        "comment": lambda t: t.do(by.lower(), c.MakeComment(CommentType.GENERAL, "Too vague")),
        "answer": lambda t: t.do("sec", c.AnswerComment(number % 3, Disposition.ACCEPTED)),
        "revise": lambda t: t.revises("unep", reworded(t.text, p1=f"Words {len(t.log)}.")),
        "withdraw": lambda t: t.do(by.lower(), c.WithdrawPosition(t.ballot.number)),
        "confirm": lambda t: t.do(by.lower(), c.ConfirmPosition(t.ballot.number)),
        "reviewer": lambda t: t.do("chair", c.NameReviewer(by)),
        "review": lambda t: t.do(by.lower(), c.GiveReview("Sound")),
        "later": lambda t: t.do("chair", c.ChangeDeadline(t.deadline + DAY, REASON)),
        "schedule": lambda t: t.do("sec", c.ScheduleReview(t.now + 300 * DAY)),
        "round": lambda t: t.do("chair", c.ExtendRounds(REASON)),
    }
    return deeds[name]


DEEDS = (
    "end", "end", "all", "comment", "answer", "revise", "withdraw", "confirm", "reviewer", "review",
    "later", "schedule", "round",
)  # fmt: skip


acts = st.lists(
    st.one_of(
        st.builds(_step, st.integers(0, 29)),
        st.builds(_step, st.integers(0, 29)),
        st.builds(
            _position, organisations, st.integers(0, 9), st.booleans(), st.sampled_from([0, 0, 1])
        ),
        st.builds(_wait, periods),
        st.builds(_deed, st.sampled_from(DEEDS), organisations, st.integers(0, 9)),
    ),
    min_size=20,
    max_size=40,
)


def _seated(workflow: Workflow) -> Table:
    """A table at which every organisation is of every class that a rule speaks of."""
    asked = {s.ballot.cls for s in workflow.stages.values() if s.ballot and s.ballot.cls}
    known = {c.name for rule in workflow.rules.values() for c in rule.classes}
    classes = tuple(sorted(asked | known))
    table = a_table(workflow=workflow)
    participants = (replace(p, classes=classes) for p in table.negotiation.participants)
    table.negotiation = replace(table.negotiation, participants=tuple(participants))
    propose = c.Propose("Share", "Warn earlier", FIRST, len(FIRST.paragraphs))
    return table.do("unep", propose)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda w: w.name)
@settings(max_examples=settings().max_examples // 4)
@given(acts)
def test_no_walk_at_a_real_table_was_unforeseen(workflow: Workflow, walk: list[Act]) -> None:
    table = _seated(workflow)
    assert KNOWN[workflow.name].was_here(table)
    for act in walk:
        try:
            act(table)
        except (PlacetError, AssertionError, KeyError, ZeroDivisionError):
            continue  # refused, as people are; what is done is done
        assert KNOWN[workflow.name].was_here(table)
