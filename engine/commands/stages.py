"""Commands that move an objective: its proposal, its text, its stages, its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from placet.engine.text import Origin, Text


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A version that was negotiated before the objective came to Placet.

    `dated` is the date it bears, as an ISO date or in words; `origins` as in `ReviseText`.
    """

    text: Text
    dated: str = ""
    note: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Propose:
    """Propose a joint objective with its first text; opens the first stage.

    `earlier` are versions that a negotiation which began elsewhere has behind it, oldest
    first, each with the ids that `text` knows; `dated` is then the date that `text` bears.
    `origins` say which paragraphs come from other objectives; `restricted_to` are the only
    organisations that see it, none where everybody at the table does (the proposing one always).
    """

    title: str
    purpose: str
    text: Text
    minted: int
    leads: tuple[str, ...] = ()
    deadline: datetime | None = None
    ref: str = ""
    earlier: tuple[EarlierVersion, ...] = ()
    dated: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    restricted_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviseText:
    """Replace the working text.  `base` is the version that the author had before them.

    `origins` say of new paragraphs which ones they were split off or made of.
    """

    base: int
    text: Text
    minted: int
    note: str = ""
    editorial: bool = False
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakeStep:
    """Take a step of the workflow by its name.

    `deadline` and `meeting` belong to the stage that is entered; both may be left out.
    """

    step: str
    reason: str = ""
    deadline: datetime | None = None
    meeting: datetime | None = None


@dataclass(frozen=True, slots=True)
class CloseStage:
    """Close what the deadline (or the last answer) has closed, and let the clock decide."""


@dataclass(frozen=True, slots=True)
class ChangeDeadline:
    """Move the deadline of the present stage, telling everybody concerned."""

    deadline: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ScheduleMeeting:
    """Say when the meeting is from which deadlines of this objective are counted.

    `meeting` is the number of a meeting of the negotiation that begins then; when it is moved,
    the deadlines move with it.
    """

    at: datetime
    meeting: int | None = None


@dataclass(frozen=True, slots=True)
class NameReviewer:
    """Ask an organisation for an expert review in this stage."""

    organisation: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class GiveReview:
    """Give the review that one's organisation was asked for."""

    finding: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ExtendRounds:
    """Allow one more round."""

    reason: str


@dataclass(frozen=True, slots=True)
class HandOverLead:
    """Name the organisations that lead the objective from now on."""

    leads: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AdmitOrganisation:
    """Give an observer of this objective its seat back, for ballots opened from now on."""

    organisation: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordSignature:
    """Note that an organisation signed the adopted text (`signed_on` is an ISO date)."""

    organisation: str
    signed_on: str


@dataclass(frozen=True, slots=True)
class SetEntryIntoForce:
    """Note the date (ISO) on which the adopted text takes effect."""

    on: str


@dataclass(frozen=True, slots=True)
class ScheduleReview:
    """Set the instant at which the adopted text comes up for review."""

    at: datetime


@dataclass(frozen=True, slots=True)
class SendReminders:
    """Remind those who still owe an answer (the clock's command, or the secretariat's).

    The clock names the `run` it means and the reminder's step; a person reminds "by_hand",
    everybody who owes or `only` some of them.
    """

    step: str = "by_hand"
    only: tuple[str, ...] = ()
    run: int = 0


@dataclass(frozen=True, slots=True)
class MoveToVersion:
    """Let the objective follow another version of its workflow, where it stands."""

    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class NameProvisions:
    """Name the provisions of the own mandate on which the objective rests; they replace others."""

    provisions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestrictObjective:
    """Let only these organisations of the table see the objective; none: everybody sees it.

    No scenario plays it: whoever rehearses a procedure sees everything.
    """

    organisations: tuple[str, ...]
    reason: str


StageCommand = (
    NameProvisions
    | Propose
    | ReviseText
    | TakeStep
    | CloseStage
    | ChangeDeadline
    | ScheduleMeeting
    | NameReviewer
    | GiveReview
    | ExtendRounds
    | HandOverLead
    | AdmitOrganisation
    | RecordSignature
    | SetEntryIntoForce
    | ScheduleReview
    | SendReminders
    | MoveToVersion
    | RestrictObjective
)
