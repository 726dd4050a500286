"""What requests hold about a board."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from placet.api.v1.limits import Code, Given, Reasons, Symbol
from placet.engine import commands as c


class OwedGiven(Given):
    """What one organisation owes on one objective."""

    objective: Symbol
    organisation: Code


class DigestsGiven(Given):
    """Whom to remind of what: none means everything that is owed; `force` is a reason."""

    chosen: Annotated[tuple[OwedGiven, ...], Field(max_length=2_000)] = ()
    force: Reasons = ""

    def command(self) -> c.SendDigests:
        """The command."""
        chosen = tuple(c.OwedAnswer(x.objective, x.organisation) for x in self.chosen)
        return c.SendDigests(chosen, self.force)
