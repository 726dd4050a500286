"""The redline of words while somebody writes them, for pages that have script."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from placet.api.pages import show
from placet.api.pages.acting import Ref, Refusal, Typed, read, view_of
from placet.api.pages.redlines import Piece, redline
from placet.engine.text import Mark, find

router = APIRouter()


class RedlineForm(show.Form):
    """Words to compare with those of a paragraph."""

    paragraph: str = Field(max_length=80)
    words: str = Field("", max_length=20_000)
    version: int = Field(ge=1, le=1_000_000)


@router.post("/objectives/{ref}/redline")
def live_redline(request: Request, ref: Ref, typed: Typed) -> Response:
    """The redline of words against a paragraph of a version, for a page that shows it at once.

    A list of `[op, words]`; nothing is changed by it.
    """
    form = read(request, RedlineForm, typed)
    if isinstance(form, Refusal):
        return JSONResponse([], 422)
    view = view_of(request, ref, form.version)
    found = find(view.text, form.paragraph)
    pieces = redline(found.words if found else "", form.words)
    return JSONResponse([[piece.op, _said(piece)] for piece in pieces])


def _said(piece: Piece) -> str:
    """The characters of a piece without its marks, its spaces kept."""
    return "".join(getattr(span, "text", "") for span in piece.tree if not isinstance(span, Mark))
