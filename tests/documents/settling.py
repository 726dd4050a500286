"""A reader of our own for documents with tracked changes: accept some, reject the others.

It knows of WordprocessingML what ISO/IEC 29500 says about revisions, and nothing of the code
under test but the names in `placet.engine.documents.marks`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from placet.engine.documents import marks
from placet.engine.documents.writing.glyphs import EMPHASIS, LITERAL, STRONG, marks_of, pieced
from placet.engine.documents.writing.units import Unit, units
from placet.engine.text import Kind, Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BROUGHT = (f"{W}ins", f"{W}moveTo")
REMOVED = (f"{W}del", f"{W}moveFrom")
Accepts = Callable[[tuple[str, ...]], bool]


@dataclass(frozen=True)
class Read:
    """A paragraph as it is read back."""

    id: str
    kind: Kind
    depth: int
    pinned: str
    pieces: tuple[tuple[str, int], ...]


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def settled(data: bytes, accepts: Accepts) -> etree._Element:
    """The body after each change was accepted or rejected."""
    body = part(data, "word/document.xml")[0]
    _hoist(body)
    for row in list(body.iter(f"{W}tr")):
        if any(_removes(change, accepts) for change in row.iterfind(f"{W}trPr/*")):
            table = row.getparent()
            assert table is not None
            table.remove(row)
            if table.find(f"{W}tr") is None:
                _drop(table)
    for change in list(body.iter(*BROUGHT, *REMOVED)):
        parent = change.getparent()
        if parent is None or parent.tag in (f"{W}rPr", f"{W}trPr"):
            continue
        if not _removes(change, accepts):
            at = parent.index(change)
            parent[at:at] = list(change)
        _drop(change)
    for text in body.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for paragraph in list(body.iter(f"{W}p")):
        if any(_removes(change, accepts) for change in paragraph.iterfind(f"{W}pPr/{W}rPr/*")):
            _merge(paragraph)
    return body


def _hoist(body: etree._Element) -> None:
    """Bookmarks stand before the revisions into which LibreOffice moves them."""
    for mark in list(body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        parent = mark.getparent()
        if parent is not None and parent.tag in BROUGHT + REMOVED:
            parent.addprevious(mark)


def _removes(change: etree._Element, accepts: Accepts) -> bool:
    """Whether settling a change takes away what it is about."""
    if change.tag not in BROUGHT + REMOVED:
        return False
    names = tuple((change.get(f"{W}author") or "").split(marks.JOINED))
    return accepts(names) == (change.tag in REMOVED)


def _merge(paragraph: etree._Element) -> None:
    """The end of a paragraph is gone: what is left of it begins the next one."""
    following = paragraph.getnext()
    if paragraph.find(f"{W}r") is None:
        if following is not None and following.tag != f"{W}sectPr":
            _drop(paragraph)
        return
    assert following is not None
    assert following.tag == f"{W}p", "words run into something that is no paragraph"
    following[1:1] = list(paragraph)[1:]
    _drop(paragraph)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def read(data: bytes, accepts: Accepts = lambda names: True) -> list[Read]:
    """The paragraphs of the settled document that are Placet's or have words."""
    return list(_read(settled(data, accepts)))


def _read(body: etree._Element) -> Iterator[Read]:
    row_seen: set[str] = set()
    for paragraph in body.iter(f"{W}p"):
        names = [e.get(f"{W}name") or "" for e in paragraph.iterfind(f"{W}bookmarkStart")]
        found = [mark for mark in map(marks.marked, names) if mark]
        pinned, pieces = _words(paragraph)
        rows = [m for m in found if m.kind is Kind.ROW and m.id not in row_seen]
        own = [m for m in found if m.kind is not Kind.ROW]
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        kind = marks.kind_of_style(style.get(f"{W}val") or "") if style is not None else None
        for mark in rows:
            row_seen.add(mark.id)
            said = kind is Kind.ROW
            yield Read(
                mark.id, mark.kind, mark.depth, pinned if said else "", pieces if said else ()
            )
        if own:
            assert kind is own[0].kind
            yield Read(own[0].id, own[0].kind, own[0].depth, pinned, pieces)
        elif not rows:
            assert not pieces


def _words(paragraph: etree._Element) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The pinned label and the words with their faces."""
    pinned, pieces = "", list[tuple[str, int]]()
    for run in paragraph.iterfind(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        name = style.get(f"{W}val") if style is not None else ""
        text = "".join(
            {f"{W}t": e.text or "", f"{W}br": "\n", f"{W}tab": "\t"}.get(str(e.tag), "")
            for e in run
        )
        if name in ("PlacetLabel", "PlacetLabelPinned"):
            pinned += text.removesuffix("\t") if name == "PlacetLabelPinned" else ""
        elif text:
            pieces.append((text, _face(run, name or "")))
    return pinned, _joined(pieces)


def _face(run: etree._Element, style: str) -> int:
    face = STRONG if run.find(f"{W}rPr/{W}b") is not None else 0
    face |= EMPHASIS if run.find(f"{W}rPr/{W}i") is not None else 0
    return face | (LITERAL if style == "PlacetLiteral" else 0)


def _joined(pieces: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for text, face in pieces:
        if found and found[-1][1] == face:
            found[-1] = (found[-1][0] + text, face)
        else:
            found.append((text, face))
    return tuple(found)


def expected(text: Text) -> list[Read]:
    """What reading that text back should give."""
    return [row for unit in units(text) for row in _expected(unit)]


def _expected(unit: Unit) -> Iterator[Read]:
    pieces = _joined(list(pieced(unit.words, marks_of(unit.words))))
    pinned = unit.label if unit.pinned else ""
    yield Read(unit.id, unit.kind, unit.depth, pinned, pieces)
    for cell in unit.cells:
        for inner in cell:
            yield from _expected(inner)


def without_new_ids(rows: list[Read], known: set[str]) -> list[Read]:
    """The rows with an empty id for paragraphs that are not of the base."""
    return [r if r.id in known else Read("", r.kind, r.depth, r.pinned, r.pieces) for r in rows]
