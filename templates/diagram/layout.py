"""Where everything stands: cards below each other, ends beside them, lanes left and right.

First every card is set, line by line, which gives its height and the height at which each of
its steps leaves it.  Then the ways back and the ways on get lanes: those to one card share
one, and a lane that spans less lies further in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from placet.engine.definition import Stage
from placet.templates.diagram.lanes import LANE, NEAR, Leaving, joined, lanes, room
from placet.templates.diagram.measure import width, wrapped
from placet.templates.diagram.plan import Card, Exit, Plan
from placet.templates.diagram.shapes import Box, Picture, Sign, Wire, Words
from placet.templates.i18n import gettext as _
from placet.templates.labels import stage_label

CARD = 430
MARGIN = 16
PAD = 14
LINE = 18
GAP = 38
SIGN = 20
END_ROOM = 128
ARROWS = {"back": "\N{UPWARDS ARROW}", "on": "\N{DOWNWARDS ARROW}", "next": "\N{DOWNWARDS ARROW}"}


@dataclass(slots=True)
class _Set:
    """A card that was set: its box, and where lines come in and go out."""

    box: Box
    leaving: list[tuple[Exit, int]] = field(default_factory=list)

    @property
    def entry(self) -> int:
        return self.box.y + 24


def lay_out(plan: Plan, *, headed: bool = False) -> Picture:
    """The picture of a plan, without the legend; `headed` puts its title above it."""
    picture = Picture()
    set_cards: list[_Set] = []
    top = _head(picture, plan) if headed else MARGIN
    y = top + 30
    for card in plan.cards:
        placed = _set_card(picture, card, plan.ends, y)
        set_cards.append(placed)
        y = placed.box.y + placed.box.height + GAP
    _wire_next(picture, set_cards, top + 6)
    left, right = _wire_lanes(picture, set_cards)
    ends = max((b.x + b.width for b in picture.boxes), default=CARD)
    picture.width = MARGIN + left + ends + right + MARGIN
    picture.height = y - GAP + MARGIN
    return _moved(picture, MARGIN + left)


def _head(picture: Picture, plan: Plan) -> int:
    """The title above the cards; gives the height at which the picture begins."""
    y = MARGIN
    for line in wrapped(plan.title, CARD, 17, bold=True, most=3):
        y += 22
        picture.words.append(Words(0, y, line, 17, bold=True, tone="ink"))
    return y + MARGIN


def _set_card(picture: Picture, card: Card, ends: Mapping[str, Stage], y: int) -> _Set:
    """A card with its head, its lines and its steps."""
    top, stage = y, card.stage
    beside = width(card.period, 13) + SIGN + PAD if card.period else 0
    long = beside > CARD // 2
    wide = CARD - 2 * PAD - (0 if long else beside)
    y += 8
    for line in wrapped(card.title, wide, 16, bold=True, most=3):
        y += 22
        picture.words.append(Words(PAD, y, line, 16, bold=True, tone="ink"))
    if card.period:
        y += LINE if long else 0
        at = PAD + SIGN if long else CARD - PAD - width(card.period, 13)
        picture.words.append(Words(at, y if long else top + 30, card.period))
        picture.signs.append(Sign("clock", at - 12, (y if long else top + 30) - 5))
    for said in card.lines:
        for line in wrapped(said, CARD - 2 * PAD, 13, most=3):
            y += LINE
            picture.words.append(Words(PAD, y, line))
    if stage.end:
        y += LINE
        picture.signs.append(Sign("end", PAD + 6, y - 5))
        picture.words.append(Words(PAD + SIGN, y, _("The procedure may end here")))
    y += 12
    placed = _Set(Box("card", stage.name, 0, top, CARD, 0, stage.state))
    for out in card.exits:
        picture.rules.append(((0, y), (CARD, y)))
        y = _set_exit(picture, placed, out, ends, y)
    placed.box = replace(placed.box, height=y - top)
    picture.boxes.append(placed.box)
    return placed


def _set_exit(picture: Picture, placed: _Set, out: Exit, ends: Mapping[str, Stage], y: int) -> int:
    """One step in a card; gives the height at which the next one begins."""
    top = y
    where = f"{ARROWS[out.way]} {out.to_title}" if out.way in ARROWS else ""
    wide = CARD - 2 * PAD
    beside = width(where, 13) + PAD if where else 0
    alone = width(out.title, 14, bold=True) + beside > wide
    y += 4
    for line in wrapped(out.title, wide, 14, bold=True, most=3):
        y += LINE
        picture.words.append(Words(PAD, y, line, 14, bold=True, tone="ink"))
    if where:
        y += LINE if alone else 0
        where = wrapped(where, wide, 13, most=1)[0]
        x = PAD if alone else CARD - PAD
        picture.words.append(Words(x, y, where, tone="ink-3", to_end=not alone))
    for taker in out.takers:
        signs = [m for m, shown in (("person", taker.people), ("clock", taker.clock)) if shown]
        indent = SIGN * len(signs)
        for at, mark in enumerate(signs):
            picture.signs.append(
                Sign("clock" if mark == "clock" else "person", PAD + 7 + SIGN * at, y + LINE - 5)
            )
        for line in wrapped(taker.words, wide - indent, 13, most=4):
            y += LINE
            picture.words.append(Words(PAD + indent, y, line))
    y = max(y + 10, top + 34)
    middle = top + 4 + LINE - 5
    placed.leaving.append((out, middle))
    if out.way == "end":
        y = max(y, _set_end(picture, out, ends[out.to], middle, top))
    return y


def _set_end(picture: Picture, out: Exit, stage: Stage, middle: int, top: int) -> int:
    """An end beside the step that leads to it; gives the height that it needs."""
    lines = wrapped(stage_label(stage), END_ROOM, 13, bold=True, most=3)
    x = CARD + 34
    wide = max(width(line, 13, bold=True) for line in lines) + SIGN + 2 * 10
    height = LINE * len(lines) + 10
    y = max(top + 3, middle - height // 2)
    picture.boxes.append(Box("end", stage.name, x, y, wide, height, stage.state))
    picture.signs.append(Sign("end", x + 16, y + height // 2))
    for at, line in enumerate(lines):
        picture.words.append(
            Words(x + 10 + SIGN, y + LINE * (at + 1), line, 13, bold=True, tone="ink")
        )
    picture.wires.append(
        Wire(((CARD, middle), (x, middle)), dashed=out.by_clock_alone, steps=(out.name,))
    )
    return y + height + 3


def _wire_next(picture: Picture, cards: list[_Set], start: int) -> None:
    """The way down from each card to the next, and the start."""
    middle = CARD // 2
    picture.start = (middle, start)
    if cards:
        picture.wires.append(Wire(((middle, start), (middle, cards[0].box.y))))
    for above, below in pairwise(cards):
        steps = [out for out, _y in above.leaving if out.way == "next"]
        if steps:
            points = ((middle, above.box.y + above.box.height), (middle, below.box.y))
            dashed = all(step.by_clock_alone for step in steps)
            picture.wires.append(Wire(points, dashed, steps=tuple(s.name for s in steps)))


def _wire_lanes(picture: Picture, cards: list[_Set]) -> tuple[int, int]:
    """The ways back and on; gives how wide the lanes are on the left and on the right."""
    ends = max((b.x + b.width for b in picture.boxes), default=CARD)
    entries = {placed.box.stage: placed.entry for placed in cards}
    wide = []
    for way, edge, first, side in (("back", 0, -NEAR, -1), ("on", CARD, ends + NEAR, 1)):
        leaving = [
            Leaving(out.name, out.to, y, out.by_clock_alone)
            for placed in cards
            for out, y in placed.leaving
            if out.way == way
        ]
        found = lanes(leaving, entries)
        for name, number in found.items():
            same = [leave for leave in leaving if leave.to == name]
            picture.wires += joined(same, edge, first + side * LANE * number, entries[name])
        wide.append(room(found))
    return wide[0], wide[1]


def _moved(picture: Picture, by: int) -> Picture:
    """Everything further to the right, so that the lanes on the left have room."""
    return Picture(
        width=picture.width,
        height=picture.height,
        boxes=[replace(b, x=b.x + by) for b in picture.boxes],
        rules=[((a[0] + by, a[1]), (b[0] + by, b[1])) for a, b in picture.rules],
        wires=[replace(w, points=tuple((x + by, y) for x, y in w.points)) for w in picture.wires],
        signs=[replace(s, x=s.x + by) for s in picture.signs],
        words=[replace(w, x=w.x + by) for w in picture.words],
        start=(picture.start[0] + by, picture.start[1]),
    )
