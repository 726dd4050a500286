"""What a table becomes when something has happened at it."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.evolve.beginnings import evolve_beginnings
from placet.engine.evolve.links import evolve_links
from placet.engine.model import (
    Delegate,
    Negotiation,
    Officer,
    Participant,
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
    if isinstance(event, e.BeginningEvent):
        return evolve_beginnings(before, event)
    if isinstance(event, e.LinkEvent):
        return evolve_links(before, event)
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
