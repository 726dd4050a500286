"""What a value becomes when something has happened: the fold.

`evolve` never refuses: an event is a fact.  Folding an objective's events from nothing gives
the objective, which is what replaying the ledger relies on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.agreements import Agreement, Level
from placet.engine.evolve_wording import agreed_ad_referendum, evolve_wording, reopened
from placet.engine.model import (
    Ballot,
    BallotState,
    Course,
    Delegate,
    Negotiation,
    Objective,
    Officer,
    Participant,
    StageRun,
    SubState,
)


def evolve_negotiation(before: Negotiation | None, event: e.NegotiationEvent) -> Negotiation:
    """The negotiation after the event (`before` is None only for its opening)."""
    if isinstance(event, e.NegotiationOpened):
        return Negotiation(
            symbol=event.symbol,
            title=event.title,
            purpose=event.purpose,
            zone=event.zone,
            workflow=event.workflow,
            workflow_version=event.workflow_version,
            opened_at=event.opened_at,
            contact=event.contact,
        )
    if before is None:
        raise ValueError("a negotiation begins with its opening")
    match event:
        case e.OrganisationInvited():
            seat = Participant(event.organisation, event.classes, event.weight)
            return replace(before, participants=(*before.participants, seat))
        case e.DelegateAppointed():
            new = Delegate(event.person, event.organisation, event.capacity, event.since)
            return replace(before, delegates=(*before.delegates, new))
        case e.DelegateEnded():
            return replace(before, delegates=_ended(before, event))
        case e.OfficerAppointed():
            officer = Officer(event.person, event.role)
            return replace(before, officers=(*before.officers, officer))
        case _:
            assert_never(event)


def _ended(before: Negotiation, event: e.DelegateEnded) -> tuple[Delegate, ...]:
    return tuple(
        replace(d, until=event.until)
        if (d.person, d.organisation, d.until) == (event.person, event.organisation, None)
        else d
        for d in before.delegates
    )


def begin(event: e.ObjectiveProposed, entered: e.StageEntered, negotiation: str) -> Objective:
    """The objective as it stands once its first stage is entered."""
    return Objective(
        ref=event.ref,
        negotiation=negotiation,
        title=event.title,
        purpose=event.purpose,
        workflow=event.workflow,
        workflow_version=event.workflow_version,
        proposed_at=event.head.made_at,
        proposed_by=event.head.by,
        leads=event.leads,
        text=event.head,
        run=entered.run,
        rounds_allowed=event.rounds_allowed,
        paragraphs_minted=event.minted,
    )


def evolve(o: Objective, event: e.ObjectiveEvent) -> Objective:
    """The objective after the event; `version` is counted by the service, once a command."""
    match event:
        case e.ObjectiveProposed():
            return o
        case e.StageEntered():
            return _entered(o, event)
        case e.BallotOpened():
            return replace(
                o,
                ballot=event.ballot,
                ballots=event.ballot.number,
                touched=() if event.ballot.text_hash == o.text.hash else o.touched,
            )
        case e.PositionRecorded() | e.PositionWithdrawn() | e.PositionConfirmed():
            return _on_position(o, event)
        case e.BallotClosed():
            return _closed(o, event)
        case e.StageClosed():
            return replace(o, run=replace(o.run, state=SubState.CLOSED))
        case e.ParagraphsAgreed() | e.ParagraphsReopened():
            return _on_agreement(o, event)
        case e.TextRevised():
            touched = tuple(dict.fromkeys((*o.touched, *event.changed)))
            return replace(o, text=event.head, paragraphs_minted=event.minted, touched=touched)
        case e.CommentMade() | e.NoCommentsStated() | e.CommentAnswered():
            return _on_comment(o, event)
        case e.DeadlineChanged():
            return _moved(o, event)
        case e.MeetingScheduled() | e.DeterminationMade() | e.ReviewerNamed() | e.ReviewGiven():
            return replace(o, course=_on_course(o.course, event))
        case e.RoundsExtended():
            return replace(o, rounds_allowed=event.allowed)
        case e.LeadsChanged():
            return replace(o, leads=event.leads)
        case e.ObserversChanged():
            return replace(o, observers=event.observers)
        case e.Adopted():
            return replace(o, instrument=event.instrument, agreed=())
        case e.AdoptionUndone():
            return replace(o, instrument=None)
        case e.SignatureRecorded() | e.EntryIntoForceSet() | e.ReviewScheduled():
            return _on_instrument(o, event)
        case e.RemindersSent():
            return o
        case e.WorkflowChanged():
            return replace(o, workflow_version=event.version, rounds_allowed=event.rounds_allowed)
        case _:
            return evolve_wording(o, event)


def _ballot(o: Objective) -> Ballot:
    if o.ballot is None:
        raise ValueError(f"{o.ref} has no ballot")
    return o.ballot


def _closed(o: Objective, event: e.BallotClosed) -> Objective:
    ballot = replace(_ballot(o), state=event.state, closed_at=event.at, passed=event.passed)
    if event.passed is None:
        return replace(o, ballot=ballot)
    outcomes = {**o.outcomes, ballot.stage: event.passed}
    return replace(o, ballot=ballot, outcomes=outcomes, last_passed=event.passed)


def _on_agreement(o: Objective, event: e.ParagraphsAgreed | e.ParagraphsReopened) -> Objective:
    match event:
        case e.ParagraphsAgreed():
            ballot = _ballot(o)
            noted = Agreement(
                Level.AD_REFERENDUM, ballot.text, "", ballot.closed_at or o.text.made_at
            )
            return replace(agreed_ad_referendum(o, event.agreed, noted), agreed=event.agreed)
        case e.ParagraphsReopened():
            by, at = event.by or o.text.by, event.at or o.text.made_at
            noted = Agreement(
                Level.REOPENED, event.text or o.text.number, by, at, reason=event.reason
            )
            left = tuple(p for p in o.agreed if p not in event.paragraphs)
            return replace(reopened(o, event.paragraphs, noted), agreed=left)
        case _:
            assert_never(event)


def _entered(o: Objective, event: e.StageEntered) -> Objective:
    course = _course_of(o, event.run)
    entered = replace(o, run=event.run, came_from=event.came_from, course=course)
    if event.run.round != o.run.round:
        return replace(entered, comments={}, no_comments=())
    return entered


def _course_of(o: Objective, run: StageRun) -> Course:
    """A run begins with nothing but what outlives it; a hold keeps the course as it is.

    As long as it lasted the first deadline moves on too, so that nothing is lost or won.
    """
    course, paused_at = o.course, o.run.paused_at
    if run.paused_at is not None:
        return course
    if paused_at is None or run.stage != o.came_from:
        return replace(course, first=None, extended=0, shortened=0, reviews=())
    if course.first is None:
        return course
    return replace(course, first=course.first + (run.entered_at - paused_at))


def _on_position(
    o: Objective, event: e.PositionRecorded | e.PositionWithdrawn | e.PositionConfirmed
) -> Objective:
    ballot = _ballot(o)
    positions = dict(ballot.positions)
    recorded = ballot.recorded
    match event:
        case e.PositionRecorded():
            positions[event.position.organisation] = event.position
            recorded = event.position.number
        case e.PositionWithdrawn():
            positions.pop(event.organisation, None)
            recorded += 1
        case e.PositionConfirmed():
            held = positions[event.organisation]
            positions[event.organisation] = replace(held, confirmed_at=event.at)
        case _:
            assert_never(event)
    return replace(o, ballot=replace(ballot, positions=positions, recorded=recorded))


def _on_comment(
    o: Objective, event: e.CommentMade | e.NoCommentsStated | e.CommentAnswered
) -> Objective:
    match event:
        case e.CommentMade():
            made = event.comment
            return replace(
                o,
                comments={**o.comments, made.number: made},
                comments_made=made.number,
                no_comments=tuple(c for c in o.no_comments if c != made.organisation),
            )
        case e.NoCommentsStated():
            return replace(o, no_comments=(*o.no_comments, event.organisation))
        case e.CommentAnswered():
            answered = replace(
                o.comments[event.number],
                disposition=event.disposition,
                response=event.response,
                answered_by=event.by,
            )
            return replace(o, comments={**o.comments, event.number: answered})
        case _:
            assert_never(event)


def _moved(o: Objective, event: e.DeadlineChanged) -> Objective:
    ballot = o.ballot
    if event.deadline is not None and ballot is not None and ballot.state is BallotState.OPEN:
        ballot = replace(ballot, deadline=event.deadline)
    run = replace(o.run, deadline=event.deadline, state=SubState.RUNNING, paused_at=None)
    return replace(o, run=run, ballot=ballot, course=_counted_move(o, event))


def _counted_move(o: Objective, event: e.DeadlineChanged) -> Course:
    """How often somebody moved the deadline; a period that begins anew counts from nothing."""
    before, after = o.run.deadline, event.deadline
    if before == after:
        return o.course
    if not event.moved or before is None or after is None:
        return replace(o.course, first=None, extended=0, shortened=0)
    course = replace(o.course, first=o.course.first or before.at)
    if after.at > before.at:
        return replace(course, extended=course.extended + 1)
    return replace(course, shortened=course.shortened + 1)


def _on_course(
    course: Course,
    event: e.MeetingScheduled | e.DeterminationMade | e.ReviewerNamed | e.ReviewGiven,
) -> Course:
    match event:
        case e.MeetingScheduled():
            return replace(course, meeting=event.at)
        case e.DeterminationMade():
            return replace(course, determinations=(*course.determinations, event.determination))
        case e.ReviewerNamed():
            others = (r for r in course.reviews if r.organisation != event.review.organisation)
            return replace(course, reviews=(*others, event.review))
        case e.ReviewGiven():
            given = (
                replace(r, given_at=event.at, finding=event.finding)
                if r.organisation == event.organisation
                else r
                for r in course.reviews
            )
            return replace(course, reviews=tuple(given))
        case _:
            assert_never(event)


def _on_instrument(
    o: Objective, event: e.SignatureRecorded | e.EntryIntoForceSet | e.ReviewScheduled
) -> Objective:
    if o.instrument is None:
        raise ValueError(f"{o.ref} has no instrument")
    match event:
        case e.SignatureRecorded():
            signatures = (*o.instrument.signatures, event.signature)
            instrument = replace(o.instrument, signatures=signatures)
        case e.EntryIntoForceSet():
            instrument = replace(o.instrument, entry_into_force=event.on)
        case e.ReviewScheduled():
            instrument = replace(o.instrument, review_on=event.at)
        case _:
            assert_never(event)
    return replace(o, instrument=instrument)
