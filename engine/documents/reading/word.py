"""A Word document (.docx) to a manuscript: its paragraphs, lists and tables in order.

Theory.  A number that Word prints is read as if it had been typed; where a heading or a cell
carries one, it is put before the words, as it stands on paper.  Numbers are those of the
document without its tracked changes: what is only proposed is numbered when it is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from placet.engine.documents import marks
from placet.engine.documents.reading import word_tables
from placet.engine.documents.reading.manuscript import Line, Manuscript, Piece, Table, stands
from placet.engine.documents.reading.package import Package, damaged
from placet.engine.documents.reading.word_elements import CHOICE, chosen, local, said, words_of
from placet.engine.documents.reading.word_notes import Parts, take_notes
from placet.engine.documents.reading.word_numbering import Number, Numbering
from placet.engine.documents.reading.word_runs import Runs
from placet.engine.documents.reading.word_styles import Styles, W, child, value
from placet.engine.text.numbering import printed
from placet.engine.text.report import Found
from placet.engine.text.tree import Kind

_INDENT = 4
"""Columns of indentation for a level of a list, as in a file of plain text."""


def read_word(package: Package) -> Manuscript:
    """The manuscript of a Word document.  Raises BadInput where its parts are not sound."""
    parts = Parts(package)
    manuscript = Manuscript()
    root = package.xml(parts.main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise damaged()
    parts.report(manuscript)
    runs = Runs(manuscript, Styles(parts.xml("styles")), parts.links)
    reader = Body(runs, Numbering(parts.xml("numbering")))
    manuscript.items = _captioned(reader.blocks(body))
    runs.end()
    if parts.application.startswith("LibreOffice"):
        _mend_styles(manuscript)
    take_notes(parts, runs, manuscript)
    if reader.titled:
        for line in manuscript.lines():
            line.level += line.shape == "heading" and line.number not in reader.titled
    return manuscript


def _mend_styles(manuscript: Manuscript) -> None:
    """Let marks say the kind where LibreOffice exchanged styles: beside an end that is removed."""
    removed = False
    for line in manuscript.lines():
        if line.marks and (removed or line.deleted):
            line.kind = None
        removed = bool(line.deleted)


def _captioned(items: Iterable[Line | Table]) -> list[Line | Table]:
    """The tables with their captions, which Placet writes as paragraphs above them."""
    found: list[Line | Table] = []
    for item in items:
        while isinstance(item, Table) and found:
            last = found[-1]
            if not isinstance(last, Line) or last.kind is not Kind.TABLE:
                break
            item.captions.insert(0, last)
            found.pop()
        found.append(item)
    return found


class Body:
    """Reads what stands in the body of the document, or in a cell of it."""

    def __init__(self, runs: Runs, numbering: Numbering) -> None:
        self.runs = runs
        self.manuscript = runs.manuscript
        self.titled: set[int] = set()
        self._numbering = numbering
        self._waiting: list[Piece] = []
        self._lefts: list[tuple[int, int]] = []  # where numbers stand (twips), and their indents

    def blocks(self, holder: etree._Element) -> Iterator[Line | Table]:
        """The paragraphs and tables that stand in an element, in order."""
        for one in holder:
            name = local(one)
            if name == "p":
                yield from self._paragraph(one)
            elif name == "tbl":
                yield word_tables.table(self, one)
            elif name == "sdt" and self._is_contents(one):
                self.manuscript.met(Found.CONTENTS, words_of(one))
            elif name in ("altChunk", "subDoc"):
                self.manuscript.met(Found.EMBEDDED, name)
            elif name in ("moveFromRangeStart", "moveToRangeStart"):
                self.runs.moving(one)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self._waiting += self.runs.read_one(one)
            elif one.tag == CHOICE + "AlternateContent":
                yield from self.blocks(chosen(one))
            elif name not in ("sectPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr"):
                yield from self.blocks(one)

    def _paragraph(self, element: etree._Element) -> Iterator[Line]:
        properties = child(element, "pPr")
        line = Line(self.manuscript.count())
        if self._of_contents(properties):
            if words := said(element):
                self.manuscript.met(Found.CONTENTS, words)
            return
        style = self.runs.styles.name(self.runs.styles.of_paragraph(properties))
        if style.replace(" ", "") == marks.BESIDE.replace(" ", "").lower():
            return
        line.pieces = [*self._waiting, *self.runs.read(element)]
        line.marks, line.kind = self.runs.begun, marks.kind_of_style(style)
        self._waiting = []
        form = child(properties, "rPr")
        for mark in form if form is not None else ():
            if local(mark) in ("ins", "moveTo"):
                line.inserted = (*line.inserted, self.runs.revision(mark))
            elif local(mark) in ("del", "moveFrom"):
                line.deleted = (*line.deleted, self.runs.revision(mark))
        if child(properties, "pPrChange") is not None:
            self.manuscript.met(Found.FORMATTING, said(element))
        self._shape(line, properties)
        yield line

    def _shape(self, line: Line, properties: etree._Element | None) -> None:
        """Whether a paragraph is a heading or an item, and where it stands."""
        styles = self.runs.styles
        line.level = styles.heading(properties)
        if styles.name(styles.of_paragraph(properties)) == "title":
            line.level = 1
            self.titled.add(line.number)
        number = self._number(line, properties)
        left, first = styles.indentation(properties)
        level = number.level if number else None
        left = (level.left if level else None) or 0 if left is None else left
        first = (level.first if level else None) or 0 if first is None else first
        if line.level:
            line.shape = "heading"
            self._lefts.clear()
        elif number or printed("".join(p.text for p in line.pieces).lstrip()):
            line.indent = number.at * _INDENT if number else 0
            at = left + first
            self._lefts = [held for held in self._lefts if held[0] < at]
            self._lefts.append((at, line.indent))
        else:
            held = [indent for at, indent in self._lefts if at < left]
            line.indent = held[-1] + _INDENT if held else 0
        if number:
            line.auto, line.printed = number.words, number.printed

    def _number(self, line: Line, properties: etree._Element | None) -> Number | None:
        """The number that Word prints; one that is only proposed is not counted."""
        list, level, style = self.runs.styles.numbering(properties)
        if stands(line.inserted, line.deleted, lambda revision: False):
            return self._numbering.next(list, level, style)
        number = self._numbering.peek(list, level, style)
        bare = None if number is None else replace(number.printed, label=None)
        return None if number is None or bare is None else replace(number, words="", printed=bare)

    def _of_contents(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph is an entry of a table of contents."""
        styles = self.runs.styles
        name = styles.name(styles.of_paragraph(properties))
        return name.startswith("toc ") and name[4:].isdecimal()

    def _is_contents(self, control: etree._Element) -> bool:
        gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
        return value(gallery) == "Table of Contents"
