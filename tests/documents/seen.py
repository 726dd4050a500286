"""What a test looks at in a document that was read."""

from __future__ import annotations

from placet.engine.documents.reading import Document, Proposal, read_document
from placet.engine.text import Text, labelled, walk


def outline(text: Text) -> list[tuple[int, str, str | None, str]]:
    """Every paragraph: depth, kind, label as people see it, words."""
    return [(row.depth, row.kind, row.label, row.paragraph.words) for row in labelled(text)]


def lines(text: Text) -> list[str]:
    """The words of every paragraph, those without words left out."""
    return [paragraph.words for _, paragraph in walk(text) if paragraph.words]


def read(data: bytes, name: str = "draft.docx") -> Document:
    """The document."""
    return read_document(name, data)


def by(document: Document, author: str) -> Proposal:
    """What an author proposes."""
    return next(one for one in document.proposals if one.author == author)


def acts(proposal: Proposal) -> list[tuple[str, str]]:
    """The changes of a proposal: what is done, and to which paragraph."""
    return [(change.act, change.paragraph) for change in proposal.changes]


def met(document: Document) -> list[tuple[str, str]]:
    """What the report says, without places."""
    return [(remark.found, remark.source) for remark in document.report]
