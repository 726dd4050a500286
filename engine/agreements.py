"""What is agreed of a text, paragraph by paragraph, and what depends on what.

The levels are those met in UN texts (the WHO legend; "agreed in informals pending
[delegation]" of the Commission on Narcotic Drugs): a paragraph is open, agreed in informals
(perhaps pending somebody), agreed ad referendum (subject to capitals), or agreed; what was
agreed and is open again is *reopened*.  Whether a paragraph is *bracketed* is read from its
words and kept nowhere.  In a package nothing is agreed until everything is agreed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """How far a paragraph is agreed."""

    OPEN = "open"
    INFORMAL = "informal"
    AD_REFERENDUM = "ad_referendum"
    AGREED = "agreed"
    REOPENED = "reopened"


HELD = frozenset((Level.INFORMAL, Level.AD_REFERENDUM, Level.AGREED))
"""Levels at which a paragraph is agreed in some way, which a change of its words ends."""

RANK = {
    Level.OPEN: 0,
    Level.REOPENED: 0,
    Level.INFORMAL: 1,
    Level.AD_REFERENDUM: 2,
    Level.AGREED: 3,
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was noted of a paragraph in a version; `pending` names who has still to agree."""

    level: Level
    text: int
    by: str
    at: datetime
    pending: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphPackage:
    """Paragraphs that are agreed together or not at all."""

    number: int
    title: str
    paragraphs: tuple[str, ...]


def level_of(agreements: Mapping[str, Agreement], paragraph: str) -> Level:
    """How far the paragraph itself is agreed, whatever it is linked with."""
    noted = agreements.get(paragraph)
    return noted.level if noted else Level.OPEN


def held_back_by(
    agreements: Mapping[str, Agreement], packages: Iterable[ParagraphPackage], paragraph: str
) -> tuple[str, ...]:
    """The linked paragraphs that are agreed less far, for which this one's agreement waits."""
    mine = RANK[level_of(agreements, paragraph)]
    linked = (p.paragraphs for p in packages if paragraph in p.paragraphs)
    return tuple(
        dict.fromkeys(
            other
            for paragraphs in linked
            for other in paragraphs
            if RANK[level_of(agreements, other)] < mine
        )
    )
