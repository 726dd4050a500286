"""What happened to the links between objectives of a table."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.links import Link


@dataclass(frozen=True, slots=True)
class ObjectivesLinked:
    """Objectives were linked."""

    link: Link


@dataclass(frozen=True, slots=True)
class ObjectivesUnlinked:
    """A link was taken away."""

    number: int
    reason: str


LinkEvent = ObjectivesLinked | ObjectivesUnlinked
