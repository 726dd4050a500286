"""Elements of an OpenDocument text: tracked changes, headers, and what is left out of them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from placet.engine.documents.reading.manuscript import Manuscript, Revision
from placet.engine.documents.reading.open_styles import DC, DRAW, LINK, OFFICE, STYLE, TABLE, TEXT
from placet.engine.documents.reading.word_elements import instant
from placet.engine.text.report import Found


def headers(styles: etree._Element, manuscript: Manuscript) -> None:
    """Report the words of headers and footers."""
    kinds = [STYLE + name for name in ("header", "footer", "header-first", "footer-first")]
    for one in styles.iter(*kinds):
        words = "\n".join("".join(map(str, p.itertext())) for p in one.iter(TEXT + "p"))
        if words.strip():
            manuscript.met(Found.HEADER, words.strip())


def regions(body: etree._Element) -> Iterator[tuple[str, tuple[str, Revision, etree._Element]]]:
    """The tracked changes by their ids: what they are, who made them, and what was deleted."""
    for region in body.iter(TEXT + "changed-region"):
        id = next((str(v) for k, v in region.items() if str(k).endswith("}id")), "")
        for change in region:
            info = change.find(OFFICE + "change-info")
            author = "" if info is None else words_in(info.find(DC + "creator")).strip()
            at = None if info is None else instant(words_in(info.find(DC + "date"))[:26])
            kind = str(change.tag).rpartition("}")[2]
            yield id, (kind, Revision(author, at), change)


def table_of(row: etree._Element) -> etree._Element | None:
    """The table in which a row stands."""
    return next(row.iterancestors(TABLE + "table"), None)


def words_in(element: etree._Element | None) -> str:
    """The characters of an element, for a report."""
    return "" if element is None else "".join(map(str, element.itertext()))


def drawn(one: etree._Element, manuscript: Manuscript) -> None:
    """Report a picture, a text box with its words, or an embedded object."""
    boxes = list(one.iter(DRAW + "text-box"))
    for box in boxes:
        manuscript.met(Found.TEXT_BOX, words_in(box))
    for image in one.iter(DRAW + "image"):
        target = image.get(LINK + "href") or ""
        if "://" in target:
            manuscript.met(Found.EXTERNAL, target)
    objects = list(one.iter(DRAW + "object", DRAW + "object-ole", DRAW + "plugin"))
    if objects:
        manuscript.met(Found.EMBEDDED, one.get(DRAW + "name") or "")
    elif not boxes:
        names = (words_in(e) for e in one if str(e.tag).endswith(("}desc", "}title")))
        manuscript.met(Found.IMAGE, next(names, one.get(DRAW + "name") or ""))
