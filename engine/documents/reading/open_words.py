"""What stands in a paragraph of an OpenDocument text: words, notes, comments, fields."""

from __future__ import annotations

from abc import ABC, abstractmethod

from lxml import etree

from placet.engine.documents.reading.flow import Flow
from placet.engine.documents.reading.manuscript import Line, Manuscript, Remarked
from placet.engine.documents.reading.open_elements import drawn, words_in
from placet.engine.documents.reading.open_styles import DC, DRAW, LINK, OFFICE, TEXT, OpenStyles
from placet.engine.documents.reading.word_elements import instant
from placet.engine.documents.reading.word_styles import whole
from placet.engine.text.cleaning import mended
from placet.engine.text.report import Found

SILENT = (
    "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "bookmark",
    "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start",
    "reference-mark-end", "soft-page-break", "toc-mark", "list-level-properties",
)  # fmt: skip
_TRANSPARENT = ("span", "a", "meta", "meta-field", "section", "list", "list-item", "ruby",
                "ruby-base", "placeholder", "index-body", "index-title")  # fmt: skip


class OpenWords(ABC):
    """Reads words; where tracked changes begin and end is for whoever reads paragraphs."""

    def __init__(self, manuscript: Manuscript, styles: OpenStyles, body: etree._Element) -> None:
        self.manuscript = manuscript
        self.styles = styles
        self.flow = Flow(manuscript)
        self.ranges = {e.get(OFFICE + "name") for e in body.iter(OFFICE + "annotation-end")}
        self.notes = 0

    @abstractmethod
    def change(self, one: etree._Element, name: str) -> None:
        """Where a tracked change begins, ends, or took something away."""

    def inside(self, element: etree._Element) -> None:
        """The words in an element."""
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
            self.annotation(one)
        elif space == OFFICE and name == "annotation-end":
            self.flow.sign(f"close:{one.get(OFFICE + 'name')}")
        elif space == TEXT and name in ("change", "change-start", "change-end"):
            self.change(one, name)
        elif space == DRAW:
            drawn(one, self.manuscript)
        elif space == TEXT and name in ("ruby-text", "hidden-text", "hidden-paragraph"):
            self.manuscript.met(Found.HIDDEN, words_in(one))
        elif space == TEXT and name in ("p", "h"):
            self.inside(one)
        elif name not in SILENT:
            if name == "a" and (target := one.get(LINK + "href") or "")[:1] not in ("", "#"):
                self.manuscript.met(Found.LINK_TARGET, target)
            elif space == TEXT and name not in _TRANSPARENT:
                self.manuscript.met(Found.FIELD, name)
            style = one.get(TEXT + "style-name") or "" if name == "span" else ""
            with self.flow.looking(self.styles.of_text(style, self.flow.look)):
                self.inside(one)

    def _note(self, one: etree._Element) -> None:
        """A footnote or an endnote: a line of its own, and its sign here."""
        self.notes += 1
        mark = "".join(words_in(one.find(TEXT + "note-citation")).split()) or str(self.notes)
        taken = {line.name for line in self.manuscript.footnotes}
        while mark in taken:
            mark += "'"
        self.flow.sign(f"note:{mark}")
        line = Line(self.manuscript.count(), "footnote", name=mark)
        before, self.flow.line = self.flow.line, line
        for at, paragraph in enumerate(one.iterfind(f"{TEXT}note-body//{TEXT}p")):
            if at:
                self.flow.write("\n", True)
            self.inside(paragraph)
        self.flow.line = before
        self.manuscript.footnotes.append(line)

    def annotation(self, one: etree._Element) -> None:
        """A comment."""
        name = one.get(OFFICE + "name") or f"#{len(self.manuscript.comments)}"
        parents = (str(v) for k, v in one.items() if str(k).endswith("}parent-name"))
        body = "\n".join(words_in(p) for p in one.iter(TEXT + "p"))
        self.manuscript.comments.append(
            Remarked(
                name,
                words_in(one.find(DC + "creator")).strip(),
                instant(words_in(one.find(DC + "date"))[:26]),
                mended(body)[0].strip(),
                next(parents, ""),
            )
        )
        self.flow.sign(f"{'open' if name in self.ranges else 'at'}:{name}")
