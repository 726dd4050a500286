"""Which positions are counted, and what becomes of the others.

No position is ever an error: what cannot be counted is dropped and listed with its reason.
Somebody who is recused is counted, as somebody who left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from placet.engine.model import Seat
from placet.engine.rules.clauses import counts
from placet.engine.rules.rule import DROP, KEEP, RETURN, PositionKind
from placet.engine.rules.tally import SILENT, Cell
from placet.engine.rules.terms import Terms
from placet.engine.rules.verdict import Dropped


class Held(NamedTuple):
    """What a rule needs to know of a position: whose, which kind, with reasons or without."""

    organisation: str
    kind: str
    reasons: bool = True
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The seats that count, with what each contributes in the same order; what was left out."""

    seats: tuple[Seat, ...]
    cells: Mapping[str, Cell]
    dropped: tuple[Dropped, ...]
    returned: tuple[Dropped, ...]


def sieve(terms: Terms, seats: Sequence[Seat], held: Iterable[Held]) -> Counted:
    """Apply the filter of the rule to positions in the order in which they were recorded.

    Mostly there is nothing to leave out; seats that are alike contribute the same.
    """
    roster = {seat.organisation: seat for seat in seats}
    filtered = any((terms.rule.filter.only, terms.rule.filter.without))
    counted = {o: s for o, s in roster.items() if counts(terms, s.classes)} if filtered else roster
    last, dropped = _standing(terms, roster, counted, held)
    returned: list[Dropped] = []
    cells: dict[str, Cell] = {}
    alike: dict[tuple[object, ...], tuple[Cell, str]] = {}
    for who, seat in counted.items():
        mine = last.get(who)
        like = (seat.classes, None if mine is None else mine[1:])
        found = alike.get(like)
        if found is None:
            found = alike[like] = _contributes(terms, seat, mine)
        cells[who], reason = found
        if reason and mine is not None:
            dropped.append(Dropped(who, mine.kind, reason))
            if reason == "returned":
                returned.append(dropped[-1])
    return Counted(tuple(counted.values()), cells, tuple(dropped), tuple(returned))


def _standing(
    terms: Terms, roster: Mapping[str, Seat], counted: Mapping[str, Seat], held: Iterable[Held]
) -> tuple[dict[str, Held], list[Dropped]]:
    """Which position of each organisation stands, and those that do not."""
    recorded = tuple(held)
    last = {position[0]: position for position in recorded}
    kinds = {position[1] for position in recorded}
    if len(last) == len(recorded) and last.keys() <= counted.keys() and kinds <= terms.kinds.keys():
        return last, []
    last.clear()
    dropped: list[Dropped] = []
    twice: set[str] = set()
    for position in recorded:
        who, kind = position[0], position[1]
        if who not in roster:
            dropped.append(Dropped(who, kind, "no_seat"))
        elif who not in counted:
            dropped.append(Dropped(who, kind, "not_counted_class"))
        elif kind not in terms.kinds:
            dropped.append(Dropped(who, kind, "unknown_kind"))
        elif who not in last:
            last[who] = position
        elif terms.rule.filter.duplicates == DROP:
            twice.add(who)
            dropped.append(Dropped(who, kind, "duplicate"))
        else:
            dropped.append(Dropped(who, last[who].kind, "superseded"))
            last[who] = position
    dropped += (Dropped(who, last.pop(who).kind, "duplicate") for who in counted if who in twice)
    return last, dropped


def _contributes(terms: Terms, seat: Seat, mine: Held | None) -> tuple[Cell, str]:
    """Where a seat is counted, and why its position is not where that is so."""
    if mine is None:
        return terms.cell(seat.classes), ""
    kind, reason = counts_as(terms, mine.kind, mine.reasons)
    return terms.cell(seat.classes, kind, mine.marks if kind else ()), reason


def counts_as(terms: Terms, spelling: str, reasons: bool) -> tuple[str, str]:
    """The kind that a position counts as, and why it is dropped where that is none."""
    name = terms.kinds[spelling]
    effects = terms.effects[name]
    if effects.returned:
        return SILENT, "returned"
    if reasons or not effects.needs_reasons:
        return name, ""
    otherwise = _kind(terms, name).without_reasons
    if otherwise in (DROP, RETURN):
        return SILENT, "no_reasons" if otherwise == DROP else "returned"
    if otherwise == KEEP:
        return name, ""
    return (otherwise, "") if otherwise in terms.effects else (SILENT, "no_reasons")


def _kind(terms: Terms, name: str) -> PositionKind:
    return next(kind for kind in terms.rule.positions if kind.name == name)
