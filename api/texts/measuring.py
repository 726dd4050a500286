"""`placet text stats`: how bracketed a text is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from placet.api.texts.reading import TextFile, read_text_file
from placet.engine.text import ParagraphStats, Text, block_stats, names_of, paragraph_stats, stats
from placet.engine.text.notation import Notation, marks_of
from placet.engine.text.stats import BlockStats
from placet.templates.text_sheets import stats_sheet


def measure(file: Path, as_json: bool, by_paragraph: bool) -> str:
    """The counts of a file, as JSON or in words."""
    read = read_text_file(file)
    blocks = block_stats(read.blocks)
    rows = paragraph_stats(read.text)
    notation = marks_of(read.text)
    if not as_json:
        return stats_sheet(read.name, read.text, blocks, rows, notation, by_paragraph)
    told = _told(read, blocks, rows, notation)
    if by_paragraph:
        told["by_paragraph"] = [_paragraph(row) for row in rows]
    return json.dumps(told, indent=2, ensure_ascii=False)


def _told(
    read: TextFile, blocks: BlockStats, rows: Sequence[ParagraphStats], notation: Notation
) -> dict[str, Any]:
    share = blocks.bracketed_paragraphs / blocks.blocks if blocks.blocks else 0.0
    return {
        "file": read.name,
        "blocks": blocks.blocks,
        "paragraphs": stats(read.text).paragraphs,
        "bracketed_paragraphs": blocks.bracketed_paragraphs,
        "unbalanced_paragraphs": blocks.unbalanced_paragraphs,
        "open_brackets": blocks.open_brackets,
        "close_brackets": blocks.close_brackets,
        "depth": blocks.depth,
        "alternatives": blocks.alternatives,
        "bracketed_share": share,
        "words": sum(row.words for row in rows),
        "bracketed_words": sum(row.bracketed_words for row in rows),
        "placeholders": len(notation.placeholders),
        "options": [
            {
                "options": [option.mark for option in group.options],
                "paragraphs": [list(option.paragraphs) for option in group.options],
            }
            for group in notation.options
        ],
        "reservations": [
            {"paragraph": r.paragraph, "names": list(r.names), "words": r.words}
            for r in notation.reservations
        ],
        "unbalanced": _halves(read.text, notation),
        "source": None if read.source is None else {
            "open_brackets": read.source.count("["),
            "close_brackets": read.source.count("]"),
        },
    }  # fmt: skip


def _halves(text: Text, notation: Notation) -> list[dict[str, Any]]:
    halves = notation.unbalanced
    names = names_of(text, [half.place.paragraph for half in halves])
    return [
        {
            "paragraph": half.place.paragraph,
            "label": name,
            "character": half.place.start + 1,
            "bracket": "[" if half.opens else "]",
            "partner": half.partner.paragraph if half.partner else None,
        }
        for half, name in zip(halves, names, strict=True)
    ]


def _paragraph(row: ParagraphStats) -> dict[str, Any]:
    return {
        "paragraph": row.id,
        "label": row.label,
        "open_brackets": row.opened,
        "close_brackets": row.closed,
        "depth": row.depth,
        "alternatives": row.alternatives,
        "placeholders": row.placeholders,
        "balanced": row.balanced,
        "words": row.words,
        "bracketed_words": row.bracketed_words,
    }
