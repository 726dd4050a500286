"""Where rehearsals are lived in a server: a few at a time, each within bounds.

A rehearsal works in the thread of its request and shares the processor with all others, so
few are under way at once.  Whoever finds no place waits a little and is then asked to come
again; nothing is queued and nothing is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import BoundedSemaphore

from placet.api.refusals import Busy
from placet.api.rehearsal import Bounds, Rehearsal, rehearse
from placet.api.rehearsal.bounds import SHARED
from placet.engine.errors import BadDefinition
from placet.engine.workflow import Workflow
from placet.workflows import scenario

FILE = "scenario.yaml"
"""What problems call the words that were sent."""

LONGEST = 120_000
"""Characters of a scenario; more is refused unread."""

MOST_FOUND = 60
"""How many problems are told at once."""


@dataclass(frozen=True)
class Places:
    """Rehearsals under the same bounds; `patience` is how many seconds one waits for a place."""

    bounds: Bounds = SHARED
    at_once: int = 2
    patience: float = 5
    _free: BoundedSemaphore = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_free", BoundedSemaphore(self.at_once))

    def live(self, workflow: Workflow, text: str) -> Rehearsal:
        """Live the scenario that the words tell, in the language that is spoken now.

        BadDefinition with what is wrong in them, TooMuch, or Busy where no place is free.
        """
        if len(text) > LONGEST:
            raise BadDefinition(FILE, (f"{FILE}:1:1: the scenario is too long; shorten it",))
        if not self._free.acquire(timeout=self.patience):
            raise Busy
        try:
            return rehearse(workflow, scenario.parse(text, FILE), self.bounds)
        except BadDefinition as bad:
            raise BadDefinition(FILE, _first(bad.problems)) from None
        finally:
            self._free.release()


def _first(problems: tuple[str, ...]) -> tuple[str, ...]:
    if len(problems) <= MOST_FOUND:
        return problems
    left = len(problems) - MOST_FOUND
    return (*problems[:MOST_FOUND], f"{FILE}:1:1: there are {left} more; correct these first")
