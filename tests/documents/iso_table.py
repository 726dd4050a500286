"""A table of comments as national bodies send them: 500 rows, twelve of them malformed.

Made here, row by row, with the library of each format: what stands in it is known, so that what
is read can be counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm
from openpyxl import Workbook

ROWS = 500
HEADINGS = (
    "MB/\nNC1", "Line number\n(e.g. 17)", "Clause/\nSubclause\n(e.g. 3.1)",
    "Paragraph/\nFigure/\nTable/\n(e.g. Table 1)", "Type of comment2", "Comments",
    "Proposed change", "Observations of the\nsecretariat",
)  # fmt: skip
TYPES = ("ge", "te", "ed", "General", "technical", "Editorial")
LONG = "The scope is not clear enough for whoever has to apply it. " * 80


@dataclass(frozen=True)
class Made:
    """The file, and the numbers of its malformed rows by what is wrong with them."""

    data: bytes
    odd: dict[str, int]


def _rows(codes: Sequence[str], clauses: Sequence[str]) -> list[list[str]]:
    """Five hundred proper rows."""
    return [
        [
            f"{codes[n % len(codes)]}-{n // len(codes) + 1:03d}", "", clauses[n % len(clauses)], "",
            TYPES[n % len(TYPES)], f"Remark {n}: the words of this clause can be read two ways.",
            f"Say it in one way ({n})." if n % 3 else "", "",
        ]
        for n in range(ROWS)
    ]  # fmt: skip


ODD = {
    "merged": 40, "short": 80, "odd_id": 120, "stranger": 160, "nothing_said": 200,
    "odd_type": 240, "no_place": 280, "formula": 320, "same_id": 360, "too_long": 400,
    "nested": 440, "heading_again": 480,
}  # fmt: skip
"""Which of the rows (counted from 0) is malformed, and how."""


def spoilt(codes: Sequence[str], clauses: Sequence[str]) -> list[list[str]]:
    """The rows with the twelve malformed ones; what only a file can spoil is spoilt there."""
    rows = _rows(codes, clauses)
    rows[ODD["merged"]] = ["Comments on the annexes", *[""] * 7]
    rows[ODD["short"]] = rows[ODD["short"]][:3]
    rows[ODD["odd_id"]][0] = f"{codes[0].lower()} 7"
    rows[ODD["stranger"]][0] = "QQ-001"
    rows[ODD["nothing_said"]][5:7] = ["", ""]
    rows[ODD["odd_type"]][4] = "xx"
    rows[ODD["no_place"]][2] = "99.9"
    rows[ODD["formula"]][5] = '=HYPERLINK("http://example.org","more")'
    rows[ODD["same_id"]][0] = rows[ODD["same_id"] - len(codes)][0]
    rows[ODD["too_long"]][5] = LONG
    rows[ODD["heading_again"]] = list(HEADINGS)
    return rows


def in_word(codes: Sequence[str], clauses: Sequence[str]) -> Made:
    """The table as a Word document, landscape, a header table above it."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    above = document.add_table(1, 3)
    for cell, words in zip(
        above.rows[0].cells, ("Date: 2027-02-01", "Document: N 123", "Project: SEA"), strict=True
    ):
        cell.text = words
    document.add_paragraph("Template for comments and secretariat observations")
    rows = spoilt(codes, clauses)
    table = document.add_table(1 + len(rows), len(HEADINGS))
    table.style = "Table Grid"
    for row, line in zip(table.rows, [list(HEADINGS), *rows], strict=True):
        cells = row.cells
        for cell, words in zip(cells, line, strict=False):
            cell.text = words
        for cell in cells[len(line) :]:
            row._tr.remove(cell._tc)
    merged = table.rows[ODD["merged"] + 1].cells
    merged[0].merge(merged[7])
    inner = table.rows[ODD["nested"] + 1].cells[5].add_table(1, 2)
    for cell, words in zip(inner.rows[0].cells, ("left", "right"), strict=True):
        cell.text = words
    return Made(_saved(document), ODD)


def in_excel(codes: Sequence[str], clauses: Sequence[str]) -> Made:
    """The table as an Excel file; clauses are numbers where they look like it."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Date: 2027-02-01", "", "Document: N 123", "", "Project: SEA"])
    page.append([])
    page.append(list(HEADINGS))
    rows = spoilt(codes, clauses)
    for row in rows:
        page.append([_value(words) for words in row])
    at = ODD["merged"] + 4
    page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=8)
    out = BytesIO()
    book.save(out)
    return Made(out.getvalue(), ODD)


def _value(words: str) -> str | float | None:
    try:
        return float(words)
    except ValueError:
        return words or None


def _saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
