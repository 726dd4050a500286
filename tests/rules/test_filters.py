"""Which positions are counted: what is dropped is listed with its reason, nothing is an error."""

from __future__ import annotations

import pytest

from placet.engine.errors import BadInput
from placet.engine.rules import Dropped, Rule, evaluate_case
from tests.rules.language import a_rule, seats, verdict

CRITERIA = """
- {name: yes, count: {positions: [yes]}, at_least: 1}
- {name: no, count: {positions: [no]}, fewer_than: 1}
"""


def with_no(without: str) -> Rule:
    return a_rule(
        CRITERIA,
        positions="positions:\n  yes: {effects: [affirmative]}\n"
        f"  no: {{effects: [negative], reasons: required, without_reasons: {without}}}\n"
        "  no_comment: {effects: [neutral]}\n",
    )


@pytest.mark.parametrize(
    ("without", "counted_as", "reason"),
    [
        ("keep", "no", None),
        ("drop", None, "no_reasons"),
        ("return", None, "returned"),
        ("no_comment", "no_comment", None),
    ],
)
def test_a_position_without_the_reasons_it_needs(
    without: str, counted_as: str | None, reason: str | None
) -> None:
    answer = verdict(with_no(without), seats(yes=1, no=1))
    held = [kind for kind, who in answer.holding.items() if "no0" in who]
    assert held == ([counted_as] if counted_as else [])
    assert answer.dropped == ((Dropped("no0", "no", reason),) if reason else ())
    assert answer.returned == (answer.dropped if reason == "returned" else ())
    assert answer.passes is (counted_as != "no")
    with_reasons = [{**row, "reasons": "Because."} for row in seats(yes=1, no=1)]
    assert not verdict(with_no(without), with_reasons).passes
    blank = [{**row, "reasons": "  "} for row in seats(yes=1, no=1)]
    assert verdict(with_no(without), blank) == answer


def test_of_totals_reasons_are_taken_as_given_unless_they_are_said_to_lack() -> None:
    tally = [{"position": "yes", "count": 2}, {"position": "no", "count": 1}]
    assert not evaluate_case(with_no("drop"), {"tally": tally}).passes
    tally[1]["reasons"] = ""
    answer = evaluate_case(with_no("drop"), {"tally": tally})
    assert (answer.passes, answer.dropped) == (True, (Dropped("", "no", "no_reasons", 1),))


TWICE = [
    {"organisation": "DE", "position": "no"},
    {"organisation": "FR", "position": "yes"},
    {"organisation": "DE", "position": "yes"},
]


def test_the_last_of_several_positions_counts() -> None:
    answer = evaluate_case(a_rule(CRITERIA), {"positions": TWICE})
    assert answer.holding == {"yes": ("DE", "FR")}
    assert answer.dropped == (Dropped("DE", "no", "superseded"),)


def test_a_rule_may_drop_all_of_somebody_who_says_two_things() -> None:
    rule = a_rule(CRITERIA, "filter: {duplicates: drop}")
    answer = evaluate_case(rule, {"positions": TWICE})
    assert answer.holding == {"yes": ("FR",)}
    assert answer.silent == ("DE",)
    assert sorted(answer.dropped, key=lambda d: d.kind) == [
        Dropped("DE", "no", "duplicate"),
        Dropped("DE", "yes", "duplicate"),
    ]


@pytest.mark.parametrize("filtered", ["only: P", "without: [O]"])
def test_seats_of_a_class_that_does_not_count_are_no_seats(filtered: str) -> None:
    rule = a_rule(
        "- {name: share, share: {positions: [yes]}, of: {seats: all}, more_than: 1/2}",
        f"filter: {{{filtered}}}",
    )
    answer = verdict(rule, seats(yes_P=2, no_P=1, no_O=3))
    assert answer.passes
    assert answer.findings[0].denominator == 3
    assert {d.reason for d in answer.dropped} == {"not_counted_class"}
    totals = evaluate_case(
        rule,
        {
            "tally": [
                {"classes": ["permanent"], "position": "yes", "count": 2},
                {"classes": ["O"], "position": "no", "count": 3},
            ],
            "eligible": [{"classes": ["P"], "count": 3}, {"classes": ["O"], "count": 9}],
        },
    )
    assert totals.findings == answer.findings
    assert totals.dropped == (Dropped("", "no", "not_counted_class", 3),)


def test_who_has_no_seat_and_what_is_no_position_are_dropped() -> None:
    case = {
        "roster": [{"organisation": "DE"}],
        "positions": [
            {"organisation": "DE", "position": "perhaps"},
            {"organisation": "XX", "position": "yes"},
        ],
    }
    answer = evaluate_case(a_rule(CRITERIA), case)
    assert answer.dropped == (
        Dropped("DE", "perhaps", "unknown_kind"),
        Dropped("XX", "yes", "no_seat"),
    )
    assert answer.silent == ("DE",)


def test_other_spellings_are_understood() -> None:
    rule = a_rule("- {name: yes, count: {positions: [yes], class: P}, at_least: 1}")
    case = {
        "roster": [{"organisation": "DE", "classes": ["permanent"]}],
        "positions": [{"organisation": "DE", "position": "+1"}],
    }
    assert evaluate_case(rule, case).passes


def test_who_is_recused_is_counted_as_somebody_who_left() -> None:
    rule = a_rule("- {name: all, share: {positions: [yes]}, of: {seats: all}, at_least: 1}")
    answer = verdict(rule, seats(yes=2, recuse=3))
    assert answer.passes
    assert answer.dropped == ()
    assert answer.holding["recuse"] == ("recuse0", "recuse1", "recuse2")


def test_kinds_that_are_handed_back_or_told_of() -> None:
    rule = a_rule(
        "- {name: yes, count: {positions: [yes]}, at_least: 1}",
        positions="positions:\n  yes: {effects: [affirmative]}\n"
        "  unclear: {effects: [returned]}\n  not_ready: {effects: [flagged]}\n",
    )
    answer = verdict(rule, seats(yes=1, unclear=1, not_ready=1))
    assert answer.silent == ("unclear0",)
    assert answer.returned == (Dropped("unclear0", "unclear", "returned"),)
    assert answer.flagged == {"not_ready": ("not_ready0",)}


@pytest.mark.parametrize(
    ("case", "field", "said"),
    [
        ({"postions": []}, "postions", "no such key"),
        ({"positions": {}}, "positions", "a list of objects"),
        ({"positions": [{"position": "yes"}]}, "positions.0.organisation", "is missing"),
        ({"positions": [{"organisation": "DE"}]}, "positions.0.position", "is missing"),
        ({"roster": [{"organisation": "DE"}] * 2}, "roster.1.organisation", "twice"),
        ({"roster": [{"organisation": "DE", "weight": 1.5}]}, "roster.0.weight", "whole number"),
        ({"roster": [{"organisation": "DE", "classes": "P"}]}, "roster.0.classes", "a list"),
        ({"parameters": []}, "", ""),
        ({"parameters": [1]}, "parameters", "keys and values"),
        ({"parameters": {"n": 1}}, "parameters.n", "no parameter called n"),
        ({"tally": [], "roster": []}, "roster", "do not go together"),
        ({"tally": [{"position": "yes", "count": -1}]}, "tally.0.count", "whole number"),
        (
            {
                "tally": [{"position": "yes", "count": 3}],
                "eligible": [{"classes": [], "count": 2}],
            },
            "eligible",
            "3 positions of 2 seats",
        ),
    ],
)
def test_a_case_that_cannot_be_read_names_the_entry(
    case: dict[str, object], field: str, said: str
) -> None:
    if not field:
        assert not evaluate_case(a_rule(CRITERIA), case).passes
        return
    with pytest.raises(BadInput) as refused:
        evaluate_case(a_rule(CRITERIA), case)
    assert refused.value.field == field
    assert said in refused.value.in_english()
