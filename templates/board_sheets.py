"""A board as a table to take away."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from placet.engine.board import Column
from placet.engine.board_views import BoardView
from placet.templates.board_words import cell_words, column_needs
from placet.templates.csv_cells import Cell, csv_cell, csv_table


def board_table(view: BoardView, columns: Sequence[Column]) -> list[Sequence[Cell]]:
    """Organisations below each other, objectives side by side; deadlines and needs at the foot."""
    cells = [c.cells(view.rows) for c in columns]
    rows: list[Sequence[Cell]] = [
        ("organisation", *(c.objective.ref for c in columns)),
        ("", *(c.objective.title for c in columns)),
    ]
    for at, code in enumerate(view.rows):
        rows.append((code, *(cell_words(of[at]) for of in cells)))
    rows.append(("deadline", *(c.due.at.isoformat() if c.due else "" for c in columns)))
    rows.append(("stage", *(c.stage.name for c in columns)))
    rows.append(("needed", *(column_needs(c) for c in columns)))
    return rows


def board_csv(view: BoardView, columns: Sequence[Column]) -> bytes:
    """The table as CSV."""
    return csv_table(board_table(view, columns))


def board_xlsx(view: BoardView, columns: Sequence[Column]) -> bytes:
    """The table as an Excel file, its first row and column frozen; no cell is a formula."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise TypeError("a new workbook has a sheet")
    sheet.title = "Board"
    for row in board_table(view, columns):
        sheet.append([csv_cell(x) if isinstance(x, str) else x for x in row])
    sheet.freeze_panes = "B3"
    made = BytesIO()
    book.save(made)
    return made.getvalue()
