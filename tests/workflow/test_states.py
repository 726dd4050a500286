"""The states that the proof walks through are those that negotiations come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from placet.engine.workflow import Workflow
from placet.workflows import load, shipped
from tests.decide.table import DAY, FIRST, HOUR, REASON, Table, a_table, reworded
from tests.decide.test_machine import AnyoneAnytime

ELSEWHERE = Path(__file__).parents[1] / "decide"
WORKFLOWS = (
    shipped()["joint-objective", 1],
    load(ELSEWHERE / "silence.yaml"),
    load(ELSEWHERE / "board.yaml"),
)
PEOPLE = ("sec", "chair", "unep", "fao", "who")

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


def _step(workflow: Workflow) -> st.SearchStrategy[Act]:
    names = st.sampled_from(sorted({row.name for row in workflow.steps}))

    def act(by: str, name: str) -> Act:
        return lambda t: t.do(by, c.TakeStep(name, REASON, meeting=t.now + 60 * DAY))

    return st.builds(act, st.sampled_from(PEOPLE), names)


def _position(workflow: Workflow) -> st.SearchStrategy[Act]:
    ballots = [stage.ballot for stage in workflow.stages.values() if stage.ballot]
    kinds = st.sampled_from(sorted({kind for ballot in ballots for kind in ballot.kinds}))

    def act(by: str, kind: str, part: bool, waits: bool) -> Act:
        qualifiers = (Qualifier.AD_REFERENDUM,) if waits else ()
        paragraphs = ("p1",) if part else ()
        return lambda t: t.holds(by, kind, *qualifiers, paragraphs=paragraphs)

    return st.builds(
        act, organisations, kinds, st.booleans(), st.sampled_from([False] * 3 + [True])
    )


organisations = st.sampled_from(["UNEP", "FAO", "ILO", "WHO", "WMO", "IMO"])
periods = st.sampled_from([HOUR, DAY, 3 * DAY, 20 * DAY, 100 * DAY])


def _wait(time: timedelta) -> Act:
    return lambda t: t.wait(time).tick()


def _deed(name: str, by: str, number: int) -> Act:
    """Something beside steps and positions."""
    deeds: dict[str, Act] = {
        "end": lambda t: t.let_it_end(),
        "all": lambda t: t.all_hold(t.ballot.kinds[0], *(s.organisation for s in t.ballot.seats)),
        "comment": lambda t: t.do(by.lower(), c.MakeComment(CommentType.GENERAL, "Too vague")),
        "answer": lambda t: t.do("sec", c.AnswerComment(number, Disposition.ACCEPTED)),
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


def _acts(workflow: Workflow) -> st.SearchStrategy[list[Act]]:
    deeds = st.builds(_deed, st.sampled_from(DEEDS), organisations, st.integers(1, 2))
    step, position, wait = _step(workflow), _position(workflow), st.builds(_wait, periods)
    return st.lists(st.one_of(step, step, step, position, position, wait, deeds), max_size=30)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda w: w.name)
@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_no_walk_at_a_real_table_was_unforeseen(workflow: Workflow, data: st.DataObject) -> None:
    propose = c.Propose("Share", "Warn earlier", FIRST, len(FIRST.paragraphs))
    table = a_table(workflow=workflow).do("unep", propose)
    assert KNOWN[workflow.name].was_here(table)
    for act in data.draw(_acts(workflow)):
        try:
            act(table)
        except (PlacetError, AssertionError, KeyError):
            continue  # refused, as people are; what is done is done
        assert KNOWN[workflow.name].was_here(table)
