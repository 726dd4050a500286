"""Commands before there is a text: mandates, goals, soundings, discussion.

Delegates speak for their own organisation; nothing here is a position, and nothing counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.beginnings import Sense


@dataclass(frozen=True, slots=True)
class CiteProvision:
    """Name a provision of the own organisation's mandate and the themes that it bears on."""

    citation: str
    words: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoveProvision:
    """No longer name a provision of the own mandate."""

    number: int


@dataclass(frozen=True, slots=True)
class StateGoal:
    """Say what the own organisation seeks of a theme, or would avoid."""

    theme: str
    sense: Sense
    words: str
    provisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawGoal:
    """Take a goal of the own organisation back."""

    number: int


@dataclass(frozen=True, slots=True)
class OpenSounding:
    """Ask a question that binds nobody, about a theme or an objective."""

    question: str
    options: tuple[str, ...]
    closes_at: datetime
    theme: str = ""
    objective: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSounding:
    """Answer a sounding for the own organisation; a later answer replaces an earlier one."""

    number: int
    option: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class CloseSounding:
    """End a sounding before its time."""

    number: int


@dataclass(frozen=True, slots=True)
class WritePost:
    """Write to the discussion of a theme or of an objective; `to` answers another post."""

    words: str
    theme: str = ""
    objective: str = ""
    to: int | None = None


@dataclass(frozen=True, slots=True)
class WithdrawPost:
    """Take back a post of one's own."""

    number: int


BeginningCommand = (
    CiteProvision
    | RemoveProvision
    | StateGoal
    | WithdrawGoal
    | OpenSounding
    | AnswerSounding
    | CloseSounding
    | WritePost
    | WithdrawPost
)
