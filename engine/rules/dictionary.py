"""One node of a branch and bound: a dictionary of the dual simplex in whole numbers.

A dictionary says, of each variable in the basis,

    D * basic = row[0] + sum(row[k] * outside[k])

with one common denominator D, the last pivot: all entries are whole (they are minors of the
matrix, as Edmonds and Bareiss found), so no fraction is ever written and every division is
exact.  The first row is the objective.  Costs are never negative, so the dictionary that
begins with every variable at its lower bound is dual feasible: no first phase is needed, and
after a bound has been tightened the search goes on from where it stood.

A variable y runs from 0 to its `room`; what it stands for is base + sign * y.  One beyond its
room is turned round (y becomes room - y), which touches its own row only.
"""

from __future__ import annotations

from collections.abc import Sequence

PATIENCE = 200
"""After so many pivots in one node the first violated row is taken, which cannot cycle."""


class Infeasible(Exception):
    """No values satisfy the rows of this node, or none that cost less than asked."""


class Dictionary:
    """A dual feasible dictionary with the bounds that hold at this node."""

    __slots__ = ("base", "basic", "denominator", "outside", "room", "rows", "sign", "work")

    def __init__(
        self,
        cost: Sequence[int],
        most: Sequence[int | None],
        rows: Sequence[tuple[Sequence[int], int]],
    ) -> None:
        count = len(cost)
        self.rows = [[0, *cost], *([constant, *row] for row, constant in rows)]
        self.basic = [-1, *range(count, count + len(rows))]
        self.outside = list(range(count))
        self.room: list[int | None] = [*most, *[None] * len(rows)]
        self.base, self.sign = [0] * count, [1] * count
        self.denominator, self.work = 1, 0

    def copy(self) -> Dictionary:
        """A child begins where its parent stands."""
        made = object.__new__(Dictionary)
        made.rows = [row[:] for row in self.rows]
        made.basic, made.outside = self.basic[:], self.outside[:]
        made.room, made.base, made.sign = self.room[:], self.base[:], self.sign[:]
        made.denominator, made.work = self.denominator, len(self.rows) * len(self.rows[0])
        return made

    @property
    def bound(self) -> int:
        """What whole values at this node cost at least."""
        return -(-self.rows[0][0] // self.denominator)

    def values(self) -> list[int]:
        """The values where the relaxation stands, each rounded down."""
        found = [0] * len(self.base)
        for index in range(1, len(self.rows)):
            if self.basic[index] < len(found):
                found[self.basic[index]] = self.rows[index][0] // self.denominator
        signed = zip(self.base, self.sign, found, strict=True)
        return [base + sign * value for base, sign, value in signed]

    def solve(self, below: int | None, work: int) -> bool:
        """Reach the optimum of the relaxation; False where the work ran out.

        Infeasible where there is none, or none that costs less than `below`.
        """
        pivots = 0
        while below is None or self.bound < below:
            index = self._violated(first=pivots > PATIENCE)
            if index is None:
                return True
            if self.work > work:
                return False
            self._pivot(index, self._entering(index))
            pivots += 1
        raise Infeasible

    def fractional(self) -> int | None:
        """The row of the variable that is furthest from whole."""
        best, furthest = None, 0
        for index in range(1, len(self.rows)):
            if self.basic[index] < len(self.base):
                part = self.rows[index][0] % self.denominator
                far = min(part, self.denominator - part)
                if far > furthest:
                    best, furthest = index, far
        return best

    def at_most(self, index: int) -> Dictionary:
        """The child where this basic variable is rounded down, at most."""
        child = self.copy()
        child.room[self.basic[index]] = self.rows[index][0] // self.denominator
        return child

    def at_least(self, index: int) -> Dictionary:
        """The child where it is rounded up, at least."""
        child = self.copy()
        variable, up = self.basic[index], self.rows[index][0] // self.denominator + 1
        room = child.room[variable]
        child.room[variable] = None if room is None else room - up
        child.rows[index][0] -= up * self.denominator
        child.base[variable] += self.sign[variable] * up
        return child

    def _violated(self, first: bool) -> int | None:
        """The basic variable furthest beyond a bound, or the first; it is then below zero."""
        best, worst = None, 0
        for index in range(1, len(self.rows)):
            value, room = self.rows[index][0], self.room[self.basic[index]]
            beyond = -value
            if value > 0 and room is not None:
                beyond = value - room * self.denominator
            if beyond > 0 and (
                best is None or (self.basic[index] < self.basic[best] if first else beyond > worst)
            ):
                best, worst = index, beyond
        if best is not None and self.rows[best][0] > 0:
            self._turn_round(best)
        return best

    def _turn_round(self, index: int) -> None:
        variable = self.basic[index]
        room = self.room[variable] or 0
        row = [-entry for entry in self.rows[index]]
        row[0] += room * self.denominator
        self.rows[index] = row
        self.base[variable] += self.sign[variable] * room
        self.sign[variable] = -self.sign[variable]

    def _entering(self, index: int) -> int:
        """The column whose reduced cost is the first to reach zero."""
        row, costs = self.rows[index], self.rows[0]
        best, reach, bounded = 0, row[0], True
        for column, variable in enumerate(self.outside, start=1):
            entry, room = row[column], self.room[variable]
            if entry <= 0 or room == 0:
                continue
            if room is None:
                bounded = False
            else:
                reach += entry * room
            if best:
                ours, theirs = costs[column] * row[best], costs[best] * entry
                if ours > theirs or (ours == theirs and variable > self.outside[best - 1]):
                    continue
            best = column
        if not best or (bounded and reach < 0):
            raise Infeasible
        return best

    def _pivot(self, index: int, column: int) -> None:
        rows, denominator = self.rows, self.denominator
        pivot_row = rows[index]
        pivot = pivot_row[column]
        for other, row in enumerate(rows):
            factor = row[column]
            if other == index:
                continue
            if factor:
                made = [
                    (entry * pivot - factor * beside) // denominator
                    for entry, beside in zip(row, pivot_row, strict=True)
                ]
                made[column] = factor
                rows[other] = made
            elif pivot != denominator:
                rows[other] = [entry * pivot // denominator for entry in row]
        made = [-entry for entry in pivot_row]
        made[column] = denominator
        rows[index] = made
        self.denominator = pivot
        entering, leaving = self.outside[column - 1], self.basic[index]
        self.basic[index], self.outside[column - 1] = entering, leaving
        self.work += len(rows) * len(pivot_row)
