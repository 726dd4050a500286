"""`placet rules show`: a rule in words, and as data."""

from __future__ import annotations

import json
from typing import Any

from placet.api.ruling.catalogue import Rules
from placet.engine.model import Seat
from placet.engine.rules import Held, Rule, Terms, rule_sentence_values, terms
from placet.engine.rules.helping import Turning, adding_an_objection_can_help
from placet.templates.clauses import clause_words, rule_sentence
from placet.templates.rule_sheets import helping_sentence, rule_sheet, sentence
from placet.templates.rulings import silence_sentence
from placet.workflows.rules.written import criterion, effects

Data = dict[str, Any]


def show(reference: str, as_json: bool) -> str:
    """The rule that a name or a file means."""
    rule = Rules().given(reference)
    helps = adding_an_objection_can_help(terms(rule, {}))
    if as_json:
        return json.dumps(rule_data(rule, helps), indent=2, ensure_ascii=False)
    return rule_sheet(rule, helps)


def rule_data(rule: Rule, helps: Turning) -> Data:
    """A rule as data, each part of it with its words; `helps`: where an objection does."""
    made = terms(rule, {})
    values = rule_sentence_values(made)
    said = {clause.criterion: sentence(clause_words(clause)) for clause in values.clauses}
    return {
        "name": rule.name,
        "version": rule.version,
        "title": rule.title,
        "source": rule.source,
        "unconfirmed": rule.unconfirmed,
        "sentence": rule_sentence(values),
        "silence": rule.silence,
        "silence_sentence": silence_sentence(values),
        "positions": [
            {
                "name": kind.name,
                "effects": effects(kind.effects),
                "reasons": "required" if kind.effects.needs_reasons else "optional",
                "without_reasons": kind.without_reasons,
                "also": kind.also,
            }
            for kind in rule.positions
        ],
        "classes": [{"name": c.name, "title": c.title, "also": c.also} for c in rule.classes],
        "marks": [{"name": m.name, "title": m.title} for m in rule.marks],
        "filter": {
            "duplicates": rule.filter.duplicates,
            "only": rule.filter.only,
            "without": rule.filter.without,
        },
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "default": p.default,
                "title": p.title,
                "allowed": p.allowed,
                "least": p.least,
            }
            for p in rule.parameters
        ],
        "criteria": [
            {**criterion(asked), "sentence": said.get(asked.name, "")} for asked in rule.criteria
        ],
        "permits": {"passes": rule.permits.passes, "fails": rule.permits.fails},
        "adding_an_objection_can_help": bool(helps) if helps or helps.exact else None,
        "objection_that_helps": _witness(rule, helps),
    }


def seat_data(seat: Seat) -> Data:
    """A seat as a case writes it."""
    return {
        "organisation": seat.organisation,
        "classes": list(seat.classes),
        "weight": seat.weight,
    }


def held_data(held: Held, *rules: Terms) -> Data:
    """A position as a case writes it; reasons where one of the rules needs them."""
    said: Data = {"organisation": held.organisation, "position": held.kind}
    names = (rule.effects[rule.kinds[held.kind]] for rule in rules if held.kind in rule.kinds)
    if any(effects.needs_reasons for effects in names):
        said["reasons"] = held.reasons
    return said | dict.fromkeys(held.marks, True)


def _witness(rule: Rule, helps: Turning) -> Data | None:
    turn = helps.turn
    if turn is None:
        return None
    made = terms(rule, {})
    objection = next(p for p in reversed(turn.after) if p.organisation == turn.organisation)
    return {
        "roster": [seat_data(seat) for seat in turn.seats],
        "positions": [held_data(position, made) for position in turn.before],
        "objection": held_data(objection, made),
        "sentence": helping_sentence(rule, helps),
    }
