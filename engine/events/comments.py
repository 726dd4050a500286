"""What happened to comments."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.model import (
    Comment,
    Disposition,
)


@dataclass(frozen=True, slots=True)
class CommentMade:
    """A comment was submitted."""

    comment: Comment


@dataclass(frozen=True, slots=True)
class NoCommentsStated:
    """An organisation said that it has no comments in this round."""

    organisation: str
    by: str


@dataclass(frozen=True, slots=True)
class CommentAnswered:
    """A comment has its answer."""

    number: int
    disposition: Disposition
    response: str
    by: str


@dataclass(frozen=True, slots=True)
class CommentsSubmitted:
    """An organisation submitted these comments together; each of them was made before this."""

    organisation: str
    numbers: tuple[int, ...]
    by: str


CommentEvent = CommentMade | NoCommentsStated | CommentAnswered | CommentsSubmitted
