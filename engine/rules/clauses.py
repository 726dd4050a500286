"""What a criterion asks for in general, as values from which a sentence is worded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from placet.engine.model import Seat
from placet.engine.rules.criteria import (
    AllOf,
    AnyOf,
    Atom,
    Cases,
    Count,
    Criterion,
    Quantity,
    Ratio,
)
from placet.engine.rules.tally import Tally, tally
from placet.engine.rules.terms import Terms
from placet.engine.rules.verdict import Clause, RuleSentence


def rule_sentence_values(terms: Terms, seats: Sequence[Seat] = ()) -> RuleSentence:
    """What the rule asks for in general, for these seats and the kinds on offer."""
    counted = (s for s in seats if counts(terms, s.classes))
    empty = tally((terms.cell(seat.classes), seat.weight) for seat in counted)
    clauses = tuple(clause_of(terms, criterion, empty) for criterion in terms.criteria)
    return RuleSentence(terms.ref, terms.rule.silence, clauses)


def counts(terms: Terms, classes: Collection[str]) -> bool:
    """Whether a seat of these classes counts at all under the filter of the rule."""
    only, without = terms.rule.filter.only, terms.rule.filter.without
    if not only and not without:
        return True
    mine = {terms.spelt.get(c, c) for c in classes}
    return (not only or not mine.isdisjoint(only)) and mine.isdisjoint(without)


def clause_of(terms: Terms, criterion: Criterion, tally: Tally) -> Clause:
    """One criterion; numbers are those of the seats in the tally."""
    match criterion:
        case Ratio() | Count():
            return _atom(terms, criterion, tally)
        case AnyOf():
            form = "any_of"
        case AllOf():
            form = "all_of"
        case Cases():
            return _cases(terms, criterion, tally)
    parts = tuple(clause_of(terms, part, tally) for part in criterion.parts)
    return Clause(criterion.name, form=form, parts=parts)


def _cases(terms: Terms, cases: Cases, tally: Tally) -> Clause:
    """The case that applies, where that is known already; otherwise all of them."""
    if cases.of is None and cases.number.basis == "all" and tally.cells:
        branch = cases.branch(tally)
        if branch is not None:
            return clause_of(terms, branch.criterion, tally)
    parts = tuple(
        replace(clause_of(terms, b.criterion, tally), until=b.threshold, until_op=b.op)
        for b in cases.branches
    )
    about = _counted(terms, cases.number)
    of = "" if cases.of is None else _of(terms, cases.of)
    return replace(about, criterion=cases.name, form="cases", parts=parts, of=of)


def _atom(terms: Terms, atom: Atom, tally: Tally) -> Clause:
    said = counted_clause(terms, atom)
    if isinstance(atom, Count):
        return replace(said, count=_limit(atom.threshold, atom.op))
    if said.of not in ("seats", "number"):
        return said
    total = atom.denominator.of(tally)
    count = _limit(atom.threshold * total, atom.op)
    return replace(said, total=total, count=max(count, 1) if atom.op in (">=", ">") else count)


@lru_cache(maxsize=4096)
def counted_clause(terms: Terms, atom: Atom) -> Clause:
    """What an atom counts and compares, without the numbers of any table."""
    said = replace(
        _counted(terms, atom.numerator), criterion=atom.name, op=atom.op, threshold=atom.threshold
    )
    if isinstance(atom, Count):
        return said
    whole = atom.denominator
    of = _of(terms, whole)
    return replace(
        said,
        of=of,
        of_kinds=whole.kinds if of == "positions" else (),
        of_less=whole.less,
        of_cls=terms.title_of(whole.cls),
        of_not_cls=terms.title_of(whole.not_cls),
        what=terms.title_of_parameter(whole.parameter) if whole.parameter else said.what,
    )


def _counted(terms: Terms, quantity: Quantity) -> Clause:
    seats = quantity.basis != "positions"
    return Clause(
        criterion="",
        kinds=() if seats else quantity.kinds,
        cls=terms.title_of(quantity.cls),
        basis=quantity.basis if seats else "",
        less=quantity.less,
        not_cls=terms.title_of(quantity.not_cls),
        mark=terms.title_of_mark(quantity.mark),
        weighted=quantity.weighted,
        what=terms.title_of_parameter(quantity.parameter) if quantity.parameter else "",
    )


def _of(terms: Terms, whole: Quantity) -> str:
    if whole.basis != "positions":
        return {"all": "seats", "parameter": "number"}.get(whole.basis, whole.basis)
    cast = {k for k, e in terms.effects.items() if e.affirmative or e.negative}
    return "cast" if set(whole.kinds) == cast else "positions"


def _limit(bound: Fraction, op: str) -> int:
    """The least whole number allowed, or the first that is too many, or the most allowed."""
    up = -(-bound.numerator // bound.denominator)
    down = bound.numerator // bound.denominator
    return {">=": up, ">": down + 1, "<": up, "<=": down, "=": down}[op]
