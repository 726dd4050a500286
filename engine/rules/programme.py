"""Small integer programmes, solved exactly: the arithmetic behind every "what if".

    minimise  cost . x   where  row . x + constant >= 0  for every row,
    0 <= x <= most, every x whole.

Branch and bound over the dictionaries of `dictionary`.  Until some values are found the
search goes deep, so that there is an answer early; then it takes the node with the least
bound first, so that the answer is proved early.  The work is counted in entries of
dictionaries, not in seconds: the same question always gets the same answer.  Where the work
runs out the answer is a bound and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import gcd

from placet.engine.rules.dictionary import Dictionary, Infeasible

Row = tuple[tuple[int, ...], int]
"""Coefficients and a constant: their sum is to be 0 or more."""

WORK = 5_000_000
"""Entries of dictionaries that may be computed: half a second or so."""


@dataclass(frozen=True, slots=True)
class Programme:
    """What is to be minimised under which rows; `most` bounds each variable (None: unbounded).

    Costs are 0 or more.
    """

    cost: tuple[int, ...]
    most: tuple[int | None, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best values found and what they cost; no others cost less than `bound`.

    Neither `values` nor `bound`: no values satisfy the rows (and cost less than was asked).
    `exact` is false where the work ran out before the best was known.
    """

    values: tuple[int, ...] | None
    cost: int | None
    bound: int | None
    exact: bool
    work: int


def minimise(programme: Programme, below: int | None = None, work: int = WORK) -> Answer:
    """The cheapest values that satisfy the rows, cheaper than `below` where that is given."""
    search = _Search(below, work)
    if (root := _root(programme)) is not None:
        search.visit(root, 0)
    while (popped := search.next()) is not None:
        node, depth = popped
        if (index := node.fractional()) is not None:
            search.visit(node.at_least(index), depth + 1)
            search.visit(node.at_most(index), depth + 1)
    best = search.best
    cost = None if best is None else search.below
    if search.nodes:
        return Answer(best, cost, min(node.bound for _, _, _, node in search.nodes), False, work)
    return Answer(best, cost, cost, True, search.spent)


@dataclass
class _Search:
    """The open nodes, the best values so far, and the work that was done."""

    below: int | None
    work: int
    spent: int = 0
    best: tuple[int, ...] | None = None
    nodes: list[tuple[int, int, int, Dictionary]] = field(default_factory=list)
    seen: int = 0

    def visit(self, node: Dictionary, depth: int) -> None:
        """Relax a node, and keep it where something cheaper may be under it."""
        try:
            finished = node.solve(self.below, self.work - self.spent)
        except Infeasible:
            return
        finally:
            self.spent += node.work
        if finished and node.fractional() is None:
            if self.best is None:
                self.nodes = [(bound, -depth, n, d) for depth, bound, n, d in self.nodes]
                heapify(self.nodes)
            self.best, self.below = tuple(node.values()), node.bound
        else:
            self.seen += 1
            first, second = (-depth, node.bound) if self.best is None else (node.bound, -depth)
            heappush(self.nodes, (first, second, self.seen, node))

    def next(self) -> tuple[Dictionary, int] | None:
        """The node to open now; None where all is known or the work has run out."""
        while self.nodes and self.spent <= self.work:
            first, second, _, node = heappop(self.nodes)
            if self.below is None or node.bound < self.below:
                return node, -(first if self.best is None else second)
        return None


def _root(programme: Programme) -> Dictionary | None:
    """The first dictionary, without rows that always hold; None where one never does."""
    rows = []
    for row, constant in programme.rows:
        least, greatest = _range(row, constant, programme.most)
        if greatest is not None and greatest < 0:
            return None
        if least is None or least < 0:
            shared = gcd(*row) or 1
            rows.append(([entry // shared for entry in row], constant // shared))
    return Dictionary(programme.cost, programme.most, rows)


def _range(
    row: Sequence[int], constant: int, most: Sequence[int | None]
) -> tuple[int | None, int | None]:
    """The least and the greatest value of a row within the bounds (None: unbounded)."""
    least: int | None = constant
    greatest: int | None = constant
    for entry, room in zip(row, most, strict=True):
        if entry < 0:
            least = None if least is None or room is None else least + entry * room
        elif entry > 0:
            greatest = None if greatest is None or room is None else greatest + entry * room
    return least, greatest
