"""The shipped rules by name, with parameters put in."""

from __future__ import annotations

from placet.engine.rules import Rule, Terms, terms
from placet.workflows.rules import shipped_rules

RULES: dict[str, Rule] = {name: rule for (name, _version), rule in shipped_rules().items()}


def of(name: str, **parameters: int | str) -> Terms:
    """A shipped rule; `class_` stands for the parameter class."""
    return terms(RULES[name], {key.rstrip("_"): value for key, value in parameters.items()})


def majority(share: str, **parameters: int | str) -> Terms:
    """The rule majority, where the share itself is enough."""
    return of("majority", share=share, **{"strict": 0, **parameters})
