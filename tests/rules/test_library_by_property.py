"""What holds for every shipped rule and every room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine.rules import Rule, Verdict, evaluate_case
from placet.workflows.rules import shipped_rules
from tests.rules.tables import dropped_of, unmet_of

RULES = sorted(shipped_rules().values(), key=attrgetter("name"))

MOST = settings().max_examples
"""Of the profile; each property is tried with a part of them for every rule."""

every_rule = pytest.mark.parametrize("rule", RULES, ids=attrgetter("name"))


@dataclass(frozen=True, slots=True)
class Taken:
    """A seat and what it holds."""

    classes: tuple[str, ...]
    weight: int
    kind: str | None
    marks: tuple[str, ...] = ()
    reasons: bool = True

    @property
    def said(self) -> dict[str, object]:
        marks: dict[str, object] = dict.fromkeys(self.marks, True)
        return {"position": self.kind, "reasons": "Because." if self.reasons else "", **marks}


Room = Sequence[Taken]


def rooms(rule: Rule, least: int = 0, agreed: int = 0) -> st.SearchStrategy[list[Taken]]:
    """Rooms of up to thirty; the more `agreed`, the more of them endorse the text."""
    classes = [(), *((cls.name,) for cls in rule.classes), tuple(c.name for c in rule.classes)]
    marks = [tuple(mark.name for mark in rule.marks), ()]
    kinds = [None, *rule.kinds, *[strongest(rule)] * agreed]
    ways = [
        Taken(cls, weight, kind, said, reasons)
        for reasons in (True, True, False)
        for weight in (1, 2, 1_000_003, 0)
        for cls in classes
        for said in marks
        for kind in kinds
    ]
    return st.lists(st.sampled_from(ways), min_size=least, max_size=30)


def strongest(rule: Rule) -> str:
    return next(k.name for k in rule.positions if k.effects.affirmative and k.effects.strong)


def agreeing(rule: Rule, taken: Taken) -> Taken:
    """The seat with the strongest affirmative, and every mark."""
    marks = tuple(mark.name for mark in rule.marks)
    return replace(taken, kind=strongest(rule), marks=marks, reasons=True)


def named(room: Room, order: Sequence[int] | None = None) -> dict[str, object]:
    seats = list(enumerate(room)) if order is None else [(n, room[n]) for n in order]
    roster = [
        {"organisation": f"O{n:03d}", "classes": list(t.classes), "weight": t.weight}
        for n, t in seats
    ]
    held = [{"organisation": f"O{n:03d}", **t.said} for n, t in seats if t.kind]
    return {"roster": roster, "positions": held}


def totalled(room: Room) -> dict[str, object]:
    """One row of totals for those who are alike."""
    alike: dict[tuple[object, ...], list[Taken]] = {}
    for taken in room:
        key = (taken.classes, taken.kind, taken.marks, taken.reasons)
        alike.setdefault(key, []).append(taken)
    sums = [
        (
            each[0],
            {
                "classes": list(each[0].classes),
                "count": len(each),
                "weight": sum(taken.weight for taken in each),
            },
        )
        for each in alike.values()
    ]
    held = [{**row, **taken.said} for taken, row in sums if taken.kind]
    return {"tally": held, "eligible": [row for _taken, row in sums]}


def verdict(rule: Rule, room: Room) -> Verdict:
    return evaluate_case(rule, named(room))


@every_rule
@settings(max_examples=MOST // 2)
@given(data=st.data())
def test_an_objection_that_becomes_an_endorsement_never_turns_a_pass_into_a_fail(
    rule: Rule, data: st.DataObject
) -> None:
    room = data.draw(rooms(rule, 1, data.draw(st.sampled_from([2, 20]))))
    against = [
        n
        for n, taken in enumerate(room)
        if taken.kind and (rule.effects[taken.kind].negative or rule.effects[taken.kind].blocking)
    ]
    if not against or not verdict(rule, room).passes:
        return
    changed = data.draw(st.sampled_from(against))
    after = [*room[:changed], agreeing(rule, room[changed]), *room[changed + 1 :]]
    assert verdict(rule, after).passes


@every_rule
@given(size=st.integers(45, 60), weight=st.sampled_from([1, 5, 1_000_003]))
@settings(max_examples=MOST // 20)
def test_a_text_passes_when_all_of_a_full_room_endorse_it(
    rule: Rule, size: int, weight: int
) -> None:
    classes = [cls.name for cls in rule.classes if cls.name not in rule.filter.without]
    room = [
        agreeing(rule, Taken((classes[n % len(classes)],) if classes else (), weight, None))
        for n in range(size)
    ]
    assert verdict(rule, room).passes


@every_rule
@settings(max_examples=MOST // 5)
@given(data=st.data())
def test_where_all_endorse_only_the_number_of_seats_can_be_wanting(
    rule: Rule, data: st.DataObject
) -> None:
    room = [agreeing(rule, taken) for taken in data.draw(rooms(rule))]
    found = verdict(rule, room)
    wanting = unmet_of(found)
    for finding in found.findings:
        if not finding.met and (finding.group or finding.criterion) in wanting:
            assert finding.denominator in (None, 0)
            assert finding.denominator == 0 or finding.op in (">=", "<")


@every_rule
@settings(max_examples=MOST // 5)
@given(data=st.data())
def test_the_order_of_organisations_and_positions_is_irrelevant(
    rule: Rule, data: st.DataObject
) -> None:
    room = data.draw(rooms(rule, 1))
    order = data.draw(st.permutations(range(len(room))))
    one, other = verdict(rule, room), evaluate_case(rule, named(room, order))
    assert other.passes is one.passes
    assert other.findings == one.findings
    assert sorted(other.blockers) == sorted(one.blockers)
    assert {k: sorted(v) for k, v in other.holding.items()} == {
        k: sorted(v) for k, v in one.holding.items()
    }


@every_rule
@settings(max_examples=MOST // 4)
@given(data=st.data())
def test_totals_and_names_give_one_verdict(rule: Rule, data: st.DataObject) -> None:
    room = data.draw(rooms(rule))
    one, other = verdict(rule, room), evaluate_case(rule, totalled(room))
    assert other.passes is one.passes
    assert other.findings == one.findings
    assert other.permitted == one.permitted
    assert dropped_of(other) == dropped_of(one)


@every_rule
@settings(max_examples=MOST // 5)
@given(data=st.data())
def test_whatever_anybody_says_there_is_a_verdict(rule: Rule, data: st.DataObject) -> None:
    room = data.draw(rooms(rule))
    kinds = [*rule.kinds, *(a for k in rule.positions for a in k.also), "hurrah", "object"]
    marks = [mark.name for mark in rule.marks]
    strange = st.builds(
        lambda who, kind, reasons, said: {
            "organisation": who,
            "position": kind,
            "reasons": reasons,
            **dict.fromkeys(said, True),
        },
        st.sampled_from(["O000", "O001", "ZZZ"]),
        st.sampled_from(kinds),
        st.sampled_from(["", " ", "Because."]),
        st.sets(st.sampled_from(marks)) if marks else st.just(set[str]()),
    )
    case = named(room)
    said = case["positions"]
    assert isinstance(said, list)
    more = data.draw(st.lists(strange, max_size=6))
    found = evaluate_case(rule, {**case, "positions": [*said, *more]})
    kept = sum(len(who) for who in found.holding.values())
    assert kept + len(found.dropped) == len(said) + len(more)
    assert found.passes is not bool(found.needed)
