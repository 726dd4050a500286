"""The shipped procedure, asked the way a negotiation asks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.deadlines import parse_period
from placet.engine.errors import IllegalMove, Refused
from placet.engine.workflow import (
    CLOCK,
    GUARDS,
    ROLES,
    Facts,
    Step,
    Workflow,
    clock_step,
    legal_moves,
    mermaid,
    possible,
    problems,
    take,
)
from placet.workflows import shipped

DEFAULT = shipped()["joint-objective", 1]
PASSED = Facts(verdict_passes=True, substate_closed=True, rounds_allowed=3)
FAILED = Facts(verdict_passes=False, substate_closed=True, rounds_allowed=3)
OPEN = Facts(verdict_passes=False, ballot_open=True, rounds_allowed=3)

facts = st.builds(
    Facts,
    verdict_passes=st.none() | st.booleans(),
    deadline_passed=st.booleans(),
    ballot_open=st.booleans(),
    substate_closed=st.booleans(),
    comments_open=st.integers(0, 2),
    round=st.integers(1, 4),
    rounds_allowed=st.integers(1, 4),
    came_from=st.none() | st.sampled_from(sorted(DEFAULT.stages)),
    provisional=st.booleans(),
    unconfirmed=st.integers(0, 2),
)


def names(stage: str, known: Facts, by: str) -> list[str]:
    """The steps that this role may take now."""
    return [p.step for p in possible(DEFAULT, stage, known) if p.allowed and by in p.by]


@pytest.mark.parametrize("workflow", shipped().values(), ids=lambda w: w.name)
def test_what_is_shipped_is_sound(workflow: Workflow) -> None:
    assert problems(workflow) == ()


def test_the_stages_are_those_of_the_design() -> None:
    assert list(DEFAULT.stages) == [
        "proposal",
        "comment",
        "revision",
        "endorsement",
        "adopted",
        "review",
        "not_adopted",
        "lapsed",
        "withdrawn",
        "on_hold",
    ]
    assert DEFAULT.initial == "proposal"
    assert DEFAULT.rounds == 3
    assert [s.name for s in DEFAULT.stages.values() if s.end] == [
        "adopted",
        "not_adopted",
        "lapsed",
        "withdrawn",
    ]
    for stage in DEFAULT.stages.values():
        if stage.period is not None:
            parse_period(stage.period)
        if stage.ballot is not None:
            DEFAULT.terms(stage.ballot.rule, stage.ballot.kinds)


def test_every_stage_and_step_is_titled() -> None:
    assert all(stage.title for stage in DEFAULT.stages.values())
    assert all(s.title and s.consequence.endswith(".") for s in DEFAULT.steps)


@pytest.mark.parametrize(
    ("stage", "known", "by", "steps"),
    [
        ("proposal", OPEN, "secretariat", ["abandon", "withdraw", "hold"]),
        ("proposal", OPEN, "lead", ["abandon", "withdraw"]),
        ("proposal", PASSED, "chair", ["proceed", "hold"]),
        ("proposal", PASSED, CLOCK, ["proceed"]),
        ("proposal", FAILED, "lead", ["narrow", "abandon", "withdraw"]),
        ("proposal", FAILED, "chair", ["proceed_without", "hold"]),
        ("comment", Facts(), "secretariat", ["close_comments", "withdraw", "hold"]),
        ("comment", Facts(), CLOCK, []),
        ("comment", Facts(deadline_passed=True), CLOCK, ["close_comments"]),
        ("revision", Facts(comments_open=1), "chair", ["lapse", "hold"]),
        (
            "revision",
            Facts(rounds_allowed=3),
            "chair",
            ["another_round", "put_forward", "lapse", "hold"],
        ),
        (
            "revision",
            Facts(round=3, rounds_allowed=3),
            "chair",
            ["put_forward", "lapse", "hold"],
        ),
        ("revision", Facts(deadline_passed=True, rounds_allowed=2), CLOCK, []),
        ("revision", Facts(deadline_passed=True, round=2, rounds_allowed=2), CLOCK, ["lapse"]),
        ("endorsement", OPEN, "chair", ["revise", "hold"]),
        ("endorsement", replace(OPEN, verdict_passes=True), CLOCK, []),
        ("endorsement", PASSED, "chair", ["adopt", "hold"]),
        ("endorsement", PASSED, CLOCK, ["adopt"]),
        ("endorsement", FAILED, CLOCK, []),
        ("endorsement", FAILED, "chair", ["revise", "not_adopt", "hold"]),
        ("endorsement", replace(FAILED, round=3), "chair", ["not_adopt", "hold"]),
        ("adopted", Facts(), "secretariat", ["start_review"]),
        ("adopted", Facts(provisional=True, unconfirmed=1), "secretariat", []),
        ("adopted", Facts(verdict_passes=True, deadline_passed=True), CLOCK, ["start_review"]),
        (
            "adopted",
            Facts(verdict_passes=False, provisional=True, deadline_passed=True, unconfirmed=1),
            CLOCK,
            ["unadopt"],
        ),
        (
            "adopted",
            Facts(verdict_passes=True, provisional=True, deadline_passed=True),
            CLOCK,
            [],
        ),
        ("review", Facts(), "chair", ["conclude_review"]),
        ("on_hold", Facts(came_from="revision"), "chair", ["resume"]),
        ("on_hold", Facts(), "secretariat", ["withdraw"]),
        ("lapsed", Facts(came_from="revision"), "chair", ["reopen"]),
        ("lapsed", Facts(came_from="review"), "chair", []),
    ],
)
def test_who_may_do_what_now(stage: str, known: Facts, by: str, steps: list[str]) -> None:
    assert names(stage, known, by) == steps


def test_who_resumes_returns_to_where_it_stopped() -> None:
    for stage in ("proposal", "comment", "revision", "endorsement"):
        held = Facts(came_from=stage)
        assert [p.dest for p in possible(DEFAULT, "on_hold", held) if p.step == "resume"] == [stage]
        assert take(DEFAULT, "on_hold", "resume", held, by="chair").dest == stage
        assert take(DEFAULT, "withdrawn", "reopen", held, by="chair").dest == stage


def test_a_row_belongs_to_those_who_may_take_it() -> None:
    over = Facts(deadline_passed=True, round=3, rounds_allowed=3)
    assert take(DEFAULT, "revision", "lapse", over, by=CLOCK).reason is False
    assert take(DEFAULT, "revision", "lapse", over, by="chair").reason is True
    with pytest.raises(IllegalMove):
        take(DEFAULT, "revision", "lapse", over, by="lead")


def test_a_step_that_the_stage_has_not_is_told_with_those_it_has() -> None:
    with pytest.raises(IllegalMove) as refused:
        take(DEFAULT, "comment", "adopt", Facts())
    assert refused.value.allowed == ("close_comments", "withdraw", "hold")
    with pytest.raises(IllegalMove):
        take(DEFAULT, "nowhere", "adopt", Facts())
    with pytest.raises(IllegalMove):
        take(DEFAULT, "comment", "os.system", Facts())


def test_a_step_that_is_not_possible_yet_says_what_is_missing() -> None:
    with pytest.raises(Refused) as refused:
        take(DEFAULT, "endorsement", "adopt", OPEN)
    assert refused.value.missing == ("ballot_closed", "verdict_passes")


def test_the_clock_takes_the_step_that_is_open_to_it() -> None:
    step = clock_step(DEFAULT, "endorsement", PASSED)
    assert step is not None
    assert (step.name, step.dest, step.effects) == ("adopt", "adopted", ("adopt",))
    assert clock_step(DEFAULT, "endorsement", FAILED) is None


@given(st.sampled_from(sorted(DEFAULT.stages)), facts, st.sampled_from(ROLES))
def test_what_is_possible_can_be_taken_and_nothing_else(stage: str, known: Facts, by: str) -> None:
    """The machine and the table agree on every question."""
    rows = [p for p in possible(DEFAULT, stage, known) if by in p.by]
    for name in {step.name for step in DEFAULT.steps}:
        expected = next((p.row for p in rows if p.step == name and p.allowed), None)
        assert _taken(stage, name, known, by) == expected


def _taken(stage: str, name: str, known: Facts, by: str) -> Step | None:
    try:
        return take(DEFAULT, stage, name, known, by=by)
    except (IllegalMove, Refused):
        return None


@given(st.lists(st.tuples(st.sampled_from(ROLES), facts, st.integers(0, 9)), max_size=40))
def test_no_walk_leaves_the_table(walk: list[tuple[str, Facts, int]]) -> None:
    stage, moves = DEFAULT.initial, set(legal_moves(DEFAULT))
    for by, known, choice in walk:
        allowed = names(stage, known, by)
        if allowed:
            step = take(DEFAULT, stage, allowed[choice % len(allowed)], known, by=by)
            assert by in step.by
            assert (stage, step.dest) in moves
            stage = step.dest
        assert stage in DEFAULT.stages


@given(facts, st.sampled_from(sorted(DEFAULT.stages)))
def test_guards_answer_with_a_bool(known: Facts, dest: str) -> None:
    assert {type(guard(known, dest)) for guard in GUARDS.values()} == {bool}


def test_the_diagram_says_what_the_table_says() -> None:
    drawn = {
        (source, dest, name)
        for source, dest, label in _arrows(mermaid(DEFAULT))
        for name in label.split(", ")
    }
    assert drawn == {(s, row.dest, row.name) for row in DEFAULT.steps for s in row.sources}
    lines = mermaid(DEFAULT).splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> proposal"]
    assert {x.split()[0] for x in lines if x.endswith("--> [*]")} == {
        stage.name for stage in DEFAULT.stages.values() if stage.end
    }


def _arrows(diagram: str) -> Iterator[tuple[str, str, str]]:
    for line in diagram.splitlines():
        if ": " in line:
            move, label = line.strip().split(": ")
            source, dest = move.split(" --> ")
            yield source, dest, label


def test_legal_moves_are_the_pairs_of_the_table() -> None:
    moves = legal_moves(DEFAULT)
    assert moves == tuple(sorted(set(moves)))
    assert ("proposal", "proposal") in moves
    assert ("proposal", "adopted") not in moves
    assert ("adopted", "proposal") not in moves
