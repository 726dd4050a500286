"""How to meet inequalities by moving seats: the programme behind the smallest change.

Seats that no inequality can tell apart, now and after any move, are one group, however many
they are.  Of the moves that a group could make those are kept that no other one is as good
as for every inequality.  What is left is a small integer programme: how many seats of each
group make which move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from placet.engine.rules.inequalities import Conjunction
from placet.engine.rules.options import Option
from placet.engine.rules.programme import WORK, Programme, minimise
from placet.engine.rules.tally import SILENT, Cell


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


class _Move(NamedTuple):
    """What a move costs, what it adds to each inequality, and where it leads."""

    cost: int
    gains: tuple[int, ...]
    option: Option


_Groups = Mapping[tuple[_Move, ...], Sequence[int]]


def reach(
    conjunction: Conjunction,
    slacks: Sequence[int],
    places: Sequence[Place],
    options: Sequence[Option],
    fewer_than: int | None = None,
    work: int = WORK,
) -> Way:
    """The fewest moves that lift every slack to 0 or more.

    Of ways with equally few moves one is preferred that asks those who have not answered,
    and then one in which nobody withdraws.
    """
    whole = 3 * len(places) + 1
    groups = _groups(conjunction, places, options, whole)
    below = None if fewer_than is None else fewer_than * whole
    answer = minimise(_programme(groups, slacks), below, work)
    taken = None if answer.values is None else _taken(groups, answer.values)
    least = (answer.bound or 0) // whole
    exact = answer.exact or (answer.cost is not None and answer.cost // whole == least)
    return Way(taken, least, exact, answer.work)


def can_reach(
    conjunction: Conjunction,
    slacks: Sequence[int],
    places: Sequence[Place],
    options: Sequence[Option],
    work: int = WORK,
) -> bool | None:
    """Whether any moves at all lift every slack to 0 or more; None where the work ran out."""
    programme = _programme(_groups(conjunction, places, options, 0), slacks)
    answer = minimise(programme, 1, work)
    return answer.values is not None if answer.exact or answer.values else None


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
    cost = tuple(move.cost for move, _count in columns)
    return Programme(cost, tuple(count for _move, count in columns), tuple(rows))


def _taken(groups: _Groups, values: Sequence[int]) -> tuple[Taken, ...]:
    columns = [(move, members) for moves, members in groups.items() for move in moves]
    return tuple(
        Taken(tuple(members), count, move.option)
        for (move, members), count in zip(columns, values, strict=True)
        if count
    )


def _groups(
    conjunction: Conjunction, places: Sequence[Place], options: Sequence[Option], whole: int
) -> _Groups:
    """Places by the moves that help them, each with the numbers of its members."""
    weighed = any(part.weighted for each in conjunction for part, _factor in each.parts)
    known: dict[Place, tuple[_Move, ...]] = {}
    groups: dict[tuple[_Move, ...], list[int]] = {}
    for number, place in enumerate(places):
        alike = place if weighed else place._replace(weight=1)
        if (moves := known.get(alike)) is None:
            moves = known[alike] = _helpful(conjunction, alike, options, whole)
        if moves:
            groups.setdefault(moves, []).append(number)
    return groups


def _helpful(
    conjunction: Conjunction, place: Place, options: Sequence[Option], whole: int
) -> tuple[_Move, ...]:
    """The moves that help, without those that another one is as good as."""
    now = [each.gain(place.cell).at(place.weight) for each in conjunction]
    moves = []
    for option in options:
        cell = Cell(place.cell.classes, option.kind, option.marks)
        then = (each.gain(cell).at(place.weight) for each in conjunction)
        gains = tuple(after - before for after, before in zip(then, now, strict=True))
        if any(gain > 0 for gain in gains):
            withdrawn = option.kind == SILENT
            cost = whole + 2 * place.answered + withdrawn if whole else 0
            moves.append(_Move(cost, gains, option))
    kept: list[_Move] = []
    for move in sorted(moves, key=lambda m: (m.cost, -sum(m.gains))):
        if not any(_as_good(other, move) for other in kept):
            kept.append(move)
    return tuple(kept)


def _as_good(one: _Move, other: _Move) -> bool:
    return one.cost <= other.cost and all(
        a >= b for a, b in zip(one.gains, other.gains, strict=True)
    )
