"""Commands about comments and the answers to them."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.model import CommentType, Disposition, Implemented


@dataclass(frozen=True, slots=True)
class MakeComment:
    """Comment on a paragraph, or on the whole text when `paragraph` is None.

    `quotation` are the words of the paragraph that it is about, if not all of them;
    `occurrence` says which, where they stand there several times; `group` is one for which the
    organisation speaks.
    """

    type: CommentType
    body: str
    paragraph: str | None = None
    wording: str = ""
    organisation: str = ""
    quotation: str = ""
    occurrence: int = 1
    group: str = ""


@dataclass(frozen=True, slots=True)
class SubmitComments:
    """Make several comments of an organisation at once: all of them, or none.

    What two levels of clearance end in (Codex and IPPC, Online Comment System: a contact point
    submits what its reviewers wrote).
    """

    comments: tuple[MakeComment, ...]


@dataclass(frozen=True, slots=True)
class StateNoComments:
    """Say for an organisation that it has no comments in this round."""

    organisation: str = ""


@dataclass(frozen=True, slots=True)
class AnswerComment:
    """Give a comment its reasoned answer; a later answer replaces an earlier one.

    `implemented` says which wording of the text does what it asks for.  With `take_wording`
    the wording that it proposes becomes that of its paragraph, in a new version; `words`, if
    any, take its place, as they were written against the version `base`.
    """

    number: int
    disposition: Disposition
    response: str = ""
    implemented: Implemented | None = None
    take_wording: bool = False
    words: str = ""
    base: int = 0


@dataclass(frozen=True, slots=True)
class AnswerComments:
    """Give several comments one and the same answer."""

    numbers: tuple[int, ...]
    disposition: Disposition
    response: str = ""


@dataclass(frozen=True, slots=True)
class ClearAnswer:
    """Take back an answer that is not published yet."""

    number: int


@dataclass(frozen=True, slots=True)
class PublishDispositions:
    """Publish the answers of this round, as a whole; `partial` ones with a reason."""

    partial: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RateAnswer:
    """Say for one's own organisation whether the answer to its comment satisfies it."""

    number: int
    satisfied: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawComment:
    """Take back a comment of one's own organisation before it is answered."""

    number: int
    reason: str


DispositionCommand = AnswerComment | AnswerComments | ClearAnswer | PublishDispositions | RateAnswer
CommentCommand = (
    MakeComment | SubmitComments | StateNoComments | WithdrawComment | DispositionCommand
)
