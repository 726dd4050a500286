"""What a table becomes when objectives were linked or unlinked."""

from __future__ import annotations

from dataclasses import replace

from placet.engine import events as e
from placet.engine.model import Negotiation


def evolve_links(before: Negotiation, event: e.LinkEvent) -> Negotiation:
    """The table after the event."""
    match event:
        case e.ObjectivesLinked():
            made = event.link.number
            return replace(before, links=(*before.links, event.link), links_made=made)
        case e.ObjectivesUnlinked():
            left = tuple(link for link in before.links if link.number != event.number)
            return replace(before, links=left)
