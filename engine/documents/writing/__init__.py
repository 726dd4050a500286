"""Texts as files: Word (clean, with tracked changes, in columns), Akoma Ntoso, JSON."""

from placet.engine.documents.writing.about import About, Labels
from placet.engine.documents.writing.docx import to_docx, to_docx_tracked
from placet.engine.documents.writing.proposing import CommentOut, Reply, Tracked

__all__ = [
    "About",
    "CommentOut",
    "Labels",
    "Reply",
    "Tracked",
    "to_docx",
    "to_docx_tracked",
]
