"""What is agreed of a text, paragraph by paragraph, and what depends on what.

The levels are those met in UN texts (the WHO legend; "agreed in informals pending
[delegation]" of the Commission on Narcotic Drugs): a paragraph is open, agreed in informals
(perhaps pending somebody), agreed ad referendum (subject to capitals), or agreed; what was
agreed and is open again is *reopened*.  Whether a paragraph is *bracketed* is read from its
words and kept nowhere.  In a package nothing is agreed until everything is agreed.
"""

from __future__ import annotations

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
