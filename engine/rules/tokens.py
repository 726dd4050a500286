"""A seat and what it holds, as one rule counts it or two do.

A token is what a roster that is looked for is made of.  Each side (a rule; or one rule before
and after a change) counts it in a cell of its own, so that kinds, classes and marks need not
mean the same on both; an inequality over tokens is a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from placet.engine.rules.clauses import counts
from placet.engine.rules.filtering import counts_as
from placet.engine.rules.inequalities import Conjunction, Gain
from placet.engine.rules.normal_form import NormalForm
from placet.engine.rules.options import Option, subsets
from placet.engine.rules.rule import DROP
from placet.engine.rules.tally import SILENT, Cell
from placet.engine.rules.terms import Terms


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


def pairs(tokens: Sequence[Token], one: NormalForm, other: NormalForm) -> Iterator[list[Line]]:
    """What the first side, and the second, must meet together: each pair of conjunctions."""
    firsts = [_lines(conjunction, 0, tokens) for conjunction in one.conjunctions]
    seconds = [_lines(conjunction, 1, tokens) for conjunction in other.conjunctions]
    for first in firsts:
        for second in seconds:
            yield [*first, *second]


def cell_of(terms: Terms, classes: frozenset[str], option: Option) -> Cell | None:
    """What such a seat contributes under a rule; None where it does not count at all."""
    if not counts(terms, classes):
        return None
    kind = SILENT
    twice = option.times > 1 and terms.rule.filter.duplicates == DROP
    if option.kind in terms.kinds and not twice:
        kind, _reason = counts_as(terms, option.kind, option.reasons)
    return terms.cell(classes, kind, option.marks if kind else ())


def class_sets(*all_terms: Terms) -> tuple[frozenset[str], ...]:
    """Every set of the classes of which these rules speak."""
    named: set[str] = set()
    for terms in all_terms:
        named |= terms.classes
        named.update(terms.rule.filter.only, terms.rule.filter.without)
    return tuple(subsets(named))


def _lines(conjunction: Conjunction, side: int, tokens: Sequence[Token]) -> tuple[Line, ...]:
    """The inequalities of a conjunction over these tokens, as one side counts them."""
    nothing = Gain(0, 0)
    cells = [token.cells[side] for token in tokens]
    return tuple(
        Line(tuple(nothing if cell is None else each.gain(cell) for cell in cells), each.constant)
        for each in conjunction
    )
