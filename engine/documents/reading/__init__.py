"""Documents of word processors and of the web, read: bytes in, values out.

What this package exports is the contract; the modules behind it may be rearranged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from placet.engine.documents.marks import JOINED
from placet.engine.documents.reading.document import Document, Note, Proposal, organisation_in
from placet.engine.documents.reading.formats import FORMATS, decoded, recognised_format
from placet.engine.documents.reading.html import read_html
from placet.engine.documents.reading.manuscript import Manuscript, Revision
from placet.engine.documents.reading.notes import notes_of
from placet.engine.documents.reading.opendocument import read_odt
from placet.engine.documents.reading.own import highest
from placet.engine.documents.reading.package import LARGEST_DOCUMENT
from placet.engine.documents.reading.proposals import proposed
from placet.engine.documents.reading.readings import Cache, reading
from placet.engine.documents.reading.recognise import base_text
from placet.engine.documents.reading.word import read_word
from placet.engine.text.cleaning import mended
from placet.engine.text.markdown import parse_markdown, parse_plain
from placet.engine.text.report import Found
from placet.engine.text.tree import paragraph_ids

__all__ = [
    "FORMATS",
    "LARGEST_DOCUMENT",
    "Document",
    "Note",
    "Proposal",
    "organisation_in",
    "read_document",
]


def read_document(name: str, data: bytes, *, language: str = "en") -> Document:
    """The text of a file, who proposes what in it, and who remarks what.

    `name` is that of the file, whose end says the format; `language` is that of the text.
    Raises ``BadInput`` about the field ``file``, and nothing else: the file is too large, is
    none that is read, is another one than its name says, is damaged, is protected, or holds
    macros.
    """
    format, package = recognised_format(name, data)
    if package is not None:
        return read_manuscript(_READERS[format](package), language, format)
    if format == "html":
        return read_manuscript(read_html(data), language, format)
    source = decoded(data)
    imported = parse_markdown(source) if format == "md" else parse_plain(source)
    text = replace(imported.text, language=language)
    return Document(text, imported.minted, imported.report, (), (), text, format)


def read_manuscript(manuscript: Manuscript, language: str, format: str) -> Document:
    """What a manuscript says: the text, the proposals of its authors, their remarks."""
    for line in manuscript.lines():
        dropped = mended("".join(piece.text for piece in line.pieces))[1]
        if dropped:
            manuscript.met(Found.CHARACTERS, dropped, line.number)
    cache: Cache = {}
    minted = highest(mark for line in manuscript.lines() for mark in line.marks)
    base = base_text(reading(manuscript, lambda revision: False, cache), language, minted)
    final, _ = proposed(base, reading(manuscript, lambda revision: True, cache))
    remarks = notes_of(manuscript, base)
    proposals: list[Proposal] = []
    for author, revisions in _authors(manuscript).items():

        def accepts(revision: Revision, author: str = author) -> bool:
            return author in revision.author.split(JOINED)

        text, changes = proposed(base, reading(manuscript, accepts, cache))
        if changes:
            at = max((r.at for r in revisions if r.at), default=None)
            proposals.append(Proposal(author, at, changes, text))
    report = sorted((*manuscript.report, *base.remarks), key=lambda remark: remark.line)
    marked = {mark.id for line in manuscript.lines() for mark in line.marks}
    own = tuple(id for id in paragraph_ids(base.text) if id in marked)
    return Document(
        base.text, base.minted, tuple(report), tuple(proposals), remarks, final, format, own
    )


def _authors(manuscript: Manuscript) -> Mapping[str, list[Revision]]:
    """The tracked changes by their authors, in the order in which these appear."""
    found: dict[str, list[Revision]] = {}
    for revision in manuscript.revisions:
        for author in revision.author.split(JOINED):
            found.setdefault(author, []).append(revision)
    return found


_READERS = {"docx": read_word, "odt": read_odt}
