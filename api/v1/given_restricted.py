"""What requests about restricted objectives hold."""

from __future__ import annotations

from placet.api.v1.limits import Codes, Given, Reasons
from placet.engine import commands as c


class RestrictionGiven(Given):
    """The only organisations that see the objective from now on, and why; none: everybody."""

    organisations: Codes = ()
    reason: Reasons

    def command(self) -> c.RestrictObjective:
        """The command."""
        return c.RestrictObjective(self.organisations, self.reason)
