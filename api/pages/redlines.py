"""A comparison made ready to be read: changes with their numbers, context, tables as tables.

Theory.  A page draws values; it does not count changes.  A comparison of a long text shows what
changed with its neighbours and counts what it leaves out; nothing is left out without saying
so.  A table is shown whole where anything in it changed: its rows stand in the new order, with
the cells that went beside those that came.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from placet.engine.text import (
    Alternative,
    Bracket,
    BracketTree,
    Kind,
    Mark,
    Op,
    Redline,
    Row,
    Said,
    Span,
    listed,
    spans,
    word_operations,
)

WHOLE = 40
"""Up to how many paragraphs a comparison is shown whole."""
AROUND = 1
"""How many unchanged paragraphs stand on each side of a change in a shortened comparison."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a redline with its marks; brackets are plain characters there."""

    op: str
    tree: BracketTree

    @property
    def words(self) -> str:
        """The words without their marks and without the space around them."""
        return "".join(
            getattr(span, "text", "") for span in self.tree if not isinstance(span, Mark)
        ).strip()


@dataclass(frozen=True, slots=True)
class Compared:
    """One paragraph of a comparison; `number` counts the changes, 0 where there is none.

    `said` are its changes as values that can be said: none for a cell whose whole row is new.
    """

    row: Row
    pieces: tuple[Piece, ...]
    number: int
    said: tuple[Said, ...]

    @property
    def kind(self) -> Kind | None:
        """What the paragraph is now, or was."""
        return self.row.new_kind or self.row.old_kind

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere now."""
        return self.row.change in ("moved", "moved_changed")

    @property
    def shown_label(self) -> str:
        """The number that stands beside it."""
        return self.row.new_label or self.row.old_label or ""


@dataclass(slots=True)
class ComparedRow:
    """A row of a table with its cells, in the new order; what went stands among them."""

    row: Compared
    cells: list[Compared] = field(default_factory=list)


@dataclass(slots=True)
class ComparedTable:
    """A table with its rows; `number` is 0 where nothing in it changed."""

    table: Compared
    grid: list[ComparedRow] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number of the first change in it."""
        every = (self.table, *(one for row in self.grid for one in (row.row, *row.cells)))
        return next((one.number for one in every if one.number), 0)

    @property
    def inside(self) -> int:
        """How many rows and cells it holds."""
        return sum(1 + len(row.cells) for row in self.grid)


@dataclass(frozen=True, slots=True)
class Gap:
    """So many unchanged paragraphs that are not shown."""

    left_out: int


Shown = Compared | ComparedTable | Gap


def pieces(operations: Iterable[Op]) -> tuple[Piece, ...]:
    """Operations with their marks, ready to be drawn.

    A mark may begin in one piece and end in another, so marks are read in the whole wording,
    old or new, and the pieces are cut from it.
    """
    ops = tuple(operations)
    old, new = (
        spans("".join(op.text for op in ops if op.op != other), 0) for other in ("insert", "delete")
    )
    found: list[Piece] = []
    before = now = 0
    for op in ops:
        deleted, length = op.op == "delete", len(op.text)
        side, at = (old, before) if deleted else (new, now)
        found.append(Piece(op.op, _between(side, at, at + length)))
        before += 0 if op.op == "insert" else length
        now += 0 if deleted else length
    return tuple(found)


def _between(tree: BracketTree, start: int, end: int) -> BracketTree:
    """What of a tree without brackets lies between two places."""
    cut: list[Span] = []
    at = 0
    for span in tree:
        if isinstance(span, Bracket | Alternative):
            raise TypeError("a redline has no brackets")
        inside = span.text[max(start - at, 0) : max(end - at, 0)]
        if inside:
            cut.append(replace(span, text=inside))
        at += len(span.text)
    return tuple(cut)


def redline(old: str, new: str) -> tuple[Piece, ...]:
    """How one wording becomes another."""
    return pieces(word_operations(old, new))


def replaced(pieces: Iterable[Piece]) -> bool:
    """Whether so little of the old words is left that a redline would only confuse."""
    kept = went = 0
    for piece in pieces:
        kept += len(piece.words) if piece.op == "equal" else 0
        went += len(piece.words) if piece.op == "delete" else 0
    return kept < went


def every(found: Redline) -> tuple[Compared, ...]:
    """Every paragraph of a comparison, those of tables too, with its number."""
    said: dict[str, list[Said]] = {}
    for one in listed(found):
        said.setdefault(one.paragraph, []).append(one)
    rows: list[Compared] = []
    number = 0
    for row in found.rows:
        number += row.change != "same"
        counted = number if row.change != "same" else 0
        rows.append(Compared(row, pieces(row.operations), counted, tuple(said.get(row.id, ()))))
    return tuple(rows)


def changes(found: Redline) -> tuple[Compared, ...]:
    """The paragraphs that changed; not the cells of a row that came, went or moved as a whole."""
    return tuple(one for one in every(found) if one.said)


def compared(found: Redline, whole: bool = False) -> tuple[Shown, ...]:
    """The rows of a comparison; a long one without what stands far from every change."""
    rows = _with_tables(every(found))
    if whole or len(rows) <= WHOLE:
        return tuple(rows)
    near = {
        place
        for at, row in enumerate(rows)
        if row.number
        for place in range(at - AROUND, at + AROUND + 1)
    }
    shown: list[Shown] = []
    for kept, run in groupby(enumerate(rows), key=lambda pair: pair[0] in near):
        part = [row for _, row in run]
        shown += part if kept or len(part) == 1 else [Gap(sum(map(_size, part)))]
    return tuple(shown)


def _size(row: Compared | ComparedTable) -> int:
    return 1 + row.inside if isinstance(row, ComparedTable) else 1


def _with_tables(rows: Iterable[Compared]) -> list[Compared | ComparedTable]:
    """The rows with each table in one piece; a part that has no table stands by itself."""
    found: list[Compared | ComparedTable] = []
    for row in rows:
        last = found[-1] if found else None
        if row.kind is Kind.TABLE:
            found.append(ComparedTable(row))
        elif row.kind is Kind.ROW and isinstance(last, ComparedTable):
            last.grid.append(ComparedRow(row))
        elif row.kind is Kind.CELL and isinstance(last, ComparedTable) and last.grid:
            last.grid[-1].cells.append(row)
        else:
            found.append(row)
    return found
