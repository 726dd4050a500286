"""The walk that every engine takes, what is known at each step, and what an engine is.

A small procedure: a draft is commented on and revised, twice, and put to the vote.

    draft -> comment -> revision -> comment -> revision -> vote -> adopted

Guards read facts.  Each step is also asked for with facts under which it must be refused, so
that no engine walks without asking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

START = "draft"
END = "adopted"


@dataclass(frozen=True)
class Known:
    """What is known about an object when a step is asked for."""

    comments_open: int = 0
    round: int = 1
    rounds_allowed: int = 3
    deadline_passed: bool = False
    ballot_closed: bool = False
    passes: bool = False


@dataclass(frozen=True)
class Asked:
    """The n-th step of the walk: its name, from where, to where, what is known and what is not."""

    number: int
    name: str
    source: str
    dest: str
    known: Known
    refused: Known | None = None
    """Facts under which it must not be taken; None where it has no guard."""


WALK = (
    Asked(0, "open", "draft", "comment", Known()),
    Asked(1, "close", "comment", "revision", Known(3, deadline_passed=True), Known(3)),
    Asked(2, "again", "revision", "comment", Known(), Known(round=3)),
    Asked(3, "close", "comment", "revision", Known(2, 2, deadline_passed=True), Known(2, 2)),
    Asked(4, "put_forward", "revision", "vote", Known(0, 2), Known(1, 2)),
    Asked(
        5,
        "adopt",
        "vote",
        "adopted",
        Known(0, 2, deadline_passed=True, ballot_closed=True, passes=True),
        Known(0, 2, ballot_closed=True),
    ),
)

ROWS: tuple[tuple[str, tuple[str, ...], str, tuple[str, ...]], ...] = (
    ("open", ("draft",), "comment", ()),
    ("close", ("comment",), "revision", ("deadline_passed",)),
    ("again", ("revision",), "comment", ("comments_answered", "rounds_left")),
    ("put_forward", ("revision",), "vote", ("comments_answered",)),
    ("adopt", ("vote",), "adopted", ("ballot_closed", "verdict_passes")),
    ("reject", ("vote",), "revision", ("ballot_closed", "verdict_fails")),
    ("withdraw", ("draft", "comment", "revision", "vote"), "withdrawn", ()),
)
"""The same table as `procedure.yaml` and `procedure.bpmn`: name, from where, to where, guards."""

STAGES = ("draft", "comment", "revision", "vote", "adopted", "withdrawn")


class Engine(Protocol):
    """An engine at work on objects of its own kind."""

    def new(self) -> Any:
        """An object in the first stage."""

    def step(self, of: Any, asked: Asked, known: Known) -> Any:
        """The object after the step; it may be the same one.  Where a guard refuses: any error,
        or an object that is where it was."""

    def stage(self, of: Any) -> str:
        """Where the object is."""

    def stored(self, of: Any) -> Any:
        """What a program would write down of it between two requests."""

    def restored(self, stored: Any) -> Any:
        """The object again."""
