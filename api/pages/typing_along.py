"""What somebody is typing, kept so that it is there when they come back.

Theory.  A form that asks for it sends its fields while somebody writes; they are that person's
alone, are replaced by what is typed next and go when the form is sent.  Without script nothing
is lost either: a form that is refused comes back as it was.
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.pages import frame
from placet.api.pages.acting import Ref, Typed, actor
from placet.engine import assigning
from placet.engine.errors import N_, BadInput
from placet.engine.model import Capacity
from placet.engine.preparation import Preparation
from placet.engine.views import ObjectiveView

router = APIRouter()

FORMS = ("comment", "amend")
LONGEST = 40_000
_OURS = ("csrf", "key", "do", "form")


@router.post("/objectives/{ref}/typing")
def keep(request: Request, ref: Ref, typed: Typed) -> Response:
    """Keep what was typed into a form so far; `form` says which, with its paragraph."""
    form = typed.get("form", "")
    kind, _, paragraph = form.partition(":")
    fields = {name: value for name, value in typed.items() if name not in _OURS}
    if kind not in FORMS or len(paragraph) > 80 or sum(map(len, fields.values())) > LONGEST:
        raise BadInput("form", N_("The form held something that is not asked for here."))
    assigning.keep_typed(Preparation(frame.cases(request)), actor(request), ref, form, fields)
    return Response(status_code=204)


def prepares(view: ObjectiveView) -> bool:
    """Whether the reader prepares things for an organisation."""
    who = view.standing
    acts = who.organisation is not None and not who.left
    return acts and who.capacity is not Capacity.OBSERVER


def typed_before(request: Request, ref: str, form: str) -> Mapping[str, str]:
    """What the person had typed into this form and not sent."""
    found = assigning.typed(Preparation(frame.cases(request)), actor(request), ref, form)
    return found[0] if found else {}


def forget(request: Request, ref: str, form: str) -> None:
    """It was sent, or is not wanted any more."""
    assigning.drop_typed(Preparation(frame.cases(request)), actor(request), ref, form)
