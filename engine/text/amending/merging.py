"""Accepted amendments made together, their clashes shown and not refused.

Theory.  All changes are against one base.  Words come first: what several replacements say of
one paragraph is merged word by word, and where they say different things of the same words
these stand beside each other in brackets with the names of those who proposed them.  Then what
has a place is put there, in the order given, each change brought onto what the text has become
(`rebased`); where two have no order the one that comes first stands first.  Deletions come
last.  One that another change contradicts is shown as a reading, ``[A: words / B: delete]``.

Every pair that clashes is told in `collisions`.  `applied` are the numbers of the changes that
are in the text, those inside brackets included; a change that is missing there could not be
made beside one that came before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from placet.engine.text.amending.applying import Work
from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.clashing import Why, clashes_in
from placet.engine.text.amending.fitting import must_fit
from placet.engine.text.amending.notation import in_brackets
from placet.engine.text.amending.reach import Gap, gaps
from placet.engine.text.amending.rebasing import rebased_in
from placet.engine.text.amending.unfit import Unfit, WhyUnfit
from placet.engine.text.amending.words import (
    Names,
    Piece,
    Variation,
    half_bracket,
    word_merge,
)
from placet.engine.text.changes import Act, Change, Origin
from placet.engine.text.tree import WORDLESS, Text


@dataclass(frozen=True, slots=True)
class Numbered:
    """A change with the number of its amendment and the names of those who propose it."""

    number: int
    names: Names
    change: Change


@dataclass(frozen=True, slots=True)
class Collision:
    """Where amendments meet: the paragraph, their numbers, the words of the base, and why."""

    paragraph: str
    numbers: tuple[int, ...]
    quotations: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with all amendments in it; `applied` are their numbers, in the order given."""

    text: Text
    minted: int
    collisions: tuple[Collision, ...]
    origins: Mapping[str, Origin]
    applied: tuple[int, ...]


def merged(base: Text, changes: Sequence[Numbered], minted: int) -> Merged:
    """The base with all the changes made together.

    `minted` is the highest number ever used for an id.  Raises ``BadInput`` when a change does
    not fit the base (bring it there with `rebased` first); clashes are never an error.
    """
    before = Branches(base)
    for item in changes:
        must_fit(before, item.change)
    pairs = _pairs(before, changes)
    contested = {
        item.number
        for one, other, _ in pairs
        for item in (one, other)
        if item.change.act is Act.DELETE
    }
    work = Work(Branches(base), minted)
    made = _reword(before, work, changes, contested)
    made |= _rearrange(before, work, changes)
    for item in changes:
        if item.change.act is Act.DELETE and item.number not in contested:
            made.add(item.number)
            if item.change.paragraph in work.branches:
                work.branches.take_out(item.change.paragraph)
    done = work.done()
    numbers = tuple(dict.fromkeys(c.number for c in changes if c.number in made))
    return Merged(done.text, done.minted, _collisions(pairs), done.origins, numbers)


_Pair = tuple[Numbered, Numbered, tuple[tuple[str, str, Why], ...]]


def _pairs(before: Branches, changes: Sequence[Numbered]) -> list[_Pair]:
    """The pairs that clash, with paragraph, quotation and reason of each clash."""
    found: list[_Pair] = []
    for at, one in enumerate(changes):
        for other in changes[at + 1 :]:
            met = clashes_in(before, one.change, other.change)
            if met:
                found.append((one, other, tuple((c.paragraph, c.quotation, c.why) for c in met)))
    return found


def _collisions(pairs: Sequence[_Pair]) -> tuple[Collision, ...]:
    """The clashes of all pairs, those about one paragraph for one reason together."""
    numbers: dict[tuple[str, Why], dict[int, None]] = {}
    quotations: dict[tuple[str, Why], dict[str, None]] = {}
    for one, other, met in pairs:
        for paragraph, quotation, why in met:
            key = paragraph, why
            numbers.setdefault(key, {}).update(dict.fromkeys((one.number, other.number)))
            quotations.setdefault(key, {}).update({quotation: None} if quotation else {})
    return tuple(
        Collision(paragraph, tuple(sorted(numbers[paragraph, why])),
                  tuple(quotations[paragraph, why]), why)
        for paragraph, why in numbers
    )  # fmt: skip


def _reword(
    before: Branches, work: Work, changes: Sequence[Numbered], contested: set[int]
) -> set[int]:
    """Give each paragraph the words that all changes together propose; the numbers made."""
    said: dict[str, list[Numbered]] = {}
    kept: dict[str, list[Numbered]] = {}
    gone: dict[str, list[Numbered]] = {}
    for item in changes:
        if item.change.act is Act.REPLACE:
            said.setdefault(item.change.paragraph, []).append(item)
        elif item.change.act is Act.RETAIN:
            kept.setdefault(item.change.paragraph, []).append(item)
        elif item.change.act is Act.DELETE and item.number in contested:
            gone.setdefault(item.change.paragraph, []).append(item)
    for id in {**said, **gone}:
        words = _words(before.own[id].words, said.get(id, []), kept.get(id, []))
        if id in gone and not (before.own[id].kind in WORDLESS and not words):
            readings = _whole(words, said.get(id, []), kept.get(id, []), gone[id])
            words = in_brackets(readings)
        work.branches.reword(id, words)
        styles = [c.change for c in said.get(id, []) if c.change.kind is not None]
        if styles and styles[0].kind is not None:
            work.branches.restyle(id, styles[0].kind, styles[0].label)
        numbers = {item.number for item in said.get(id, [])}
        if numbers:
            number = numbers.pop() if len(numbers) == 1 else 0
            work.origins[id] = Origin(Act.REPLACE, (id,), amendment=number)
    return {item.number for items in (*said.values(), *kept.values(), *gone.values())
            for item in items}  # fmt: skip


def _words(base: str, said: Sequence[Numbered], kept: Sequence[Numbered]) -> str:
    """The words of one paragraph as the changes propose them, the differing ones in brackets."""
    readings = [(item.names, item.change.words) for item in said]
    keeping = tuple(dict.fromkeys(name for item in kept for name in item.names))
    pieces = word_merge(base, readings)
    if any(_is_clash(piece, bool(kept)) and _half(piece) for piece in pieces):
        pieces = word_merge(base, readings, whole_brackets=True)
    written: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            written.append(piece)
        elif kept:
            kept_words = ((keeping, piece.base_text),) if piece.base_text else ()
            written.append(in_brackets((*kept_words, *piece.readings)))
        elif len(piece.readings) == 1:
            written.append(piece.readings[0][1])
        else:
            written.append(in_brackets(piece.readings))
    return "".join(written)


def _is_clash(piece: Piece, kept: bool) -> bool:
    return isinstance(piece, Variation) and (kept or len(piece.readings) > 1)


def _half(piece: Piece) -> bool:
    if isinstance(piece, str):
        return False
    return half_bracket(piece.base_text) or any(half_bracket(text) for _, text in piece.readings)


def _whole(
    words: str, said: Sequence[Numbered], kept: Sequence[Numbered], gone: Sequence[Numbered]
) -> tuple[tuple[Names, str], ...]:
    """A whole paragraph that some reword or keep and others delete."""
    staying = dict.fromkeys(name for item in (*kept, *said) for name in item.names)
    going = dict.fromkeys(name for item in gone for name in item.names)
    return (tuple(staying), words), (tuple(going), "")


def _rearrange(before: Branches, work: Work, changes: Sequence[Numbered]) -> set[int]:
    """Add, move, split, merge and put alternatives, in the order given; the numbers made.

    What is put into one gap follows what was put there before.
    """
    made: set[int] = set()
    filled: dict[Gap, str] = {}
    seen: set[Change] = set()
    moved: set[str] = set()
    for item in changes:
        change = item.change
        if change.act in (Act.REPLACE, Act.RETAIN, Act.DELETE):
            continue
        if change in seen:
            made.add(item.number)
            continue
        brought = rebased_in(change, before, work.branches, work.origins)
        if isinstance(brought, Unfit):
            if brought.reason is WhyUnfit.DONE:
                made.add(item.number)
            continue
        if change.act is Act.MOVE:
            if change.paragraph in moved:
                continue
            moved.add(change.paragraph)
        seen.add(change)
        gap = next(iter(gaps(before, change)), None)
        if gap in filled:
            brought = _behind(work.branches, brought, filled[gap])
        count = len(work.made)
        work.make(brought, item.number)
        made.add(item.number)
        if gap is not None:
            filled[gap] = work.made[-1] if len(work.made) > count else brought.paragraph
    return made


def _behind(branches: Branches, change: Change, last: str) -> Change:
    """The change so that what it puts follows what was put there before."""
    if change.act not in (Act.ADD, Act.MOVE) or last not in branches:
        return change
    fits = branches.above[last] == change.under and last != change.paragraph
    return replace(change, after=last) if fits else change
