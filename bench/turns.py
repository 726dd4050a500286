"""Functions that take turns under one clock, so that what disturbs one disturbs all."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from bench.report import median

K = TypeVar("K")
Call = Callable[[], object]


def seconds_each(calls: Mapping[K, Call], seconds: float, rounds: int) -> dict[K, float]:
    """The processor time of one call of each, in seconds: the median of so many rounds.

    A round gives each function this many seconds (or the time of one call, if that is more).
    """
    found: dict[K, list[float]] = {name: [] for name in calls}
    times = {name: _times(call, seconds) for name, call in calls.items()}
    for _ in range(rounds):
        for name, call in calls.items():
            found[name].append(_one(call, times[name]))
    return {name: median(rounds) for name, rounds in found.items()}


def _times(call: Call, seconds: float) -> int:
    """How many calls fill that time."""
    call()
    times = 1
    while (spent := _one(call, times) * times) < seconds / 4:
        times *= 4 if spent < seconds / 16 else 2
    return max(1, round(times * seconds / spent))


def _one(call: Call, times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - start) / times
