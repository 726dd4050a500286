"""Messages that stay inside an organisation: what waits for clearance, an internal deadline.

They name no negotiation, objective or organisation of their own, so that no list of messages
about these shows them; the facts say what they are about, and count prepared words without
repeating one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from placet.engine.acting import acting_for
from placet.engine.codec import instant
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import SUBMITTING, Capacity, Negotiation, Objective
from placet.engine.prepared import InternalDeadline
from placet.engine.preparing import reminder_at

PRIVATE = frozenset({Kind.CLEARANCE_WAITS, Kind.INTERNAL_REMINDER})
"""Kinds of message that are nobody's business outside an organisation."""

Facts = dict[str, Json]


def binding(negotiation: Negotiation, organisation: str, now: datetime) -> tuple[str, ...]:
    """Those who may clear and submit for an organisation."""
    return _people(negotiation, organisation, now, SUBMITTING)


def preparing(negotiation: Negotiation, organisation: str, now: datetime) -> tuple[str, ...]:
    """Those who may prepare for it: everybody but its observers."""
    return _people(negotiation, organisation, now, set(Capacity) - {Capacity.OBSERVER})


def _people(
    negotiation: Negotiation, organisation: str, now: datetime, wanted: Iterable[Capacity]
) -> tuple[str, ...]:
    acting = acting_for(negotiation, organisation, now)
    return tuple(person for person, capacity in acting if capacity in wanted)


def about_clearance(ref: str, organisation: str) -> str:
    """How the keys of messages about clearance begin."""
    return f"{ref}/clearance/{organisation}/"


def about_internal(ref: str, organisation: str) -> str:
    """How the keys of messages about an internal deadline begin."""
    return f"{ref}/internal/{organisation}/"


def clearance_waits(
    negotiation: Negotiation,
    o: Objective,
    organisation: str,
    person: str,
    counts: dict[str, int],
    cause: str,
    due_at: datetime,
) -> Message:
    """So much waits for the clearance of this person; `counts` by kind of what is prepared."""
    facts: Facts = {
        **_head(negotiation, o),
        "path": f"/objectives/{o.ref}/my-batch",
        "organisation": organisation,
        "counts": dict[str, Json](counts),
        "capacity": _capacity(negotiation, organisation, person),
    }
    key = f"{about_clearance(o.ref, organisation)}{cause}/{person}"
    return Message(key, Kind.CLEARANCE_WAITS, person, facts, due_at=due_at)


def internal_reminders(
    negotiation: Negotiation, o: Objective, set_: InternalDeadline, now: datetime
) -> Iterator[Message]:
    """One to each of those who prepare; whether it still makes sense is asked at hand-over."""
    facts: Facts = {
        **_head(negotiation, o),
        "path": f"/objectives/{o.ref}/my-batch",
        "organisation": set_.organisation,
        "internal": instant(set_.deadline.at),
        "zone": set_.deadline.zone,
        "run": set_.run,
    }
    if o.run.deadline is not None:
        facts["deadline"] = instant(o.run.deadline.at)
    at = reminder_at(set_.deadline, now)
    cause = f"{about_internal(o.ref, set_.organisation)}{instant(set_.at)}"
    for person in preparing(negotiation, set_.organisation, now):
        key = f"{cause}/{person}"
        told = {**facts, "capacity": _capacity(negotiation, set_.organisation, person)}
        yield Message(key, Kind.INTERNAL_REMINDER, person, told, due_at=at)


def _capacity(negotiation: Negotiation, organisation: str, person: str) -> str:
    held = (
        d.capacity.value
        for d in negotiation.delegates
        if (d.person, d.organisation) == (person, organisation)
    )
    return next(held, "")


def _head(negotiation: Negotiation, o: Objective) -> Facts:
    return {
        "ref": o.ref,
        "title": "" if o.restricted_to else o.title,
        **({"restricted": True} if o.restricted_to else {}),
        "symbol": negotiation.symbol,
        "negotiation": negotiation.title,
        "version": o.text.number,
        "hash": o.text.hash,
        "contact": negotiation.contact,
    }
