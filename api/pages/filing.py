"""The files of an objective, and the compilation in columns that two of them print.

Reading alone: a file is made when it is asked for, for whoever may see the objective then, and
kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from placet.api.filing.writing import MEDIA_TYPES, Wanted, only, proposers, written
from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, actor, view_of
from placet.api.pages.redlines import Piece, redline
from placet.api.rates import RENDERINGS_PER_PERSON
from placet.api.session import root_of
from placet.engine.text import BracketTree, Text, direction, spans, walk
from placet.engine.text.compiling import Cell, ColumnRow, Compilation, bracketed, columns, unescaped

router = APIRouter()

Version = Annotated[int | None, Query(ge=1, le=1_000_000)]
Organisations = Annotated[list[str] | None, Query(alias="organisation", max_length=200)]
Switch = Annotated[str, Query(max_length=10)]


@router.get("/objectives/{ref}/files/{name}")
def file(
    request: Request,
    ref: Ref,
    name: Annotated[str, Path(max_length=40)],
    version: Version = None,
    since: Version = None,
    attribution: Switch = "on",
    organisation: Organisations = None,
) -> Response:
    """One file of the objective, as the person may see it now."""
    who, root = actor(request), root_of(request)
    view_of(request, ref)
    if name in MEDIA_TYPES:
        root.rates.spend(RENDERINGS_PER_PERSON, "files", who.person)
    wanted = Wanted(name, version, since, attribution != "off", tuple(organisation or ()))
    made = written(root.cases, who, ref, wanted, frame.language_of(request))
    return Response(made.data, media_type=made.media_type, headers=dict(made.headers))


@dataclass(frozen=True, slots=True)
class Compiled:
    """One row of the table: its label, and what stands in each column."""

    label: str
    base: tuple[Piece, ...] | None
    cells: tuple[tuple[str, tuple[Piece, ...]], ...]
    bracketed: BracketTree
    compromise: tuple[Piece, ...] | None = None


@router.get("/objectives/{ref}/columns")
def in_columns(
    request: Request, ref: Ref, organisation: Organisations = None, attribution: Switch = "on"
) -> Response:
    """Base, proposals and the bracketed text beside each other."""
    found = frame.cases(request).compilation(actor(request), ref)
    chosen = tuple(organisation or ())
    compilation = only(found.compilation, chosen)
    shown = attribution != "off"
    settled = None
    if found.compromise is not None:
        settled = {paragraph.id: paragraph.words for _, paragraph in walk(found.compromise)}
    rows = zip(columns(compilation), compilation.passages, strict=True)
    made = [
        _row(
            row,
            unescaped(bracketed(compilation, passage, shown, keepers=False)),
            settled,
        )
        for row, passage in rows
    ]
    if found.compromise is not None:
        made += _only_there(found.compromise, compilation)
    return show.page(
        request,
        "objective/columns",
        view=found.view,
        o=found.view.objective,
        ref=ref,
        names=found.compilation.names,
        chosen=[name for name in compilation.names if name in found.compilation.names],
        heads=proposers(compilation),
        rows=made,
        compromise=found.compromise is not None,
        unfit=found.unfit,
        attribution=shown,
        text_direction=direction(found.view.text),
    )


def _row(row: ColumnRow, words: str, settled: Mapping[str, str] | None) -> Compiled:
    """`settled` are the words of the compromise by paragraph, None where there is none."""
    base = row.words or ""
    middle = None if settled is None else redline(base, settled.get(row.paragraph, ""))
    return Compiled(
        row.label or "",
        redline(base, base) if row.words is not None else None,
        tuple((cell.fate, _cell(base, cell)) for cell in row.cells),
        spans(words),
        middle,
    )


def _only_there(compromise: Text, compilation: Compilation) -> list[Compiled]:
    """Paragraphs of the compromise that stand in no row."""
    known = {passage.id for passage in compilation.passages}
    blank = (("absent", ()),) * len(compilation.proposals)
    return [
        Compiled("", None, blank, (), redline("", paragraph.words))
        for _, paragraph in walk(compromise)
        if paragraph.id not in known and paragraph.words
    ]


def _cell(base: str, cell: Cell) -> tuple[Piece, ...]:
    if cell.fate in ("absent", "same"):
        return ()
    return redline(base, cell.words or "")
