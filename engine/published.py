"""A definition as it was published: the words of its file, and their hash.

A workflow or a rule is published once and never edited; a change is a new version.  What is
kept is the file itself, character for character, so that whoever exports it gets back what
was published and can compare the hash that stands in the record.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST = 200_000
"""Characters that the words of a definition may have."""


class DefinitionKind(StrEnum):
    """What a definition defines."""

    WORKFLOW = "workflow"
    RULE = "rule"


Key = tuple[DefinitionKind, str, int]
"""What names a definition: kind, name, version."""


@dataclass(frozen=True, slots=True)
class Published:
    """A definition with where it comes from.

    `published_at` is None for one that comes with Placet; otherwise `published_by` is the id
    of the person who published it here, and `note` what they said about it.
    """

    kind: DefinitionKind
    name: str
    version: int
    text: str
    hash: str
    published_at: datetime | None = None
    published_by: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        """What names it."""
        return (self.kind, self.name, self.version)

    @property
    def shipped(self) -> bool:
        """Whether it comes with Placet."""
        return self.published_at is None


def words_hash(text: str) -> str:
    """SHA-256, in hexadecimal, of the words as a file holds them (UTF-8)."""
    return hashlib.sha256(text.encode()).hexdigest()
