"""Which positions are counted, and what becomes of the others.

No position is ever an error: what cannot be counted is dropped and listed with its reason.
Somebody who is recused is counted, as somebody who left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from placet.engine.model import Seat
from placet.engine.rules.clauses import counts
from placet.engine.rules.rule import DROP, KEEP, RETURN, PositionKind
from placet.engine.rules.tally import SILENT, Cell
from placet.engine.rules.terms import Terms
from placet.engine.rules.verdict import Dropped


@dataclass(frozen=True, slots=True)
class Held:
    """What a rule needs to know of a position: whose, which kind, with reasons or without."""

    organisation: str
    kind: str
    reasons: bool = True
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The seats that count, each with what it contributes; and what was left out."""

    seats: tuple[Seat, ...]
    cells: Mapping[str, Cell]
    dropped: tuple[Dropped, ...]
    returned: tuple[Dropped, ...]


def sieve(terms: Terms, seats: Sequence[Seat], held: Iterable[Held]) -> Counted:
    """Apply the filter of the rule to positions in the order in which they were recorded."""
    counted = {s.organisation: s for s in seats if counts(terms, s.classes)}
    roster = counted if len(counted) == len(seats) else {s.organisation: s for s in seats}
    dropped: list[Dropped] = []
    returned: list[Dropped] = []
    last: dict[str, Held] = {}
    twice: set[str] = set()
    for position in held:
        who, kind = position.organisation, position.kind
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
    for who in twice:
        dropped.append(Dropped(who, last.pop(who).kind, "duplicate"))
    cells: dict[str, Cell] = {}
    for who, seat in counted.items():
        kind, mine = SILENT, last.get(who)
        if mine is not None:
            kind, reason = counts_as(terms, mine.kind, mine.reasons)
            if reason:
                dropped.append(Dropped(who, mine.kind, reason))
            if reason == "returned":
                returned.append(dropped[-1])
        cells[who] = terms.cell(seat.classes, kind, mine.marks if mine and kind else ())
    return Counted(tuple(counted.values()), cells, tuple(dropped), tuple(returned))


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
