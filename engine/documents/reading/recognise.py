"""Passages to a text: the structure is recognised as that of a Markdown file is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.engine.documents.reading.readings import Passage
from placet.engine.text.labels import without_needless_labels
from placet.engine.text.markdown import size_remarks
from placet.engine.text.outline import Sketch
from placet.engine.text.recognition import planted, recognised
from placet.engine.text.report import Found, Remark
from placet.engine.text.tree import Paragraph, Text, walk


@dataclass(frozen=True, slots=True)
class Base:
    """The text without tracked changes; `ids` are by the numbers of the passages."""

    text: Text
    minted: int
    passages: tuple[Passage, ...]
    ids: Mapping[int, str]
    remarks: tuple[Remark, ...]


def base_text(passages: Sequence[Passage], language: str) -> Base:
    """The text of these passages with fresh ids."""
    sketches, unused = recognised([passage.said for passage in passages])
    paragraphs, minted = planted(sketches, 0)
    text = Text(paragraphs, language)
    ids = {s.line: p.id for s, (_, p) in zip(sketches, walk(text), strict=True)}
    printed = {ids[p.number] for p in passages if p.auto and p.number in ids}
    text = without_needless_labels(text, printed)
    found = [Remark(line, Found.FOOTNOTE_UNUSED) for line in unused]
    return Base(text, minted, tuple(passages), ids, (*found, *size_remarks(sketches)))


def sketched(passages: Sequence[Passage]) -> list[Sketch]:
    """The paragraphs of another reading with the places that they would have by themselves."""
    return recognised([passage.said for passage in passages])[0]


def paragraphs_of(text: Text) -> dict[str, tuple[str | None, Paragraph]]:
    """Every paragraph by its id, with the id of the one that it stands under."""
    found: dict[str, tuple[str | None, Paragraph]] = {}
    path: list[str] = []
    for depth, paragraph in walk(text):
        del path[depth:]
        found[paragraph.id] = (path[-1] if path else None, paragraph)
        path.append(paragraph.id)
    return found
