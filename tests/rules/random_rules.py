"""Rules as nobody would write them, to see that what is computed about rules holds for all.

Three kinds of position and a mark, two classes of seats, weights; shares and counts of
anything, alternatives, nested conjunctions and cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from placet.engine.model import Seat
from placet.engine.rules import Held, Terms, terms
from placet.engine.rules.rule import (
    AGREES,
    BOUNDS,
    Amount,
    Asked,
    Bound,
    Case,
    Effects,
    Filter,
    Mark,
    PositionKind,
    Rule,
    SeatClass,
)

KINDS = ("yes", "no", "abstain")
CLASSES = ("P", "Q")
MARK = "expert"

Table = tuple[tuple[Seat, ...], tuple[Held, ...]]
Row = tuple[tuple[str, ...], int, str | None, bool, tuple[str, ...]]

subset = st.sets(st.sampled_from(KINDS), min_size=1, max_size=2).map(lambda s: tuple(sorted(s)))
cls = st.sampled_from(["", "", "", *CLASSES])
few = st.sampled_from([False, False, True])


def _amount(form: str, positions: tuple[str, ...], seats: str, **more: object) -> Amount:
    if form == "seats":
        return Amount(seats=seats, less=positions if more.pop("lessens") else (), **more)  # type: ignore[arg-type]
    more.pop("lessens")
    return Amount(positions=positions, **more)  # type: ignore[arg-type]


amounts = st.builds(
    _amount,
    form=st.sampled_from(["positions", "positions", "seats"]),
    positions=subset,
    seats=st.sampled_from(["all", "answered", "silent"]),
    lessens=few,
    cls=cls,
    not_cls=st.sampled_from(["", "", "", "", *CLASSES]),
    mark=st.sampled_from(["", "", "", "", MARK]),
    weighted=few,
)
ops = st.sampled_from(list(BOUNDS.values()))
shares = st.integers(1, 5).flatmap(
    lambda below: st.integers(0, below).map(lambda above: f"{above}/{below}")
)
counts = st.builds(
    lambda amount, op, value: Asked("count", count=amount, bound=Bound(op, value)),
    amounts,
    ops,
    st.integers(0, 4),
)
ratios = st.builds(
    lambda share, of, op, value, empty: Asked(
        "share", share=share, of=of, bound=Bound(op, value), empty=empty
    ),
    amounts,
    amounts,
    ops,
    shares,
    st.sampled_from(["not_met", "not_met", "met", "exact"]),
)
atoms = counts | ratios


def _cases(depends: Amount, of: Amount | None, bounds: list[Bound], parts: list[Asked]) -> Asked:
    cases = tuple(Case(b, part) for b, part in zip(bounds, parts, strict=False))
    return Asked("cases", depends=depends, depends_of=of, cases=(*cases, Case(None, parts[-1])))


def _nested(parts: st.SearchStrategy[Asked]) -> st.SearchStrategy[Asked]:
    several = st.lists(parts, min_size=1, max_size=3)
    bounds = st.builds(Bound, ops, st.integers(0, 4)) | st.builds(Bound, ops, shares)
    return (
        several.map(lambda found: Asked("any", any_of=tuple(found)))
        | several.map(lambda found: Asked("all", all_of=tuple(found)))
        | st.builds(
            _cases,
            amounts,
            st.none() | amounts,
            st.lists(bounds, min_size=1, max_size=2),
            st.lists(parts, min_size=3, max_size=3),
        )
    )


criteria = st.lists(st.recursive(atoms, _nested, max_leaves=4), min_size=1, max_size=3)


def _terms(
    asked: Sequence[Asked], leaves: bool, no_quorum: bool, without: str, only: str, duplicates: str
) -> Terms:
    rule = Rule(
        name="random",
        version=abs(hash((tuple(asked), leaves, no_quorum, without, only, duplicates))),
        title="Any rule",
        source="none",
        positions=(
            PositionKind("yes", Effects(affirmative=True)),
            PositionKind("no", Effects(negative=True, needs_reasons=True), without),
            PositionKind(
                "abstain", Effects(neutral=True, leaves_denominator=leaves, no_quorum=no_quorum)
            ),
        ),
        criteria=tuple(asked),
        silence=AGREES,
        classes=tuple(map(SeatClass, CLASSES)),
        marks=(Mark(MARK),),
        filter=Filter(duplicates, (only,) if only else ()),
    )
    return terms(rule, {})


settings = st.tuples(
    few,
    few,
    st.sampled_from(["keep", "drop", "abstain"]),
    st.sampled_from(["", "", "", "P"]),
    st.sampled_from(["last", "last", "last", "drop"]),
)
random_terms = st.builds(lambda asked, rest: _terms(asked, *rest), criteria, settings)


@st.composite
def amended(draw: st.DrawFn) -> tuple[Terms, Terms]:
    """A rule, and the same with something changed."""
    asked, rest = draw(criteria), draw(settings)
    before = _terms(asked, *rest)
    place = draw(st.integers(0, len(asked) - 1))
    match draw(st.sampled_from(["bound", "bound", "drop", "replace", "settings"])):
        case "bound":
            changed = [*asked[:place], _bound_changed(draw, asked[place]), *asked[place + 1 :]]
        case "drop":
            changed = [*asked[:place], *asked[place + 1 :]]
        case "replace":
            changed = [*asked[:place], draw(atoms), *asked[place + 1 :]]
        case _:
            changed, rest = asked, draw(settings)
    return before, _terms(changed, *rest)


def _bound_changed(draw: st.DrawFn, asked: Asked) -> Asked:
    """The same criterion with another threshold somewhere in it, or another comparison."""
    if asked.bound is not None:
        value: int | str = draw(st.integers(0, 4)) if asked.share is None else draw(shares)
        op = draw(st.sampled_from([asked.bound.op, asked.bound.op, *BOUNDS.values()]))
        return replace(asked, bound=Bound(op, value))
    if asked.cases:
        first = asked.cases[0]
        case = replace(first, criterion=_bound_changed(draw, first.criterion))
        return replace(asked, cases=(case, *asked.cases[1:]))
    if asked.any_of:
        return replace(asked, any_of=(_bound_changed(draw, asked.any_of[0]), *asked.any_of[1:]))
    return replace(asked, all_of=(_bound_changed(draw, asked.all_of[0]), *asked.all_of[1:]))


def tables(most: int, rule: Terms | None = None) -> st.SearchStrategy[Table]:
    """Rosters of up to so many seats, some of which have answered."""
    kinds = KINDS if rule is None else rule.rule.kinds
    classes = CLASSES if rule is None else tuple(c.name for c in rule.rule.classes)
    marks = (MARK,) if rule is None else tuple(m.name for m in rule.rule.marks)
    row = st.tuples(
        st.sets(st.sampled_from(classes)).map(lambda found: tuple(sorted(found)))
        if classes
        else st.just(()),
        st.integers(1, 4),
        st.none() | st.sampled_from([*kinds, "unheard_of"]),
        st.booleans(),
        st.sampled_from([(), marks]),
    )
    return st.lists(row, min_size=1, max_size=most).map(_table)


def _table(rows: list[Row]) -> Table:
    seats, held = [], []
    for n, (classes, weight, kind, reasons, marks) in enumerate(rows):
        seats.append(Seat(f"O{n}", classes, weight))
        if kind is not None:
            held.append(Held(f"O{n}", kind, reasons, marks))
    return tuple(seats), tuple(held)
