"""The sentences about a rule that nobody here has seen before."""

from __future__ import annotations

from operator import attrgetter

import pytest

from placet.engine.codec import decode, encode
from placet.engine.model import Seat
from placet.engine.rules import (
    Either,
    Fewer,
    More,
    Needed,
    OutOfReach,
    Quorum,
    Resolve,
    Rule,
    RuleSentence,
    WeightMore,
    needed_data,
    needed_from,
    rule_sentence_values,
    terms,
)
from placet.templates import PSEUDO, language
from placet.templates import wording as w
from placet.templates.i18n import untranslated_text
from placet.templates.verdicts import verdict_data
from placet.workflows.rules import shipped_rules
from tests.rules.language import a_rule, asked, seats, verdict

YES = "- {name: yes, count: {positions: [yes]}, at_least: 1}\n"
SEATS = tuple(Seat(f"O{n}", ("P",) if n < 10 else ()) for n in range(30))
RULES = sorted(shipped_rules().values(), key=attrgetter("name"))


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        ("count: {positions: [yes]}, at_least: 2", "Yes from at least 2"),
        ("count: {positions: [yes]}, more_than: 2", "Yes from at least 3"),
        ("count: {positions: [no]}, at_most: 2", "at most 2 No"),
        ("count: {positions: [no]}, at_most: 0", "no No"),
        ("count: {positions: [no]}, equals: 2", "exactly 2 No"),
        ("count: {seats: all, less: [yes]}, fewer_than: 4", "fewer than 4 seats without Yes"),
        ("count: {seats: silent}, fewer_than: 3", "fewer than 3 seats without a position"),
        ("count: {seats: answered}, at_least: 10", "at least 10 positions"),
        ("count: {seats: answered}, at_least: 1", "at least 1 position"),
        ("count: {positions: [yes], weighted: true}, at_least: 9",
         "Yes with a weight of at least 9"),
        ("count: {positions: [yes], class: P, mark: expert}, at_least: 4",
         "Yes from at least 4 (names an expert) in the class permanent member"),
        ("count: {positions: [no], not_class: P}, at_most: 1",
         "at most 1 No outside the class permanent member"),
        ("share: {positions: [no]}, of: {positions: [yes, no]}, at_most: 1/4",
         "No from at most a quarter of those with Yes or No"),
        ("share: {positions: [no]}, of: {seats: all}, fewer_than: 1/3",
         "No from fewer than 10 of 30"),
        ("share: {positions: [yes], weighted: true}, of: {seats: all, weighted: true}, "
         "at_least: 65/100", "Yes from at least 65\u00a0% of the weight of the seats"),
        ("share: {positions: [yes]}, of: {seats: answered}, more_than: 1/2",
         "Yes from more than half of those with a position"),
        ("share: {positions: [yes], class: P}, of: {positions: [yes, no]}, at_least: 5/8",
         "Yes from at least 5/8 of those with Yes or No of every class in the class permanent "
         "member"),
    ],
)  # fmt: skip
def test_a_criterion_is_said_by_what_it_counts(criteria: str, said: str) -> None:
    made = asked(YES + f"- {{name: tried, {criteria}}}")
    sentence = w.rule_sentence(rule_sentence_values(made, SEATS))
    assert sentence == f"Needed: Yes from at least 1, and {said}."


def test_alternatives_and_cases_are_said_as_such() -> None:
    made = asked(
        """
- name: way
  any_of:
    - {count: {positions: [yes]}, at_least: 9}
    - all_of:
        - {share: {positions: [yes]}, of: {positions: [yes, no]}, equals: 1/2}
        - {count: {positions: [yes], class: P}, at_least: 1}
- name: size
  depends_on: {share: {seats: answered}, of: {seats: all}}
  cases:
    - {fewer_than: 1/5, criterion: {count: {positions: [yes]}, at_least: 5}}
    - {criterion: {count: {positions: [yes]}, at_least: 2}}
"""
    )
    assert w.rule_sentence(rule_sentence_values(made)) == (
        "Needed: either Yes from at least 9, or Yes from exactly half of those with Yes or No "
        "together with Yes from at least 1 in the class permanent member, and Yes from at least 5 "
        "if the share of positions among the seats is less than 20\u00a0%; otherwise Yes from at "
        "least 2."
    )


def test_the_case_that_applies_is_said_alone_where_the_roster_settles_it() -> None:
    made = asked(
        "- name: size\n  depends_on: {seats: all, class: P}\n  cases:\n"
        "    - {at_most: 16, criterion: {count: {positions: [yes]}, at_least: 4}}\n"
        "    - {criterion: {count: {positions: [yes]}, at_least: 5}}"
    )
    assert w.rule_sentence(rule_sentence_values(made, SEATS)) == "Needed: Yes from at least 4."
    assert "at most 16; otherwise" in w.rule_sentence(rule_sentence_values(made))


NEEDED: list[tuple[Needed, str, str]] = [
    (More(("yes", "no_objection"), 1), "1 Yes or No objection", "one more Yes or No objection"),
    (More(("yes",), 3, "P", "names an expert"), "3 Yes (names an expert) in the class P",
     "3 more Yes (names an expert) in the class P"),
    (WeightMore(("yes",), 9), "Yes with a weight of 9", "Yes with a weight of 9 more"),
    (Resolve("discuss", ("X",)), "1 Discuss to resolve (X)", "the Discuss of X resolved"),
    (Resolve("discuss", (), 2), "2 Discuss to resolve", "2 Discuss resolved"),
    (Fewer(("no",), 1, ("X", "Y")), "1 No fewer (X and Y)", "one No fewer (held by X and Y)"),
    (Fewer(("no",), 5, (), "P", True), "No with a weight of 5 less in the class P",
     "No with a weight of 5 less in the class P"),
    (Quorum(2), "2 more positions", "2 more positions"),
    (OutOfReach("seats_enough"), "what no position can bring (seats enough)",
     "what no position can bring (seats enough)"),
    (Either(((More(("yes",), 1),), (Quorum(1), Fewer(("no",), 2)))),
     "either 1 Yes, or 1 more position and 2 No fewer",
     "either one more Yes, or one more position and 2 No fewer"),
]  # fmt: skip


@pytest.mark.parametrize(("needed", "phrase", "plain"), NEEDED)
def test_whatever_is_needed_has_its_words(needed: Needed, phrase: str, plain: str) -> None:
    assert w.needed_sentences((needed,), names=True) == (phrase,)
    assert w.needed_sentence((needed,)) == f"Needs {plain}."
    assert needed_from(needed_data(needed)) == needed


def test_everything_that_is_needed_is_one_sentence() -> None:
    assert w.needed_sentence((More(("yes", "no_objection"), 1), Resolve("discuss", ("X",)))) == (
        "Needs one more Yes or No objection, and the Discuss of X resolved."
    )
    assert w.needed_sentence((More(("yes",), 1), Quorum(1), More(("yes",), 3))) == (
        "Needs 3 more Yes, and one more position."
    )
    assert w.needed_sentence(()) == "What the rule asks for is met."


def test_a_need_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="more, weight"):
        needed_from({"less": 1})


def test_findings_say_what_was_counted() -> None:
    rule = a_rule(
        "- {name: big, share: {positions: [yes], weighted: true}, of: {seats: all, weighted: true},"
        " at_least: 65/100}\n"
        "- name: way\n  any_of:\n"
        "    - {name: few, count: {seats: all, less: [yes]}, fewer_than: 2}\n"
        "    - {name: none, count: {positions: [no], class: P}, at_most: 0}\n"
        "- {name: against, share: {positions: [no]}, of: {positions: [yes, no]}, at_most: 1/4}"
    )
    answer = verdict(rule, seats(yes=2, no=1, silent=1))
    assert [w.finding_sentence(f) for f in answer.findings] == [
        "Yes, by weight: 2 of 4; at least 65\u00a0% needed. Not met.",
        "Alternative 1. Seats without Yes: 2; fewer than 2 are allowed. Not met.",
        "Alternative 2. No in the class permanent member: 0; none is allowed. Met.",
        "No: 1 of 3; at most a quarter is allowed. Not met.",
    ]


def test_what_silence_means_under_any_rule() -> None:
    def said(silence: str, criteria: str) -> str:
        made = asked(criteria, f"silence: {silence}")
        return w.silence_sentence(rule_sentence_values(made))

    at_most = "- {name: no, count: {positions: [no]}, at_most: 1}"
    assert said("agrees", at_most).startswith("Unless 2 objections are recorded by the deadline")
    share = "- {name: no, share: {positions: [no]}, of: {seats: all}, at_most: 1/3}"
    assert said("agrees", share) == (
        "If nobody records anything by the deadline, the text is agreed. Silence counts as "
        "agreement."
    )
    assert said("refuses", YES) == (
        "Silence counts as refusal: what nobody agrees to by the deadline is refused."
    )


def test_a_verdict_as_data() -> None:
    rule = a_rule(
        "- {name: for, share: {positions: [yes]}, of: {positions: [yes, no]}, at_least: 2/3}\n"
        "- {name: blocks, count: {effect: blocking}, fewer_than: 1}",
        "permits: {passes: [publish], fails: [revise]}",
    )
    rows = [{**row, "reasons": "Because."} for row in seats(yes=1, no=1, discuss=1)]
    answer = verdict(rule, rows)
    assert verdict_data(answer) == {
        "rule": "tried@1",
        "passes": False,
        "findings": [
            {
                "criterion": "for",
                "numerator": 1,
                "denominator": 2,
                "op": ">=",
                "threshold": "2/3",
                "met": False,
                "sentence": "Yes: 1 of 2; at least two thirds needed. Not met.",
            },
            {
                "criterion": "blocks",
                "numerator": 1,
                "denominator": None,
                "op": "<",
                "threshold": "1",
                "met": False,
                "sentence": "Discuss: 1; none is allowed. Not met.",
            },
        ],
        "dropped": [],
        "blockers": ["discuss0"],
        "needed": ["Needs one more Yes.", "Needs the Discuss of discuss0 resolved."],
        "permitted": ["revise"],
    }


@pytest.mark.parametrize("rule", RULES, ids=attrgetter("name"))
def test_every_shipped_rule_is_said_in_words_that_can_be_translated(rule: Rule) -> None:
    values = rule_sentence_values(terms(rule, {}), SEATS)
    said = w.rule_sentence(values)
    assert said.startswith("Needed: ")
    assert not {"_", "{", "  "} & {said[n : n + m] for n in range(len(said)) for m in (1, 2)}
    assert decode(RuleSentence, encode(values)) == values
    of_the_body = [w.position_label(kind) for kind in rule.kinds]
    with language(PSEUDO):
        for words in (w.rule_sentence(values), w.silence_sentence(values)):
            assert untranslated_text(words, of_the_body) == ()
