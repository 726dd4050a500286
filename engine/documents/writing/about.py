"""What is said about a text in its files, and the words for it in the reader's language.

Values only: the instant is an argument like any other, so the same input gives the same bytes.
Sentences have named places (`{page}`); `placet.templates.document_words` fills them in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class About:
    """Of what the text is a version: reference, title, number of the version, hash.

    `version` 0 and the empty strings mean that there is none to say; `at` is the instant of
    this version (the file says no date without it); `status` is printed beside the reference.
    `jurisdiction` stands where Akoma Ntoso names a country: `un` for what belongs to no state.
    """

    reference: str
    title: str = ""
    version: int = 0
    hash: str = ""
    at: datetime | None = None
    negotiation: str = ""
    status: str = ""
    jurisdiction: str = "un"

    @property
    def instant(self) -> str:
        """The instant in UTC, in whole seconds, as files write it; empty without one."""
        return stamped(self.at) if self.at else ""


@dataclass(frozen=True, slots=True)
class Labels:
    """What people read in these files besides the text, in their language.

    The defaults are the English message ids, for tests and tools.
    """

    language: str = "en"
    page: str = "Page {page} of {pages}"
    version: str = "version {version}"
    paragraph: str = "Paragraph"
    base: str = "Base text"
    compromise: str = "Compromise"
    joint: str = "{organisations}: a change with several names is proposed by all of them."


def stamped(at: datetime) -> str:
    """An instant in UTC with whole seconds: 2027-03-01T09:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
