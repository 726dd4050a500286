"""What answers hold about a decision rule: its positions, its parameters, its words."""

from __future__ import annotations

from dataclasses import fields

from placet.api.v1.asking import Shown
from placet.api.v1.shown_definitions import DefinitionBrief
from placet.engine.rules import Effects, rule_sentence_values, terms
from placet.engine.views import ProcedureView
from placet.templates.wording import rule_sentence


class PositionOffered(Shown):
    """A kind of position of a rule, and what it does; `without_reasons` as the file says it."""

    name: str
    effects: tuple[str, ...]
    without_reasons: str


class ParameterShown(Shown):
    """A parameter of a rule, and what it is unless it is set."""

    name: str
    type: str
    default: int | str
    title: str
    allowed: tuple[int | str, ...]


class RuleShown(DefinitionBrief):
    """A whole rule; `text` is its file, `sentence` what it asks for with nothing set."""

    versions: tuple[int, ...]
    text: str
    sentence: str
    silence: str
    positions: tuple[PositionOffered, ...]
    classes: tuple[str, ...]
    parameters: tuple[ParameterShown, ...]
    permits_passed: tuple[str, ...]
    permits_failed: tuple[str, ...]

    @classmethod
    def seen(cls, view: ProcedureView) -> RuleShown:
        """The view as an answer."""
        found = view.definition
        rule = found.rule
        if rule is None:
            raise ValueError(f"{found.name} is no rule")
        return cls(
            **DefinitionBrief.of(found).model_dump(),
            versions=view.versions,
            text=found.published.text,
            sentence=rule_sentence(rule_sentence_values(terms(rule, {}))),
            silence=rule.silence,
            positions=tuple(
                PositionOffered(
                    name=kind.name,
                    effects=_effects(kind.effects),
                    without_reasons=kind.without_reasons,
                )
                for kind in rule.positions
            ),
            classes=tuple(one.name for one in rule.classes),
            parameters=tuple(ParameterShown.model_validate(p) for p in rule.parameters),
            permits_passed=rule.permits.passes,
            permits_failed=rule.permits.fails,
        )


def _effects(effects: Effects) -> tuple[str, ...]:
    return tuple(f.name for f in fields(effects) if getattr(effects, f.name))
