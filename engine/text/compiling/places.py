"""The order of a compilation: the paragraphs of all texts at their places, in one sequence.

Theory.  The base is the beginning.  Each further text is laid along what is there already by a
longest common chain of paragraphs; what is not in the chain stands at a place of its own,
behind what precedes it in its text and behind the additions that others made there before.
So who reads only the places of one text reads that text in its order.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Place:
    """A paragraph at a place, and the numbers of the texts that have it there (0: the base)."""

    id: str
    holders: list[int] = field(default_factory=list)


def places(texts: Sequence[Sequence[str]]) -> list[Place]:
    """The places of the paragraphs (ids) of these texts, of which the first is the base."""
    found = [Place(id, [0]) for id in texts[0]]
    for number, ids in enumerate(texts[1:], 1):
        found = _with(found, number, ids)
    return found


def _with(before: list[Place], number: int, ids: Sequence[str]) -> list[Place]:
    """The places with one more text laid along them."""
    taken = _chain(before, ids)
    limits = [len(before)] * (len(ids) + 1)
    for at in range(len(ids) - 1, -1, -1):
        limits[at] = taken.get(at, limits[at + 1])
    found: list[Place] = []
    reached = 0
    for at, id in enumerate(ids):
        if at in taken:
            found += before[reached : taken[at]]
            reached = taken[at] + 1
            before[taken[at]].holders.append(number)
            found.append(before[taken[at]])
            continue
        while reached < limits[at] and 0 not in before[reached].holders:
            found.append(before[reached])
            reached += 1
        found.append(Place(id, [number]))
    return found + before[reached:]


def _chain(before: Sequence[Place], ids: Sequence[str]) -> dict[int, int]:
    """One longest chain of equal paragraphs: places in the new text to places that are there.

    Patience sorting over the pairs that are equal; of one paragraph the later pairs come first,
    so that no chain holds two of them.
    """
    where: dict[str, list[int]] = {}
    for place in range(len(before) - 1, -1, -1):
        where.setdefault(before[place].id, []).append(place)
    tops: list[int] = []
    ends: list[int] = []
    pairs: list[tuple[int, int, int]] = []  # new place, place, the pair before it
    for at, id in enumerate(ids):
        for place in where.get(id, ()):
            pile = bisect_left(tops, place)
            pairs.append((at, place, ends[pile - 1] if pile else -1))
            tops[pile : pile + 1] = [place]
            ends[pile : pile + 1] = [len(pairs) - 1]
    found: dict[int, int] = {}
    link = ends[-1] if ends else -1
    while link >= 0:
        at, place, link = pairs[link]
        found[at] = place
    return found
