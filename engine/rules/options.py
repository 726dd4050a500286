"""What a seat may hold, as far as a rule can tell it apart.

An option is a kind with marks, or silence.  Of marks only those matter that the rule asks of
that kind.  Kinds stand in the order in which they are offered, silence last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from placet.engine.rules.criteria import quantities
from placet.engine.rules.filtering import counts_as
from placet.engine.rules.tally import NONE, SILENT
from placet.engine.rules.terms import Terms


class Option(NamedTuple):
    """A kind ("" is silence) with marks; without the reasons it needs, or given more than once."""

    kind: str = SILENT
    marks: frozenset[str] = NONE
    reasons: bool = True
    times: int = 1


def options(terms: Terms) -> tuple[Option, ...]:
    """Everything that a seat may come to hold, silence last; reasons are given where needed."""
    asked: dict[str, set[str]] = {}
    for quantity in (q for criterion in terms.criteria for q in quantities(criterion)):
        for kind in quantity.kinds if quantity.mark else ():
            asked.setdefault(kind, set()).add(quantity.mark)
    found = []
    for kind in terms.effects:
        counted, _reason = counts_as(terms, kind, reasons=True)
        if counted:
            found += [Option(kind, marks) for marks in subsets(asked.get(counted, ()))]
    return (*found, Option())


def subsets(names: Iterable[str]) -> Iterator[frozenset[str]]:
    """Every set of these names, the smallest first."""
    listed = sorted(names)
    for size in range(len(listed) + 1):
        yield from map(frozenset, combinations(listed, size))
