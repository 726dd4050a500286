"""Tables of comments for programs: in with a report; out they are among an objective's files."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Query, Request
from starlette.exceptions import HTTPException

from placet.api.filing.comment_entries import (
    Brought,
    SheetEntries,
    commands_for,
    may_enter,
    read_sheet,
    sheet_entries,
)
from placet.api.filing.writing import SHEET_TYPES
from placet.api.v1.asking import Asking, Done, Shown
from placet.api.v1.limits import RefAt
from placet.engine.documents.comment_tables import Column, Finding, Layout, Trouble
from placet.engine.errors import N_, BadInput
from placet.templates.sheet_words import trouble_remedy, trouble_said

taking = APIRouter(tags=["files"])

ENDINGS = {kind.partition(";")[0]: f".{format}" for format, kind in SHEET_TYPES.items()}
"""The tables that are taken, by their media types."""

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ENDINGS},
    }
}


class FindingShown(Shown):
    """Something about a row: its sheet or table, its number, what, and what to do."""

    sheet: str
    table: int
    row: int
    trouble: Trouble
    sentence: str
    remedy: str


class CommentFileReport(Done):
    """What was done, as every command answers it, and what was read from the table.

    With `check`, and where all of it stands in Placet, nothing is done and `object` is empty.
    """

    object: str = ""
    version: int = 0
    name: str
    sha256: str
    layout: Layout
    columns: list[Column]
    entered: int
    organisations: dict[str, int]
    not_taken: list[FindingShown]
    noted: list[FindingShown]
    said_twice: list[FindingShown]
    known: list[FindingShown]
    empty: int


async def table_body(request: Request) -> tuple[str, bytes]:
    """A table that was sent as it is, and the ending that its media type has."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ENDINGS:
        raise HTTPException(415)
    return ENDINGS[kind], await request.body()


@taking.post("/objectives/{ref}/comments/file", status_code=201, openapi_extra=BODY)
def enter_table(
    ask: Asking,
    ref: RefAt,
    table: Annotated[tuple[str, bytes], Depends(table_body)],
    name: Annotated[str, Query(max_length=100, description="The name of the file.")] = "",
    check: Annotated[bool, Query(description="Only report; nothing is entered.")] = False,
    organisation: Annotated[
        str, Query(max_length=40, description="Whose a comment is where its row does not say.")
    ] = "",
) -> CommentFileReport:
    """Enter the comments of a table (.docx, .xlsx, .csv): all rows that can be taken, at once.

    The secretariat enters them on behalf of the organisations that the rows name; a delegate
    submits those of their own.
    """
    ending, data = table
    found = read_sheet(unquote(name).strip() or f"comments{ending}", data)
    view = ask.root.cases.objective(ask.who.actor, ref)
    entries = sheet_entries((found,), view, view.comments, may_enter(view), organisation)
    commands = commands_for(entries, (found,), view)
    if len(commands) > 1:
        raise BadInput(
            "file",
            N_("{count} comments are too many for one request."),
            N_("Divide the table."),
            count=len(entries.entries),
        )
    if not (commands or check or entries.known or entries.twice):
        raise BadInput(
            "file",
            N_("No row of the table can be entered."),
            N_("Send it with check=true to see why, row by row."),
        )
    done = None
    if commands and not check:
        done = ask.give(commands[0], objective=ref)
    return _report(found, entries, done)


def _report(found: Brought, entries: SheetEntries, done: Done | None) -> CommentFileReport:
    there = found.read
    return CommentFileReport(
        **(done.model_dump() if done else {}),
        name=there.name,
        sha256=found.sha256,
        layout=there.layout,
        columns=list(there.columns),
        entered=len(entries.entries) if done else 0,
        organisations=dict(sorted(entries.by_organisation.items())),
        not_taken=list(map(_finding, entries.bad)),
        noted=list(map(_finding, entries.noted)),
        said_twice=list(map(_finding, entries.twice)),
        known=list(map(_finding, entries.known)),
        empty=there.blank,
    )


def _finding(one: Finding) -> FindingShown:
    at = one.at
    return FindingShown(
        sheet=at.sheet,
        table=at.table,
        row=at.row,
        trouble=one.what,
        sentence=trouble_said(one),
        remedy=trouble_remedy(one),
    )
