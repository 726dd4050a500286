"""Files that are not sound are refused with file, line, column and a remedy."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine.errors import BadDefinition, Refused
from placet.engine.model import RuleRef
from placet.engine.workflow import BallotSpec, Facts, Stage, Step, Workflow, problems, take
from placet.workflows import load, parse, shipped
from placet.workflows.rules import shipped_rules

TEXT = (files("placet.workflows") / "joint-objective.yaml").read_text(encoding="utf-8")


def refused(text: str) -> tuple[str, ...]:
    with pytest.raises(BadDefinition) as error:
        parse(text, "w.yaml")
    return error.value.problems


def line_of(fragment: str, text: str = TEXT) -> int:
    return text[: text.index(fragment)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rounds: 3\n", "rounds: 3\nrounds: 2\n", "a second time"),
        ("kinds: [support,", "kinds: &k [support,", "the anchor &k is refused; remove it"),
        ("title: Proposal", "title: !!python/object:os.system x", "is refused; remove it"),
        ("title: Proposal", "titel: Proposal", "no such key; did you mean title?"),
        ("title: Proposal", "note: Proposal", "no such key; remove it"),
        ("title: Proposal", "title: 3", "write text"),
        ("state: proposed", "state: propsed", "did you mean proposed?"),
        ("period: 2 weeks", "period: a while", "such as 4 weeks"),
        ("period: 2 weeks", "period: 5 days", "shorten it or lengthen the period"),
        ("    period: 2 weeks\n", "", "give proposal a period"),
        ("text_changed_by: [lead]", "text_changed_by: [chair]", "no role called chair"),
        ("kinds: [support,", "kinds: [suport,", "did you mean support?"),
        ("endorse, no_objection, abstain, object", "no_objection, object", "add one to kinds"),
        ("qualifiers: [with_", "qualifiers: [without_", "did you mean with_reservation?"),
        ("      confirm_within: 4 weeks\n", "", "add confirm_within"),
        ("carry_over: reconfirm\n", "carry_over: keep\n", "no policy called keep"),
        ("carry_over: reconfirm\n", "carries_from: [comments]\n", "did you mean comment?"),
        ("carry_over: reconfirm\n", "carries_from: [comment]\n", "comment has no ballot"),
        ("carry_over: reconfirm\n", "carries_from: [endorsement]\n", "write carry_over: carry"),
        ("closes_when_all_answered: true", "closes_when_all_answered: yes", "true or false"),
        ("{name: no_objection", "{name: consensus", "consensus; did you mean lazy_consensus?"),
        ("name: no_objection, version: 1", "name: no_objection, version: 7", "of version 7"),
        ("share: 2/3", "share: 0.67", 'a fraction in quotes such as "2/3"'),
        ("share: 2/3", "share: 3/2", "Write a fraction from 0 to 1"),
        ("share: 2/3", "shar: 2/3", "Use share."),
        ("minimum: 2", "minimum: true", "write a whole number"),
        ("minimum: 2", "minimum: -2", "is not a whole number of 0 or more"),
        ("parameters: {minimum: 1}", "parameters: 3", "keys and values belong here"),
        ("guards: [ballot_closed,", "guards: [os.path.exists,", "no guard called os.path.exists"),
        ("guards: [ballot_closed,", "guards: [balot_closed,", "did you mean ballot_closed?"),
        ("guards: [deadline_passed]\n", "guards: []\n", "add a guard"),
        ("effects: [adopt]", "effects: [adopt, send_mail]", "no effect called send_mail"),
        ("by: [lead, secretariat]", "by: [leader]", "did you mean lead?"),
        ("by: [lead, secretariat]", "by: []", "list at least one role"),
        ("by: [lead, secretariat]", "by: [lead, clock]", "the clock gives no reason"),
        ("from: [proposal]", "from: [nowhere]", "no stage called nowhere"),
        ("from: [proposal]", "from: []", "list at least one stage"),
        ("from: [proposal]", "from: proposal", "write a list"),
        ("to: comment", "to: coment", "did you mean comment?"),
        ("to: comment", "to: []", "list at least one"),
        ("to: [proposal, comment,", "to: [proposal, elsewhere,", "no stage called elsewhere"),
        ("initial: proposal", "initial: start", "no stage called start"),
        ("\nversion: 1\n", "\nversion: 1000000\n", "less than or equal to 999999"),
        ("rounds: 3", "rounds: 0", "greater than or equal to 1"),
        ("schema_version: 1", "schema_version: 2", "write 1"),
        ("name: joint-objective", "name: Joint Objective", "use small letters"),
        ("  lapsed:\n", "  Lapsed Stage:\n", "use small letters"),
        ("steps:\n", "steps: 3\nold:\n", "write a list"),
        ("version: 1\n", "version: 1\n---\n", "a second document begins"),
        ("initial: proposal", "initial: [proposal", "correct the line"),
    ],
)
def test_a_broken_file_names_the_line_and_the_remedy(old: str, new: str, said: str) -> None:
    broken = TEXT.replace(old, new, 1)
    told = refused(broken)
    assert [p for p in told if said in p], told
    rows = [int(p.split(":")[1]) for p in told if said in p]
    assert min(abs(line_of(old) - row) for row in rows) <= SHIFTED.get(said, 0)
    for problem in told:
        file, row, column, words = problem.split(":", 3)
        assert file == "w.yaml"
        assert 1 <= int(row) <= len(broken.splitlines())
        assert int(column) >= 1
        assert any(mark in words for mark in ("; ", ". ", "?"))


SHIFTED = {
    "a second time": 1,
    "a second document begins": 1,
    "correct the line": 1,
    "less than or equal to 999999": 1,
    "shorten it or lengthen the period": 1,
    "add a guard": 1,
    "add confirm_within": 2,
}
"""How many lines from what was changed the problem may be told."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "keys and values belong here"),
        ("- 1", "keys and values belong here"),
        ("only words", "keys and values belong here"),
        ("a: \0", "this is not YAML"),
        ("%YAML 1.1\n---\na: NO", "a YAML directive is refused"),
        ("a: &x 1\nb: *x", "the alias *x is refused; write the value out"),
        ("? [a]\n: 1", "a key must be a word"),
        ("[" * 500, "nested more than 20 levels deep; flatten it"),
        ("a" * 1_000_001, "too long; split it"),
        ("a: " + "9" * 5_000, "this number is too long; shorten it"),
        ("a: 0." + "9" * 5_000, "this number is too long; shorten it"),
        ('a: "\\0"', "a control character stands here; remove it"),
        ('a: "\\ud800"', "a control character stands here; remove it"),
        ('"\\0": 1', "a control character stands here; remove it"),
        ("a: .inf", "there is no such key"),
        ("a: -.NaN", "there is no such key"),
    ],
)
def test_what_is_no_definition_at_all_is_refused(text: str, said: str) -> None:
    assert any(said in problem for problem in refused(text))


@given(st.text(st.sampled_from("ab:- \n[]{}&*!|>%@'\"#?,1.~\t"), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert refused(text)


@settings(max_examples=settings().max_examples // 4)  # each reads a whole file
@given(st.integers(0, len(TEXT)), st.text(max_size=3), st.integers(0, 40))
def test_a_damaged_file_is_read_or_refused(at: int, put: str, cut: int) -> None:
    try:
        told = problems(parse(TEXT[:at] + put + TEXT[at + cut :]))
    except BadDefinition as bad:
        told = () if bad.problems else ("refused without a word",)
    assert told == ()


def test_all_problems_are_told_at_once() -> None:
    broken = TEXT.replace("period: 2 weeks", "period: soon").replace("to: comment", "to: coment")
    assert len(refused(broken)) >= 4


def test_a_country_is_not_false() -> None:
    title = "title: NO"
    assert parse(TEXT.replace("title: Proposal", title)).stages["proposal"].title == "NO"


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert load(path) == shipped()["joint-objective", 1]
    path.write_bytes(b"name: x\ntitle: \xff\n")
    with pytest.raises(BadDefinition) as error:
        load(path)
    assert error.value.problems == (f"{path}:2:1: this is not UTF-8; save the file as UTF-8",)


def _workflow(*steps: Step, **stages: Stage) -> Workflow:
    return Workflow("w", 1, "W", "", stages, steps, next(iter(stages)), rules=shipped_rules())


A, END = Stage("a", "A", "proposed"), Stage("z", "Z", "adopted", end=True)
GO = Step("go", ("a",), "z", ("chair",))


def test_ways_that_lead_nowhere_are_told() -> None:
    lost = Stage("lost", "Lost", "on_hold")
    trap = Step("fall", ("a",), "lost", ("chair",))
    assert problems(_workflow(GO, a=A, z=END)) == ()
    assert problems(_workflow(GO, a=A, lost=lost, z=END)) == (
        "stages.lost: no steps lead from a to lost; add a step or remove it",
        "stages.lost: no step leads out of lost; add one, or mark it with end: true",
    )
    assert problems(_workflow(GO, trap, a=A, lost=lost, z=END)) == (
        "stages.lost: no step leads out of lost; add one, or mark it with end: true",
    )
    assert problems(_workflow(a=A)) == (
        "stages: no stage is an end; mark at least one with end: true",
    )


def test_a_ballot_says_what_it_lacks() -> None:
    ballot = BallotSpec((), RuleRef("silence", 1))
    stage = Stage("a", "A", "proposed", ballot=ballot, reminders=("1 day",))
    assert problems(_workflow(GO, a=stage, z=END)) == (
        "stages.a.reminders.0: a reminder needs a deadline; give a a period",
        "stages.a.ballot: a ballot needs a deadline; give a a period",
        "stages.a.ballot.kinds: a ballot needs kinds of position; list at least one",
    )


@pytest.mark.parametrize("visibility", ["open", "sealed", "undisclosed", "secret"])
@pytest.mark.parametrize("effect", ["silent_become_observers", "objectors_become_observers"])
def test_nobody_becomes_an_observer_for_what_is_never_shown(visibility: str, effect: str) -> None:
    ballot = BallotSpec(("agree", "object"), RuleRef("silence", 1), visibility=visibility)
    stage = Stage("a", "A", "proposed", period="2 weeks", ballot=ballot)
    found = problems(_workflow(replace(GO, effects=(effect,)), a=stage, z=END))
    told = [p for p in found if p.startswith("steps.0.effects: everybody learns")]
    assert bool(told) is (visibility in ("undisclosed", "secret"))


def test_a_guard_with_a_dotted_name_is_neither_imported_nor_passed() -> None:
    """`transitions` would import `os.path.exists` and call it."""
    step = Step("go", ("a",), "z", ("chair",), ("os.path.exists",))
    workflow = _workflow(step, a=A, z=END)
    assert problems(workflow)[0].startswith("steps.0.guards: there is no guard called os.path")
    with pytest.raises(Refused) as error:
        take(workflow, "a", "go", Facts())
    assert error.value.missing == ("os.path.exists",)


def test_the_machine_accepts_functions_alone() -> None:
    from placet.engine import workflow

    machine = workflow._machine(_workflow(GO, a=A, z=END))
    with pytest.raises(TypeError, match="must be a function from GUARDS"):
        machine.resolve_callable("os.path.exists", None)  # type: ignore[arg-type]
