"""What happened to statements.

`ballot` is the call whose rules of disclosure an event follows, 0 where everybody may see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.statements import Statement, StatementState


@dataclass(frozen=True, slots=True)
class StatementMade:
    """An organisation stated something beside its position."""

    statement: Statement
    ballot: int = 0


@dataclass(frozen=True, slots=True)
class StatementEnded:
    """A reserve was lifted or overridden, or a statement was taken back."""

    number: int
    organisation: str
    state: StatementState
    by: str
    at: datetime
    reason: str = ""
    ballot: int = 0


StatementEvent = StatementMade | StatementEnded
