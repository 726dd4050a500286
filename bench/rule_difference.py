"""Two rules compared: the smallest roster on which they differ, or that there is none.

Shipped rules are amended in a thousand ways.  Each difference is confirmed by two verdicts on
it, and by trying all smaller rooms, as far as they can be tried; each "none" by trying all
small rooms and many large ones.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement
from math import comb
from random import Random

from bench.amendments import amended
from bench.report import Report, percentile
from placet.engine.model import Seat
from placet.engine.rules import Held, Terms, evaluate_names
from placet.engine.rules.difference import Comparison, difference
from placet.workflows.rules import shipped_rules

SECTION = "rule_difference"
UP_TO = 60
TRIED = 2_000
"""Rooms of one size that are all tried at most."""
SAMPLED = 200
"""Larger rooms that are tried where two rules are said to be equal."""


@dataclass(frozen=True)
class Said:
    """A seat and what it says."""

    classes: tuple[str, ...]
    weight: int
    kind: str
    reasons: bool
    marks: tuple[str, ...]


def measure(report: Report) -> None:
    """A thousand amendments, compared and confirmed."""
    count = 50 if report.quick else 1_000
    report.say(f"{count:,} amended rules compared with the rule as shipped")
    random = Random(3)
    rules = list(shipped_rules().values())
    seen: Counter[str] = Counter()
    sizes: list[int] = []
    seconds: list[float] = []
    tried = 0
    for what, before, after in amended(random, rules, count):
        start = time.perf_counter()
        found = difference(before, after, UP_TO)
        seconds.append(time.perf_counter() - start)
        verdict, rooms = _confirmed(random, before, after, found)
        tried += rooms
        seen[verdict] += 1
        if found.difference:
            sizes.append(len(found.difference.seats))
        if verdict in ("missed", "not smallest", "wrong"):
            report.say(f"{verdict}: {before.ref.name}, {what}")
    _tell(report, count, seen, sizes, seconds, tried)


def _tell(
    report: Report,
    count: int,
    seen: Counter[str],
    sizes: Sequence[int],
    seconds: Sequence[float],
    tried: int,
) -> None:
    of = f"of {count:,} amended rules"
    report.add(SECTION, "different, both verdicts confirmed", seen["different"], "rules", None, of)
    report.add(SECTION, f"equal up to {UP_TO} seats", seen["equal"], "rules", None, of)
    note = f"by {tried:,} rooms: all of one to four seats (where under {TRIED:,}), others by chance"
    report.add(SECTION, "missed: said to be equal, and differ", seen["missed"], "rules", None, note)
    report.add(SECTION, "differ in a smaller room", seen["not smallest"], "rules", None, note)
    report.add(SECTION, "witness that is none", seen["wrong"], "rules")
    report.add(SECTION, "not decided within the work", seen["unknown"], "rules")
    report.add(SECTION, "seats of the largest witness", max(sizes, default=0), "seats")
    report.add(SECTION, "all comparisons", sum(seconds), "s")
    report.add(SECTION, "one comparison, median", percentile(seconds, 0.5) * 1000, "ms")
    report.add(SECTION, "one comparison, 99 of 100", percentile(seconds, 0.99) * 1000, "ms")
    report.add(SECTION, "one comparison, longest", max(seconds) * 1000, "ms")


def _confirmed(random: Random, a: Terms, b: Terms, found: Comparison) -> tuple[str, int]:
    """What trying rooms says about an answer, and how many were tried."""
    largest = 4
    if found.difference is not None:
        seats, held = found.difference.seats, found.difference.held
        said = tuple(evaluate_names(rule, seats, held).passes for rule in (a, b))
        if said != found.difference.passes or said[0] is said[1]:
            return "wrong", 1
        largest = min(len(seats) - 1, largest)
    tried, every = 0, _seats(a, b)
    for size in range(1, largest + 1):
        if comb(len(every) + size - 1, size) > TRIED:
            break
        for room in combinations_with_replacement(every, size):
            tried += 1
            if _differ(a, b, room):
                return ("not smallest" if found.difference else "missed"), tried
    if found.difference is not None:
        return "different", tried
    if not found.exact:
        return "unknown", tried
    for _ in range(SAMPLED):
        tried += 1
        few = random.sample(every, min(len(every), random.randint(1, 4)))
        if _differ(a, b, random.choices(few, k=random.randint(5, UP_TO))):
            return "missed", tried
    return "equal", tried


def _differ(a: Terms, b: Terms, room: Sequence[Said]) -> bool:
    seats = [Seat(f"S{n}", said.classes, said.weight) for n, said in enumerate(room)]
    held = [
        Held(f"S{n}", said.kind, said.reasons, said.marks)
        for n, said in enumerate(room)
        if said.kind
    ]
    return evaluate_names(a, seats, held).passes is not evaluate_names(b, seats, held).passes


def _seats(a: Terms, b: Terms) -> list[Said]:
    """Seats of every set of classes, saying everything that can be said."""
    names = dict.fromkeys(cls.name for rule in (a, b) for cls in rule.rule.classes)
    kinds = dict.fromkeys(kind for rule in (a, b) for kind in rule.rule.kinds)
    marks = dict.fromkeys(mark.name for rule in (a, b) for mark in rule.rule.marks)
    needing = {k for rule in (a, b) for k, e in rule.effects.items() if e.needs_reasons}
    weighed = any("weighted=True" in repr(rule.criteria) for rule in (a, b))
    return [
        Said(classes, weight, kind, reasons, said)
        for classes in _sets(list(names))
        for weight in ((1, 3) if weighed else (1,))
        for kind in ("", *kinds)
        for reasons in ((True, False) if kind in needing else (True,))
        for said in (_sets(list(marks)) if kind else [()])
    ]


def _sets(names: Sequence[str]) -> list[tuple[str, ...]]:
    return [found for size in range(len(names) + 1) for found in combinations(names, size)]
