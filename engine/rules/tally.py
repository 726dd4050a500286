"""Counting: the sum of what each seat contributes.

A seat contributes one to a single cell: the classes that the rule speaks of, the kind that
is held (none: `SILENT`), the marks that the rule asks for.  The sum is a tally, and whatever
a rule says about numbers is a function of it.  There are as many cells as the rule can tell
apart, however many seats: to move a seat from one cell to another costs the same in a
ballot of thirty and of three thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

SILENT = ""
"""The kind of a seat without a position."""

NONE: frozenset[str] = frozenset()


class Cell(NamedTuple):
    """What can be told apart about a seat: its relevant classes, its kind, its marks."""

    classes: frozenset[str] = NONE
    kind: str = SILENT
    marks: frozenset[str] = NONE


Sum = tuple[int, int]
"""How many seats, and their weight."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many seats are in each cell, and with what weight; no cell is empty."""

    cells: Mapping[Cell, Sum] = field(default_factory=dict)

    def plus(self, cell: Cell, weight: int = 1, count: int = 1) -> Tally:
        """With one more seat in that cell (or so many, of that weight together)."""
        cells = dict(self.cells)
        _add(cells, cell, count, weight)
        return Tally(cells)

    def minus(self, cell: Cell, weight: int = 1, count: int = 1) -> Tally:
        """With one seat fewer in that cell; ValueError where there is none to take."""
        cells = dict(self.cells)
        _add(cells, cell, -count, -weight)
        return Tally(cells)

    def moved(self, before: Cell, after: Cell, weight: int = 1) -> Tally:
        """With one seat that goes from one cell to another: a position taken or changed."""
        cells = dict(self.cells)
        _add(cells, before, -1, -weight)
        _add(cells, after, 1, weight)
        return Tally(cells)

    @property
    def seats(self) -> int:
        """How many seats there are."""
        return sum(count for count, _weight in self.cells.values())


def tally(cells: Iterable[tuple[Cell, int]]) -> Tally:
    """Add up seats, each with its cell and its weight."""
    found: dict[Cell, list[int]] = {}
    for cell, weight in cells:
        sums = found.get(cell)
        if sums is None:
            found[cell] = [1, weight]
        else:
            sums[0] += 1
            sums[1] += weight
    return Tally({cell: (count, weight) for cell, (count, weight) in found.items()})


def _add(cells: dict[Cell, Sum], cell: Cell, count: int, weight: int) -> None:
    before = cells.get(cell, (0, 0))
    after = before[0] + count, before[1] + weight
    if after[0] < 0 or after[1] < 0:
        raise ValueError(f"there is no such seat in the cell {cell}")
    if after[0]:
        cells[cell] = after
    else:
        cells.pop(cell, None)
