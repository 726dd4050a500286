"""What requests about the words hold: amendments, treatments, brackets, agreement, languages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from placet.api.v1.limits import (
    Body,
    Code,
    Codes,
    Given,
    Instant,
    MaybeCode,
    Note,
    Number,
    ParagraphId,
    Reasons,
    Title,
    Wording,
)
from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.amendments import Treating
from placet.engine.decide.entering import MOST_ENTERED
from placet.engine.model import CommentType
from placet.engine.text import LONGEST_PARAGRAPH, MOST_PARAGRAPHS, Act, Change, Kind

Paragraphs = Annotated[tuple[ParagraphId, ...], Field(min_length=1, max_length=MOST_PARAGRAPHS)]
Numbers = Annotated[tuple[Number, ...], Field(max_length=500)]


class ChangeGiven(Given):
    """A change to the text.

    `add` needs `words` and `kind` and may have `after`, `under`, `label`; `replace` needs
    `paragraph` and `words`, the whole new wording, and may have `kind` with `label`; `delete`
    and `retain` need `paragraph`; `move` may have `after` and `under` too; `split` needs
    `paragraph` and `at`; `merge` joins `other` to `paragraph`; `alternative` needs `paragraph`
    and `words`.  Without `after` it is the first, without `under` at the top.
    """

    act: Act
    paragraph: ParagraphId | None = None
    words: Wording = ""
    kind: Kind | None = None
    label: Annotated[str, StringConstraints(max_length=40)] | None = None
    under: ParagraphId | None = None
    after: ParagraphId | None = None
    at: Annotated[StrictInt, Field(ge=0, le=LONGEST_PARAGRAPH)] = 0
    other: ParagraphId | None = None

    def change(self) -> Change:
        """The engine's value."""
        return Change(
            self.act,
            self.paragraph or "",
            self.words,
            self.kind,
            self.label,
            self.under,
            self.after,
            self.at,
            self.other or "",
        )


class AmendmentGiven(Given):
    """An amendment; `base` is the version that its author had before them."""

    base: Number
    change: ChangeGiven
    reason: Reasons = ""
    group: MaybeCode = ""

    def command(self) -> c.ProposeAmendment:
        """The command."""
        return c.ProposeAmendment(self.base, self.change.change(), self.reason, self.group)


class EnteredAmendmentGiven(Given):
    """An amendment that an organisation made elsewhere."""

    organisation: Code
    change: ChangeGiven
    reason: Reasons = ""


class EnteredCommentGiven(Given):
    """A comment that an organisation made elsewhere; both 0: on the whole paragraph."""

    organisation: Code
    body: Body
    type: CommentType = CommentType.GENERAL
    paragraph: ParagraphId | None = None
    start: Annotated[StrictInt, Field(ge=0, le=1_000_000)] = 0
    end: Annotated[StrictInt, Field(ge=0, le=1_000_000)] = 0
    wording: Wording = ""


class EntryGiven(Given):
    """What is entered on behalf of organisations, and where it stands."""

    base: Number
    evidence: Title
    amendments: Annotated[tuple[EnteredAmendmentGiven, ...], Field(max_length=MOST_ENTERED)] = ()
    comments: Annotated[tuple[EnteredCommentGiven, ...], Field(max_length=MOST_ENTERED)] = ()

    def command(self) -> c.EnterProposals:
        """The command."""
        return c.EnterProposals(
            self.base,
            self.evidence,
            tuple(
                c.EnteredAmendment(x.organisation, x.change.change(), x.reason)
                for x in self.amendments
            ),
            tuple(
                c.EnteredComment(
                    x.organisation, x.body, x.type, x.paragraph, x.start, x.end, x.wording
                )
                for x in self.comments
            ),
        )


class ReasonGiven(Given):
    """Why, in words."""

    reason: Body


class MaybeReasonGiven(Given):
    """Why, in words, where there is something to say."""

    reason: Reasons = ""


class TreatmentGiven(Given):
    """How an amendment is to be treated; `change` belongs to `modify`."""

    treating: Treating
    reason: Reasons = ""
    change: ChangeGiven | None = None

    def command(self, number: int) -> c.ProposeTreatment:
        """The command."""
        change = self.change.change() if self.change else None
        return c.ProposeTreatment(number, self.treating, self.reason, change)


class TreatmentAnswerGiven(Given):
    """Whether the sponsor accepts the treatment; otherwise it maintains its amendment.

    `proposed_at` is the `at` of the treatment that was read; another one is then a conflict.
    """

    accepts: StrictBool
    reason: Reasons = ""
    proposed_at: Instant | None = None

    def command(self, number: int) -> c.AnswerTreatment:
        """The command."""
        return c.AnswerTreatment(number, self.accepts, self.reason, self.proposed_at)


class MergeGiven(Given):
    """Which amendments go into the text, and which do not; `base` is the present version."""

    base: Number
    accept: Annotated[Numbers, Field(min_length=1)]
    refuse: Numbers = ()
    note: Note = ""
    editorial: StrictBool = False

    def command(self) -> c.MergeAmendments:
        """The command."""
        return c.MergeAmendments(self.base, self.accept, self.refuse, self.note, self.editorial)


class UndoGiven(Given):
    """Why the amendments of the present version are taken out of it again."""

    version: Number
    reason: Body

    def command(self) -> c.UndoMerge:
        """The command."""
        return c.UndoMerge(self.version, self.reason)


class BracketGiven(Given):
    """How one bracket is settled: by a reading (from 1), dropped (0), or deleted (-1)."""

    base: Number
    paragraph: ParagraphId
    place: Annotated[StrictInt, Field(ge=0, le=LONGEST_PARAGRAPH)]
    reading: Annotated[StrictInt, Field(ge=-1, le=1_000)]
    note: Note = ""

    def command(self) -> c.SettleBracket:
        """The command."""
        return c.SettleBracket(self.base, self.paragraph, self.place, self.reading, self.note)


class AgreementGiven(Given):
    """How far paragraphs are agreed; `base` is the version that was shown."""

    base: Number
    paragraphs: Paragraphs
    level: Level
    pending: Codes = ()
    reason: Reasons = ""

    def command(self) -> c.AgreeParagraphs:
        """The command."""
        return c.AgreeParagraphs(self.base, self.paragraphs, self.level, self.pending, self.reason)


class ReopeningGiven(Given):
    """Which agreed paragraphs are open again, and why."""

    paragraphs: Paragraphs
    reason: Body

    def command(self) -> c.ReopenParagraphs:
        """The command."""
        return c.ReopenParagraphs(self.paragraphs, self.reason)


class PackageGiven(Given):
    """Paragraphs that are agreed together or not at all."""

    title: Title
    paragraphs: Paragraphs

    def command(self) -> c.FormPackage:
        """The command."""
        return c.FormPackage(self.title, self.paragraphs)


class TranslationGiven(Given):
    """Words of paragraphs of version `base`; empty words take a translation away."""

    base: Number
    words: Annotated[dict[ParagraphId, Wording], Field(min_length=1, max_length=MOST_PARAGRAPHS)]

    def command(self, language: str) -> c.RecordTranslation:
        """The command."""
        return c.RecordTranslation(self.base, language, self.words)
