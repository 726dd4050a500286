"""When an objective will probably be adopted, from the time that others took.

Of those that were adopted by the same procedure it is known how long it was from the entry
into a stage to adoption.  An objective that is in that stage, and has been for some time, is
compared with those that took longer than that: the middle of what was then left to them is the
forecast, and the middle four fifths are its interval.  It is never before the deadline that
still runs.  How wrong the same forecast was in the past is told beside it: it is made again
for each adopted one at each of its stages, from those alone that were adopted by then.

Fewer than five cases make no forecast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FEWEST = 5
"""So many cases a forecast needs at least."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An entry into a stage; `deadline` is the one with which it began."""

    stage: str
    entered_at: datetime
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An objective that was adopted: its passages in their order, and when it was."""

    name: str
    passages: tuple[Passage, ...]
    adopted_at: datetime


@dataclass(frozen=True, slots=True)
class Forecast:
    """When adoption is probable; `cases` is how many it rests on."""

    expected: datetime
    earliest: datetime
    latest: datetime
    cases: int


@dataclass(frozen=True, slots=True)
class PastError:
    """How far the same forecasts were off, in days.

    `middle` is the median of the distance, `inside` how many of `count` adoptions came
    within the interval.
    """

    count: int
    middle: float
    inside: int


def forecast(
    cases: Sequence[Case],
    stage: str,
    entered_at: datetime,
    now: datetime,
    deadline: datetime | None = None,
) -> Forecast | None:
    """The forecast for whatever entered the stage then; None where there are too few cases."""
    elapsed = now - entered_at
    left = sorted(
        took - elapsed
        for case in cases
        if (took := _from_stage(case, stage)) is not None and took > elapsed
    )
    if len(left) < FEWEST:
        return None
    floor = max(now, deadline) if deadline is not None else now
    return Forecast(
        expected=max(now + _quantile(left, 1, 2), floor),
        earliest=max(now + _quantile(left, 1, 10), floor),
        latest=max(now + _quantile(left, 9, 10), floor),
        cases=len(left),
    )


def past_error(cases: Sequence[Case]) -> PastError | None:
    """How far forecasts were off that were made at the time; None where none could be made."""
    off: list[float] = []
    inside = 0
    for case in cases:
        for passage in _firsts(case):
            at = passage.entered_at
            known = [c for c in cases if c is not case and c.adopted_at <= at]
            made = forecast(known, passage.stage, at, at, passage.deadline)
            if made is not None:
                off.append(abs((case.adopted_at - made.expected) / timedelta(days=1)))
                inside += made.earliest <= case.adopted_at <= made.latest
    if not off:
        return None
    off.sort()
    half = len(off) // 2
    middle = off[half] if len(off) % 2 else (off[half - 1] + off[half]) / 2
    return PastError(len(off), middle, inside)


def _from_stage(case: Case, stage: str) -> timedelta | None:
    """From its first entry into the stage to its adoption."""
    for passage in case.passages:
        if passage.stage == stage and passage.entered_at < case.adopted_at:
            return case.adopted_at - passage.entered_at
    return None


def _firsts(case: Case) -> Iterable[Passage]:
    """The first entry into each stage before it was adopted."""
    seen: set[str] = set()
    for passage in case.passages:
        if passage.stage not in seen and passage.entered_at < case.adopted_at:
            seen.add(passage.stage)
            yield passage


def _quantile(ordered: Sequence[timedelta], part: int, of: int) -> timedelta:
    """Between the two nearest values, in proportion."""
    at = (len(ordered) - 1) * part
    low, rest = divmod(at, of)
    if not rest:
        return ordered[low]
    return ordered[low] + (ordered[low + 1] - ordered[low]) * rest / of
