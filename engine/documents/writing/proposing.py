"""What goes into a document with tracked changes: readings and remarks, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.text import Text


@dataclass(frozen=True, slots=True)
class Proposer:
    """The organisation that made a change, and when."""

    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tracked:
    """What an organisation proposes: the whole text as it would have it."""

    author: str
    at: datetime
    text: Text


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a remark."""

    author: str
    at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class CommentOut:
    """A remark on words of a paragraph: characters from `start` to before `end`.

    With `end` 0 it is on the whole paragraph.  `resolved` remarks are shown as done.
    """

    author: str
    at: datetime
    paragraph: str
    body: str
    start: int = 0
    end: int = 0
    replies: tuple[Reply, ...] = ()
    resolved: bool = False
