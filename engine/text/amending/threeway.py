"""Two texts that grew from one: what both changed, together.

Theory.  Nobody's work is lost when two people edit the same version.  What only one side
touched is taken from that side, what both made the same is taken once.  Words that both
reworded are merged word by word, and where they meet both stand beside each other in
brackets.  A paragraph that one side deleted and the other changed, or put something under,
stays.  Two different places for one paragraph: the place of *theirs*, which was there first.
Each of these is a conflict and is told, with the words of all three.

Paragraphs are known by their ids.  An id that both sides gave to different new paragraphs is
given anew in *mine*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from placet.engine.text.amending.applying import Work
from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.clashing import Why
from placet.engine.text.amending.differing import changes_between
from placet.engine.text.amending.notation import in_brackets
from placet.engine.text.amending.words import half_bracket, word_merge
from placet.engine.text.changes import Act, Change
from placet.engine.text.tree import WORDLESS, Text, grown, minted_id, walk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A paragraph that both sides changed, differently: its words on all sides.

    `None` on the side that deleted it.
    """

    paragraph: str
    base: str
    mine: str | None
    theirs: str | None
    why: Why


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """Both sides together, the counter of ids, and where they meet, in reading order."""

    text: Text
    minted: int
    conflicts: tuple[Conflict, ...]


def three_way(
    base: Text, mine: Text, theirs: Text, minted: int, names: tuple[str, str] = ("", "")
) -> ThreeWay:
    """What became of the base on both sides, in one text.

    `minted` is the highest number ever used for an id; `names` are whose readings they are,
    mine first, to be written before them.
    """
    mine, minted = _told_apart(base, mine, theirs, minted)
    sides = _Sides(Branches(base), Branches(mine), Branches(theirs), names)
    work = Work(Branches(base), minted)
    found: dict[str, Conflict] = {}
    first, second = changes_between(base, theirs), changes_between(base, mine)
    for change in first:
        if change.act in (Act.ADD, Act.MOVE):
            work.make(change)
    _place_mine(sides, work, second, {c.paragraph for c in first if c.act is Act.MOVE}, found)
    _reword(sides, work.branches, found)
    _delete(sides, work.branches, found)
    text = Text(work.branches.text().paragraphs, _language(base, mine, theirs))
    order = [paragraph.id for _, paragraph in walk(text)]
    return ThreeWay(text, work.minted, tuple(found[id] for id in order if id in found))


@dataclass(frozen=True, slots=True)
class _Sides:
    """The three texts taken apart, and whose they are."""

    base: Branches
    mine: Branches
    theirs: Branches
    names: tuple[str, str]

    def conflict(self, id: str, why: Why) -> Conflict:
        """The words of a paragraph on all sides."""
        words = [side.own[id].words if id in side else None for side in (self.mine, self.theirs)]
        return Conflict(id, self.base.own[id].words, words[0], words[1], why)


def _language(base: Text, mine: Text, theirs: Text) -> str:
    return theirs.language if mine.language == base.language else mine.language


def _told_apart(base: Text, mine: Text, theirs: Text, minted: int) -> tuple[Text, int]:
    """Mine, with fresh ids where theirs has a different new paragraph of the same id."""
    old = {paragraph.id for _, paragraph in walk(base)}
    added = {p.id: replace(p, children=()) for _, p in walk(theirs) if p.id not in old}
    fresh: dict[str, str] = {}
    rows = list(walk(mine))
    for _, paragraph in rows:
        if added.get(paragraph.id, None) not in (None, replace(paragraph, children=())):
            fresh[paragraph.id], minted = minted_id(minted)
    if not fresh:
        return mine, minted
    renamed = [(depth, replace(p, id=fresh.get(p.id, p.id))) for depth, p in rows]
    return Text(grown(renamed), mine.language), minted


def _place_mine(
    sides: _Sides,
    work: Work,
    changes: tuple[Change, ...],
    moved: set[str],
    found: dict[str, Conflict],
) -> None:
    """Add and move what mine adds and moves, behind what theirs has put at the same place."""
    branches = work.branches
    for change in changes:
        id = change.paragraph
        if change.act is Act.ADD and id not in branches:
            work.make(_placed(sides, branches, change))
        elif change.act is Act.MOVE:
            placed = _placed(sides, branches, change)
            apart = id in moved and not _same_place(sides, id)
            if apart or id in branches.lineage(placed.under):
                found[id] = sides.conflict(id, Why.MOVED_APART)
            elif id not in moved:
                work.make(placed)


def _same_place(sides: _Sides, id: str) -> bool:
    """Whether both sides have a paragraph under the same one, after the same one of the base."""
    return _place(sides.mine, sides.theirs, id) == _place(sides.theirs, sides.mine, id)


def _place(side: Branches, other: Branches, id: str) -> tuple[str | None, str | None]:
    """Under what a paragraph stands, and after which of those that both sides have there."""
    above = side.above[id]
    row = side.under[above]
    both = set(other.under.get(above, ()))
    return above, next((i for i in reversed(row[: row.index(id)]) if i in both), None)


def _placed(sides: _Sides, branches: Branches, change: Change) -> Change:
    """A change of mine with the place it has beside what theirs has done."""
    id, under = change.paragraph, change.under
    row = sides.mine.under[under]
    here = branches.under[under]
    after = None
    for sibling in reversed(row[: row.index(id)]):
        if sibling in branches and branches.above[sibling] == under:
            after = sibling
            break
    at = here.index(after) + 1 if after is not None else 0
    while at < len(here) and here[at] not in sides.base and here[at] not in sides.mine:
        after, at = here[at], at + 1
    return replace(change, after=after)


def _reword(sides: _Sides, branches: Branches, found: dict[str, Conflict]) -> None:
    """Give each paragraph the words, kind and label that both sides together give it."""
    for id, old in sides.base.own.items():
        mine, theirs = sides.mine.own.get(id, old), sides.theirs.own.get(id, old)
        style = _chosen(*((p.kind, p.label) for p in (old, mine, theirs)))
        if style is None:
            found[id] = sides.conflict(id, Why.KIND)
            style = theirs.kind, theirs.label
        branches.restyle(id, *style)
        words = _chosen(old.words, mine.words, theirs.words)
        if words is None:
            words, met = _merged_words(old.words, mine.words, theirs.words, sides.names)
            if met:
                found[id] = sides.conflict(id, Why.SAME_WORDS)
        branches.reword(id, words)


def _chosen(base: T, mine: T, theirs: T) -> T | None:
    """What one side alone changed, or both in the same way; `None` where they differ."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _merged_words(base: str, mine: str, theirs: str, names: tuple[str, str]) -> tuple[str, bool]:
    """The words of both sides, and whether they meet anywhere."""
    readings = ((("mine",), mine), (("theirs",), theirs))
    pieces = word_merge(base, readings)
    if any(
        not isinstance(piece, str)
        and len(piece.readings) > 1
        and any(half_bracket(text) for text in (piece.base_text, *(t for _, t in piece.readings)))
        for piece in pieces
    ):
        pieces = word_merge(base, readings, whole_brackets=True)
    written: list[str] = []
    met = False
    for piece in pieces:
        if isinstance(piece, str):
            written.append(piece)
        elif len(piece.readings) == 1:
            written.append(piece.readings[0][1])
        else:
            met = True
            said = (((names[0],), piece.read("mine")), ((names[1],), piece.read("theirs")))
            written.append(in_brackets(said))
    return "".join(written), met


def _delete(sides: _Sides, branches: Branches, found: dict[str, Conflict]) -> None:
    """Take out what one side deleted, from the leaves up, unless the other side needs it."""
    needed: set[str | None] = set()
    for _, id in reversed(list(branches.subtree(None))):
        mine, theirs = id in sides.mine, id in sides.theirs
        if id not in sides.base or (mine and theirs):
            needed.add(branches.above[id])
            continue
        stays = sides.mine if mine else sides.theirs
        changed = (mine or theirs) and _touched(sides.base, stays, id)
        if not changed and id not in needed:
            branches.take_out(id)
            continue
        needed.add(branches.above[id])
        found[id] = sides.conflict(id, Why.DELETED)
        paragraph = branches.own[id]
        if changed and not (paragraph.kind in WORDLESS and not paragraph.words):
            said: Mapping[bool, str] = {mine: paragraph.words, not mine: ""}
            readings = (((sides.names[0],), said[True]), ((sides.names[1],), said[False]))
            branches.reword(id, in_brackets(readings))


def _touched(base: Branches, side: Branches, id: str) -> bool:
    """Whether a side changed the words or the kind of a paragraph."""
    return base.own[id] != side.own[id]
