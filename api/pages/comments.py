"""Comments on a text, and the table of answers to them.

Theory.  A comment hangs on a paragraph of the version it was made on, so its proposed
wording is shown against those words for ever, whatever became of them since.  The table is
one page for everybody; only who answers sees forms in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from placet.api.pages import show
from placet.api.pages.acting import Ref, Refusal, Typed, give, read, view_of
from placet.api.pages.objective_parts import answered, this_round
from placet.api.pages.reading import label_of
from placet.api.pages.redlines import Piece, redline
from placet.api.pages.remarked import lost, remarks_of, words_of
from placet.engine import commands as c
from placet.engine.errors import N_
from placet.engine.model import Comment, CommentType, Disposition
from placet.engine.text import Anchor, Orphan, Text
from placet.engine.views import ObjectiveView
from placet.engine.wording_views import RemarkShown

router = APIRouter()

ON_ONE_PAGE = 100
GENERAL = "general"

Filter = Annotated[str, Query(max_length=80)]


class AnswerForm(show.Form):
    """What the form of an answer may hold."""

    disposition: Disposition
    response: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One comment in the table: its paragraph's number then, and what it proposes.

    `where` is where the words it quotes are now: an anchor, an orphan, None where it quotes none.
    """

    comment: Comment
    label: str
    proposed: tuple[Piece, ...]
    touched: bool
    where: Anchor | Orphan | None = None


@router.get("/objectives/{ref}/comments")
def table(
    request: Request,
    ref: Ref,
    organisation: Filter = "",
    paragraph: Filter = "",
    type: Filter = "",
    state: Filter = "",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """The table of comments and answers."""
    chosen = {
        "organisation": organisation,
        "paragraph": paragraph,
        "type": type,
        "state": state,
    }
    return table_page(request, view_of(request, ref), chosen, page)


@router.post("/objectives/{ref}/comments/{number}")
def answer(
    request: Request,
    ref: Ref,
    number: Annotated[int, Path(ge=1, le=1_000_000)],
    typed: Typed,
) -> Response:
    """Give a comment its answer."""
    form = read(request, AnswerForm, typed, {"disposition": N_("Choose an answer.")})
    if not isinstance(form, Refusal):
        command = c.AnswerComment(number, form.disposition, form.response)
        done = give(request, command, typed, objective=ref, fields=("disposition", "response"))
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{ref}/comments?done=answered#c{number}")
        form = done
    return table_page(request, view_of(request, ref), {}, 1, (number, form, typed))


def table_page(
    request: Request,
    view: ObjectiveView,
    chosen: Mapping[str, str],
    page: int,
    refused: tuple[int, Refusal, Mapping[str, str]] | None = None,
) -> Response:
    """The table; `refused` is the comment about which something was refused, and what was typed."""
    found = [one for one in sorted(view.comments, key=lambda c: c.number) if _is(one, chosen)]
    if refused:
        place = next((at for at, one in enumerate(found) if one.number == refused[0]), 0)
        page = place // ON_ONE_PAGE + 1
    part = found[(page - 1) * ON_ONE_PAGE : page * ON_ONE_PAGE]
    present, remarks = this_round(view), remarks_of(request, view)
    done, total = answered(present or view.comments)
    return show.page(
        request,
        "objective/comments",
        refused[1].status if refused else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        lines=_lines(request, view, part, remarks),
        lost=lost(remarks),
        found=len(found),
        done=done,
        total=total,
        in_round=bool(present),
        chosen=chosen,
        page=page,
        pages=-(-len(found) // ON_ONE_PAGE),
        organisations=sorted({one.organisation for one in view.comments}),
        types=tuple(CommentType),
        dispositions=tuple(Disposition),
        answers="AnswerComment" in view.may,
        withdraws=view.standing.organisation if "WithdrawComment" in view.may else None,
        bad=refused[0] if refused else 0,
        values=refused[2] if refused else {},
        errors=refused[1].errors if refused else {},
    )


def _is(one: Comment, chosen: Mapping[str, str]) -> bool:
    """Whether the comment is among those asked for."""
    state = chosen.get("state", "")
    return (
        chosen.get("organisation", "") in ("", one.organisation)
        and chosen.get("paragraph", "") in ("", one.paragraph or GENERAL)
        and chosen.get("type", "") in ("", one.type.value)
        and (not state or (state == "open") == (one.disposition is None))
    )


def _lines(
    request: Request,
    view: ObjectiveView,
    part: list[Comment],
    remarks: Mapping[int, RemarkShown],
) -> tuple[Line, ...]:
    """The comments with the words they were made on."""
    texts: dict[int, Text] = {view.shown.number: view.text}
    known = {head.number for head in view.heads}
    for number in {one.text for one in part} & known - texts.keys():
        texts[number] = view_of(request, view.objective.ref, number).text
    labels = {number: label_of(text) for number, text in texts.items()}
    lines = []
    for one in part:
        text = texts.get(one.text, view.text)
        words = words_of(text, one.paragraph or "")
        proposed = redline(words, one.wording) if one.wording else ()
        touched = words != words_of(view.text, one.paragraph or "")
        label = labels.get(one.text, {}).get(one.paragraph or "", "")
        where = remarks[one.number].where if one.number in remarks else None
        lines.append(Line(one, label, proposed, touched, where))
    return tuple(lines)
