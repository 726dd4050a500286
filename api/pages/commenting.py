"""The form of a comment: on the whole text, on a paragraph, or on words of it.

Theory.  What a comment is about is chosen, never guessed: words that stand several times in a
paragraph are told apart by number, and the form says where each stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, give, read, refusal, view_of
from placet.api.pages.reading import label_of
from placet.api.pages.redlines import redline
from placet.api.pages.remarked import places, words_of
from placet.api.pages.typing_along import forget, prepares, typed_before
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, NotFound, PlacetError
from placet.engine.groups import spoken_for
from placet.engine.model import CommentType
from placet.engine.preparation import Preparation
from placet.engine.text import Text, labelled, spans
from placet.engine.views import ObjectiveView

router = APIRouter()

FIELDS = ("type", "body", "wording", "paragraph", "quotation", "group")

Asked = Annotated[str, Query(max_length=80)]
Quoted = Annotated[str, Query(max_length=4_000)]


class CommentForm(show.Form):
    """What the form of a comment may hold."""

    type: CommentType
    body: str = Field(min_length=1)
    paragraph: str = Field("", max_length=80)
    wording: str = ""
    quotation: str = Field("", max_length=4_000)
    occurrence: str = Field("", max_length=3)
    group: str = Field("", max_length=40)
    do: str = Field("save", max_length=20)


@router.get("/objectives/{ref}/comment")
def ask_comment(
    request: Request, ref: Ref, paragraph: Asked = "", quotation: Quoted = "", at: Asked = ""
) -> Response:
    """The form of a comment, on one paragraph, on words of it, or on the whole text."""
    given = {"paragraph": paragraph, "quotation": quotation, "occurrence": at}
    before = {} if quotation else typed_before(request, ref, f"comment:{paragraph}")
    return _form(request, view_of(request, ref), {**given, **before, "paragraph": paragraph})


@router.post("/objectives/{ref}/comment")
def comment(request: Request, ref: Ref, typed: Typed) -> Response:
    """Show the redline of a proposed wording, or make the comment."""
    view = view_of(request, ref)
    if typed.get("do") == "preview":
        return _form(request, view, typed, preview=True)
    missing = {
        "type": N_("Choose the type of the comment."),
        "body": N_("Write the comment."),
    }
    form = read(request, CommentForm, typed, missing)
    if isinstance(form, Refusal):
        return _form(request, view, typed, form)
    words = words_of(view.text, form.paragraph)
    wording = "" if form.wording.strip() == words.strip() else form.wording
    occurrence = _occurrence(view.text, form)
    if isinstance(occurrence, BadInput):
        return _form(request, view, typed, refusal(request, occurrence, FIELDS))
    command = c.MakeComment(
        form.type,
        form.body,
        form.paragraph or None,
        wording,
        quotation=form.quotation,
        occurrence=occurrence,
        group=form.group,
    )
    if form.do in ("keep", "ready"):
        return _kept(request, view, command, form.do == "ready", typed)
    done = give(request, command, typed, objective=ref, fields=FIELDS)
    if isinstance(done, Refusal):
        return _form(request, view_of(request, ref), typed, done)
    forget(request, ref, f"comment:{form.paragraph}")
    anchor = f"#{form.paragraph}" if form.paragraph else ""
    return show.back(request, f"/objectives/{ref}?done=commented{anchor}")


def _kept(
    request: Request,
    view: ObjectiveView,
    command: c.MakeComment,
    ready: bool,
    typed: Mapping[str, str],
) -> Response:
    """Keep the comment inside the organisation; nothing is submitted."""
    ref = view.objective.ref
    try:
        kept = Preparation(frame.cases(request))
        kept.keep(actor(request), ref, command, ready=ready)
    except NotFound:
        raise
    except PlacetError as error:
        return _form(request, view, typed, refusal(request, error, FIELDS))
    forget(request, ref, f"comment:{command.paragraph or ''}")
    anchor = f"#{command.paragraph}" if command.paragraph else ""
    return show.back(request, f"/objectives/{ref}?done={'kept-ready' if ready else 'kept'}{anchor}")


def _occurrence(text: Text, form: CommentForm) -> int | BadInput:
    """Which of the places is meant where words stand several times; 1 where they do not."""
    if form.occurrence.isascii() and form.occurrence.isdigit():
        return int(form.occurrence)
    words = words_of(text, form.paragraph)
    count = len(places(words, form.quotation)) if form.quotation.strip() else 0
    if count < 2:
        return 1
    return BadInput(
        "quotation",
        N_("These words stand {count} times in the paragraph."),
        N_("Choose below which of them you mean, or quote more words."),
        count=count,
    )


def _form(
    request: Request,
    view: ObjectiveView,
    values: Mapping[str, str],
    refused: Refusal | None = None,
    preview: bool = False,
) -> Response:
    paragraph = values.get("paragraph", "")
    words = words_of(view.text, paragraph)
    wording = values.get("wording", words)
    quotation = values.get("quotation", "")
    return show.page(
        request,
        "objective/comment",
        refused.status if refused else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        may="MakeComment" in view.may,
        prepares=prepares(view),
        found_again="body" in values and not refused and not preview,
        me_org=view.standing.organisation or "",
        rows=labelled(view.text),
        labels=label_of(view.text),
        paragraph=paragraph if words else "",
        unknown=bool(paragraph and not words),
        words=words,
        tree=spans(words),
        label=label_of(view.text).get(paragraph, ""),
        places=places(words, quotation) if words and quotation.strip() else (),
        wording=wording,
        proposed=redline(words, wording) if preview and wording.strip() != words.strip() else (),
        preview=preview,
        types=tuple(CommentType),
        speaks=spoken_for(view.negotiation.groups, view.standing.organisation),
        values={name: value for name, value in values.items() if name != "paragraph"},
        errors=refused.errors if refused else {},
    )
