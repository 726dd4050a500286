"""The ways back on the left and the ways on at the right: a lane for each card they lead to.

Ways to one card share its lane, like roads that join: each comes out of its step, turns into
the lane, and the lane ends in the card.  A lane that spans less lies nearer to the cards.
The lane is dashed as long as nobody but the clock has come into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from placet.templates.diagram.shapes import Point, Wire

LANE = 14
NEAR = 20
ROUND = 8
"""How far lanes lie apart, how far the first lies from the cards, how round corners are."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where a step leaves its card, to which card it leads, and whether only the clock goes."""

    step: str
    to: str
    y: int
    clock_alone: bool


def lanes(leaving: Iterable[Leaving], entries: Mapping[str, int]) -> dict[str, int]:
    """For each card that ways lead to, the lane that leads there; 0 lies next to the cards."""
    spans: dict[str, tuple[int, int]] = {}
    for way in leaving:
        low, high = spans.get(way.to, (entries[way.to], entries[way.to]))
        spans[way.to] = min(low, way.y), max(high, way.y)
    found: dict[str, int] = {}
    for name, (low, high) in sorted(spans.items(), key=lambda s: (s[1][1] - s[1][0], s[1])):
        taken = {
            found[other]
            for other in found
            if spans[other][0] <= high + ROUND and low <= spans[other][1] + ROUND
        }
        found[name] = next(n for n in range(len(spans)) if n not in taken)
    return found


def room(found: Mapping[str, int]) -> int:
    """How wide the lanes of one side are."""
    return NEAR + LANE * max(found.values()) + LANE if found else 0


def joined(ways: Sequence[Leaving], edge: int, lane: int, entry: int) -> Iterator[Wire]:
    """The lines of all ways into one card: `edge` is that of the cards, `lane` where it runs."""
    far_first = sorted(ways, key=lambda way: -abs(way.y - entry))
    dashed = True
    for way, following in zip(far_first, [*far_first[1:], None], strict=True):
        dashed = dashed and way.clock_alone
        turn = _towards(way.y, entry)
        yield Wire(
            ((edge, way.y), (lane, way.y), (lane, turn)),
            way.clock_alone,
            arrow=False,
            bridge=True,
            steps=(way.step,),
        )
        if following is None:
            end: tuple[Point, ...] = ((lane, turn), (lane, entry), (edge, entry))
            yield Wire(end, dashed)
        else:
            yield Wire(((lane, turn), (lane, _towards(following.y, entry))), dashed, arrow=False)


def _towards(y: int, entry: int) -> int:
    """Where a way that comes in at this height has turned into the lane."""
    return y - ROUND if entry < y else y + ROUND
