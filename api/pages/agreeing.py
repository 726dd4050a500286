"""What is agreed, paragraph by paragraph, and which paragraphs are agreed together or not at all.

Everybody reads the table; secretariat and chair note in it.  One form serves all: paragraphs are
chosen in the table, and each button below says what is done with those that were chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import show
from placet.api.pages.acting import Ref, Refusal, Typed, give, read, view_of
from placet.engine import commands as c
from placet.engine.agreements import Agreement, Level, ParagraphPackage, level_of
from placet.engine.errors import N_
from placet.engine.parties import seated
from placet.engine.text import WORDLESS, Labelled, direction, labelled, paragraph_ids
from placet.engine.views import ObjectiveView

router = APIRouter()

FIELDS = ("paragraphs", "level", "pending", "reason", "title")
NOTED = (Level.INFORMAL, Level.AD_REFERENDUM, Level.AGREED)


class NoteForm(show.Form):
    """Paragraphs that were chosen, and what is done with them."""

    base: int = Field(ge=1, le=1_000_000)
    do: str = Field(max_length=20)
    paragraphs: str = Field("", max_length=200_000)
    level: str = Field("", max_length=20)
    pending: str = Field("", max_length=20_000)
    reason: str = Field("", max_length=8_000)
    title: str = Field("", max_length=2_000)


class DissolveForm(show.Form):
    """Why paragraphs are not linked any more."""

    reason: str = Field("", max_length=8_000)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the table."""

    row: Labelled
    level: Level
    noted: Agreement | None
    package: ParagraphPackage | None
    bracketed: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """A package with how far each of its paragraphs is agreed; `behind` are not agreed yet."""

    package: ParagraphPackage
    levels: tuple[tuple[str, Level], ...]

    @property
    def behind(self) -> tuple[tuple[str, Level], ...]:
        """The paragraphs for which all the others wait."""
        return tuple(pair for pair in self.levels if pair[1] is not Level.AGREED)


@router.get("/objectives/{ref}/agreed")
def agreed(
    request: Request, ref: Ref, paragraph: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """The table; one paragraph of it may be chosen already."""
    return _page(request, view_of(request, ref), (paragraph,))


@router.post("/objectives/{ref}/agreed")
def note(request: Request, ref: Ref, typed: Typed) -> Response:
    """Note how far the chosen paragraphs are agreed, open them again, or link them."""
    form = read(request, NoteForm, typed, {"do": N_("Choose what is to be noted.")})
    if isinstance(form, Refusal):
        return _page(request, view_of(request, ref), (), form, typed)
    chosen = tuple(form.paragraphs.split())
    command: c.ObjectiveCommand
    match form.do:
        case "reopen":
            command, done = c.ReopenParagraphs(chosen, form.reason), "paragraphs-reopened"
        case "link":
            command, done = c.FormPackage(form.title, chosen), "package-formed"
        case _:
            level = Level(form.level) if form.level in {x.value for x in NOTED} else Level.OPEN
            pending = tuple(form.pending.split("\n")) if form.pending else ()
            command = c.AgreeParagraphs(form.base, chosen, level, pending, form.reason)
            done = "agreement-noted"
    answer = give(request, command, typed, objective=ref, fields=FIELDS)
    if not isinstance(answer, Refusal):
        return show.back(request, f"/objectives/{ref}/agreed", done)
    return _page(request, view_of(request, ref), chosen, answer, typed)


@router.post("/objectives/{ref}/packages/{number}/dissolve")
def dissolve(
    request: Request,
    ref: Ref,
    number: Annotated[int, Path(ge=1, le=1_000_000)],
    typed: Typed,
) -> Response:
    """Unlink the paragraphs of a package."""
    form = read(request, DissolveForm, typed)
    if not isinstance(form, Refusal):
        command = c.DissolvePackage(number, form.reason)
        done = give(request, command, typed, objective=ref, fields=("reason",))
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{ref}/agreed", "package-dissolved")
        form = done
    return _page(request, view_of(request, ref), (), form, {}, number)


def _page(
    request: Request,
    view: ObjectiveView,
    chosen: tuple[str, ...],
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
    dissolving: int = 0,
) -> Response:
    o = view.objective
    text = view.text
    lines = tuple(_lines(view))
    ids = set(paragraph_ids(text))
    packages = [
        Linked(p, tuple((x, level_of(o.agreements, x)) for x in p.paragraphs if x in ids))
        for p in o.packages
    ]
    return show.page(
        request,
        "objective/agreed",
        bad.status if bad else 200,
        view=view,
        o=o,
        ref=o.ref,
        lines=lines,
        counts=Counter(line.level for line in lines),
        bracketed=sum(line.bracketed for line in lines),
        levels=tuple(Level),
        noted=NOTED,
        packages=packages,
        chosen=frozenset(chosen),
        pending=frozenset((typed or {}).get("pending", "").split("\n")),
        participants=list(seated(view.negotiation)),
        may_agree="AgreeParagraphs" in view.may,
        may_reopen="ReopenParagraphs" in view.may,
        may_link="FormPackage" in view.may,
        may_dissolve="DissolvePackage" in view.may,
        dissolving=dissolving,
        values=typed or {},
        errors=bad.errors if bad else {},
        text_direction=direction(text),
    )


def _lines(view: ObjectiveView) -> list[Line]:
    """The paragraphs that can be agreed: those that have words."""
    o = view.objective
    linked = {id: package for package in o.packages for id in package.paragraphs}
    return [
        Line(
            row,
            level_of(o.agreements, row.id),
            o.agreements.get(row.id),
            linked.get(row.id),
            bool(set("[]") & set(row.paragraph.words)),
        )
        for row in labelled(view.text)
        if row.paragraph.words or row.kind not in WORDLESS
    ]
