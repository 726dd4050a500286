"""Tables of comments as comma-separated values, in and out (RFC 4180).

Theory.  A spreadsheet runs what looks like a formula, so a cell that begins like one is written
with an apostrophe before it, and one that begins with apostrophes and then like a formula gets
another: what is written is read back as it was.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from placet.engine.documents.comment_tables.grids import (
    MOST_COLUMNS,
    Budget,
    Cell,
    Grid,
    Grids,
    Row,
)
from placet.engine.documents.comment_tables.headings import columns_of
from placet.engine.documents.comment_tables.rows import kept
from placet.engine.documents.reading.formats import decoded
from placet.engine.documents.reading.package import refused
from placet.engine.errors import N_

_ALIVE = re.compile(r"'*[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]")
_BETWEEN = (",", ";", "\t", "|")
_LONGEST = 400_000


def defused(words: str) -> str:
    """The words so that no spreadsheet takes them for a formula."""
    return f"'{words}" if _ALIVE.match(words) else words


def read_csv(data: bytes) -> Grids:
    """The one table of the file, whatever stands between its cells."""
    source = decoded(data)
    start = source[:20_000]
    best = max(_BETWEEN, key=lambda sign: _headings(start, sign))
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(StringIO(source, newline=""), delimiter=best)
    budget, rows, line = Budget(), [], 1
    try:
        for cells in reader:
            budget.row()
            words = [_cell(budget.words(one)) for one in cells[:MOST_COLUMNS]]
            rows.append(Row(line, tuple(Cell(one) for one in words)))
            line = reader.line_num + 1
    except csv.Error:
        raise refused(
            N_("Line {line} of the file is no row of a table."),
            N_("Save it again as CSV with your spreadsheet."),
            line=reader.line_num,
        ) from None
    return Grids((Grid(0, tuple(rows)),))


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The file, with the mark by which Excel knows UTF-8."""
    out = StringIO(newline="")
    csv.writer(out).writerows([defused(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(raw: str) -> str:
    words = kept(raw)
    return words[1:] if _DEFUSED.match(words) else words


def _headings(start: str, sign: str) -> int:
    """How many columns this sign makes known in the first rows."""
    try:
        rows = list(csv.reader(StringIO(start, newline=""), delimiter=sign))[:30]
    except csv.Error:
        return 0
    return max((len(columns_of([one.strip() for one in row[:MOST_COLUMNS]])) for row in rows),
               default=0)  # fmt: skip
