"""What answers hold: tables and objectives as the asker may see them.

Numbers of a verdict are kept apart from the sentences that say them; `sentence` is in the
asker's language.
"""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.api.v1.shown_ballots import BallotShown, PositionShown, VerdictShown
from placet.api.v1.shown_texts import CommentShown, HeadShown, TextShown
from placet.engine import views
from placet.engine.model import Objective
from placet.engine.workflow import Possible


class OrganisationShown(Shown):
    """An organisation."""

    code: str
    name: str
    mandate: str


class PersonShown(Shown):
    """A person who may sign in."""

    id: str
    name: str
    email: str
    zone: str
    language: str
    administrator: bool


class ParticipantShown(Shown):
    """A seat at the table."""

    organisation: str
    classes: tuple[str, ...]
    weight: int


class DelegateShown(Shown):
    """A person who acts for an organisation."""

    person: str
    organisation: str
    capacity: str
    since: datetime
    until: datetime | None


class OfficerShown(Shown):
    """A person who holds an office."""

    person: str
    role: str


class DeadlineShown(Shown):
    """One instant, and the zone it was set in."""

    at: datetime
    zone: str


class StandingShown(Shown):
    """What the asker is in this negotiation."""

    secretariat: bool
    chair: bool
    organisation: str | None
    capacity: str | None


class RunShown(Shown):
    """The present run of a stage."""

    number: int
    stage: str
    round: int
    state: str
    entered_at: datetime
    deadline: DeadlineShown | None
    paused_at: datetime | None


class SignatureShown(Shown):
    """A signature that was reported."""

    organisation: str
    signed_on: str
    signatory: str


class InstrumentShown(Shown):
    """The adopted result."""

    text: int
    text_hash: str
    ballot: int
    adopted_at: datetime
    provisional: bool
    not_bound: tuple[str, ...]
    signatures: tuple[SignatureShown, ...]
    entry_into_force: str
    review_on: datetime | None


class StepShown(Shown):
    """A step of the workflow that starts in the present stage, and what it still waits for."""

    step: str
    dest: str
    by: tuple[str, ...]
    allowed: bool
    missing: tuple[str, ...]
    mine: bool = False

    @classmethod
    def of(cls, found: Possible, mine: tuple[Possible, ...]) -> StepShown:
        """The step as the asker sees it."""
        return cls(
            step=found.step,
            dest=found.dest,
            by=found.by,
            allowed=found.allowed,
            missing=found.missing,
            mine=found in mine,
        )


class ObjectiveBrief(Shown):
    """An objective in a list."""

    ref: str
    negotiation: str
    title: str
    stage: str
    round: int
    state: str
    deadline: DeadlineShown | None
    text: int
    leads: tuple[str, ...]
    version: int

    @classmethod
    def of(cls, o: Objective) -> ObjectiveBrief:
        """The objective in a line."""
        return cls(
            ref=o.ref,
            negotiation=o.negotiation,
            title=o.title,
            stage=o.stage,
            round=o.round,
            state=o.run.state.value,
            deadline=DeadlineShown.model_validate(o.run.deadline) if o.run.deadline else None,
            text=o.text.number,
            leads=o.leads,
            version=o.version,
        )


class NegotiationBrief(Shown):
    """A negotiation in a list."""

    symbol: str
    title: str
    purpose: str
    zone: str
    workflow: str
    workflow_version: int
    opened_at: datetime
    contact: str
    version: int


class NegotiationShown(NegotiationBrief):
    """A table: who sits at it, who serves it, and its objectives.

    `organisations` and `people` give the names of the codes and ids used; `may` the commands
    that the asker may give here.
    """

    standing: StandingShown
    participants: tuple[ParticipantShown, ...]
    delegates: tuple[DelegateShown, ...]
    officers: tuple[OfficerShown, ...]
    objectives: tuple[ObjectiveBrief, ...]
    organisations: dict[str, str]
    people: dict[str, str]
    may: tuple[str, ...]

    @classmethod
    def seen(cls, view: views.NegotiationView) -> NegotiationShown:
        """The view as an answer."""
        n = view.negotiation
        return cls(
            **NegotiationBrief.model_validate(n).model_dump(),
            standing=StandingShown.model_validate(view.standing),
            participants=tuple(ParticipantShown.model_validate(p) for p in n.participants),
            delegates=tuple(DelegateShown.model_validate(d) for d in n.delegates),
            officers=tuple(OfficerShown.model_validate(o) for o in n.officers),
            objectives=tuple(ObjectiveBrief.of(o) for o in view.objectives),
            organisations={code: o.name for code, o in view.organisations.items()},
            people={id: p.name for id, p in view.people.items()},
            may=tuple(sorted(view.may)),
        )


class ObjectiveShown(Shown):
    """One objective, whole: the text, the ballot with its verdict, what may happen next.

    `unwritten` says that the clock has decided something that nobody has written down yet;
    `text` are the words of the version asked for (the newest otherwise); `owing` are the
    organisations that still owe an answer in this run.
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
    observers: tuple[str, ...]
    version: int
    run: RunShown
    rounds_allowed: int
    unwritten: bool
    standing: StandingShown
    text: TextShown
    texts: tuple[HeadShown, ...]
    ballot: BallotShown | None
    position: PositionShown | None
    verdict: VerdictShown | None
    comments: tuple[CommentShown, ...]
    no_comments: tuple[str, ...]
    steps: tuple[StepShown, ...]
    owing: tuple[str, ...]
    may: tuple[str, ...]
    instrument: InstrumentShown | None

    @classmethod
    def seen(cls, view: views.ObjectiveView) -> ObjectiveShown:
        """The view as an answer."""
        o = view.objective
        return cls(
            ref=o.ref,
            negotiation=o.negotiation,
            title=o.title,
            purpose=o.purpose,
            workflow=o.workflow,
            workflow_version=o.workflow_version,
            proposed_at=o.proposed_at,
            proposed_by=o.proposed_by,
            leads=o.leads,
            observers=o.observers,
            version=o.version,
            run=RunShown.model_validate(o.run),
            rounds_allowed=o.rounds_allowed,
            unwritten=view.unwritten,
            standing=StandingShown.model_validate(view.standing),
            text=TextShown.of(view.shown, view.text),
            texts=tuple(HeadShown.model_validate(head) for head in view.heads),
            ballot=BallotShown.of(view.ballot) if view.ballot else None,
            position=PositionShown.model_validate(view.position) if view.position else None,
            verdict=VerdictShown.of(view.verdict) if view.verdict else None,
            comments=tuple(CommentShown.model_validate(c) for c in view.comments),
            no_comments=o.no_comments,
            steps=tuple(StepShown.of(step, view.mine) for step in view.steps),
            owing=view.owing,
            may=tuple(sorted(view.may)),
            instrument=InstrumentShown.model_validate(o.instrument) if o.instrument else None,
        )


class TaskShown(Shown):
    """Something the asker should do, or waits for."""

    objective: ObjectiveBrief
    ask: str
    why: str
    due: DeadlineShown | None
    organisation: str | None
    mine: PositionShown | None
    have: int
    seats: int
    open_comments: int

    @classmethod
    def of(cls, task: views.Task) -> TaskShown:
        """The task as an answer."""
        return cls(
            objective=ObjectiveBrief.of(task.objective),
            ask=task.ask,
            why=task.why,
            due=DeadlineShown.model_validate(task.due) if task.due else None,
            organisation=task.organisation,
            mine=PositionShown.model_validate(task.mine) if task.mine else None,
            have=task.have,
            seats=task.seats,
            open_comments=task.open_comments,
        )


class InboxShown(Shown):
    """What needs the asker now, what waits for others, what was decided lately."""

    me: PersonShown
    needs_you: tuple[TaskShown, ...]
    waiting: tuple[TaskShown, ...]
    decided: tuple[TaskShown, ...]
    standings: dict[str, StandingShown]

    @classmethod
    def of(cls, inbox: views.Inbox) -> InboxShown:
        """The inbox as an answer."""
        return cls(
            me=PersonShown.model_validate(inbox.me),
            needs_you=tuple(TaskShown.of(t) for t in inbox.needs_you),
            waiting=tuple(TaskShown.of(t) for t in inbox.waiting),
            decided=tuple(TaskShown.of(t) for t in inbox.decided),
            standings={
                symbol: StandingShown.model_validate(s) for symbol, s in inbox.standings.items()
            },
        )
