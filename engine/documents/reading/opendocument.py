"""An OpenDocument text (.odt) to a manuscript: paragraphs, lists, tables, tracked changes.

Theory.  An insertion is said by a sign where it begins and one where it ends, which may stand
in different paragraphs; what was deleted stands at the head of the document, and a sign stands
where it was.  So deleted paragraphs are read where their sign is met: the first of them goes
on with the words before the sign, the last one with the words after it.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from placet.engine.documents.reading.grids import Grid, of_cell
from placet.engine.documents.reading.manuscript import (
    Line,
    Manuscript,
    Revision,
    Table,
    stands,
)
from placet.engine.documents.reading.open_elements import (
    drawn,
    headers,
    regions,
    table_of,
    words_in,
)
from placet.engine.documents.reading.open_lists import Lists
from placet.engine.documents.reading.open_styles import (
    DRAW,
    OFFICE,
    TABLE,
    TEXT,
    OpenStyles,
)
from placet.engine.documents.reading.open_words import SILENT, OpenWords
from placet.engine.documents.reading.package import Package, damaged
from placet.engine.documents.reading.word_styles import whole
from placet.engine.text.report import Found

_INDENT = 4
_CONTENTS = (
    "table-of-content", "alphabetical-index", "illustration-index", "table-index",
    "object-index", "user-index", "bibliography",
)  # fmt: skip


def read_odt(package: Package) -> Manuscript:
    """The manuscript of an OpenDocument text.  Raises BadInput where it is not sound."""
    root, styles = package.xml("content.xml"), package.xml("styles.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        raise damaged()
    manuscript = Manuscript()
    roots = [root] if styles is None else [root, styles]
    if styles is not None:
        headers(styles, manuscript)
    reader = _Reader(manuscript, OpenStyles(roots), body)
    reader.blocks(body)
    manuscript.items = reader.items
    if reader.titled:
        for line in manuscript.lines():
            line.level += line.shape == "heading" and line.number not in reader.titled
    return manuscript


class _Reader(OpenWords):
    """One walk over the body of the document."""

    def __init__(self, manuscript: Manuscript, styles: OpenStyles, body: etree._Element) -> None:
        super().__init__(manuscript, styles, body)
        self.lists = Lists(styles)
        self.items: list[Line | Table] = []
        self.titled: set[int] = set()
        self.regions = dict(regions(body))

    # --- blocks --------------------------------------------------------------------------

    def blocks(self, holder: etree._Element) -> None:
        """What stands in an element, in order."""
        for one in holder:
            space, _, name = str(one.tag).rpartition("}")
            space += "}"
            if space == TEXT and name in ("p", "h"):
                self._paragraph(one, name)
            elif space == TEXT and name in ("list", "numbered-paragraph"):
                self._list(one, name)
            elif space == TABLE and name == "table":
                self._table(one)
            elif space == TEXT and name in _CONTENTS:
                self.manuscript.met(Found.CONTENTS, words_in(one))
            elif space == TEXT and name.startswith("change"):
                self.change(one, name)
            elif one.tag == OFFICE + "annotation":
                self.annotation(one)
            elif space == DRAW:
                drawn(one, self.manuscript)
            elif name not in (*SILENT, "forms", "scripts", "change-info"):
                self.blocks(one)

    def _paragraph(self, one: etree._Element, name: str) -> None:
        """A paragraph or a heading."""
        style = one.get(TEXT + "style-name") or ""
        line = Line(self.manuscript.count())
        if name == "h" or self.styles.is_title(style):
            line.shape = "heading"
            line.level = whole(one.get(TEXT + "outline-level") or "1", 1)
            if name != "h":
                line.level = 1
                self.titled.add(line.number)
        heading = whole(one.get(TEXT + "outline-level") or "1", 1) if name == "h" else 0
        number = self.lists.number(heading, one.get(TEXT + "is-list-header") == "true")
        if number:
            line.auto, line.printed = number
        line.indent = 0 if line.level else self.lists.indent(number is not None)
        self.flow.begin(line)
        with self.flow.looking(self.styles.of_paragraph(style)):
            self.inside(one)
        self.flow.end()
        lines = self.flow.taken()
        if number and not stands(lines[-1].inserted, lines[-1].deleted, lambda revision: False):
            self.lists.take_back()
            for each in lines:
                if each.printed is number[1]:
                    each.auto, each.printed = "", replace(number[1], label=None)
        self.items += lines

    def _list(self, one: etree._Element, name: str) -> None:
        """A list: every item begins with a number or a bullet."""
        with self.lists.inside(one):
            if name == "numbered-paragraph":
                self.lists.item(one)
                self.blocks(one)
                return
            for item in one:
                if item.tag == TEXT + "list-item":
                    self.lists.item(item)
                elif item.tag == TEXT + "list-header":
                    self.lists.no_item()
                self.blocks(item)

    def _table(self, one: etree._Element) -> None:
        """A table; what a merged cell covers is empty cells."""
        grid = Grid(self.manuscript, Table(self.manuscript.count(), self.lists.indent(False)))
        before = self.items
        with self.lists.outside():
            for source in one.iter(TABLE + "table-row"):
                if table_of(source) is not one:
                    continue
                row = grid.row()
                for cell in source:
                    covered = cell.tag == TABLE + "covered-table-cell"
                    if not covered and cell.tag != TABLE + "table-cell":
                        continue
                    self.items = []
                    self.blocks(cell)
                    lines = list(of_cell(self.manuscript, self.items))
                    grid.cell(row, lines, 1, 1)
                    grid.merged += covered
                    repeated = whole(cell.get(TABLE + "number-columns-repeated") or "1", 1)
                    for _ in range(min(repeated - 1, 200 - len(row.cells))):
                        grid.cell(row, [], 1, 1)
        self.items = before
        self.items.append(grid.finished())

    # --- tracked changes -----------------------------------------------------------------

    def change(self, one: etree._Element, name: str) -> None:
        """Where a tracked change begins, ends, or took something away."""
        id = one.get(TEXT + "change-id") or ""
        if id not in self.regions:
            return
        kind, revision, content = self.regions[id]
        if kind == "insertion" and name == "change-start":
            self.flow.inserted = (*self.flow.inserted, revision)
        elif kind == "insertion" and name == "change-end":
            self.flow.inserted = tuple(r for r in self.flow.inserted if r is not revision)
        elif kind == "deletion" and name == "change":
            self._deleted(id, revision, content)
        elif kind == "format-change" and name == "change-start":
            self.manuscript.met(Found.FORMATTING)

    def _deleted(self, id: str, revision: Revision, content: etree._Element) -> None:
        """What was deleted here, read as if it stood here."""
        del self.regions[id]
        under_way, self.flow.line = self.flow.line, None
        items, self.items = self.items, []
        finished = self.flow.taken()
        begun = under_way is not None and any(p.text.strip() for p in under_way.pieces)
        if under_way and under_way.printed and not begun:
            self.lists.take_back()
        with self.flow.within((), (revision,)), self.lists.again(begun):
            self.blocks(content)
            lines = list(of_cell(self.manuscript, self.items))
        self.items, self.flow.finished = items, finished
        self.flow.line = under_way
        if under_way is None or not lines:
            self.items += lines
            return
        if under_way.printed and not begun:
            number = (lines[-1].auto, lines[-1].printed) if lines[-1].printed else None
            number = number or self.lists.renumber()
            under_way.auto, under_way.printed = number or (under_way.auto, under_way.printed)
        first, last = (under_way, lines[-1]) if begun else (lines[0], under_way)
        if len(lines) == 1:
            first = under_way
        for at, line in enumerate(lines):
            form = first if not at else last if at == len(lines) - 1 else line
            if at:
                self.flow.end()
                ended = self.flow.finished[-1]
                ended.deleted = (*ended.deleted, revision)
            before = self.flow.line.pieces if self.flow.line else []
            self.flow.line = replace(form, pieces=[*before, *line.pieces])
