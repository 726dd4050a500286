"""A text as Akoma Ntoso 3.0: a `statement` (the type for resolutions and declarations).

Theory.  The title is the preface; the preambular paragraphs that open the text are recitals of
the preamble, others stay where they stand; operative paragraphs and what hangs under them are
`paragraph` and `subparagraph`, headings `section`; annexes that close the text are
attachments; what the vocabulary has no word for is an `hcontainer` with the name of its kind.
Every `eId` is the permanent id of the paragraph.  Brackets stay characters; whose an
alternative is stands in a `remark`.

Given the version before, the document is the redline: words that came are in `ins`, those that
went in `del`, and a paragraph that is gone has the status `removed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from placet.engine.documents.writing.about import About
from placet.engine.documents.writing.akn_meta import Event, a, meta
from placet.engine.documents.writing.akn_tree import Node, divided, only_rows, tree
from placet.engine.documents.writing.akn_words import inline_label, numbered, words_of
from placet.engine.documents.writing.units import units
from placet.engine.documents.writing.weaving import weave
from placet.engine.documents.writing.woven import Woven
from placet.engine.documents.writing.xml import Element
from placet.engine.text import Kind, Text

_DOCUMENT = "statement"
_HIER = {
    Kind.OPERATIVE: "paragraph",
    Kind.SUBPARAGRAPH: "subparagraph",
    Kind.HEADING: "section",
}
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9_.-]")


def to_akn(
    text: Text, about: About, old: Text | None = None, old_about: About | None = None
) -> bytes:
    """The text, or the redline from an old version to it where that is given."""
    after = units(text)
    before = after if old is None else units(old)
    woven = weave(before, [] if old is None else [after], {}, breaks=False)
    writer = _Writer()
    root = writer.statement(tree(woven), text.language, about, old_about)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


@dataclass(slots=True)
class _Writer:
    """The ids that are taken."""

    taken: set[str] = field(default_factory=set)

    def statement(self, top: list[Node], language: str, about: About, old: About | None) -> Element:
        """The whole document."""
        opening, body, annexes = divided(top)
        title = [node for node in opening if node.kind is Kind.TITLE]
        recitals = [node for node in opening if node.kind is not Kind.TITLE]
        life = [Event(old, "generation"), Event(about, "amendment")] if old else []
        content = [*self._all(body)] or [a("p")]
        document = a(
            _DOCUMENT,
            meta(about, language, _DOCUMENT, life=tuple(life or [Event(about, "generation")])),
            a("preface", *(self._title(node) for node in title)) if title else None,
            a("preamble", *self._preamble(recitals)) if recitals else None,
            a("mainBody", *content, lang=language),
            a("attachments", *self._attachments(annexes, about, language)) if annexes else None,
            name="resolution",
            contains="singleVersion" if old is None else "multipleVersions",
        )
        return a("akomaNtoso", document)

    # --- the opening -----------------------------------------------------------------------

    def _title(self, node: Node) -> Element:
        words = a("docTitle", *words_of(node.woven))
        return a("p", *inline_label(node.woven), words, **self._marked(node.woven))

    def _preamble(self, nodes: Sequence[Node]) -> Iterator[Element]:
        """Recitals, those that follow each other together, and notes between them."""
        group: list[Element] = []
        for node in nodes:
            if node.kind is Kind.PREAMBULAR:
                group.append(self._block("recital", node))
                continue
            if group:
                yield a("recitals", *group)
                group = []
            yield self._block("tblock", node)
        if group:
            yield a("recitals", *group)

    def _block(self, tag: str, node: Node) -> Element:
        """A recital, or what stands under one."""
        return a(
            tag,
            numbered(node.woven.labels),
            a("p", *words_of(node.woven)),
            *(self._block("tblock", child) for child in node.children),
            **self._marked(node.woven, "" if tag == "recital" else str(node.kind)),
        )

    # --- the body ----------------------------------------------------------------------------

    def _all(self, nodes: Sequence[Node]) -> Iterator[Element]:
        """Elements of the hierarchy; rows that follow each other are one table."""
        rows: list[Node] = []
        for node in nodes:
            if node.kind is Kind.ROW:
                rows.append(node)
                continue
            if rows:
                yield a("hcontainer", a("content", self._table(rows)), name="rows")
                rows = []
            yield self._one(node)
        if rows:
            yield a("hcontainer", a("content", self._table(rows)), name="rows")

    def _one(self, node: Node) -> Element:
        """One paragraph with what stands under it."""
        woven, kind = node.woven, node.kind
        tag = _HIER.get(kind, "hcontainer")
        named = {} if kind in _HIER else {"name": str(kind)}
        attributes = self._marked(woven) | named
        num, words = numbered(woven.labels), words_of(woven)
        if kind in (Kind.HEADING, Kind.ANNEX, Kind.TITLE):
            return a(tag, num, a("heading", *words), *self._all(node.children), **attributes)
        if kind is Kind.TABLE and node.children and only_rows(node.children):
            caption = a("caption", *words) if words else None
            table = self._table(node.children, caption)
            return a(tag, num, a("content", table), **attributes)
        if not node.children:
            return a(tag, num, a("content", a("p", *words)), **attributes)
        intro = a("intro", a("p", *words))
        return a(tag, num, intro, *self._all(node.children), **attributes)

    def _table(self, rows: Sequence[Node], caption: Element | None = None) -> Element:
        return a("table", caption, *(self._row(row.woven) for row in rows))

    def _row(self, row: Woven) -> Element:
        cells = [self._cell(cell) for cell in row.cells] or [a("td", a("p"))]
        if row.parts:
            cells[0].insert(0, a("p", *words_of(row)))
        return a("tr", *cells, **self._marked(row))

    def _cell(self, cell: Sequence[Woven]) -> Element:
        """A cell; what stands under it follows in paragraphs of their own."""
        blocks: list[Element] = []
        rows: list[Element] = []
        first = [one for one in cell[:1] if one.unit.kind is not Kind.ROW]
        for one in cell:
            if one.unit.kind is Kind.ROW:
                rows.append(self._row(one))
                continue
            if rows:
                blocks.append(a("table", *rows))
                rows = []
            attributes = {} if one in first else self._marked(one)
            blocks.append(a("p", *inline_label(one), *words_of(one), **attributes))
        if rows:
            blocks.append(a("table", *rows))
        return a("td", *blocks, **(self._marked(first[0]) if first else {}))

    def _attachments(self, nodes: Sequence[Node], about: About, language: str) -> Iterator[Element]:
        """Each annex that closes the text, as a document of its own."""
        for number, node in enumerate(nodes, 1):
            yield a(
                "attachment",
                numbered(node.woven.labels),
                a("heading", *words_of(node.woven)),
                a(
                    "doc",
                    meta(about, language, _DOCUMENT, f"annex_{number}"),
                    a("mainBody", *([*self._all(node.children)] or [a("p")])),
                    name="annex",
                ),
                **self._marked(node.woven),
            )

    def _marked(self, woven: Woven, name: str = "") -> dict[str, str]:
        """The id, and whether the whole paragraph came or went."""
        id = _NOT_IN_AN_ID.sub(lambda met: f"_{ord(met.group()):x}_", woven.unit.id) or "_"
        free, copy = id, 1
        while free in self.taken:
            copy += 1
            free = f"{id}__{copy}"
        self.taken.add(free)
        classes = [name, "added" if woven.came else "", "removed" if woven.went else ""]
        found = {"eId": free}
        if any(classes):
            found["class_"] = " ".join(part for part in classes if part)
        if woven.went:
            found["status"] = "removed"
        return found
