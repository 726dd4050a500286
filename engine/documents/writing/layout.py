"""Sizes and distances of a page: the column of labels, labels beside headings, room for tables."""

from __future__ import annotations

from collections.abc import Sequence

from placet.engine.documents.writing.styles import HEADINGS, STEP
from placet.engine.documents.writing.units import Unit
from placet.engine.documents.writing.xml import Element, w
from placet.engine.text import Kind

WIDTH = 9412
"""The width of the lines on A4, in twentieths of a point."""
_CHARACTER, _MARGIN, _WIDEST = 110, 160, 2400


def label_size(unit: Unit) -> int:
    """The size of a label beside a heading, which is that of the heading; else 0."""
    if unit.kind is Kind.ANNEX:
        return HEADINGS[0]
    return HEADINGS[unit.heading - 1] if unit.heading else 0


def set_off(paragraph: Element) -> None:
    """Leave room between a table and the paragraph after it."""
    layout = paragraph[0]
    space = w("spacing", before=160)
    at = next((at for at, e in enumerate(layout) if e.tag in (w("ind").tag, w("rPr").tag)), None)
    layout.insert(len(layout) if at is None else at, space)


def columns(units: Sequence[Unit]) -> dict[Kind, int]:
    """How wide the column of labels is for each kind: enough for the longest."""
    longest: dict[Kind, int] = {}
    for unit in units:
        longest[unit.kind] = max(longest.get(unit.kind, 0), len(unit.label))
    return {
        kind: min(max(STEP, _CHARACTER * size + _MARGIN), _WIDEST) for kind, size in longest.items()
    }
