"""What organisations state beside their positions.

A statement never changes a count.  A reservation, an interpretative statement, an explanation of
position and a dissociation stand with the result for ever, unless their author takes them back
before it is settled.  A scrutiny reserve is different: it is held until its parliament has
looked, and then lifted; where somebody has to go on without waiting it is overridden, which
takes a reason (UK House of Commons, resolution of 17 November 1998: a minister who agrees before
scrutiny is over explains why).  What ended stays on record with who ended it and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StatementKind(StrEnum):
    """What an organisation states beside its position."""

    RESERVATION = "reservation"
    INTERPRETATION = "interpretative_statement"
    EXPLANATION = "explanation_of_position"
    DISSOCIATION = "dissociation"
    SCRUTINY = "scrutiny_reserve"


class StatementState(StrEnum):
    """Whether it stands; only a scrutiny reserve is lifted or overridden."""

    STANDING = "standing"
    LIFTED = "lifted"
    OVERRIDDEN = "overridden"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Statement:
    """What an organisation stated on one version of the text.

    `paragraphs` are ids, none where it is the whole text; `text` is the number of the version;
    `ballot` is the call for positions that keeps to itself whose position is whose, 0 where there
    is none: only who may see whose position there may see this.  `ended_by`, `ended_at` and
    `reason` say how it ended.
    """

    number: int
    organisation: str
    kind: StatementKind
    words: str
    text: int
    at: datetime
    by: str
    paragraphs: tuple[str, ...] = ()
    ballot: int = 0
    state: StatementState = StatementState.STANDING
    ended_by: str = ""
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def is_reserve(self) -> bool:
        """Whether it is one that is held and then lifted."""
        return self.kind is StatementKind.SCRUTINY

    @property
    def stands(self) -> bool:
        """Whether it has not ended."""
        return self.state is StatementState.STANDING


def printed(statements: Mapping[int, Statement]) -> tuple[Statement, ...]:
    """Those that go out with a result: all but what its author took back."""
    return tuple(s for s in statements.values() if s.state is not StatementState.WITHDRAWN)


def reserves_held(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The scrutiny reserves that still stand."""
    return tuple(s for s in statements if s.is_reserve and s.stands)
