"""Elements of a Word document: what they are called, what they say, what is left out of them."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree

from placet.engine.documents.reading.manuscript import Manuscript
from placet.engine.documents.reading.word_styles import W
from placet.engine.text.report import Found

CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"


def dropped(one: etree._Element, manuscript: Manuscript) -> None:
    """Report a picture, a text box with its words, or an embedded object."""
    boxes = list(one.iter(W + "txbxContent"))
    for box in boxes:
        if (words := words_of(box)) or len(boxes) == 1:
            manuscript.met(Found.TEXT_BOX, words)
    objects = list(one.iter(_OFFICE + "OLEObject"))
    for thing in objects:
        manuscript.met(Found.EMBEDDED, thing.get("ProgID") or "")
    data = [d for d in one.iter(_DRAWING + "graphicData") if "picture" not in (d.get("uri") or "")]
    if not boxes and not objects and data and not list(one.iter(_DRAWING + "blip")):
        manuscript.met(Found.EMBEDDED, (data[0].get("uri") or "").rpartition("/")[2])
    elif not boxes and not objects:
        names = (e.get("descr") or e.get("alt") or e.get("name") or "" for e in one.iter("*"))
        manuscript.met(Found.IMAGE, next(filter(None, names), ""))


def words_of(holder: etree._Element) -> str:
    """The words of paragraphs, for a report."""
    return "\n".join(filter(None, map(said, holder.iter(W + "p"))))


def said(holder: etree._Element) -> str:
    """The characters of runs, for a report."""
    return "".join(holder.itertext(W + "t", W + "delText"))


def chosen(alternatives: etree._Element) -> etree._Element:
    """The first of several ways of saying the same, as Word writes them."""
    taken = alternatives.find(CHOICE + "Choice")
    if taken is None or not len(taken):
        taken = alternatives.find(CHOICE + "Fallback")
    return alternatives.makeelement("nothing") if taken is None else taken


def instant(written: str) -> datetime | None:
    """A point in time as documents write it; without a zone it is read as UTC."""
    try:
        found = datetime.fromisoformat(written.strip())
        return (found.replace(tzinfo=UTC) if found.tzinfo is None else found).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def local(element: etree._Element) -> str:
    """The name of an element of WordprocessingML, empty for others."""
    tag = element.tag
    return tag.removeprefix(W) if isinstance(tag, str) and tag.startswith(W) else ""
