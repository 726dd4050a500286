"""Commands about groups: who belongs to one, and what it says on a ballot."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.groups import GroupKind


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Note that organisations at the table are a group, and which of them speaks for it."""

    code: str
    title: str
    kind: GroupKind
    members: tuple[str, ...]
    speaker: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Give a group another title, kind, membership or speaker; its code stays."""

    code: str
    title: str
    kind: GroupKind
    members: tuple[str, ...]
    speaker: str


@dataclass(frozen=True, slots=True)
class DissolveGroup:
    """Let a group be no more; what it said and sponsored stays."""

    code: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeaveGroup:
    """Take one's own organisation out of a group."""

    code: str


@dataclass(frozen=True, slots=True)
class SpeakForGroup:
    """Say on a ballot what a group holds: beside the positions of its members, never counted."""

    ballot: int
    text_hash: str
    group: str
    kind: str
    words: str = ""


GroupCommand = FormGroup | ChangeGroup | DissolveGroup | LeaveGroup
