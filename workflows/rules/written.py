"""A rule as its file would write it: what `schema` reads, the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from placet.engine.rules import rule as r

Written = dict[str, Any]

_KEYS = {op: key for key, op in r.BOUNDS.items()}


def written(rule: r.Rule) -> Written:
    """The content of a file that means this rule; what has its default is left out."""
    return _kept(
        {
            "schema_version": 1,
            "name": rule.name,
            "version": rule.version,
            "title": rule.title,
            "source": rule.source,
            "unconfirmed": rule.unconfirmed,
            "silence": rule.silence,
            "classes": {c.name: _kept({"title": c.title, "also": c.also}) for c in rule.classes},
            "positions": {kind.name: _position(kind) for kind in rule.positions},
            "marks": {m.name: _kept({"title": m.title}) for m in rule.marks},
            "filter": _filter(rule.filter),
            "parameters": {p.name: _parameter(p) for p in rule.parameters},
            "criteria": [criterion(asked) for asked in rule.criteria],
            "permits": _kept({"passes": rule.permits.passes, "fails": rule.permits.fails}),
        }
    )


def effects(of: r.Effects) -> list[str]:
    """The names of the effects, in the order of the engine."""
    return [name for name in r.EFFECTS if getattr(of, name)]


def criterion(asked: r.Asked) -> Written:
    """A criterion of whatever form."""
    depends = asked.depends and amount(asked.depends)
    if asked.depends is not None and asked.depends_of is not None:
        depends = {"share": amount(asked.depends), "of": amount(asked.depends_of)}
    return _kept(
        {
            "name": asked.name,
            "if": _conditions(asked.only_if),
            "count": asked.count and amount(asked.count),
            "share": asked.share and amount(asked.share),
            "of": asked.of and amount(asked.of),
            **_bound(asked.bound),
            "empty": "" if asked.empty == "not_met" else asked.empty,
            "any_of": [criterion(part) for part in asked.any_of],
            "all_of": [criterion(part) for part in asked.all_of],
            "depends_on": depends,
            "cases": [
                {**_bound(case.bound), "criterion": criterion(case.criterion)}
                for case in asked.cases
            ],
        }
    )


def amount(of: r.Amount) -> Written:
    """What is counted."""
    return _kept(
        {
            "positions": of.positions,
            "effect": of.effect,
            "seats": of.seats,
            "parameter": of.parameter,
            "less": of.less,
            "class": of.cls,
            "not_class": of.not_cls,
            "mark": of.mark,
            "weighted": of.weighted,
        }
    )


def _position(kind: r.PositionKind) -> Written:
    without = "" if kind.without_reasons == r.KEEP else kind.without_reasons
    return _kept(
        {
            "effects": effects(kind.effects),
            "reasons": "required" if kind.effects.needs_reasons else "",
            "without_reasons": without,
            "also": kind.also,
        }
    )


def _filter(of: r.Filter) -> Written:
    duplicates = "" if of.duplicates == "last" else of.duplicates
    return _kept({"duplicates": duplicates, "only": of.only, "without": of.without})


def _parameter(of: r.Parameter) -> Written:
    said = {"type": of.type, "default": of.default}
    return said | _kept({"title": of.title, "allowed": of.allowed, "least": of.least or None})


def _bound(of: r.Bound | None) -> Written:
    if of is None:
        return {}
    said: Written = {_KEYS[of.op]: of.value}
    return said | ({"strict": of.strict} if of.strict != 0 else {})


def _conditions(of: tuple[r.Condition, ...]) -> object:
    if len(of) == 1 and not of[0].values:
        return of[0].parameter
    return {condition.parameter: list(condition.values) for condition in of}


def _kept(said: Mapping[str, object]) -> Written:
    """Without what is empty (0 is a number, not nothing); tuples are lists in a file."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in said.items()
        if value or (isinstance(value, int) and value is not False)
    }
