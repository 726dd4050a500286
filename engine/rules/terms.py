"""A rule with its parameters put in and the kinds on offer: what can be computed with.

Made once for a rule, its parameters and the kinds of a ballot, and kept.  A bad parameter
is refused here by its name, and so are parameters under which the rule would decide
something that nobody asked for: a share that nothing can reach, or silence that passes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from placet.engine.errors import N_, BadInput
from placet.engine.model import RuleRef
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
    atoms,
    quantities,
)
from placet.engine.rules.parameters import Parameters, Values
from placet.engine.rules.rule import AGREES, STRICT, Amount, Asked, Bound, Condition, Effects, Rule
from placet.engine.rules.tally import NONE, SILENT, Cell, Tally


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides in a ballot.

    `effects` are those of the kinds on offer, in their order; `kinds` every spelling of
    them; `classes` and `marks` those that make a difference, `spelt` every spelling of a
    class.
    """

    rule: Rule
    ref: RuleRef
    values: Values
    effects: Mapping[str, Effects]
    criteria: tuple[Criterion, ...]
    kinds: Mapping[str, str]
    spelt: Mapping[str, str]
    classes: frozenset[str]
    marks: frozenset[str]

    def passes(self, tally: Tally) -> bool:
        """Whether every criterion is met."""
        return all(criterion.met(tally) for criterion in self.criteria)

    def relevant(self, classes: Collection[str]) -> frozenset[str]:
        """Those of a seat's classes that make a difference, as the rule spells them."""
        if not self.classes or not classes:
            return NONE
        return frozenset(self.spelt.get(c, c) for c in classes) & self.classes

    def cell(
        self, classes: Collection[str], kind: str = SILENT, marks: Collection[str] = ()
    ) -> Cell:
        """What a seat of these classes contributes when it holds a kind with these marks."""
        kept = frozenset(marks) & self.marks if marks and self.marks else NONE
        return Cell(self.relevant(classes), kind, kept)

    def title_of(self, cls: str) -> str:
        """How the rule titles a class."""
        found = (c.title for c in self.rule.classes if c.name == cls)
        return next(found, "") or cls

    def title_of_mark(self, mark: str) -> str:
        """How the rule titles a mark."""
        found = (m.title for m in self.rule.marks if m.name == mark)
        return next(found, "") or mark


def terms(rule: Rule, parameters: Parameters, kinds: Collection[str] = ()) -> Terms:
    """The rule with these parameters and (all, where none is named) kinds on offer.

    Raises BadInput, which names the parameter.
    """
    given = tuple((name, value, type(value)) for name, value in parameters.items())
    return _terms(rule, given, tuple(kinds))


@lru_cache(maxsize=512)
def _terms(
    rule: Rule, given: tuple[tuple[str, int | str, type], ...], kinds: tuple[str, ...]
) -> Terms:
    parameters = {name: value for name, value, _type in given}
    values = p.values(rule.parameters, parameters)
    offered = {k.name: k.effects for k in rule.positions if not kinds or k.name in kinds}
    criteria = _Maker(rule, values, offered).all_of(rule.criteria)
    read = [q for criterion in criteria for q in quantities(criterion)]
    made = Terms(
        rule=rule,
        ref=RuleRef(rule.name, rule.version, parameters),
        values=values,
        effects=offered,
        criteria=criteria,
        kinds=_spellings([(k.name, k.also) for k in rule.positions if k.name in offered]),
        spelt=_spellings([(c.name, c.also) for c in rule.classes]),
        classes=frozenset(name for q in read for name in (q.cls, q.not_cls) if name),
        marks=frozenset(q.mark for q in read if q.mark),
    )
    _check_silence(made)
    return made


def made_of(rule: Rule, asked: Asked) -> Criterion:
    """One criterion of a rule alone, with the defaults of its parameters."""
    return _Maker(rule, p.values(rule.parameters, {}), rule.effects).one(asked)


def _spellings(names: list[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    also = {spelling: name for name, others in names for spelling in others}
    return also | {name: name for name, _others in names}


def _check_silence(made: Terms) -> None:
    """Refuse parameters under which the text passes though nobody says anything."""
    if passes_in_silence(made):
        changed = [n for n, v in made.ref.parameters.items() if v != _default(made.rule, n)]
        raise BadInput(
            changed[-1] if changed else "",
            N_("with {given}, silence would decide."),
            N_("Ask for at least one position in favour, or use the rule silence."),
            given=", ".join(f"{n} {made.ref.parameters[n]}" for n in changed) or "these criteria",
        )


def passes_in_silence(made: Terms) -> bool:
    """Whether a text passes while everybody is silent though the rule does not say so."""
    if made.rule.silence == AGREES or not made.criteria:
        return False
    said = (atom for criterion in made.criteria for atom in atoms(criterion))
    if any(isinstance(atom, Ratio) and atom.empty != "not_met" for atom in said):
        return False
    classes = [NONE, *(frozenset((name,)) for name in sorted(made.classes))]
    return made.passes(Tally({Cell(cls): (30, 30) for cls in classes}))


def _default(rule: Rule, name: str) -> object:
    return next(parameter.default for parameter in rule.parameters if parameter.name == name)


@dataclass(frozen=True, slots=True)
class _Maker:
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
