"""What happened to comments."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.model import (
    Comment,
    Disposition,
    Implemented,
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
    """A comment has its answer; `draft` says that it is still to be published."""

    number: int
    disposition: Disposition
    response: str
    by: str
    draft: bool = False
    implemented: Implemented | None = None


@dataclass(frozen=True, slots=True)
class CommentsSubmitted:
    """An organisation submitted these comments together; each of them was made before this."""

    organisation: str
    numbers: tuple[int, ...]
    by: str


@dataclass(frozen=True, slots=True)
class AnswerCleared:
    """An answer that was not published was taken back."""

    number: int
    by: str


@dataclass(frozen=True, slots=True)
class DispositionsPublished:
    """The answers to these comments are there for everybody at the table to read."""

    numbers: tuple[int, ...]
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRated:
    """An organisation said whether the answer to its comment satisfies it."""

    number: int
    organisation: str
    satisfied: bool
    words: str
    by: str


DispositionEvent = CommentAnswered | AnswerCleared | DispositionsPublished | AnswerRated
CommentEvent = CommentMade | NoCommentsStated | DispositionEvent | CommentsSubmitted
