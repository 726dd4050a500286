"""Totals: how many hold what, where nobody is named.

They enter at the tally; whoever is eligible and not among them is silent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from placet.engine.errors import N_, BadInput
from placet.engine.rules import entries
from placet.engine.rules.clauses import counts
from placet.engine.rules.entries import Row
from placet.engine.rules.evaluating import verdict_of
from placet.engine.rules.filtering import counts_as
from placet.engine.rules.judging import judge
from placet.engine.rules.tally import SILENT, Cell, Tally
from placet.engine.rules.terms import Terms
from placet.engine.rules.verdict import Dropped, Verdict

_K = TypeVar("_K")
Sums = tuple[int, int]
"""How many, and their weight."""

_COUNTED = ("classes", "position", "count", "weight", "reasons")
_ELIGIBLE = ("classes", "count", "weight")


def evaluate_totals(made: Terms, tally: Sequence[Row], eligible: Sequence[Row]) -> Verdict:
    """The verdict on totals; BadInput where they are more than are eligible."""
    sums: dict[Cell, Sums] = {}
    seated: dict[frozenset[str], Sums] = {}
    dropped: list[Dropped] = []
    for n, row in enumerate(tally):
        at = f"tally.{n}"
        entries.check_keys(row, (*_COUNTED, *sorted(made.marks)), at)
        spelling = entries.spelt(entries.text(row, "position", at), made.kinds)
        count, weight = _sums(row, at)
        classes = entries.classes(row, at, made.spelt)
        kind, reason = _counts_as(made, classes, spelling, entries.reasons(row, at, otherwise=True))
        if reason and count:
            dropped.append(Dropped("", spelling, reason, count))
        if reason == "not_counted_class":
            continue
        cell = made.cell(classes, kind, entries.marks(row, made.marks) if kind else ())
        if kind or not eligible:
            _put(sums, cell, (count, weight))
        _put(seated, cell.classes, (count, weight) if kind else (0, 0))
    if eligible:
        for group, silent in _silent(_room(made, eligible), seated).items():
            _put(sums, Cell(group, SILENT), silent)
    returned = tuple(d for d in dropped if d.reason == "returned")
    judgement = judge(made, Tally({cell: sum_ for cell, sum_ in sums.items() if sum_[0]}))
    return verdict_of(made, judgement, dropped=tuple(dropped), returned=returned)


def _room(made: Terms, eligible: Sequence[Row]) -> dict[frozenset[str], Sums]:
    """How many seats there are of each set of classes that the rule can tell apart."""
    room: dict[frozenset[str], Sums] = {}
    for n, row in enumerate(eligible):
        at = f"eligible.{n}"
        entries.check_keys(row, _ELIGIBLE, at)
        classes, sums = entries.classes(row, at, made.spelt), _sums(row, at)
        if counts(made, classes):
            _put(room, made.relevant(classes), sums)
    return room


def _silent(
    room: dict[frozenset[str], Sums], seated: dict[frozenset[str], Sums]
) -> dict[frozenset[str], Sums]:
    """Those of the seats that hold nothing that counts; BadInput where there are too few seats."""
    silent = {}
    for group in {**room, **seated}:
        (count, weight), held = room.get(group, (0, 0)), seated.get(group, (0, 0))
        left = count - held[0], weight - held[1]
        if min(left) < 0 or (left[1] and not left[0]):
            raise BadInput(
                "eligible",
                N_("{held} positions of {count} seats, {held_weight} of {weight} by weight{of}."),
                N_("Correct the totals: each seat of a class holds one position at most."),
                held=held[0],
                count=count,
                held_weight=held[1],
                weight=weight,
                of=f" ({', '.join(sorted(group))})" if group else "",
            )
        silent[group] = left
    return silent


def _sums(row: Row, at: str) -> Sums:
    count = entries.number(row, "count", at)
    weight = entries.weight(row, at, otherwise=count)
    if weight and not count:
        raise BadInput(f"{at}.weight", N_("nobody weighs so much."), N_("Correct the count."))
    return count, weight


def _counts_as(
    made: Terms, classes: Sequence[str], spelling: str, reasons: bool
) -> tuple[str, str]:
    if not counts(made, classes):
        return SILENT, "not_counted_class"
    if spelling not in made.kinds:
        return SILENT, "unknown_kind"
    return counts_as(made, spelling, reasons)


def _put(sums: dict[_K, Sums], key: _K, more: Sums) -> None:
    before = sums.get(key, (0, 0))
    sums[key] = before[0] + more[0], before[1] + more[1]
