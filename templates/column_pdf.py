"""A text in columns as PDF, through the same separate process as the agreement draft.

Theory.  The sheet is plain data: names of columns, rows of labels and cells, runs of words with
the names of their marks.  Marks, brackets and changes are found by the engine, which draws the
Word document of the same table with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from placet.engine.documents.writing import About, ColumnRow, drawn
from placet.engine.documents.writing.glyphs import (
    ADDED,
    ATTRIBUTION,
    BRACKET,
    EMPHASIS,
    REMOVED,
    STRONG,
    runs_right,
)
from placet.templates import i18n
from placet.templates.document_words import document_words
from placet.templates.drafts import MEMORY, SECONDS, printed_sheet
from placet.templates.i18n import gettext as _

_NAMES = {
    EMPHASIS: "em",
    STRONG: "strong",
    BRACKET: "bracket",
    ATTRIBUTION: "by",
    ADDED: "ins",
    REMOVED: "del",
}


def column_sheet(
    rows: Sequence[ColumnRow],
    columns: Sequence[str],
    about: About,
    language: str = "en",
    rtl: bool = False,
) -> dict[str, Any]:
    """The table as data for the printer, in the language that is spoken now."""
    words = document_words()
    code = i18n.current()
    version = words.version.replace("{version}", str(about.version)) if about.version else ""
    foot = (about.negotiation, about.reference, version, about.status, about.hash[:12])
    return {
        "lang": code,
        "dir": "rtl" if rtl else i18n.direction(code),
        "text_lang": language,
        "title": about.title or about.reference,
        "table": about.negotiation or "Placet",
        "columns": [words.paragraph, *columns],
        "rows": [_row(row, rtl) for row in rows],
        "foot": " · ".join(part for part in foot if part),
        "page": words.page,
        "missing": _("Some characters have no typeface here; they are printed as numbers."),
    }


def _row(row: ColumnRow, rtl: bool) -> dict[str, Any]:
    cells = []
    for cell in row.cells:
        runs = [
            [text, [name for bit, name in _NAMES.items() if face & bit]]
            for text, face in drawn(cell)
        ]
        right = rtl or runs_right("".join(run.text for run in cell.runs))
        cells.append({"dir": "rtl" if right else "ltr", "runs": runs})
    return {"label": row.label, "cells": cells}


def columns_pdf(
    rows: Sequence[ColumnRow],
    columns: Sequence[str],
    about: About,
    language: str = "en",
    rtl: bool = False,
    seconds: float = SECONDS,
) -> bytes:
    """The table as a tagged PDF (PDF/A-2a and PDF/UA-1), on A4 or, from five columns on, A3.

    Raises DraftFailed when it takes longer than so many seconds or cannot be made.
    """
    sheet = column_sheet(rows, columns, about, language, rtl)
    at = int(about.at.timestamp()) if about.at else 0
    return printed_sheet(sheet, at, seconds, MEMORY, "columns.typ")
