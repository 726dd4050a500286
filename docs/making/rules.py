"""Every decision rule in words."""

from __future__ import annotations

from making.marks import page, table
from placet.engine.model import Seat
from placet.engine.rules import Rule, rule_sentence_values, terms
from placet.templates import wording
from placet.templates.rule_sheets import effects_words
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
    kinds = ((f"`{kind}`", effects_words(effects)) for kind, effects in rule.effects.items())
    return "\n\n".join([*parts, table(("Position", "Effect"), kinds)])
