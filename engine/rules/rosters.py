"""The smallest roster on which something holds: the search behind `difference` and `helping`.

Seats are not given here but looked for.  A token is a seat and what it holds, as one or two
rules count it; how many of each token there are is a variable, and so is the weight that they
have together: where `n` seats of one token each weigh from `least` to `most`, any total from
`least * n` to `most * n` can be shared out among them.  So all weights between these bounds
are searched, not some of them.

Fewest seats come first, then fewest positions; both are exact.  Then, as far as it costs
little, a witness that is easy to read: few classes and marks, small weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from placet.engine.rules.inequalities import Conjunction, Gain
from placet.engine.rules.options import Option
from placet.engine.rules.programme import WORK, Programme, Row, minimise
from placet.engine.rules.tally import SILENT, Cell


class Token(NamedTuple):
    """A seat of these classes with what it holds, and the cell that each side counts it in.

    None: that side does not count the seat at all.  `single` tokens are alternatives to each
    other, and exactly one of them is on the roster.
    """

    classes: frozenset[str]
    option: Option
    cells: tuple[Cell | None, ...]
    single: bool = False

    @property
    def positions(self) -> int:
        """Whether it holds a position."""
        return int(self.option.kind != SILENT)

    @property
    def burden(self) -> int:
        """How much there is to read about it."""
        odd = (self.option.reasons is False) + self.option.times - 1
        return len(self.classes) + len(self.option.marks) + odd


class Line(NamedTuple):
    """An inequality over tokens: what each adds, and the constant."""

    gains: tuple[Gain, ...]
    constant: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Among which rosters is searched: up to so many seats, of weights from least to most."""

    seats: int
    least: int = 1
    most: int = 1000


@dataclass(frozen=True, slots=True)
class Chosen:
    """So many seats of a token, and their weights."""

    token: Token
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The smallest roster, or None; `exact` false where the work ran out."""

    roster: tuple[Chosen, ...] | None
    exact: bool


def lines(conjunction: Conjunction, side: int, tokens: Sequence[Token]) -> tuple[Line, ...]:
    """The inequalities of a conjunction over these tokens, as one side counts them."""
    nothing = Gain(0, 0)
    cells = [token.cells[side] for token in tokens]
    return tuple(
        Line(tuple(nothing if cell is None else each.gain(cell) for cell in cells), each.constant)
        for each in conjunction
    )


def smallest(
    tokens: Sequence[Token],
    alternatives: Iterable[Sequence[Line]],
    limits: Limits,
    work: int = WORK,
) -> Found:
    """The smallest roster that meets every line of one of the alternatives."""
    best: tuple[int, int, _Columns, tuple[int, ...]] | None = None
    exact = True
    for asked in alternatives:
        met = _tightest(asked)
        if met is None:
            continue
        columns = _Columns.of(tokens, met, limits)
        few = minimise(columns.programme(columns.seats), best and best[0] + 1, work)
        exact = exact and few.exact
        if few.values is None or few.cost is None:
            continue
        seats, ties = few.cost, best is not None and best[0] == few.cost
        asks = columns.programme(columns.positions, [(columns.seats, seats)])
        quiet = minimise(asks, best[1] if best and ties else None, work)
        exact = exact and quiet.exact
        values, positions = quiet.values, quiet.cost
        if positions is None and not ties:
            values, positions = few.values, columns.count(columns.positions, few.values)
        if values is not None and positions is not None:
            best = (seats, positions, columns, values)
    if best is None:
        return Found(None, exact)
    seats, positions, columns, values = best
    bounds = [(columns.seats, seats), (columns.positions, positions)]
    plain = minimise(columns.programme(columns.burden, bounds), None, WORK // 10)
    return Found(columns.roster(plain.values or values), exact)


def _tightest(asked: Iterable[Line]) -> tuple[Line, ...] | None:
    """Without lines that another implies; None where two of them exclude each other."""
    bounds: dict[tuple[Gain, ...], int] = {}
    for gains, constant in asked:
        bounds[gains] = min(constant, bounds.get(gains, constant))
    for gains, constant in bounds.items():
        opposite = bounds.get(tuple(Gain(-gain.heads, -gain.weight) for gain in gains))
        if opposite is not None and opposite + constant < 0:
            return None
    return tuple(Line(gains, constant) for gains, constant in bounds.items())


@dataclass(frozen=True, slots=True)
class _Columns:
    """The tokens worth having: a variable for the number of each, and one for what those
    that are weighed weigh beyond the least weight."""

    tokens: tuple[Token, ...]
    weighed: tuple[int, ...]
    rows: tuple[Row, ...]
    limits: Limits

    @classmethod
    def of(cls, tokens: Sequence[Token], asked: Sequence[Line], limits: Limits) -> _Columns:
        """Without tokens that another one is as good as, for every line and to read."""
        kept = _undominated(tokens, asked)
        gains = [[line.gains[number] for number in kept] for line in asked]
        weighed = tuple(
            column for column in range(len(kept)) if any(row[column].weight for row in gains)
        )
        rows = [
            (
                (*(g.at(limits.least) for g in row), *(row[column].weight for column in weighed)),
                line.constant,
            )
            for row, line in zip(gains, asked, strict=True)
        ]
        made = cls(tuple(tokens[number] for number in kept), weighed, (), limits)
        return replace(made, rows=(*rows, *made._shape()))

    @property
    def seats(self) -> tuple[int, ...]:
        """One for each seat."""
        return (*(1 for _token in self.tokens), *(0 for _column in self.weighed))

    @property
    def positions(self) -> tuple[int, ...]:
        """One for each position."""
        return (*(token.positions for token in self.tokens), *(0 for _column in self.weighed))

    @property
    def burden(self) -> tuple[int, ...]:
        """What there is to read: any class or mark counts for more than all weights."""
        more = 1 + self.limits.seats * self.limits.most if self.weighed else 1
        return (*(more * token.burden for token in self.tokens), *(1 for _ in self.weighed))

    def programme(
        self, cost: tuple[int, ...], most: Iterable[tuple[tuple[int, ...], int]] = ()
    ) -> Programme:
        """Minimise this cost, others being at most so much."""
        rows = [(tuple(-entry for entry in row), bound) for row, bound in most]
        room = self.limits.seats
        spare = self.limits.most - self.limits.least
        bounds = [1 if token.single else room for token in self.tokens]
        bounds += [room * spare for _column in self.weighed]
        return Programme(cost, tuple(bounds), (*self.rows, *rows))

    def count(self, row: Sequence[int], values: Sequence[int]) -> int:
        """The sum of a row."""
        return sum(a * x for a, x in zip(row, values, strict=True))

    def roster(self, values: Sequence[int]) -> tuple[Chosen, ...]:
        """The seats, with their weight shared out as evenly as it can be."""
        extra = dict(zip(self.weighed, values[len(self.tokens) :], strict=True))
        found = []
        for column, (token, count) in enumerate(zip(self.tokens, values, strict=False)):
            if count:
                each, over = divmod(extra.get(column, 0), count)
                each += self.limits.least
                found.append(Chosen(token, (each + 1,) * over + (each,) * (count - over)))
        return tuple(found)

    def _shape(self) -> Iterable[Row]:
        """From one seat to the limit; one single token; no weight without a seat."""
        none = (0,) * len(self.weighed)
        yield self.seats, -1
        yield tuple(-entry for entry in self.seats), self.limits.seats
        if any(token.single for token in self.tokens):
            single = (*(int(token.single) for token in self.tokens), *none)
            yield single, -1
            yield tuple(-entry for entry in single), 1
        spare = self.limits.most - self.limits.least
        for position, column in enumerate(self.weighed):
            row = [0] * (len(self.tokens) + len(self.weighed))
            row[column], row[len(self.tokens) + position] = spare, -1
            yield tuple(row), 0


def _undominated(tokens: Sequence[Token], asked: Sequence[Line]) -> list[int]:
    """The numbers of those tokens that no other one is as good as."""
    kept: list[int] = []
    columns = [
        (
            tuple(line.gains[number] for line in asked),
            (token.positions, token.burden, token.single),
        )
        for number, token in enumerate(tokens)
    ]
    by_worth = sorted(
        range(len(tokens)),
        key=lambda n: (-sum(g.heads + g.weight for g in columns[n][0]), columns[n][1]),
    )
    for number in by_worth:
        if not any(_as_good(columns[other], columns[number]) for other in kept):
            kept.append(number)
    return sorted(kept)


_Column = tuple[tuple[Gain, ...], tuple[int, int, bool]]


def _as_good(one: _Column, other: _Column) -> bool:
    if one[1][2] != other[1][2] or one[1][0] > other[1][0] or one[1][1] > other[1][1]:
        return False
    return all(
        a.heads >= b.heads and a.weight >= b.weight for a, b in zip(one[0], other[0], strict=True)
    )
