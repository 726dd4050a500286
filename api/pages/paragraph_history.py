"""One paragraph through time: where it came from, how its words changed, whose words they are.

Theory.  A paragraph has one id for ever and many wordings.  The page tells three things that
are easily mixed up: what happened to the paragraph (split, joined, moved), what happened to
its words (each version in which they changed, against the one before), and of which version
and amendment each stretch of the present words is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, actor
from placet.api.pages.marked_words import Stretch, marked
from placet.api.pages.redlines import Piece, redline, replaced
from placet.engine.amendments import Amendment
from placet.engine.model import TextHead
from placet.engine.text import (
    BracketTree,
    Event,
    Happened,
    Text,
    direction,
    find,
    names_of,
    spans,
)
from placet.engine.wording_views import ParagraphView
from placet.templates import expose
from placet.templates.lineage_words import lineage_sentence

router = APIRouter()
expose(lineage_sentence=lineage_sentence)

Id = Annotated[str, Path(max_length=80)]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a version in which they are others than before; no pieces in the first."""

    head: TextHead
    tree: BracketTree
    pieces: tuple[Piece, ...]
    amendment: Amendment | None
    anew: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where words of the paragraph are from; `number` is its place among the sources."""

    number: int
    version: int
    amendment: Amendment | None


@router.get("/objectives/{ref}/paragraphs/{paragraph}")
def paragraph_history(request: Request, ref: Ref, paragraph: Id) -> Response:
    """Where a paragraph came from, how its words changed, and what was said and agreed of it."""
    found = frame.cases(request).paragraph(actor(request), ref, paragraph)
    view, o = found.view, found.view.objective
    texts = {v.head.number: v.text for v in frame.cases(request).versions(actor(request), ref)}
    last = max(number for number, text in texts.items() if find(text, paragraph))
    sources, tree = _from(found)
    return show.page(
        request,
        "objective/paragraph",
        view=view,
        o=o,
        ref=o.ref,
        shown=found,
        id=paragraph,
        label=found.label,
        gone=last if last != o.text.number else 0,
        came=[e for e in reversed(found.lineage.came) if e.fate is not Happened.REWORDED],
        became=_later(found),
        named=_Names(texts),
        wordings=_wordings(found),
        sources=sources,
        tree=tree,
        texts=texts,
        text_direction=direction(view.text),
        spoken=texts[last].language,
    )


class _Names:
    """What paragraphs were called in a version, worked out once for each version."""

    def __init__(self, texts: Mapping[int, Text]) -> None:
        self.texts = texts

    def __call__(self, id: str, version: int) -> str:
        """The name in that version, or in the newest before it that has the paragraph."""
        for number in sorted((n for n in self.texts if n <= version), reverse=True):
            if find(self.texts[number], id):
                return names_of(self.texts[number], [id])[0]
        return id


def _later(found: ParagraphView) -> list[Event]:
    """What became of the paragraph, without what its descent tells already."""
    told = {(e.version, e.paragraph, e.fate) for e in found.lineage.came}
    return [
        e
        for e in found.lineage.became
        if e.fate is not Happened.REWORDED and (e.version, e.paragraph, e.fate) not in told
    ]


def _wordings(found: ParagraphView) -> tuple[Wording, ...]:
    """The versions in which the words changed, newest first, each against the one before."""
    by = {
        e.version: e.amendment
        for e in (*found.lineage.became, *found.lineage.came)
        if e.paragraph == found.id and e.amendment
    }
    amendments = found.view.objective.amendments
    rows = []
    before = None
    for head, words in found.versions:
        pieces = redline(before, words) if before is not None else ()
        made = amendments.get(by.get(head.number, 0))
        rows.append(Wording(head, spans(words), pieces, made, bool(pieces) and replaced(pieces)))
        before = words
    return tuple(reversed(rows))


def _from(found: ParagraphView) -> tuple[tuple[Source, ...], BracketTree]:
    """The sources of the newest words, oldest first, and the words with each stretch marked."""
    keys = _ordered((version, amendment) for _, version, amendment in found.provenance)
    amendments = found.view.objective.amendments
    sources = tuple(
        Source(number, version, amendments.get(amendment))
        for number, (version, amendment) in enumerate(keys, 1)
    )
    stretches, at = [], 0
    for words, version, amendment in found.provenance:
        number = keys.index((version, amendment)) + 1
        stretches.append(Stretch(at, at + len(words), number))
        at += len(words)
    whole = "".join(words for words, _, _ in found.provenance)
    return sources, marked(spans(whole, 0), stretches)


def _ordered(keys: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(set(keys))
