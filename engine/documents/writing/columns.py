"""A text in columns, as a Word document: number, base, every proposal, compromise.

Theory.  Rows are neutral values: a label and, for every column, runs that are equal, inserted
or deleted.  `compilation_rows` makes them of a compilation; here and in print they are only
drawn, the first row again on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from placet.engine.documents.writing.about import About, Labels
from placet.engine.documents.writing.frame import A3_LANDSCAPE, A4_LANDSCAPE, assembled
from placet.engine.documents.writing.glyphs import ADDED, HIDDEN, REMOVED, faces, runs_right
from placet.engine.documents.writing.runs import label_run, runs
from placet.engine.documents.writing.xml import Element, w
from placet.engine.text import Text, labelled, word_operations
from placet.engine.text.compiling import Compilation
from placet.engine.text.compiling import columns as columns_of

State = Literal["equal", "insert", "delete"]
_LABELS = 1300
"""The width of the column of labels, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a cell, with their marks, and what became of them."""

    text: str
    state: State = "equal"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column has in a row; no runs: nothing stands there."""

    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A paragraph in all columns."""

    id: str
    label: str
    cells: tuple[Cell, ...]


def compilation_rows(
    compilation: Compilation, compromise: Text | None = None
) -> tuple[ColumnRow, ...]:
    """The rows of a compilation: base, every proposal, and a compromise where there is one.

    Every cell is compared with the base; a paragraph that is moved comes and goes.  What only
    the compromise has follows at the end.
    """
    settled = {r.id: r.paragraph.words for r in labelled(compromise)} if compromise else {}
    found: list[ColumnRow] = []
    rows = columns_of(compilation)
    at_base = {row.paragraph for row in rows if row.words is not None}
    for row in rows:
        cells = [Cell((Run(row.words),) if row.words else ())]
        cells += [_compared(row.words, cell.words) for cell in row.cells]
        if compromise:
            here = row.words is not None or row.paragraph not in at_base
            cells.append(_compared(row.words, settled.pop(row.paragraph, None) if here else None))
        if any(cell.runs for cell in cells):
            found.append(ColumnRow(row.paragraph, row.label or "", tuple(cells)))
    blank = (Cell(),) * (1 + len(compilation.proposals))
    for row_ in labelled(compromise) if compromise else ():
        if settled.get(row_.id):
            new = (*blank, _compared(None, row_.paragraph.words))
            found.append(ColumnRow(row_.id, row_.label or "", new))
    return tuple(found)


def _compared(old: str | None, new: str | None) -> Cell:
    """A wording as what it changes in another one."""
    return Cell(tuple(Run(op.text, op.op) for op in word_operations(old or "", new or "")))


def to_docx_columns(
    rows: Sequence[ColumnRow],
    columns: Sequence[str],
    about: About,
    words: Labels,
    language: str = "en",
    rtl: bool = False,
) -> bytes:
    """The table on landscape pages: A4, or A3 from five columns on.

    `columns` are the headings above the cells, beside that of the labels.
    """
    page = A4_LANDSCAPE if len(columns) < 5 else A3_LANDSCAPE
    each = (page.inner - _LABELS) // max(1, len(columns))
    widths = [_LABELS, *[each] * len(columns)]
    head = [w("r", w("rPr", w("b"), w("bCs"), w("rtl") if rtl else None), w("t", name))
            for name in (words.paragraph, *columns)]  # fmt: skip
    table = _table(widths, rtl)
    table.append(_row(widths, [[_paragraph([run], rtl)] for run in head], True))
    for row in rows:
        cells = [[_paragraph([_label(row.label, rtl)], rtl)]]
        cells += [[_cell(cell, rtl)] for cell in row.cells]
        table.append(_row(widths, cells, False))
    title = w("p", w("pPr", w("pStyle", val="Title"), w("bidi") if rtl else None),
              *runs(about.title, 0, rtl))  # fmt: skip
    return assembled([title, table, w("p")], [], language, rtl, about, words, page=page)


def _table(widths: Sequence[int], rtl: bool) -> Element:
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="PlacetGrid"),
            w("bidiVisual") if rtl else None,
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
              noHBand=1, noVBand=1),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
    )  # fmt: skip


def _row(widths: Sequence[int], cells: Sequence[Sequence[Element]], head: bool) -> Element:
    return w(
        "tr",
        w("trPr", w("cantSplit"), w("tblHeader")) if head else None,
        *(
            w("tc", w("tcPr", w("tcW", w=width, type="dxa"), _shade(head)), *cell)
            for width, cell in zip(widths, cells, strict=False)
        ),
    )


def _shade(head: bool) -> Element | None:
    return w("shd", val="clear", color="auto", fill="EEEEEE") if head else None


def _paragraph(content: Sequence[Element | None], rtl: bool) -> Element:
    layout = w("pPr", w("pStyle", val="PlacetCell"), w("bidi") if rtl else None)
    return w("p", layout, *content)


def _label(label: str, rtl: bool) -> Element | None:
    if not label:
        return None
    run = label_run(label, False, rtl)
    run.remove(run[-1])
    return run


def _cell(cell: Cell, rtl: bool) -> Element:
    """The words of a cell; marks are found on what the column reads, and on what it removes."""
    way = rtl or runs_right("".join(run.text for run in cell.runs))
    content: list[Element] = []
    for text, face in drawn(cell):
        content += runs(text, face, way)
    return _paragraph(content, way)


def drawn(cell: Cell) -> list[tuple[str, int]]:
    """What is printed in a cell, with its face: marks as italics and bold, changes as such."""
    old = faces("".join(run.text for run in cell.runs if run.state != "insert"))
    new = faces("".join(run.text for run in cell.runs if run.state != "delete"))
    found: list[tuple[str, int]] = []
    before = after = 0
    for run in cell.runs:
        size = len(run.text)
        given = old[before : before + size] if run.state == "delete" else new[after : after + size]
        before += size if run.state != "insert" else 0
        after += size if run.state != "delete" else 0
        extra = {"equal": 0, "insert": ADDED, "delete": REMOVED}[run.state]
        for char, face in zip(run.text, given, strict=True):
            if face == HIDDEN:
                continue
            if found and found[-1][1] == face | extra:
                found[-1] = (found[-1][0] + char, face | extra)
            else:
                found.append((char, face | extra))
    return found
