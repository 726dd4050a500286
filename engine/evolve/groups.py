"""What a table becomes when something happened to its groups."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.groups import Group
from placet.engine.model import Negotiation


def evolve_groups(before: Negotiation, event: e.GroupEvent) -> Negotiation:
    """The table after the event."""
    return replace(before, groups=_groups(before.groups, event))


def _groups(groups: tuple[Group, ...], event: e.GroupEvent) -> tuple[Group, ...]:
    match event:
        case e.GroupFormed():
            return (*groups, event.group)
        case e.GroupChanged():
            return tuple(event.group if g.code == event.group.code else g for g in groups)
        case e.GroupDissolved():
            return tuple(g for g in groups if g.code != event.code)
        case e.GroupLeft():
            return tuple(
                _without(g, event.organisation) if g.code == event.code else g for g in groups
            )
        case _:
            assert_never(event)


def _without(group: Group, organisation: str) -> Group:
    return replace(group, members=tuple(m for m in group.members if m != organisation))
