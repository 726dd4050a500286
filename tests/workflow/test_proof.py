"""The proof: what can end, what is a trap, what never happens."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.definition import (
    CLOCK,
    BallotSpec,
    Reviewers,
    Stage,
    Step,
    Workflow,
)
from placet.engine.model import RuleRef
from placet.engine.soundness import Flaw, examine, flaws, problems
from placet.engine.soundness.circles import knots, shortest_circle, spread
from placet.engine.soundness.explore import explore
from placet.engine.soundness.proof import prove
from placet.engine.workflow import take
from placet.workflows import shipped
from placet.workflows.rules import shipped_rules

from .tables import workflows

DEFAULT = shipped()["joint-objective", 1]


def without(*names: str, workflow: Workflow = DEFAULT) -> Workflow:
    """The procedure without some of its steps, and without the stages they alone led to."""
    rows = tuple(s for s in workflow.steps if s.name not in names)
    reached = spread({workflow.initial}, [(a, s.dest) for s in rows for a in s.sources])
    kept = {n: stage for n, stage in workflow.stages.items() if n in reached}
    cut = (replace(s, sources=tuple(a for a in s.sources if a in kept)) for s in rows)
    return replace(workflow, stages=kept, steps=tuple(s for s in cut if s.sources))


def texts(workflow: Workflow) -> str:
    return "\n".join(problems(workflow))


def test_the_default_procedure_can_always_end() -> None:
    found, proof = examine(DEFAULT)
    assert found == ()
    assert proof is not None
    assert (proof.states, proof.moves, proof.lost) == (106, 291, 0)


def test_without_the_ways_out_of_a_failed_ballot_it_cannot() -> None:
    trapped = without("not_adopt", "withdraw", "hold", "resume")
    assert "nothing leads from endorsement to an end in this case: proposal -> " in texts(trapped)
    assert "the rule is not met (adopt waits for verdict_passes" in texts(trapped)


def test_a_way_that_asks_people_to_agree_next_time_is_no_way_out() -> None:
    """Adoption is left, and as many rounds as people like."""
    left = without("not_adopt", "withdraw", "hold", "resume", "lapse", "abandon", "reopen")
    steps = tuple(
        replace(s, guards=tuple(g for g in s.guards if g != "rounds_left"), new_round=False)
        for s in left.steps
    )
    told = texts(replace(left, steps=steps))
    assert "unless organisations answer otherwise, nothing leads from" in told


def test_the_way_into_a_trap_is_a_way_that_the_table_knows() -> None:
    """Each step on the way is taken by the real table, from the state before it."""
    found = explore(DEFAULT)
    for state in found.moves:
        way = found.way(state)
        for before, outcome in pairwise(way):
            if outcome.row is None or outcome.said[0] == "the deadline passes":
                continue
            step = DEFAULT.steps[outcome.row]
            facts = found.run.facts(before.state)
            taken = [take(DEFAULT, before.state.stage, step.name, facts, by=r) for r in step.by]
            assert step in taken
            assert outcome.state.stage == step.dest


def test_more_rounds_than_a_few_make_no_difference() -> None:
    some, many = examine(DEFAULT)[1], examine(replace(DEFAULT, rounds=99))[1]
    assert some is not None
    assert many is not None
    assert (many.lost, many.states) == (0, prove(replace(DEFAULT, rounds=5)).states)


def test_warnings_do_not_refuse() -> None:
    loose = replace(
        DEFAULT,
        steps=tuple(
            replace(s, guards=("comments_answered",), new_round=False)
            if s.name == "another_round"
            else s
            for s in DEFAULT.steps
        ),
    )
    assert problems(loose) == ()
    assert [f.severity for f in flaws(loose)] == ["warning"]
    assert "comment -> revision (close_comments) -> comment (another_round)" in flaws(loose)[0].text


def _told(*rows: Step, stages: dict[str, Stage] | None = None) -> tuple[Flaw, ...]:
    ballot = BallotSpec(("endorse", "object"), RuleRef("no_objection", 1))
    usual = {
        "a": Stage("a", "A", "under_revision"),
        "b": Stage("b", "B", "put_forward", period="2 weeks", ballot=ballot),
        "z": Stage("z", "Z", "adopted", end=True),
    }
    named = {name for row in rows for name in (*row.sources, row.dest)}
    stages = {n: stage for n, stage in {**usual, **(stages or {})}.items() if n in named}
    return flaws(Workflow("w", 1, "W", "", stages, rows, "a", 1, rules=shipped_rules()))


ASK = Step("ask", ("a",), "b", ("chair",))
CLOSE = Step("close", ("b",), "z", (CLOCK,), ("ballot_closed",))
STOP = Step("stop", ("a", "b"), "z", ("chair",), reason=True)


def test_what_only_the_clock_may_do_is_done_when_the_stage_closes() -> None:
    assert _told(ASK, CLOSE) == ()


def test_the_clock_is_not_asked_after_that() -> None:
    """Reviews that come in later do not wake it."""
    reviewers = Reviewers(("chair",), "1 week")
    a = Stage("a", "A", "under_revision", period="2 weeks", reviewers=reviewers)
    late = Step("late", ("a",), "z", (CLOCK,), ("deadline_passed", "reviews_in"))
    stop = replace(STOP, sources=("a",))
    assert _told(late, stop, stages={"a": a}) == ()
    told = _told(late, stages={"a": a})
    assert len(told) == 1
    assert "a review is asked for -> the deadline passes" in told[0].text
    assert "(late waits for reviews_in when the stage closes)" in told[0].text


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Step("x", ("a",), "z", ("chair",), ("verdict_passes",)), "(a has no ballot)"),
        (Step("x", ("a",), "z", (CLOCK,), ("deadline_passed",)), "(a has no deadline)"),
        (Step("x", ("a",), "z", ("chair",), ("rounds_left",)), "unless the chair allows more"),
        (Step("x", ("a",), "z", ("chair",), ("returns_to",)), "(nothing comes to it from z)"),
        (Step("x", ("a",), "z", ("chair",), ("confirmation_over",)), "is ever provisional"),
        (Step("x", ("b",), "z", ("chair",), ("broken", "verdict_passes")), "hold together"),
        (
            Step("x", ("b",), "z", ("chair",), ("deadline_passed",)),
            "(close is the clock's by then)",
        ),
        (Step("x", ("b",), "z", (CLOCK,), ("deadline_passed",)), "close always stands before it"),
        (Step("stop", ("b",), "a", ("chair",)), "an earlier row of stop always stands before it"),
        (Step("x", ("a",), "z", ("chair",), ("comments_answered",)), "always holds for x"),
        (Step("x", ("b",), "a", (CLOCK, "chair"), ("ballot_open_or_failed",), True), "the clock"),
        (Step("x", ("a",), "z", ("chair",), effects=("adopt",)), "never put forward: a;"),
    ],
    ids=lambda x: x if isinstance(x, str) else None,
)
def test_a_row_that_never_happens_is_told_with_what_stands_in_the_way(row: Step, said: str) -> None:
    told = _told(ASK, CLOSE, STOP, row)
    assert len(told) == 1, told
    assert said in told[0].text


def test_a_silence_that_fails_is_broken_and_nothing_else() -> None:
    """Its rule bears no third outcome, so two steps are enough."""
    ballot = BallotSpec(("support", "object"), RuleRef("silence", 1), closes_when=("broken",))
    silence = Stage("b", "B", "under_silence", period="72 hours", ballot=ballot)
    met = Step("met", ("b",), "z", (CLOCK,), ("ballot_closed", "not_broken"))
    broken = Step("broken", ("b",), "z", (CLOCK,), ("broken",))
    assert _told(ASK, met, broken, stages={"b": silence}) == ()
    assert "nothing leads from b" in _told(ASK, met, stages={"b": silence})[0].text


def test_a_sealed_ballot_tells_nothing_before_it_is_closed() -> None:
    spec = BallotSpec(("endorse", "object"), RuleRef("no_objection", 1), visibility="sealed")
    sealed = Stage("b", "B", "put_forward", period="2 weeks", ballot=spec)
    early = Step("early", ("b",), "a", ("chair",), ("verdict_passes",), reason=True)
    assert (
        "verdict_passes never holds there" in _told(ASK, CLOSE, early, stages={"b": sealed})[0].text
    )


def test_too_many_states_are_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("placet.engine.soundness.explore.MOST", 20)
    proof = prove(DEFAULT)
    assert not proof.complete
    assert not proof.all_can_end
    assert "nothing can be proved" in proof.flaws[0].text


@given(workflows())
def test_the_proof_comes_to_an_end_whatever_the_table_is(workflow: Workflow) -> None:
    proof = prove(workflow)
    assert proof.states <= 60_000
    assert all(flaw.text for flaw in proof.flaws)
    assert proof.lost == 0 or any("to an end" in flaw.text for flaw in proof.flaws)


@given(st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), max_size=8))
def test_circles_are_found_where_there_are_some(drawn: dict[int, list[int]]) -> None:
    graph = {n: [b for b in after if b in drawn] for n, after in drawn.items()}

    def reach(start: int) -> set[int]:
        found: set[int] = set()
        todo = list(graph[start])
        while todo:
            if (at := todo.pop()) not in found:
                found.add(at)
                todo += graph[at]
        return found

    together = knots(graph)
    assert sorted(n for knot in together for n in knot) == sorted(graph)
    for knot in together:
        for a in knot:
            assert {b for b in graph if b == a or (b in reach(a) and a in reach(b))} == set(knot)
            circle = shortest_circle(a, graph)
            assert bool(circle) is (a in reach(a))
            assert all(b in graph[x] for x, b in pairwise(circle))
