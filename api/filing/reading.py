"""A document that somebody brings, and where it stands to the text that Placet has.

Theory.  The file has a text without its tracked changes, and a text with all of them made.  The
first is a version that Placet knows (then everything in the file is against that version), or a
new one.  Its paragraphs find the ids that they have here: by the words of a version, where they
are the same from beginning to end; by the ids that Placet itself left in the file, as long as
these still say what they said; else by their words, one by one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from placet.engine.documents.reading import Document, read_document
from placet.engine.errors import N_, BadInput
from placet.engine.text import (
    Act,
    Change,
    Kind,
    Text,
    as_amendments,
    counted,
    match_imported,
    minted_id,
    paragraph_ids,
    walk,
)
from placet.engine.text.matching import Matched
from placet.engine.text.tree import grown


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its name, the SHA-256 of its bytes, and what it says."""

    name: str
    sha256: str
    document: Document

    @property
    def evidence(self) -> str:
        """How the record names the file: its name and what its bytes hash to."""
        return f"{self.name[-100:]} (SHA-256 {self.sha256})"


@dataclass(frozen=True, slots=True)
class Placed:
    """A document on the ids of an objective.

    `base` is its text without tracked changes, `final` with all of them made; `version` is the
    version that the base is, 0 for none; `matched` says how its paragraphs found their ids in
    the present text; `ids` leads from those of the document to those of the objective.
    """

    base: Text
    final: Text
    minted: int
    version: int
    matched: Matched
    ids: Mapping[str, str]


def read_file(name: str, data: bytes, language: str = "en") -> Read:
    """What a file says; BadInput about `file` where it is not read or has no words."""
    document = read_document(name, data, language=language)
    if not document.proposals:
        document = replace(document, text=counted(document.text), final=counted(document.final))
    if not any(paragraph.words for _, paragraph in walk(document.final)):
        raise BadInput("file", N_("The file has no words."), N_("Choose another file."))
    clean = "".join(
        char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable()
    )
    return Read(clean or "-", hashlib.sha256(data).hexdigest(), document)


def placed(document: Document, versions: Sequence[tuple[int, Text]], minted: int) -> Placed:
    """The document on the ids of these versions (oldest first) and fresh ones above `minted`."""
    words = _said(document.text)
    number, known = next(
        ((n, text) for n, text in reversed(versions) if _said(text) == words), (0, None)
    )
    present = versions[-1][1] if versions else Text((), document.text.language)
    if known is not None:
        base = known
        pairs = zip(paragraph_ids(document.text), paragraph_ids(known), strict=True)
        ids = dict(pairs)
        matched = match_imported(present, known, minted)[2] if number != versions[-1][0] else None
        matched = matched or Matched(paragraph_ids(known), (), (), ())
    elif _trusted(document, present):
        ids, minted = _own_ids(document, present, minted)
        base = _renamed(document.text, ids)
        matched = _matched_by_id(base, present)
    else:
        base, minted, matched = match_imported(present, document.text, minted)
        ids = dict(zip(paragraph_ids(document.text), paragraph_ids(base), strict=True))
    for id in paragraph_ids(document.final):
        if id not in ids:
            ids[id], minted = minted_id(minted)
    language = present.language if versions else document.text.language
    final = _renamed(document.final, ids)
    return Placed(
        replace(base, language=language), replace(final, language=language), minted, number,
        matched, ids,
    )  # fmt: skip


def amendments_in(document: Document, at: Placed) -> Mapping[str, tuple[Change, ...]]:
    """By author, the tracked changes as amendments to the base on the ids of the objective."""
    return {
        proposal.author: tuple(
            _on(change, at.ids)
            for change in as_amendments(proposal.changes, document.text, document.minted)
        )
        for proposal in document.proposals
    }


def _on(change: Change, ids: Mapping[str, str]) -> Change:
    """The change with the ids of the objective."""

    def of(id: str) -> str:
        return ids[id] if id else ""

    return replace(
        change,
        paragraph="" if change.act is Act.ADD else of(change.paragraph),
        under=change.under and of(change.under),
        after=change.after and of(change.after),
        other=of(change.other),
    )


def _said(text: Text) -> list[tuple[bool, str]]:
    """What two texts have in common when they are one: words, and what is a row or a cell."""
    grid = (Kind.TABLE, Kind.ROW, Kind.CELL)
    return [(paragraph.kind in grid, paragraph.words) for _, paragraph in walk(text)]


def _trusted(document: Document, present: Text) -> bool:
    """Whether the ids in the file are those of this text: half of them say what they said."""
    own = set(document.own)
    here = {paragraph.id: paragraph.words for _, paragraph in walk(present)}
    same = sum(p.id in own and here.get(p.id) == p.words for _, p in walk(document.text))
    return bool(own) and 2 * same >= len(own)


def _own_ids(document: Document, present: Text, minted: int) -> tuple[dict[str, str], int]:
    known, own = set(paragraph_ids(present)), set(document.own)
    ids: dict[str, str] = {}
    for id in paragraph_ids(document.text):
        if id in own and id in known:
            ids[id] = id
        else:
            ids[id], minted = minted_id(minted)
    return ids, minted


def _matched_by_id(text: Text, present: Text) -> Matched:
    here = {paragraph.id: paragraph.words for _, paragraph in walk(present)}
    rows = [paragraph for _, paragraph in walk(text)]
    return Matched(
        tuple(p.id for p in rows if here.get(p.id) == p.words),
        tuple(p.id for p in rows if p.id in here and here[p.id] != p.words),
        tuple(p.id for p in rows if p.id not in here),
        tuple(id for id in here if id not in {p.id for p in rows}),
    )


def _renamed(text: Text, ids: Mapping[str, str]) -> Text:
    rows = [(depth, replace(paragraph, id=ids[paragraph.id])) for depth, paragraph in walk(text)]
    return Text(grown(rows), text.language)


@dataclass(frozen=True, slots=True)
class Version:
    """One of several versions of a text, with how it was matched to the one before it."""

    text: Text
    matched: Matched


def versions_of(texts: Sequence[Text]) -> tuple[tuple[Version, ...], int]:
    """Versions that were kept as files, oldest first, on ids that they share; the counter."""
    found: list[Version] = []
    minted = 0
    for text in texts:
        before = found[-1].text if found else Text((), text.language)
        here, minted, matched = match_imported(before, text, minted)
        found.append(Version(here, matched))
    return tuple(found), minted
