"""What a real bracketed text says besides its words, each thing with its place.

Theory.  Nothing is refused: a bracket that never ends is a mark like any other and stands among
the unbalanced ones too, with the bracket in another paragraph that would be its partner if the
text were read through (real brackets span paragraphs).  Placeholders stand in brackets
(``[X]``, ``[...]``, ``[ ]``, ``[placeholder: ...]``) or in the words (``###``, ``XX``).  A
footnote that says that somebody reserves a position is a reservation on its paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from placet.engine.text.labels import labelled
from placet.engine.text.notation.groups import (
    Choice,
    Group,
    Meaning,
    choices_of,
    groups_of,
    strays,
)
from placet.engine.text.notation.options import OptionGroup, option_groups
from placet.engine.text.notation.settling import meant
from placet.engine.text.recognition import FOOTNOTE
from placet.engine.text.tree import Kind, Text

_BARE = re.compile(r"#{2,}|(?<![^\W\d])X{2,}(?![^\W_])|(?<=[\s(])_{3,}(?=[\s.,;:)]|$)|\u2026{2,}")
_RESERVES = re.compile(r"\breserv(?:es?|ed|ing|ations?)\b", re.IGNORECASE)
_WORD = r"[A-Z\u00c0-\u00de][\w&.'\u2019+-]*"
_WHO = re.compile(
    rf"[\W_]*((?:the\s+)?{_WORD}(?:(?:\s*,\s*|\s+)(?:and\s+|of\s+)?(?:the\s+)?{_WORD})*)\s+"
    r"(?:(?:has|have)\s+)?(?:also\s+)?(?:reserv|wish|want|maintain|enter|express|place|record|made|make)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a paragraph, from ``start`` to before ``end``."""

    paragraph: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A bracket of the text; ``about`` is what a lone ``[A: delete]`` or ``retain`` is about."""

    place: Place
    group: Group
    about: Place | None = None


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Readings of one bracket, or brackets side by side, of which one is to be chosen."""

    place: Place
    choice: Choice


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """A bracket without a partner in its paragraph, and where its partner in another one is."""

    place: Place
    opens: bool
    partner: Place | None = None


@dataclass(frozen=True, slots=True)
class Reservation:
    """A footnote in which somebody reserves a position: the note, its paragraph, who, the words.

    ``names`` are empty where the note does not begin with them.
    """

    note: str
    paragraph: str
    names: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Notation:
    """Everything that a text says by its brackets, options and footnotes."""

    brackets: tuple[Bracketed, ...]
    alternatives: tuple[Alternatives, ...]
    placeholders: tuple[Place, ...]
    options: tuple[OptionGroup, ...]
    reservations: tuple[Reservation, ...]
    unbalanced: tuple[Unbalanced, ...]


def marks_of(text: Text) -> Notation:
    """All marks of a text, each list in reading order."""
    brackets: list[Bracketed] = []
    alternatives: list[Alternatives] = []
    placeholders: list[Place] = []
    halves: list[Unbalanced] = []
    for row in labelled(text):
        id, words = row.id, row.paragraph.words
        groups = groups_of(words)
        for group in groups:
            about = _about(id, words, groups, group)
            brackets.append(Bracketed(Place(id, group.start, group.end), group, about))
        for choice in choices_of(words, groups):
            if len(choice.readings) > 1:
                place = Place(id, choice.start, choice.end)
                alternatives.append(Alternatives(place, choice))
        placeholders += _placeholders(id, words, groups)
        halves += _halves(id, words, groups)
    return Notation(
        tuple(brackets),
        tuple(alternatives),
        tuple(placeholders),
        option_groups(text),
        tuple(_reservations(text)),
        _paired(halves),
    )


def placeholders_in(words: str) -> tuple[tuple[int, int], ...]:
    """Where something is still to be filled in."""
    groups = groups_of(words)
    return tuple((place.start, place.end) for place in _placeholders("", words, groups))


def _about(id: str, words: str, groups: tuple[Group, ...], group: Group) -> Place | None:
    alone = len(group.readings) == 1 and group.meaning in (Meaning.DELETION, Meaning.RETENTION)
    return Place(id, *meant(words, groups, group)) if alone else None


def _placeholders(id: str, words: str, groups: tuple[Group, ...]) -> list[Place]:
    found = [
        Place(id, group.start, group.end)
        for group in groups
        if group.meaning is Meaning.PLACEHOLDER
    ]
    inside = [(place.start, place.end) for place in found]
    for met in _BARE.finditer(words):
        if not any(start <= met.start() < end for start, end in inside):
            found.append(Place(id, *met.span()))
    return sorted(found, key=lambda place: place.start)


def _halves(id: str, words: str, groups: tuple[Group, ...]) -> list[Unbalanced]:
    opening = [Unbalanced(Place(id, g.start, g.start + 1), True) for g in groups if not g.closed]
    closing = [Unbalanced(Place(id, at, at + 1), False) for at in strays(words)]
    return sorted(opening + closing, key=lambda half: half.place.start)


def _paired(halves: list[Unbalanced]) -> tuple[Unbalanced, ...]:
    """The halves with the partners that they have when the text is read through."""
    open: list[int] = []
    partners: dict[int, int] = {}
    for at, half in enumerate(halves):
        if half.opens:
            open.append(at)
        elif open:
            partners[at] = open.pop()
            partners[partners[at]] = at
    return tuple(
        Unbalanced(half.place, half.opens, halves[partners[at]].place if at in partners else None)
        for at, half in enumerate(halves)
    )


def _reservations(text: Text) -> Iterator[Reservation]:
    above: list[str] = []
    for row in labelled(text):
        del above[row.depth :]
        is_note = row.kind is Kind.NOTE and (row.label or "").startswith(FOOTNOTE)
        if is_note and _RESERVES.search(row.paragraph.words):
            met = _WHO.match(row.paragraph.words)
            names = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", met[1]) if met else ()
            words = row.paragraph.words
            yield Reservation(row.id, above[-1] if above else "", tuple(names), words)
        above.append(row.id)
