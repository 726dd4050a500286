"""A table of comments as a file: the columns of ISO's template or of Codex, in three formats.

Theory.  The columns are the format, like the names of fields in a file for programs: they are
written as the template has them in every language, so that whoever reads the table next, a person
or a program, finds them.  Whatever is in a cell is words, in every format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from placet.engine.documents.comment_tables.csv_files import write_csv
from placet.engine.documents.comment_tables.excel_out import write_excel
from placet.engine.documents.comment_tables.rows import (
    Column,
    Layout,
    SheetHeader,
    SheetRow,
    kept,
    one_line,
)
from placet.engine.documents.comment_tables.sheet import Heading, Sheet
from placet.engine.documents.comment_tables.word_out import write_word
from placet.engine.documents.writing.about import About, Labels
from placet.engine.model import CommentType

FORMATS = ("docx", "xlsx", "csv")

_ISO = (
    Heading(Column.MEMBER, "MB/NC", 1450),
    Heading(Column.LINE, "Line number", 1000),
    Heading(Column.CLAUSE, "Clause/Subclause", 1250),
    Heading(Column.PARAGRAPH, "Paragraph/Figure/Table", 1400),
    Heading(Column.TYPE, "Type of comment", 1150),
    Heading(Column.COMMENT, "Comments", 3600),
    Heading(Column.CHANGE, "Proposed change", 2850),
    Heading(Column.OBSERVATIONS, "Observations of the secretariat", 2438),
)
_CODEX = (
    Heading(Column.ID, "Comment No.", 1450),
    Heading(Column.PARAGRAPH, "Paragraph", 1300),
    Heading(Column.TYPE, "Comment type", 1350),
    Heading(Column.COMMENT, "Comment", 4200),
    Heading(Column.CHANGE, "Proposed change", 3000),
    Heading(Column.MEMBER, "Member", 1300),
    Heading(Column.OBSERVATIONS, "Answer", 2538),
)
HEADINGS: Mapping[Layout, tuple[Heading, ...]] = {Layout.ISO: _ISO, Layout.CODEX: _CODEX}

_ISO_TYPES: Mapping[CommentType, str] = {
    CommentType.GENERAL: "ge",
    CommentType.TECHNICAL: "te",
    CommentType.EDITORIAL: "ed",
    CommentType.SUBSTANTIVE: "te",
    CommentType.TRANSLATION: "ed",
}
"""ISO has three types: what is about the substance is technical, a translation is editorial."""


def write(
    rows: Sequence[SheetRow],
    header: SheetHeader,
    layout: Layout,
    format: str,
    about: About | None = None,
    words: Labels | None = None,
) -> bytes:
    """The file; `about` says what it is a table of, `words` what stands around it.

    Read again it gives `as_written` of each row.
    """
    headings = HEADINGS[layout]
    cleaned = [as_written(row, layout) for row in rows]
    cells = tuple(_cells(row, layout, headings) for row in cleaned)
    said = {"Date": header.date, "Document": header.document, "Project": header.project}
    above = tuple(f"{name}: {one_line(value)}" for name, value in said.items() if one_line(value))
    sheet = Sheet(above, headings, cells, tuple(row.status for row in cleaned))
    if format == "csv":
        return write_csv([[heading.title for heading in headings], *cells])
    if format == "xlsx":
        return write_excel(sheet, about or About(""))
    return write_word(sheet, about or About(""), words or Labels())


def as_written(row: SheetRow, layout: Layout) -> SheetRow:
    """The row as it is read again from a table of this layout (CSV has no colours)."""
    clean = replace(
        row,
        member=one_line(row.member),
        id=one_line(row.id),
        line=one_line(row.line),
        clause=one_line(row.clause),
        paragraph=one_line(row.paragraph),
        comment=kept(row.comment),
        change=kept(row.change),
        observations=kept(row.observations),
    )
    if layout is Layout.CODEX:
        return replace(clean, line="", clause="", paragraph=clean.reference)
    types = {"ge": CommentType.GENERAL, "te": CommentType.TECHNICAL, "ed": CommentType.EDITORIAL}
    return replace(clean, type=types[_ISO_TYPES[row.type]])


def _cells(row: SheetRow, layout: Layout, headings: Sequence[Heading]) -> tuple[str, ...]:
    iso = layout is Layout.ISO
    said: dict[Column, str] = {
        Column.ID: row.id,
        Column.MEMBER: row.id or row.member if iso else row.member,
        Column.LINE: row.line,
        Column.CLAUSE: row.clause,
        Column.PARAGRAPH: row.paragraph,
        Column.TYPE: _ISO_TYPES[row.type] if iso else row.type.value.capitalize(),
        Column.COMMENT: row.comment,
        Column.CHANGE: row.change,
        Column.OBSERVATIONS: row.observations,
    }
    return tuple(said[heading.column] for heading in headings)
