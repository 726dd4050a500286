"""Words that people type into a command: cleaned, bounded, or refused with the place named."""

from __future__ import annotations

import re

from placet.engine.errors import N_, BadInput
from placet.engine.text.cleaning import fault, normal

TITLE = 200
NAME = 100
REMARK = 4_000
WORDING = 10_000
PLACE = re.compile(r"\(\(\s*([a-z_ ]{1,40}?)\s*\)\)")
"""A place in the words of a template; what is answered has none any more."""


def words(field: str, raw: str, most: int, *, required: bool = False) -> str:
    """Running text: NFC, no control characters, at most `most` characters."""
    cleaned = normal(raw).strip()
    if required and not cleaned:
        raise BadInput(field, N_("Nothing was entered."), N_("Write a few words."))
    if len(cleaned) > most:
        raise BadInput(
            field,
            N_("{count} characters are too many; {most} are allowed."),
            N_("Shorten the text."),
            count=len(cleaned),
            most=most,
        )
    bad = fault(cleaned)
    if bad is not None:
        raise BadInput(
            field,
            N_("Character {place} is a control character or an unpaired direction mark."),
            N_("Delete it, or type the words again instead of pasting them."),
            place=bad[0] + 1,
        )
    return cleaned


def line(field: str, raw: str, most: int, *, required: bool = True) -> str:
    """A title or a name: one line without direction marks."""
    cleaned = words(field, raw, most, required=required)
    if "\n" in cleaned or "\t" in cleaned:
        raise BadInput(field, N_("This must be one line."), N_("Remove the line break."))
    if any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in cleaned):
        raise BadInput(
            field,
            N_("Direction marks are not allowed here."),
            N_("Type the words again instead of pasting them."),
        )
    return cleaned


def unfilled(words: str) -> tuple[str, ...]:
    """The names of the places that are still to be filled."""
    return tuple(dict.fromkeys(place[1] for place in PLACE.finditer(words)))
