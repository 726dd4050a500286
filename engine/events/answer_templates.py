"""What happened to the words in which a negotiation often answers comments."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.parties import AnswerTemplate


@dataclass(frozen=True, slots=True)
class TemplateSaved:
    """Words for answers are kept under their title."""

    template: AnswerTemplate


@dataclass(frozen=True, slots=True)
class TemplateRemoved:
    """They are kept no longer."""

    title: str


AnswerTemplateEvent = TemplateSaved | TemplateRemoved
