"""Comments of a document as remarks on words of the text without tracked changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.engine.documents.reading.document import Note
from placet.engine.documents.reading.manuscript import Manuscript, Remarked
from placet.engine.documents.reading.passages import Passage
from placet.engine.documents.reading.recognise import Base, paragraphs_of
from placet.engine.text.report import Found


@dataclass(frozen=True, slots=True)
class _Place:
    """Characters of a passage of the base."""

    passage: int
    start: int
    end: int


def notes_of(manuscript: Manuscript, base: Base) -> tuple[Note, ...]:
    """The comments in the order of the text, each after the one that it answers."""
    places = _places(base.passages)
    lines = _lines(manuscript)
    words = {id: paragraph.words for id, (_, paragraph) in paragraphs_of(base.text).items()}
    found: list[tuple[_Place, Remarked]] = []
    known = {comment.name: comment for comment in manuscript.comments}
    for comment in manuscript.comments:
        root, seen = comment, {comment.name}
        while (above := known.get(root.parent)) is not None and above.name not in seen:
            root = above
            seen.add(root.name)
        place = places.get(comment.name) or places.get(root.name)
        if place is None:
            place = _nearest(base, lines.get(root.name) or lines.get(comment.name) or 0)
            if place is None:
                manuscript.met(Found.COMMENT_MOVED, comment.body, 1)
                continue
            line = base.passages[place.passage].number
            manuscript.met(Found.COMMENT_MOVED, comment.body, line)
        found.append((place, comment))
    found.sort(key=lambda one: (one[0].passage, one[0].start))
    ordered = _after_parents([comment for _, comment in found])
    at = {comment.name: number for number, comment in enumerate(ordered)}
    by_name = {comment.name: place for place, comment in found}
    return tuple(
        _note(comment, by_name[comment.name], base, words, at.get(comment.parent))
        for comment in ordered
    )


def _note(
    comment: Remarked, place: _Place, base: Base, words: Mapping[str, str], parent: int | None
) -> Note:
    id = base.ids[base.passages[place.passage].number]
    said = words[id][place.start : place.end]
    start = place.start + len(said) - len(said.lstrip())
    end = max(start, place.start + len(said.rstrip()))
    quotation = words[id][start:end]
    return Note(comment.author, comment.at, id, start, end, quotation, comment.body, parent)


def _after_parents(comments: Sequence[Remarked]) -> list[Remarked]:
    """The comments in order, each reply after what it answers."""
    answers: dict[str, list[Remarked]] = {}
    names = {comment.name for comment in comments}
    for comment in comments:
        if comment.parent in names and comment.parent != comment.name:
            answers.setdefault(comment.parent, []).append(comment)
    found: list[Remarked] = []
    waiting = [c for c in reversed(comments) if c.parent not in names or c.parent == c.name]
    while waiting:
        comment = waiting.pop()
        found.append(comment)
        waiting += reversed(answers.get(comment.name, []))
    return found


def _places(passages: Sequence[Passage]) -> dict[str, _Place]:
    """The words that each comment stands at: those in the first paragraph where it has any."""
    begun: dict[str, tuple[int, int]] = {}
    found: dict[str, _Place] = {}
    for at, passage in enumerate(passages):
        for sign, begin, end in passage.signs:
            kind, _, name = sign.partition(":")
            if kind == "open":
                begun.setdefault(name, (at, begin))
            elif kind == "close" and name in begun:
                place, start = begun.pop(name)
                if place == at:
                    found.setdefault(name, _Place(at, start, max(start, end)))
                elif start < len(passages[place].words):
                    found.setdefault(name, _Place(place, start, len(passages[place].words)))
                else:
                    found.setdefault(name, _Place(at, 0, end))
            elif kind == "at":
                found.setdefault(name, _Place(at, end, end))
    for name, (at, start) in begun.items():
        found.setdefault(name, _Place(at, start, start))
    return found


def _lines(manuscript: Manuscript) -> dict[str, int]:
    """The number of the line in which the sign of each comment stands."""
    found: dict[str, int] = {}
    for line in manuscript.lines():
        for piece in line.pieces:
            kind, _, name = piece.sign.partition(":")
            if kind in ("open", "close", "at"):
                found.setdefault(name, line.number)
    return found


def _nearest(base: Base, line: int) -> _Place | None:
    """The end of the last passage with words before a line, or the beginning of the first."""
    kept = [at for at, p in enumerate(base.passages) if p.number in base.ids and p.words]
    before = [at for at in kept if base.passages[at].number <= line]
    if before:
        end = len(base.passages[before[-1]].words)
        return _Place(before[-1], end, end)
    return _Place(kept[0], 0, 0) if kept else None
