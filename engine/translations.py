"""Words of a text in another language than the one in which it is authentic.

A text has one authentic language.  A translation is recorded paragraph by paragraph against a
version; it is *stale* as soon as the paragraph says something else than it did there, and then
it is still shown, marked, because an old translation is worth more than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from placet.engine.text import WORDLESS, Labelled, Text, find, labelled

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def language_tag(raw: str) -> str | None:
    """The tag of a language as it is usually written (`zh-Hant`, `pt-BR`); None for no tag.

    RFC 5646, 2.1.1: small letters, but scripts (four letters) begin with a capital and
    regions (two letters) are capitals.  So one language is never kept under two tags.
    """
    found = _TAG.fullmatch(raw.strip())
    if found is None:
        return None
    first, *rest = found.group().lower().split("-")
    cased = (x.title() if len(x) == 4 else x.upper() if len(x) == 2 else x for x in rest)
    return "-".join((first, *cased))


@dataclass(frozen=True, slots=True)
class Translation:
    """What a paragraph of a version says in another language."""

    paragraph: str
    words: str
    version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TranslatedRow:
    """A paragraph of the original with its words in another language.

    `of` is the version that was translated, 0 where nothing was; `stale` says that the
    paragraph says something else by now.
    """

    paragraph: Labelled
    words: str = ""
    of: int = 0
    stale: bool = False


def translated(
    text: Text, held: Mapping[str, Translation], versions: Mapping[int, Text]
) -> tuple[TranslatedRow, ...]:
    """The paragraphs of a text that have words, each with its translation.

    `versions` holds the words of every version that `held` translates.
    """
    rows = []
    for row in labelled(text):
        if row.kind in WORDLESS and not row.paragraph.words:
            continue
        known = held.get(row.id)
        if known is None:
            rows.append(TranslatedRow(row))
            continue
        was = find(versions[known.version], row.id)
        stale = was is None or was.words != row.paragraph.words
        rows.append(TranslatedRow(row, known.words, known.version, stale))
    return tuple(rows)
