"""What a table becomes when something has happened at it."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.evolve.beginnings import evolve_beginnings
from placet.engine.evolve.delegations import evolve_delegations
from placet.engine.evolve.groups import evolve_groups
from placet.engine.evolve.links import evolve_links
from placet.engine.evolve.meetings import evolve_meetings
from placet.engine.evolve.proxies import evolve_proxies
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
            body=event.body,
            observers_comment=event.observers_comment,
        )
    if before is None:
        raise ValueError("a negotiation begins with its opening")
    if isinstance(event, e.DelegationEvent):
        return evolve_delegations(before, event)
    if isinstance(event, e.GroupEvent):
        return evolve_groups(before, event)
    if isinstance(event, e.ProxyEvent):
        return evolve_proxies(before, event)
    if isinstance(event, e.MeetingEvent):
        return evolve_meetings(before, event)
    if isinstance(event, e.BeginningEvent):
        return evolve_beginnings(before, event)
    if isinstance(event, e.LinkEvent):
        return evolve_links(before, event)
    match event:
        case e.OrganisationInvited():
            return replace(before, participants=_invited(before, event))
        case e.DelegateAppointed():
            new = Delegate(
                event.person, event.organisation, event.capacity, event.since, event.until
            )
            return replace(before, delegates=(*before.delegates, new))
        case e.DelegateEnded():
            return replace(before, delegates=_ended(before, event))
        case e.TemplateSaved() | e.TemplateRemoved():
            return _with_templates(before, event)
        case e.OfficerAppointed():
            officer = Officer(event.person, event.role)
            return replace(before, officers=(*before.officers, officer))
        case e.DigestsSent():
            return before
        case _:
            assert_never(event)


def _invited(before: Negotiation, event: e.OrganisationInvited) -> tuple[Participant, ...]:
    """The participants with the one invited: in its old place where it was there before."""
    new = Participant(
        event.organisation,
        event.classes,
        event.weight,
        event.observer,
        event.state,
        event.answer_by,
        event.at,
    )
    kept = tuple(new if p.organisation == new.organisation else p for p in before.participants)
    return kept if new in kept else (*before.participants, new)


def _ended(before: Negotiation, event: e.DelegateEnded) -> tuple[Delegate, ...]:
    return tuple(
        replace(d, until=max(d.since, event.until))
        if (d.person, d.organisation) == (event.person, event.organisation)
        and (d.until is None or d.until > event.until)
        else d
        for d in before.delegates
    )


def _with_templates(before: Negotiation, event: e.AnswerTemplateEvent) -> Negotiation:
    """The templates in the order of their titles."""
    title = event.template.title if isinstance(event, e.TemplateSaved) else event.title
    kept = [t for t in before.answer_templates if t.title != title]
    if isinstance(event, e.TemplateSaved):
        kept.append(event.template)
    return replace(before, answer_templates=tuple(sorted(kept, key=lambda t: t.title)))
