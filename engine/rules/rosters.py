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

from placet.engine.rules.inequalities import Gain
from placet.engine.rules.programme import WORK, Programme, Row, minimise
from placet.engine.rules.tokens import Line, Token


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


def smallest(
    tokens: Sequence[Token],
    alternatives: Iterable[Sequence[Line]],
    limits: Limits,
    work: int = 2 * WORK,
) -> Found:
    """The smallest roster that meets every line of one of the alternatives."""
    best: _Best | None = None
    exact = True
    for asked in alternatives:
        met = _tightest(asked)
        if met is None:
            continue
        columns = _Columns.of(tokens, met, limits)
        fewest = None if best is None else best.seats + 1
        few = minimise(columns.programme(columns.seats), fewest, max(work, 0))
        work, exact = work - few.work, exact and few.exact
        if few.values is None or few.cost is None:
            continue
        ties = best is not None and best.seats == few.cost
        asks = columns.programme(columns.positions, [(columns.seats, few.cost)])
        below = best.positions if best is not None and ties else None
        quiet = minimise(asks, below, max(work, 0))
        work, exact = work - quiet.work, exact and quiet.exact
        if quiet.values is not None and quiet.cost is not None:
            best = _Best(few.cost, quiet.cost, columns, quiet.values)
        elif not ties:
            positions = sum(a * x for a, x in zip(columns.positions, few.values, strict=True))
            best = _Best(few.cost, positions, columns, few.values)
    return Found(None if best is None else best.plainest(), exact)


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


@dataclass(frozen=True, slots=True)
class _Best:
    """The smallest roster so far, and the programme that it solves."""

    seats: int
    positions: int
    columns: _Columns
    values: tuple[int, ...]

    def plainest(self) -> tuple[Chosen, ...]:
        """Of the rosters that small, one that is easy to read."""
        columns = self.columns
        bounds = [(columns.seats, self.seats), (columns.positions, self.positions)]
        plain = minimise(columns.programme(columns.burden, bounds), None, WORK // 10)
        return columns.roster(plain.values or self.values)


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
