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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from placet.engine.documents.writing.about import About
from placet.engine.documents.writing.akn_meta import Event, a, meta
from placet.engine.documents.writing.glyphs import ATTRIBUTION, EMPHASIS, STRONG
from placet.engine.documents.writing.units import units
from placet.engine.documents.writing.weaving import LabelPart, Stretch, Woven, weave
from placet.engine.documents.writing.xml import Element
from placet.engine.text import Kind, Text

_DOCUMENT = "statement"
_HIER = {
    Kind.OPERATIVE: "paragraph",
    Kind.SUBPARAGRAPH: "subparagraph",
    Kind.HEADING: "section",
}
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(slots=True)
class _Node:
    """A paragraph with what stands under it."""

    woven: Woven
    children: list[_Node] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        return self.woven.unit.kind


def to_akn(
    text: Text, about: About, old: Text | None = None, old_about: About | None = None
) -> bytes:
    """The text, or the redline from an old version to it where that is given."""
    after = units(text)
    before = after if old is None else units(old)
    woven = weave(before, [] if old is None else [after], {}, breaks=False)
    writer = _Writer()
    root = writer.statement(_tree(woven), text.language, about, old_about)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _tree(woven: Sequence[Woven]) -> list[_Node]:
    """The nodes of the top; a depth rises by one at most, also where rows of two texts mix."""
    top: list[_Node] = []
    holders = [top]
    for one in woven:
        depth = min(one.unit.depth, len(holders) - 1)
        del holders[depth + 1 :]
        node = _Node(one)
        holders[depth].append(node)
        if one.unit.kind is not Kind.ROW:  # which holds its cells by itself
            holders.append(node.children)
    return top


@dataclass(slots=True)
class _Writer:
    """The ids that are taken."""

    taken: set[str] = field(default_factory=set)

    def statement(
        self, top: list[_Node], language: str, about: About, old: About | None
    ) -> Element:
        """The whole document."""
        opening, body, annexes = _divided(top)
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

    def _title(self, node: _Node) -> Element:
        words = a("docTitle", *_words(node.woven))
        return a("p", *_inline_label(node.woven), words, **self._marked(node.woven))

    def _preamble(self, nodes: Sequence[_Node]) -> Iterator[Element]:
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

    def _block(self, tag: str, node: _Node) -> Element:
        """A recital, or what stands under one."""
        return a(
            tag,
            _num(node.woven.labels),
            a("p", *_words(node.woven)),
            *(self._block("tblock", child) for child in node.children),
            **self._marked(node.woven, "" if tag == "recital" else str(node.kind)),
        )

    # --- the body ----------------------------------------------------------------------------

    def _all(self, nodes: Sequence[_Node]) -> Iterator[Element]:
        """Elements of the hierarchy; rows that follow each other are one table."""
        rows: list[_Node] = []
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

    def _one(self, node: _Node) -> Element:
        """One paragraph with what stands under it."""
        woven, kind = node.woven, node.kind
        tag = _HIER.get(kind, "hcontainer")
        named = {} if kind in _HIER else {"name": str(kind)}
        attributes = self._marked(woven) | named
        num, words = _num(woven.labels), _words(woven)
        if kind in (Kind.HEADING, Kind.ANNEX, Kind.TITLE):
            return a(tag, num, a("heading", *words), *self._all(node.children), **attributes)
        if kind is Kind.TABLE and node.children and _only_rows(node.children):
            caption = a("caption", *words) if words else None
            table = self._table(node.children, caption)
            return a(tag, num, a("content", table), **attributes)
        if not node.children:
            return a(tag, num, a("content", a("p", *words)), **attributes)
        intro = a("intro", a("p", *words))
        return a(tag, num, intro, *self._all(node.children), **attributes)

    def _table(self, rows: Sequence[_Node], caption: Element | None = None) -> Element:
        return a("table", caption, *(self._row(row.woven) for row in rows))

    def _row(self, row: Woven) -> Element:
        cells = [self._cell(cell) for cell in row.cells] or [a("td", a("p"))]
        if row.parts:
            cells[0].insert(0, a("p", *_words(row)))
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
            blocks.append(a("p", *_inline_label(one), *_words(one), **attributes))
        if rows:
            blocks.append(a("table", *rows))
        return a("td", *blocks, **(self._marked(first[0]) if first else {}))

    def _attachments(
        self, nodes: Sequence[_Node], about: About, language: str
    ) -> Iterator[Element]:
        """Each annex that closes the text, as a document of its own."""
        for number, node in enumerate(nodes, 1):
            yield a(
                "attachment",
                _num(node.woven.labels),
                a("heading", *_words(node.woven)),
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


def _divided(top: list[_Node]) -> tuple[list[_Node], list[_Node], list[_Node]]:
    """The opening (title, recitals and notes before and between them), the body, the annexes."""
    end = len(top)
    while end and top[end - 1].kind is Kind.ANNEX:
        end -= 1
    begin = 0
    if top and top[0].kind is Kind.TITLE and not top[0].children:
        begin = 1
    last = begin
    for at in range(begin, end):
        node = top[at]
        if node.kind not in (Kind.PREAMBULAR, Kind.NOTE) or not _plain(node):
            break
        if node.kind is Kind.PREAMBULAR:
            last = at + 1
    return top[:last], top[last:end], top[end:]


def _plain(node: _Node) -> bool:
    """Whether a node and all under it can stand in a recital."""
    kinds: tuple[Kind, ...] = (Kind.PREAMBULAR, Kind.NOTE, Kind.SUBPARAGRAPH)
    return node.kind in kinds and all(map(_plain, node.children))


def _only_rows(nodes: Sequence[_Node]) -> bool:
    return all(node.kind is Kind.ROW for node in nodes)


# --- words -----------------------------------------------------------------------------------


def _num(labels: Sequence[LabelPart]) -> Element | None:
    found = _labels(labels)
    return a("num", *found) if found else None


def _inline_label(woven: Woven) -> list[Element | str]:
    """A label where there is no element for numbers."""
    found = _labels(woven.labels)
    return [a("inline", *found, name="num"), " "] if found else []


def _labels(labels: Sequence[LabelPart]) -> list[Element | str]:
    return [_changed([part.label], part.came, part.went) for part in labels]


def _words(woven: Woven) -> list[Element | str]:
    """The words with their marks; what came and went in elements that say so."""
    found: list[Element | str] = []
    for part in woven.parts:
        if isinstance(part, Stretch):
            inner = _faced(part.text, part.face)
            if part.came or part.went:
                found.append(_changed(inner, part.came, part.went))
            else:
                found += inner
    return found


def _changed(inner: Sequence[Element | str], came: int, went: int) -> Element | str:
    if came or went:
        return a("ins" if came else "del", *inner)
    return inner[0] if len(inner) == 1 else a("span", *inner)


def _faced(text: str, face: int) -> list[Element | str]:
    """Words of one face, with line ends as elements."""
    found: list[Element | str] = []
    for at, line in enumerate(text.split("\n")):
        if at:
            found.append(a("eol"))
        if line:
            found.append(line)
    wraps: list[tuple[int, Callable[..., Element]]] = [
        (EMPHASIS, lambda *inner: a("i", *inner)),
        (STRONG, lambda *inner: a("b", *inner)),
        (ATTRIBUTION, lambda *inner: a("remark", *inner, class_="attribution")),
    ]
    for bit, wrap in wraps:
        if face & bit:
            found = [wrap(*found)]
    return found
