"""How long each stage took: runs of stages, read off the record.

A run begins with the entry into its stage and ends with the entry into the next; the present
run is still going on.  The record is the only place where all of them stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One entry into a stage, as the record has it; `deadline` is the one it began with."""

    negotiation: str
    objective: str
    number: int
    stage: str
    round: int
    entered_at: datetime
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """One passage through a stage; `left_at` is None while it lasts."""

    run: StoredRun
    left_at: datetime | None

    def lasted(self, now: datetime) -> timedelta:
        """How long it took, or has taken so far."""
        return (self.left_at or now) - self.run.entered_at


def time_in_stages(runs: Iterable[StoredRun]) -> dict[str, tuple[Spent, ...]]:
    """The passages of each objective, in their order."""
    by: dict[str, list[StoredRun]] = defaultdict(list)
    for run in runs:
        by[run.objective].append(run)
    found: dict[str, tuple[Spent, ...]] = {}
    for ref, of in by.items():
        of.sort(key=lambda r: (r.entered_at, r.number))
        ends = [*(r.entered_at for r in of[1:]), None]
        found[ref] = tuple(Spent(r, end) for r, end in zip(of, ends, strict=True))
    return found
