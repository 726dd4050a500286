"""Whether two changes to one text can both be made, and where they meet.

Theory.  Two changes are *independent* when it does not matter which is made first, the second
then being brought onto what the first made of the text (`rebased`).  Where it would matter,
or where one takes away what the other is about, they clash, and the clash names the paragraph,
the words of the text that both are about, and why.  Whatever cannot be shown to commute is a
clash: a person looks at one clash too many, not at a silent loss.

A paragraph is reached in three ways: by its words, by its being there at all, and by its
place.  What is put into the text is put into a *gap* (under which paragraph, after which of
those there); two things put into one gap have no order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.fitting import must_fit
from placet.engine.text.amending.reach import Gap, cut, gaps, touched
from placet.engine.text.amending.words import Variation, word_edits, word_merge
from placet.engine.text.changes import Act, Change
from placet.engine.text.tree import Text


class Why(StrEnum):
    """Why two changes clash."""

    SAME_WORDS = "same_words"
    """Both change the same words, differently."""
    NEIGHBOUR = "neighbour"
    """Both insert words at the same point."""
    KIND = "kind"
    """Both give the paragraph a kind or a label, differently."""
    DELETED = "deleted"
    """One deletes what the other changes or builds on."""
    MOVED_APART = "moved_apart"
    """They move a paragraph to different places, or one moves what the other is placed by."""
    RETAINED = "retained"
    """One says that the paragraph is not to be changed, the other changes it."""
    SAME_PLACE = "same_place"
    """Both put something at the same place; the order is undetermined."""
    SPLIT_OR_MERGED = "split_or_merged"
    """One splits or merges what the other is about."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Where two changes meet: characters from `start` to before `end` of a paragraph's words.

    `quotation` is those words of the text.  `paragraph` is empty for a place at the top.
    """

    paragraph: str
    start: int
    end: int
    quotation: str
    why: Why


def clashes(text: Text, one: Change, other: Change) -> tuple[Clash, ...]:
    """Where two changes to the text cannot both be made; equal changes never clash.

    Raises ``BadInput`` when one of them does not fit the text.
    """
    branches = Branches(text)
    for change in (one, other):
        must_fit(branches, change)
    return clashes_in(branches, one, other)


def clashes_among(
    text: Text, changes: Sequence[Change]
) -> tuple[tuple[int, int, tuple[Clash, ...]], ...]:
    """The pairs (by index, the smaller first) that clash, each with where they do.

    Raises ``BadInput`` when a change does not fit the text.
    """
    branches = Branches(text)
    for change in changes:
        must_fit(branches, change)
    pairs = combinations(enumerate(changes), 2)
    met = ((i, j, clashes_in(branches, one, other)) for (i, one), (j, other) in pairs)
    return tuple(pair for pair in met if pair[2])


def independent(text: Text, one: Change, other: Change) -> bool:
    """Whether both can be made, in either order, with the same result."""
    return not clashes(text, one, other)


def clashes_in(branches: Branches, one: Change, other: Change) -> tuple[Clash, ...]:
    """As `clashes`, for a text that is taken apart already and that both changes fit."""
    if one == other or one.act is other.act is Act.DELETE:
        return ()
    found: list[Clash] = []
    for left, right in ((one, other), (other, one)):
        if left.act is Act.RETAIN and right.act is not Act.RETAIN:
            found += _retained(branches, left, right)
        elif left.act is Act.DELETE and right.act is not Act.RETAIN:
            found += _deleted(branches, left, right)
        elif left.act is Act.SPLIT and right.act not in (Act.DELETE, Act.RETAIN):
            found += _split(branches, left, right)
        elif left.act is Act.MERGE and right.act not in (Act.DELETE, Act.RETAIN):
            found += _merge(branches, left, right)
    if not {one.act, other.act} & {Act.DELETE, Act.RETAIN}:
        found += [*_reworded(branches, one, other), *_placed(branches, one, other)]
    return tuple(dict.fromkeys(found))


def whole(branches: Branches, id: str | None, why: Why) -> Clash:
    """A clash about a whole paragraph."""
    words = branches.own[id].words if id is not None else ""
    return Clash(id or "", 0, len(words), words, why)


def at_gap(branches: Branches, gap: Gap, why: Why) -> Clash:
    """A clash about a place: at the end of the paragraph before it, or of the one above."""
    id = gap[1] if gap[1] is not None else gap[0]
    end = len(branches.own[id].words) if id is not None else 0
    return Clash(id or "", end, end, "", why)


def _retained(branches: Branches, retain: Change, other: Change) -> Iterator[Clash]:
    """What the other one changes although it is to be retained."""
    id = retain.paragraph
    if other.act is Act.DELETE:
        reached = other.paragraph in branches.lineage(id)
    else:
        reached = id in touched(other)
    if reached and other.act is Act.REPLACE:
        yield from _edited(branches, other, Why.RETAINED)
    elif reached:
        yield whole(branches, id, Why.RETAINED)


def _deleted(branches: Branches, delete: Change, other: Change) -> Iterator[Clash]:
    """What the other one changes, or builds on, although it is to be deleted."""
    for id in touched(other):
        if delete.paragraph in branches.lineage(id):
            if other.act is Act.REPLACE:
                yield from _edited(branches, other, Why.DELETED)
            else:
                yield whole(branches, id, Why.DELETED)
    for under, _ in gaps(branches, other)[:1]:
        if delete.paragraph in branches.lineage(under) and not touched(other):
            yield whole(branches, under, Why.DELETED)
        elif other.act is Act.MOVE and delete.paragraph in branches.lineage(under):
            yield whole(branches, under, Why.DELETED)


def _edited(branches: Branches, change: Change, why: Why) -> Iterator[Clash]:
    """The words that a replacement changes; the whole paragraph where it changes the kind only."""
    words = branches.own[change.paragraph].words
    edits = word_edits(words, change.words)
    if not edits:
        yield whole(branches, change.paragraph, why)
    for edit in edits:
        quotation = words[edit.start : edit.end]
        yield Clash(change.paragraph, edit.start, edit.end, quotation, why)


def _reworded(branches: Branches, one: Change, other: Change) -> Iterator[Clash]:
    """The words that two replacements of one paragraph both change, differently.

    An alternative that says what the paragraph is to say anyhow is none.
    """
    if {one.act, other.act} == {Act.REPLACE, Act.ALTERNATIVE}:
        if (one.paragraph, one.words) == (other.paragraph, other.words):
            yield whole(branches, one.paragraph, Why.SAME_WORDS)
        return
    if not one.act is other.act is Act.REPLACE or one.paragraph != other.paragraph:
        return
    words = branches.own[one.paragraph].words
    at = 0
    for piece in word_merge(words, ((("1",), one.words), (("2",), other.words))):
        quotation = piece.base_text if isinstance(piece, Variation) else piece
        if isinstance(piece, Variation) and len(piece.readings) > 1:
            why = Why.SAME_WORDS if quotation else Why.NEIGHBOUR
            yield Clash(one.paragraph, at, at + len(quotation), quotation, why)
        at += len(quotation)
    styles = {(c.kind, c.label) for c in (one, other) if c.kind is not None}
    if len(styles) > 1:
        yield whole(branches, one.paragraph, Why.KIND)


def _split(branches: Branches, split: Change, other: Change) -> Iterator[Clash]:
    """What a split takes from under the other change."""
    id = split.paragraph
    if id in touched(other):
        if other.act is not Act.REPLACE:
            yield whole(branches, id, Why.SPLIT_OR_MERGED)
        elif not _in_one_part(branches, split, other):
            yield from _edited(branches, other, Why.SPLIT_OR_MERGED)
    elif any(under == id for under, _ in gaps(branches, other)):
        yield whole(branches, id, Why.SPLIT_OR_MERGED)


def _in_one_part(branches: Branches, split: Change, other: Change) -> bool:
    """Whether a replacement changes words in one part of a split only, and leaves it some."""
    words = branches.own[split.paragraph].words
    first, second = cut(words, split.at)
    edits = word_edits(words, other.words)
    change = sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
    if other.kind is not None:
        return False
    if all(edit.end <= first and edit.start < first for edit in edits):
        return bool(other.words[: first + change].strip())
    if all(edit.start >= second and edit.end > second for edit in edits):
        return bool(other.words[second:].strip())
    return False


def _merge(branches: Branches, merge: Change, other: Change) -> Iterator[Clash]:
    """What a merger takes from under the other change."""
    id, gone = merge.paragraph, merge.other
    if other.act is Act.REPLACE and other.kind is not None and other.paragraph in (id, gone):
        yield whole(branches, other.paragraph, Why.SPLIT_OR_MERGED)
    elif other.act is Act.REPLACE and other.paragraph == id:
        end = len(branches.own[id].words)
        edits = word_edits(branches.own[id].words, other.words)
        if any(edit.start == end for edit in edits):
            yield Clash(id, end, end, "", Why.SPLIT_OR_MERGED)
    elif other.act is Act.REPLACE and other.paragraph == gone:
        return
    elif gone in touched(other) or (other.act is Act.MERGE and id in touched(other)):
        yield whole(branches, gone if gone in touched(other) else id, Why.SPLIT_OR_MERGED)
    elif any(
        under == gone or (after == gone and branches.above[gone] == id)
        for under, after in gaps(branches, other)
    ):
        yield whole(branches, gone, Why.SPLIT_OR_MERGED)


def _placed(branches: Branches, one: Change, other: Change) -> Iterator[Clash]:
    """Where two changes put things at one place, or one moves what the other is placed by."""
    places = gaps(branches, one), gaps(branches, other)
    if one.act is other.act is Act.MOVE and one.paragraph == other.paragraph:
        yield whole(branches, one.paragraph, Why.MOVED_APART)
        return
    for gap in places[0]:
        if gap in places[1]:
            yield at_gap(branches, gap, Why.SAME_PLACE)
            break
    for move, places_of, placed in ((one, places[1], other), (other, places[0], one)):
        if move.act is not Act.MOVE:
            continue
        if placed.act is Act.ALTERNATIVE and placed.paragraph == move.paragraph:
            yield whole(branches, move.paragraph, Why.MOVED_APART)
        elif any(after == move.paragraph for _, after in places_of):
            yield whole(branches, move.paragraph, Why.MOVED_APART)
    first, second = _carried(one), _carried(other)
    if first and second:
        inside = second[0] in branches.lineage(first[1])
        if inside and first[0] in branches.lineage(second[1]):
            yield whole(branches, first[0], Why.MOVED_APART)
            yield whole(branches, second[0], Why.MOVED_APART)


def _carried(change: Change) -> tuple[str, str | None] | None:
    """What a change carries with all that stands under it, and under what."""
    if change.act is Act.MOVE:
        return change.paragraph, change.under
    return (change.other, change.paragraph) if change.act is Act.MERGE else None
