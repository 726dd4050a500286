"""Commands about the words in which a negotiation often answers comments."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SaveTemplate:
    """Keep the words of an answer under a title, in the place of what it named before."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class RemoveTemplate:
    """Keep them no longer."""

    title: str


AnswerTemplateCommand = SaveTemplate | RemoveTemplate
