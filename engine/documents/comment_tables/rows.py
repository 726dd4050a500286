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

from placet.engine.errors import N_
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


class Trouble(StrEnum):
    """What is wrong with a row, or was guessed in it."""

    MERGED = "merged"
    SHORT = "short"
    FORMULA = "formula"
    NOTHING_SAID = "nothing_said"
    NO_MEMBER = "no_member"
    SECRETARIAT = "secretariat"
    TOO_LONG = "too_long"
    STRANGER = "stranger"
    OTHERS = "others"
    ODD_ID = "odd_id"
    SAME_ID = "same_id"
    ODD_TYPE = "odd_type"
    ONLY_CHANGE = "only_change"
    NESTED = "nested"
    DATED = "dated"
    HEADING_AGAIN = "heading_again"
    NO_HEADING = "no_heading"
    NO_PLACE = "no_place"
    SAID_TWICE = "said_twice"
    KNOWN = "known"


SENTENCES: Mapping[Trouble, tuple[str, str]] = {
    Trouble.MERGED: (
        N_("The row is one cell merged across the columns."),
        N_("Split the cell, so that the comment stands in its own column."),
    ),
    Trouble.SHORT: (
        N_("The row ends before the column of comments."),
        N_("Add the missing cells."),
    ),
    Trouble.FORMULA: (
        N_("A cell is a formula: {words}."),
        N_("Put the words there instead of the formula."),
    ),
    Trouble.NOTHING_SAID: (
        N_("There is no comment and no proposed change."),
        N_("Write the comment, or delete the row."),
    ),
    Trouble.NO_MEMBER: (
        N_("It does not say whose comment it is."),
        N_("Write the member into the first column, or name the organisation for the file."),
    ),
    Trouble.SECRETARIAT: (
        N_("It is a comment of the secretariat (**), which belongs to no organisation."),
        N_("Write the code of the organisation for which it is made."),
    ),
    Trouble.TOO_LONG: (
        N_("It is too long: {words}."),
        N_("Shorten it, or divide it into several rows."),
    ),
    Trouble.STRANGER: (
        N_("{words} is not at this table."),
        N_("Write the code of an organisation that was invited."),
    ),
    Trouble.OTHERS: (
        N_("It is a comment of {words}."),
        N_("You enter what your own organisation says; the secretariat enters the rest."),
    ),
    Trouble.ODD_ID: (
        N_("The number of the comment is odd: {words}."),
        N_("Placet gives it a number of its own."),
    ),
    Trouble.SAME_ID: (
        N_("Another row has the same number: {words}."),
        N_("Placet gives each a number of its own."),
    ),
    Trouble.ODD_TYPE: (
        N_("{words} is no type of comment; it is taken as general."),
        N_("Write general, technical, editorial, substantive or translation."),
    ),
    Trouble.ONLY_CHANGE: (
        N_("There is a proposed change without a comment; the change is taken for both."),
        N_("Say why, beside the change."),
    ),
    Trouble.NESTED: (
        N_("A table stands in a cell; its words are taken line by line."),
        N_("Check the comment."),
    ),
    Trouble.DATED: (
        N_("The spreadsheet made a date of a number: {words}."),
        N_("Make the column text and write the number again."),
    ),
    Trouble.HEADING_AGAIN: (
        N_("The headings stand here again."),
        N_("Nothing needs to be done."),
    ),
    Trouble.NO_HEADING: (
        N_("This table has no column of comments and is left out."),
        N_("Give its columns the headings of the template."),
    ),
    Trouble.NO_PLACE: (
        N_("{words} is no paragraph of this text; the comment is on the whole text and says so."),
        N_("Write the number of the paragraph as it stands beside it."),
    ),
    Trouble.SAID_TWICE: (
        N_("The same comment stands in {words} already and is taken once."),
        N_("Nothing needs to be done."),
    ),
    Trouble.KNOWN: (
        N_("The comment stands in Placet already."),
        N_("Nothing needs to be done."),
    ),
}
"""What each trouble is in words, and what to do; `{words}` is what stood there."""

REFUSALS = frozenset(
    (
        Trouble.MERGED, Trouble.SHORT, Trouble.FORMULA, Trouble.NOTHING_SAID, Trouble.NO_MEMBER,
        Trouble.SECRETARIAT, Trouble.TOO_LONG, Trouble.STRANGER, Trouble.OTHERS,
        Trouble.HEADING_AGAIN, Trouble.NO_HEADING,
    )
)  # fmt: skip
"""The troubles for which a row is not taken."""


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
