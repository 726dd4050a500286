"""Woven units as the body of a Word document: paragraphs, tables, revisions, remarks.

Theory.  One way of drawing for every document: a clean text is woven of no readings at all.
The end of a paragraph came or went as its mark does (`w:rPr/w:ins`, `w:rPr/w:del`), a row as
its properties do.  What moved is removed in one place and brought in the other, which every
program accepts and refuses rightly (the ranges of `w:moveFrom` are lost in several); both
places bear the paragraph's id, so reading the document finds the move again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from placet.engine.documents import marks
from placet.engine.documents.writing.about import stamped
from placet.engine.documents.writing.glyphs import runs_right
from placet.engine.documents.writing.layout import WIDTH, label_size, set_off
from placet.engine.documents.writing.proposing import Proposer
from placet.engine.documents.writing.runs import label_run, runs, style_id
from placet.engine.documents.writing.styles import STEP
from placet.engine.documents.writing.units import Unit
from placet.engine.documents.writing.woven import Break, LabelPart, Point, Stretch, Woven
from placet.engine.documents.writing.xml import Element, w
from placet.engine.text import Kind

_HANGING = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.SUBPARAGRAPH, Kind.NOTE)


@dataclass(slots=True)
class Pen:
    """What is needed while the body is written, and the numbers that are used up."""

    proposers: Sequence[Proposer] = ()
    rtl: bool = False
    remarks: dict[int, tuple[int, ...]] = field(default_factory=dict)
    columns: dict[Kind, int] = field(default_factory=dict)
    revisions: int = 0
    bookmarks: int = 0
    copies: dict[str, int] = field(default_factory=dict)

    def body(self, woven: Sequence[Woven], width: int = WIDTH) -> list[Element]:
        """The paragraphs and tables; rows that follow each other are one table."""
        found: list[Element] = []
        rows: list[Woven] = []
        for one in woven:
            if one.unit.kind is Kind.ROW:
                rows.append(one)
                continue
            paragraphs = list(self._paragraphs(one))
            if rows:
                found.append(self._table(rows, width))
                rows = []
                set_off(paragraphs[0])
            found += paragraphs
        if rows:
            found.append(self._table(rows, width))
        return found

    # --- paragraphs ----------------------------------------------------------------------

    def _paragraphs(self, one: Woven, around: Sequence[Unit] = ()) -> Iterator[Element]:
        """The paragraphs of a unit: one, or several where somebody splits it."""
        unit, labels = one.unit, one.labels
        parts: list[Stretch | Point] = []
        marked = [*around, unit]
        for part in one.parts:
            if not isinstance(part, Break):
                parts.append(part)
                continue
            yield self._paragraph(unit, marked, labels, parts, part.came, 0)
            unit, parts, marked = part.unit, [], [part.unit]
            label = LabelPart(unit.label, unit.pinned, came=part.came)
            labels = (label,) if unit.label else ()
        yield self._paragraph(unit, marked, labels, parts, one.came, one.went | one.ends)

    def _paragraph(
        self,
        unit: Unit,
        marked: Sequence[Unit],
        labels: Sequence[LabelPart],
        parts: Sequence[Stretch | Point],
        came: int,
        went: int,
    ) -> Element:
        """One paragraph; `marked` are the paragraphs whose bookmarks stand around it."""
        rtl = self.rtl or runs_right(unit.words)
        paragraph = w("p", self._layout(unit, bool(labels), rtl, self._mark(came, went)))
        ends: list[Element] = []
        for one in marked:
            begin, end = self._bookmark(one)
            paragraph.extend(begin)
            ends += end
        for label in labels:
            size = label_size(unit)
            inner = label_run(label.label, label.pinned, rtl, bool(label.went), size)
            paragraph.append(self._revised([inner], label.came, label.went))
        paragraph.extend(self._words(parts, rtl))
        paragraph.extend(ends)
        return paragraph

    def _layout(self, unit: Unit, labelled: bool, rtl: bool, mark: Element | None) -> Element:
        """The properties of a paragraph, in the order that the schema wants."""
        name = marks.STYLES.get(unit.kind) or f"Heading {unit.heading}"
        indent = None
        if unit.kind in _HANGING:
            column = self.columns.get(unit.kind, STEP) if labelled else 0
            left = self._indent(unit.level) + column
            if left or unit.kind is not Kind.NOTE:
                indent = w("ind", left=left, hanging=column)
        bidi = w("bidi") if rtl else None
        return w("pPr", w("pStyle", val=style_id(name)), bidi, indent, mark)

    def _indent(self, level: int) -> int:
        """How far a level is indented: the first as far as words stand beside their numbers."""
        first = self.columns.get(Kind.OPERATIVE, STEP)
        return first + (level - 1) * STEP if level else 0

    def _mark(self, came: int, went: int) -> Element | None:
        """The revision of the end of a paragraph."""
        if came:
            return w("rPr", w("ins", **self._who(came)))
        return w("rPr", w("del", **self._who(went))) if went else None

    def _bookmark(self, unit: Unit) -> tuple[list[Element], list[Element]]:
        """The beginning and the end of the bookmark that says which paragraph this is."""
        name = marks.bookmark(marks.Mark(unit.id, unit.depth, unit.kind))
        if name is None:
            return [], []
        copy = self.copies[unit.id] = self.copies.get(unit.id, 0) + 1
        name = marks.bookmark(marks.Mark(unit.id, unit.depth, unit.kind, copy)) or name
        self.bookmarks += 1
        begin = w("bookmarkStart", id=self.bookmarks, name=name)
        return [begin], [w("bookmarkEnd", id=self.bookmarks)]

    def _words(self, parts: Sequence[Stretch | Point], rtl: bool) -> Iterator[Element]:
        """The runs, those of one revision together, and the ends of remarks between them."""
        waiting: list[Element] = []
        last = (0, 0)
        for part in parts:
            who = (part.came, part.went) if isinstance(part, Stretch) else None
            if waiting and who != last:
                yield self._revised(waiting, *last)
                waiting = []
            if isinstance(part, Point):
                yield from self._point(part)
            elif who == (0, 0):
                yield from runs(part.text, part.face, rtl)
            else:
                waiting += runs(part.text, part.face, rtl, bool(part.went))
                last = (part.came, part.went)
        if waiting:
            yield self._revised(waiting, *last)

    def _revised(self, inner: Sequence[Element], came: int, went: int) -> Element:
        """The runs in the element of their revision, a single one without."""
        if not came and not went:
            return inner[0]
        element = w("ins" if came else "del", **self._who(came or went))
        element.extend(inner)
        return element

    def _who(self, bits: int) -> dict[str, str | int]:
        """The attributes of a revision: its number, by whom, when."""
        proposers = [p for n, p in enumerate(self.proposers) if bits >> n & 1]
        self.revisions += 1
        name = marks.JOINED.join(p.author for p in proposers)
        at = min(p.at for p in proposers)
        return {"id": self.revisions, "author": name, "date": stamped(at)}

    def _point(self, point: Point) -> Iterator[Element]:
        """Where a remark and its answers begin or end."""
        for number in self.remarks.get(point.remark, ()):
            if point.begins:
                yield w("commentRangeStart", id=number)
                continue
            yield w("commentRangeEnd", id=number)
            style = w("rPr", w("rStyle", val="CommentReference"))
            yield w("r", style, w("commentReference", id=number))

    # --- tables --------------------------------------------------------------------------

    def _table(self, rows: Sequence[Woven], width: int) -> Element:
        """A table; its first row is repeated on every page."""
        indent = min(self._indent(rows[0].unit.level), width // 2)
        count = max(1, *(len(row.cells) for row in rows))
        column = (width - indent) // count
        table = w(
            "tbl",
            w(
                "tblPr",
                w("tblStyle", val="PlacetGrid"),
                w("bidiVisual") if self.rtl else None,
                w("tblW", w=column * count, type="dxa"),
                w("tblInd", w=indent, type="dxa"),
                w("tblLayout", type="fixed"),
                w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
                  noHBand=1, noVBand=1),
            ),
            w("tblGrid", *(w("gridCol", w=column) for _ in range(count))),
        )  # fmt: skip
        for at, row in enumerate(rows):
            table.append(self._row(row, column, count, at == 0 and len(rows) > 1))
        return table

    def _row(self, row: Woven, column: int, count: int, head: bool) -> Element:
        short = count - max(1, len(row.cells))
        came = w("ins", **self._who(row.came)) if row.came else None
        went = w("del", **self._who(row.went)) if row.went else None
        properties = [
            *([w("gridAfter", val=short), w("wAfter", w=short * column, type="dxa")]
              if short else []),
            w("cantSplit"),
            w("tblHeader") if head else None,
            came,
            went,
        ]  # fmt: skip
        element = w("tr", w("trPr", *properties))
        for at, cell in enumerate(row.cells or ((),)):
            element.append(self._cell(row, cell, column, at == 0))
        return element

    def _cell(self, row: Woven, cell: Sequence[Woven], column: int, first: bool) -> Element:
        """A cell; the first bears the mark of its row, before its own."""
        size = w("tcPr", w("tcW", w=column, type="dxa"))
        element = w("tc", size)
        around = [row.unit] if first else []
        if first and (row.parts or row.labels or not cell):
            element.extend(self._paragraphs(row))
            around = []
        if cell and cell[0].unit.kind is not Kind.ROW:
            element.extend(self._paragraphs(cell[0], around))
            cell = cell[1:]
        element.extend(self.body(cell, column - 216))
        if element[-1].tag != w("p").tag:
            element.append(w("p", w("pPr", w("pStyle", val=style_id(marks.STYLES[Kind.CELL])))))
        return element
