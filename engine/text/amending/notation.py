"""Readings that differ, written between brackets: ``[A: shall / B: should]``.

Theory.  This is the notation of bracketed drafts (`placet.engine.text.brackets` reads it):
a slash between white space separates readings, acronyms before a colon say whose they are, and
a reading that takes the words out is written ``delete``.  White space at the ends of a reading
stands outside the brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from placet.engine.text.amending.words import Names

DELETE = "delete"


def in_brackets(readings: Sequence[tuple[Names, str]]) -> str:
    """The readings as one bracket; names may be empty, an empty reading deletes."""
    leads = [text[: len(text) - len(text.lstrip())] for _, text in readings]
    tails = [text[len(text.rstrip()) :] for _, text in readings]
    written = " / ".join(_attributed(names, text.strip()) for names, text in readings)
    return f"{_longest(leads)}[{written}]{_longest(tails)}"


def _attributed(names: Names, text: str) -> str:
    said = text or DELETE
    return f"{', '.join(names)}: {said}" if any(names) else said


def _longest(spaces: Iterable[str]) -> str:
    return max(spaces, key=len)
