"""What pages, mails and the API show: complete values, scoped to one actor.

A view is made by the service from what the store holds and what the pure functions say at
`now`.  After a deadline that nobody has closed yet the view already shows the outcome
(`unwritten` is true) and nothing is written: closing is for the tick or the next POST.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from placet.engine.access import Actor, Standing
from placet.engine.beginnings import Post
from placet.engine.errors import Obstacle
from placet.engine.ledger import Entry
from placet.engine.links import Others
from placet.engine.model import (
    Ballot,
    Comment,
    Deadline,
    Negotiation,
    Objective,
    Organisation,
    Person,
    Position,
    Seat,
    TextHead,
)
from placet.engine.overlap import Theme
from placet.engine.published import Published
from placet.engine.rules import Rule, RuleSentence, Terms, Verdict, rule_sentence_values
from placet.engine.text import Redline, Text
from placet.engine.workflow import Possible, Stage, Workflow


@dataclass(frozen=True, slots=True)
class Task:
    """Something one person should do, for the inbox.

    `ask` is one of position, confirm, comment, revise, answer, decide, review, begin, finding,
    meeting, treatment (answer one), treat (propose one), agree; `why` one of new, changed,
    silent, clock, role; `mine` the position already held; `agrees`: whoever records no position
    agrees, so nothing is owed; `amendments` are the numbers of those that it is about,
    `paragraphs` the ids of those that wait for the organisation.
    """

    negotiation: Negotiation
    objective: Objective
    stage: Stage
    ask: str
    why: str
    due: Deadline | None
    organisation: str | None = None
    mine: Position | None = None
    have: int = 0
    seats: int = 0
    open_comments: int = 0
    agrees: bool = False
    amendments: tuple[int, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbox:
    """What needs this person now, what waits for others, what was decided lately."""

    me: Person
    now: datetime
    needs_you: tuple[Task, ...]
    waiting: tuple[Task, ...]
    decided: tuple[Task, ...]
    standings: Mapping[str, Standing]
    negotiations: tuple[Negotiation, ...]


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """A workflow or a rule: the words that were published, and what they mean."""

    published: Published
    workflow: Workflow | None = None
    rule: Rule | None = None

    @property
    def name(self) -> str:
        """Its name."""
        return self.published.name

    @property
    def version(self) -> int:
        """Its version."""
        return self.published.version

    @property
    def title(self) -> str:
        """What it is called."""
        return self._of.title if self._of else self.name

    @property
    def source(self) -> str:
        """The practice it follows."""
        return self._of.source if self._of else ""

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """What could not be confirmed in the primary text."""
        if self.rule is not None:
            return (self.rule.unconfirmed,) if self.rule.unconfirmed else ()
        return self.workflow.unconfirmed if self.workflow else ()

    @property
    def _of(self) -> Workflow | Rule | None:
        return self.workflow or self.rule


@dataclass(frozen=True, slots=True)
class CheckedDefinition:
    """Words that may be published: what they define, and the newest version of the name so far.

    `already` says that these very words are published under their name and version;
    `remarks` are worth a look and no errors, each led by its place.
    """

    definition: DefinitionView
    newest: int | None
    already: bool
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A definition as somebody sees it, with all versions of its name, oldest first.

    `publisher` is the name of who published it, for those who may know.
    """

    definition: DefinitionView
    versions: tuple[int, ...]
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class NegotiationView:
    """One table with its objectives; `may` holds names of commands this actor may give.

    `workflow` is the one that new objectives follow; `stages` gives the present stage of each
    objective, by reference: it may follow another version.
    """

    me: Person
    actor: Actor
    standing: Standing
    now: datetime
    negotiation: Negotiation
    workflow: Workflow
    objectives: tuple[Objective, ...]
    stages: Mapping[str, Stage]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    may: frozenset[str]
    others: Others = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BeginningsView:
    """What a table knows before there is a text.

    `themes` say where organisations overlap and part; `written` counts posts by theme and
    objective (one of them is "").
    """

    view: NegotiationView
    themes: tuple[Theme, ...]
    written: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class DiscussionView:
    """What was written about a theme or an objective, oldest first."""

    view: NegotiationView
    theme: str
    objective: str
    posts: tuple[Post, ...]
    people: Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """One objective, whole.

    `text` are the words of `shown` (the newest version unless another was asked for);
    `verdict` is the rule's answer on `ballot` (the open or the last one) at `now`;
    `steps` are the workflow's onward steps with what each still misses, `mine` those of
    them this actor's roles may take; `owing` are organisations that still owe an answer in
    this run; `may` names the commands that this actor may give now; `checkpoint` is the
    newest entry of the record ("12:5f3a..."); `broken_on` are the paragraphs on which the last
    ballot was broken while the others are agreed ad referendum; `others` are the objectives of the
    table, where this one is linked with some of them.
    """

    me: Person
    actor: Actor
    standing: Standing
    now: datetime
    negotiation: Negotiation
    workflow: Workflow
    stage: Stage
    objective: Objective
    unwritten: bool
    shown: TextHead
    text: Text
    heads: tuple[TextHead, ...]
    ballot: Ballot | None
    ballots: tuple[Ballot, ...]
    verdict: Verdict | None
    comments: tuple[Comment, ...]
    history: tuple[Entry, ...]
    steps: tuple[Possible, ...]
    mine: tuple[Possible, ...]
    owing: tuple[str, ...]
    may: frozenset[str]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    checkpoint: str = ""
    broken_on: tuple[str, ...] = ()
    others: Others = field(default_factory=dict)

    @property
    def position(self) -> Position | None:
        """The position that the actor's organisation holds on the present ballot."""
        if self.ballot is None or self.standing.organisation is None:
            return None
        return self.ballot.positions.get(self.standing.organisation)

    @property
    def terms(self) -> Terms | None:
        """What decides the present ballot."""
        ballot = self.ballot
        return self.workflow.terms(ballot.rule, ballot.kinds) if ballot else None

    @property
    def rule(self) -> RuleSentence | None:
        """What the rule of the present ballot asks for."""
        terms, ballot = self.terms, self.ballot
        return rule_sentence_values(terms, ballot.seats) if terms and ballot else None

    @property
    def seat(self) -> Seat | None:
        """The seat of the actor's organisation on the present ballot."""
        if self.ballot is None:
            return None
        mine = (s for s in self.ballot.seats if s.organisation == self.standing.organisation)
        return next(mine, None)


@dataclass(frozen=True, slots=True)
class Later:
    """A later version of a workflow, and what keeps the objective from moving to it."""

    definition: DefinitionView
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class MovingView:
    """An objective with the later versions of its workflow, oldest first."""

    view: ObjectiveView
    later: tuple[Later, ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """Two versions of one text and what changed between them.

    `answered` is the version that the reader's organisation last answered, 0 for none.
    """

    view: ObjectiveView
    old: TextHead
    new: TextHead
    redline: Redline
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """An organisation that still owes an answer, with the people who could give it."""

    organisation: Organisation
    people: tuple[Person, ...]
    last_mail: datetime | None
    mail_state: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A recorded position with everything needed to prove and to change it."""

    view: ObjectiveView
    ballot: Ballot
    position: Position
    current: bool


@dataclass(frozen=True, slots=True)
class AuditView:
    """The ledger of one negotiation (or of one objective in it) and whether it verifies.

    `versions` are the words of those versions of an objective (by its reference) that entries
    speak of when they name paragraphs.
    """

    view: NegotiationView | ObjectiveView
    entries: tuple[Entry, ...]
    total: int
    head: str
    verified: bool
    broken_at: int | None
    versions: Mapping[str, Mapping[int, Text]] = field(default_factory=dict)
