"""Tables as grids: a table in a cell, and the places that a merged cell covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from placet.engine.documents.reading.manuscript import (
    MOST_COLUMNS,
    Cell,
    Line,
    Manuscript,
    Piece,
    Row,
    Table,
)
from placet.engine.text.report import Found

MOST_ROWS = 500
"""Over how many rows a cell may stretch."""


def of_cell(manuscript: Manuscript, items: Iterable[Line | Table]) -> Iterator[Line]:
    """What stands in a cell as lines: a table in it is read row by row, which is reported."""
    for item in items:
        if isinstance(item, Line):
            yield item
            continue
        manuscript.met(Found.NESTED_TABLE, "", item.number)
        for row in item.rows:
            line = Line(row.number, inserted=row.inserted, deleted=row.deleted)
            for at, cell in enumerate(row.cells):
                if at:
                    tab = Piece("\t", inserted=row.inserted, deleted=row.deleted)
                    line.pieces.append(tab)
                for place, one in enumerate(cell.lines):
                    line.pieces += [Piece("\n")] if place else []
                    line.pieces += one.pieces
            yield line


@dataclass(slots=True)
class Grid:
    """A table under way; `below` says for how many rows a column is still covered."""

    manuscript: Manuscript
    table: Table
    below: dict[int, int] = field(default_factory=dict)
    merged: int = 0

    def row(self) -> Row:
        """Begin a row."""
        row = Row(self.manuscript.count())
        self.table.rows.append(row)
        return row

    def cell(self, row: Row, lines: list[Line], wide: int, tall: int) -> None:
        """The next cell of a row, and the empty ones that it covers beside it."""
        self.covered(row)
        at = len(row.cells)
        row.cells.append(Cell(self.manuscript.count(), lines))
        wide = max(1, min(wide, MOST_COLUMNS - at))
        row.cells += [Cell(self.manuscript.count()) for _ in range(wide - 1)]
        self.merged += wide - 1
        for column in range(at, at + wide):
            self.below[column] = max(1, min(tall, MOST_ROWS)) - 1

    def covered(self, row: Row) -> None:
        """The empty cells that those above cover at this place."""
        while (left := self.below.get(len(row.cells), 0)) > 0:
            self.below[len(row.cells)] = left - 1
            row.cells.append(Cell(self.manuscript.count()))
            self.merged += 1

    def finished(self) -> Table:
        """The table; merged cells are reported."""
        if self.merged:
            self.manuscript.met(Found.MERGED_CELLS, str(self.merged), self.table.number)
        return self.table
