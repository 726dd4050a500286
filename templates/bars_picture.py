"""Bars side by side with their figures: who answered, how long it took, when it may end.

Each row is one organisation or objective; its parts stand on one scale.  A part has a pattern
beside its colour, and its figure is written in it or in its title; the table beside the picture
has the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from placet.templates import palette, render

LABEL, TRACK, FIGURE = 150, 420, 110
"""Widths of the label, of what is drawn, and of the figure behind it, in pixels."""
ROW, TOP = 26, 12
WIDTH = LABEL + TRACK + FIGURE


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a row from `start` to `end`; `look` picks colour and pattern.

    Looks: given, open, held, rest, even, odd, span; `mark` draws a line at `at` only.
    """

    look: str
    start: int
    end: int
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row: what it is about, its parts, and the figure behind them."""

    label: str
    parts: tuple[Part, ...]
    figure: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part in pixels."""

    look: str
    x: int
    width: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row in pixels."""

    label: str
    y: int
    parts: tuple[Drawn, ...]
    figure: str
    href: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture: its rows, its size, the words of its legend, and a sentence about it."""

    about: str
    rows: tuple[DrawnRow, ...]
    legend: tuple[tuple[str, str], ...]
    ticks: tuple[tuple[int, str], ...]
    width: int
    height: int


def bars(
    about: str,
    rows: Sequence[BarRow],
    legend: Sequence[tuple[str, str]],
    ticks: Sequence[tuple[int, str]] = (),
    most: int = 0,
) -> Bars:
    """The rows on one scale, from zero to the largest end (or `most`)."""
    longest = max([most, 1, *(p.end for r in rows for p in r.parts)])
    drawn = tuple(
        DrawnRow(r.label, TOP + 22 + at * ROW, tuple(_part(p, longest) for p in r.parts),
                 r.figure, r.href)
        for at, r in enumerate(rows)
    )  # fmt: skip
    placed = tuple((LABEL + round(TRACK * at / longest), said) for at, said in ticks)
    return Bars(about, drawn, tuple(legend), placed, WIDTH, TOP + 22 + ROW * len(rows) + 8)


def _part(p: Part, longest: int) -> Drawn:
    x = round(TRACK * p.start / longest)
    end = round(TRACK * p.end / longest)
    wide = max(end - x, 2)
    words = p.words if wide > 8 * len(p.words) + 4 else ""
    return Drawn(p.look, LABEL + x, wide, p.title, words)


def picture(drawn: Bars, title: str) -> str:
    """The picture in one SVG that stands alone, light or dark as the reader prefers."""
    return render(
        "pages/board/bars.svg.j2",
        title=title,
        bars=drawn,
        light=palette.variables(),
        dark=palette.variables(dark=True),
    )
