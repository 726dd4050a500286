"""Restricted objectives: the table as one objective knows it, and a table without some of them.

An objective may be restricted to organisations of its table.  To such an objective the table is
those organisations and whoever serves it: the others have no seat there, owe nothing, are told
nothing, and whether somebody may do something is asked of that smaller table.  So nothing needs
to know of restrictions but where a table and an objective come together (`within`).

What a table says of its objectives (links, proxies, soundings) is shown without those that the
reader may not see (`without`).  Linked objectives are restricted alike, so a link is shown whole
or not at all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

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
    said = negotiation.beginnings
    shown = tuple(s for s in said.soundings if s.objective not in hidden)
    return replace(
        negotiation,
        links=tuple(x for x in negotiation.links if not set(hidden) & set(x.objectives)),
        beginnings=replace(said, soundings=shown),
        proxies=tuple(
            replace(p, objectives=tuple(x for x in p.objectives if x not in hidden))
            for p in negotiation.proxies
            if not p.objectives or set(p.objectives) - set(hidden)
        ),
    )
