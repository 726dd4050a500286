"""A command about a table becomes events, or a refusal that says why."""

from __future__ import annotations

from datetime import datetime

from placet.engine import commands as c
from placet.engine.access import Actor, standing
from placet.engine.decide.delegations import (
    appoint_delegate,
    decide_delegations,
    end_delegate,
)
from placet.engine.decide.negotiations import appoint_officer
from placet.engine.decide.seats import Events, invite_organisation
from placet.engine.model import Negotiation


def decide_table(
    before: Negotiation, command: c.TableCommand | c.DelegationCommand, actor: Actor, now: datetime
) -> Events:
    """What a command at a table that is open brings about."""
    if isinstance(command, c.DelegationCommand):
        return decide_delegations(before, command, actor, now)
    match command:
        case c.InviteOrganisation():
            return invite_organisation(before, command, now)
        case c.AppointDelegate():
            return appoint_delegate(before, command, standing(actor, before, now), now)
        case c.EndDelegate():
            return end_delegate(before, command, standing(actor, before, now), now)
        case c.AppointOfficer():
            return appoint_officer(before, command)
        case c.OpenNegotiation():
            raise TypeError("a table is opened once")
