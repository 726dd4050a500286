"""Counting: what a kind of position does, and the sum of all positions.

A tally holds, for each class of seats and each kind of position, how many seats hold it
and with how much weight.  Whatever a rule says about numbers is a function of that sum;
the class "" stands for all seats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from placet.engine.model import Seat


@dataclass(frozen=True, slots=True)
class Effects:
    """What a kind of position does in a rule.

    `strong` is an affirmative position that carries the text (endorse, support);
    `needs_reasons` is asked for when the position is recorded.
    """

    affirmative: bool = False
    negative: bool = False
    neutral: bool = False
    strong: bool = False
    blocking: bool = False
    leaves_denominator: bool = False
    needs_reasons: bool = False
    counts_for_quorum: bool = True


Cell = tuple[int, int]
"""How many seats, and their weight."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The sum: seats by class, and held positions by class and kind, as (count, weight)."""

    seats: Mapping[str, Cell] = field(default_factory=dict)
    held: Mapping[tuple[str, str], Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sum:
    """A number out of a tally: positions of `kinds`, or all seats less those of `kinds`."""

    kinds: tuple[str, ...]
    from_seats: bool = False
    cls: str = ""
    weighted: bool = False

    def of(self, tally: Tally) -> int:
        """The number."""
        part = int(self.weighted)
        held = sum(tally.held.get((self.cls, kind), (0, 0))[part] for kind in self.kinds)
        return tally.seats.get(self.cls, (0, 0))[part] - held if self.from_seats else held


def tally(seats: Sequence[Seat], held: Mapping[str, str]) -> Tally:
    """Add up seats and the kinds they hold (organisation -> kind)."""
    roster: dict[str, Cell] = {}
    cells: dict[tuple[str, str], Cell] = {}
    for seat in seats:
        kind = held.get(seat.organisation)
        for cls in classes_of(seat):
            roster[cls] = _plus(roster.get(cls, (0, 0)), seat.weight)
            if kind is not None:
                cells[cls, kind] = _plus(cells.get((cls, kind), (0, 0)), seat.weight)
    return Tally(roster, cells)


def classes_of(seat: Seat) -> Iterable[str]:
    """The classes a seat is counted in, "" (all seats) among them."""
    return dict.fromkeys(("", *seat.classes))


def _plus(cell: Cell, weight: int) -> Cell:
    return cell[0] + 1, cell[1] + weight
