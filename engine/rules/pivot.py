"""What if: the verdict if others spoke, the smallest change that turns it, and whether any can.

A verdict is a formula over linear inequalities, and so is its opposite (`inequalities`).  To
turn it one of the conjunctions of the wanted formula must be met; each asks for the fewest
moves that meet it (`moves`), and the least of them is the answer.  Seats may take any kind
that is on offer, with the marks and the reasons that it needs, or go back to silence.

Positions that the rule does not count leave their seat silent here, as in the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from placet.engine.model import Seat
from placet.engine.rules.criteria import Criterion
from placet.engine.rules.evaluating import evaluate_names
from placet.engine.rules.filtering import Held, sieve
from placet.engine.rules.inequalities import formula
from placet.engine.rules.moves import Place, Scales, Taken, can_reach, reach
from placet.engine.rules.normal_form import normal_form
from placet.engine.rules.options import Option, options
from placet.engine.rules.programme import WORK
from placet.engine.rules.tally import Tally, tally
from placet.engine.rules.terms import Terms
from placet.engine.rules.verdict import Verdict

__all__ = [
    "Change", "Move", "Settled", "SmallestChanges", "settled", "smallest_changes", "what_if",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """An organisation that comes to hold a kind with these marks, or none (it withdraws)."""

    organisation: str
    kind: str | None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Any `count` of these organisations could make the same change with the same effect."""

    among: tuple[str, ...]
    count: int
    kind: str | None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallestChanges:
    """The fewest changes that make a text pass (or, `passes` false, fail).

    `changes` are one such set, in the order of the seats (empty: it is so already), and
    `moves` say who could take the place of whom.  Where `changes` is None nothing that
    anybody could do would have that effect.  Where not `exact`, there may be a smaller set,
    of `at_least` changes (or, `changes` being None, any set at all).
    """

    passes: bool
    changes: tuple[Change, ...] | None
    moves: tuple[Move, ...]
    at_least: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """Whether the outcome can still change.

    `passes` is the verdict if the ballot closed now; `by_the_silent` whether it could come
    out differently though those who answered keep their answers, `by_anybody` whether it
    could if everybody may change.  What could not be computed counts as possible, so that
    no ballot is closed for it; `exact` is then false.
    """

    passes: bool
    by_the_silent: bool
    by_anybody: bool
    exact: bool = True


def what_if(
    terms: Terms, seats: Sequence[Seat], held: Iterable[Held], changes: Iterable[Change]
) -> Verdict:
    """The verdict if these organisations changed and nobody else did."""
    positions = list(held)
    for change in changes:
        positions = [p for p in positions if p.organisation != change.organisation]
        if change.kind is not None:
            positions.append(Held(change.organisation, change.kind, True, change.marks))
    return evaluate_names(terms, seats, positions)


def smallest_changes(
    terms: Terms, seats: Sequence[Seat], held: Iterable[Held], passes: bool, work: int = WORK
) -> SmallestChanges:
    """The fewest changes of position after which the text passes (or fails).

    Exact as long as the work suffices, which it does for sixty seats of any weights but in
    contrived cases: no clock is read, so the same question always gets the same answer.
    """
    table = _Table.of(terms, seats, held)
    if terms.passes(table.sums) is passes:
        return SmallestChanges(passes, (), (), 0, exact=True)
    wanted = _wanted(terms.criteria, passes)
    choices = options(terms)
    best: tuple[Taken, ...] = ()
    fewest = len(seats) + 1
    open_at = fewest if wanted.complete else 1
    for scales in wanted.scales:
        way = reach(scales, table.sums, table.places, choices, fewest, max(work, 1))
        work -= way.work
        if way.taken is not None:
            best, fewest = way.taken, way.count
        if not way.exact:
            open_at = min(open_at, way.least)
    moves = tuple(table.move(taken) for taken in best)
    found = table.changes(best) if best else None
    return SmallestChanges(passes, found, moves, min(open_at, fewest), open_at >= fewest)


def settled(
    terms: Terms, seats: Sequence[Seat], held: Iterable[Held], work: int = WORK // 10
) -> Settled:
    """Whether the outcome can still change.  Cheap: meant to be asked at every position."""
    table = _Table.of(terms, seats, held)
    passes = terms.passes(table.sums)
    opposite = _wanted(terms.criteria, not passes)
    silent = tuple(place for place in table.places if not place.answered)
    by_silent = _possible(terms, opposite, table.sums, silent, work)
    by_anybody = by_silent or _possible(terms, opposite, table.sums, table.places, work)
    return Settled(
        passes,
        by_silent is not False,
        by_anybody is not False,
        exact=by_silent is not None and by_anybody is not None,
    )


def _possible(
    terms: Terms, wanted: _Wanted, sums: Tally, places: Sequence[Place], work: int
) -> bool | None:
    """Whether moves of these places can meet one of the conjunctions; None where unknown."""
    choices = options(terms)
    unknown = not wanted.complete
    each = work // max(len(wanted.scales), 1)
    for scales in wanted.scales:
        found = can_reach(scales, sums, places, choices, each)
        if found:
            return True
        unknown = unknown or found is None
    return None if unknown else False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The conjunctions of which one must be met; `complete` unless they were too many."""

    scales: tuple[Scales, ...]
    complete: bool


@lru_cache(maxsize=512)
def _wanted(criteria: tuple[Criterion, ...], passes: bool) -> _Wanted:
    form = normal_form(formula(criteria, passes))
    return _Wanted(tuple(map(Scales, form.conjunctions)), form.complete)


@dataclass(frozen=True, slots=True)
class _Table:
    """The seats that count, what each contributes, and the sum."""

    organisations: tuple[str, ...]
    places: tuple[Place, ...]
    sums: Tally

    @classmethod
    def of(cls, terms: Terms, seats: Sequence[Seat], held: Iterable[Held]) -> _Table:
        positions = list(held)
        counted = sieve(terms, seats, positions)
        answered = {position.organisation for position in positions}
        places = tuple(
            Place(counted.cells[s.organisation], s.weight, s.organisation in answered)
            for s in counted.seats
        )
        return cls(
            tuple(seat.organisation for seat in counted.seats),
            places,
            tally((place.cell, place.weight) for place in places),
        )

    def changes(self, taken: Iterable[Taken]) -> tuple[Change, ...]:
        """One set of organisations that makes these moves, in the order of the seats."""
        found: dict[int, Option] = {}
        for each in taken:
            free = [number for number in each.among if number not in found]
            found.update(dict.fromkeys(free[: each.count], each.option))
        return tuple(
            Change(self.organisations[number], found[number].kind or None, _sorted(found[number]))
            for number in sorted(found)
        )

    def move(self, taken: Taken) -> Move:
        """The same as a choice: any so many of these organisations."""
        among = tuple(self.organisations[number] for number in taken.among)
        return Move(among, taken.count, taken.option.kind or None, _sorted(taken.option))


def _sorted(option: Option) -> tuple[str, ...]:
    return tuple(sorted(option.marks))
