"""Named concerns: what an organisation wants settled before the objective goes on.

A concern has a title, so that it can be spoken of, and an author, who alone says that it is
resolved; the secretariat or the chair may say so with a reason, of which the author is told and
after which the author may open it again (Rust RFC process: `concern` and `resolve`).  A concern
is no position and never changes a count; a procedure may ask that none is open
(`no_concern_open`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ConcernState(StrEnum):
    """Where a concern stands."""

    OPEN = "open"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Concern:
    """What an organisation wants settled, on one version of the text.

    `paragraphs` are ids; `wording` is text that it offers, `resolve` says what would resolve it.
    `ballot` is the call for positions that keeps to itself whose position is whose, 0 where
    there is none: only who may see whose position there may see this.  `ended_by`, `ended_for` (the
    organisation, "" for an office), `ended_at` and `reason` say how it ended.
    """

    number: int
    organisation: str
    title: str
    words: str
    text: int
    at: datetime
    by: str
    paragraphs: tuple[str, ...] = ()
    wording: str = ""
    resolve: str = ""
    ballot: int = 0
    state: ConcernState = ConcernState.OPEN
    ended_by: str = ""
    ended_for: str = ""
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be settled."""
        return self.state is ConcernState.OPEN

    @property
    def ended_by_office(self) -> bool:
        """Whether somebody else than its author said that it is resolved."""
        return self.state is ConcernState.RESOLVED and not self.ended_for


def open_concerns(concerns: Iterable[Concern]) -> tuple[Concern, ...]:
    """Those that are still to be settled."""
    return tuple(c for c in concerns if c.is_open)
