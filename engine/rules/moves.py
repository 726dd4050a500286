"""How to meet inequalities by moving seats: the programme behind the smallest change.

Seats that no inequality can tell apart, now and after any move, are one group, however many
they are.  Of the moves that a group could make those are kept that no other one is as good
as for every inequality.  What is left is a small integer programme: how many seats of each
group make which move.

Whether any moves at all can meet them is mostly seen without a programme: where one move of
each group is the best for every inequality, all make it and the answer is a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from placet.engine.rules.inequalities import Conjunction, Gain
from placet.engine.rules.options import Option
from placet.engine.rules.programme import WORK, Programme, minimise
from placet.engine.rules.tally import SILENT, Cell, Tally


class Place(NamedTuple):
    """A seat that may move: what it contributes now, its weight, whether it has answered."""

    cell: Cell
    weight: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """So many of the places `among` (by their number) move to the option."""

    among: tuple[int, ...]
    count: int
    option: Option


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest moves that meet a conjunction, or what is known about them.

    `taken` None and `exact`: there is no way (or none with fewer moves than asked);
    otherwise there is none with fewer moves than `least`.
    """

    taken: tuple[Taken, ...] | None
    least: int
    exact: bool
    work: int

    @property
    def count(self) -> int:
        """How many seats move."""
        return sum(each.count for each in self.taken or ())


@dataclass(frozen=True, slots=True)
class Scales:
    """A conjunction, and what each cell adds to its inequalities, found once."""

    conjunction: Conjunction
    known: dict[Cell, tuple[Gain, ...]] = field(default_factory=dict, compare=False)

    def gains(self, cell: Cell) -> tuple[Gain, ...]:
        """What a seat in this cell adds to each inequality."""
        found = self.known.get(cell)
        if found is None:
            found = self.known[cell] = tuple(each.gain(cell) for each in self.conjunction)
        return found

    def slacks(self, sums: Tally) -> list[int]:
        """How far the tally is above what each inequality asks."""
        found = [each.constant for each in self.conjunction]
        for cell, (count, weight) in sums.cells.items():
            for index, gain in enumerate(self.gains(cell)):
                found[index] += gain.heads * count + gain.weight * weight
        return found

    @property
    def weighed(self) -> bool:
        """Whether weights matter."""
        return any(part.weighted for each in self.conjunction for part, _factor in each.parts)


class _Move(NamedTuple):
    """What it adds to each inequality, where it leads, and how little it is to be asked for."""

    gains: tuple[int, ...]
    option: Option
    burden: int


_Groups = Mapping[tuple[_Move, ...], Sequence[int]]


def reach(
    scales: Scales,
    sums: Tally,
    places: Sequence[Place],
    options: Sequence[Option],
    fewer_than: int | None = None,
    work: int = WORK,
) -> Way:
    """The fewest moves after which every inequality is met.

    Of ways with equally few moves one is preferred that asks those who have not answered,
    and then one in which nobody withdraws; which of them is no matter of exactness.
    """
    groups = _groups(scales, places, options)
    programme = _programme(groups, scales.slacks(sums))
    answer = minimise(programme, fewer_than, work)
    values, least = answer.values, answer.bound or 0
    if values is None or answer.cost is None:
        return Way(None, least, answer.exact, answer.work)
    columns = [(move, members) for moves, members in groups.items() for move in moves]
    burden = tuple(move.burden for move, _members in columns)
    now = sum(b * v for b, v in zip(burden, values, strict=True))
    as_few = ((-1,) * len(columns), answer.cost)
    lighter = minimise(
        replace(programme, cost=burden, rows=(*programme.rows, as_few)), now, WORK // 16
    )
    taken = tuple(
        Taken(tuple(members), count, move.option)
        for (move, members), count in zip(columns, lighter.values or values, strict=True)
        if count
    )
    return Way(taken, least, answer.exact, answer.work + lighter.work)


def can_reach(
    scales: Scales,
    sums: Tally,
    places: Sequence[Place],
    options: Sequence[Option],
    work: int = WORK,
) -> bool | None:
    """Whether any moves at all meet every inequality; None where the work ran out."""
    slacks = scales.slacks(sums)
    quick = _by_sums(scales, slacks, places, options)
    if quick is not None:
        return quick
    programme = _programme(_groups(scales, places, options), slacks)
    answer = minimise(replace(programme, cost=(0,) * len(programme.cost)), 1, work)
    return answer.values is not None if answer.exact or answer.values else None


def _by_sums(
    scales: Scales, slacks: Sequence[int], places: Iterable[Place], options: Sequence[Option]
) -> bool | None:
    """The answer where sums give it: everybody's best move, or not even that suffices."""
    cells: dict[Cell, tuple[int, int]] = {}
    for place in places:
        count, weight = cells.get(place.cell, (0, 0))
        cells[place.cell] = count + 1, weight + place.weight
    best, one_is_best = list(slacks), True
    for cell, (count, weight) in cells.items():
        now = scales.gains(cell)
        moved = [now]
        moved += (scales.gains(Cell(cell.classes, o.kind, o.marks)) for o in options)
        most = [
            Gain(max(gain.heads for gain in each), max(gain.weight for gain in each))
            for each in zip(*moved, strict=True)
        ]
        one_is_best = one_is_best and tuple(most) in moved
        for index, (gain, before) in enumerate(zip(most, now, strict=True)):
            best[index] += (gain.heads - before.heads) * count
            best[index] += (gain.weight - before.weight) * weight
    if any(slack < 0 for slack in best):
        return False
    return True if one_is_best else None


def _programme(groups: _Groups, slacks: Sequence[int]) -> Programme:
    """One variable for each group and move: how many of the group make it."""
    columns = [(move, len(members)) for moves, members in groups.items() for move in moves]
    rows = [
        (tuple(move.gains[index] for move, _count in columns), slack)
        for index, slack in enumerate(slacks)
    ]
    start = 0
    for moves, members in groups.items():
        ours = range(start, start + len(moves))
        if len(moves) > 1:
            rows.append((tuple(-(n in ours) for n in range(len(columns))), len(members)))
        start = ours.stop
    return Programme((1,) * len(columns), tuple(count for _move, count in columns), tuple(rows))


def _groups(scales: Scales, places: Sequence[Place], options: Sequence[Option]) -> _Groups:
    """Places by the moves that help them, each with the numbers of its members."""
    weighed = scales.weighed
    known: dict[Place, tuple[_Move, ...]] = {}
    groups: dict[tuple[_Move, ...], list[int]] = {}
    for number, place in enumerate(places):
        alike = place if weighed else place._replace(weight=1)
        if (moves := known.get(alike)) is None:
            moves = known[alike] = _helpful(scales, alike, options)
        if moves:
            groups.setdefault(moves, []).append(number)
    return groups


def _helpful(scales: Scales, place: Place, options: Sequence[Option]) -> tuple[_Move, ...]:
    """The moves that help, without those that another one is as good as."""
    now = scales.gains(place.cell)
    moves = []
    for option in options:
        then = scales.gains(Cell(place.cell.classes, option.kind, option.marks))
        gains = tuple(
            after.at(place.weight) - before.at(place.weight)
            for after, before in zip(then, now, strict=True)
        )
        if any(gain > 0 for gain in gains):
            moves.append(_Move(gains, option, 2 * place.answered + (option.kind == SILENT)))
    kept: list[_Move] = []
    for move in sorted(moves, key=lambda m: (-sum(m.gains), m.burden)):
        if not any(_as_good(other, move) for other in kept):
            kept.append(move)
    return tuple(kept)


def _as_good(one: _Move, other: _Move) -> bool:
    return all(a >= b for a, b in zip(one.gains, other.gains, strict=True))
