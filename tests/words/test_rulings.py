"""What rules ask for, in words; the numbers are those of the rules."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from placet.engine.definition import BallotSpec, Stage
from placet.engine.guards import GUARDS, Facts
from placet.engine.model import Deadline, RuleRef, Seat
from placet.engine.rules import Finding, More, Quorum, Resolve
from placet.templates import PSEUDO, language
from placet.templates import wording as w
from placet.templates.i18n import untranslated_text
from placet.workflows import shipped
from tests.builders import a_ballot, a_position
from tests.fakes import NOON
from tests.rules.generic import evaluate, rule_sentence_values

SEATS = tuple(Seat(f"O{n}", ("P",)) for n in range(30))
ENDORSEMENT = ("endorse", "no_objection", "abstain", "object")
SUPPORT = ("support", "support_with_comments", "stand_aside", "object")

RULES = [
    (
        RuleRef("no_objection", 1, {"share": "2/3", "minimum": 2}),
        ENDORSEMENT,
        "Needed: no Object, and Endorse or No objection from at least 20 of 30, at least 2 of "
        "them Endorse.",
    ),
    (
        RuleRef("no_objection", 1, {"minimum": 1}),
        SUPPORT,
        "Needed: no Object, and Support or Support with comments from at least 1.",
    ),
    (
        RuleRef("no_objection", 1, {"share": "1/2", "quorum": "2/3", "minimum": 0}),
        ENDORSEMENT,
        "Needed: no Object, Endorse or No objection from at least 15 of 30, and a position from "
        "at least 20 of 30.",
    ),
    (
        RuleRef("unanimity", 1, {}),
        ENDORSEMENT,
        "Needed: no Object, no Abstain, and Endorse or No objection from all 30.",
    ),
    (
        RuleRef("majority", 1, {"class": "P"}),
        ENDORSEMENT,
        "Needed: Endorse or No objection from more than half of those for or against in the "
        "class P.",
    ),
    (
        RuleRef("majority", 1, {"share": "2/3", "strict": 0}),
        ("endorse", "object"),
        "Needed: Endorse from at least two thirds of those for or against.",
    ),
    (
        RuleRef("majority", 1, {"share": "7/10", "of": "seats"}),
        ("endorse", "object"),
        "Needed: Endorse from at least 22 of 30.",
    ),
    (RuleRef("silence", 1, {}), ENDORSEMENT, "Needed: no Object."),
    (RuleRef("silence", 1, {"n": 3}), ENDORSEMENT, "Needed: fewer than 3 Object."),
    (RuleRef("silence", 1, {}), ("endorse",), ""),
]


@pytest.mark.parametrize(("rule", "kinds", "said"), RULES)
def test_what_a_rule_asks_for(rule: RuleRef, kinds: tuple[str, ...], said: str) -> None:
    assert w.rule_sentence(rule_sentence_values(rule, SEATS, kinds)) == said


def test_without_seats_a_share_is_said_as_a_share() -> None:
    ref = RuleRef("no_objection", 1, {"share": "2/3", "minimum": 0})
    rule = rule_sentence_values(ref, (), ENDORSEMENT)
    assert w.rule_sentence(rule) == (
        "Needed: no Object, and Endorse or No objection from at least two thirds of the seats."
    )


def test_what_silence_means() -> None:
    counted = RuleRef("no_objection", 1, {"minimum": 1})
    deadline = Deadline(NOON, "UTC")
    assert w.silence_sentence(rule_sentence_values(counted)) == (
        "Silence does not count. An organisation that records nothing is neither for the text "
        "nor against it."
    )
    assert w.silence_sentence(rule_sentence_values(counted), observers=True) == (
        "Silence does not count. An organisation that records nothing becomes an observer of "
        "this objective."
    )
    broken = RuleRef("silence", 1, {})
    assert w.silence_sentence(rule_sentence_values(broken), deadline) == (
        "If no objection is recorded by Monday 1 March 2027, 12:00 UTC, the text is agreed. "
        "Silence counts as agreement."
    )
    assert "by the deadline" in w.silence_sentence(rule_sentence_values(broken))
    three = RuleRef("silence", 1, {"n": 3})
    assert w.silence_sentence(rule_sentence_values(three)).startswith(
        "Unless 3 objections are recorded by the deadline"
    )
    assert w.silence_sentence(rule_sentence_values(three), deadline).startswith(
        "Unless 3 objections are recorded by Mon"
    )


def test_the_silent_become_observers_where_a_step_says_so() -> None:
    (workflow,) = (x for (name, _), x in shipped().items() if name == "joint-objective")
    assert w.silent_become_observers(workflow, "proposal")
    assert not w.silent_become_observers(workflow, "endorsement")


def test_progress_is_said_with_what_is_missing() -> None:
    rule = RuleRef("no_objection", 1, {"share": "2/3", "minimum": 2})
    held = {f"O{n}": a_position(f"O{n}", kind="no_objection") for n in range(19)}
    held |= {"O20": a_position("O20", kind="object")}
    verdict = evaluate(rule, SEATS, held, ENDORSEMENT)
    said = w.progress_sentence(verdict, 20, 30, rule_sentence_values(rule, SEATS, ENDORSEMENT))
    assert said == (
        "20 of 30 organisations have a position. Needed: no Object, and Endorse or No objection "
        "from at least 20 of 30, at least 2 of them Endorse. Still missing: 1 Object to resolve; "
        "1 Endorse or No objection; 2 Endorse."
    )
    assert w.missing_sentence(verdict, names=True).startswith(
        "Still missing: 1 Object to resolve (O20)"
    )
    assert w.verdict_sentence(verdict.passes) == "The rule is not met."


def test_nothing_missing_is_said_too() -> None:
    assert w.progress_sentence((), 1, 1) == (
        "1 of 1 organisation has a position. What the rule asks for is met."
    )
    assert w.verdict_sentence(True) == "The rule is met."
    assert w.verdict_sentence(None) == "No verdict was reached."


def test_what_would_help() -> None:
    needed = (More(("endorse",), 2), Resolve("object", ("WHO", "FAO", "ITU")), Quorum(1), Quorum(2))
    assert w.needed_sentences(needed, names=True) == (
        "2 Endorse",
        "3 Object to resolve (WHO, FAO and ITU)",
        "1 more position",
        "2 more positions",
    )


def test_findings_have_their_numbers() -> None:
    half = Fraction(1, 2)
    found = [
        Finding("objections", 1, None, "<", Fraction(1), False),
        Finding("objections", 1, None, "<", Fraction(3), True),
        Finding("abstentions", 0, None, "<", Fraction(1), True),
        Finding("minimum", 1, None, ">=", Fraction(2), False),
        Finding("share", 17, 32, ">=", Fraction(2, 3), False),
        Finding("share", 17, 32, ">", half, True),
        Finding("share", 17, 32, ">=", Fraction(1), False),
        Finding("quorum", 16, 32, ">=", Fraction(5, 9), False),
        Finding("of_another_body", 1, 2, ">", half, False),
    ]
    assert [w.finding_sentence(f) for f in found] == [
        "Objections: 1; none is allowed. Not met.",
        "Objections: 1; fewer than 3 are allowed. Met.",
        "Abstentions: 0; none is allowed. Met.",
        "Expressly in favour: 1; at least 2 needed. Not met.",
        "In favour: 17 of 32; at least two thirds needed. Not met.",
        "In favour: 17 of 32; more than half needed. Met.",
        "In favour: 17 of 32; all are needed. Not met.",
        "Positions: 16 of 32; at least 5/9 needed. Not met.",
        "of_another_body: 1; more than half needed. Not met.",
    ]


def test_the_question_is_about_what_can_be_answered() -> None:
    ballot = a_ballot(text=4)
    sought = Stage("proposal", "Proposal", "proposed", ballot=BallotSpec(SUPPORT, ballot.rule))
    put = Stage("endorsement", "Endorsement", "put_forward")
    support = replace(ballot, kinds=SUPPORT)
    assert w.question_to(support, sought, "UNEP") == (
        "Does UNEP support this objective in principle?"
    )
    assert w.question_to(ballot, put, "UNEP") == "Does UNEP agree to version 4?"
    kinds = ("confirm", "revise", "withdraw")
    other = replace(ballot, kinds=kinds)
    assert w.question_to(other, put, "UNEP") == "What is the position of UNEP on version 4?"
    assert w.question(support, sought) == (
        "Do the organisations support this objective in principle?"
    )
    assert w.question(ballot, put) == "Do the organisations agree to version 4?"
    assert w.question(other, put) == "Positions on version 4 are asked for"


def test_nothing_is_asked_of_anybody_under_silence() -> None:
    put = Stage("silence", "Silence", "under_silence")
    for kinds in (SUPPORT, ENDORSEMENT):
        ballot = a_ballot(text=4, kinds=kinds)
        assert w.question(ballot, put, agrees=True) == "Version 4 is under silence"
        assert w.question_to(ballot, put, "UNEP", agrees=True) == "Version 4 is under silence"


@pytest.mark.parametrize("name", GUARDS)
def test_every_guard_is_said_and_can_be_translated(name: str) -> None:
    said = w.guard_sentence(name, Facts(comments_open=2, unconfirmed=1))
    assert said[0].islower() or said[0].isdigit()
    assert not said.endswith(".")
    assert name not in said
    with language(PSEUDO):
        assert untranslated_text(w.guard_sentence(name)) == ()


def test_guards_count_where_they_can() -> None:
    assert w.guard_sentence("comments_answered", Facts(comments_open=1)) == (
        "1 comment has no answer yet"
    )
    assert w.guard_sentence("all_confirmed", Facts(unconfirmed=2)) == (
        "2 positions ad referendum are not confirmed yet"
    )
    assert w.guard_sentence("of_a_later_version") == "of a later version"
    assert w.missing_guards(("ballot_closed", "verdict_passes")) == (
        "the ballot is still open; the rule is not met"
    )


@pytest.mark.parametrize(("rule", "kinds"), [(rule, kinds) for rule, kinds, _ in RULES])
def test_every_rule_can_be_translated(rule: RuleRef, kinds: tuple[str, ...]) -> None:
    with language(PSEUDO):
        values = rule_sentence_values(rule, SEATS, kinds)
        verdict = evaluate(rule, SEATS, {}, kinds)
        words = [w.rule_sentence(values), w.silence_sentence(values), *w.needed_sentences(verdict)]
        words += [w.finding_sentence(f) for f in verdict.findings]
        words += [w.progress_sentence(verdict, 1, 30, values), w.verdict_sentence(True)]
    assert untranslated_text(" ".join(words)) == ()


def test_a_deadline_sentence() -> None:
    assert w.deadline_sentence(NOON, "UTC") == "Monday 1 March 2027, 12:00 UTC"
