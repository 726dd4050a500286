"""What stands in a cell of the timeline: who did something, and how it is drawn.

Positions have the shapes that they have everywhere in Placet; what an office does is a
diamond, what was refused a cross, a verdict a tick or a stroke.  Every mark carries its
sentence, so nothing is said by shape or colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label, position_mark
from placet.templates.rehearsal_labels import kind_label

if TYPE_CHECKING:
    from placet.templates.rehearsal_list import Happened

CLOCK = "clock"

_ACTS = frozenset(
    {"answer", "text", "proposal", "signature", "entry_into_force", "review", "rounds", "lead"}
)
_POSITIONS: Mapping[str, str] = {"withdrawn": "W", "confirmed": "K"}
_SHAPES: Mapping[str, str] = {
    "E": "disc",
    "Ec": "ring",
    "N": "circle",
    "A": "dash",
    "O": "square",
    "W": "gone",
    "K": "disc",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: in whose column, which shape, the letter in it, what it means, in words."""

    column: str
    shape: str
    letter: str
    meaning: str
    title: str


def marks(entries: Iterable[Happened]) -> tuple[tuple[int, Mark], ...]:
    """The marks of one instant, each with how many stand above it in its column."""
    found = [mark for entry in entries for mark in _marks(entry)]
    above: Counter[str] = Counter()
    placed = []
    for mark in found:
        placed.append((above[mark.column], mark))
        above[mark.column] += 1
    return tuple(placed)


def _marks(entry: Happened) -> Iterator[Mark]:
    what, said = entry.what, entry.sentence
    by = str(what.get("by", "")).partition("/")[0]
    match entry.kind:
        case "position":
            yield _position(str(what["organisation"]), str(what["position"]), said)
        case "comment" | "break":
            kind = entry.kind
            label = kind_label(kind)
            shape = "speech" if kind == "comment" else "broken"
            yield Mark(str(what.get("organisation", by)), shape, "", label, said)
        case "verdict":
            passed = bool(what["passed"])
            meaning = _("the rule is met") if passed else _("the rule is not met")
            yield Mark(CLOCK, "met" if passed else "unmet", "", meaning, said)
        case "decision" | "extension":
            yield Mark(by, "diamond", "", kind_label(entry.kind), said)
        case "refusal":
            yield Mark(by, "cross", "", kind_label("refusal"), said)
        case kind if kind in _ACTS:
            yield Mark(by, "leaf", "", _("another act"), said)


def _position(organisation: str, kind: str, said: str) -> Mark:
    if kind in _POSITIONS:
        code, letter = _POSITIONS[kind], "\N{CHECK MARK}" if kind == "confirmed" else ""
        label = _("position confirmed") if kind == "confirmed" else position_label(kind)
        return Mark(organisation, _SHAPES[code], letter, label, said)
    code, letter = position_mark(kind)
    return Mark(organisation, _SHAPES.get(code, "circle"), letter, position_label(kind), said)
