"""How often something may be asked for: moving windows, counted in this process.

Keys are hashed before they are kept.  With several servers each counts for itself; what must
hold across all of them (sign-in mails for one person) is counted in the database as well.  A
window is a short row of instants of the monotonic clock, so no thread and no clean-up job is
needed: what is over is dropped when its key, or now and then any key, is asked for again.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from threading import Lock
from time import monotonic

from placet.api.problems import TooMany

HOUR, MINUTE = 3600, 60


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in any window of so many seconds."""

    most: int
    seconds: int


SIGN_IN_PER_ADDRESS = Limit(10, HOUR)
SIGN_IN_PER_NETWORK = Limit(100, HOUR)
CODES_PER_NETWORK = Limit(200, HOUR)
POSITIONS_PER_PERSON = Limit(60, MINUTE)
RENDERINGS_PER_PERSON = Limit(60, HOUR)
REHEARSALS_PER_PERSON = Limit(120, HOUR)
RETRY_AFTER = 600
SWEEP = 4096
"""Keys that may be known before those whose windows are empty are forgotten."""


@dataclass(frozen=True)
class Rates:
    """The counters of one process."""

    _windows: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def spend(self, limit: Limit, what: str, who: str) -> None:
        """Count one; TooMany when the window is full."""
        key = hashlib.sha256(f"{what}\0{who}".encode()).hexdigest()
        now = monotonic()
        with self._lock:
            if len(self._windows) > SWEEP:
                self._forget(now - HOUR)
            window = self._windows.setdefault(key, deque())
            while window and window[0] <= now - limit.seconds:
                window.popleft()
            if len(window) >= limit.most:
                raise TooMany(min(RETRY_AFTER, limit.seconds))
            window.append(now)

    def forget(self) -> None:
        """Begin to count anew."""
        with self._lock:
            self._windows.clear()

    def _forget(self, before: float) -> None:
        over = [key for key, window in self._windows.items() if not window or window[-1] <= before]
        for key in over:
            del self._windows[key]


def network(address: str) -> str:
    """What counts as one network: an IPv4 address, the first 64 bits of an IPv6 address."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)
