"""A rule as a formula over linear inequalities in the tally.

Once its parameters are put in, a rule is made of AND and OR over inequalities in the tally:
`share of whole >= a/b` is `b * share - a * whole >= 0`, a strict bound asks for 1 instead of
0 since all numbers are whole, "0/0 is not met" is `whole >= 1`, and cases are alternatives,
each with the range that it stands for.  Nothing is negated, since the opposite of an
inequality is another one; so the opposite of a rule is a formula too, and what makes a text
pass and what stops it are one question.

Each inequality is kept as a sum over parts that can be told apart (a kind, within a class or
without it, with a mark, counted or weighed), so that two ways to write the same are equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from placet.engine.rules.criteria import AllOf, AnyOf, Cases, Count, Criterion, Quantity, Ratio
from placet.engine.rules.tally import Cell, Tally


class Part(NamedTuple):
    """Seats with one kind ("" is silence), of a class, not of another, with a mark."""

    kind: str
    cls: str
    not_cls: str
    mark: str
    weighted: bool

    def holds(self, cell: Cell) -> bool:
        """Whether a seat in this cell is one of them."""
        return (
            cell.kind == self.kind
            and (not self.cls or self.cls in cell.classes)
            and (not self.not_cls or self.not_cls not in cell.classes)
            and (not self.mark or self.mark in cell.marks)
        )


class Gain(NamedTuple):
    """What a seat adds to an inequality: so much, and so much for each unit of its weight."""

    heads: int
    weight: int

    def at(self, weight: int) -> int:
        """What a seat of this weight adds."""
        return self.heads + self.weight * weight


@dataclass(frozen=True, slots=True)
class Inequality:
    """constant + the sum of factor * part >= 0; no factor is 0, the parts are sorted."""

    parts: tuple[tuple[Part, int], ...]
    constant: int

    def gain(self, cell: Cell) -> Gain:
        """What a seat in this cell adds."""
        heads = weight = 0
        for part, factor in self.parts:
            if part.holds(cell):
                if part.weighted:
                    weight += factor
                else:
                    heads += factor
        return Gain(heads, weight)

    def slack(self, tally: Tally) -> int:
        """How far the tally is above what is asked; below 0 it is not met."""
        found = self.constant
        for cell, (count, weight) in tally.cells.items():
            gain = self.gain(cell)
            found += gain.heads * count + gain.weight * weight
        return found

    def negated(self) -> Inequality:
        """Met exactly where this one is not."""
        return Inequality(tuple((p, -f) for p, f in self.parts), -self.constant - 1)


@dataclass(frozen=True, slots=True)
class All:
    """Holds where every part does; without parts, always."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Holds where one of the parts does; without parts, never."""

    parts: tuple[Formula, ...] = ()


Formula = Inequality | All | Any
Conjunction = tuple[Inequality, ...]


def formula(criteria: Iterable[Criterion], met: bool = True) -> Formula:
    """When every one of these criteria is met (or, `met` false, when one of them is not)."""
    parts = tuple(_criterion(criterion, met) for criterion in criteria)
    return All(parts) if met else Any(parts)


def negated(formula: Formula) -> Formula:
    """Holds exactly where the formula does not."""
    match formula:
        case Inequality():
            return formula.negated()
        case All(parts):
            return Any(tuple(map(negated, parts)))
        case Any(parts):
            return All(tuple(map(negated, parts)))


def holds(formula: Formula, tally: Tally) -> bool:
    """Whether the formula holds for a tally."""
    match formula:
        case Inequality():
            return formula.slack(tally) >= 0
        case All(parts):
            return all(holds(part, tally) for part in parts)
        case Any(parts):
            return any(holds(part, tally) for part in parts)


def _criterion(criterion: Criterion, met: bool) -> Formula:
    match criterion:
        case AllOf():
            return formula(criterion.parts, met)
        case AnyOf():
            parts = tuple(_criterion(part, met) for part in criterion.parts)
            return Any(parts) if met else All(parts)
        case Cases():
            return _cases(criterion, met)
        case Count():
            found = _compared(criterion.numerator, None, criterion.op, criterion.threshold)
        case Ratio():
            found = _compared(
                criterion.numerator, criterion.denominator, criterion.op, criterion.threshold
            )
            at_least_one = _inequality([(criterion.denominator, 1)], -1)
            if criterion.empty == "met":
                found = Any((at_least_one.negated(), found))
            elif criterion.empty != "exact":
                found = All((at_least_one, found))
    return found if met else negated(found)


def _cases(cases: Cases, met: bool) -> Formula:
    """Each branch where no earlier one fits; where none fits, it is not met."""
    found: list[Formula] = []
    earlier: tuple[Formula, ...] = ()
    for branch in cases.branches:
        asked = _criterion(branch.criterion, met)
        if branch.always:
            found.append(All((*earlier, asked)))
            return Any(tuple(found))
        fits = _compared(cases.number, cases.of, branch.op, branch.threshold)
        found.append(All((*earlier, fits, asked)))
        earlier = (*earlier, negated(fits))
    if not met:
        found.append(All(earlier))
    return Any(tuple(found))


def _compared(above: Quantity, below: Quantity | None, op: str, threshold: Fraction) -> Formula:
    """above / below `op` threshold, multiplied out; without `below`, above `op` threshold."""
    sums, constant = [(above, threshold.denominator)], 0
    if below is None:
        constant = -threshold.numerator
    else:
        sums.append((below, -threshold.numerator))
    least = _inequality(sums, constant)
    most = _inequality([(quantity, -factor) for quantity, factor in sums], -constant)
    match op:
        case ">=":
            return least
        case ">":
            return most.negated()
        case "<=":
            return most
        case "<":
            return least.negated()
        case _:
            return All((least, most))


def _inequality(sums: Iterable[tuple[Quantity, int]], constant: int) -> Inequality:
    """constant + the sum of factor * quantity >= 0, divided by what all factors share."""
    factors: dict[Part, int] = {}
    for quantity, factor in sums:
        if quantity.constant is not None:
            constant += quantity.constant * factor
            continue
        for kind in set(quantity.kinds):
            part = Part(kind, quantity.cls, quantity.not_cls, quantity.mark, quantity.weighted)
            factors[part] = factors.get(part, 0) + factor
    parts = sorted((part, factor) for part, factor in factors.items() if factor)
    shared = gcd(*(factor for _part, factor in parts)) or 1
    return Inequality(tuple((part, factor // shared) for part, factor in parts), constant // shared)
