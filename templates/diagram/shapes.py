"""What a diagram is made of: words, boxes, lines and marks, each at its place in pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from placet.templates.diagram.measure import width

Tone = Literal["ink", "ink-2", "ink-3"]
Mark = Literal["clock", "person", "end"]
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; `x` is where it begins, or ends where it is set to the end."""

    x: int
    y: int
    text: str
    size: int = 13
    bold: bool = False
    tone: Tone = "ink-2"
    to_end: bool = False

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of what they may cover."""
        wide = width(self.text, self.size, self.bold)
        left = self.x - wide if self.to_end else self.x
        return left, self.y - self.size, left + wide, self.y + self.size // 3


@dataclass(frozen=True, slots=True)
class Sign:
    """A small mark around a point: a clock, a person, an end."""

    mark: Mark
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A card or an end; `state` gives the colour of its edge."""

    kind: Literal["card", "end"]
    stage: str
    x: int
    y: int
    width: int
    height: int
    state: str


@dataclass(frozen=True, slots=True)
class Wire:
    """A line through these points, with round corners; dashed where the clock alone goes it.

    `steps` names the steps it stands for; `bridge` is the part that passes over others.
    """

    points: tuple[Point, ...]
    dashed: bool = False
    arrow: bool = True
    bridge: bool = False
    steps: tuple[str, ...] = ()


@dataclass(slots=True)
class Picture:
    """Everything that is drawn, and how large it is."""

    width: int = 0
    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    rules: list[tuple[Point, Point]] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    start: Point = (0, 0)
