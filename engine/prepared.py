"""The nouns of what is prepared inside an organisation, before anybody else sees it.

None of them is in the record.  The rules stand in `placet.engine.preparing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from placet.engine.commands import MakeComment, ProposeAmendment, RecordPosition
from placet.engine.model import Deadline


class PreparedKind(StrEnum):
    """What is prepared.  A note is for colleagues and is never submitted."""

    COMMENT = "comment"
    AMENDMENT = "amendment"
    POSITION = "position"
    NOTE = "note"


class PreparedState(StrEnum):
    """How far it has come inside the organisation."""

    DRAFT = "draft"
    READY = "ready"
    CLEARED = "cleared"
    RETURNED = "returned"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Note:
    """Words for colleagues, on a paragraph or on the whole text."""

    body: str
    paragraph: str | None = None


Content = MakeComment | ProposeAmendment | RecordPosition | Note

KINDS: Mapping[type, PreparedKind] = {
    MakeComment: PreparedKind.COMMENT,
    ProposeAmendment: PreparedKind.AMENDMENT,
    RecordPosition: PreparedKind.POSITION,
    Note: PreparedKind.NOTE,
}
CONTENTS: Mapping[PreparedKind, type[Content]] = {
    PreparedKind.COMMENT: MakeComment,
    PreparedKind.AMENDMENT: ProposeAmendment,
    PreparedKind.POSITION: RecordPosition,
    PreparedKind.NOTE: Note,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did what to a prepared thing, and when."""

    did: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Prepared:
    """Something that an organisation (or the members of a space) prepares on an objective.

    `note` is why it was returned; `reference` is what it became: the number of a comment or of
    an amendment, the reference of a position.  `space` is empty where it is one organisation's.
    """

    id: str
    ref: str
    organisation: str
    content: Content
    state: PreparedState
    history: tuple[Deed, ...]
    version: int = 1
    note: str = ""
    reference: str = ""
    space: str = ""

    @property
    def kind(self) -> PreparedKind:
        """What it is."""
        return KINDS[type(self.content)]

    @property
    def author(self) -> str:
        """Who began it."""
        return self.history[0].by

    @property
    def last(self) -> Deed:
        """What was done to it last."""
        return self.history[-1]

    @property
    def paragraph(self) -> str | None:
        """The paragraph that it is about, None for the whole text."""
        match self.content:
            case MakeComment() | Note():
                return self.content.paragraph
            case ProposeAmendment():
                return self.content.change.paragraph
            case _:
                return None

    @property
    def open(self) -> bool:
        """Whether it can still be changed."""
        return self.state is not PreparedState.SUBMITTED


@dataclass(frozen=True, slots=True)
class Assignment:
    """Something that a delegate of one's own organisation was asked to look after.

    `about` is paragraph, comment, prepared or objective, `key` says which of them.
    """

    id: str
    ref: str
    organisation: str
    about: str
    key: str
    to: str
    by: str
    at: datetime
    note: str = ""
    due: datetime | None = None
    done_at: datetime | None = None


ABOUT = ("paragraph", "comment", "prepared", "objective")


@dataclass(frozen=True, slots=True)
class InternalDeadline:
    """When an organisation wants to have its own answer ready, in one run of a stage."""

    ref: str
    organisation: str
    run: int
    deadline: Deadline
    by: str
    at: datetime
