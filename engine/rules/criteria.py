"""The small conditions that rules are made of.

All thirty rules of real bodies reduce to a conjunction of ratios, counts, blocking
positions and quorums.  A criterion reads a tally and answers with a finding, and with
what is still needed where it is not met.  Thresholds are exact: 20 of 30 is two thirds,
19 is not, and `>` is not `>=`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from placet.engine.rules.tally import Sum, Tally
from placet.engine.rules.verdict import Clause, Finding, More, Needed, Quorum, Resolve

Names = Mapping[tuple[str, str], tuple[str, ...]]
"""Which organisations of a class hold a kind."""

_COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """numerator / denominator `op` threshold, `op` being ">=" or ">".  0/0 is not met.

    `of` names the denominator for readers: "seats" or "cast".  Where `quorum` is true any
    position helps, not only an affirmative one.
    """

    name: str
    numerator: Sum
    denominator: Sum
    op: str
    threshold: Fraction
    of: str = "seats"
    negative: tuple[str, ...] = ()
    quorum: bool = False

    def finding(self, tally: Tally) -> Finding:
        """The numbers."""
        above, below = self.numerator.of(tally), self.denominator.of(tally)
        met = below > 0 and _COMPARE[self.op](Fraction(above, below), self.threshold)
        return Finding(self.name, above, below, self.op, self.threshold, met)

    def needed(self, tally: Tally, names: Names) -> tuple[Needed, ...]:
        """How many more, given who is counted now."""
        above, below = self.numerator.of(tally), self.denominator.of(tally)
        if self.of == "cast":
            if self.threshold == 1:
                return _resolve(self.negative, self.numerator.cls, names) or (
                    More(self.numerator.kinds, 1),
                )
            short = (self.threshold * below - above) / (1 - self.threshold)
            return (More(self.numerator.kinds, max(self._least(short), 1)),)
        count = max(self._least(self.threshold * below) - above, 1)
        return (Quorum(count),) if self.quorum else (More(self.numerator.kinds, count),)

    def clause(self, tally: Tally) -> Clause:
        """What it asks for in general."""
        total = self.denominator.of(tally) if self.of == "seats" else None
        count = None if total is None else max(self._least(self.threshold * total), 1)
        return Clause(
            self.name,
            () if self.quorum else self.numerator.kinds,
            self.op,
            self.threshold,
            self.of,
            self.numerator.cls,
            count,
            total,
        )

    def _least(self, bound: Fraction) -> int:
        """The smallest integer on the right side of the bound."""
        return ceil(bound) if self.op == ">=" else floor(bound) + 1


@dataclass(frozen=True, slots=True)
class Count:
    """number `op` value: ">=" asks for more of `kinds`, "<" for fewer."""

    name: str
    number: Sum
    op: str
    value: int

    def finding(self, tally: Tally) -> Finding:
        """The numbers."""
        number, value = self.number.of(tally), Fraction(self.value)
        met = _COMPARE[self.op](Fraction(number), value)
        return Finding(self.name, number, None, self.op, value, met)

    def needed(self, tally: Tally, names: Names) -> tuple[Needed, ...]:
        """More of them, or whose positions stand in the way."""
        if self.op == ">=":
            return (More(self.number.kinds, self.value - self.number.of(tally)),)
        return _resolve(self.number.kinds, self.number.cls, names)

    def clause(self, tally: Tally) -> Clause:
        """What it asks for in general."""
        return Clause(
            self.name,
            self.number.kinds,
            self.op,
            Fraction(self.value),
            "",
            self.number.cls,
            self.value,
            None,
        )


Criterion = Ratio | Count
"""A condition; a rule is a conjunction of them."""


def _resolve(kinds: tuple[str, ...], cls: str, names: Names) -> tuple[Needed, ...]:
    return tuple(Resolve(kind, names[cls, kind]) for kind in kinds if names.get((cls, kind)))
