"""How often something may be asked for: moving windows, counted in this process.

Keys are hashed before they are kept.  With several servers each counts for itself; what must
hold across all of them (sign-in mails for one person) is counted in the database as well.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from placet.api.problems import TooMany

SIGN_IN_PER_ADDRESS = RateLimitItemPerHour(10)
SIGN_IN_PER_NETWORK = RateLimitItemPerHour(100)
CODES_PER_NETWORK = RateLimitItemPerHour(200)
POSITIONS_PER_PERSON = RateLimitItemPerMinute(60)
RENDERINGS_PER_PERSON = RateLimitItemPerHour(60)
RETRY_AFTER = 600


@dataclass(frozen=True)
class Rates:
    """The counters of one process."""

    _limiter: MovingWindowRateLimiter = field(
        default_factory=lambda: MovingWindowRateLimiter(MemoryStorage())
    )

    def spend(self, limit: RateLimitItem, what: str, who: str) -> None:
        """Count one; TooMany when the window is full."""
        key = hashlib.sha256(f"{what}\0{who}".encode()).hexdigest()
        if not self._limiter.hit(limit, key):
            raise TooMany(min(RETRY_AFTER, limit.get_expiry()))


def network(address: str) -> str:
    """What counts as one network: an IPv4 address, the first 64 bits of an IPv6 address."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)
