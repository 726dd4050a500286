"""Tracked changes and comments of a file as amendments and comments of organisations.

Theory.  Whose they are is a person's answer, helped by the author's name.  Changes are against
the version that the file was written on; where Placet does not have that one they are brought
onto the version that it has, and what has no place there is told.  What stands on the table
already (the file was exported from here) is not entered twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from placet.api.filing.reading import Placed, Read, amendments_in
from placet.engine import commands as c
from placet.engine.amendments import AmendmentState
from placet.engine.documents.reading import Note, organisation_in
from placet.engine.errors import BadInput
from placet.engine.model import Comment, Objective
from placet.engine.text import (
    Anchor,
    Change,
    Text,
    Unfit,
    applied,
    find,
    follow,
    rebased,
)
from placet.templates.document_words import on_lost_words


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who wrote into a file: how much, and the organisation that the name says."""

    name: str
    changes: tuple[Change, ...]
    remarks: tuple[Note, ...]
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """What is entered against one version, what stands there already, and what has no place.

    `unfit` are pairs of an author and the paragraph (an id of the file's base) concerned.
    """

    base: int
    amendments: tuple[c.EnteredAmendment, ...] = ()
    comments: tuple[c.EnteredComment, ...] = ()
    known: int = 0
    unfit: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.amendments or self.comments)


def authors_in(read: Read, at: Placed, codes: Collection[str]) -> tuple[Author, ...]:
    """Who wrote into the file, in the order in which they appear."""
    changes = amendments_in(read.document, at)
    remarks: dict[str, list[Note]] = {}
    for note in read.document.remarks:
        remarks.setdefault(note.author, []).append(note)
    return tuple(
        Author(
            name, changes.get(name, ()), tuple(remarks.get(name, ())),
            organisation_in(name, codes) or "",
        )
        for name in dict.fromkeys((*changes, *remarks))
    )  # fmt: skip


def entries(
    authors: tuple[Author, ...],
    chosen: Mapping[str, str],
    at: Placed,
    number: int,
    text: Text,
    o: Objective | None = None,
    made: Collection[Comment] = (),
    *,
    amending: bool = True,
) -> Entries:
    """What is entered against version `number`, whose words are `text`.

    `chosen` gives the organisation of each author by name, empty to leave it out; `made` are the
    comments that there are already; without `amending` only comments are entered.
    """
    amendments: list[c.EnteredAmendment] = []
    comments: list[c.EnteredComment] = []
    unfit: list[tuple[str, str]] = []
    known = 0
    for author in authors:
        organisation = chosen.get(author.name, "")
        if not organisation:
            continue
        for change in author.changes if amending else ():
            there = _brought(change, at.base, text, at.minted)
            if there is None:
                unfit.append((author.name, change.paragraph or change.after or change.under or ""))
            elif o is not None and _proposed(o, number, organisation, there):
                known += 1
            elif (entered := c.EnteredAmendment(organisation, there)) not in amendments:
                amendments.append(entered)
        for note in author.remarks:
            comment = _comment(organisation, note, at, text)
            if _said(made, comment):
                known += 1
            else:
                comments.append(comment)
    return Entries(number, tuple(amendments), tuple(comments), known, tuple(unfit))


def one_by_one(found: Entries, text: Text) -> Iterator[c.ProposeAmendment | c.MakeComment]:
    """The same as what a delegate may say for their own organisation."""
    for entered in found.amendments:
        yield c.ProposeAmendment(found.base, entered.change, entered.reason)
    for comment in found.comments:
        paragraph = find(text, comment.paragraph) if comment.paragraph else None
        words = paragraph.words if paragraph else ""
        quotation = words[comment.start : comment.end]
        nth = words[: comment.start].count(quotation) + 1 if quotation else 1
        yield c.MakeComment(
            comment.type, comment.body, comment.paragraph, quotation=quotation, occurrence=nth
        )


def _brought(change: Change, base: Text, text: Text, minted: int) -> Change | None:
    """The change against the version, or None where it has no place there."""
    try:
        there = change if base == text else rebased(change, base, text)
        if isinstance(there, Unfit):
            return None
        applied(text, there, minted)
    except BadInput:
        return None
    return there


def _comment(organisation: str, note: Note, at: Placed, text: Text) -> c.EnteredComment:
    """A comment on its words or its paragraph; where these are gone, with a quotation."""
    id = at.ids.get(note.paragraph, "")
    paragraph = id if id and find(text, id) else None
    whole = find(at.base, id) if id else None
    if not note.quotation or whole is None or note.quotation == whole.words:
        return c.EnteredComment(organisation, note.body, paragraph=paragraph)
    anchor = Anchor(id, note.start, note.end, note.quotation)
    found = anchor if at.base == text else follow(anchor, at.base, text)
    if not isinstance(found, Anchor):
        body = on_lost_words(note.quotation, note.body)
        return c.EnteredComment(organisation, body, paragraph=paragraph)
    return c.EnteredComment(
        organisation, note.body, paragraph=found.paragraph, start=found.start, end=found.end
    )


def _proposed(o: Objective, base: int, organisation: str, change: Change) -> bool:
    """Whether the organisation has this amendment on the table already."""
    return any(
        a.state is AmendmentState.OPEN
        and a.base == base
        and a.change == change
        and organisation in a.supporters
        for a in o.amendments.values()
    )


def _said(made: Collection[Comment], comment: c.EnteredComment) -> bool:
    return any(
        (one.organisation, one.body.strip()) == (comment.organisation, comment.body.strip())
        for one in made
    )
