"""Shipped rules with one thing changed, as an amendment or a slip of the pen would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from placet.engine.errors import BadInput
from placet.engine.rules import Amount, Asked, Bound, Parameter, Rule, Terms, terms
from placet.engine.rules.rule import KEEP

OTHER = {">=": (">",), ">": (">=",), "<=": ("<",), "<": ("<=",), "=": (">=", "<=")}
"""The same comparison with its edge on the other side."""

Change = Callable[[Random, Rule], Rule | None]


def amended(random: Random, rules: list[Rule], count: int) -> Iterator[tuple[str, Terms, Terms]]:
    """So many times: what was changed, the rule as shipped, the rule as amended."""
    made = 0
    while made < count:
        rule = random.choice(rules)
        what = random.choice(list(CHANGES))
        after = CHANGES[what](random, rule)
        if after is None or after == rule:
            continue
        try:
            both = terms(rule, {}), terms(replace(after, version=1000 + made), {})
        except (BadInput, ValueError, ZeroDivisionError):
            continue
        made += 1
        yield what, *both


def _asked(random: Random, rule: Rule, change: Callable[[Asked], Asked | None]) -> Rule | None:
    """The rule with one criterion, however deep, changed (None: left out)."""
    places = list(_places(rule.criteria))
    if not places:
        return None
    criteria = _at(rule.criteria, random.choice(places), change)
    return None if criteria is None or not criteria else replace(rule, criteria=criteria)


_Path = tuple[int, ...]


def _places(asked: tuple[Asked, ...], before: _Path = ()) -> Iterator[_Path]:
    for n, one in enumerate(asked):
        yield (*before, n)
        yield from _places(_parts(one), (*before, n))


def _parts(asked: Asked) -> tuple[Asked, ...]:
    return (*asked.any_of, *asked.all_of, *(case.criterion for case in asked.cases))


def _at(
    asked: tuple[Asked, ...], path: _Path, change: Callable[[Asked], Asked | None]
) -> tuple[Asked, ...] | None:
    one = asked[path[0]]
    if len(path) == 1:
        made = change(one)
    else:
        parts = _at(_parts(one), path[1:], change)
        made = None if parts is None else _with(one, parts)
        if made is None:
            return None
    kept = () if made is None else (made,)
    return (*asked[: path[0]], *kept, *asked[path[0] + 1 :])


def _with(asked: Asked, parts: tuple[Asked, ...]) -> Asked | None:
    """The criterion with other parts; a case cannot be left out, only its criterion changed."""
    if not parts:
        return None
    if asked.any_of:
        return replace(asked, any_of=parts)
    if asked.all_of:
        return replace(asked, all_of=parts)
    if len(parts) != len(asked.cases):
        return None
    cases = zip(asked.cases, parts, strict=True)
    return replace(asked, cases=tuple(replace(case, criterion=part) for case, part in cases))


def _threshold(random: Random, rule: Rule) -> Rule | None:
    """A numerator or a denominator one more or one less."""

    def change(asked: Asked) -> Asked:
        if asked.bound is None or "$" in str(asked.bound.value):
            return asked
        value = Fraction(asked.bound.value)
        above, below = value.numerator, value.denominator
        step = random.choice((-1, 1))
        if below > 1 and random.random() < 0.5:
            below = max(below + step, 1)
        else:
            above = max(above + step, 0)
        new = above if below == 1 else f"{above}/{below}"
        return replace(asked, bound=replace(asked.bound, value=new))

    return _asked(random, rule, change)


def _strictness(random: Random, rule: Rule) -> Rule | None:
    """At least becomes more than, or the other way round."""

    def change(asked: Asked) -> Asked:
        if asked.bound is None:
            return asked
        op = random.choice(OTHER[asked.bound.op])
        return replace(asked, bound=Bound(op, asked.bound.value))

    return _asked(random, rule, change)


def _class(random: Random, rule: Rule) -> Rule | None:
    """What is counted is of another class, or of all."""
    names = ["", *(cls.name for cls in rule.classes)]
    return _amount(random, rule, lambda amount: replace(amount, cls=random.choice(names)))


def _positions(random: Random, rule: Rule) -> Rule | None:
    """One kind of position more or less is counted."""

    def change(amount: Amount) -> Amount:
        kind = random.choice(rule.kinds)
        if amount.seats:
            return replace(amount, less=_toggled(amount.less, kind))
        return replace(amount, positions=_toggled(amount.positions, kind) or amount.positions)

    return _amount(random, rule, change)


def _toggled(kinds: tuple[str, ...], kind: str) -> tuple[str, ...]:
    return tuple(k for k in kinds if k != kind) if kind in kinds else (*kinds, kind)


def _amount(random: Random, rule: Rule, change: Callable[[Amount], Amount]) -> Rule | None:
    def one(asked: Asked) -> Asked:
        names = [n for n in ("count", "share", "of") if getattr(asked, n) is not None]
        if not names:
            return asked
        name = random.choice(names)
        amount: Amount = getattr(asked, name)
        if amount.parameter or amount.effect:
            return asked
        match name:
            case "count":
                return replace(asked, count=change(amount))
            case "share":
                return replace(asked, share=change(amount))
            case _:
                return replace(asked, of=change(amount))

    return _asked(random, rule, one)


def _dropped(random: Random, rule: Rule) -> Rule | None:
    """A criterion or an alternative is left out."""
    return _asked(random, rule, lambda _asked: None)


def _parameter(random: Random, rule: Rule) -> Rule | None:
    """Another default of a parameter."""
    if not rule.parameters:
        return None
    place = random.randrange(len(rule.parameters))
    old = rule.parameters[place]
    made = replace(old, default=_default(random, old))
    return replace(rule, parameters=(*rule.parameters[:place], made, *rule.parameters[place + 1 :]))


def _default(random: Random, parameter: Parameter) -> int | str:
    step = random.choice((-1, 1))
    match parameter.type:
        case "share":
            value = Fraction(parameter.default)
            below = value.denominator + (step if value.denominator > 2 else 1)
            return f"{value.numerator or 1}/{below}"
        case "number" | "percent":
            return max(int(Fraction(parameter.default)) + step, parameter.least)
        case "choice":
            return random.choice(parameter.allowed)
        case "flag":
            return 1 - int(parameter.default)
    return parameter.default


def _reasons(random: Random, rule: Rule) -> Rule | None:
    """A position without the reasons it needs is kept or dropped."""
    needing = [n for n, k in enumerate(rule.positions) if k.effects.needs_reasons]
    if not needing:
        return None
    place = random.choice(needing)
    old = rule.positions[place]
    made = replace(old, without_reasons="drop" if old.without_reasons == KEEP else KEEP)
    return replace(rule, positions=(*rule.positions[:place], made, *rule.positions[place + 1 :]))


CHANGES: dict[str, Change] = {
    "a threshold one more or less": _threshold,
    "strict or not": _strictness,
    "another class": _class,
    "a kind more or less": _positions,
    "a criterion left out": _dropped,
    "another default": _parameter,
    "without reasons": _reasons,
}
