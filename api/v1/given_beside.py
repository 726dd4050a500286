"""What requests hold about everything that stands beside the positions, and on behalf."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from placet.api.v1.limits import (
    Body,
    Code,
    Day,
    Given,
    Hash,
    Instant,
    MaybeCode,
    Note,
    Number,
    ParagraphId,
    Reasons,
    Title,
    Word,
    Wording,
)
from placet.engine import commands as c
from placet.engine.model import Qualifier
from placet.engine.statements import StatementKind

Paragraphs = Annotated[tuple[ParagraphId, ...], Field(max_length=200)]


class EnteredPositionGiven(Given):
    """What one organisation said elsewhere."""

    organisation: Code
    kind: Word
    reasons: Reasons = ""
    paragraphs: Paragraphs = ()
    wording: Wording = ""
    resolve: Reasons = ""
    qualifiers: Annotated[tuple[Qualifier, ...], Field(max_length=3)] = ()
    reservation: Reasons = ""
    confirm_by: Instant | None = None
    marks: Annotated[tuple[Word, ...], Field(max_length=20)] = ()
    pending: Note = ""

    def value(self) -> c.EnteredPosition:
        """The engine's value."""
        return c.EnteredPosition(**{name: getattr(self, name) for name in type(self).model_fields})


class EntryGiven(Given):
    """Positions entered on behalf of organisations, and where they stand in writing."""

    ballot: Number
    text_hash: Hash
    evidence: Title
    positions: Annotated[tuple[EnteredPositionGiven, ...], Field(min_length=1, max_length=500)]

    def command(self) -> c.EnterPositions:
        """The command."""
        entered = tuple(given.value() for given in self.positions)
        return c.EnterPositions(self.ballot, self.text_hash, self.evidence, entered)


class AwaitingGiven(Given):
    """An organisation waits for instructions; `expected` is the day on which they should come."""

    ballot: Number
    expected: Day | None = None
    organisation: MaybeCode = ""

    def command(self) -> c.AwaitInstructions:
        """The command."""
        return c.AwaitInstructions(self.ballot, self.expected or "", self.organisation)


class LatePositionGiven(Given):
    """What an organisation would have said; it is put on record and never counted."""

    ballot: Number
    kind: Word
    reasons: Reasons = ""
    organisation: MaybeCode = ""

    def command(self) -> c.RecordLatePosition:
        """The command."""
        return c.RecordLatePosition(self.ballot, self.kind, self.reasons, self.organisation)


class StatementGiven(Given):
    """A statement beside the position; no paragraphs where it is on the whole text."""

    kind: StatementKind
    words: Body
    paragraphs: Paragraphs = ()
    organisation: MaybeCode = ""

    def command(self) -> c.MakeStatement:
        """The command."""
        return c.MakeStatement(self.kind, self.words, self.paragraphs, self.organisation)


class ConcernGiven(Given):
    """A named concern; `resolve` says what would resolve it, `wording` is text that is offered."""

    title: Title
    words: Body
    paragraphs: Paragraphs = ()
    wording: Wording = ""
    resolve: Reasons = ""
    organisation: MaybeCode = ""

    def command(self) -> c.RaiseConcern:
        """The command."""
        return c.RaiseConcern(
            self.title, self.words, self.paragraphs, self.wording, self.resolve, self.organisation
        )


class WhyGiven(Given):
    """Why something is ended or opened again; needed where it is somebody else's."""

    reason: Reasons = ""


class EndorserGiven(Given):
    """Who endorses the proposal; left out: the asker's own organisation."""

    organisation: MaybeCode = ""
