"""Several wordings of one paragraph, brought together word by word.

Theory.  Each reading is compared with the base words; what it changes are stretches of the
base, cut at words.  Stretches of different readings that overlap, or that are insertions at
one and the same point, form one *variation*; everything else is common or is changed by one
reading alone, which is a variation too.  Changes that only touch (one ends where the other
begins) change different words and stay apart.  So the pieces, read with a name, are that
reading exactly, and read with no name they are the base.

A stretch that holds half of a pair of brackets cannot be shown between brackets.  With
``whole_brackets`` a variation grows, taking in common words and its neighbours, until each of
its readings holds whole pairs, as far as the readings themselves have them.

The work is one comparison for each reading and then linear in what they change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from placet.engine.text.words import word_operations

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variation:
    """Words that some readings change: what the base says, and what they say instead.

    ``readings`` are those that differ from the base here, equal ones once with their names
    united, in the order in which they came; an empty one deletes the words.  Who is not named
    reads the base.
    """

    base_text: str
    readings: tuple[tuple[Names, str], ...]

    def read(self, name: str) -> str:
        """The words here as that name reads them."""
        return next((text for names, text in self.readings if name in names), self.base_text)


Piece = str | Variation
"""Words that no reading changes, or a variation."""


@dataclass(frozen=True, slots=True)
class WordEdit:
    """A stretch of base words (characters from `start` to before `end`) that becomes `text`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Region:
    """A stretch of the base with what each reading (by its number) says instead."""

    start: int
    end: int
    edits: dict[int, list[WordEdit]] = field(default_factory=dict)

    def said(self, base: str, reading: int) -> str:
        """The words of this region as one reading has them."""
        found: list[str] = []
        at = self.start
        for edit in self.edits.get(reading, ()):
            found += base[at : edit.start], edit.text
            at = edit.end
        return "".join([*found, base[at : self.end]])


def word_edits(base: str, words: str) -> tuple[WordEdit, ...]:
    """The stretches of the base words that a wording changes, in order, at word boundaries."""
    found: list[WordEdit] = []
    at = 0
    for op in word_operations(base, words):
        if op.op == "equal":
            at += len(op.text)
        elif op.op == "delete":
            found.append(WordEdit(at, at + len(op.text), ""))
            at += len(op.text)
        elif found and found[-1].end == at and not found[-1].text and found[-1].start < at:
            found[-1] = WordEdit(found[-1].start, at, op.text)
        else:
            found.append(WordEdit(at, at, op.text))
    return tuple(found)


def word_merge(
    base: str, readings: Sequence[tuple[Names, str]], *, whole_brackets: bool = False
) -> tuple[Piece, ...]:
    """The base words and the variations that the readings (names, whole words) make.

    The common pieces and ``base_text`` joined are the base; the common pieces and what a name
    reads (``read_by``) are its words exactly.
    """
    regions = _regions([word_edits(base, words) for _, words in readings])
    if whole_brackets:
        regions = _bracketed(base, regions, len(readings))
    found: list[Piece] = []
    at = 0
    for region in regions:
        if at < region.start:
            found.append(base[at : region.start])
        found.append(_variation(base, region, readings))
        at = region.end
    if at < len(base):
        found.append(base[at:])
    return tuple(found)


def read_by(pieces: Iterable[Piece], name: str | None) -> str:
    """The words as one name reads them; ``None`` reads the base."""
    said = [
        piece if isinstance(piece, str) else (piece.base_text if name is None else piece.read(name))
        for piece in pieces
    ]
    return "".join(said)


def half_bracket(text: str) -> bool:
    """Whether a closing bracket stands before its opening one, or one lacks its partner."""
    depth, lowest = _depth(text)
    return depth != 0 or lowest < 0


def _regions(readings: Sequence[Sequence[WordEdit]]) -> list[_Region]:
    """The edits of all readings, joined where they overlap or insert at one point."""
    waiting = sorted(
        (edit.start, edit.end, number, edit)
        for number, edits in enumerate(readings)
        for edit in edits
    )
    found: list[_Region] = []
    for start, end, number, edit in waiting:
        last = found[-1] if found else None
        same_point = last is not None and start == end == last.start == last.end
        if last is not None and (start < last.end or same_point):
            last.end = max(last.end, end)
        else:
            last = _Region(start, end)
            found.append(last)
        last.edits.setdefault(number, []).append(edit)
    return found


def _variation(base: str, region: _Region, readings: Sequence[tuple[Names, str]]) -> Variation:
    """The readings of one region, equal ones united."""
    said: dict[str, dict[str, None]] = {}
    for number in sorted(region.edits):
        text = region.said(base, number)
        said.setdefault(text, {}).update(dict.fromkeys(readings[number][0]))
    base_text = base[region.start : region.end]
    return Variation(
        base_text,
        tuple((tuple(names), text) for text, names in said.items() if text != base_text),
    )


def _bracketed(base: str, regions: list[_Region], count: int) -> list[_Region]:
    """The regions grown so that none holds half of a pair of brackets.

    A region that never comes to hold whole pairs (the words themselves do not) stays as it is.
    """
    found: list[_Region] = []
    steps = MOST_STEPS
    at = 0
    while at < len(regions):
        grown, lefts, rights, steps = _whole(base, (found, regions), at, count, steps)
        found[lefts:] = [grown]
        at = rights
    return found


MOST_STEPS = 400
"""How often, in one paragraph, a variation is made longer to take in the partner of a bracket."""


def _whole(
    base: str, around: tuple[list[_Region], list[_Region]], at: int, count: int, steps: int
) -> tuple[_Region, int, int, int]:
    """One region grown until it holds whole pairs of brackets in every reading.

    Returns it, how many of the regions before it remain, the next region after it, and the
    steps that are left.
    """
    before, regions = around
    region = regions[at]
    lefts, rights = len(before), at + 1
    while steps > 0:
        depths = [_depth(region.said(base, number)) for number in range(-1, count)]
        if all(depth == lowest == 0 for depth, lowest in depths):
            return region, lefts, rights, steps
        steps -= 1
        if any(lowest < 0 for _, lowest in depths):
            limit = before[lefts - 1].end if lefts else 0
            place = base.rfind("[", limit, region.start)
            if place >= 0:
                region = _Region(place, region.end, region.edits)
            elif lefts:
                lefts -= 1
                region = _both(before[lefts], region)
            else:
                break
        else:
            limit = regions[rights].start if rights < len(regions) else len(base)
            place = base.find("]", region.end, limit)
            if place >= 0:
                region = _Region(region.start, place + 1, region.edits)
            elif rights < len(regions):
                region = _both(region, regions[rights])
                rights += 1
            else:
                break
    return regions[at], len(before), at + 1, steps


def _both(first: _Region, second: _Region) -> _Region:
    """Two regions and the common words between them as one region."""
    edits = {number: list(made) for number, made in first.edits.items()}
    for number, made in second.edits.items():
        edits.setdefault(number, []).extend(made)
    return _Region(first.start, second.end, edits)


_BRACKET = re.compile(r"[\[\]]")


def _depth(text: str) -> tuple[int, int]:
    """By how much a text raises the depth of brackets, and the lowest it comes to in between."""
    depth = lowest = 0
    for met in _BRACKET.finditer(text):
        depth += 1 if met.group() == "[" else -1
        lowest = min(lowest, depth)
    return depth, lowest
