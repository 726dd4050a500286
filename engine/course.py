"""What the present run of a stage has seen, and what was judged on the way.

A ballot freezes what decides; the course keeps what bounds and guards ask about: the first
deadline of the run, how often it was moved, the meeting it waits for, who reviews, and the
recorded judgements that consensus exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Determination:
    """A recorded judgement that consensus exists, with the opposition that was sustained.

    ISO/IEC Directives, Part 1, 2.5.6: the chair judges; W3C Process 5.2: a decision may be
    recorded with dissent.  `opposed` are the organisations that held a negative position,
    `reason` is why their opposition does not stand in the way.
    """

    stage: str
    run: int
    by: str
    at: datetime
    reason: str
    opposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """An organisation that was asked for an expert review, by when, and what it found."""

    organisation: str
    due: datetime
    given_at: datetime | None = None
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """The course of the present run.

    `first` is its first deadline (None while nobody has moved it), `extended` and
    `shortened` say how often somebody did, `reviews` are those of this run; `meeting` and
    `determinations` outlive it, and so does `follows`, the number of the negotiation's meeting
    with which `meeting` moves.
    """

    first: datetime | None = None
    extended: int = 0
    shortened: int = 0
    meeting: datetime | None = None
    reviews: tuple[Review, ...] = ()
    determinations: tuple[Determination, ...] = ()
    follows: int | None = None


NO_COURSE = Course()
"""Nothing has been seen yet."""
