"""The conditions that a rule is made of, once its parameters are put in.

All rules of real bodies reduce to a conjunction of shares and counts over kinds and
classes, with alternatives and cases.  Each atom is one linear inequality in the tally:
`share of whole >= a/b` is `b * share - a * whole >= 0`.  So thresholds are exact (20 of 30
is two thirds, 19 is not), `>` is not `>=`, and what one seat more or less would change is
known without counting again (`gain`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from placet.engine.rules.tally import Cell, Tally

COMPARE: Mapping[str, Callable[[int | Fraction, int | Fraction], bool]] = {
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number out of a tally: seats (or weight) that hold one of `kinds`.

    The empty kind stands for seats without a position.  `basis` says how it is worded:
    "positions", "all", "answered", "silent" (with `less` taken off), or "parameter", when
    `constant` is the number itself and `parameter` its name.
    """

    kinds: tuple[str, ...] = ()
    basis: str = "positions"
    less: tuple[str, ...] = ()
    cls: str = ""
    not_cls: str = ""
    mark: str = ""
    weighted: bool = False
    constant: int | None = None
    parameter: str = ""

    def holds(self, cell: Cell) -> bool:
        """Whether a seat in this cell is counted."""
        return (
            cell.kind in self.kinds
            and (not self.cls or self.cls in cell.classes)
            and (not self.not_cls or self.not_cls not in cell.classes)
            and (not self.mark or self.mark in cell.marks)
        )

    def of(self, tally: Tally) -> int:
        """The number."""
        if self.constant is not None:
            return self.constant
        part = 1 if self.weighted else 0
        return sum(sums[part] for cell, sums in tally.cells.items() if self.holds(cell))

    def gain(self, cell: Cell, weight: int = 1) -> int:
        """What one seat in this cell adds."""
        if self.constant is not None or not self.holds(cell):
            return 0
        return weight if self.weighted else 1

    def within(self, other: Quantity) -> bool:
        """Whether whatever is counted here is counted there too."""
        if self.constant is not None or other.constant is not None:
            return False
        return (
            set(self.kinds) <= set(other.kinds)
            and other.cls in ("", self.cls)
            and other.not_cls in ("", self.not_cls)
            and other.mark in ("", self.mark)
            and self.weighted == other.weighted
        )


@dataclass(frozen=True, slots=True)
class Ratio:
    """numerator / denominator `op` threshold; `empty` says what 0/0 means."""

    name: str
    numerator: Quantity
    denominator: Quantity
    op: str
    threshold: Fraction
    empty: str = "not_met"

    def numbers(self, tally: Tally) -> tuple[int, int | None]:
        """Numerator and denominator."""
        return self.numerator.of(tally), self.denominator.of(tally)

    def excess(self, tally: Tally) -> int:
        """How far above (or, negative, below) the threshold, in steps of `gain`."""
        above, below = self.numerator.of(tally), self.denominator.of(tally)
        return above * self.threshold.denominator - below * self.threshold.numerator

    def gain(self, cell: Cell, weight: int = 1) -> int:
        """What one seat in this cell adds to the excess."""
        above, below = self.numerator.gain(cell, weight), self.denominator.gain(cell, weight)
        return above * self.threshold.denominator - below * self.threshold.numerator

    def met(self, tally: Tally) -> bool:
        """Whether the tally meets it."""
        if self.empty != "exact" and self.denominator.of(tally) == 0:
            return self.empty == "met"
        return COMPARE[self.op](self.excess(tally), 0)


@dataclass(frozen=True, slots=True)
class Count:
    """numerator `op` threshold: at least so many, or fewer than so many."""

    name: str
    numerator: Quantity
    op: str
    threshold: Fraction

    def numbers(self, tally: Tally) -> tuple[int, int | None]:
        """The number; there is nothing it is a share of."""
        return self.numerator.of(tally), None

    def excess(self, tally: Tally) -> int:
        """How far above (or, negative, below) the threshold, in steps of `gain`."""
        above = self.numerator.of(tally)
        return above * self.threshold.denominator - self.threshold.numerator

    def gain(self, cell: Cell, weight: int = 1) -> int:
        """What one seat in this cell adds to the excess."""
        return self.numerator.gain(cell, weight) * self.threshold.denominator

    def met(self, tally: Tally) -> bool:
        """Whether the tally meets it."""
        return COMPARE[self.op](self.excess(tally), 0)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Met where one of the alternatives is."""

    name: str
    parts: tuple[Criterion, ...]

    def met(self, tally: Tally) -> bool:
        """Whether the tally meets it."""
        return any(part.met(tally) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Met where every part is."""

    name: str
    parts: tuple[Criterion, ...]

    def met(self, tally: Tally) -> bool:
        """Whether the tally meets it."""
        return all(part.met(tally) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Branch:
    """One case: `criterion` is asked where the number that it depends on is within the bound."""

    op: str
    threshold: Fraction
    criterion: Criterion

    @property
    def always(self) -> bool:
        """Whether it stands for all other cases."""
        return not self.op


@dataclass(frozen=True, slots=True)
class Cases:
    """The first branch that fits is asked; where none does, it is not met."""

    name: str
    number: Quantity
    of: Quantity | None
    branches: tuple[Branch, ...]

    def branch(self, tally: Tally) -> Branch | None:
        """The branch that this tally is judged by."""
        above = self.number.of(tally)
        below = 1 if self.of is None else self.of.of(tally)
        for branch in self.branches:
            if branch.always:
                return branch
            whole = branch.threshold.numerator * below
            if COMPARE[branch.op](above * branch.threshold.denominator, whole):
                return branch
        return None

    def met(self, tally: Tally) -> bool:
        """Whether the tally meets it."""
        branch = self.branch(tally)
        return branch is not None and branch.criterion.met(tally)


Atom = Ratio | Count
Criterion = Ratio | Count | AnyOf | AllOf | Cases
"""A condition; a rule is a conjunction of them."""


def atoms(criterion: Criterion) -> Iterator[Atom]:
    """Every atom of a criterion, in the order written."""
    match criterion:
        case Ratio() | Count():
            yield criterion
        case AnyOf() | AllOf():
            for part in criterion.parts:
                yield from atoms(part)
        case Cases():
            for branch in criterion.branches:
                yield from atoms(branch.criterion)


def quantities(criterion: Criterion) -> Iterator[Quantity]:
    """Every quantity that a criterion reads."""
    for atom in atoms(criterion):
        yield atom.numerator
        if isinstance(atom, Ratio):
            yield atom.denominator
    for cases in _cases(criterion):
        yield cases.number
        if cases.of is not None:
            yield cases.of


def _cases(criterion: Criterion) -> Iterator[Cases]:
    match criterion:
        case AnyOf() | AllOf():
            for part in criterion.parts:
                yield from _cases(part)
        case Cases():
            yield criterion
            for branch in criterion.branches:
                yield from _cases(branch.criterion)
        case _:
            return
