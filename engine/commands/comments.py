"""Commands about comments and the answers to them."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.model import CommentType, Disposition


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
class StateNoComments:
    """Say for an organisation that it has no comments in this round."""

    organisation: str = ""


@dataclass(frozen=True, slots=True)
class AnswerComment:
    """Give a comment its reasoned answer; a later answer replaces an earlier one."""

    number: int
    disposition: Disposition
    response: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawComment:
    """Take back a comment of one's own organisation before it is answered."""

    number: int
    reason: str


CommentCommand = MakeComment | StateNoComments | AnswerComment | WithdrawComment
