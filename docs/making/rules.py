"""Every decision rule in words."""

from __future__ import annotations

from collections.abc import Mapping

from making.marks import page, table
from placet.engine.model import Seat
from placet.engine.rules import Effects, Rule, rule_sentence_values, terms
from placet.templates import wording
from placet.workflows.rules import shipped_rules


def rules() -> str:
    """Every rule with its parameters."""
    return page(
        "Decision rules",
        "A rule says when a text passes. Shares are exact fractions; decimals are refused. "
        "Weights do not change the count of seats unless a rule says so; none of these does. "
        "The verdict lists every criterion with its numbers and what is still missing.",
        *(_rule(rule) for rule in shipped_rules().values()),
    )


def _rule(rule: Rule) -> str:
    seats = tuple(Seat(f"O{n}") for n in range(1, 31))
    asked = rule_sentence_values(terms(rule, {}), seats)
    said = f"Version {rule.version}. {rule.title}. After: {rule.source}."
    if rule.unconfirmed:
        said += f" Not confirmed: {rule.unconfirmed}"
    parts = [
        f"## {rule.name}",
        said,
        f"As it stands, at a table of 30: {wording.rule_sentence(asked)} "
        + wording.silence_sentence(asked),
    ]
    rows = [
        (f"`{p.name}`", f"`{p.default}`" if p.default != "" else "(empty)", p.title)
        for p in rule.parameters
    ]
    if rows:
        parts.append(table(("Parameter", "Default", "Meaning"), rows))
    kinds = ((f"`{kind}`", _effects(effects)) for kind, effects in rule.effects.items())
    return "\n\n".join([*parts, table(("Position", "Effect"), kinds)])


EFFECTS: Mapping[str, str] = {
    "affirmative": "in favour",
    "strong": "agrees in so many words",
    "neutral": "neither for nor against",
    "negative": "against",
    "blocking": "stands in the way",
    "leaves_denominator": "leaves the count of seats",
    "no_quorum": "does not count as an answer",
    "not_bound": "is not bound by the text",
    "returned": "is handed back",
    "flagged": "is told to whoever decides",
    "needs_reasons": "reasons are asked",
}
"""What each effect of a position means."""


def _effects(effects: Effects) -> str:
    return ", ".join(said for name, said in EFFECTS.items() if getattr(effects, name))
