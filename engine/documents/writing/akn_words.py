"""Words and labels in Akoma Ntoso: marks, line ends, whose they are, what came and went."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from placet.engine.documents.writing.akn_meta import a
from placet.engine.documents.writing.glyphs import ATTRIBUTION, EMPHASIS, STRONG
from placet.engine.documents.writing.woven import LabelPart, Stretch, Woven
from placet.engine.documents.writing.xml import Element


def numbered(labels: Sequence[LabelPart]) -> Element | None:
    """The label as the element for numbers; none where there is no label."""
    found = _labels(labels)
    return a("num", *found) if found else None


def inline_label(woven: Woven) -> list[Element | str]:
    """A label where there is no element for numbers."""
    found = _labels(woven.labels)
    return [a("inline", *found, name="num"), " "] if found else []


def _labels(labels: Sequence[LabelPart]) -> list[Element | str]:
    return [_changed([part.label], part.came, part.went) for part in labels]


def words_of(woven: Woven) -> list[Element | str]:
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
