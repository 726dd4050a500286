"""The receipt of a position: what was recorded, what proves it, what it replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import actor
from placet.api.pages.objective_parts import open_ballot
from placet.api.pages.reading import label_of
from placet.engine.model import Position
from placet.engine.views import ObjectiveView

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Replaced:
    """The position that another one took the place of, as its receipt says it."""

    kind: str
    reference: str


@router.get("/receipts/{reference}")
def receipt(request: Request, reference: Annotated[str, Path(max_length=40)]) -> Response:
    """What was recorded, with what proves it and what can still be done."""
    found = frame.cases(request).receipt(actor(request), reference)
    view = found.view
    still_open = open_ballot(view)
    return show.page(
        request,
        "objective/receipt",
        narrow=True,
        view=view,
        ref=view.objective.ref,
        receipt=found,
        position=found.position,
        ballot=found.ballot,
        changeable=found.current
        and found.position.organisation in view.answers_for
        and still_open is not None
        and still_open.number == found.ballot.number
        and "RecordPosition" in view.may,
        have=found.ballot.answered,
        labels=label_of(view.text),
        entry=next((e for e in view.history if _is_of(e.payload, reference)), None),
        replaced=_replaced(view, found.position, found.ballot.number),
    )


def _is_of(payload: Mapping[str, object], reference: str) -> bool:
    position = payload.get("position")
    return isinstance(position, Mapping) and position.get("reference") == reference


def _replaced(view: ObjectiveView, position: Position, ballot: int) -> Replaced | None:
    """What the seat held on that ballot right before: another delegate's position, perhaps."""
    before: Replaced | None = None
    for entry in sorted(view.history, key=lambda e: e.seq):
        if entry.kind not in ("PositionRecorded", "PositionWithdrawn"):
            continue
        made = entry.payload.get("position", entry.payload)
        if entry.payload.get("ballot") != ballot or not isinstance(made, Mapping):
            continue
        if made.get("organisation") != position.organisation:
            continue
        if made.get("reference") == position.reference:
            return before
        kind = made.get("kind")
        before = Replaced(str(kind), str(made.get("reference", ""))) if kind else None
    return None
