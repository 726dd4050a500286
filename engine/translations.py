"""Words of a text in another language than the one in which it is authentic.

A text has one authentic language.  A translation is recorded paragraph by paragraph against a
version; it is *stale* as soon as the paragraph says something else than it did there, and then
it is still shown, marked, because an old translation is worth more than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Translation:
    """What a paragraph of a version says in another language."""

    paragraph: str
    words: str
    version: int
    by: str
    at: datetime
