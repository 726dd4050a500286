"""Settling one bracket of a paragraph: what it could become, then what it becomes.

Every choice is an address that shows the words as they would be; only its button acts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import show
from placet.api.pages.acting import Ref, Refusal, Typed, give, read, refusal, view_of
from placet.api.pages.redlines import Piece, redline
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, NotAllowed
from placet.engine.text import as_read, direction, find, labelled, spans
from placet.engine.text.notation import Whole, choices_of, groups_of, settled
from placet.engine.text.notation.groups import strays
from placet.engine.views import ObjectiveView

router = APIRouter()

DROP, DELETE = 0, -1
FIELDS = ("note", "place", "reading")


class SettleForm(show.Form):
    """Which bracket becomes what."""

    base: int = Field(ge=1, le=1_000_000)
    paragraph: str = Field(max_length=80)
    place: int = Field(ge=0, le=1_000_000)
    reading: int = Field(ge=DELETE, le=10_000)
    note: str = Field("", max_length=20_000)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a bracket could become; `reading` as the command has it."""

    place: int
    reading: int
    names: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """One bracket (or brackets side by side) with everything that it could become."""

    words: str
    options: tuple[Option, ...]


@router.get("/objectives/{ref}/brackets")
def brackets(
    request: Request,
    ref: Ref,
    paragraph: Annotated[str, Query(max_length=80)] = "",
    place: Annotated[int | None, Query(ge=0, le=1_000_000)] = None,
    reading: Annotated[int, Query(ge=DELETE, le=10_000)] = 1,
) -> Response:
    """The brackets of a paragraph; with a choice, the words that it makes."""
    view = view_of(request, ref)
    if "SettleBracket" not in view.may:
        raise NotAllowed(N_("settle a bracket"))
    return _page(request, view, paragraph, place, reading)


@router.post("/objectives/{ref}/brackets")
def settle(request: Request, ref: Ref, typed: Typed) -> Response:
    """Settle the bracket, as a new version."""
    form = read(request, SettleForm, typed)
    if isinstance(form, Refusal):
        return _page(request, view_of(request, ref), typed.get("paragraph", ""), None, 1, form)
    command = c.SettleBracket(form.base, form.paragraph, form.place, form.reading, form.note)
    done = give(request, command, typed, objective=ref, fields=FIELDS)
    if not isinstance(done, Refusal):
        return show.back(request, f"/objectives/{ref}?done=settled#{form.paragraph}")
    view = view_of(request, ref)
    return _page(request, view, form.paragraph, form.place, form.reading, done, typed)


def choosing(words: str) -> Iterator[Choosing]:
    """Every bracket of these words with what it could become."""
    groups = groups_of(words)
    for choice in choices_of(words, groups):
        several = len(choice.readings) > 1
        options = [
            Option(choice.start, number, r.names, as_read(words[r.start : r.end]).strip())
            for number, r in enumerate(choice.readings, 1)
            if several and not r.deletes
        ]
        if not several:
            options.append(Option(choice.start, DROP, (), ""))
        for group in choice.groups:
            said = as_read(words[group.start : group.end]) if len(choice.groups) > 1 else ""
            options.append(Option(group.start, DELETE, (), said))
        yield Choosing(words[choice.start : choice.end], tuple(options))
    lonely = [group.start for group in groups if not group.closed]
    for at in sorted((*lonely, *strays(words))):
        yield Choosing(words[at : at + 1], (Option(at, DROP, (), ""),))


def _after(words: str, place: int, reading: int) -> str:
    whole = {DROP: Whole.KEEP, DELETE: Whole.DELETE}
    return settled(words, place, whole.get(reading, reading))


def _page(
    request: Request,
    view: ObjectiveView,
    id: str,
    place: int | None,
    reading: int,
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    found = find(view.text, id)
    words = found.words if found else ""
    result: tuple[Piece, ...] = ()
    after = ""
    if found and place is not None:
        try:
            after = _after(words, place, reading)
            result = redline(words, after)
        except BadInput as error:
            bad = bad or refusal(request, error)
    bracketed = [r for r in labelled(view.text) if set("[]") & set(r.paragraph.words)]
    return show.page(
        request,
        "objective/brackets",
        bad.status if bad else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        may="SettleBracket" in view.may,
        id=id if found else "",
        rows=bracketed,
        tree=spans(words),
        choices=tuple(choosing(words)),
        place=place,
        reading=reading,
        result=result,
        after=spans(after),
        values=typed or {},
        errors=bad.errors if bad else {},
        text_direction=direction(view.text),
    )
