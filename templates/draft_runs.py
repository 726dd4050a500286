"""Negotiated words as nodes that two renderers draw: HTML and the printed page.

Theory.  Both draw the same nodes, so they cannot say different words.  A node is a list: its
name and what it holds.

    ["text" | "em" | "strong" | "both", words]
    ["bracket", level, nodes, closed]    level counts from 1, the outermost
    ["alt", words]   ["by", words]   ["slash"]   ["stray"]

A paragraph that is nothing but brackets, one of them long, becomes blocks: one tall drawn
bracket for each reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import bidirectional

from placet.engine.draft import Line
from placet.engine.text import (
    Alternative,
    Bracket,
    BracketTree,
    Emphasis,
    Kind,
    Mark,
    Plain,
    Span,
    Stray,
    Strong,
    flattened,
    standing_alone,
)
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _

Node = list[Any]


def nodes(tree: Iterable[Span], level: int = 0) -> list[Node]:
    """The words of these spans, drawn."""
    found: list[Node] = []
    for span in tree:
        match span:
            case Bracket(children, closed):
                found.append(["bracket", level + 1, _inside(children, level + 1), closed])
            case Alternative():
                found += _inside((span,), level)
            case Stray():
                found.append(["stray"])
            case Mark():
                pass
            case Emphasis(text):
                found.append(["em", text])
            case Strong(text, emphasised):
                found.append(["both" if emphasised else "strong", text])
            case Plain(text):
                found.append(["text", text])
    return found


def _inside(children: Sequence[Span], level: int) -> list[Node]:
    """What stands in one bracket: words, or alternatives with whose they are."""
    readings = [child for child in children if isinstance(child, Alternative)]
    if len(readings) < len(children) or not readings:
        return nodes(children, level)
    named = len(readings) > 1 and any(reading.attribution for reading in readings)
    found: list[Node] = []
    for place, reading in enumerate(readings, 1):
        if named:
            found.append(["alt", alt_label(place)])
        found += nodes(reading.children, level)
        if reading.attribution:
            found.append(["by", f"({', '.join(reading.attribution)})"])
        if reading.separator:
            found.append(["slash"])
    return found


def lines(given: Sequence[Line]) -> list[dict[str, Any]]:
    """The paragraphs; headings get levels without gaps, the rest how far they are indented.

    A table has its rows as `grid`; what else hangs under it (a footnote) follows it.
    """
    found: list[dict[str, Any]] = []
    above: list[bool] = []  # by depth: whether the open ancestor is a heading
    level = 1
    table: Line | None = None
    grid: list[dict[str, Any]] = []
    for line in given:
        del above[line.depth :]
        if table is not None and line.depth <= table.depth:
            table = None
        heading = line.kind in (Kind.TITLE, Kind.HEADING, Kind.ANNEX)
        above.append(heading)
        if table is not None and _placed(line, grid):
            continue
        if line.kind is Kind.TABLE:
            table, grid = line, []
        if heading:
            level = min(sum(above[:-1]) + 2, level + 1)
        found.append(
            {
                "id": line.id,
                "kind": line.kind.value,
                "heading": min(level, 6) if heading else 0,
                "indent": min(above[: table.depth if table else line.depth].count(False), 6),
                "label": line.label,
                "grid": grid if line is table else [],
                **(_drawn(line) if not heading else {"blocks": [], "nodes": nodes(line.tree)}),
            }
        )
    return found


def _placed(line: Line, grid: list[dict[str, Any]]) -> bool:
    """Put a row or a cell into the open table; False for anything else."""
    if line.kind is Kind.ROW:
        grid.append({"id": line.id, "cells": []})
    elif line.kind is Kind.CELL and grid:
        grid[-1]["cells"].append({"id": line.id, **_drawn(line)})
    else:
        return False
    return True


def _drawn(line: Line) -> dict[str, Any]:
    """The words of a paragraph, as blocks under tall brackets or as they run."""
    tall = blocks(line.tree)
    return {"blocks": tall, "nodes": [] if tall else nodes(line.tree)}


def alt_label(number: int) -> str:
    """How a reading is called: Alt 2."""
    return filled(_("Alt {number}"), {"number": number})


def direction_of(words: str) -> str:
    """`rtl` or `ltr`, as the first letter that has a direction says."""
    for char in words:
        way = bidirectional(char)
        if way in ("L", "R", "AL"):
            return "ltr" if way == "L" else "rtl"
    return "ltr"


def blocks(tree: BracketTree) -> list[dict[str, Any]]:
    """The readings of a paragraph that is nothing but closed brackets, if one is long."""
    brackets = standing_alone(tree)
    several = len(brackets) > 1
    found: list[dict[str, Any]] = []
    for bracket in brackets:
        readings = [r for r in bracket.children if isinstance(r, Alternative)]
        if not readings or len(readings) < len(bracket.children):
            readings = [Alternative(bracket.children)]
        numbered = several or len(readings) > 1
        for place, reading in enumerate(readings, 1):
            found.append(
                {
                    "before": "[" if place == 1 else "",
                    "alt": alt_label(len(found) + 1) if numbered else "",
                    "by": _proposed_by(reading.attribution),
                    "nodes": nodes(reading.children, 1),
                    "after": "]" if place == len(readings) else "/",
                    "long": len(flattened(reading.children)) > 1500,
                }
            )
    return found


def _proposed_by(names: Sequence[str]) -> str:
    return (
        filled(_("proposed by {organisations}"), {"organisations": ", ".join(names)})
        if names
        else ""
    )
