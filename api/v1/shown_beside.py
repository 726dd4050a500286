"""What answers hold about everything that stands beside the positions."""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown


class AwaitingShown(Shown):
    """An organisation that waits for instructions; `expected` is a day or empty."""

    organisation: str
    by: str
    at: datetime
    expected: str


class StatementShown(Shown):
    """What an organisation stated; `state` says whether it stands."""

    number: int
    organisation: str
    kind: str
    words: str
    paragraphs: tuple[str, ...]
    text: int
    at: datetime
    by: str
    state: str
    ended_by: str
    ended_at: datetime | None
    reason: str


class ConcernShown(Shown):
    """A named concern; `ended_for` is empty where an office declared it resolved."""

    number: int
    organisation: str
    title: str
    words: str
    paragraphs: tuple[str, ...]
    wording: str
    resolve: str
    text: int
    at: datetime
    by: str
    state: str
    ended_by: str
    ended_for: str
    ended_at: datetime | None
    reason: str
