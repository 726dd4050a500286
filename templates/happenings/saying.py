"""What the sentences about events have in common: values of a payload, times, names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from placet.templates.dates import city, when
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _

Payload = Mapping[str, Any]

Say = Callable[[Payload], str]
"""The sentence for an event of one kind."""


def plain(sentence: str, *places: str) -> Say:
    """A sentence whose places are fields of the event (`a.b` reaches into a field)."""

    def say(payload: Payload) -> str:
        values = {place.rsplit(".", 1)[-1]: at(payload, place) for place in places}
        return filled(_(sentence), values)

    return say


def at(payload: Payload, place: str) -> Any:
    """A field of the event; an empty word where it is absent."""
    found: Any = payload
    for name in place.split("."):
        found = found.get(name, "") if isinstance(found, Mapping) else ""
    return found


def time(text: str, zone: str = "UTC") -> str:
    """An instant as the record writes it, on the clock of the zone, saying which."""
    local = when(datetime.fromisoformat(text), zone, "stamp")
    if zone in ("UTC", "Etc/UTC"):
        return f"{local} UTC"
    return filled(_("{local} {city} time"), {"local": local, "city": city(zone)})


def with_evidence(said: str, made: Payload) -> str:
    """What an organisation did, with the evidence where it was entered on its behalf."""
    if not made.get("evidence"):
        return said
    entered = _("{said} The secretariat entered it on its behalf (evidence: {evidence}).")
    return filled(entered, {"said": said, "evidence": made["evidence"]})
