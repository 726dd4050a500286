"""An OpenDocument text (.odt) to a manuscript: paragraphs, lists, tables, tracked changes.

Theory.  An insertion is said by a sign where it begins and one where it ends, which may stand
in different paragraphs; what was deleted stands at the head of the document, and a sign stands
where it was.  So deleted paragraphs are read where their sign is met: the first of them goes
on with the words before the sign, the last one with the words after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from placet.engine.documents.reading.flow import Flow
from placet.engine.documents.reading.grids import Grid, of_cell
from placet.engine.documents.reading.manuscript import (
    Line,
    Manuscript,
    Remarked,
    Revision,
    Table,
    stands,
)
from placet.engine.documents.reading.open_lists import Lists
from placet.engine.documents.reading.open_styles import (
    DC,
    DRAW,
    LINK,
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    OpenStyles,
)
from placet.engine.documents.reading.package import Package, damaged
from placet.engine.documents.reading.word_runs import instant
from placet.engine.documents.reading.word_styles import whole
from placet.engine.text.cleaning import mended
from placet.engine.text.report import Found

_INDENT = 4
_CONTENTS = (
    "table-of-content", "alphabetical-index", "illustration-index", "table-index",
    "object-index", "user-index", "bibliography",
)  # fmt: skip
_SILENT = (
    "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "bookmark",
    "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start",
    "reference-mark-end", "soft-page-break", "toc-mark", "list-level-properties",
)  # fmt: skip
_TRANSPARENT = ("span", "a", "meta", "meta-field", "section", "list", "list-item", "ruby",
                "ruby-base", "placeholder", "index-body", "index-title")  # fmt: skip


def read_odt(package: Package) -> Manuscript:
    """The manuscript of an OpenDocument text.  Raises BadInput where it is not sound."""
    root, styles = package.xml("content.xml"), package.xml("styles.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        raise damaged()
    manuscript = Manuscript()
    roots = [root] if styles is None else [root, styles]
    if styles is not None:
        _headers(styles, manuscript)
    reader = _Reader(manuscript, OpenStyles(roots), body)
    reader.blocks(body)
    manuscript.items = reader.items
    if reader.titled:
        for line in manuscript.lines():
            line.level += line.shape == "heading" and line.number not in reader.titled
    return manuscript


def _headers(styles: etree._Element, manuscript: Manuscript) -> None:
    """Report the words of headers and footers."""
    kinds = [STYLE + name for name in ("header", "footer", "header-first", "footer-first")]
    for one in styles.iter(*kinds):
        words = "\n".join("".join(map(str, p.itertext())) for p in one.iter(TEXT + "p"))
        if words.strip():
            manuscript.met(Found.HEADER, words.strip())


class _Reader:
    """One walk over the body of the document."""

    def __init__(self, manuscript: Manuscript, styles: OpenStyles, body: etree._Element) -> None:
        self.manuscript = manuscript
        self.styles = styles
        self.lists = Lists(styles)
        self.flow = Flow(manuscript)
        self.items: list[Line | Table] = []
        self.titled: set[int] = set()
        self.regions = dict(_regions(body))
        self.ranges = {e.get(OFFICE + "name") for e in body.iter(OFFICE + "annotation-end")}
        self.notes = 0

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
                self.manuscript.met(Found.CONTENTS, _words(one))
            elif space == TEXT and name.startswith("change"):
                self._change(one, name)
            elif one.tag == OFFICE + "annotation":
                self._annotation(one)
            elif space == DRAW:
                self._drawn(one)
            elif name not in (*_SILENT, "forms", "scripts", "change-info"):
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
            self._inside(one)
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
                if _table_of(source) is not one:
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

    # --- words ---------------------------------------------------------------------------

    def _inside(self, element: etree._Element) -> None:
        if element.text:
            self.flow.write(element.text)
        for one in element:
            if isinstance(one.tag, str):
                self._element(one)
            if one.tail:
                self.flow.write(one.tail)

    def _element(self, one: etree._Element) -> None:
        space, _, name = str(one.tag).rpartition("}")
        space += "}"
        if space == TEXT and name == "s":
            self.flow.write(" " * max(0, min(whole(one.get(TEXT + "c") or "1", 1), 100)), True)
        elif space == TEXT and name in ("tab", "line-break"):
            self.flow.write("\t" if name == "tab" else "\n", True)
        elif space == TEXT and name == "note":
            self._note(one)
        elif space == OFFICE and name == "annotation":
            self._annotation(one)
        elif space == OFFICE and name == "annotation-end":
            self.flow.sign(f"close:{one.get(OFFICE + 'name')}")
        elif space == TEXT and name in ("change", "change-start", "change-end"):
            self._change(one, name)
        elif space == DRAW:
            self._drawn(one)
        elif space == TEXT and name in ("ruby-text", "hidden-text", "hidden-paragraph"):
            self.manuscript.met(Found.HIDDEN, _words(one))
        elif space == TEXT and name in ("p", "h"):
            self._inside(one)
        elif name not in _SILENT:
            if name == "a" and (target := one.get(LINK + "href") or "")[:1] not in ("", "#"):
                self.manuscript.met(Found.LINK_TARGET, target)
            elif space == TEXT and name not in _TRANSPARENT:
                self.manuscript.met(Found.FIELD, name)
            style = one.get(TEXT + "style-name") or "" if name == "span" else ""
            with self.flow.looking(self.styles.of_text(style, self.flow.look)):
                self._inside(one)

    def _note(self, one: etree._Element) -> None:
        """A footnote or an endnote: a line of its own, and its sign here."""
        self.notes += 1
        mark = "".join(_words(one.find(TEXT + "note-citation")).split()) or str(self.notes)
        taken = {line.name for line in self.manuscript.footnotes}
        while mark in taken:
            mark += "'"
        self.flow.sign(f"note:{mark}")
        line = Line(self.manuscript.count(), "footnote", name=mark)
        before, self.flow.line = self.flow.line, line
        for at, paragraph in enumerate(one.iterfind(f"{TEXT}note-body//{TEXT}p")):
            if at:
                self.flow.write("\n", True)
            self._inside(paragraph)
        self.flow.line = before
        self.manuscript.footnotes.append(line)

    def _annotation(self, one: etree._Element) -> None:
        """A comment."""
        name = one.get(OFFICE + "name") or f"#{len(self.manuscript.comments)}"
        parents = (str(v) for k, v in one.items() if str(k).endswith("}parent-name"))
        body = "\n".join(_words(p) for p in one.iter(TEXT + "p"))
        self.manuscript.comments.append(
            Remarked(
                name,
                _words(one.find(DC + "creator")).strip(),
                instant(_words(one.find(DC + "date"))[:26]),
                mended(body)[0].strip(),
                next(parents, ""),
            )
        )
        self.flow.sign(f"{'open' if name in self.ranges else 'at'}:{name}")

    def _change(self, one: etree._Element, name: str) -> None:
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
        begun = under_way and any(piece.text.strip() for piece in under_way.pieces)
        if under_way and under_way.printed and not begun:
            self.lists.take_back()
        with self.flow.within((), (revision,)), self.lists.again():
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

    def _drawn(self, one: etree._Element) -> None:
        """Report a picture, a text box with its words, or an embedded object."""
        boxes = list(one.iter(DRAW + "text-box"))
        for box in boxes:
            self.manuscript.met(Found.TEXT_BOX, _words(box))
        for image in one.iter(DRAW + "image"):
            target = image.get(LINK + "href") or ""
            if "://" in target:
                self.manuscript.met(Found.EXTERNAL, target)
        objects = list(one.iter(DRAW + "object", DRAW + "object-ole", DRAW + "plugin"))
        if objects:
            self.manuscript.met(Found.EMBEDDED, one.get(DRAW + "name") or "")
        elif not boxes:
            names = (_words(e) for e in one if str(e.tag).endswith(("}desc", "}title")))
            self.manuscript.met(Found.IMAGE, next(names, one.get(DRAW + "name") or ""))


def _regions(body: etree._Element) -> Iterator[tuple[str, tuple[str, Revision, etree._Element]]]:
    """The tracked changes by their ids: what they are, who made them, and what was deleted."""
    for region in body.iter(TEXT + "changed-region"):
        id = next((str(v) for k, v in region.items() if str(k).endswith("}id")), "")
        for change in region:
            info = change.find(OFFICE + "change-info")
            author = "" if info is None else _words(info.find(DC + "creator")).strip()
            at = None if info is None else instant(_words(info.find(DC + "date"))[:26])
            kind = str(change.tag).rpartition("}")[2]
            yield id, (kind, Revision(author, at), change)


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(TABLE + "table"), None)


def _words(element: etree._Element | None) -> str:
    """The characters of an element, for a report."""
    return "" if element is None else "".join(map(str, element.itertext()))
