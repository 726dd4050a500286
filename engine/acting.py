"""Who acts for whom at an instant, and in what capacity: delegations, and who stands in.

A deputy of somebody who is away acts in that person's capacity, where it binds more than the
deputy's own.  Nothing is granted and nothing revoked: the answer follows from the dates.
"""

from __future__ import annotations

from datetime import datetime

from placet.engine.delegations import is_away
from placet.engine.parties import RANK, SUBMITTING, Capacity, Delegate, Negotiation


def serving(delegate: Delegate, now: datetime) -> bool:
    """Whether the delegation is in force."""
    return delegate.since <= now and (delegate.until is None or now < delegate.until)


def capacity_of(
    negotiation: Negotiation, person: str, organisation: str, now: datetime
) -> Capacity | None:
    """In what capacity the person acts for the organisation now; None: not at all."""
    held = [d for d in negotiation.delegates if d.organisation == organisation and serving(d, now)]
    own = [d.capacity for d in held if d.person == person]
    if not own:
        return None
    absent = {
        a.person
        for a in negotiation.absences
        if (a.deputy, a.organisation) == (person, organisation) and is_away(a, now)
    }
    lent = [d.capacity for d in held if d.person in absent]
    return min((*own, *lent), key=RANK.index)


def acting_for(
    negotiation: Negotiation, organisation: str, now: datetime
) -> tuple[tuple[str, Capacity], ...]:
    """Everybody who acts for the organisation now, each once, with the capacity."""
    people = dict.fromkeys(
        d.person
        for d in negotiation.delegates
        if d.organisation == organisation and serving(d, now)
    )
    found = ((p, capacity_of(negotiation, p, organisation, now)) for p in people)
    return tuple((person, capacity) for person, capacity in found if capacity is not None)


def submitters(negotiation: Negotiation, organisation: str, now: datetime) -> tuple[str, ...]:
    """Those who can give the organisation's answer now, deputies among them."""
    acting = acting_for(negotiation, organisation, now)
    return tuple(person for person, capacity in acting if capacity in SUBMITTING)
