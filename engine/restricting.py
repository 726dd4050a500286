"""Restricted objectives: the table as one objective knows it, and a table without some of them.

An objective may be restricted to organisations of its table.  To such an objective the table is
those organisations and whoever serves it: the others have no seat there, owe nothing, are told
nothing, and whether somebody may do something is asked of that smaller table.  So nothing needs
to know of restrictions but where a table and an objective come together (`within`).

What a table says of its objectives (links, proxies, soundings, meetings) is shown without those
that the reader may not see (`without`).  Linked objectives are restricted alike, so a link is
shown whole or not at all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from placet.engine.meetings import Meeting
from placet.engine.parties import Negotiation


def within(negotiation: Negotiation, restricted_to: Collection[str]) -> Negotiation:
    """The table of an objective that is restricted to these organisations; none: everybody."""
    if not restricted_to:
        return negotiation
    return replace(
        negotiation,
        participants=tuple(p for p in negotiation.participants if p.organisation in restricted_to),
        delegates=tuple(d for d in negotiation.delegates if d.organisation in restricted_to),
        proxies=tuple(
            p for p in negotiation.proxies if p.giver in restricted_to and p.holder in restricted_to
        ),
    )


def without(negotiation: Negotiation, hidden: Collection[str]) -> Negotiation:
    """The table without what it says of these objectives (by reference)."""
    if not hidden:
        return negotiation
    said, unseen = negotiation.beginnings, set(hidden)
    shown = tuple(s for s in said.soundings if s.objective not in hidden)
    return replace(
        negotiation,
        links=tuple(x for x in negotiation.links if not unseen & set(x.objectives)),
        beginnings=replace(said, soundings=shown),
        proxies=tuple(
            replace(p, objectives=tuple(x for x in p.objectives if x not in hidden))
            for p in negotiation.proxies
            if not p.objectives or set(p.objectives) - unseen
        ),
        meetings=tuple(_meeting_without(m, hidden) for m in negotiation.meetings),
    )


def _meeting_without(meeting: Meeting, hidden: Collection[str]) -> Meeting:
    """The meeting without the items of its agenda that are about these objectives."""
    gone = {item.number for item in meeting.agenda if item.objective in hidden}
    gone |= {d.item for d in meeting.decisions if d.objective in hidden}
    if not gone:
        return meeting
    minutes = meeting.minutes
    if minutes is not None:
        told = tuple(x for x in minutes.items if x.item not in gone)
        minutes = replace(minutes, items=told)
    return replace(
        meeting,
        agenda=tuple(item for item in meeting.agenda if item.number not in gone),
        decisions=tuple(d for d in meeting.decisions if d.item not in gone),
        minutes=minutes,
    )
