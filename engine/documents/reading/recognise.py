"""Passages to a text: the structure is recognised as that of a Markdown file is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.engine.documents.reading.own import as_marked, own_id
from placet.engine.documents.reading.passages import Passage
from placet.engine.text.labels import without_needless_labels
from placet.engine.text.markdown import size_remarks
from placet.engine.text.outline import Sketch
from placet.engine.text.recognition import recognised
from placet.engine.text.report import Found, Remark
from placet.engine.text.tree import Paragraph, Text, grown, minted_id, walk


@dataclass(frozen=True, slots=True)
class Base:
    """The text without tracked changes; `ids` are by the numbers of the passages."""

    text: Text
    minted: int
    passages: tuple[Passage, ...]
    ids: Mapping[int, str]
    remarks: tuple[Remark, ...]


def base_text(passages: Sequence[Passage], language: str, minted: int) -> Base:
    """The text of these passages: with the ids that Placet left in them, or fresh ones.

    `minted` is the highest number of an id that stands anywhere in the document.
    """
    recognised_, unused = recognised([passage.said for passage in passages])
    sketches = as_marked(recognised_, passages)
    by_number = {passage.number: passage for passage in passages}
    ids: dict[int, str] = {}
    rows: list[tuple[int, Paragraph]] = []
    taken: set[str] = set()
    for sketch in sketches:
        id = own_id(by_number[sketch.line], taken)
        if id is None:
            id, minted = minted_id(minted)
        taken.add(id)
        ids[sketch.line] = id
        rows.append((sketch.depth, Paragraph(id, sketch.kind, sketch.words, (), sketch.label)))
    text = Text(grown(rows), language)
    printed = {ids[p.number] for p in passages if p.auto and p.number in ids}
    text = without_needless_labels(text, printed)
    found = [Remark(line, Found.FOOTNOTE_UNUSED) for line in unused]
    return Base(text, minted, tuple(passages), ids, (*found, *size_remarks(sketches)))


def sketched(passages: Sequence[Passage]) -> list[Sketch]:
    """The paragraphs of another reading with the places that they would have by themselves."""
    return as_marked(recognised([passage.said for passage in passages])[0], passages)


def paragraphs_of(text: Text) -> dict[str, tuple[str | None, Paragraph]]:
    """Every paragraph by its id, with the id of the one that it stands under."""
    found: dict[str, tuple[str | None, Paragraph]] = {}
    path: list[str] = []
    for depth, paragraph in walk(text):
        del path[depth:]
        found[paragraph.id] = (path[-1] if path else None, paragraph)
        path.append(paragraph.id)
    return found
