"""Stand-ins with the types of the ports they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from placet.engine.store import Store

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class StillClock:
    """A clock in memory that stands until it is moved."""

    at: datetime = NOON

    def now(self, store: Store | None = None) -> datetime:
        """The instant it was set to."""
        return self.at

    def set(self, at: datetime) -> None:
        """Set it."""
        self.at = at

    def advance(self, **by: float) -> datetime:
        """Move it, in the words of `timedelta`: `advance(days=3)`."""
        self.at += timedelta(**by)
        return self.at


@dataclass
class Mint:
    """Ids that are the same in every run: p-1, p-2, ..."""

    prefix: str = "p"
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def __call__(self) -> str:
        """The next id."""
        return f"{self.prefix}-{next(self._numbers)}"
