"""What holds for every rule and every room."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from placet.engine.model import Position, RuleRef, Seat
from placet.engine.rules import Fewer, More, Needed, Resolve, Verdict
from tests.rules.generic import RULES, evaluate

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
KINDS = RULES["no_objection", 1].effects
AFFIRMATIVE = tuple(kind for kind, effects in KINDS.items() if effects.affirmative)

Room = dict[str, str | None]

shares = st.integers(1, 6).flatmap(
    lambda below: st.integers(1, below).map(lambda above: f"{above}/{below}")
)
some = st.none() | shares


def _no_objection(share: str | None, minimum: int, quorum: str | None) -> RuleRef:
    given: dict[str, int | str] = {
        "share": share or "0",
        "minimum": minimum,
        "quorum": quorum or "0",
    }
    return RuleRef("no_objection", 1, given)


def _majority(
    share: str, strict: int, of: str, quorum: str | None, minimum: int, cls: str
) -> RuleRef:
    whole = Fraction(share) == 1
    given: dict[str, int | str] = {"share": share, "strict": 0 if whole else strict, "of": of}
    given |= {"quorum": quorum or "0", "minimum": minimum, "class": cls}
    return RuleRef("majority", 1, given)


no_objection = st.builds(_no_objection, some, st.integers(1, 3), some)
majority = st.builds(
    _majority,
    shares,
    st.sampled_from([0, 1]),
    st.sampled_from(["cast", "seats"]),
    some,
    st.integers(0, 3),
    st.sampled_from(["", "P"]),
)
unanimity = st.sampled_from(["block", "allow"]).map(
    lambda allowed: RuleRef("unanimity", 1, {"abstention": allowed})
)
silence = st.integers(1, 3).map(lambda n: RuleRef("silence", 1, {"n": n}))
rules = no_objection | majority | unanimity | silence

organisations = st.integers(0, 9).map(lambda i: f"{'P' if i % 2 else 'O'}{i}")
rooms: st.SearchStrategy[Room] = st.dictionaries(
    organisations, st.none() | st.sampled_from(list(KINDS)), min_size=1
)


def seats(room: Room) -> tuple[Seat, ...]:
    return tuple(Seat(name, (name[0],)) for name in room)


def held(room: Room) -> dict[str, Position]:
    return {
        name: Position(name, kind, by="p1", at=NOON, number=1, reference="B1/1")
        for name, kind in room.items()
        if kind is not None
    }


def verdict(rule: RuleRef, room: Room) -> Verdict:
    return evaluate(rule, seats(room), held(room))


def without_quorum(rule: RuleRef) -> RuleRef:
    return replace(rule, parameters={k: v for k, v in rule.parameters.items() if k != "quorum"})


@given(rules, rooms, st.data())
def test_an_objection_never_helps(rule: RuleRef, room: Room, data: st.DataObject) -> None:
    who = data.draw(st.sampled_from(sorted(room)))
    if room[who] is None:  # it does help the quorum: whoever objects is there
        rule = without_quorum(rule)
    assert verdict(rule, room).passes >= verdict(rule, {**room, who: "object"}).passes


@given(rules, rooms, st.data())
def test_an_affirmative_never_hurts(rule: RuleRef, room: Room, data: st.DataObject) -> None:
    who = data.draw(st.sampled_from(sorted(room)))
    strong = data.draw(st.sampled_from(["endorse", "support", "support_with_comments"]))
    assert verdict(rule, room).passes <= verdict(rule, {**room, who: strong}).passes


@given(rules, rooms, st.randoms(use_true_random=False))
def test_a_verdict_is_a_function_of_the_tally(rule: RuleRef, room: Room, random: object) -> None:
    """Who says what does not matter, only how many of each class do; nor does the order."""
    names = sorted(room)
    swapped = dict(room)
    for cls in "PO":
        same = [n for n in names if n[0] == cls]
        kinds = [room[n] for n in same]
        random.shuffle(kinds)  # type: ignore[attr-defined]
        swapped.update(zip(same, kinds, strict=True))
    shuffled = {n: swapped[n] for n in sorted(names, reverse=True)}
    one, other = verdict(rule, room), verdict(rule, shuffled)
    assert (one.passes, one.findings) == (other.passes, other.findings)
    assert [_numbers(n) for n in one.needed] == [_numbers(n) for n in other.needed]
    assert len(one.blockers) == len(other.blockers)


def _numbers(needed: Needed) -> object:
    match needed:
        case Resolve(kind, organisations):
            return kind, len(organisations)
        case Fewer():
            return replace(needed, organisations=())
    return needed


@given(rules, rooms)
def test_every_seat_is_accounted_for_once(rule: RuleRef, room: Room) -> None:
    answer = verdict(rule, room)
    told = Counter(o for names in answer.holding.values() for o in names)
    assert told + Counter(answer.silent) == Counter(list(room))
    assert answer.dropped == ()
    assert all(room[o] == kind for kind, names in answer.holding.items() for o in names)


@given(rules, rooms)
def test_a_verdict_passes_exactly_when_nothing_is_needed(rule: RuleRef, room: Room) -> None:
    answer = verdict(rule, room)
    assert answer.passes is all(f.met for f in answer.findings) is (answer.needed == ())
    assert not (answer.passes and answer.blockers)


@given(no_objection | majority, st.integers(1, 40), st.integers(0, 40), st.integers(0, 40))
def test_what_is_needed_is_enough_and_one_fewer_is_not(
    rule: RuleRef, total: int, yes: int, no: int
) -> None:
    """Checked where the seats that are still silent can bring it."""
    rule = replace(rule, parameters={**without_quorum(rule).parameters, "minimum": 1})
    room: Room = {f"P{i}": None for i in range(total)}
    names = list(room)
    room.update(dict.fromkeys(names[:yes], "endorse"))
    if rule.name == "majority":
        room.update(dict.fromkeys(names[yes : yes + no], "object"))
    needed = verdict(rule, room).needed
    assume(not any(isinstance(n, Resolve) for n in needed))
    counts = [n.count for n in needed if isinstance(n, More)]
    silent = [n for n in names if room[n] is None]
    assume(counts and max(counts) <= len(silent))
    most = max(counts)
    assert verdict(rule, {**room, **dict.fromkeys(silent[:most], "endorse")}).passes
    assert not verdict(rule, {**room, **dict.fromkeys(silent[: most - 1], "endorse")}).passes


@given(no_objection, rooms)
def test_unanimity_implies_no_objection(rule: RuleRef, room: Room) -> None:
    rule = replace(rule, parameters={**rule.parameters, "minimum": 1})
    everybody: Room = {
        name: kind if kind in AFFIRMATIVE else "endorse" for name, kind in room.items()
    }
    for given_room in (room, everybody):
        if verdict(RuleRef("unanimity", 1), given_room).passes:
            unmet = [f.criterion for f in verdict(rule, given_room).findings if not f.met]
            strong = any(KINDS[k].strong for k in given_room.values() if k)
            assert unmet == ([] if strong else ["minimum"])


def some_of(least: int, most: int) -> st.SearchStrategy[tuple[int, int]]:
    """A part, and the whole that it is of; perhaps all of it."""
    whole = st.integers(least, most)
    return whole.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(some_of(1, 60), some_of(0, 10))
def test_shares_are_exact(counted: tuple[int, int], share: tuple[int, int]) -> None:
    yes, total = counted
    above, below = share[0] + 1, share[1] + 2
    room: Room = {f"P{i}": "endorse" if i < yes else None for i in range(total)}
    at_least = _majority(f"{above}/{below}", 0, "seats", None, 0, "")
    more_than = _majority(f"{above}/{below}", 1, "seats", None, 0, "")
    assert verdict(at_least, room).passes is (yes * below >= above * total)
    assert verdict(more_than, room).passes is (yes * below > above * total)


@given(rules, rooms)
def test_silence_is_never_agreement_but_in_the_silence_rule(rule: RuleRef, room: Room) -> None:
    mute: Room = dict.fromkeys(room)
    assert verdict(rule, mute).passes is (rule.name == "silence")
