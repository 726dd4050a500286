"""Groups of organisations that sponsor and speak together, and answer each for itself.

A group (regional, like-minded) belongs to one table.  Its speaker, one of its members, may
sponsor amendments, comment and speak on a ballot in its name: "G77 (by FAO)".  What a group
says on a ballot is a statement that stands beside the positions of its members.  It is counted
nowhere and binds nobody: a seat is answered for by its own organisation, or by the holder of
its proxy (`placet.engine.proxies`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class GroupKind(StrEnum):
    """What brings the members of a group together."""

    REGIONAL = "regional"
    LIKE_MINDED = "like_minded"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the organisations at a table; `speaker` is the member that speaks for them."""

    code: str
    title: str
    kind: GroupKind
    members: tuple[str, ...]
    speaker: str


@dataclass(frozen=True, slots=True)
class GroupStatement:
    """What a group said on one ballot, in the words of its speaker.

    `kind` is one of the kinds of position of the ballot; `members` are those of the group when
    it spoke, so that who leaves or joins later changes nothing of it.
    """

    ballot: int
    group: str
    speaker: str
    kind: str
    words: str
    by: str
    at: datetime
    members: tuple[str, ...]


def group_named(groups: Iterable[Group], code: str) -> Group | None:
    """The group of this code, if there is one."""
    return next((g for g in groups if g.code == code), None)


def spoken_for(groups: Iterable[Group], speaker: str | None) -> tuple[Group, ...]:
    """The groups for which an organisation speaks."""
    return tuple(g for g in groups if g.speaker == speaker)


def groups_of(groups: Iterable[Group], member: str | None) -> tuple[Group, ...]:
    """The groups that an organisation belongs to."""
    return tuple(g for g in groups if member in g.members)


def with_statement(
    said: tuple[GroupStatement, ...], new: GroupStatement
) -> tuple[GroupStatement, ...]:
    """The statements once `new` was made: it replaces that of the group on the same ballot."""
    kept = (s for s in said if (s.ballot, s.group) != (new.ballot, new.group))
    return (*kept, new)
