"""Brackets settled: one of them, all of them, or those that name an organisation.

Theory.  To settle a bracket is to take characters out: the bracket's own, and the readings
that were not chosen.  So every function here says which stretches go, in any order and nested
as they like, and one pass puts together what stays.  Only where something was taken out is
white space tidied: no two spaces, none before a punctuation mark, none at the ends.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum

from placet.engine.errors import N_, BadInput
from placet.engine.text.notation.groups import (
    Choice,
    Group,
    Meaning,
    Reading,
    choices_of,
    groups_of,
    strays,
)
from placet.engine.text.tree import WORDLESS, Paragraph, Text, grown, walk

Stretch = tuple[int, int]
Choose = Callable[[str, Choice], int]
"""Given the id of a paragraph and a choice in it: the number of the reading, from 1."""

_CLOSING = tuple(",.;:!?)]\u2026\u060c\u061b\u061f\u3001\u3002")


class Whole(StrEnum):
    """What is done with a bracket as a whole: drop it and keep its words, or delete both."""

    KEEP = "keep"
    DELETE = "delete"


def settled(words: str, place: int, reading: int | Whole) -> str:
    """The words with one bracket settled; ``place`` is the index of its opening character.

    ``reading`` is the number (from 1) of the reading that is accepted: among those of the
    bracket, or, where brackets stand side by side (``[shall][should]``), among these.  A
    bracket that never ends, or that closes nothing, can be dropped.  Raises ``BadInput``
    where no such bracket stands there or it has no such reading.
    """
    groups = groups_of(words)
    group = next((group for group in groups if group.start == place), None)
    if reading is Whole.KEEP and (group is None or not group.closed):
        if group is None and place not in set(strays(words)):
            raise _no_bracket(place)
        return without(words, [(place, place + 1)])
    if group is None:
        raise _no_bracket(place)
    if not group.closed:
        raise BadInput(
            "place",
            N_("The bracket at character {at} never ends."),
            N_("Drop the bracket, and change its words by hand."),
            at=place + 1,
        )
    if reading is Whole.DELETE:
        return without(words, [(group.start, group.end)])
    if reading is Whole.KEEP:
        if len(group.readings) > 1:
            raise _no_reading(0, len(group.readings))
        return _kept(words, group)
    choices = choices_of(words, groups)
    choice = next(found for found in choices if group in found.groups)
    if not 1 <= reading <= len(choice.readings):
        raise _no_reading(reading, len(choice.readings))
    return without(words, gone(choice, choice.readings[reading - 1]))


def clean(text: Text, choose: Choose | None = None) -> Text:
    """The text without brackets: of each the reading that ``choose`` names, else the first.

    Paragraphs of which nothing is left go; Options across paragraphs stay as they stand.
    """

    def cleaned(paragraph: Paragraph) -> str:
        words = paragraph.words
        groups = groups_of(words)
        out = [(at, at + 1) for at in strays(words)]
        out += [(group.start, group.start + 1) for group in groups if not group.closed]
        for choice in choices_of(words, groups):
            number = choose(paragraph.id, choice) if choose else 1
            if not 1 <= number <= len(choice.readings):
                raise _no_reading(number, len(choice.readings))
            out += gone(choice, choice.readings[number - 1])
        return without(words, out)

    return _rewritten(text, cleaned)


def reading(text: Text, organisation: str) -> Text:
    """The text as an organisation would have it.

    Of each bracket that names somebody its own reading; where it has none, the one that is
    nobody's, else the first; where others only insert, nothing.  Brackets that name nobody
    stay as they stand.  Paragraphs of which nothing is left go.
    """

    def read(paragraph: Paragraph) -> str:
        words = paragraph.words
        groups = groups_of(words)
        out: list[Stretch] = []
        for choice in choices_of(words, groups):
            if any(reading.names for reading in choice.readings):
                out += _as_read_by(words, groups, choice, organisation)
        return without(words, out)

    return _rewritten(text, read)


def gone(choice: Choice, kept: Reading) -> list[Stretch]:
    """The stretches that go when one reading of a choice is accepted."""
    if kept.deletes:
        return [(choice.start, choice.end)]
    return [(choice.start, kept.start), (kept.end, choice.end)]


def meant(words: str, groups: tuple[Group, ...], group: Group) -> Stretch:
    """What a lone ``[A: delete]`` or ``[A: retain]`` is about, itself included.

    The bracket around it where it ends that bracket, the bracket before it, else the
    paragraph up to it.
    """
    if group.holder >= 0:
        holder = groups[group.holder]
        return holder.start, holder.end
    before = [g for g in groups if g.holder < 0 and g.closed and g.end <= group.start]
    if before and not words[before[-1].end : group.start].strip():
        return before[-1].start, group.end
    return 0, group.end


def without(words: str, out: Iterable[Stretch]) -> str:
    """The words without these stretches (they may overlap), tidied where something went."""
    pieces: list[str] = []
    at, cut = 0, False
    for start, end in sorted(out):
        if end <= at:
            continue
        if start > at:
            _join(pieces, words[at:start], cut)
        at, cut = end, True
    if at < len(words):
        _join(pieces, words[at:], cut)
    elif cut:
        _strip_end(pieces)
    return "".join(pieces)


def _join(pieces: list[str], after: str, cut: bool) -> None:
    """Add what follows; where something was cut between, tidy the white space."""
    if cut:
        if not pieces or pieces[-1][-1:].isspace():
            after = after.lstrip()
        if after.startswith(_CLOSING):
            _strip_end(pieces)
    if after:
        pieces.append(after)


def _strip_end(pieces: list[str]) -> None:
    while pieces:
        pieces[-1] = pieces[-1].rstrip()
        if pieces[-1]:
            return
        pieces.pop()


def _kept(words: str, group: Group) -> str:
    """A closed bracket with one reading dropped; neighbours that touched it stand apart."""
    only = group.readings[0]
    if only.deletes or only.retains:
        return without(words, [(group.start, group.end)])
    inside = words[only.start : only.end].strip()
    before, after = words[: group.start], words[group.end :]
    left = " " if before.endswith("]") and inside else ""
    right = " " if after.startswith("[") and inside else ""
    joined = f"{before}{left}[{inside}]{right}{after}"
    start = len(before) + len(left)
    end = start + len(inside) + 1
    return without(joined, [(start, start + 1), (end, end + 1)])


def _as_read_by(
    words: str, groups: tuple[Group, ...], choice: Choice, organisation: str
) -> list[Stretch]:
    """What goes from a choice that names somebody."""
    readings = choice.readings
    own = next((r for r in readings if organisation in r.names), None)
    group = choice.groups[0]
    if group.meaning is Meaning.DELETION and len(readings) == 1:
        return [meant(words, groups, group)] if own else [(choice.start, choice.end)]
    if group.meaning is Meaning.RETENTION:
        return [(choice.start, choice.end)]
    if own is not None:
        return gone(choice, own)
    if len(readings) == 1:
        return [(choice.start, choice.end)]
    return gone(choice, next((r for r in readings if not r.names), readings[0]))


def _rewritten(text: Text, words_of: Callable[[Paragraph], str]) -> Text:
    """The text with other words; paragraphs that lost all of them go, what hung on them stays."""
    rows: list[tuple[int, Paragraph]] = []
    for depth, paragraph in walk(text):
        words = words_of(paragraph)
        if paragraph.words and not words and paragraph.kind not in WORDLESS:
            continue
        deepest = rows[-1][0] + 1 if rows else 0
        rows.append((min(depth, deepest), replace(paragraph, words=words, children=())))
    return Text(grown(rows), text.language)


def _no_bracket(place: int) -> BadInput:
    return BadInput(
        "place",
        N_("There is no bracket at character {at}."),
        N_("Reload the page, so that it shows the present text."),
        at=place + 1,
    )


def _no_reading(number: int, count: int) -> BadInput:
    if number == 0:
        what = N_("This bracket holds {count} readings, and they cannot all be kept.")
    else:
        what = N_("This bracket has no reading {number}; it has {count}.")
    return BadInput(
        "reading", what, N_("Choose one of them by its number."), number=number, count=count
    )
