"""What answers hold about a board: its cells, and what a column adds up to."""

from __future__ import annotations

from datetime import datetime

from placet.api.pages.board_order import total_of
from placet.api.v1.asking import Shown
from placet.engine.board import Cell, Column
from placet.engine.board_views import BoardView
from placet.templates.board_words import cell_label, column_needs


class CellShown(Shown):
    """One organisation on one objective; `asks` is what it owes now, "" for nothing.

    `state` is held, stale, owed, awaiting, none, hidden, commented, no_comments, not_asked or
    not_entitled; `version` the text that a position is about, 0 without one; `expected` is when
    instructions are expected that it awaits; `cast_by` answered in its place, `evidence` says
    where a position stands that was entered; `late` is one that is on record and not counted.
    """

    organisation: str
    state: str
    position: str
    qualifiers: tuple[str, ...]
    version: int
    at: datetime | None
    asks: str
    against: bool
    comments: int
    expected: str
    cast_by: str
    evidence: str
    late: str
    label: str

    @classmethod
    def of(cls, cell: Cell) -> CellShown:
        """A cell."""
        held = cell.position
        return cls(
            organisation=cell.organisation,
            state=cell.state.value,
            position=held.kind if held else "",
            qualifiers=tuple(q.value for q in held.qualifiers) if held else (),
            version=cell.version,
            at=cell.at,
            asks=cell.asks,
            against=cell.against,
            comments=cell.comments,
            expected=cell.awaiting.expected if cell.awaiting else "",
            cast_by=held.cast_by if held else "",
            evidence=held.evidence if held else "",
            late=cell.late.kind if cell.late else "",
            label=cell_label(cell),
        )


class ColumnShown(Shown):
    """One objective: its cells, and what they add up to.

    `passes` and `needed` are those of the verdict, None and "" where the reader may not know.
    """

    ref: str
    title: str
    stage: str
    state: str
    deadline: datetime | None
    asks: str
    answered: int
    seats: int
    against: int
    passes: bool | None
    needed: str
    cells: tuple[CellShown, ...]

    @classmethod
    def of(cls, column: Column, rows: tuple[str, ...]) -> ColumnShown:
        """A column."""
        cells = column.cells(rows)
        total = total_of(column, cells)
        known = column.verdict if column.counts else None
        return cls(
            ref=column.objective.ref,
            title=column.objective.title,
            stage=column.stage.name,
            state=column.stage.state,
            deadline=column.due.at if column.due else None,
            asks=column.asks,
            answered=total.have,
            seats=total.seats,
            against=total.against,
            passes=known.passes if known else None,
            needed=column_needs(column),
            cells=tuple(map(CellShown.of, cells)),
        )


class BoardShown(Shown):
    """A board: organisations in the order of the table, objectives in that of their proposal."""

    symbol: str
    now: datetime
    organisations: tuple[str, ...]
    objectives: tuple[ColumnShown, ...]

    @classmethod
    def of(cls, view: BoardView) -> BoardShown:
        """A board."""
        return cls(
            symbol=view.negotiation.symbol,
            now=view.now,
            organisations=view.rows,
            objectives=tuple(ColumnShown.of(c, view.rows) for c in view.columns),
        )
