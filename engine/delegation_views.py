"""Delegations as one reader sees them: who sits where, who acts for whom, who is away.

Everybody at a table sees who is there and in what capacity.  Who is away and what papers were
seen is for the organisation itself, for secretariat and chair, and for administrators.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from placet.engine.acting import capacity_of, serving
from placet.engine.delegations import (
    Absence,
    Credential,
    Validity,
    is_away,
    standing_of,
    validity,
)
from placet.engine.model import Capacity, Delegate, Participant, Person
from placet.engine.views import NegotiationView


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a delegation: `capacity` as appointed, `acts_as` now (None: not now).

    `begins` says that the appointment is still to come; `absence` is the one that holds.
    """

    person: str
    name: str
    capacity: Capacity
    acts_as: Capacity | None
    since: datetime
    until: datetime | None
    begins: bool
    absence: Absence | None = None

    @property
    def stands_in(self) -> bool:
        """Whether the person acts in somebody else's capacity."""
        return self.acts_as is not None and self.acts_as is not self.capacity


@dataclass(frozen=True, slots=True)
class Paper:
    """A credential, and whether it still speaks for the person."""

    credential: Credential
    name: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Delegation:
    """An organisation at a table with its people.

    Of what is not for this reader, `detailed` is false and the lists are empty.  `absences` are
    those that hold or are still to come.
    """

    participant: Participant
    name: str
    members: tuple[Member, ...]
    detailed: bool
    absences: tuple[Absence, ...] = ()
    papers: tuple[Paper, ...] = ()
    credentials: Validity = Validity.NONE

    @property
    def organisation(self) -> str:
        """Its code."""
        return self.participant.organisation


def delegations(view: NegotiationView) -> tuple[Delegation, ...]:
    """All of them, in the order of the table."""
    return tuple(_delegation(view, p) for p in view.negotiation.participants)


def today(view: NegotiationView) -> date:
    """The day it is in the zone of the table."""
    return view.now.astimezone(ZoneInfo(view.negotiation.zone)).date()


def _delegation(view: NegotiationView, p: Participant) -> Delegation:
    known = view.organisations.get(p.organisation)
    name = known.name if known else p.organisation
    who = view.standing
    own = who.organisation == p.organisation
    detailed = own or who.secretariat or who.chair or view.actor.administrator
    members = tuple(_members(view, p.organisation, detailed))
    if not detailed:
        return Delegation(p, name, members, False)
    n, day = view.negotiation, today(view).isoformat()
    absences = tuple(
        a
        for a in n.absences
        if a.organisation == p.organisation and a.cancelled_at is None and view.now < a.until
    )
    credentials = tuple(x for x in n.credentials if x.organisation == p.organisation)
    papers = tuple(
        Paper(x, name_of(view.people.get(x.person)), validity(x, day)) for x in credentials
    )
    return Delegation(p, name, members, True, absences, papers, standing_of(credentials, day))


def _members(view: NegotiationView, organisation: str, detailed: bool) -> Iterator[Member]:
    n, now = view.negotiation, view.now
    for d in n.delegates:
        if d.organisation != organisation or _is_over(d, now) or (not detailed and d.since > now):
            continue
        away = (a for a in n.absences if (a.person, a.organisation) == (d.person, organisation))
        yield Member(
            d.person,
            name_of(view.people.get(d.person)),
            d.capacity,
            capacity_of(n, d.person, organisation, now) if serving(d, now) else None,
            d.since,
            d.until,
            d.since > now,
            next((a for a in away if is_away(a, now)), None) if detailed else None,
        )


def _is_over(d: Delegate, now: datetime) -> bool:
    return d.until is not None and d.until <= max(now, d.since)


def name_of(person: Person | None) -> str:
    """The name, or nothing where it was erased or is not known."""
    return person.name if person else ""
