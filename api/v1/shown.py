"""What answers hold: objectives and the inbox as the asker may see them.

Numbers of a verdict are kept apart from the sentences that say them; `sentence` is in the
asker's language.
"""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.api.v1.shown_ballots import BallotShown, PositionShown, VerdictShown
from placet.api.v1.shown_beside import ConcernShown, StatementShown
from placet.api.v1.shown_groups import GroupStatementShown
from placet.api.v1.shown_tables import DeadlineShown, ObjectiveBrief, PersonShown, StandingShown
from placet.api.v1.shown_texts import CommentShown, HeadShown, TextShown
from placet.engine import views
from placet.engine.workflow import Possible


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


class ObjectiveShown(Shown):
    """One objective, whole: the text, the ballot with its verdict, what may happen next.

    `unwritten` says that the clock has decided something that nobody has written down yet;
    `text` are the words of the version asked for (the newest otherwise); `owing` are the
    organisations that still owe an answer in this run; `agreed` are paragraphs agreed ad
    referendum, `outcomes` says of each stage whether its last closed ballot passed;
    `group_statements` are counted nowhere; `answers_for` are the organisations for which the
    asker's may record a position now, `casts_for` the members for which it may cast;
    `comments_hidden` counts comments that are sealed.
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
    restricted_to: tuple[str, ...]
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
    comments_hidden: int
    no_comments: tuple[str, ...]
    steps: tuple[StepShown, ...]
    owing: tuple[str, ...]
    may: tuple[str, ...]
    instrument: InstrumentShown | None
    agreed: tuple[str, ...]
    outcomes: dict[str, bool]
    group_statements: tuple[GroupStatementShown, ...]
    answers_for: tuple[str, ...]
    casts_for: tuple[str, ...]
    statements: tuple[StatementShown, ...]
    concerns: tuple[ConcernShown, ...]
    endorsers: tuple[str, ...]

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
            restricted_to=o.restricted_to,
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
            comments_hidden=o.comments_hidden,
            no_comments=o.no_comments,
            steps=tuple(StepShown.of(step, view.mine) for step in view.steps),
            owing=view.owing,
            may=tuple(sorted(view.may)),
            instrument=InstrumentShown.model_validate(o.instrument) if o.instrument else None,
            agreed=o.agreed,
            outcomes=dict(o.outcomes),
            group_statements=tuple(GroupStatementShown.model_validate(s) for s in o.spoken),
            answers_for=view.answers_for,
            casts_for=view.casts_for,
            statements=tuple(StatementShown.model_validate(x) for x in o.statements.values()),
            concerns=tuple(ConcernShown.model_validate(x) for x in o.concerns.values()),
            endorsers=o.endorsers,
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
    amendments: tuple[int, ...]
    paragraphs: tuple[str, ...]
    by_proxy: bool

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
            amendments=task.amendments,
            paragraphs=task.paragraphs,
            by_proxy=task.by_proxy,
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
