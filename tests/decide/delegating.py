"""Commands about groups and proxies at a table in memory."""

from __future__ import annotations

from dataclasses import replace

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import can
from placet.engine.decide.groups import decide_groups
from placet.engine.decide.proxies import decide_proxies
from placet.engine.errors import NotAllowed
from placet.engine.evolve import evolve_negotiation
from placet.engine.groups import GroupKind
from tests.decide.table import WEEK, Table, focal, person


def at_table(table: Table, by: str, command: c.GroupCommand | c.ProxyCommand) -> Table:
    """A command about groups or proxies, as the service carries it out."""
    if not can(person(by), type(command), table.negotiation, None, table.now):
        raise NotAllowed(type(command).__name__)
    if isinstance(command, c.GroupCommand):
        events: tuple[e.NegotiationEvent, ...] = decide_groups(
            table.negotiation, command, person(by), table.now
        )
    else:
        events = decide_proxies(table.negotiation, command, person(by), table.now)
    negotiation = table.negotiation
    for event in events:
        negotiation = evolve_negotiation(negotiation, event)
    table.negotiation = replace(negotiation, version=negotiation.version + 1)
    return table


def gives(table: Table, giver: str, holder: str, *refs: str, weeks: int = 8) -> Table:
    """A proxy is offered and accepted."""
    offer = c.GiveProxy(holder, table.now + weeks * WEEK, objectives=refs)
    at_table(table, focal(giver), offer)
    return at_table(table, focal(holder), c.AcceptProxy(len(table.negotiation.proxies)))


def grouped(table: Table, *members: str, code: str = "G3", speaker: str = "") -> Table:
    """The secretariat notes a group; the first member speaks for it."""
    speaker = speaker or members[0]
    form = c.FormGroup(code, "The three", GroupKind.LIKE_MINDED, members, speaker)
    return at_table(table, "sec", form)
