"""A table of Word: its rows and cells, with merged cells taken apart.

Theory.  A table of a text is a grid.  A cell that covers several places keeps its words in the
first of them and leaves the others empty, which is reported; a table in a cell is read row by
row into that cell, since a cell is one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from lxml import etree

from placet.engine.documents.reading.grids import of_cell
from placet.engine.documents.reading.manuscript import (
    MOST_COLUMNS,
    Cell,
    Line,
    Manuscript,
    Row,
    Table,
)
from placet.engine.documents.reading.word_elements import local
from placet.engine.documents.reading.word_runs import Runs
from placet.engine.documents.reading.word_styles import child, value, whole
from placet.engine.text.report import Found


class Body(Protocol):
    """What reads the blocks that stand in an element, those of cells too."""

    runs: Runs
    manuscript: Manuscript

    def blocks(self, holder: etree._Element) -> Iterator[Line | Table]:
        """The paragraphs and tables in order."""
        ...


def table(body: Body, element: etree._Element) -> Table:
    """The table; every cell has its lines."""
    found = Table(body.manuscript.count())
    above: dict[int, Cell] = {}
    merged = 0
    for source in _held(element, "tr"):
        row = Row(body.manuscript.count())
        properties = child(source, "trPr")
        for mark in properties if properties is not None else ():
            if local(mark) == "ins":
                row.inserted = (*row.inserted, body.runs.revision(mark))
            elif local(mark) == "del":
                row.deleted = (*row.deleted, body.runs.revision(mark))
        merged += _cells(body, source, row, above)
        _drop_fillers(row)
        found.rows.append(row)
    if merged:
        body.manuscript.met(Found.MERGED_CELLS, str(merged), found.number)
    return found


def _drop_fillers(row: Row) -> None:
    """Drop the empty cells with which LibreOffice fills up a row that Placet wrote shorter."""
    if not any(line.marks for cell in row.cells for line in cell.lines):
        return
    while row.cells and not row.cells[-1].inserted and not any(
        line.marks or any(piece.text.strip() for piece in line.pieces)
        for line in row.cells[-1].lines
    ):  # fmt: skip
        row.cells.pop()


def _cells(body: Body, source: etree._Element, row: Row, above: dict[int, Cell]) -> int:
    """The cells of a row; returns how many of them are parts of merged ones."""
    merged = 0
    before = whole(value(child(source, "trPr", "gridBefore")))
    row.cells += [Cell(body.manuscript.count()) for _ in range(max(0, min(before, MOST_COLUMNS)))]
    for held in _held(source, "tc"):
        properties = child(held, "tcPr")
        cell = Cell(body.manuscript.count())
        for mark in properties if properties is not None else ():
            if local(mark) == "cellIns":
                cell.inserted = (*cell.inserted, body.runs.revision(mark))
            elif local(mark) == "cellDel":
                cell.deleted = (*cell.deleted, body.runs.revision(mark))
        column = len(row.cells)
        merge = child(properties, "vMerge")
        goes_on = merge is not None and value(merge) != "restart" and column in above
        kept = above[column] if goes_on else cell
        lines = list(of_cell(body.manuscript, body.blocks(held)))
        if any(piece.text.strip() for line in lines for piece in line.pieces) or not goes_on:
            kept.lines += lines
        if merge is not None and not goes_on:
            above[column] = cell
        elif merge is None:
            above.pop(column, None)
        row.cells.append(cell)
        room = max(0, MOST_COLUMNS - len(row.cells))
        span = max(1, min(whole(value(child(properties, "gridSpan")), 1), room + 1))
        row.cells += [
            Cell(body.manuscript.count(), [], cell.inserted, cell.deleted) for _ in range(span - 1)
        ]
        merged += goes_on + span - 1
    return merged


def _held(holder: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for one in holder:
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "del"):
            yield from _held(one, name)
