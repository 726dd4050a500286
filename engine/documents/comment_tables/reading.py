"""A file of comments, read: its tables found, its columns named, its rows taken or named.

Theory.  Headings say what a column holds; a table without any goes on with those of the table
before it where it has as many columns, which is how Word cuts long tables.  What a row lacks is
guessed only where there is one guess, and then said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from placet.engine.documents.comment_tables.csv_files import read_csv
from placet.engine.documents.comment_tables.excel_in import read_excel
from placet.engine.documents.comment_tables.grids import EMPTY, Cell, Grid, Grids, Row
from placet.engine.documents.comment_tables.headings import (
    LONGEST,
    columns_of,
    layout_of,
    member_in,
    plain,
    type_of,
)
from placet.engine.documents.comment_tables.recognised import recognised
from placet.engine.documents.comment_tables.rows import (
    COLOURS,
    Column,
    Finding,
    Layout,
    SheetHeader,
    SheetRead,
    SheetRow,
    Spot,
    Status,
    cut,
    one_line,
)
from placet.engine.documents.comment_tables.troubles import Trouble
from placet.engine.documents.comment_tables.word_in import read_word
from placet.engine.documents.reading.package import refused
from placet.engine.errors import N_
from placet.engine.model import CommentType

_ABOVE = re.compile(r"^(date|document|project|projet)\s*[:\uff1a]\s*(.*)$", re.I)
_STATUSES: Mapping[str, Status] = {colour: status for status, colour in COLOURS.items()}
_ONE_LINE = (Column.ID, Column.MEMBER, Column.LINE, Column.CLAUSE, Column.PARAGRAPH)


def read(data: bytes, name: str) -> SheetRead:
    """The comments in a file (.docx, .xlsx, .csv), its bad rows named.

    Raises ``BadInput`` about the field ``file``, and nothing else: the file is too large, is none
    that is read, is damaged, protected or holds macros, or has no table of comments at all.
    """
    format, package = recognised(name, data)
    if package is None:
        grids = read_csv(data)
    else:
        grids = read_word(package) if format == "docx" else read_excel(package)
    reading = _Reading(name, format)
    for grid in grids.tables:
        reading.table(grid)
    if not reading.columns:
        raise refused(
            N_("There is no table of comments in the file."),
            N_("Give its columns the headings of the template: a member, a clause, a comment."),
        )
    return SheetRead(
        name, format, tuple(reading.rows), tuple(reading.bad), tuple(reading.noted),
        reading.header(grids), tuple(reading.columns), reading.layout, reading.blank,
    )  # fmt: skip


@dataclass(slots=True)
class _Reading:
    """A file under way."""

    name: str
    format: str
    columns: dict[Column, int] = field(default_factory=dict)
    heading: tuple[str, ...] = ()
    layout: Layout = Layout.UNKNOWN
    rows: list[SheetRow] = field(default_factory=list)
    bad: list[Finding] = field(default_factory=list)
    noted: list[Finding] = field(default_factory=list)
    blank: int = 0
    above: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def table(self, grid: Grid) -> None:
        """Take a table, from below its headings on."""
        start = next((at for at, row in enumerate(grid.rows) if columns_of(_said(row))), None)
        if start is not None:
            words = _said(grid.rows[start])
            self.columns, self.heading = columns_of(words), tuple(map(plain, words))
            if self.layout is Layout.UNKNOWN:
                self.layout = layout_of(tuple(self.columns), words)
            self.above += [cell for row in grid.rows[:start] for cell in _said(row) if cell]
        elif not self._goes_on(grid):
            said = [cell for row in grid.rows for cell in _said(row) if cell]
            self.above += said
            if said and not any(map(_ABOVE.match, said)):
                at = Spot(self.name, grid.sheet, 0 if grid.sheet else grid.number, 0)
                self.bad.append(Finding(at, Trouble.NO_HEADING, cut(said[0])))
            return
        for row in grid.rows[0 if start is None else start + 1 :]:
            at = Spot(self.name, grid.sheet, 0 if grid.sheet else grid.number, row.number)
            self.row(row, at)

    def _goes_on(self, grid: Grid) -> bool:
        """Whether a table without headings has the columns of the one before it."""
        wide = max((len(row.cells) for row in grid.rows), default=0)
        return self.format == "docx" and bool(self.columns) and wide == len(self.heading)

    def row(self, row: Row, at: Spot) -> None:
        """Take a row, or name it."""
        if not any(cell.words or cell.formula for cell in row.cells):
            self.blank += 1
        elif self._is_heading(row):
            self.bad.append(Finding(at, Trouble.HEADING_AGAIN))
        elif trouble := self._refused(row):
            what, words = trouble
            self.bad.append(Finding(at, what, cut(words)))
        else:
            self.rows.append(self._taken(row, at))

    def _is_heading(self, row: Row) -> bool:
        words = [plain(cell) if len(cell) <= LONGEST else "" for cell in _said(row)]
        same = sum(a == b != "" for a, b in zip(words, self.heading, strict=False))
        return same >= 3 or same == sum(map(bool, self.heading))

    def _refused(self, row: Row) -> tuple[Trouble, str] | None:
        """Why the row is not taken."""
        said = self.columns.get(Column.COMMENT, self.columns.get(Column.CHANGE, 0))
        for at, cell in enumerate(row.cells):
            if cell.formula and at in self.columns.values():
                return Trouble.FORMULA, cell.formula
            if cell.words and at < said < at + cell.wide:
                return Trouble.MERGED, cell.words
        if self._cell(row, Column.COMMENT).words or self._cell(row, Column.CHANGE).words:
            return None
        first = next((cell.words for cell in row.cells if cell.words), "")
        short = self.format != "xlsx" and len(row.cells) <= said
        return Trouble.SHORT if short else Trouble.NOTHING_SAID, first

    def _taken(self, row: Row, at: Spot) -> SheetRow:
        words = {
            column: one_line(self._cell(row, column).words)
            if column in _ONE_LINE
            else self._cell(row, column).words
            for column in Column
        }
        member, id = self._member(words, at)
        comment, change = words[Column.COMMENT], words[Column.CHANGE]
        if not comment:
            comment = change
            self._note(at, Trouble.ONLY_CHANGE, change)
        for column in (Column.LINE, Column.CLAUSE, Column.PARAGRAPH):
            if self._cell(row, column).dated:
                self._note(at, Trouble.DATED, words[column])
        if any(self._cell(row, column).nested for column in self.columns):
            self._note(at, Trouble.NESTED)
        status = _STATUSES.get(self._cell(row, Column.OBSERVATIONS).fill, Status.TO_DO)
        return SheetRow(
            member, id, words[Column.LINE], words[Column.CLAUSE], words[Column.PARAGRAPH],
            self._type(words[Column.TYPE], at), comment, change, words[Column.OBSERVATIONS],
            status, at,
        )  # fmt: skip

    def _member(self, words: Mapping[Column, str], at: Spot) -> tuple[str, str]:
        """Whose comment it is, and its number."""
        member, id, right = member_in(words[Column.MEMBER])
        if number := words[Column.ID]:
            other, whole, _ = member_in(number)
            id = number
            if whole and not member:
                member = other
        if not right:
            self._note(at, Trouble.ODD_ID, id)
        if id and id in self.ids:
            self._note(at, Trouble.SAME_ID, id)
        self.ids.add(id)
        return member, id

    def _type(self, words: str, at: Spot) -> CommentType:
        found = type_of(words) if words else CommentType.GENERAL
        if found is None:
            self._note(at, Trouble.ODD_TYPE, words)
        return found or CommentType.GENERAL

    def _note(self, at: Spot, what: Trouble, words: str = "") -> None:
        self.noted.append(Finding(at, what, cut(words)))

    def _cell(self, row: Row, column: Column) -> Cell:
        at = self.columns.get(column, len(row.cells))
        return row.cells[at] if at < len(row.cells) else EMPTY

    def header(self, grids: Grids) -> SheetHeader:
        """What is said above the table: behind the name of each thing, or in the next cell."""
        said: dict[str, str] = {}
        for held in (self.above, list(grids.lines)):
            for at, words in enumerate(held):
                met = _ABOVE.match(one_line(words))
                if met is None:
                    continue
                name = "project" if met[1].lower() == "projet" else met[1].lower()
                below = one_line(held[at + 1]) if at + 1 < len(held) else ""
                value = met[2] or ("" if _ABOVE.match(below) else below)
                said.setdefault(name, value)
        return SheetHeader(**said)


def _said(row: Row) -> Sequence[str]:
    return [cell.words for cell in row.cells]
