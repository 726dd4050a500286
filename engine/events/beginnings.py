"""What happened at a table before there was a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.beginnings import Goal, Post, Provision, Sounding, SoundingAnswer


@dataclass(frozen=True, slots=True)
class ProvisionCited:
    """An organisation named a provision of its mandate."""

    provision: Provision


@dataclass(frozen=True, slots=True)
class ProvisionRemoved:
    """It no longer names it."""

    number: int


@dataclass(frozen=True, slots=True)
class GoalStated:
    """An organisation said what it seeks or would avoid."""

    goal: Goal


@dataclass(frozen=True, slots=True)
class GoalWithdrawn:
    """It took a goal back."""

    number: int


@dataclass(frozen=True, slots=True)
class SoundingOpened:
    """A question was asked that binds nobody."""

    sounding: Sounding


@dataclass(frozen=True, slots=True)
class SoundingAnswered:
    """An organisation answered it."""

    number: int
    organisation: str
    answer: SoundingAnswer


@dataclass(frozen=True, slots=True)
class SoundingClosed:
    """It was ended before its time."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PostWritten:
    """Somebody wrote to the discussion."""

    post: Post


@dataclass(frozen=True, slots=True)
class PostWithdrawn:
    """Somebody took back what they had written."""

    number: int
    at: datetime


BeginningEvent = (
    ProvisionCited
    | ProvisionRemoved
    | GoalStated
    | GoalWithdrawn
    | SoundingOpened
    | SoundingAnswered
    | SoundingClosed
    | PostWritten
    | PostWithdrawn
)
