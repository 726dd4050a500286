"""The statements that load objectives, and the values that their rows become.

An objective is loaded by one statement for itself and one each for text, ballot, seats with
their current positions, and (where it has any) the comments of its round.  The first may
lock; the others run after it, so on PostgreSQL they see what the lock's last holder left
(one joined statement would not: it would show the old ballot beside the new objective).
The same statements load one objective and all objectives of a negotiation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, func, select

from placet.engine import codec
from placet.engine.agreements import Agreement, ParagraphPackage
from placet.engine.amendments import Amendment
from placet.engine.concerns import Concern
from placet.engine.groups import GroupStatement
from placet.engine.model import (
    Awaiting,
    Ballot,
    BallotState,
    Comment,
    CommentType,
    Course,
    Deadline,
    Disposition,
    Implemented,
    Instrument,
    Objective,
    Position,
    Qualifier,
    RuleRef,
    Seat,
    StageRun,
    SubState,
    TextHead,
)
from placet.engine.statements import Statement
from placet.engine.store.rows import table
from placet.engine.store.texts import HEAD, version
from placet.engine.store.wording import amendment
from placet.engine.tables import (
    BallotRow,
    CommentRow,
    CurrentPositionRow,
    ObjectiveRow,
    PositionRow,
    SeatRow,
)
from placet.engine.text import Anchor

objective = table(ObjectiveRow)
ballot = table(BallotRow)
seat = table(SeatRow)
position = table(PositionRow)
current = table(CurrentPositionRow)
comment = table(CommentRow)

_recorded = (
    select(func.coalesce(func.max(position.c.number), 0))
    .where(position.c.ref == ballot.c.ref, position.c.ballot == ballot.c.number)
    .scalar_subquery()
    .label("recorded")
)
BALLOTS = select(*(c for c in ballot.columns if c.name != "verdict"), _recorded)
_of_seat = and_(
    current.c.ref == seat.c.ref,
    current.c.ballot == seat.c.ballot,
    current.c.organisation == seat.c.organisation,
)
_held = and_(
    position.c.ref == seat.c.ref,
    position.c.ballot == seat.c.ballot,
    position.c.number == current.c.number,
)
_keys = ("ref", "ballot", "organisation")
SEATS = select(
    *(c for c in seat.columns),
    *(c for c in position.columns if c.name not in _keys),
    current.c.confirmed_at,
)


def with_positions(seats: FromClause) -> FromClause:
    """Seats with what each holds: one outer join after the other.

    An outer join with a join would make SQLite read the positions of all ballots there are.
    """
    return seats.outerjoin(current, _of_seat).outerjoin(position, _held)


@dataclass(frozen=True, slots=True)
class Loading:
    """The statements for the objectives that meet one condition."""

    objectives: Select[Any]
    heads: Select[Any]
    ballots: Select[Any]
    seats: Select[Any]
    comments: Select[Any]
    amendments: Select[Any]


def _loading(which: ColumnElement[bool]) -> Loading:
    shown = and_(version.c.ref == objective.c.ref, version.c.number == objective.c.text)
    asked = and_(ballot.c.ref == objective.c.ref, ballot.c.number == objective.c.ballot)
    seated = and_(seat.c.ref == objective.c.ref, seat.c.ballot == objective.c.ballot)
    said = and_(comment.c.ref == objective.c.ref, comment.c.round == objective.c.round)
    return Loading(
        select(objective).where(which).order_by(objective.c.proposed_at, objective.c.ref),
        select(objective.c.ref, *HEAD).select_from(objective.join(version, shown)).where(which),
        BALLOTS.select_from(objective.join(ballot, asked)).where(which),
        SEATS.select_from(with_positions(objective.join(seat, seated)))
        .where(which)
        .order_by(seat.c.ref, seat.c.ballot, seat.c.place),
        select(comment)
        .select_from(objective.join(comment, said))
        .where(which)
        .order_by(comment.c.ref, comment.c.number),
        select(amendment)
        .select_from(objective.join(amendment, amendment.c.ref == objective.c.ref))
        .where(which)
        .order_by(amendment.c.ref, amendment.c.number),
    )


BY_REF = _loading(objective.c.ref == bindparam("ref"))
BY_NEGOTIATION = _loading(objective.c.negotiation == bindparam("symbol"))

ALL_BALLOTS = BALLOTS.where(ballot.c.ref == bindparam("ref")).order_by(ballot.c.number)
ALL_SEATS = (
    SEATS.select_from(with_positions(seat))
    .where(seat.c.ref == bindparam("ref"))
    .order_by(seat.c.ballot, seat.c.place)
)
ALL_COMMENTS = select(comment).where(comment.c.ref == bindparam("ref")).order_by(comment.c.number)


def as_position(row: Any) -> Position:
    """A position from a row of its table that also has `confirmed_at`."""
    return Position(
        organisation=row.organisation,
        kind=row.kind,
        by=row.by,
        at=row.at,
        number=row.number,
        reference=row.reference or "",
        reasons=row.reasons,
        paragraphs=tuple(row.paragraphs),
        wording=row.wording,
        resolve=row.resolve,
        qualifiers=tuple(Qualifier(q) for q in row.qualifiers),
        reservation=row.reservation,
        confirm_by=row.confirm_by,
        confirmed_at=row.confirmed_at,
        carried_from=row.carried_from,
        marks=tuple(row.marks or ()),
        cast_by=row.cast_by,
        pending=row.pending,
        evidence=row.evidence,
    )


def as_ballot(row: Any, seats: list[Any]) -> Ballot:
    """A ballot from its row and the rows of its seats."""
    return Ballot(
        number=row.number,
        stage=row.stage,
        round=row.round,
        text=row.text,
        text_hash=row.text_hash,
        rule=RuleRef(row.rule_name, row.rule_version, row.rule_parameters),
        kinds=tuple(row.kinds),
        seats=tuple(Seat(s.organisation, tuple(s.classes), s.weight) for s in seats),
        opened_at=row.opened_at,
        deadline=Deadline(row.deadline_at, row.deadline_zone),
        state=BallotState(row.state),
        closed_at=row.closed_at,
        passed=row.passed,
        positions={s.organisation: as_position(s) for s in seats if s.number is not None},
        recorded=row.recorded,
        paragraphs=tuple(row.paragraphs or ()),
        visibility=row.visibility,
        breaker=row.breaker,
        awaiting=codec.decode(dict[str, Awaiting], row.awaiting or {}),
        late=codec.decode(tuple[Position, ...], row.late or []),
    )


def as_comment(row: Any) -> Comment:
    """A comment from its row."""
    return Comment(
        number=row.number,
        organisation=row.organisation,
        by=row.by,
        at=row.at,
        text=row.text,
        round=row.round,
        type=CommentType(row.type),
        paragraph=row.paragraph,
        body=row.body,
        wording=row.wording,
        disposition=None if row.disposition is None else Disposition(row.disposition),
        response=row.response,
        answered_by=row.answered_by,
        anchor=None if row.anchor is None else codec.decode(Anchor, row.anchor),
        evidence=row.evidence,
        group=row.group,
        published=row.published,
        implemented=None if row.implemented is None else codec.decode(Implemented, row.implemented),
        satisfied=row.satisfied,
        rejoinder=row.rejoinder,
    )


def as_objective(
    row: Any,
    head: TextHead,
    asked: Ballot | None,
    comments: Mapping[int, Comment],
    amendments: Mapping[int, Amendment],
) -> Objective:
    """An objective from its row and the values around it."""
    zone, instrument = row.deadline_zone, row.instrument
    run = StageRun(
        number=row.run,
        stage=row.stage,
        round=row.round,
        entered_at=row.entered_at,
        deadline=None if zone is None else Deadline(row.deadline_at, zone),
        state=SubState(row.run_state),
        paused_at=row.paused_at,
    )
    return Objective(
        ref=row.ref,
        negotiation=row.negotiation,
        title=row.title,
        purpose=row.purpose,
        workflow=row.workflow,
        workflow_version=row.workflow_version,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        leads=tuple(row.leads),
        text=head,
        run=run,
        rounds_allowed=row.rounds_allowed,
        came_from=row.came_from,
        ballot=asked,
        ballots=row.ballots,
        observers=tuple(row.observers),
        comments=comments,
        comments_made=row.comments_made,
        no_comments=tuple(row.no_comments),
        paragraphs_minted=row.paragraphs_minted,
        touched=tuple(row.touched),
        instrument=None if instrument is None else codec.decode(Instrument, instrument),
        course=codec.decode(Course, row.course or {}),
        agreed=tuple(row.agreed or ()),
        outcomes=row.outcomes or {},
        last_passed=row.last_passed,
        amendments=amendments,
        amendments_made=row.amendments_made,
        agreements=codec.decode(dict[str, Agreement], row.agreements or {}),
        packages=codec.decode(tuple[ParagraphPackage, ...], row.packages or []),
        packages_made=row.packages_made,
        spoken=codec.decode(tuple[GroupStatement, ...], row.spoken or []),
        statements=codec.decode(dict[int, Statement], row.statements or {}),
        concerns=codec.decode(dict[int, Concern], row.concerns or {}),
        endorsers=tuple(row.endorsers or ()),
        rests_on=codec.decode(dict[str, tuple[int, ...]], row.rests_on or {}),
        restricted_to=tuple(row.restricted_to or ()),
        version=row.version,
    )
