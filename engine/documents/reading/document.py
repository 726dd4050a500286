"""What reading a document gives: the text, who proposes what, who remarks what."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from placet.engine.text import Change, Remark, Text

_BRACKETED = re.compile(r"[(\[{<]([^()\[\]{}<>]*)[)\]}>]")
_SEPARATED = re.compile(r"\s*[,;:/|\u2013\u2014]\s*|\s+-+\s+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one author of tracked changes proposes; `at` is the last of them.

    `text` is the author's reading: the text without tracked changes, with those of this author
    made.  `changes` lead from the one to the other when they are made one after the other;
    paragraphs that they add get the ids that follow the document's `minted`, in their order.
    """

    author: str
    at: datetime | None
    changes: tuple[Change, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on words: characters of a paragraph from `start` to before `end`.

    `quotation` is those words, empty where the comment stands at a place or at words that the
    text without tracked changes does not have.  `parent` is the place, in the document's
    remarks, of the comment that this one answers.
    """

    author: str
    at: datetime | None
    paragraph: str
    start: int
    end: int
    quotation: str
    body: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document read: `text` is without the tracked changes, `final` with all of them.

    `minted` is the highest number of an id in `text`; `format` is docx, odt, html, md or txt.
    `own` are the ids in `text` that Placet itself had left in the file.
    """

    text: Text
    minted: int
    report: tuple[Remark, ...]
    proposals: tuple[Proposal, ...]
    remarks: tuple[Note, ...]
    final: Text
    format: str
    own: tuple[str, ...] = ()


def organisation_in(author: str, codes: Collection[str]) -> str | None:
    """The code of the organisation that an author's name says, or ``None``.

    "FAO" and "fao" are FAO, "Ana Lima (FAO)", "FAO - Ana Lima" and "Lima, Ana / FAO" are FAO.
    A code in the middle of a name is none; two codes in one name are none.
    """
    known = {code.casefold(): code for code in codes}
    bare = author.strip()
    parts = [bare, *_BRACKETED.findall(bare), *_SEPARATED.split(_BRACKETED.sub("|", bare))]
    found = {known[key] for part in parts if (key := part.strip().casefold()) in known}
    return found.pop() if len(found) == 1 else None
