"""What a table becomes when a delegation has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from placet.engine import events as e
from placet.engine.model import Negotiation, Participation


def evolve_delegations(before: Negotiation, event: e.DelegationEvent) -> Negotiation:
    """The negotiation after the event."""
    match event:
        case e.OrganisationAcceded():
            return _now(before, event, Participation.SEATED)
        case e.InvitationDeclined():
            return _now(before, event, Participation.DECLINED)
        case e.OrganisationLeft():
            return _now(before, event, Participation.LEFT)
        case e.SeatChanged():
            return _changed(before, event)
        case e.OfficerEnded():
            left = tuple(
                o for o in before.officers if (o.person, o.role) != (event.person, event.role)
            )
            return replace(before, officers=left)
        case e.AbsenceRecorded():
            return replace(before, absences=(*before.absences, event.absence))
        case e.AbsenceCancelled():
            return _cancelled(before, event.number, event.at)
        case e.CredentialRecorded():
            return replace(before, credentials=(*before.credentials, event.credential))
        case e.CredentialEnded():
            ended = tuple(
                replace(x, ended_at=event.at, reason=event.reason)
                if x.number == event.number
                else x
                for x in before.credentials
            )
            return replace(before, credentials=ended)
        case _:
            assert_never(event)


def _now(
    before: Negotiation,
    event: e.OrganisationAcceded | e.InvitationDeclined | e.OrganisationLeft,
    state: Participation,
) -> Negotiation:
    changed = tuple(
        replace(p, state=state, answer_by=None, changed_at=event.at, reason=event.reason)
        if p.organisation == event.organisation
        else p
        for p in before.participants
    )
    return replace(before, participants=changed)


def _changed(before: Negotiation, event: e.SeatChanged) -> Negotiation:
    changed = tuple(
        replace(
            p,
            classes=event.classes,
            weight=event.weight,
            observer=event.observer,
            changed_at=event.at,
            reason=event.reason,
        )
        if p.organisation == event.organisation
        else p
        for p in before.participants
    )
    return replace(before, participants=changed)


def _cancelled(before: Negotiation, number: int, at: datetime) -> Negotiation:
    changed = tuple(
        replace(a, cancelled_at=at) if a.number == number else a for a in before.absences
    )
    return replace(before, absences=changed)
