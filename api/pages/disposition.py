"""One comment with its answer: taking its wording, saying where it is implemented, rating; CSV.

Theory.  What the table keeps out of the way stands here: the paragraph as it is now, the proposed
wording as it would read in it, to be taken as it is or changed.  The author of the comment reads
the same page and says whether the answer satisfies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, give, read
from placet.api.pages.disposition_forms import OFFERED, worded
from placet.api.pages.dispositions import row_of
from placet.api.pages.reading import label_of
from placet.api.pages.remarked import words_of
from placet.engine import commands as c
from placet.engine.disposing import Choice, state_of
from placet.engine.errors import N_
from placet.engine.model import Comment, Disposition, Implemented
from placet.engine.reading_dispositions import DispositionsView, DispositionView
from placet.engine.text import labelled
from placet.templates import language
from placet.templates.csv_cells import Cell, csv_table
from placet.templates.wording import comment_state_label, comment_type_label, disposition_label

router = APIRouter()

Which = Annotated[int, Path(ge=1, le=1_000_000)]
FIELDS = ("disposition", "response", "words", "implemented")


class AnswerForm(show.Form):
    """What the form of one answer may hold."""

    disposition: Disposition
    response: str = ""
    template: str = Field("", max_length=100)
    take: bool = False
    words: str = ""
    base: int = Field(0, ge=0, le=1_000_000)
    in_version: str = Field("", max_length=7)
    in_paragraph: str = Field("", max_length=80)
    do: str = Field("answer", max_length=20)


class RateForm(show.Form):
    """Whether an answer satisfies, and what is said to it."""

    satisfied: bool
    said: str = Field("", max_length=4_000)


@router.get("/objectives/{ref}/dispositions/{number}")
def one(request: Request, ref: Ref, number: Which) -> Response:
    """One comment with its answer."""
    return _shown(request, frame.cases(request).disposition(actor(request), ref, number))


@router.post("/objectives/{ref}/dispositions/{number}")
def answer(request: Request, ref: Ref, number: Which, typed: Typed) -> Response:
    """Answer it, with its wording if that is to be taken; or take the answer back."""
    shown = frame.cases(request).disposition(actor(request), ref, number)
    command: c.DispositionCommand | Refusal = c.ClearAnswer(number)
    if typed.get("do") != "clear":
        form = read(request, AnswerForm, typed, {"disposition": N_("Choose an answer.")})
        command = form if isinstance(form, Refusal) else _command(shown, form)
    if isinstance(command, Refusal):
        return _shown(request, shown, command, typed)
    done = give(request, command, typed, objective=ref, fields=FIELDS)
    if isinstance(done, Refusal):
        shown = frame.cases(request).disposition(actor(request), ref, number)
        if isinstance(command, c.AnswerComment):
            typed = {**typed, "response": command.response}
        return _shown(request, shown, done, typed)
    return show.back(request, f"/objectives/{ref}/dispositions/{number}", "answers-saved")


@router.post("/objectives/{ref}/dispositions/{number}/rate")
def rate(request: Request, ref: Ref, number: Which, typed: Typed) -> Response:
    """Say for the organisation that made the comment whether the answer satisfies."""
    form = read(request, RateForm, typed)
    if not isinstance(form, Refusal):
        command = c.RateAnswer(number, form.satisfied, form.said)
        done = give(request, command, typed, objective=ref, fields=("said",))
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{ref}/dispositions/{number}", "rated")
        form = done
    shown = frame.cases(request).disposition(actor(request), ref, number)
    return _shown(request, shown, form, typed)


@router.get("/objectives/{ref}/dispositions.csv")
def table_csv(request: Request, ref: Ref) -> Response:
    """The whole table as this reader sees it, for a spreadsheet."""
    shown = frame.cases(request).dispositions(actor(request), ref, Choice(), everything=True)
    with language(frame.language_of(request)):
        table = csv_table(_cells(shown))
    name = f"{shown.view.objective.ref}-comments.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(table, media_type="text/csv; charset=utf-8", headers=headers)


def _cells(shown: DispositionsView) -> Iterator[list[Cell]]:
    yield [
        show.said(head)
        for head in (
            N_("No."), N_("Organisation"), N_("Round"), N_("Version"), N_("Paragraph"), N_("Type"),
            N_("Comment"), N_("Proposed change"), N_("Answer"), N_("Response"),
            N_("Implemented in version"), N_("Implemented in paragraph"), N_("Status"),
            N_("What the author says"),
        )
    ]  # fmt: skip
    labels: dict[int, Mapping[str, str]] = {}
    for line in shown.lines:
        x = line.comment
        names = labels.setdefault(x.text, label_of(line.text))
        place = x.implemented
        yield [
            x.number,
            x.organisation,
            x.round,
            x.text,
            names.get(x.paragraph or "", "") or x.paragraph or "",
            comment_type_label(x.type),
            x.body,
            x.wording,
            disposition_label(x.disposition) if x.disposition else "",
            x.response,
            place.version if place else "",
            place.paragraph if place else "",
            comment_state_label(state_of(x)),
            x.rejoinder,
        ]


def _command(shown: DispositionView, form: AnswerForm) -> c.AnswerComment:
    """The command of the form; the wording as it would fit is sent as that of its version."""
    x, o = shown.line.comment, shown.view.objective
    label = label_of(shown.line.text).get(x.paragraph or "", "")
    templates = shown.view.negotiation.answer_templates
    response = worded(form.response, form.template, templates, x, o, label)
    place = None
    if form.in_paragraph and form.in_version.isascii() and form.in_version.isdigit():
        place = Implemented(int(form.in_version), form.in_paragraph)
    words = form.words if form.take else ""
    base = form.base if words else 0
    where = None if form.take else place
    return c.AnswerComment(x.number, form.disposition, response, where, form.take, words, base)


def _shown(
    request: Request,
    shown: DispositionView,
    refused: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    view, x = shown.view, shown.line.comment
    o, labels = view.objective, label_of(view.text)
    row = row_of(shown.line, label_of(shown.line.text))
    mine = "AnswerComment" in view.may and x.round == o.round
    return show.page(
        request,
        "objective/disposition",
        refused.status if refused else 200,
        view=view,
        o=o,
        ref=o.ref,
        shown=shown,
        row=row,
        present=words_of(view.text, x.paragraph or ""),
        mine=mine and x.disposition is not Disposition.WITHDRAWN,
        takes=bool(x.wording and words_of(view.text, x.paragraph or ""))
        and bool(view.stage.text_changed_by),
        moved=shown.fitting != x.wording,
        rates=_rates(shown),
        offered=_offered(request),
        templates=tuple((t.title, t.title) for t in view.negotiation.answer_templates),
        places=tuple((r.id, labels[r.id] or r.id) for r in labelled(view.text)),
        earlier=max((y.number for y in view.comments if y.number < x.number), default=0),
        later=min((y.number for y in view.comments if y.number > x.number), default=0),
        values=typed or {},
        errors=refused.errors if refused else {},
    )


def _offered(request: Request) -> tuple[tuple[str, str], ...]:
    with language(frame.language_of(request)):
        return tuple((d.value, disposition_label(d.value)) for d in OFFERED)


def _rates(shown: DispositionView) -> bool:
    """Whether the reader may say if the answer satisfies."""
    x: Comment = shown.line.comment
    mine = x.organisation == shown.view.standing.organisation
    given = x.disposition not in (None, Disposition.WITHDRAWN) and x.published
    return mine and given and "RateAnswer" in shown.view.may
