"""Sentences with named places, in the reader's language.

A place without a value shows its own name in round brackets; a sentence that cannot be filled
is said as it stands rather than not at all.
"""

from __future__ import annotations

from collections.abc import Mapping

from placet.templates import i18n


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"({key})"


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """The sentence with its places filled, on one line."""
    sentence = " ".join(sentence.split())
    try:
        return sentence.format_map(_Values(values))
    except (ValueError, IndexError, AttributeError, KeyError):
        return sentence


def said(sentence: str, values: Mapping[str, object], language: str = i18n.SOURCE) -> str:
    """The sentence in that language, filled in."""
    if not sentence:
        return ""
    with i18n.language(language):
        return filled(i18n.gettext(" ".join(sentence.split())), values)
