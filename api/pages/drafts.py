"""The agreement draft of an objective, as a page and as a file to take away.

It is a reading of what is recorded at this instant; looking at it changes nothing.
"""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, actor, view_of
from placet.api.rates import RENDERINGS_PER_PERSON
from placet.api.session import root_of
from placet.engine.draft import AgreementDraft, agreement_of
from placet.engine.views import ObjectiveView
from placet.templates import language
from placet.templates.drafts import brackets_sentence, draft_html, draft_pdf

router = APIRouter()

Version = Annotated[int | None, Query(ge=1, le=1_000_000)]


@router.get("/objectives/{ref}/agreement")
def agreement(request: Request, ref: Ref, version: Version = None) -> Response:
    """The draft inside a page, with what still keeps it from being final."""
    view = view_of(request, ref, version)
    draft = _draft(view)
    with language(frame.language_of(request)):
        sheet, open_brackets = draft_html(draft), brackets_sentence(draft)
    return show.page(
        request,
        "objective/agreement",
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        draft=draft,
        sheet=sheet,
        open_brackets=open_brackets,
        blockers=view.verdict.blockers if view.verdict and not draft.adopted else (),
    )


@router.get("/objectives/{ref}/agreement.pdf")
def agreement_pdf(request: Request, ref: Ref, version: Version = None) -> Response:
    """The same draft as a tagged PDF."""
    draft = _draft(view_of(request, ref, version))
    root_of(request).rates.spend(RENDERINGS_PER_PERSON, "drafts", actor(request).person)
    with language(frame.language_of(request)):
        made = draft_pdf(draft)
    name = re.sub(r"[^A-Za-z0-9._-]", "-", f"{draft.ref}-v{draft.version}")
    return Response(
        made,
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.pdf"',
            "Cache-Control": "no-store",
        },
    )


def _draft(view: ObjectiveView) -> AgreementDraft:
    """The draft with the head of the record, which names this instant for ever."""
    return agreement_of(view, view.checkpoint)
