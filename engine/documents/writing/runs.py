"""Words as the runs of a Word paragraph: their faces, breaks, tabs and directions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from placet.engine.documents import marks
from placet.engine.documents.writing.glyphs import (
    ADDED,
    ATTRIBUTION,
    BRACKET,
    EMPHASIS,
    LITERAL,
    REMOVED,
    STRONG,
    directed,
)
from placet.engine.documents.writing.xml import Element, w

_BREAKS = re.compile("([\n\t])")


def style_id(name: str) -> str:
    """The id of a style: its name without spaces, as LibreOffice makes it too."""
    return name.replace(" ", "")


def runs(words: str, face: int, rtl: bool, deleted: bool = False) -> Iterator[Element]:
    """The runs of words of one face; `rtl` is the direction of the paragraph."""
    for text, right in directed(words, rtl):
        yield w("r", _properties(face, right), *_content(text, deleted))


def label_run(label: str, pinned: bool, rtl: bool, deleted: bool = False, size: int = 0) -> Element:
    """The label and the tab that leads to the words; `size` (half points) beside a heading."""
    style = style_id(marks.PINNED if pinned else marks.LABEL)
    sizes = [w("sz", val=size), w("szCs", val=size)] if size else []
    properties = w("rPr", w("rStyle", val=style), *sizes, w("rtl") if rtl else None)
    return w("r", properties, *_content(label, deleted), w("tab"))


def _properties(face: int, rtl: bool) -> Element | None:
    """The properties of a run, in the order that the schema wants."""
    style = _style(face)
    found = [
        w("rStyle", val=style_id(style)) if style else None,
        *([w("b"), w("bCs")] if face & STRONG else []),
        *([w("i"), w("iCs")] if face & EMPHASIS else []),
        w("strike") if face & REMOVED else None,
        w("u", val="single") if face & ADDED else None,
        w("rtl") if rtl else None,
    ]
    return w("rPr", *found) if any(part is not None for part in found) else None


def _style(face: int) -> str:
    if face & LITERAL:
        return marks.LITERAL
    if face & BRACKET:
        return marks.BRACKET
    return marks.ATTRIBUTION if face & ATTRIBUTION else ""


def _content(text: str, deleted: bool) -> Iterator[Element]:
    """Text with its line breaks and tabs; deleted text has an element of its own."""
    for part in _BREAKS.split(text):
        if part == "\n":
            yield w("br")
        elif part == "\t":
            yield w("tab")
        elif part:
            yield w("delText" if deleted else "t", part)
