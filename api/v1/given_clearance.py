"""What requests about prepared things hold: those of one organisation, and shared ones."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from placet.api.v1.given import CommentGiven, PositionGiven
from placet.api.v1.given_wording import AmendmentGiven
from placet.api.v1.limits import Body, Codes, Given, Id, Instant, ParagraphId, Reasons, Title, Word
from placet.engine.errors import N_, BadInput
from placet.engine.prepared import Content, Note

Seen = Annotated[StrictInt, Field(ge=1, le=1_000_000)]


class NoteGiven(Given):
    """Words for colleagues."""

    body: Body
    paragraph: ParagraphId | None = None


class PreparedGiven(Given):
    """Exactly one of a comment, an amendment, a position and a note.

    `ready` asks for clearance at once.
    """

    comment: CommentGiven | None = None
    amendment: AmendmentGiven | None = None
    position: PositionGiven | None = None
    note: NoteGiven | None = None
    ready: StrictBool = False

    def content(self) -> Content:
        """The engine's value."""
        given = [x for x in (self.comment, self.amendment, self.position) if x is not None]
        if len(given) + (self.note is not None) != 1:
            raise BadInput("comment", N_("Give exactly one thing to prepare."))
        if self.note is not None:
            return Note(self.note.body, self.note.paragraph)
        return given[0].command()


class PreparedChanged(PreparedGiven):
    """Other words, for the version that was read."""

    version: Seen


class DeedGiven(Given):
    """On which version it is done; a return needs the note."""

    version: Seen
    note: Reasons = ""


class ChosenGiven(Given):
    """One prepared thing as it was read."""

    id: Id
    version: Seen


class SubmissionGiven(Given):
    """What is to be submitted."""

    chosen: Annotated[tuple[ChosenGiven, ...], Field(min_length=1, max_length=2_000)]


class InternalGiven(Given):
    """The organisation's own deadline; null: none."""

    deadline: Instant | None


class AssignmentGiven(Given):
    """Who looks after what: `key` names the paragraph, the comment or the prepared thing."""

    about: Literal["paragraph", "comment", "prepared", "objective"]
    key: Annotated[str, Field(max_length=80)] = "objective"
    to: Id
    note: Reasons = ""
    due: Instant | None = None


class SpaceGiven(Given):
    """A new drafting space."""

    title: Title
    organisations: Codes


class InvitedGiven(Given):
    """Who else is invited to it."""

    organisations: Codes


class AnswerGiven(Given):
    """What the asker's organisation does about a space."""

    answer: Word
