"""Tables that a spreadsheet opens.

A spreadsheet calculates what begins like a formula, and words that somebody typed into Placet
must never be calculated on somebody else's desk: such a cell gets an apostrophe before it, which
spreadsheets take for "this is text" (OWASP, CSV Injection).  A number stays a number.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with, also in the full width of East Asian keyboards."""

Cell = str | int


def csv_cell(value: Cell) -> str:
    """A cell that is read and not calculated."""
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value


def csv_table(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as RFC 4180 says, in UTF-8 with the mark by which spreadsheets know it."""
    sheet = StringIO(newline="")
    csv.writer(sheet, lineterminator="\r\n").writerows([csv_cell(x) for x in row] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")
