"""The smallest roster and positions on which two rules differ.

What a legal officer asks when a rule is amended: who would notice?  Two rules differ where
one is met and the opposite of the other is; each is a choice of conjunctions (`inequalities`),
and for each pair the smallest roster that meets both is looked for (`rosters`).  Where there
is none, none exists within the limits, and that is proved, not sampled.

Kinds, classes and marks are matched by name; a kind that one rule does not know is dropped
there, as in a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from placet.engine.model import Seat
from placet.engine.rules.evaluating import evaluate_names
from placet.engine.rules.filtering import Held, counts_as
from placet.engine.rules.inequalities import formula
from placet.engine.rules.normal_form import normal_form
from placet.engine.rules.options import Option, subsets
from placet.engine.rules.programme import WORK
from placet.engine.rules.rosters import Chosen, Limits, smallest
from placet.engine.rules.tally import Cell
from placet.engine.rules.terms import Terms
from placet.engine.rules.tokens import Token, cell_of, class_sets, pairs


@dataclass(frozen=True, slots=True)
class Difference:
    """A roster and positions on which the first rule says `passes[0]`, the second the other."""

    seats: tuple[Seat, ...]
    held: tuple[Held, ...]
    passes: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison found.

    `difference` is the one with the fewest seats, and of those with the fewest positions.
    None: there is none with up to `up_to` seats of weights from `weights[0]` to `weights[1]`
    (`weights` None: neither rule weighs).  Not `exact`: the work ran out, so there may be a
    smaller one, or one at all.
    """

    difference: Difference | None
    up_to: int
    weights: tuple[int, int] | None
    exact: bool


def difference(
    a: Terms, b: Terms, up_to: int = 60, heaviest: int = 1000, work: int = 2 * WORK
) -> Comparison:
    """The smallest roster and positions on which two rules disagree, among those that small."""
    limits = Limits(up_to, 1, heaviest)
    tokens = tuple(_tokens(a, b))
    forms = {
        (side, met): normal_form(formula(terms.criteria, met))
        for side, terms in enumerate((a, b))
        for met in (True, False)
    }
    found = smallest(
        tokens,
        chain(
            pairs(tokens, forms[0, True], forms[1, False]),
            pairs(tokens, forms[0, False], forms[1, True]),
        ),
        limits,
        work,
    )
    exact = found.exact and all(form.complete for form in forms.values())
    weights = (limits.least, limits.most) if a.weighs or b.weighs else None
    if found.roster is None:
        return Comparison(None, up_to, weights, exact)
    seats, held = seated(found.roster)
    passes = (evaluate_names(a, seats, held).passes, evaluate_names(b, seats, held).passes)
    return Comparison(Difference(seats, held, passes), up_to, weights, exact)


def seated(roster: Sequence[Chosen]) -> tuple[tuple[Seat, ...], tuple[Held, ...]]:
    """The seats of a roster, named A, B, C and so on, and their positions."""
    seats: list[Seat] = []
    held: list[Held] = []
    for chosen in roster:
        option = chosen.token.option
        for weight in chosen.weights:
            name = _name(len(seats))
            seats.append(Seat(name, tuple(sorted(chosen.token.classes)), weight))
            if option.kind:
                marks = tuple(sorted(option.marks))
                held += [Held(name, option.kind, option.reasons, marks)] * option.times
    return tuple(seats), tuple(held)


def _tokens(a: Terms, b: Terms) -> Iterator[Token]:
    """Every seat that the two rules together can tell apart."""
    times = (1, 2) if a.rule.filter.duplicates != b.rule.filter.duplicates else (1,)
    options = [Option()]
    for kind in dict.fromkeys((*a.effects, *b.effects)):
        for marks in subsets(a.marks | b.marks):
            for reasons in (True, False) if _reasons_matter(kind, (a, b)) else (True,):
                options += [Option(kind, marks, reasons, n) for n in times]
    seen: set[tuple[Cell | None, ...]] = set()
    for classes in class_sets(a, b):
        for option in options:
            cells = tuple(cell_of(terms, classes, option) for terms in (a, b))
            if cells not in seen:
                seen.add(cells)
                yield Token(classes, option, cells)


def _reasons_matter(kind: str, both: Iterable[Terms]) -> bool:
    return any(
        kind in terms.kinds and counts_as(terms, kind, True) != counts_as(terms, kind, False)
        for terms in both
    )


def _name(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    name = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        name, number = chr(ord("A") + letter) + name, number - 1
    return name
