"""Texts as files: Word (clean, with tracked changes, in columns), Akoma Ntoso, JSON.

What this package exports is the contract; the modules behind it may be rearranged.
"""

from placet.engine.documents.writing.about import About, Labels
from placet.engine.documents.writing.akn import to_akn
from placet.engine.documents.writing.bracketed import to_docx_bracketed
from placet.engine.documents.writing.columns import (
    Cell,
    ColumnRow,
    Run,
    compilation_rows,
    drawn,
    to_docx_columns,
)
from placet.engine.documents.writing.docx import to_docx, to_docx_tracked
from placet.engine.documents.writing.json_out import SCHEMA, to_json
from placet.engine.documents.writing.proposing import CommentOut, Reply, Tracked

__all__ = [
    "SCHEMA",
    "About",
    "Cell",
    "ColumnRow",
    "CommentOut",
    "Labels",
    "Reply",
    "Run",
    "Tracked",
    "compilation_rows",
    "drawn",
    "to_akn",
    "to_docx",
    "to_docx_bracketed",
    "to_docx_columns",
    "to_docx_tracked",
    "to_json",
]
