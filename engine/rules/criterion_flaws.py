"""The flaws of criteria: names, numbers, cases, and bounds that nothing or everything meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from placet.engine.errors import BadInput
from placet.engine.flaws import Flaw, Path, unknown
from placet.engine.rules import parameters as p
from placet.engine.rules.criteria import Count, Ratio
from placet.engine.rules.making import made_of
from placet.engine.rules.rule import (
    BASES,
    BOUNDS,
    EFFECTS,
    STRICT,
    Amount,
    Asked,
    Bound,
    Rule,
)

_KEY = {op: key for key, op in BOUNDS.items()}


def criterion_flaws(rule: Rule) -> Iterator[Flaw]:
    """Every flaw of the criteria, in the order of the file."""
    yield from _Criteria(rule).flaws()


class _Criteria:
    """The flaws of the criteria of one rule."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.known = [parameter.name for parameter in rule.parameters]
        self.types = {parameter.name: parameter.type for parameter in rule.parameters}
        self.classes = [c.name for c in rule.classes]
        self.marks = [m.name for m in rule.marks]

    def flaws(self) -> Iterator[Flaw]:
        """Every flaw, in the order of the file."""
        yield from self._siblings(self.rule.criteria, ("criteria",))

    def _siblings(self, asked: tuple[Asked, ...], at: Path, within: str = "") -> Iterator[Flaw]:
        """Each of them; two may share the name of the whole that they are parts of."""
        always = Counter(each.name for each in asked if not each.only_if and each.name != within)
        for n, each in enumerate(asked):
            if always[each.name] > 1 or (always[each.name] and each.only_if):
                yield Flaw(
                    (*at, n, "name"),
                    f"two criteria are called {each.name}; rename one, or give each an if",
                )
            yield from self._one(each, (*at, n))

    def _one(self, asked: Asked, at: Path) -> Iterator[Flaw]:
        for condition in asked.only_if:
            yield from unknown((*at, "if"), "parameter", (condition.parameter,), self.known)
            yield from self._possible(condition.parameter, condition.values, (*at, "if"))
        yield from self._siblings(asked.any_of, (*at, "any_of"), asked.name)
        yield from self._siblings(asked.all_of, (*at, "all_of"), asked.name)
        found = [*self._amounts(asked, at)]
        if asked.bound is not None:
            found += self._bound(asked.bound, at)
        found += self._branches(asked, at)
        yield from found
        if asked.share is not None and asked.share == asked.of:
            yield Flaw((*at, "share"), "this is a share of itself; correct share or of")
        elif asked.bound is not None and not found:
            yield from self._reach(asked, at)

    def _possible(self, name: str, values: tuple[int | str, ...], at: Path) -> Iterator[Flaw]:
        allowed = next((q.allowed for q in self.rule.parameters if q.name == name), ())
        for value in values if allowed else ():
            if value not in allowed:
                yield Flaw(
                    at, f"{name} is never {value}; use one of: {', '.join(map(str, allowed))}"
                )

    def _amounts(self, asked: Asked, at: Path) -> Iterator[Flaw]:
        depends: Path = ("depends_on", "share") if asked.depends_of else ("depends_on",)
        for amount, key in (
            (asked.count, ("count",)),
            (asked.share, ("share",)),
            (asked.of, ("of",)),
            (asked.depends, depends),
            (asked.depends_of, ("depends_on", "of")),
        ):
            if amount is not None:
                yield from self._amount(amount, (*at, *key))

    def _amount(self, amount: Amount, at: Path) -> Iterator[Flaw]:
        kinds = self.rule.kinds
        yield from unknown((*at, "positions"), "position", amount.positions, kinds)
        yield from unknown((*at, "less"), "position", amount.less, kinds)
        if amount.effect:
            yield from unknown((*at, "effect"), "effect", (amount.effect,), EFFECTS)
            if amount.effect in EFFECTS and not any(
                getattr(effects, amount.effect) for effects in self.rule.effects.values()
            ):
                said = f"no position is {amount.effect}; give one that effect"
                yield Flaw((*at, "effect"), said)
        if amount.seats:
            yield from unknown((*at, "seats"), "group of seats", (amount.seats,), BASES)
        if amount.parameter:
            yield from unknown((*at, "parameter"), "parameter", (amount.parameter,), self.known)
            if self.types.get(amount.parameter, "number") != "number":
                yield Flaw(
                    (*at, "parameter"),
                    f"{amount.parameter} is no number; give it type: number",
                )
        for key, name, known, what in (
            ("class", amount.cls, self.classes, "class"),
            ("not_class", amount.not_cls, self.classes, "class"),
            ("mark", amount.mark, self.marks, "mark"),
        ):
            yield from self._places(name, (*at, key))
            if name and not name.startswith("$"):
                yield from unknown((*at, key), what, (name,), known)

    def _places(self, raw: object, at: Path) -> Iterator[Flaw]:
        yield from unknown(at, "parameter", p.places(raw), self.known)

    def _bound(self, bound: Bound, at: Path) -> Iterator[Flaw]:
        key = (*at, _KEY[bound.op])
        named = [*self._places(bound.value, key), *self._places(bound.strict, (*at, "strict"))]
        yield from named
        if bound.strict != 0 and bound.op not in STRICT:
            yield Flaw((*at, "strict"), f"{_KEY[bound.op]} cannot be strict; remove strict")
        if not named:
            yield from self._number(bound, key)

    def _number(self, bound: Bound, at: Path) -> Iterator[Flaw]:
        """Is it a number at all, once the defaults are put in?"""
        try:
            defaults = p.values(self.rule.parameters, {})
            p.number(bound.value, defaults)
        except BadInput as bad:
            exact = bool(bad.field)  # then it is the default that is told
        except ValueError:
            exact = False
        else:
            exact = True
        if not exact:
            yield Flaw(
                at, f'{bound.value} is no exact number; write 3, "2/3", $name or "$num/$den"'
            )

    def _branches(self, asked: Asked, at: Path) -> Iterator[Flaw]:
        for n, case in enumerate(asked.cases):
            spot: Path = (*at, "cases", n)
            last = n == len(asked.cases) - 1
            if case.bound is not None:
                yield from self._bound(case.bound, spot)
            if last and case.bound is not None:
                yield Flaw(spot, "the last case stands for all others; remove its bound")
            if not last and case.bound is None:
                yield Flaw(spot, "no case after this one is ever asked; give it a bound")
            yield from self._one(case.criterion, (*spot, "criterion"))

    def _reach(self, asked: Asked, at: Path) -> Iterator[Flaw]:
        """A bound that is always or never met, a share whose part is no part."""
        try:
            atom = made_of(self.rule, asked)
        except BadInput:
            return  # told with the defaults
        bound = asked.bound
        if bound is None:
            return
        key = (*at, _KEY[bound.op])
        literal = not p.places(bound.value)
        if isinstance(atom, Count):
            yield from _count_reach(atom, key, literal)
        elif isinstance(atom, Ratio):
            part = atom.numerator.within(atom.denominator)
            if not part and atom.numerator.constant is None and atom.denominator.constant is None:
                yield Flaw(
                    (*at, "share"),
                    "not all that is counted here is counted under of; "
                    "add it there, or ask for a count",
                )
            elif part and literal:
                yield from _share_reach(atom, key)


def _count_reach(atom: Count, at: Path, literal: bool) -> Iterator[Flaw]:
    if not literal:
        return
    if atom.threshold.denominator != 1:
        yield Flaw(at, f"seats are whole; write a whole number, not {atom.threshold}")
    elif atom.threshold == 0 and atom.op in (">=", "<"):
        always = "always" if atom.op == ">=" else "never"
        yield Flaw(at, f"this is {always} met; write 1 or more, or remove the criterion")


def _share_reach(atom: Ratio, at: Path) -> Iterator[Flaw]:
    share, op = atom.threshold, atom.op
    never = (op in (">=", "=") and share > 1) or (op == ">" and share >= 1)
    always = (op == ">=" and share == 0) or (op == "<=" and share >= 1) or (op == "<" and share > 1)
    if never or (op == "<" and share == 0):
        yield Flaw(at, f"no share is ever {op} {share}; write a fraction such as 2/3")
    elif always:
        yield Flaw(at, f"every share is {op} {share}; write a fraction such as 2/3")
