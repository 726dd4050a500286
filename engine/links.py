"""Objectives that hang together: packages and alternatives.

In a package nothing is agreed until everything is agreed: an objective of it may be adopted,
but its adoption is subject to the others, and falls where one of them ends without.  Of
alternatives one can be adopted: where one is, the others cannot be any more.  Both are said of
the table and follow from where its objectives stand; nothing is kept that could disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class LinkKind(StrEnum):
    """What it means that objectives are linked."""

    PACKAGE = "package"
    ALTERNATIVES = "alternatives"


class LinkState(StrEnum):
    """Where linked objectives stand together."""

    OPEN = "open"
    AGREED = "agreed"
    FALLEN = "fallen"


@dataclass(frozen=True, slots=True)
class Link:
    """Objectives (by reference) that are linked at a table."""

    number: int
    kind: LinkKind
    title: str
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link has to know of an objective.

    `provisional`: it is adopted while confirmations are awaited; `ended`: it has come to an
    end without being adopted, and its procedure may rest there; `restricted_to` are the only
    organisations that see it, none where everybody does.
    """

    ref: str
    title: str
    stage: str
    adopted: bool = False
    provisional: bool = False
    ended: bool = False
    restricted_to: tuple[str, ...] = ()


Others = Mapping[str, Linked]
"""The objectives of a table that are linked, by reference."""


def links_of(links: Iterable[Link], ref: str) -> tuple[Link, ...]:
    """The links in which an objective stands."""
    return tuple(link for link in links if ref in link.objectives)


def state_of(link: Link, others: Others) -> LinkState:
    """Where the linked objectives stand together.

    A package is agreed when every objective of it is adopted for good, and has fallen when one
    has ended without.  Alternatives are agreed when one of them is adopted, and have fallen when
    all of them have ended without.
    """
    known = [others[ref] for ref in link.objectives if ref in others]
    final = [x.adopted and not x.provisional for x in known]
    ended = [x.ended for x in known]
    if link.kind is LinkKind.PACKAGE:
        if known and all(final):
            return LinkState.AGREED
        return LinkState.FALLEN if any(ended) else LinkState.OPEN
    if any(final):
        return LinkState.AGREED
    return LinkState.FALLEN if known and all(ended) else LinkState.OPEN


def rival_adopted(links: Iterable[Link], ref: str, others: Others) -> str:
    """The alternative to this objective that is adopted already, "" where there is none."""
    for link in links_of(links, ref):
        if link.kind is not LinkKind.ALTERNATIVES:
            continue
        for other in link.objectives:
            if other != ref and other in others and others[other].adopted:
                return other
    return ""


def awaited(links: Iterable[Link], ref: str, others: Others) -> tuple[str, ...]:
    """The objectives of the same package that are not adopted for good, in their order."""
    return tuple(
        dict.fromkeys(
            other
            for link in links_of(links, ref)
            if link.kind is LinkKind.PACKAGE
            for other in link.objectives
            if other != ref
            and other in others
            and not (others[other].adopted and not others[other].provisional)
        )
    )


def fallen(links: Iterable[Link], ref: str, others: Others) -> tuple[str, ...]:
    """The objectives of the same package that have ended without being adopted."""
    return tuple(other for other in awaited(links, ref, others) if others[other].ended)
