"""Commands about what organisations hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.model import Qualifier


@dataclass(frozen=True, slots=True)
class RecordPosition:
    """Record what an organisation holds on the ballot that was shown.

    `ballot` and `text_hash` are what the form displayed; `no_wording` says in so many
    words that an objection offers no text.
    """

    ballot: int
    text_hash: str
    kind: str
    reasons: str = ""
    paragraphs: tuple[str, ...] = ()
    wording: str = ""
    no_wording: bool = False
    resolve: str = ""
    qualifiers: tuple[Qualifier, ...] = ()
    reservation: str = ""
    confirm_by: datetime | None = None
    organisation: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawPosition:
    """Take a position back before the deadline; the organisation then has none."""

    ballot: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmPosition:
    """Confirm a position that was given ad referendum."""

    ballot: int
    organisation: str = ""


PositionCommand = RecordPosition | WithdrawPosition | ConfirmPosition
