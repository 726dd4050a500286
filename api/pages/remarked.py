"""The words that comments are about, in the text as it stands and where they are gone.

Theory.  A comment quotes words of the version it was made on; the engine follows them to the
newest one.  There they are marked where they stand, changed or not; a comment whose words are
gone is never put beside other words: it is listed with its quotation and the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fastapi import Request

from placet.api.pages import frame
from placet.api.pages.acting import actor
from placet.api.pages.marked_words import Stretch
from placet.engine.errors import BadInput
from placet.engine.model import Comment, Disposition
from placet.engine.text import Anchor, Orphan, Text, anchored, as_read, find
from placet.engine.views import ObjectiveView
from placet.engine.wording_views import RemarkShown
from placet.templates import expose

_ALONE = re.compile(r"(?<!\\)\*+")

MOST = 99
"""How often words may stand in a paragraph to be told apart by their number."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where quoted words stand in a paragraph, with what stands around them."""

    number: int
    before: str
    words: str
    after: str


def quoted_words(remarks: Mapping[int, RemarkShown]) -> Mapping[str, tuple[Stretch, ...]]:
    """The stretches of the newest version that comments quote, by paragraph and then comment."""
    found: dict[str, tuple[Stretch, ...]] = {}
    for number, row in remarks.items():
        where = row.where
        if isinstance(where, Anchor) and row.comment.disposition is not Disposition.WITHDRAWN:
            stretch = Stretch(where.start, where.end, number)
            found[where.paragraph] = (*found.get(where.paragraph, ()), stretch)
    return found


def remarks_of(request: Request, view: ObjectiveView) -> Mapping[int, RemarkShown]:
    """The comments that quote words, followed to the newest version, by number."""
    if not any(comment.anchor for comment in view.comments):
        return {}
    rows = frame.cases(request).remarks(actor(request), view.objective.ref).rows
    numbered = sorted((row for row in rows if row.comment.anchor), key=lambda r: r.comment.number)
    return {row.comment.number: row for row in numbered}


def beside_their_words(
    comments: Iterable[Comment], remarks: Mapping[int, RemarkShown]
) -> tuple[Comment, ...]:
    """The comments, each at the paragraph in which the words it quotes are now."""
    return tuple(
        replace(comment, paragraph=where.paragraph)
        if comment.number in remarks
        and isinstance(where := remarks[comment.number].where, Anchor)
        and where.paragraph != comment.paragraph
        else comment
        for comment in comments
    )


def words_of(text: Text, id: str) -> str:
    """The words of a paragraph; none where the text does not have it."""
    paragraph = find(text, id) if id else None
    return paragraph.words if paragraph else ""


def as_quoted(quotation: str) -> str:
    """Quoted words as they are read; a mark that lost its partner to the cut is left out."""
    return as_read(_ALONE.sub("", quotation)) if "*" in quotation else quotation


def lost(remarks: Mapping[int, RemarkShown]) -> tuple[tuple[Comment, Orphan], ...]:
    """The comments whose words are no longer there, with why."""
    found = ((row.comment, row.where) for row in remarks.values())
    return tuple((comment, where) for comment, where in found if isinstance(where, Orphan))


def places(words: str, quotation: str, around: int = 40) -> tuple[Place, ...]:
    """Where a quotation stands in a paragraph, in order; none where it does not.

    BadInput where no words are quoted.
    """
    found: list[Place] = []
    for number in range(1, MOST + 1):
        try:
            start, end = anchored(words, quotation, number)
        except BadInput:
            if not quotation.strip():
                raise
            break
        before, after = words[max(start - around, 0) : start], words[end : end + around]
        found.append(Place(number, before.lstrip(), words[start:end], after.rstrip()))
    return tuple(found)


expose(as_quoted=as_quoted)
