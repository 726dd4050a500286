"""What an objective becomes when it moved: its text, its stages, its result."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.agreements import Agreement, Level
from placet.engine.evolve.positions import ballot_of
from placet.engine.evolve.wording import agreed_ad_referendum, reopened
from placet.engine.model import (
    BallotState,
    Course,
    Objective,
    StageRun,
    SubState,
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
        restricted_to=event.restricted_to,
    )


def evolve_stages(o: Objective, event: e.StageEvent) -> Objective:
    """The objective after the event; `version` is counted by the service, once a command."""
    match event:
        case e.ObjectiveProposed():
            return o
        case e.StageEntered():
            return _entered(o, event)
        case e.StageClosed():
            return replace(o, run=replace(o.run, state=SubState.CLOSED))
        case e.ParagraphsAgreed() | e.ParagraphsReopened():
            return _on_agreement(o, event)
        case e.TextRevised():
            touched = tuple(dict.fromkeys((*o.touched, *event.changed)))
            return replace(o, text=event.head, paragraphs_minted=event.minted, touched=touched)
        case e.DeadlineChanged():
            return _moved(o, event)
        case e.MeetingScheduled() | e.DeterminationMade() | e.ReviewerNamed() | e.ReviewGiven():
            return replace(o, course=_on_course(o.course, event))
        case e.RestrictionChanged():
            return replace(o, restricted_to=event.organisations)
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
        case e.ProvisionsNamed():
            named = {k: v for k, v in o.rests_on.items() if k != event.organisation}
            if event.provisions:
                named[event.organisation] = event.provisions
            return replace(o, rests_on=named)
        case e.RemindersSent():
            return o
        case e.WorkflowChanged():
            return replace(o, workflow_version=event.version, rounds_allowed=event.rounds_allowed)
        case _:
            assert_never(event)


def _on_agreement(o: Objective, event: e.ParagraphsAgreed | e.ParagraphsReopened) -> Objective:
    match event:
        case e.ParagraphsAgreed():
            ballot = ballot_of(o)
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
            return replace(course, meeting=event.at, follows=event.meeting)
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
