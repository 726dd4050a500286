"""What happened to groups, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.groups import Group, GroupStatement


@dataclass(frozen=True, slots=True)
class GroupFormed:
    """Organisations became a group."""

    group: Group


@dataclass(frozen=True, slots=True)
class GroupChanged:
    """A group has another title, kind, membership or speaker."""

    group: Group


@dataclass(frozen=True, slots=True)
class GroupDissolved:
    """A group is no more."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class GroupLeft:
    """An organisation left a group."""

    code: str
    organisation: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GroupSpoke:
    """A group said on a ballot what it holds; replaces what it said there before."""

    ballot: int
    statement: GroupStatement


GroupEvent = GroupFormed | GroupChanged | GroupDissolved | GroupLeft
