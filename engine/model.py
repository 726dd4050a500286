"""The nouns.

Everything here is a frozen value.  Times are aware UTC instants, persons are named by an
opaque id (their names and addresses live outside the record, so that they can be erased),
organisations by their code.  A missing entry in `Ballot.positions` means that the seat has
no position: silence is an absence, never a kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from placet.engine.agreements import Agreement, ParagraphPackage
from placet.engine.amendments import Amendment
from placet.engine.concerns import Concern
from placet.engine.course import NO_COURSE, Course, Determination, Review
from placet.engine.delegations import Absence, Credential, CredentialKind
from placet.engine.groups import GroupStatement
from placet.engine.parties import (
    SUBMITTING,
    Capacity,
    Delegate,
    Negotiation,
    Officer,
    Organisation,
    Participant,
    Participation,
    Person,
    Role,
)
from placet.engine.statements import Statement
from placet.engine.text import Anchor

__all__ = [
    "AWAITING",
    "SUBMITTING",
    "Absence",
    "Awaiting",
    "Ballot",
    "BallotState",
    "Capacity",
    "Comment",
    "CommentType",
    "Course",
    "Credential",
    "CredentialKind",
    "Deadline",
    "Delegate",
    "Determination",
    "Disposition",
    "Implemented", "Instrument",
    "Negotiation",
    "Objective",
    "Officer",
    "Organisation",
    "Participant",
    "Participation",
    "Person",
    "Position",
    "Qualifier",
    "Review",
    "Role",
    "RuleRef",
    "Seat",
    "Signature",
    "StageRun",
    "SubState",
    "TextHead",
]  # fmt: skip


class CommentType(StrEnum):
    """What kind of remark a comment is (the five of IPPC and Codex practice)."""

    GENERAL = "general"
    SUBSTANTIVE = "substantive"
    TECHNICAL = "technical"
    EDITORIAL = "editorial"
    TRANSLATION = "translation"


class Disposition(StrEnum):
    """The reasoned answer to a comment; all but `accepted` need a response in words."""

    ACCEPTED = "accepted"
    ACCEPTED_MODIFIED = "accepted_modified"
    NOTED = "noted"
    NOT_ACCEPTED = "not_accepted"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class Qualifier(StrEnum):
    """What an affirmative position may carry."""

    RESERVATION = "with_reservation"
    AD_REFERENDUM = "ad_referendum"
    PENDING = "pending"


AWAITING = frozenset({Qualifier.AD_REFERENDUM, Qualifier.PENDING})
"""Qualifiers under which a position is still to be confirmed: pending says by whose word."""


class BallotState(StrEnum):
    """Where a ballot stands; a superseded or withdrawn ballot never decides."""

    OPEN = "open"
    CLOSED = "closed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class SubState(StrEnum):
    """Where one run of a stage stands (after the ISO sub-stages)."""

    RUNNING = "running"
    CLOSED = "closed"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One instant, with the zone it was set in."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Who is entitled in a ballot; frozen at opening."""

    organisation: str
    classes: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class RuleRef:
    """Which rule decides: name, version and the parameters it was frozen with."""

    name: str
    version: int
    parameters: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextHead:
    """A version of the text without its words: number, hash, and how it came to be.

    `taken_over` says that it was negotiated before the objective came to Placet; `dated` is
    then the date that it bears, as an ISO date or in words.
    """

    number: int
    hash: str
    made_at: datetime
    by: str
    organisation: str | None = None
    note: str = ""
    editorial: bool = False
    words: int = 0
    taken_over: bool = False
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What one organisation holds in one ballot; a later one replaces it, nothing edits it.

    `paragraphs` are ids of the paragraphs concerned; `wording` is proposed text;
    `resolve` says what would resolve an objection; `confirm_by` belongs to ad referendum;
    `carried_from` names the ballot from which the workflow carried it over; `marks` is what
    the rule lets a position say besides its kind (it names an expert, say); `cast_by` is the
    organisation that answered in its place (`placet.engine.proxies`), "" where it did itself;
    `pending` is the delegation or the instruction that a position given pending waits for;
    `evidence` says where it stands, when somebody entered it on behalf of the organisation.
    """

    organisation: str
    kind: str
    by: str
    at: datetime
    number: int
    reference: str
    reasons: str = ""
    paragraphs: tuple[str, ...] = ()
    wording: str = ""
    resolve: str = ""
    qualifiers: tuple[Qualifier, ...] = ()
    reservation: str = ""
    confirm_by: datetime | None = None
    confirmed_at: datetime | None = None
    carried_from: int | None = None
    marks: tuple[str, ...] = ()
    cast_by: str = ""
    pending: str = ""
    evidence: str = ""

    @property
    def to_confirm(self) -> bool:
        """Whether it is one that has to be confirmed, confirmed or not."""
        return not AWAITING.isdisjoint(self.qualifiers)

    @property
    def unconfirmed(self) -> bool:
        """Whether its confirmation is still awaited."""
        return self.to_confirm and self.confirmed_at is None


@dataclass(frozen=True, slots=True)
class Awaiting:
    """An organisation has no position yet because its delegate waits for instructions.

    `expected` is the day on which they are expected, as an ISO date, "" where nobody knows.
    """

    by: str
    at: datetime
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One call for positions on one frozen text, roster, rule and deadline.

    `paragraphs` are those that are asked about, none where it is the whole text;
    `visibility` and `breaker` say who may see whose position (`placet.engine.disclosure`),
    as it was promised at the opening.  `hidden` counts positions that are held but left out
    of `positions` for a reader who may not see them; in what is stored it is 0.
    `awaiting` are organisations that wait for instructions: they have no position; `late` is
    what organisations would have said, put on record after the deadline and never counted.
    """

    number: int
    stage: str
    round: int
    text: int
    text_hash: str
    rule: RuleRef
    kinds: tuple[str, ...]
    seats: tuple[Seat, ...]
    opened_at: datetime
    deadline: Deadline
    state: BallotState = BallotState.OPEN
    closed_at: datetime | None = None
    passed: bool | None = None
    positions: Mapping[str, Position] = field(default_factory=dict)
    recorded: int = 0
    paragraphs: tuple[str, ...] = ()
    visibility: str = "open"
    breaker: str = "disclosed"
    hidden: int = 0
    awaiting: Mapping[str, Awaiting] = field(default_factory=dict)
    late: tuple[Position, ...] = ()

    @property
    def answered(self) -> int:
        """How many seats hold a position, seen or not."""
        return len(self.positions) + self.hidden


@dataclass(frozen=True, slots=True)
class StageRun:
    """One passage through a stage.  `number` counts runs over the life of the objective."""

    number: int
    stage: str
    round: int
    entered_at: datetime
    deadline: Deadline | None = None
    state: SubState = SubState.RUNNING
    paused_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Implemented:
    """The wording that does what a comment asked for: a paragraph of a version."""

    version: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a paragraph (or, with no paragraph, on the whole text) of one version.

    `anchor` are the words of the paragraph that it is about, none where it is all of them;
    `evidence` says where it stands, when somebody entered it on behalf of the organisation;
    `group` is that in whose name the organisation speaks.
    `published` is False while its answer is a draft that only those see who answer;
    `implemented` is where the answer was put into the text; `satisfied` is what the author
    says of a published answer (None: nothing yet), `rejoinder` the words to that.
    """

    number: int
    organisation: str
    by: str
    at: datetime
    text: int
    round: int
    type: CommentType
    paragraph: str | None
    body: str
    wording: str = ""
    disposition: Disposition | None = None
    response: str = ""
    answered_by: str | None = None
    anchor: Anchor | None = None
    evidence: str = ""
    group: str = ""
    published: bool = True
    implemented: Implemented | None = None
    satisfied: bool | None = None
    rejoinder: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that was reported to the secretariat.

    Whose hand it was is not kept: names of persons never stand in the record.
    """

    organisation: str
    signed_on: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """The adopted result.  `provisional` while ad referendum positions wait to be confirmed."""

    text: int
    text_hash: str
    ballot: int
    adopted_at: datetime
    provisional: bool = False
    not_bound: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    entry_into_force: str = ""
    review_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """The joint objective that moves through the workflow, without the words of its texts.

    `run` is the present run of a stage; `came_from` the stage that a hold interrupted or
    an end state followed; `observers` are participants that no longer hold a seat here;
    `comments` are those of the present round; `no_comments` said they have none;
    `paragraphs_minted` is the highest paragraph number ever given; `touched` are the
    paragraphs changed since the text was last put forward; `course` is what the present run
    has seen; `agreed` are paragraphs agreed ad referendum when a silence was broken on others
    only; `outcomes` tells of each stage whether the last ballot that was closed there passed,
    `last_passed` that of the very last one; `amendments` are all that were ever proposed;
    `rests_on` are the provisions of its mandate (by number) that each organisation names;
    `agreements` say how far paragraphs are agreed, `packages` which of them together;
    `statements` and `concerns` are all that were ever made; `endorsers` endorse that the
    proposal is put forward, which is no position;
    `comments_hidden` counts comments that are left out of `comments` for a reader who may not
    see them, in what is stored it is 0;
    `spoken` is what groups said on its ballots; `restricted_to` are the only organisations
    that see it, none where everybody at the table does; `version` counts changes.
    """

    ref: str
    negotiation: str
    title: str
    purpose: str
    workflow: str
    workflow_version: int
    proposed_at: datetime
    proposed_by: str
    leads: tuple[str, ...]
    text: TextHead
    run: StageRun
    rounds_allowed: int
    came_from: str | None = None
    ballot: Ballot | None = None
    ballots: int = 0
    observers: tuple[str, ...] = ()
    comments: Mapping[int, Comment] = field(default_factory=dict)
    comments_made: int = 0
    no_comments: tuple[str, ...] = ()
    paragraphs_minted: int = 0
    touched: tuple[str, ...] = ()
    instrument: Instrument | None = None
    course: Course = NO_COURSE
    agreed: tuple[str, ...] = ()
    outcomes: Mapping[str, bool] = field(default_factory=dict)
    last_passed: bool | None = None
    amendments: Mapping[int, Amendment] = field(default_factory=dict)
    amendments_made: int = 0
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    packages: tuple[ParagraphPackage, ...] = ()
    packages_made: int = 0
    spoken: tuple[GroupStatement, ...] = ()
    statements: Mapping[int, Statement] = field(default_factory=dict)
    concerns: Mapping[int, Concern] = field(default_factory=dict)
    endorsers: tuple[str, ...] = ()
    rests_on: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    restricted_to: tuple[str, ...] = ()
    version: int = 0
    comments_hidden: int = 0

    @property
    def stage(self) -> str:
        """The stage it is in now."""
        return self.run.stage

    @property
    def round(self) -> int:
        """The round it is in, from 1."""
        return self.run.round
