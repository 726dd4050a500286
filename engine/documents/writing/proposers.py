"""What each organisation made of a base text, as differences to its sequence of units.

Theory.  Word knows two things that can be accepted or refused: characters that came, and
characters that went; the end of a paragraph is one of those characters.  So a reading of the
base is

* units that stay where they are (a longest common run of the two sequences), perhaps with
  other words;
* units that are gone: removed, moved away, or given another kind or level;
* units that arrived after one that stays: new, or moved here with whatever changed in them;
* a paragraph that was split before some character, and two that were joined: only the end of
  a paragraph came or went.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Indel

from placet.engine.documents.writing.glyphs import marks_of
from placet.engine.documents.writing.units import Unit
from placet.engine.text import Kind

FIRST = -1
"""The place before the first unit of the base."""


@dataclass(frozen=True, slots=True)
class Split:
    """A paragraph ends before character `at`; from `resumes` on the words are those of `unit`."""

    at: int
    resumes: int
    unit: Unit


@dataclass(slots=True)
class Reading:
    """One organisation's reading; numbers are places in the base."""

    stays: dict[int, Unit]
    arrived: dict[int, list[Unit]]
    splits: dict[int, Split] = field(default_factory=dict)
    joined: dict[int, str] = field(default_factory=dict)

    def stands(self, at: int) -> bool:
        """Whether the unit at that place stays."""
        return at in self.stays

    def after_what_went(self, size: int) -> Reading:
        """The same, with what arrived behind what is gone at the same place, as people read it."""
        moved: dict[int, list[Unit]] = {}
        for at, units in self.arrived.items():
            while at + 1 < size and not self.stands(at + 1):
                at += 1
            moved[at] = units
        return replace(self, arrived=moved)


def read(base: Sequence[Unit], proposed: Sequence[Unit], breaks: bool = True) -> Reading:
    """How the base became what is proposed; `breaks`: splits and joins are looked for."""
    numbers: dict[tuple[object, ...], int] = {}
    first = [numbers.setdefault(unit.shape, len(numbers)) for unit in base]
    second = [numbers.setdefault(unit.shape, len(numbers)) for unit in proposed]
    pairs = [
        (block.src_start + n, block.dest_start + n)
        for block in Indel.opcodes(first, second)
        if block.tag == "equal"
        for n in range(block.src_end - block.src_start)
    ]
    stays = {old: proposed[new] for old, new in pairs}
    arrived: dict[int, list[Unit]] = {}
    places = {new: old for old, new in pairs}
    last = FIRST
    for at, unit in enumerate(proposed):
        if at in places:
            last = places[at]
        else:
            arrived.setdefault(last, []).append(unit)
    reading = Reading(stays, arrived)
    for at in range(len(base) if breaks else 0):
        _find_split(base, reading, at)
    for at in range(len(base) - 1 if breaks else 0):
        _find_joined(base, reading, at)
    return reading


def _find_split(base: Sequence[Unit], reading: Reading, at: int) -> None:
    """Note where a paragraph now ends earlier and what it lost begins the next."""
    here, after = reading.stays.get(at), reading.arrived.get(at)
    if here is None or not after or here.words == base[at].words or _is_row(base[at]):
        return
    words, rest = base[at].words, after[0]
    begins = len(words) - len(rest.words)
    between = words[len(here.words) : begins]
    if (
        begins > len(here.words) > 0
        and not between.strip()
        and words == here.words + between + rest.words
        and _alike(rest, here)
        and marks_of(words) == marks_of(here.words) + [0] * len(between) + marks_of(rest.words)
    ):
        reading.splits[at] = Split(len(here.words), begins, after.pop(0))
        reading.stays[at] = replace(here, words=words)


def _find_joined(base: Sequence[Unit], reading: Reading, at: int) -> None:
    """Note where the words of the next paragraph, which is gone, follow on those of this one."""
    here, gone = reading.stays.get(at), base[at + 1]
    if here is None or at in reading.splits or at + 1 in reading.stays or _is_row(gone):
        return
    words = base[at].words
    ends = len(here.words) - len(gone.words)
    between = here.words[len(words) : ends]
    if (
        gone.words
        and ends >= len(words) > 0
        and not between.strip()
        and here.words == words + between + gone.words
        and _alike(gone, base[at])
        and marks_of(here.words) == marks_of(words) + [0] * len(between) + marks_of(gone.words)
    ):
        reading.joined[at] = between
        reading.stays[at] = replace(here, words=words)
        reading.stays[at + 1] = replace(gone, label="", pinned=True)
        if at in reading.arrived:
            reading.arrived[at + 1] = reading.arrived.pop(at)


def _is_row(unit: Unit) -> bool:
    return unit.kind is Kind.ROW


def _alike(one: Unit, other: Unit) -> bool:
    return (one.kind, one.depth, one.level) == (other.kind, other.depth, other.level)
