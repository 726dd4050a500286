"""A text as the sequence of paragraphs that a page shows: units.

Theory.  A document is flat where the text is a tree.  A unit is one paragraph with all that is
needed to draw it: where it stood in the tree (`depth`), how far it is indented (`level`, which
headings do not raise), how great a heading it is, and the label that people see.  A row of a
table is one unit that holds the units of its cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from placet.engine.documents.marks import HEADING_LEVELS
from placet.engine.text import Kind, Labelled, Text, labelled

_HEADS = (Kind.HEADING, Kind.ANNEX)
_FLAT = (*_HEADS, Kind.TITLE, Kind.TABLE, Kind.ROW, Kind.CELL)


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph to draw; `pinned` says whether the label is its own or computed."""

    id: str
    kind: Kind
    depth: int
    words: str
    label: str = ""
    pinned: bool = False
    level: int = 0
    heading: int = 0
    cells: tuple[tuple[Unit, ...], ...] = ()

    @property
    def shape(self) -> tuple[object, ...]:
        """What must be the same for a version of it to be drawn in the same place."""
        inside = tuple(tuple(unit.shape for unit in cell) for cell in self.cells)
        return (self.id, self.kind, self.depth, self.level, self.heading, inside)


def units(text: Text) -> tuple[Unit, ...]:
    """The units of a text in reading order."""
    return _units(labelled(text), [])


def _units(rows: Sequence[Labelled], above: list[Kind]) -> tuple[Unit, ...]:
    """The units of a stretch of paragraphs; `above` are the kinds that enclose the first."""
    found: list[Unit] = []
    path, outer = list(above), rows[0].depth if rows else 0
    at = 0
    while at < len(rows):
        row = rows[at]
        del path[len(above) + row.depth - outer :]
        at += 1
        cells: list[tuple[Unit, ...]] = []
        if row.kind is Kind.ROW:
            inside = [*path, row.kind]
            for cell in _cells(rows, at, row.depth):
                cells.append(_units(cell, inside))
                at += len(cell)
        found.append(_unit(row, path, tuple(cells)))
        path.append(row.kind)
    return tuple(found)


def _cells(rows: Sequence[Labelled], start: int, depth: int) -> list[Sequence[Labelled]]:
    """What stands under a row, one stretch a cell."""
    end = start
    while end < len(rows) and rows[end].depth > depth:
        end += 1
    begins = [at for at in range(start, end) if rows[at].depth == depth + 1]
    return [rows[a:b] for a, b in pairwise([*begins, end])]


def _unit(row: Labelled, path: list[Kind], cells: tuple[tuple[Unit, ...], ...]) -> Unit:
    table = max((at for at, kind in enumerate(path) if kind is Kind.ROW), default=-1)
    inner = path[table + 2 :] if table >= 0 else path
    heads = sum(kind in _HEADS for kind in path)
    is_head = row.kind in _HEADS
    return Unit(
        id=row.id,
        kind=row.kind,
        depth=row.depth,
        words=row.paragraph.words,
        label=row.label or "",
        pinned=row.paragraph.label is not None,
        level=sum(kind not in _FLAT for kind in inner),
        heading=min(heads + 1, HEADING_LEVELS) if is_head else 0,
        cells=cells,
    )
