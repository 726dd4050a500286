"""How much a rehearsal may take where many people share one machine.

What can be counted in the file is counted before anything is lived; the rest is looked at
again and again while it is.  Work is measured in the time that this thread had of a
processor, so a busy machine refuses nobody; only what takes far too long by the clock on the
wall is ended too.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic, thread_time

from placet.api.refusals import TooMuch
from placet.workflows.scenario import Scenario, acts

PATIENCE = 4
"""How many times as long as its work a rehearsal may take by the clock on the wall."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most of each; 0 where there is no bound.

    `acts` and `seats` (organisations that take part sooner or later) are counted in the file,
    `days` from its beginning to its end; `entries` in the list, `seconds` of a processor.
    """

    acts: int = 0
    seats: int = 0
    days: int = 0
    entries: int = 0
    seconds: float = 0


BOUNDLESS = Bounds()
SHARED = Bounds(acts=1_500, seats=300, days=3_660, entries=6_000, seconds=30)
"""What one rehearsal may take on a server."""


class Budget:
    """What is left of the bounds for one rehearsal, from now on."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._worked, self._began = thread_time(), monotonic()

    def admit(self, scenario: Scenario) -> None:
        """TooMuch where the scenario is too large to begin with."""
        bounds, joining = self._bounds, acts.InviteAct
        seats = len(scenario.cast.seated) + sum(isinstance(a.act, joining) for a in scenario.acts)
        days = (scenario.until - scenario.starts).days
        for sort, n, most in (
            (TooMuch.ACTS, len(scenario.acts), bounds.acts),
            (TooMuch.SEATS, seats, bounds.seats),
            (TooMuch.DAYS, days, bounds.days),
        ):
            if most and n > most:
                raise TooMuch(sort, most, n)

    def check(self, entries: int = 0) -> None:
        """TooMuch where the rehearsal has taken more than it may."""
        bounds = self._bounds
        if bounds.entries and entries > bounds.entries:
            raise TooMuch(TooMuch.ENTRIES, bounds.entries)
        if not bounds.seconds:
            return
        worked, waited = thread_time() - self._worked, monotonic() - self._began
        if worked > bounds.seconds or waited > PATIENCE * bounds.seconds:
            raise TooMuch(TooMuch.SECONDS, round(bounds.seconds))


UNBOUNDED = Budget(BOUNDLESS)
