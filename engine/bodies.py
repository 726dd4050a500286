"""Standing bodies: a committee or council, its members, and what its negotiations begin with.

A negotiation that is opened for a body takes over its members, workflow and zone at that moment;
later changes of the body leave the tables that are open as they are.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BodyMember:
    """A member of a body, with the classes and weight of its seat; an observer never counts."""

    organisation: str
    classes: tuple[str, ...] = ()
    weight: int = 1
    observer: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A standing body, by its code; `version` counts its changes.

    `workflow` and `zone` are those of its negotiations unless they say otherwise, `languages`
    those it works in (tags such as fr), `observers_comment` says whether observers may comment.
    """

    code: str
    name: str
    purpose: str = ""
    members: tuple[BodyMember, ...] = ()
    workflow: str = ""
    zone: str = ""
    languages: tuple[str, ...] = ()
    observers_comment: bool = False
    contact: str = ""
    version: int = 1
