"""What a table becomes when something happened to its proxies."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.model import Negotiation
from placet.engine.proxies import Proxy


def evolve_proxies(before: Negotiation, event: e.ProxyEvent) -> Negotiation:
    """The table after the event."""
    match event:
        case e.ProxyOffered():
            return replace(before, proxies=(*before.proxies, event.proxy))
        case e.CastingDeclared():
            return replace(before, proxies=(*before.proxies, *event.proxies))
        case e.ProxyAnswered() | e.ProxyEnded():
            after = tuple(
                _changed(p, event) if p.number == event.number else p for p in before.proxies
            )
            return replace(before, proxies=after)
        case _:
            assert_never(event)


def _changed(proxy: Proxy, event: e.ProxyAnswered | e.ProxyEnded) -> Proxy:
    if isinstance(event, e.ProxyEnded):
        return replace(proxy, ended_at=event.at, ended_by=event.by, ended_because=event.reason)
    answered = replace(proxy, accepted=event.accepted, answered_by=event.by, answered_at=event.at)
    return answered if event.accepted else replace(answered, ended_because=event.reason)
