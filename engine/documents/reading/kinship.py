"""Which paragraph of a reading is which paragraph of the base: by what they are made of.

Theory.  A paragraph stays the one that holds its first words.  Where the words of one stand in
several paragraphs it was split; where one holds all the words of several they were merged;
where all its words were replaced but not its end, it was rewritten; where its words are gone
here and stand there, it moved, which is known by the move that the word processor recorded or
by the very same words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from placet.engine.documents.reading.passages import Passage
from placet.engine.text.tokens import count_words

_ENOUGH = 4
"""How many words two paragraphs must have to be one that moved, by their words alone."""


@dataclass(slots=True)
class Kinship:
    """Places in the base by places in the reading; `cut` is where a second part begins."""

    same: dict[int, int] = field(default_factory=dict)
    parts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    merged: dict[int, list[int]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)


def kinship(base: Sequence[Passage], other: Sequence[Passage]) -> Kinship:
    """How the passages of a reading come from those of the base.

    `same` says for a passage of the reading which of the base it is; `parts` for a passage of
    the base which ones of the reading were split off it, and where; `merged` for a passage of
    the reading which of the base were merged into it; `moved` are passages of the reading.
    """
    shared = _shared(base, other)
    holders: dict[int, list[int]] = {}
    for there, sources in shared.items():
        for source in sources:
            holders.setdefault(source, []).append(there)
    found = Kinship()
    taken: dict[int, int] = {}
    for there in range(len(other)):
        near = sorted(shared.get(there, ()))
        if near and other[there].mark:
            near = _marked(base, near, other[there])
        free = [source for source in near if source not in taken]
        if free:
            found.same[there] = free[0]
            taken[free[0]] = there
            whole = [source for source in free[1:] if holders[source] == [there]]
            taken |= dict.fromkeys(whole, there)
            if whole:
                found.merged[there] = whole
        elif near and found.same.get(taken[near[-1]]) == near[-1]:
            source = near[-1]
            cut = min(base[source].made[s][0] for s in _common(base[source], other[there]))
            found.parts.setdefault(source, []).append((there, cut))
    _rewritten(base, other, found, taken)
    _moved(base, other, found, taken)
    return found


def _shared(base: Sequence[Passage], other: Sequence[Passage]) -> dict[int, set[int]]:
    """For each passage of the reading those of the base with which it has pieces in common."""
    owner = {serial: at for at, passage in enumerate(base) for serial in passage.made}
    grid = {p.number: at for at, p in enumerate(base) if _is_grid(p)}
    here = {p.number for p in other}
    gone = {p.id: at for at, p in enumerate(base) if _is_grid(p) and p.number not in here and p.id}
    found: dict[int, set[int]] = {}
    for at, passage in enumerate(other):
        if _is_grid(passage):
            same = grid.get(passage.number, gone.get(passage.id))
            found[at] = set() if same is None else {same}
        else:
            owners = {owner[serial] for serial in passage.made if serial in owner}
            found[at] = {source for source in owners if not _is_grid(base[source])}
    return found


def _marked(base: Sequence[Passage], near: list[int], passage: Passage) -> list[int]:
    """Those of the base that a passage with a mark may be: not one with another mark alone."""
    same = [at for at in near if (mark := base[at].mark) and mark.id == passage.id]
    if same:
        return same[:1] + [at for at in near if at != same[0]]
    return [at for at in near if base[at].mark is None]


def _is_grid(passage: Passage) -> bool:
    return passage.said.block.shape in ("table", "row", "cell")


def _common(one: Passage, other: Passage) -> set[tuple[int, int]]:
    return one.made.keys() & other.made.keys()


def _rewritten(
    base: Sequence[Passage], other: Sequence[Passage], found: Kinship, taken: dict[int, int]
) -> None:
    """Passages of which no word stayed, but that have words in the same line."""
    lines = {line: at for at, p in enumerate(base) if at not in taken for line, _ in p.made}
    split = {there for parts in found.parts.values() for there, _ in parts}
    for there, passage in enumerate(other):
        if there in found.same or there in split or passage.moves:
            continue
        for source in (lines[line] for line, _ in passage.made if line in lines):
            if source not in taken and not base[source].moves and not _is_grid(base[source]):
                found.same[there], taken[source] = source, there
                break


def _moved(
    base: Sequence[Passage], other: Sequence[Passage], found: Kinship, taken: dict[int, int]
) -> None:
    """Passages that are gone in one place and stand in another."""
    split = {there for parts in found.parts.values() for there, _ in parts}
    gone = [at for at in range(len(base)) if at not in taken and not _is_grid(base[at])]
    come = [
        at
        for at in range(len(other))
        if at not in found.same and at not in split and not _is_grid(other[at])
    ]
    by_id = {base[at].id: at for at in gone if base[at].mark}
    for there in come:
        source = by_id.get(other[there].id) if other[there].mark else None
        if source is not None and source not in taken:
            found.same[there], taken[source] = source, there
            found.moved.add(there)
    gone, come = [at for at in gone if at not in taken], [at for at in come if at not in found.same]
    by_words = _alone(base, gone), _alone(other, come)
    for words, there in by_words[1].items():
        source = by_words[0].get(words)
        if (
            source is not None
            and not other[there].mark
            and (count_words(words) >= _ENOUGH or other[there].moves)
        ):
            found.same[there], taken[source] = source, there
            found.moved.add(there)
    for there in come:
        sources = [at for at in gone if at not in taken and base[at].moves & other[there].moves]
        if there not in found.same and sources:
            found.same[there], taken[sources[0]] = sources[0], there
            found.moved.add(there)


def _alone(passages: Sequence[Passage], places: Sequence[int]) -> Mapping[str, int]:
    """Of these passages those whose words only one of them has."""
    by_words: dict[str, list[int]] = {}
    for at in places:
        by_words.setdefault(passages[at].words, []).append(at)
    return {words: found[0] for words, found in by_words.items() if len(found) == 1}
