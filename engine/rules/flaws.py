"""Is a rule sound?  What its shape allows and its author cannot have meant.

Names that do not exist, numbers that nothing can reach, a share whose part is no part, a
text that passes because nobody read it.  A flaw is a place in the file and a sentence that
ends in a remedy; all are told at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.errors import BadInput
from placet.engine.flaws import Flaw, Path, in_words, unknown
from placet.engine.rules import parameters as p
from placet.engine.rules.criterion_flaws import criterion_flaws
from placet.engine.rules.rule import DROP, KEEP, RETURN, Asked, Rule
from placet.engine.rules.terms import terms


def rule_flaws(rule: Rule) -> tuple[Flaw, ...]:
    """Every flaw, in the order of the file."""
    named = (*_names(rule), *_parameters(rule))
    told = (*named, *criterion_flaws(rule))
    if told:
        return told
    try:
        terms(rule, {})
    except BadInput as bad:
        if bad.field:
            return (Flaw(("parameters", bad.field, "default"), in_words(bad)),)
        said = "with these criteria a text passes though nobody says anything"
        remedy = "ask for a position in favour, or declare silence: agrees"
        return (Flaw(("criteria",), f"{said}; {remedy}"),)
    return ()


def _names(rule: Rule) -> Iterator[Flaw]:
    kinds = rule.kinds
    for kind in rule.positions:
        at: Path = ("positions", kind.name)
        others = [k for k in kinds if k != kind.name]
        if kind.without_reasons not in (KEEP, DROP, RETURN):
            known = (*others, KEEP, DROP, RETURN)
            yield from unknown((*at, "without_reasons"), "position", (kind.without_reasons,), known)
        if kind.without_reasons != KEEP and not kind.effects.needs_reasons:
            yield Flaw(
                (*at, "without_reasons"),
                f"{kind.name} needs no reasons; add reasons: required or remove this key",
            )
    yield from _twice(("positions",), "position", [(k.name, k.also) for k in rule.positions])
    yield from _twice(("classes",), "class", [(c.name, c.also) for c in rule.classes])
    classes = [c.name for c in rule.classes]
    yield from unknown(("filter", "only"), "class", rule.filter.only, classes)
    yield from unknown(("filter", "without"), "class", rule.filter.without, classes)


def _twice(at: Path, what: str, names: list[tuple[str, tuple[str, ...]]]) -> Iterator[Flaw]:
    """A spelling that could mean two things."""
    seen: dict[str, str] = {}
    for name, also in names:
        for spelling in (name, *also):
            if seen.setdefault(spelling, name) != name:
                yield Flaw(
                    (*at, name),
                    f"{spelling} already means the {what} {seen[spelling]}; remove one",
                )


def _parameters(rule: Rule) -> Iterator[Flaw]:
    used = set(_used(rule.criteria))
    for parameter in rule.parameters:
        at: Path = ("parameters", parameter.name)
        if parameter.type == "choice" and not parameter.allowed:
            yield Flaw(at, "a choice needs values; add allowed: [...]")
            continue
        try:
            p.read(parameter, parameter.default)
        except BadInput as bad:
            yield Flaw((*at, "default"), in_words(bad))
        if parameter.name not in used:
            yield Flaw(
                at,
                f"no criterion uses ${parameter.name}; use it, or remove the parameter",
            )


def _used(criteria: tuple[Asked, ...]) -> Iterator[str]:
    for asked in criteria:
        yield from (condition.parameter for condition in asked.only_if)
        for bound in (asked.bound, *(case.bound for case in asked.cases)):
            if bound is not None:
                yield from (*p.places(bound.value), *p.places(bound.strict))
        for amount in (asked.count, asked.share, asked.of, asked.depends, asked.depends_of):
            if amount is not None:
                yield amount.parameter
                for name in (amount.cls, amount.not_cls, amount.mark):
                    yield from p.places(name)
        yield from _used((*asked.any_of, *asked.all_of, *(c.criterion for c in asked.cases)))
