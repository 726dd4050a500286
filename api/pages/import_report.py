"""The report on a file that was read: what it holds, and what will happen to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from placet.api.filing.entering import Author, Entries
from placet.api.filing.reading import Placed, Read
from placet.api.pages import show
from placet.api.pages.acting import Refusal
from placet.api.pages.drafting import Draft
from placet.api.pages.proposing import leads_of
from placet.api.pages.redlines import Piece, redline
from placet.engine.documents.reading import organisation_in
from placet.engine.parties import at_the_table
from placet.engine.text import (
    Change,
    Remark,
    Text,
    compare,
    find,
    labelled,
    names_of,
    walk,
    word_count,
)
from placet.engine.text.report import Found
from placet.engine.views import NegotiationView, ObjectiveView

CHOICE = "author."
"""What the names of the fields begin with that say whose the writing of an author is."""

KEPT = frozenset(
    (
        Found.FOOTNOTE_UNUSED, Found.TOO_DEEP, Found.TOO_LONG, Found.FIELD, Found.MERGED_CELLS,
        Found.NESTED_TABLE, Found.STRUCK, Found.FORMATTING, Found.COMMENT_MOVED,
    )
)  # fmt: skip
"""What is kept, but not as it was."""

MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """One paragraph of the file or of the present text, and which it was found to be."""

    how: str
    id: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds, in numbers; `changed` is kept in another form, `dropped` is not."""

    paragraphs: int
    words: int
    kinds: tuple[tuple[str, int], ...]
    changed: tuple[Remark, ...]
    dropped: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """An author with the field that asks whose this is, and what stands in the file."""

    author: Author
    field: str
    chosen: str
    told: tuple[Change, ...]


def held(found: Read) -> Held:
    """What a file holds."""
    rows = [paragraph for _, paragraph in walk(found.document.text) if paragraph.words]
    return Held(
        len(rows),
        word_count(found.document.text),
        tuple(Counter(paragraph.kind.value for paragraph in rows).most_common()),
        tuple(r for r in found.document.report if r.found in KEPT),
        tuple(r for r in found.document.report if r.found not in KEPT),
    )


def matched_rows(at: Placed, text: Text, present: Text) -> tuple[MatchedRow, ...]:
    """How each paragraph found its id, in the order of the new text, then what is gone."""
    found: list[MatchedRow] = []
    here = {row.id: row for row in labelled(present)}
    for row in labelled(text):
        if not row.paragraph.words and row.id in here:
            continue
        old = here[row.id].paragraph.words if row.id in here else ""
        how = "new" if row.id not in here else ("exact" if old == row.paragraph.words else "alike")
        found.append(MatchedRow(how, row.id, row.label or "·", redline(old, row.paragraph.words)))
    kept = {row.id for row in labelled(text)}
    for id, row in here.items():
        if id not in kept and row.paragraph.words:
            gone = redline(row.paragraph.words, "")
            found.append(MatchedRow("gone", id, row.label or "·", gone))
    return tuple(found)


def of_objective(
    request: Request,
    view: ObjectiveView,
    found: Read,
    at: Placed,
    seal: str,
    typed: Mapping[str, str],
    authors: Sequence[Author],
    chosen: Mapping[str, str],
    codes: Sequence[str],
    ready: Entries,
    bad: Refusal | None,
    draft: Draft | None,
    proposed: bool,
) -> Response:
    """The report on a file that was brought to an objective."""
    o = view.objective
    revises = "ReviseText" in view.may and not proposed
    same = at.base == view.text
    default = "none"
    if revises and not same and not (at.version and at.version != o.text.number):
        default = "left" if found.document.proposals and codes else "made"
    chosen_text = typed.get("text", default)
    text = at.final if chosen_text == "made" else at.base
    rows = matched_rows(at, text, view.text)
    every = at_the_table(view.negotiation)
    return show.page(
        request,
        "objective/import_report",
        bad.status if bad else 200,
        view=view,
        o=o,
        ref=o.ref,
        found=found,
        at=at,
        seal=seal,
        held=held(found),
        rows=[row for row in rows if row.how != "exact"][:MOST_ROWS],
        counts=Counter(row.how for row in rows),
        redlined=compare(view.text, text).counts,
        values={**typed, "text": chosen_text},
        errors=bad.errors if bad else {},
        writers=[
            Writer(a, f"{CHOICE}{n}", chosen.get(a.name, ""), a.changes)
            for n, a in enumerate(authors)
        ],
        codes=codes,
        others=[
            a.name
            for a in authors
            if (code := organisation_in(a.name, every)) and code not in codes
        ],
        ready=ready,
        unfit=[
            (name, names_of(at.base, [id])[0] if find(at.base, id) else "")
            for name, id in ready.unfit
        ],
        revises=revises,
        enters="EnterProposals" in view.may,
        same=same,
        proposed=proposed,
        draft=draft if draft and (draft.rows or draft.as_source) else None,
        base_text=at.base,
    )


def of_proposal(
    request: Request,
    view: NegotiationView,
    found: Read,
    at: Placed,
    seal: str,
    values: Mapping[str, str],
    bad: Refusal | None = None,
) -> Response:
    """The report on a file that is to be the first text of an objective."""
    from placet.api.pages.reading import paragraphs

    text = at.final if values["text"] == "made" else at.base
    every = at_the_table(view.negotiation)
    authors = dict.fromkeys(
        (*(p.author for p in found.document.proposals), *(n.author for n in found.document.remarks))
    )
    return show.page(
        request,
        "objective/propose_import",
        bad.status if bad else 200,
        view=view,
        found=found,
        seal=seal,
        held=held(found),
        values=values,
        errors=bad.errors if bad else {},
        leads=leads_of(values.get("leads", "")),
        authors=[(name, organisation_in(name, every) or "") for name in authors],
        paragraphs=paragraphs(text),
        language=text.language,
    )
