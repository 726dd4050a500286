"""Who is told what when a delegation has changed: events of a table become messages.

The officers learn what delegations do by themselves, a delegation what the secretariat enters
about it, and a person whatever begins or ends for them.  Nobody is told what they did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from placet.engine import events as e
from placet.engine.access import Actor, standing
from placet.engine.acting import acting_for
from placet.engine.codec import instant
from placet.engine.delegations import Absence
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import Negotiation

Told = Iterator[tuple[str, str, dict[str, Json]]]
"""Person, what has changed for them, and the facts of it."""


def delegation_news(
    negotiation: Negotiation,
    events: Iterable[e.NegotiationEvent],
    actor: Actor,
    now: datetime,
) -> tuple[Message, ...]:
    """What people learn of these events; `negotiation` is the table after them."""
    made: dict[str, Message] = {}
    for event in events:
        for person, change, facts in _told(negotiation, event, actor, now):
            if person == actor.person:
                continue
            key = f"{negotiation.symbol}/{negotiation.version}/{change}/{person}"
            made.setdefault(key, _message(negotiation, key, person, change, facts))
    return tuple(made.values())


GONE = frozenset({"ended", "office_ended"})
"""News to people who may have no part in the negotiation any more."""


def _message(n: Negotiation, key: str, person: str, change: str, facts: dict[str, Json]) -> Message:
    said: dict[str, Json] = {
        "path": "/" if change in GONE else f"/negotiations/{n.symbol}",
        "symbol": n.symbol,
        "negotiation": n.title,
        "contact": n.contact,
        "zone": n.zone,
        "change": change,
        **facts,
    }
    symbol = None if change in GONE else n.symbol
    return Message(key, Kind.DELEGATION, person, said, symbol)


def _told(n: Negotiation, event: e.NegotiationEvent, actor: Actor, now: datetime) -> Told:
    match event:
        case e.OrganisationAcceded():
            yield from _all(n, event.organisation, "acceded", event.reason, now)
        case e.InvitationDeclined():
            yield from _all(n, event.organisation, "declined", event.reason, now)
        case e.OrganisationLeft():
            yield from _all(n, event.organisation, "left", event.reason, now)
        case e.SeatChanged():
            facts: dict[str, Json] = {
                "organisation": event.organisation,
                "observer": event.observer,
                "weight": event.weight,
                "classes": list(event.classes),
                "reason": event.reason,
            }
            for person, _ in acting_for(n, event.organisation, now):
                yield person, "seat", facts
        case e.DelegateAppointed() | e.DelegateEnded():
            yield from _of_a_delegate(n, event, actor, now)
        case e.OfficerEnded():
            yield event.person, "office_ended", {"capacity": event.role.value}
        case e.AbsenceRecorded():
            yield from _away(n, event.absence, "stands_in", now)
            yield from _away(n, event.absence, "away", now)
        case e.AbsenceCancelled():
            for absence in n.absences:
                if absence.number == event.number:
                    yield from _away(n, absence, "stands_in_no_more", now)
        case _:
            return


def _all(n: Negotiation, organisation: str, change: str, reason: str, now: datetime) -> Told:
    facts: dict[str, Json] = {"organisation": organisation, "reason": reason}
    own = [person for person, _ in acting_for(n, organisation, now)]
    for person in dict.fromkeys((*(o.person for o in n.officers), *own)):
        yield person, change, facts


def _of_a_delegate(
    n: Negotiation, event: e.DelegateAppointed | e.DelegateEnded, actor: Actor, now: datetime
) -> Told:
    ends = isinstance(event, e.DelegateEnded)
    facts: dict[str, Json] = {"organisation": event.organisation}
    if ends:
        yield event.person, "ended", facts
    if not standing(actor, n, now).secretariat:
        for officer in n.officers:
            yield officer.person, "ended_told" if ends else "appointed_told", facts


def _away(n: Negotiation, absence: Absence, change: str, now: datetime) -> Told:
    held = [
        d.capacity.value
        for d in n.delegates
        if (d.person, d.organisation) == (absence.person, absence.organisation)
        and (d.until is None or d.until > absence.since)
    ]
    facts: dict[str, Json] = {
        "organisation": absence.organisation,
        "capacity": held[-1] if held else "",
        "since": instant(absence.since),
        "until": instant(absence.until),
    }
    yield absence.person if change == "away" else absence.deputy, change, facts
