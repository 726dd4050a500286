"""A formula over inequalities as a list of conjunctions, of which one must hold.

Conjunctions that exclude themselves, and those that hold only where another one does, are
left out on the way, so that the list stays short: the rules of real bodies have one to four
ways to pass, and one to eight to fail.  Where there are too many all the same, the rest is
cut off and the form says that it is not complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.engine.rules.inequalities import All, Any, Conjunction, Formula, Inequality, Part

MOST = 512
"""A normal form has so many conjunctions at most."""


@dataclass(frozen=True, slots=True)
class NormalForm:
    """The conjunctions of which one must hold; not `complete` where they were too many."""

    conjunctions: tuple[Conjunction, ...]
    complete: bool = True


def normal_form(formula: Formula, most: int = MOST) -> NormalForm:
    """The formula as alternatives, each a conjunction of inequalities, none implied by another."""
    found, complete = _alternatives(formula, most)
    made = tuple(
        tuple(Inequality(parts, constant) for parts, constant in sorted(conjunction.items()))
        for conjunction in found
    )
    return NormalForm(made, complete)


_Sum = tuple[tuple[Part, int], ...]
_Bounds = dict[_Sum, int]
"""A conjunction by the sums it speaks of: the least constant is the strongest bound."""


def _alternatives(formula: Formula, most: int) -> tuple[list[_Bounds], bool]:
    match formula:
        case Inequality(parts, constant):
            if parts:
                return [{parts: constant}], True
            return ([{}] if constant >= 0 else []), True
        case Any(parts):
            found: list[_Bounds] = []
            complete = True
            for part in parts:
                more, whole = _alternatives(part, most)
                found, complete = found + more, complete and whole
            found = _strongest(found)
            return found[:most], complete and len(found) <= most
        case All(parts):
            found, complete = [{}], True
            for part in parts:
                more, whole = _alternatives(part, most)
                complete = complete and whole
                both = [_both(one, other) for one in found for other in more]
                found = _strongest([bounds for bounds in both if bounds is not None])
                found, complete = found[:most], complete and len(found) <= most
            return found, complete


def _both(one: _Bounds, other: _Bounds) -> _Bounds | None:
    """Both conjunctions in one; None where two of their bounds exclude each other."""
    made = dict(one)
    for parts, constant in other.items():
        made[parts] = min(constant, made.get(parts, constant))
        opposite = made.get(tuple((part, -factor) for part, factor in parts))
        if opposite is not None and opposite + made[parts] < 0:
            return None
    return made


def _strongest(found: list[_Bounds]) -> list[_Bounds]:
    """Without conjunctions that are met only where another one is."""
    kept: list[_Bounds] = []
    for bounds in sorted(found, key=len):
        if not any(_implies(bounds, other) for other in kept):
            kept.append(bounds)
    return kept


def _implies(bounds: _Bounds, other: Mapping[_Sum, int]) -> bool:
    return all(parts in bounds and bounds[parts] <= constant for parts, constant in other.items())
