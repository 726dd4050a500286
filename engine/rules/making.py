"""From criteria as they are written to criteria that can be computed with.

Places for parameters are filled, criteria that do not apply are left out, and effects become
the kinds on offer that have them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from placet.engine.errors import N_, BadInput
from placet.engine.rules import parameters as p
from placet.engine.rules.criteria import (
    AllOf,
    AnyOf,
    Branch,
    Cases,
    Count,
    Criterion,
    Quantity,
    Ratio,
)
from placet.engine.rules.parameters import Values
from placet.engine.rules.rule import STRICT, Amount, Asked, Bound, Condition, Effects, Rule
from placet.engine.rules.tally import SILENT


def made_of(rule: Rule, asked: Asked) -> Criterion:
    """One criterion of a rule alone, with the defaults of its parameters."""
    return Maker(rule, p.values(rule.parameters, {}), rule.effects).one(asked)


@dataclass(frozen=True, slots=True)
class Maker:
    """Puts values into criteria."""

    rule: Rule
    values: Values
    offered: Mapping[str, Effects]

    def all_of(self, asked: tuple[Asked, ...]) -> tuple[Criterion, ...]:
        """Those criteria that apply, made."""
        return tuple(self.one(each) for each in asked if all(map(self.applies, each.only_if)))

    def applies(self, condition: Condition) -> bool:
        """Whether the parameter is set, and as the criterion wants it."""
        value = self.values[condition.parameter]
        return value in condition.values if condition.values else bool(value)

    def one(self, asked: Asked) -> Criterion:
        """One criterion of whatever form."""
        if asked.any_of:
            return AnyOf(asked.name, self.all_of(asked.any_of))
        if asked.all_of:
            return AllOf(asked.name, self.all_of(asked.all_of))
        if asked.cases and asked.depends:
            of = None if asked.depends_of is None else self.quantity(asked.depends_of)
            return Cases(asked.name, self.quantity(asked.depends), of, self.branches(asked))
        if asked.bound is None:
            raise ValueError(f"{asked.name} has no bound")
        op, threshold = self.bound(asked.bound)
        if asked.count is not None:
            return Count(asked.name, self.quantity(asked.count), op, threshold)
        if asked.share is None or asked.of is None:
            raise ValueError(f"{asked.name} asks for nothing")
        _check_share(asked.bound, op, threshold, self.rule)
        above, below = self.quantity(asked.share), self.quantity(asked.of)
        return Ratio(asked.name, above, below, op, threshold, asked.empty)

    def branches(self, asked: Asked) -> tuple[Branch, ...]:
        """The cases with their bounds."""
        made = []
        for case in asked.cases:
            op, threshold = self.bound(case.bound) if case.bound else ("", Fraction(0))
            made.append(Branch(op, threshold, self.one(case.criterion)))
        return tuple(made)

    def bound(self, bound: Bound) -> tuple[str, Fraction]:
        """The comparison and the exact number."""
        strict = p.number(bound.strict, self.values) != 0
        op = STRICT.get(bound.op, bound.op) if strict else bound.op
        return op, p.number(bound.value, self.values)

    def quantity(self, amount: Amount) -> Quantity:
        """What is counted, as kinds on offer."""
        if amount.parameter:
            constant = int(p.number(f"${amount.parameter}", self.values))
            return Quantity(
                basis="parameter",
                weighted=amount.weighted,
                constant=constant,
                parameter=amount.parameter,
            )
        less: tuple[str, ...] = ()
        if amount.effect:
            kinds = self._with(amount.effect)
        elif amount.seats:
            less = tuple(k for k in amount.less if k in self.offered)
            kinds = tuple(k for k in self._seats(amount.seats) if k not in less)
        else:
            kinds = tuple(k for k in amount.positions if k in self.offered)
        return Quantity(
            kinds,
            amount.seats or "positions",
            less,
            cls=p.name(amount.cls, self.values),
            not_cls=p.name(amount.not_cls, self.values),
            mark=p.name(amount.mark, self.values),
            weighted=amount.weighted,
        )

    def _with(self, effect: str) -> tuple[str, ...]:
        return tuple(k for k, effects in self.offered.items() if getattr(effects, effect))

    def _seats(self, basis: str) -> tuple[str, ...]:
        """All seats but those that left; of them those that answered, or did not."""
        if basis == "silent":
            return (SILENT,)
        here = [k for k, effects in self.offered.items() if not effects.leaves_denominator]
        if basis == "answered":
            return tuple(k for k in here if not self.offered[k].no_quorum)
        return (SILENT, *here)


def _check_share(bound: Bound, op: str, threshold: Fraction, rule: Rule) -> None:
    """Refuse a share that is always or never reached, where a parameter of that type made it."""
    named = p.places(bound.value)
    shares = {q.name for q in rule.parameters if q.type == "share"}
    if len(named) != 1 or named[0] not in shares:
        return
    never = threshold == 0 or (op == ">" and threshold >= 1)
    if never and op in (">", ">="):
        raise BadInput(
            named[0],
            N_("nothing can be decided by {op} {share}."),
            N_('Write a share such as "1/2" or "2/3".'),
            op=op,
            share=str(threshold),
        )
