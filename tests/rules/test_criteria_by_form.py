"""Every form of criterion: what it counts, and what it says is still needed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from placet.engine.errors import BadInput
from placet.engine.rules import (
    Either,
    Fewer,
    More,
    OutOfReach,
    Quorum,
    Resolve,
    WeightMore,
    evaluate_case,
)
from tests.rules.language import a_rule, seats, verdict

BOTH = "- {name: enough, count: {positions: [yes]}, at_least: 1}\n"


def count(bound: str) -> str:
    return f"- {{name: enough, count: {{positions: [yes]}}, {bound}}}"


def share(bound: str) -> str:
    return f"- {{name: share, share: {{positions: [yes]}}, of: {{positions: [yes, no]}}, {bound}}}"


def ceiling(bound: str) -> str:
    """As many for the text as it takes, and a bound on those against it."""
    of = "of: {positions: [yes, no]}, " if "/" in bound else ""
    what = "share" if of else "count"
    return BOTH + f"- {{name: no, {what}: {{positions: [no]}}, {of}{bound}}}"


@pytest.mark.parametrize(
    ("bound", "yes", "passes"),
    [
        ("at_least: 3", 3, True),
        ("at_least: 3", 2, False),
        ("more_than: 3", 4, True),
        ("more_than: 3", 3, False),
        ("equals: 3", 3, True),
        ("equals: 3", 4, False),
        ("equals: 3", 2, False),
    ],
)
def test_a_count_is_compared_as_it_is_written(bound: str, yes: int, passes: bool) -> None:
    assert verdict(a_rule(count(bound)), seats(yes=yes, no=1)).passes is passes


@pytest.mark.parametrize(
    ("bound", "no", "passes"),
    [("at_most: 2", 2, True), ("at_most: 2", 3, False), ("fewer_than: 2", 1, True),
     ("fewer_than: 2", 2, False)],
)  # fmt: skip
def test_a_ceiling_is_compared_as_it_is_written(bound: str, no: int, passes: bool) -> None:
    rule = a_rule(ceiling(bound))
    assert verdict(rule, seats(yes=1, no=no)).passes is passes


@pytest.mark.parametrize(
    ("bound", "yes", "no", "passes"),
    [
        ("at_least: 2/3", 20, 10, True),
        ("at_least: 2/3", 19, 10, False),
        ("more_than: 2/3", 20, 10, False),
        ("more_than: 1/2", 2, 1, True),
        ("more_than: 1/2", 1, 1, False),
        ("equals: 1/2", 1, 1, True),
        ("equals: 1/2", 2, 1, False),
    ],
)
def test_a_share_is_exact(bound: str, yes: int, no: int, passes: bool) -> None:
    assert verdict(a_rule(share(bound)), seats(yes=yes, no=no, abstain=5)).passes is passes


@pytest.mark.parametrize(
    ("empty", "bound", "passes"),
    [
        ("not_met", "at_least: 1/2", False),
        ("met", "at_least: 1/2", True),
        ("exact", "at_least: 1/2", True),
        ("exact", "more_than: 1/2", False),
    ],
)
def test_nothing_out_of_nothing_is_what_the_rule_says(empty: str, bound: str, passes: bool) -> None:
    rule = a_rule(share(f"empty: {empty}, {bound}"))
    assert verdict(rule, seats(silent=3)).passes is passes


@pytest.mark.parametrize(
    ("amount", "number"),
    [
        ("positions: [yes, no]", 5),
        ("effect: affirmative", 6),
        ("effect: affirmative, class: P", 2),
        ("effect: affirmative, not_class: P", 4),
        ("seats: all", 14),
        ("seats: all, class: P", 3),
        ("seats: all, less: [yes]", 11),
        ("seats: answered", 12),
        ("seats: answered, less: [abstain]", 10),
        ("seats: silent", 1),
        ("seats: all, weighted: true", 14),
        ("parameter: members", 40),
    ],
)
def test_what_can_be_counted(amount: str, number: int) -> None:
    """Who is recused left the room; who is absent did not answer."""
    more = "parameters: {members: {type: number, default: 40}}"
    used = "- {name: used, count: {parameter: members}, at_least: 1}\n"
    rule = a_rule(BOTH + used + f"- {{name: counted, count: {{{amount}}}, at_least: 1}}", more)
    room = seats(yes=1, yes_P=2, no=2, no_objection=3, abstain=2, absent=1, discuss=1, silent=1)
    room += seats(recuse=4, discuss_P=1)
    assert verdict(rule, room).findings[-1].numerator == number


def test_a_mark_is_counted_only_with_those_who_have_it() -> None:
    rule = a_rule(
        "- {name: experts, count: {positions: [yes], class: P, mark: expert}, at_least: 2}"
    )
    room = seats(yes_P=2, yes=1, no_P=1)
    for row in room:
        row["expert"] = row["organisation"] != "yes_P1"
    answer = verdict(rule, room)
    assert answer.findings[0].numerator == 1
    assert answer.needed == (More(("yes",), 1, "permanent member", "names an expert"),)


def test_weights_are_counted_where_the_rule_says_so() -> None:
    rule = a_rule(
        "- name: weight\n  share: {positions: [yes], weighted: true}\n"
        "  of: {seats: all, weighted: true}\n  at_least: 65/100"
    )
    room = [{**row, "weight": 20 if n == 0 else 10} for n, row in enumerate(seats(yes=2, no=3))]
    answer = verdict(rule, room)
    assert (answer.findings[0].numerator, answer.findings[0].denominator) == (30, 60)
    assert answer.needed == (WeightMore(("yes",), 9),)


TWO_WAYS = """
- name: people
  any_of:
    - share: {positions: [yes], weighted: true}
      of: {seats: all, weighted: true}
      at_least: 65/100
    - {name: opponents, count: {seats: all, less: [yes]}, fewer_than: 2}
"""


def test_one_of_several_ways_is_enough_and_both_are_told() -> None:
    rule = a_rule(TWO_WAYS)
    passed = verdict(rule, [{**row, "weight": 1} for row in seats(yes=1, no=1)])
    assert passed.passes
    told = [(f.criterion, f.group, f.option, f.met) for f in passed.findings]
    assert told == [("people", "people", 1, False), ("opponents", "people", 2, True)]
    failed = verdict(rule, seats(yes=1, no=2, silent=2))
    assert failed.needed == (Either(((WeightMore(("yes",), 3),), (More(("yes",), 3),))),)
    assert failed.blockers == ()


TIE = """
- name: majority
  any_of:
    - {share: {positions: [yes]}, of: {positions: [yes, no]}, more_than: 1/2}
    - all_of:
        - {share: {positions: [yes]}, of: {positions: [yes, no]}, equals: 1/2}
        - {name: chair, count: {positions: [yes], class: P}, at_least: 1}
"""


@pytest.mark.parametrize(
    ("room", "passes"),
    [
        ({"yes": 1, "yes_P": 1, "no": 2}, True),
        ({"yes": 2, "no": 1, "no_P": 1}, False),
        ({"yes": 2, "no": 1}, True),
        ({"yes_P": 1, "no": 2}, False),
    ],
)
def test_a_tie_is_broken_by_the_chair(room: dict[str, int], passes: bool) -> None:
    assert verdict(a_rule(TIE), seats(**room)).passes is passes


BY_SIZE = """
- name: experts
  depends_on: {seats: all, class: P}
  cases:
    - {at_most: 3, criterion: {count: {positions: [yes], class: P}, at_least: 1}}
    - {criterion: {count: {positions: [yes], class: P}, at_least: 2}}
"""


def test_what_is_asked_may_depend_on_how_many_seats_there_are() -> None:
    rule = a_rule(BY_SIZE)
    assert verdict(rule, seats(yes_P=1, silent_P=2)).passes
    larger = verdict(rule, seats(yes_P=1, silent_P=3))
    assert not larger.passes
    assert larger.findings[0].threshold == Fraction(2)
    assert larger.needed == (More(("yes",), 1, "permanent member"),)


BY_TURNOUT = """
- name: turnout
  depends_on: {share: {seats: answered}, of: {seats: all}}
  cases:
    - fewer_than: 1/10
      criterion: {share: {seats: answered}, of: {seats: all}, at_least: 1/10}
    - at_most: 1/2
      criterion: {share: {positions: [yes]}, of: {positions: [yes, no]}, more_than: 3/4}
    - criterion: {share: {positions: [yes]}, of: {positions: [yes, no]}, more_than: 1/2}
"""


@pytest.mark.parametrize(
    ("room", "passes"),
    [
        ({"yes": 1, "silent": 19}, False),
        ({"yes": 2, "silent": 18}, True),
        ({"yes": 3, "no": 1, "silent": 16}, False),
        ({"yes": 6, "no": 5, "silent": 9}, True),
    ],
)
def test_what_is_asked_may_depend_on_how_many_take_part(room: dict[str, int], passes: bool) -> None:
    assert verdict(a_rule(BY_TURNOUT), seats(**room)).passes is passes


def test_a_criterion_may_depend_on_a_parameter() -> None:
    more = """
parameters:
  minimum: {type: number, default: 0}
  of: {type: choice, default: cast, allowed: [cast, seats]}
  strict: {type: flag, default: false}
"""
    rule = a_rule(
        """
- name: share
  if: {of: cast}
  share: {positions: [yes]}
  of: {positions: [yes, no]}
  at_least: 1/2
  strict: $strict
- name: share
  if: {of: seats}
  share: {positions: [yes]}
  of: {seats: all}
  at_least: 1/2
  strict: $strict
- {name: minimum, if: minimum, count: {positions: [yes]}, at_least: $minimum}
""",
        more,
    )
    room = seats(yes=1, no=1, silent=2)
    assert verdict(rule, room).passes
    assert not verdict(rule, room, strict=1).passes
    assert verdict(rule, room, of="seats").findings[0].denominator == 4
    assert [f.criterion for f in verdict(rule, room, minimum=2).findings] == ["share", "minimum"]


def test_a_threshold_may_be_made_of_two_parameters() -> None:
    more = "parameters: {num: {type: number, default: 1}, den: {type: number, default: 2}}"
    rule = a_rule(share('at_least: "$num/$den"'), more)
    assert verdict(rule, seats(yes=2, no=1), num=2, den=3).passes
    assert not verdict(rule, seats(yes=2, no=1), num=3, den=4).passes
    with pytest.raises(BadInput, match="divided by 0") as refused:
        verdict(rule, seats(yes=1), den=0)
    assert refused.value.field == "parameters.den"


@pytest.mark.parametrize(
    ("criteria", "room", "needed"),
    [
        (share("at_least: 2/3"), {"yes": 1, "no": 2}, (More(("yes",), 3),)),
        (share("at_least: 1"), {"yes": 1, "no": 2}, (Resolve("no", ("no0", "no1")),)),
        (share("at_least: 1"), {"silent": 2}, (More(("yes",), 1),)),
        (
            ceiling("at_most: 1/4"),
            {"yes": 3, "no": 2, "silent": 3},
            (Either(((Fewer(("no",), 1, ("no0", "no1")),), (More(("yes",), 3),))),),
        ),
        (
            ceiling("at_most: 1/4"),
            {"yes": 3, "no": 2},
            (Fewer(("no",), 1, ("no0", "no1")),),
        ),
        (
            BOTH + "- {name: no, count: {positions: [no, discuss]}, fewer_than: 3}",
            {"yes": 1, "no": 3, "discuss": 1},
            (Fewer(("no", "discuss"), 2, ("no0", "no1", "no2", "discuss0")),),
        ),
        (
            "- {name: quorum, share: {seats: answered}, of: {seats: all}, at_least: 1/2}",
            {"yes": 1, "recuse": 5, "silent": 4},
            (Quorum(2),),
        ),
        (
            BOTH + "- {name: outstanding, count: {seats: silent}, fewer_than: 2}",
            {"yes": 1, "silent": 4},
            (Quorum(3),),
        ),
        (
            BOTH + "- {name: size, count: {seats: all}, at_least: 5}",
            {"yes": 3},
            (OutOfReach("size"),),
        ),
        (
            BOTH + "- {name: not_against, count: {seats: all, less: [no]}, at_least: 2}",
            {"yes": 1, "no": 2},
            (Fewer(("no", "recuse"), 1, ("no0", "no1")),),
        ),
    ],
)  # fmt: skip
def test_what_is_still_needed_follows_from_what_would_help(
    criteria: str, room: dict[str, int], needed: tuple[object, ...]
) -> None:
    answer = verdict(a_rule(criteria), seats(**room))
    assert answer.needed == needed
    assert not answer.passes


def test_those_who_can_be_outvoted_do_not_block() -> None:
    rule = a_rule(ceiling("at_most: 1/4"))
    assert verdict(rule, seats(yes=3, no=2, silent=3)).blockers == ()
    assert verdict(rule, seats(yes=3, no=2)).blockers == ("no0", "no1")


def test_what_a_verdict_permits_is_told() -> None:
    rule = a_rule(count("at_least: 1"), "permits: {passes: [publish], fails: [revise, drop]}")
    assert verdict(rule, seats(yes=1)).permitted == ("publish",)
    assert verdict(rule, seats(no=1)).permitted == ("revise", "drop")


def test_of_totals_nobody_is_named_but_how_many_is_known() -> None:
    rule = a_rule(count("at_least: 1") + "\n- {name: no, count: {positions: [no]}, fewer_than: 1}")
    answer = evaluate_case(rule, {"tally": [{"position": "no", "count": 3}], "eligible": []})
    assert answer.needed == (More(("yes",), 1), Resolve("no", (), 3))
    assert answer.blockers == ()
