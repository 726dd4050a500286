"""Before there is a text: mandates, goals, soundings, and what is said about them.

Organisations say which provisions of their mandates bear on a theme, and what they want or do not
want of it.  From that follows where they overlap and where they part, which is the beginning of
objectives that are agreed in principle before any detail (OECD, Compendium of International
Organisations' Practices, chapter 5, principles 1 and 2).  Soundings ask without binding anybody;
nothing of all this is a position, and nothing of it ever counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Sense(StrEnum):
    """Whether an organisation seeks something or would avoid it."""

    SEEK = "seek"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision of an organisation's mandate: where it stands, what it says, what it bears on."""

    number: int
    organisation: str
    citation: str
    words: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """What an organisation seeks or would avoid; `provisions` are those of its mandate it names."""

    number: int
    organisation: str
    theme: str
    sense: Sense
    words: str
    provisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundingAnswer:
    """What an organisation says to a sounding; it binds nobody."""

    option: str
    by: str
    at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sounding:
    """A question that binds nobody.

    `objective` is the one it is about, or "" where it is about a `theme`.
    """

    number: int
    question: str
    options: tuple[str, ...]
    opened_at: datetime
    closes_at: datetime
    theme: str = ""
    objective: str = ""
    closed_at: datetime | None = None
    answers: Mapping[str, SoundingAnswer] = field(default_factory=dict)

    def open_at(self, now: datetime) -> bool:
        """Whether it can be answered."""
        return self.closed_at is None and now < self.closes_at


@dataclass(frozen=True, slots=True)
class Post:
    """A contribution to the discussion of a theme or of an objective; `to` answers another one.

    `organisation` is None where secretariat or chair wrote.  One that was taken back keeps its
    place and says nothing.
    """

    number: int
    by: str
    at: datetime
    words: str
    organisation: str | None = None
    theme: str = ""
    objective: str = ""
    to: int | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What a table knows before there is a text; the numbers are given once and never again."""

    provisions: tuple[Provision, ...] = ()
    goals: tuple[Goal, ...] = ()
    soundings: tuple[Sounding, ...] = ()
    provisions_made: int = 0
    goals_made: int = 0
    soundings_made: int = 0
    posts_made: int = 0


NOTHING_YET = Beginnings()
