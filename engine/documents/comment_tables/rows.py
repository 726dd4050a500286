"""What a table of comments says: rows, what is wrong with some of them, and what stands above.

Theory.  Committees exchange remarks as tables: one row a remark, the columns those of ISO's
commenting template (2012-03) or of Codex' online commenting.  Real ones are filled in by hand in
thirty places, so a row is either taken (with a finding, where something had to be guessed) or
named with its place and what to do; nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from placet.engine.documents.comment_tables.troubles import Trouble
from placet.engine.model import CommentType
from placet.engine.text.cleaning import mended


class Layout(StrEnum):
    """Whose columns a table has."""

    ISO = "iso"
    CODEX = "codex"
    UNKNOWN = "unknown"


class Column(StrEnum):
    """What a column holds, whatever it is called."""

    ID = "id"
    MEMBER = "member"
    LINE = "line"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"
    TYPE = "type"
    COMMENT = "comment"
    CHANGE = "change"
    OBSERVATIONS = "observations"


class Status(StrEnum):
    """How the secretariat answered, which the colour of its observation says."""

    ACCEPTED = "accepted"
    MODIFIED = "accepted_modified"
    NOTED = "noted"
    REJECTED = "rejected"
    TO_DO = "to_do"


COLOURS: Mapping[Status, str] = {
    Status.ACCEPTED: "92D050",
    Status.MODIFIED: "C4D79B",
    Status.NOTED: "8DB4E2",
    Status.REJECTED: "FF99CC",
    Status.TO_DO: "D9D9D9",
}
"""The colours of observations in the tools around ISO's template (red, green, blue as hex)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row stands: the file, the sheet by its name or the table by its number, the row."""

    file: str = ""
    sheet: str = ""
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a row; `words` are what stood there, cut to a line."""

    at: Spot
    what: Trouble
    words: str = ""


BadRow = Finding
"""A row that is not taken, and why."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One remark, as a table has it; `member` is a code or a name as it stands there.

    `id` is the whole number of the comment (DE-002); what is read and what was written are
    equal wherever they stand.
    """

    member: str = ""
    id: str = ""
    line: str = ""
    clause: str = ""
    paragraph: str = ""
    type: CommentType = CommentType.GENERAL
    comment: str = ""
    change: str = ""
    observations: str = ""
    status: Status = Status.TO_DO
    at: Spot = field(default=Spot(), compare=False)

    @property
    def reference(self) -> str:
        """What the comment is about, as the table says it."""
        return " ".join(part for part in (self.clause, self.paragraph) if part)


@dataclass(frozen=True, slots=True)
class SheetHeader:
    """What stands above the table."""

    date: str = ""
    document: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A file of comments, read.

    `bad` are the rows that are not taken, `noted` what was guessed in those that are; `blank`
    counts rows with nothing in them.
    """

    name: str
    format: str
    rows: tuple[SheetRow, ...] = ()
    bad: tuple[BadRow, ...] = ()
    noted: tuple[Finding, ...] = ()
    header: SheetHeader = SheetHeader()
    columns: tuple[Column, ...] = ()
    layout: Layout = Layout.UNKNOWN
    blank: int = 0


def kept(raw: str) -> str:
    """The words of a cell as they are kept: no control characters, no space around them."""
    return mended(raw)[0].strip()


def one_line(raw: str) -> str:
    """The words of a cell that is one line: breaks in it are spaces."""
    return " ".join(kept(raw).split())


def cut(words: str, most: int = 80) -> str:
    """The words in one line, short enough for a report."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
