"""The woven text as values: stretches of words, ends of paragraphs, remarks, labels, units.

Organisations are bits of an integer, in the order in which they were given; 0 is nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.engine.documents.writing.units import Unit

Printed = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one face, brought by `came` (0: they are the base's), removed by `went`."""

    text: str
    face: int
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True)
class Break:
    """Here a paragraph ends, brought by `came`; `unit` begins."""

    came: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Point:
    """Where the remark with that number begins or ends."""

    remark: int
    begins: bool


@dataclass(frozen=True, slots=True)
class LabelPart:
    """A label, brought and removed like words."""

    label: str
    pinned: bool
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True)
class Woven:
    """A unit with its words; `came` and `went` say by whom the whole unit did.

    `ends` says who removed only its end, so that the next paragraph continues it.
    """

    unit: Unit
    parts: tuple[Stretch | Break | Point, ...]
    labels: tuple[LabelPart, ...]
    cells: tuple[tuple[Woven, ...], ...] = ()
    came: int = 0
    went: int = 0
    ends: int = 0


Looks = Mapping[str, Sequence[int]]
"""By paragraph: the face of each character of its words."""

Points = dict[str, list[tuple[int, Point]]]
"""By paragraph: before which character of its words a remark begins or ends."""
