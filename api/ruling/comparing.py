"""`placet rules diff`: the smallest case on which two rules differ, or that there is none."""

from __future__ import annotations

import json
from dataclasses import fields

from placet.api.ruling.catalogue import Rules
from placet.api.ruling.showing import held_data, seat_data
from placet.api.ruling.verdicts import Data, label, verdict_told
from placet.engine.errors import N_, BadInput
from placet.engine.rules import Rule, Terms, Verdict, evaluate_names, terms
from placet.engine.rules.difference import Comparison, difference
from placet.templates.comparisons import comparison_sentence, comparison_sheet

MOST_SEATS = 1000
_DECIDES = {"name", "version", "criteria", "positions", "filter", "parameters", "marks", "classes"}
"""What decides, and so is compared by what it does; the names are said anyhow."""


def diff(first: str, second: str, up_to: int, as_json: bool) -> str:
    """Compare two rules, with the defaults of their parameters."""
    if not 1 <= up_to <= MOST_SEATS:
        raise BadInput(
            "--up-to",
            N_("{n} is not a number of seats from 1 to {most}."),
            N_("Write such a number, or leave it out."),
            n=up_to,
            most=MOST_SEATS,
        )
    rules = Rules()
    a, b = (rules.given(reference) for reference in (first, second))
    found = difference(terms(a, {}), terms(b, {}), up_to)
    names = _names(a, b, first, second)
    verdicts = _verdicts(a, b, found)
    otherwise = [
        f.name for f in fields(Rule)
        if f.name not in _DECIDES and getattr(a, f.name) != getattr(b, f.name)
    ]  # fmt: skip
    if not as_json:
        return comparison_sheet((names[0], a), (names[1], b), found, verdicts, otherwise)
    data: Data = {
        "a": label(a),
        "b": label(b),
        "differ": True if found.difference else False if found.exact else None,
        "up_to": found.up_to,
        "weights": found.weights,
        "exact": found.exact,
        "otherwise": otherwise,
        "difference": _difference(found, verdicts, (terms(a, {}), terms(b, {}))),
        "sentence": comparison_sentence(*names, found),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _names(a: Rule, b: Rule, first: str, second: str) -> tuple[str, str]:
    """What to call them: by name and version, or as they were given where these are alike."""
    if label(a) != label(b):
        return label(a), label(b)
    return first, second


def _verdicts(a: Rule, b: Rule, found: Comparison) -> tuple[Verdict, ...]:
    if found.difference is None:
        return ()
    seats, held = found.difference.seats, found.difference.held
    return tuple(evaluate_names(terms(rule, {}), seats, held) for rule in (a, b))


def _difference(
    found: Comparison, verdicts: tuple[Verdict, ...], both: tuple[Terms, Terms]
) -> Data | None:
    if found.difference is None:
        return None
    a, b = verdicts
    return {
        "roster": [seat_data(seat) for seat in found.difference.seats],
        "positions": [held_data(position, *both) for position in found.difference.held],
        "a": verdict_told(a),
        "b": verdict_told(b),
    }
