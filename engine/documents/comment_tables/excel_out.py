"""A table of comments as an Excel file: every cell is words, and none is a formula.

Theory.  openpyxl takes words that begin with "=" for a formula, and Excel reads `_x0041_` as a
letter.  So each cell is told its type, marked as quoted (which Excel keeps when somebody edits
it), and written with the format's own escape where it must be.  The same rows give the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from placet.engine.documents.comment_tables.rows import COLOURS, Status
from placet.engine.documents.comment_tables.sheet import Sheet
from placet.engine.documents.writing.about import About
from placet.engine.documents.writing.glyphs import runs_right
from placet.engine.documents.writing.package import zipped

MOST = 32_767
"""Characters that a cell of Excel can have."""

_SHEET = re.compile(r"[\\/*?:\[\]']")
_ALIVE = re.compile(r"[=+\-@]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_TOP = Alignment(wrap_text=True, vertical="top", readingOrder=1)
_TOP_RIGHT = Alignment(wrap_text=True, vertical="top", readingOrder=2)
_THIN = Side(style="thin", color="BFBFBF")
_BORDER = Border(_THIN, _THIN, _THIN, _THIN)
_TWIPS = 115
"""How many twentieths of a point a character of a column's width takes."""
_LINE, _TALLEST = 15, 409
"""Points that a line takes, and that a row may have at most."""


def write_excel(sheet: Sheet, about: About) -> bytes:
    """The file: one sheet, its headings frozen and filtered by."""
    book = Workbook()
    page: Worksheet = book.create_sheet(_SHEET.sub("-", about.reference)[:31] or "Comments", 0)
    book.remove(book.worksheets[-1])
    first = len(sheet.above) + 1
    for row, said in enumerate(sheet.above, 1):
        _fill(page, row, 1, said).alignment = Alignment(wrap_text=False)
    _headings(page, sheet, first)
    fills = {status: PatternFill("solid", fgColor=COLOURS[status]) for status in Status}
    for row, (cells, status) in enumerate(zip(sheet.cells, sheet.statuses, strict=True), first + 1):
        for column, said in enumerate(cells, 1):
            _fill(page, row, column, said)
            page.cell(row, column).border = _BORDER
        page.cell(row, sheet.observed + 1).fill = fills[status]
        page.row_dimensions[row].height = _height(sheet, cells)
    _laid_out(page, sheet, first)
    return _packed(book, about)


def _fill(page: Worksheet, row: int, column: int, words: str) -> Cell:
    """A cell that holds these words, whatever they look like."""
    cell = page.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("no cell is merged here")
    if not words:
        return cell
    cell.value = _ESCAPED.sub("_x005F_", words)[:MOST]
    cell.data_type = "s"
    cell.alignment = _TOP_RIGHT if runs_right(words) else _TOP
    if _ALIVE.match(words):
        cell.quotePrefix = True
    return cell


def _headings(page: Worksheet, sheet: Sheet, at: int) -> None:
    for column, heading in enumerate(sheet.headings, 1):
        cell = _fill(page, at, column, heading.title)
        cell.font = Font(bold=True)
        cell.border = _BORDER
        cell.fill = PatternFill("solid", fgColor="EEEEEE")


def _height(sheet: Sheet, cells: Sequence[str]) -> float:
    """Room for the longest cell of a row, in points; programs do not all find it themselves."""
    lines = 1
    for heading, words in zip(sheet.headings, cells, strict=True):
        wide = max(1, heading.width // _TWIPS - 2)
        lines = max(lines, sum(1 + len(line) // wide for line in words.split("\n")))
    return min(lines * _LINE + 3, _TALLEST)


def _laid_out(page: Worksheet, sheet: Sheet, first: int) -> None:
    """Widths, what stays in sight, the filter, and paper."""
    for column, heading in enumerate(sheet.headings, 1):
        page.column_dimensions[get_column_letter(column)].width = heading.width / _TWIPS
    page.row_dimensions[first].height = _height(sheet, [one.title for one in sheet.headings])
    last = get_column_letter(len(sheet.headings))
    page.freeze_panes = f"A{first + 1}"
    page.auto_filter.ref = f"A{first}:{last}{first + len(sheet.cells)}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{first}:{first}"


def _packed(book: Workbook, about: About) -> bytes:
    """The bytes, without the instant at which they were written."""
    at = (about.at or datetime(1980, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    book.properties.creator = "Placet"
    book.properties.title = about.title or None
    book.properties.identifier = about.reference or None
    book.properties.created = at
    out = BytesIO()
    book.save(out)
    stamp = at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    files[core] = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\2", files[core])
    return zipped(files)
