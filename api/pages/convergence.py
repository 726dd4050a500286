"""How a negotiation converges, version by version; the picture and the figures to take away."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, actor
from placet.engine.errors import N_
from placet.engine.wording_views import ConvergenceView
from placet.templates import language
from placet.templates.convergence_picture import (
    HEIGHT,
    WIDTH,
    convergence_sentence,
    convergence_table,
    frames,
    percent,
    picture,
    share,
)
from placet.templates.csv_cells import csv_table

router = APIRouter()


@router.get("/objectives/{ref}/convergence")
def convergence(request: Request, ref: Ref) -> Response:
    """Brackets, words in them and paragraphs agreed: a sentence, a picture, a table."""
    found = _found(request, ref)
    with language(frame.language_of(request)):
        drawn, sentence = frames(found.points), convergence_sentence(found.points)
    return show.page(
        request,
        "objective/convergence",
        view=found.view,
        o=found.view.objective,
        ref=found.view.objective.ref,
        points=found.points,
        frames=drawn,
        sentence=sentence,
        width=WIDTH,
        height=HEIGHT,
        share=lambda point: percent(share(point)),
    )


@router.get("/objectives/{ref}/convergence.svg")
def convergence_svg(request: Request, ref: Ref) -> Response:
    """The picture as a file that stands alone."""
    found = _found(request, ref)
    o = found.view.objective
    with language(frame.language_of(request)):
        title = show.said(N_("{ref}: {title}"), ref=o.ref, title=o.title)
        drawn = picture(found.points, title)
    return Response(drawn, media_type="image/svg+xml", headers=_to_keep(o.ref, "svg"))


@router.get("/objectives/{ref}/convergence.csv")
def convergence_csv(request: Request, ref: Ref) -> Response:
    """The figures of every version as a table that a spreadsheet opens."""
    found = _found(request, ref)
    table = csv_table(convergence_table(found.points))
    headers = _to_keep(found.view.objective.ref, "csv")
    return Response(table, media_type="text/csv; charset=utf-8", headers=headers)


def _found(request: Request, ref: str) -> ConvergenceView:
    return frame.cases(request).convergence(actor(request), ref)


def _to_keep(ref: str, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{ref}-convergence.{ending}"'}
