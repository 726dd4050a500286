"""What moved an objective: its proposal, its text, its stages, its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from placet.engine.model import (
    Deadline,
    Determination,
    Instrument,
    Review,
    Signature,
    StageRun,
    TextHead,
)
from placet.engine.text import Origin, Text


@dataclass(frozen=True, slots=True)
class ObjectiveProposed:
    """An objective was proposed with its first text."""

    ref: str
    title: str
    purpose: str
    workflow: str
    workflow_version: int
    leads: tuple[str, ...]
    rounds_allowed: int
    head: TextHead
    text: Text
    minted: int
    origins: Mapping[str, Origin] = field(default_factory=dict)
    restricted_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageEntered:
    """A step led into a stage (the first run comes from no step).

    `decides` says how the run that was left was decided (`placet.engine.definition.OUTCOMES`),
    `override` that it was decided against the verdict.
    """

    run: StageRun
    step: str
    reason: str
    came_from: str | None
    decides: str = ""
    override: bool = False


@dataclass(frozen=True, slots=True)
class StageClosed:
    """The run's time is over and a decision is awaited."""

    run: int


@dataclass(frozen=True, slots=True)
class ParagraphsAgreed:
    """A silence was broken on some paragraphs only; `agreed` are all that stand now.

    They are agreed ad referendum: until the whole is adopted, and while nobody changes them.
    """

    ballot: int
    agreed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParagraphsReopened:
    """Paragraphs that were agreed are open again; without `by` because they were changed.

    `text` is the version in which they are open; 0 in records of before it was told.
    """

    paragraphs: tuple[str, ...]
    by: str = ""
    at: datetime | None = None
    reason: str = ""
    text: int = 0


@dataclass(frozen=True, slots=True)
class TextRevised:
    """The working text has a new version; `changed` are the paragraphs that differ.

    `origins` say of new paragraphs where they came from.
    """

    head: TextHead
    base: int
    text: Text
    minted: int
    changed: tuple[str, ...]
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeadlineChanged:
    """The deadline of the present run (and of its open ballot) was moved, or ended (None).

    `moved` says that a person moved it; otherwise it follows from something that happened,
    and `reason` names that.
    """

    run: int
    deadline: Deadline | None
    reason: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class MeetingScheduled:
    """The meeting from which deadlines are counted was set; it may be one of the negotiation's."""

    at: datetime
    meeting: int | None = None


@dataclass(frozen=True, slots=True)
class DeterminationMade:
    """It was judged and recorded that consensus exists."""

    determination: Determination


@dataclass(frozen=True, slots=True)
class ReviewerNamed:
    """An organisation was asked for an expert review."""

    review: Review


@dataclass(frozen=True, slots=True)
class ReviewGiven:
    """A review that was asked for was given."""

    organisation: str
    finding: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoundsExtended:
    """More rounds are allowed."""

    allowed: int
    reason: str


@dataclass(frozen=True, slots=True)
class LeadsChanged:
    """Other organisations lead from now on."""

    leads: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ObserversChanged:
    """These organisations hold no seat in ballots opened from now on."""

    observers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """The text was adopted, or a provisional adoption became final, or was reviewed."""

    instrument: Instrument


@dataclass(frozen=True, slots=True)
class AdoptionUndone:
    """A provisional adoption fell because what it waited for did not come."""

    reason: str


@dataclass(frozen=True, slots=True)
class SignatureRecorded:
    """An organisation's signature was noted."""

    signature: Signature


@dataclass(frozen=True, slots=True)
class EntryIntoForceSet:
    """The date on which the text takes effect was noted."""

    on: str


@dataclass(frozen=True, slots=True)
class ReviewScheduled:
    """The text comes up for review at this instant."""

    at: datetime


@dataclass(frozen=True, slots=True)
class RemindersSent:
    """Those who owed an answer were reminded."""

    run: int
    step: str
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkflowChanged:
    """The objective follows another version of its workflow from now on, where it stands."""

    name: str
    version: int
    rounds_allowed: int
    reason: str


@dataclass(frozen=True, slots=True)
class ProvisionsNamed:
    """An organisation named the provisions of its mandate on which the objective rests."""

    organisation: str
    provisions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestrictionChanged:
    """Only these organisations of the table see the objective from now on; none: everybody."""

    organisations: tuple[str, ...]
    reason: str


StageEvent = (
    ProvisionsNamed
    | ObjectiveProposed
    | StageEntered
    | StageClosed
    | ParagraphsAgreed
    | ParagraphsReopened
    | TextRevised
    | DeadlineChanged
    | MeetingScheduled
    | DeterminationMade
    | ReviewerNamed
    | ReviewGiven
    | RoundsExtended
    | LeadsChanged
    | ObserversChanged
    | Adopted
    | AdoptionUndone
    | SignatureRecorded
    | EntryIntoForceSet
    | ReviewScheduled
    | RemindersSent
    | WorkflowChanged
    | RestrictionChanged
)
