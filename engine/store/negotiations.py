"""Negotiations."""

from __future__ import annotations

from collections.abc import Sequence

from placet.engine.events import NegotiationEvent
from placet.engine.model import Negotiation, Person
from placet.engine.store.rows import Rows


class NegotiationRows(Rows):
    """Negotiations."""

    def negotiation(self, symbol: str, lock: bool = False) -> Negotiation:
        """A negotiation by its symbol; raises NotFound."""
        raise NotImplementedError

    def negotiations(self, person: Person) -> tuple[Negotiation, ...]:
        """Those the person has a part in (an administrator: all), newest first."""
        raise NotImplementedError

    def save_negotiation(
        self, before: Negotiation | None, after: Negotiation, events: Sequence[NegotiationEvent]
    ) -> None:
        """Write a new state, if it is still `before` that is stored; Conflict otherwise."""
        raise NotImplementedError
