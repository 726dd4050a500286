"""Words that a remark is about, followed from version to version.

Theory.  A remark quotes words of a paragraph.  In a new version these words stand where the
comparison of the two wordings says that they stayed: unchanged ones keep their remark however
far they moved, and with them those of which at least half of the quoted words are still there
(the anchor then says so).  Otherwise the remark is an orphan: its quotation is kept, and
nothing is guessed.  What is counted is always the words of the quotation itself, so an anchor
does not drift away from them over many small changes.

A paragraph that was split or merged is followed into the paragraphs that were made of it,
where the new version says so (`origins`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from placet.engine.errors import N_, BadInput
from placet.engine.text.changes import Act, Anchor, Origin
from placet.engine.text.cleaning import normal
from placet.engine.text.marks import pieces
from placet.engine.text.tokens import is_word, tokens
from placet.engine.text.tree import Text, walk
from placet.engine.text.words import word_operations

LEAST = Fraction(1, 2)
"""The share of the quoted words that must be there for a remark to stay on them."""


class Lost(StrEnum):
    """Why a remark has lost its words."""

    GONE = "gone"
    """The paragraph is no longer there."""
    REWORDED = "reworded"
    """The paragraph is there and says something else."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A remark whose words are no longer there: what it quoted, from where, and why."""

    quotation: str
    paragraph: str
    reason: Lost


def anchored(words: str, quotation: str, occurrence: int = 1) -> tuple[int, int]:
    """Where a quotation stands in the words of a paragraph (characters, start and end).

    White space may differ, and the quotation may be written as it is read, without the marks
    of emphasis.  `occurrence` counts from 1.  Raises ``BadInput`` when it is not there.
    """
    quoted = normal(quotation).split()
    if not quoted:
        raise BadInput(
            "quotation",
            N_("No words are quoted."),
            N_("Quote the words of the paragraph that the remark is about."),
        )
    found = _occurrences(words, quoted)
    if not 1 <= occurrence <= len(found):
        raise BadInput(
            "quotation",
            N_("The words “{quotation}” stand {count} times in this paragraph, not {occurrence}.")
            if found
            else N_("The words “{quotation}” do not stand in this paragraph."),
            N_("Copy the words from the present text of the paragraph."),
            quotation=" ".join(quoted),
            count=len(found),
            occurrence=occurrence,
        )
    return found[occurrence - 1]


def follow(
    anchor: Anchor, old: Text, new: Text, origins: Mapping[str, Origin] | None = None
) -> Anchor | Orphan:
    """The anchor, made on `old`, as it stands on `new`, or the remark as an orphan."""
    before = {paragraph.id: paragraph.words for _, paragraph in walk(old)}
    after = {paragraph.id: paragraph.words for _, paragraph in walk(new)}
    id = anchor.paragraph
    if id not in before:
        return Orphan(anchor.quotation, id, Lost.GONE)
    homes = [id] if id in after else []
    homes += [
        home
        for home, origin in (origins or {}).items()
        if id in origin.paragraphs and origin.act in (Act.SPLIT, Act.MERGE) and home in after
    ]
    best: tuple[Fraction, Anchor] | None = None
    for home in dict.fromkeys(homes):
        share, found = _followed(anchor, before[id], after[home], home)
        if best is None or share > best[0]:
            best = share, found
    if best is None:
        return Orphan(anchor.quotation, id, Lost.GONE)
    return best[1] if best[0] >= LEAST else Orphan(anchor.quotation, id, Lost.REWORDED)


def _followed(anchor: Anchor, old: str, new: str, home: str) -> tuple[Fraction, Anchor]:
    """Where the words stand in a new wording, and the share of the quotation that is there."""
    start, end = _stayed(old, new, anchor.start, anchor.end)
    said = new[start:end]
    if said != anchor.quotation:
        alone = _occurrences(new, anchor.quotation.split())
        if len(alone) == 1 and new[slice(*alone[0])] == anchor.quotation:
            (start, end), said = alone[0], anchor.quotation
    found = Anchor(home, start, end, anchor.quotation, said != anchor.quotation)
    return _share(anchor.quotation, said), found


def _stayed(old: str, new: str, start: int, end: int) -> tuple[int, int]:
    """From the first to the last of the words between two places that are there still."""
    first: int | None = None
    last = before = after = 0
    for op in word_operations(old, new):
        length = len(op.text)
        if op.op == "insert":
            after += length
            continue
        if op.op == "equal":
            left, right = max(start, before), min(end, before + length)
            if left < right and op.text[left - before : right - before].strip():
                first = after + left - before if first is None else first
                last = after + right - before
            after += length
        before += length
    if first is None:
        return 0, 0
    said = new[first:last]
    return first + len(said) - len(said.lstrip()), last - len(said) + len(said.rstrip())


def _share(quotation: str, said: str) -> Fraction:
    """Which share of the words of a quotation is said (of its characters, if it has no words)."""
    if quotation == said:
        return Fraction(1)
    stayed = [op.text for op in word_operations(quotation, said) if op.op == "equal"]
    every = _weight(quotation)
    return Fraction(sum(map(_weight, stayed)), every) if every and said else Fraction(0)


def _weight(text: str) -> int:
    """How many words."""
    return sum(1 for token in tokens(text) if is_word(token))


def _occurrences(words: str, quoted: list[str]) -> list[tuple[int, int]]:
    """Where words stand, white space apart; as they are written, or else as they are read."""
    pattern = re.compile(r"\s+".join(map(re.escape, quoted)))
    found = [met.span() for met in pattern.finditer(words)]
    if found or not quoted:
        return found
    places: list[int] = []
    read: list[str] = []
    at = 0
    for piece in pieces(words):
        if not piece.mark:
            read.append(piece.text)
            places += range(at, at + len(piece.text))
        at += len(piece.text)
    spans = (met.span() for met in pattern.finditer("".join(read)))
    return [(places[start], places[end - 1] + 1) for start, end in spans]
