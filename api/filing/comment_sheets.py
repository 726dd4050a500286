"""The comments of an objective as a table for files.

Theory.  A row is a comment as it stands in the table of answers, its place given by the labels that
people read; where a paragraph has none of its own its permanent id stands there, so that the table
finds its way back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placet.engine.documents.comment_tables import (
    Layout,
    SheetHeader,
    SheetRow,
    Status,
    placed,
    references,
    write,
)
from placet.engine.documents.writing import About, Labels
from placet.engine.model import Comment, Disposition
from placet.engine.text import Text, labelled
from placet.engine.views import ObjectiveView
from placet.templates.sheet_words import answer_said

SHEETS: Mapping[str, tuple[Layout, str]] = {
    f"comments-{layout.value}.{format}": (layout, format)
    for layout in (Layout.ISO, Layout.CODEX)
    for format in ("docx", "xlsx", "csv")
}
"""The tables that there are: whose columns, in which format."""

_STATUSES: Mapping[Disposition, Status] = {
    Disposition.ACCEPTED: Status.ACCEPTED,
    Disposition.ACCEPTED_MODIFIED: Status.MODIFIED,
    Disposition.NOTED: Status.NOTED,
    Disposition.NOT_ACCEPTED: Status.REJECTED,
}


def sheet_rows(
    view: ObjectiveView, comments: Sequence[Comment], organisations: Sequence[str] = ()
) -> tuple[SheetRow, ...]:
    """The comments that stand, by number; only those of some organisations where any is named."""
    places = places_of(view.text)
    return tuple(
        _row(one, places)
        for one in sorted(comments, key=lambda c: c.number)
        if one.disposition is not Disposition.WITHDRAWN
        and (not organisations or one.organisation in organisations)
    )


def sheet_file(
    view: ObjectiveView,
    comments: Sequence[Comment],
    name: str,
    organisations: Sequence[str],
    about: About,
    words: Labels,
) -> bytes:
    """One of `SHEETS`; `comments` are those that the reader may see."""
    layout, format = SHEETS[name]
    o = view.objective
    header = SheetHeader(
        view.now.date().isoformat(),
        f"{o.ref}, {words.version.replace('{version}', str(o.text.number))}: {o.title}",
        f"{view.negotiation.symbol}: {view.negotiation.title}",
    )
    rows = sheet_rows(view, comments, organisations)
    return write(rows, header, layout, format, about, words)


def places_of(text: Text) -> Mapping[str, tuple[str, str]]:
    """By the id of a paragraph, its clause and its paragraph as people write them."""
    known, path = references(text), list[str]()
    found: dict[str, tuple[str, str]] = {}
    for row in labelled(text):
        del path[row.depth :]
        path += [""] * (row.depth - len(path))
        path.append(row.label or "")
        steps = [label for label in path if label]
        ways = [steps[at:] for at in range(len(steps))] if row.label else []
        way = next((way for way in ways if placed(" ".join(way), known) == row.id), None)
        found[row.id] = (way[0], " ".join(way[1:])) if way else ("", f"¶{row.id}")
    return found


def as_exported(comment: Comment) -> str:
    """What a comment says in its row: the words that it is about, then its own.

    It is the same in every language, so that a row that comes back is known.
    """
    if comment.anchor is None:
        return comment.body
    return f"“{comment.anchor.quotation}” {comment.body}"


def _row(one: Comment, places: Mapping[str, tuple[str, str]]) -> SheetRow:
    clause, paragraph = places.get(one.paragraph or "", ("", ""))
    return SheetRow(
        member=one.organisation,
        id=f"{one.organisation}-{one.number:03d}",
        clause=clause,
        paragraph=paragraph,
        type=one.type,
        comment=as_exported(one),
        change=one.wording,
        observations=answer_said(one),
        status=_STATUSES.get(one.disposition or Disposition.DEFERRED, Status.TO_DO),
    )
