"""What the page of an objective says to people of one organisation alone: its own batch."""

from __future__ import annotations

from fastapi import Request

from placet.api.pages import frame
from placet.api.pages.acting import actor
from placet.api.pages.typing_along import prepares
from placet.engine.preparation import Preparation
from placet.engine.prepared import PreparedKind, PreparedState
from placet.engine.views import ObjectiveView


def inside(request: Request, view: ObjectiveView) -> dict[str, object]:
    """How much is prepared and cleared, and the organisation's own deadline."""
    if not prepares(view):
        return {"prepared": 0, "prepared_cleared": 0, "internal": None, "prepares": False}
    ref = view.objective.ref
    held, internal = Preparation(frame.cases(request)).glance(actor(request), ref)
    items = [i for i in held if i.open and i.kind is not PreparedKind.NOTE]
    return {
        "prepared": len(items),
        "prepared_cleared": sum(i.state is PreparedState.CLEARED for i in items),
        "internal": internal,
        "prepares": True,
    }
