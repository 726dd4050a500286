"""Who may do what: one question, `can`, and everything not said here is refused.

An actor is a person through a channel.  What they may do follows from the offices and
delegations the negotiation itself records at the instant asked about, so a right ends with
the appointment and nothing has to be revoked elsewhere.  Administrators look after the
installation: they see every negotiation and open new ones, and never act for an
organisation.  Steps of a workflow say themselves who takes them (`Step.by`).  To an objective
that is restricted the table is the organisations that see it, and whoever serves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine import commands as c
from placet.engine.acting import capacity_of, serving
from placet.engine.model import SUBMITTING, Negotiation, Objective, Participation, Role
from placet.engine.parties import participant_of
from placet.engine.refused import ACTIONS
from placet.engine.restricting import within
from placet.engine.rights import REHEARSE, RIGHTS, Right, Standing, never, step_roles

__all__ = [
    "ACTIONS",
    "CLOCK",
    "READING",
    "REHEARSE",
    "RIGHTS",
    "SEEN_BY_ADMINISTRATORS",
    "THE_CLOCK",
    "Actor",
    "Right",
    "Standing",
    "can",
    "sees",
    "standing",
    "step_roles",
]

CLOCK = "clock"
"""The person id under which the clock acts."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, and through which channel (web, api, clock, command-line).

    `leads`: is head of delegation or focal point at some table.
    """

    person: str
    administrator: bool = False
    serves: bool = False
    channel: str = "web"
    leads: bool = False

    @property
    def is_clock(self) -> bool:
        """Whether it is the clock that asks."""
        return self.person == CLOCK


THE_CLOCK = Actor(CLOCK, channel="clock")


def standing(actor: Actor, negotiation: Negotiation, now: datetime) -> Standing:
    """What the actor is in the negotiation at `now`.

    Somebody with several delegations acts in the one that binds, then in the earliest; who
    stands in for somebody else, in that person's capacity.
    """
    offices = {o.role for o in negotiation.officers if o.person == actor.person}
    mine = [d for d in negotiation.delegates if d.person == actor.person and serving(d, now)]
    mine.sort(key=lambda d: (d.capacity not in SUBMITTING, d.since))
    organisation = mine[0].organisation if mine else None
    seat = participant_of(negotiation, organisation)
    return Standing(
        secretariat=Role.SECRETARIAT in offices,
        chair=Role.CHAIR in offices,
        organisation=organisation,
        capacity=capacity_of(negotiation, actor.person, organisation or "", now),
        state=seat.state if seat else Participation.SEATED,
        observer=seat is not None and seat.observer,
        comments_as_observer=negotiation.observers_comment,
    )


READING = frozenset({"see", "see_audit", "see_people", "see_missing", "see_mail", REHEARSE})
SEEN_BY_ADMINISTRATORS = frozenset({"see", "see_audit", "see_people", REHEARSE})


def can(
    actor: Actor,
    action: type | str,
    negotiation: Negotiation | None,
    objective: Objective | None,
    now: datetime,
) -> bool:
    """Whether the actor may do this (a command's class, or a reading) to this object."""
    if actor.is_clock:
        return action in (c.CloseStage, c.SendReminders)
    if negotiation is None:
        return _in_the_house(actor, action)
    if actor.administrator and action in SEEN_BY_ADMINISTRATORS:
        return True
    right = RIGHTS.get(action, never)
    table = negotiation if objective is None else within(negotiation, objective.restricted_to)
    return right(standing(actor, table, now), objective)


def sees(
    actor: Actor, negotiation: Negotiation, restricted_to: tuple[str, ...], now: datetime
) -> bool:
    """Whether the actor sees an objective of the table that is restricted like this."""
    table = within(negotiation, restricted_to)
    return actor.administrator or standing(actor, table, now).present


def _in_the_house(actor: Actor, action: type | str) -> bool:
    if action is c.OpenNegotiation:
        return actor.administrator or actor.serves
    if action in _HOUSE:
        return actor.administrator or actor.serves or (action in _OWN and actor.leads)
    return False


_HOUSE = frozenset(
    {
        c.RegisterOrganisation,
        c.InvitePerson,
        c.PublishDefinition,
        c.EstablishBody,
        c.ChangeBody,
        REHEARSE,
    }
)
_OWN: frozenset[type | str] = frozenset({c.InvitePerson})
"""What heads of delegation and focal points may do as well, for the sake of their own people."""
