"""The picture as SVG.

Colours are the custom properties of the page (`look/tokens.css`) with what they are on paper
as fallback, written as attributes: a page's policy allows no styles of its own.  A picture
that stands alone brings the properties along, for light and for dark.  There are no ids, so
several pictures fit on one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from placet.templates.diagram.lanes import ROUND
from placet.templates.diagram.plan import Plan
from placet.templates.diagram.shapes import Box, Picture, Point, Sign, Wire, Words

LIGHT = {
    "paper": "#fff",
    "desk": "#f1f4f2",
    "ink": "#14201a",
    "ink-2": "#415048",
    "ink-3": "#5a6961",
    "line": "#cdd6d1",
    "line-2": "#75837b",
    "baize": "#14523d",
    "given": "#1b4f9e",
    "held": "#a5281b",
    "open": "#7a4f00",
    "rest": "#545f69",
}
DARK = {
    "paper": "#161c19",
    "desk": "#0f1412",
    "ink": "#e8eeea",
    "ink-2": "#b9c5be",
    "ink-3": "#98a69e",
    "line": "#35403a",
    "line-2": "#82908a",
    "baize": "#86cbab",
    "given": "#93bbff",
    "held": "#ff9f90",
    "open": "#e6bb5e",
    "rest": "#b4bec6",
}
SANS = "'Source Sans 3', system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif"

EDGES = {
    "adopted": "given",
    "published": "given",
    "noted": "given",
    "in_review": "given",
    "not_adopted": "held",
    "in_appeal": "held",
    "lapsed": "rest",
    "withdrawn": "rest",
    "on_hold": "rest",
}
"""The colour of the edge by state; every other state is open."""


def drawn(picture: Picture, plan: Plan, *, current: str = "", alone: bool = False) -> str:
    """The picture; `current` is the stage that is marked, `alone` makes it a file of its own."""
    size = f'width="{picture.width}" height="{picture.height}"'
    box = f'viewBox="0 0 {picture.width} {picture.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="workflow-diagram" {size} {box} '
        f'role="img" direction="ltr" font-family="{escape(f"var(--sans, {SANS})")}">',
        f"<title>{escape(plan.title)}</title>",
        f"<desc>{escape(described(plan))}</desc>",
        _style() if alone else "",
        f'<rect width="100%" height="100%" fill="{_colour("paper")}"/>' if alone else "",
        *(_box(b, current) for b in picture.boxes),
        *(_line(a, b) for a, b in picture.rules),
        *_wires(picture.wires),
        f'<circle cx="{picture.start[0]}" cy="{picture.start[1]}" r="6" fill="{_colour("ink")}"/>',
        *(_sign(s) for s in picture.signs),
        *(_words(w) for w in picture.words),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def described(plan: Plan) -> str:
    """The whole picture in words, for those who do not see it."""
    said = []
    for card in plan.cards:
        period = f" ({card.period})" if card.period else ""
        outs = "; ".join(f"{out.title} \N{RIGHTWARDS ARROW} {out.to_title}" for out in card.exits)
        said.append(f"{card.title}{period}: {outs}." if outs else f"{card.title}{period}.")
    return " ".join([*said, *(f"{told.words}." for told in plan.told)])


def _style() -> str:
    light = "".join(f"--{name}:{value};" for name, value in LIGHT.items())
    dark = "".join(f"--{name}:{value};" for name, value in DARK.items())
    return f"<style>:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"


def _colour(name: str) -> str:
    return f"var(--{name},{LIGHT[name]})"


def _box(box: Box, current: str) -> str:
    edge = _colour(EDGES.get(box.state, "open"))
    here = box.stage == current
    frame = _colour("baize") if here else _colour("line-2")
    at = f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"'
    radius = 3 if box.kind == "card" else box.height // 2 if box.height < 40 else 14
    shape = (
        f'<rect {at} rx="{radius}" fill="{_colour("paper")}" stroke="{frame}" '
        f'stroke-width="{3 if here else 1}"/>'
    )
    bar = (
        f'<path d="M{box.x} {box.y + 1}h{box.width}" stroke="{edge}" stroke-width="4" fill="none"/>'
        if box.kind == "card"
        else ""
    )
    marked = ' aria-current="step"' if here else ""
    kind = f'class="{box.kind} state-{escape(box.state)}" data-stage="{escape(box.stage)}"'
    return f"<g {kind}{marked}>{shape}{bar}</g>"


def _line(a: Point, b: Point) -> str:
    return f'<path d="M{a[0]} {a[1]}L{b[0]} {b[1]}" stroke="{_colour("line")}" fill="none"/>'


def _wires(wires: Iterable[Wire]) -> Iterator[str]:
    """Lines, those that pass over others last; where they do, the others are interrupted."""
    for wire in sorted(wires, key=lambda w: w.bridge):
        if wire.bridge:
            (x, y), (lane, _) = wire.points[:2]
            inner = lane + (ROUND + 3 if lane < x else -ROUND - 3)
            yield (
                f'<path d="M{x} {y}H{inner}" stroke="{_colour("paper")}" stroke-width="6" '
                'fill="none"/>'
            )
        dash = ' stroke-dasharray="5 4"' if wire.dashed else ""
        kind = "clock" if wire.dashed else "people"
        data = f' data-steps="{escape(" ".join(wire.steps))}"' if wire.steps else ""
        yield (
            f'<path class="way {kind}"{data} d="{_path(wire.points, wire.arrow)}" fill="none" '
            f'stroke="{_colour("ink-2")}" stroke-width="1.5"{dash}/>'
        )
        if wire.arrow:
            yield _arrow(wire.points[-2], wire.points[-1])


def _path(points: tuple[Point, ...], arrow: bool) -> str:
    """Through the points with round corners; an arrow leaves room for its head."""
    last = _before(points[-1], points[-2], 5) if arrow else points[-1]
    told = [f"M{points[0][0]} {points[0][1]}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        a, b = _before(at, before, ROUND), _before(at, after, ROUND)
        told.append(f"L{a[0]} {a[1]}Q{at[0]} {at[1]} {b[0]} {b[1]}")
    told.append(f"L{last[0]} {last[1]}")
    return "".join(told)


def _before(at: Point, other: Point, by: int) -> Point:
    """The point so far from `at` towards the other one, along an axis; half way at most."""
    across, down = other[0] - at[0], other[1] - at[1]
    by = min(by, (abs(across) + abs(down)) // 2)
    return at[0] + by * ((across > 0) - (across < 0)), at[1] + by * ((down > 0) - (down < 0))


def _arrow(before: Point, at: Point) -> str:
    (x, y), back = at, _before(at, before, 9)
    if back[0] == x:
        points = f"{x},{y} {x - 5},{back[1]} {x + 5},{back[1]}"
    else:
        points = f"{x},{y} {back[0]},{y - 5} {back[0]},{y + 5}"
    return f'<polygon points="{points}" fill="{_colour("ink-2")}"/>'


def _sign(sign: Sign) -> str:
    x, y, ink = sign.x, sign.y, _colour("ink-2")
    match sign.mark:
        case "clock":
            return (
                f'<g class="clock" fill="none" stroke="{ink}" stroke-width="1.4">'
                f'<circle cx="{x}" cy="{y}" r="6"/><path d="M{x} {y - 3.5}V{y}H{x + 3}"/></g>'
            )
        case "person":
            return (
                f'<path class="person" fill="{ink}" d="M{x} {y - 6.5}a2.9 2.9 0 1 1 -.01 0z'
                f'M{x - 5.5} {y + 6.5}c0 -8 11 -8 11 0z"/>'
            )
        case "end":
            return (
                f'<g class="end" fill="none" stroke="{ink}" stroke-width="1.4">'
                f'<circle cx="{x}" cy="{y}" r="6"/><circle cx="{x}" cy="{y}" r="2.6" fill="{ink}"/>'
                "</g>"
            )


def _words(words: Words) -> str:
    bold = ' font-weight="600"' if words.bold else ""
    end = ' text-anchor="end"' if words.to_end else ""
    return (
        f'<text x="{words.x}" y="{words.y}" font-size="{words.size}"{bold}{end} '
        f'fill="{_colour(words.tone)}">{escape(words.text)}</text>'
    )
