"""A document as its authors left it: paragraphs and tables with every tracked change in them.

Theory.  A document with tracked changes is many texts at once: without any change, with those
of one author, with all.  So a file is read once, into pieces of words that know who inserted
and who deleted them, and paragraphs whose *end* knows the same: where the end of a paragraph
is not there, the paragraph goes on with the next one (that is how word processors say that a
paragraph was split, joined, inserted or deleted).  ``readings`` takes the texts out of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from placet.engine.documents.marks import Mark
from placet.engine.text.lines import Shape
from placet.engine.text.numbering import Printed
from placet.engine.text.report import Found, Remark
from placet.engine.text.tree import Kind

MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked insertion or deletion; `move` names the move that it is a part of."""

    author: str
    at: datetime | None = None
    move: str = ""


Revisions = tuple[Revision, ...]
Accepts = Callable[[Revision], bool]
"""Which tracked changes a reading makes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one form.  A `sign` has no words: ``note:1``, ``open:7``, ``label:2 bis``.

    `literal`: an asterisk is one that was escaped.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    inserted: Revisions = ()
    deleted: Revisions = ()
    sign: str = ""
    literal: bool = False


@dataclass(slots=True)
class Line:
    """One paragraph of the document; `inserted` and `deleted` are about its end.

    `number` is its place in the document, `auto` the number that the word processor printed
    before the words and `printed` the same as read, `name` that of a footnote, `marks` what
    Placet left there, `kind` what the style of Placet says.
    """

    number: int
    shape: Shape = "paragraph"
    level: int = 0
    indent: int = 0
    name: str = ""
    printed: Printed | None = None
    auto: str = ""
    pieces: list[Piece] = field(default_factory=list)
    inserted: Revisions = ()
    deleted: Revisions = ()
    marks: list[Mark] = field(default_factory=list)
    kind: Kind | None = None


@dataclass(slots=True)
class Cell:
    """A cell of a table: one paragraph of the text, whatever it holds."""

    number: int
    lines: list[Line] = field(default_factory=list)
    inserted: Revisions = ()
    deleted: Revisions = ()


@dataclass(slots=True)
class Row:
    """A row of a table."""

    number: int
    cells: list[Cell] = field(default_factory=list)
    inserted: Revisions = ()
    deleted: Revisions = ()


@dataclass(slots=True)
class Table:
    """A table; `indent` says under which item it stands.

    One of `captions` is there in any reading; where none is, its rows go on with those of the
    table before.
    """

    number: int
    indent: int = 0
    captions: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Remarked:
    """A comment of the document: its name in the signs, and that of the comment it answers."""

    name: str
    author: str
    at: datetime | None
    body: str
    parent: str = ""


@dataclass(slots=True)
class Manuscript:
    """All that a document holds; `footnotes` are lines of that shape, in order."""

    items: list[Line | Table] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    comments: list[Remarked] = field(default_factory=list)
    report: list[Remark] = field(default_factory=list)
    counted: int = 0

    def count(self) -> int:
        """The number of the next block."""
        self.counted += 1
        return self.counted

    def met(self, found: Found, source: str = "", line: int = 0) -> None:
        """Note what was not taken as text, at a block or at the present one."""
        self.report.append(Remark(line or max(self.counted, 1), found, source))

    @property
    def revisions(self) -> list[Revision]:
        """Every tracked change, in the order of the document."""
        found: list[Revision] = []
        for line in self.lines():
            for piece in line.pieces:
                found += [*piece.inserted, *piece.deleted]
            found += [*line.inserted, *line.deleted]
        for item in self.items:
            for row in item.rows if isinstance(item, Table) else ():
                found += [*row.inserted, *row.deleted]
                found += [r for cell in row.cells for r in (*cell.inserted, *cell.deleted)]
        return found

    def lines(self) -> list[Line]:
        """Every paragraph, those in cells and footnotes included."""
        found: list[Line] = []
        for item in self.items:
            if isinstance(item, Table):
                found += item.captions
                found += [line for row in item.rows for cell in row.cells for line in cell.lines]
            else:
                found.append(item)
        return found + self.footnotes


def stands(inserted: Revisions, deleted: Revisions, accepts: Accepts) -> bool:
    """Whether something is there in the reading that makes these changes."""
    return all(map(accepts, inserted)) and not any(map(accepts, deleted))
