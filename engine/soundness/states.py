"""Where an objective may stand, as coarse as the guards of its workflow see it.

A real objective has texts, names and instants; a guard sees little of them.  A `State` is
what guards can tell apart, so there are finitely many, and every situation that a real
objective can come to is one of them.  `run` says which follow which.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from placet.engine.definition import Step

Phase = Literal["waiting", "running", "closed", "paused"]
"""A run that is to be started, that goes on, that is over, that is on hold."""

Count = Literal["passes", "fails", "broken", "partly"]
"""How a ballot stands: broken so that nothing can outweigh it, perhaps on paragraphs only."""

Kind = Literal["step", "time", "answer", "luck"]
"""A step by an office; the passing of time; the answering of comments; the rest."""


class State(NamedTuple):
    """Where an objective may stand.

    `timed` says that a deadline is set, `over` that it has passed (of a paused run: had
    passed), `young` that the least time of the stage is not over.  `ballot` is how the
    ballot of the stage or of a provisional result stands (of a paused run: the ballot that
    waits), None where there is none; `fixed` says that this ballot is closed, `void` that it
    ended without an outcome.  `asked` says that something was put forward ever, `last` how
    the latest ballot ended; `concern` says that a concern is open, `endorsed` that there are
    endorsers enough.
    """

    stage: str
    round: int = 1
    came_from: str | None = None
    phase: Phase = "running"
    timed: bool = False
    over: bool = False
    young: bool = False
    ballot: Count | None = None
    fixed: bool = False
    void: bool = False
    comments: bool = False
    provisional: bool = False
    unconfirmed: bool = False
    reviews: bool = False
    asked: bool = False
    last: bool | None = None
    concern: bool = False
    endorsed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One state that a move may lead to: what happened, and the row that was taken."""

    state: State
    said: tuple[str, ...]
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Something that may happen next; which of the outcomes follows is nobody's choice."""

    kind: Kind
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table with its index."""

    index: int
    step: Step


@dataclass(slots=True)
class Seen:
    """What was seen of a row in a stage whenever it was asked.

    `held` and `failed` are guards; `together` says that all held at once, `taken` by whom
    the row could be taken (an earlier one of its name, or another of the clock's, did not
    stand before it).
    """

    held: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    together: bool = False
    taken: set[str] = field(default_factory=set)


def told(count: Count | None) -> tuple[str, ...]:
    """How a ballot stands, in words."""
    if count is None:
        return ()
    return (
        {
            "passes": "the rule is met",
            "fails": "the rule is not met",
            "broken": "it is broken",
            "partly": "it is broken on some paragraphs",
        }[count],
    )
