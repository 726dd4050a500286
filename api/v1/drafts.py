"""The agreement draft of an objective, rendered."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from placet.api.main import Root
from placet.api.rates import RENDERINGS_PER_PERSON
from placet.api.session import Caller, RootOf
from placet.api.v1.limits import RefAt
from placet.engine.draft import agreement_of
from placet.engine.views import ObjectiveView
from placet.templates import drafts, i18n

router = APIRouter(tags=["objectives"])

Format = Literal["html", "pdf"]
Version = Annotated[int | None, Query(ge=1, le=1_000_000)]

MEDIA_TYPES: dict[str, str] = {"html": "text/html", "pdf": "application/pdf"}
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A draft that is opened from the interface runs nothing and loads nothing."""


def rendered(view: ObjectiveView, format: Format, root: Root) -> tuple[bytes, str]:
    """The draft of the version that the view shows, and a name for its file."""
    with root.database.reading() as store:
        checkpoint = str(store.ledger_head(view.negotiation.symbol))
    draft = agreement_of(view, checkpoint)
    with i18n.language(view.me.language):
        data = drafts.draft_pdf(draft) if format == "pdf" else drafts.draft_page(draft).encode()
    return data, f"{view.objective.ref}-v{view.shown.number}.{format}"


@router.get(
    "/objectives/{ref}/draft.{format}",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}},
)
def draft(
    root: RootOf, who: Caller, ref: RefAt, format: Format, version: Version = None
) -> Response:
    """The agreement draft of the newest text, or of the version asked for."""
    view = root.cases.objective(who.actor, ref, version)
    root.rates.spend(RENDERINGS_PER_PERSON, "drafts", who.person.id)
    data, name = rendered(view, format, root)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": SANDBOX,
    }
    return Response(data, media_type=MEDIA_TYPES[format], headers=headers)
