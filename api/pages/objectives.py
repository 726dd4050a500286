"""The page of an objective: what is asked, the text, who holds what, what happened.

Reading writes nothing, not even that somebody looked: after a deadline the page shows the
outcome that holds, and the tick writes it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, give, read, view_of
from placet.api.pages.inside import inside
from placet.api.pages.objective_parts import (
    answered,
    asked,
    confirm_deadline,
    my_comments,
    my_steps,
    roll,
    this_round,
    unconfirmed,
)
from placet.api.pages.objective_text import Reading, text_of
from placet.api.pages.reading import by_paragraph, label_of
from placet.api.pages.redlines import redline, replaced
from placet.api.pages.text_view import Way
from placet.engine import commands as c
from placet.engine.answered import last_answered
from placet.engine.ledger import Entry
from placet.engine.model import Position
from placet.engine.text import Text, direction, find, names_of
from placet.engine.views import ObjectiveView

router = APIRouter()

TOLD = frozenset(
    "ObjectiveProposed StageEntered BallotClosed TextRevised DeadlineChanged Adopted "
    "AdoptionUndone LeadsChanged ObserversChanged ReviewScheduled EntryIntoForceSet "
    "WorkflowChanged".split()
)
"""What the timeline beside the text tells; the record has everything."""
MOST_TOLD = 14


@router.get("/objectives/{ref}")
def show_objective(request: Request, ref: Ref, way: Reading) -> Response:
    """One objective, its text read as the address says."""
    return shown(request, view_of(request, ref, way.version or None), way=way)


class Bare(show.Form):
    """A form that is only a button."""


class BallotForm(show.Form):
    """A button about one ballot."""

    ballot: int


@router.post("/objectives/{ref}/no-comments")
def say_no_comments(request: Request, ref: Ref, typed: Typed) -> Response:
    """Say for the organisation that it has no comments in this round."""
    form = read(request, Bare, typed)
    if not isinstance(form, Refusal):
        done = give(request, c.StateNoComments(), typed, objective=ref)
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{ref}", "no-comments")
        form = done
    return shown(request, view_of(request, ref), form)


@router.post("/objectives/{ref}/confirm")
def confirm_position(request: Request, ref: Ref, typed: Typed) -> Response:
    """Confirm the position that was given ad referendum."""
    form = read(request, BallotForm, typed)
    if not isinstance(form, Refusal):
        done = give(request, c.ConfirmPosition(form.ballot), typed, objective=ref)
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{ref}", "confirmed")
        form = done
    return shown(request, view_of(request, ref), form)


def shown(
    request: Request,
    view: ObjectiveView,
    refused: Refusal | None = None,
    way: Way | None = None,
    values: Mapping[str, str] | None = None,
) -> Response:
    """The page, with what was refused above it."""
    o, ballot = view.objective, view.ballot
    round_comments = this_round(view)
    done, total = answered(round_comments)
    notes = by_paragraph(view.comments)
    objections = _objections(view)
    return show.page(
        request,
        "objective/show",
        refused.status if refused else 200,
        errors=refused.errors if refused else {},
        values=values or {},
        view=view,
        o=o,
        ref=o.ref,
        ballot=ballot,
        proposer=_proposer(view),
        me_org=view.standing.organisation or "",
        asked=asked(view),
        rule=view.rule,
        open_names=names_of(view.text, ballot.paragraphs) if ballot else (),
        agreed_names=names_of(view.text, o.agreed),
        broken_names=names_of(view.text, view.broken_on),
        takes_comments=_after_comments(view),
        have=ballot.answered if ballot else 0,
        roll=roll(view, ballot) if ballot else None,
        proposed=_proposed(view),
        objections=objections,
        steps=my_steps(view),
        manages=view.standing.secretariat
        or view.standing.chair
        or "HandOverLead" in view.may
        or "GiveReview" in view.may,
        sees_missing=view.standing.secretariat or view.standing.chair,
        my_comments=my_comments(view),
        comments_answered=done,
        comments_total=total,
        to_confirm=unconfirmed(view),
        confirm_by=confirm_deadline(view),
        labels=label_of(view.text),
        general=notes.get(None, ()),
        has_notes=any(notes) or bool(objections),
        text_direction=direction(view.text),
        timeline=_timeline(view),
        since=_since(request, view),
        **inside(request, view),
        **text_of(request, view, way or Way(), _touched(request, view)),
    )


@dataclass(frozen=True, slots=True)
class Since:
    """How many paragraphs changed since the version that the organisation last answered."""

    version: int
    count: int


def _since(request: Request, view: ObjectiveView) -> Since | None:
    """What the reader's organisation has not seen; None where it answered on the newest text."""
    mine, newest = view.standing.organisation, view.objective.text.number
    if mine is None or view.shown.number != newest:
        return None
    version = last_answered(view.objective, mine, view.ballots, view.comments)
    if not 0 < version < newest:
        return None
    found = frame.cases(request).compare(actor(request), view.objective.ref, version, newest)
    return Since(version, sum(row.change != "same" for row in found.redline.rows))


def _after_comments(view: ObjectiveView) -> bool:
    """Whether a stage that collects comments leads to the present one."""
    stages, here = view.workflow.stages, view.stage.name
    leading = (source for s in view.workflow.steps if s.dest == here for source in s.sources)
    return any(stages[source].collects_comments for source in leading)


def _proposer(view: ObjectiveView) -> str:
    """The organisation that proposed: it wrote the first version; empty for the secretariat."""
    first = min(view.heads, key=lambda head: head.number, default=view.shown)
    return first.organisation or ""


def _timeline(view: ObjectiveView) -> tuple[Entry, ...]:
    told = [e for e in view.history if e.kind in TOLD and _tells(e)]
    return tuple(sorted(told, key=lambda e: e.seq)[-MOST_TOLD:])


def _tells(entry: Entry) -> bool:
    """Not the first stage (the proposal says it), nor a deadline that was only taken away."""
    if entry.kind == "StageEntered":
        return bool(entry.payload.get("step"))
    return entry.kind != "DeadlineChanged" or entry.payload.get("deadline") is not None


def _touched(request: Request, view: ObjectiveView) -> tuple[str, ...]:
    """The paragraphs that the shown version changed."""
    number = view.shown.number
    if number < 2:
        return ()
    found = frame.cases(request).compare(actor(request), view.objective.ref, number - 1, number)
    return tuple(r.id for r in found.redline.rows if r.change not in ("same", "removed"))


def _objections(view: ObjectiveView) -> Mapping[str, tuple[Position, ...]]:
    """The blocking positions on the shown text, by the paragraphs they concern."""
    if view.ballot is None or view.ballot.text != view.shown.number:
        return {}
    found: dict[str, tuple[Position, ...]] = {}
    known = view.workflow.terms(view.ballot.rule).effects
    for position in view.ballot.positions.values():
        effects = known.get(position.kind)
        for paragraph in position.paragraphs if effects and effects.blocking else ():
            found[paragraph] = (*found.get(paragraph, ()), position)
    return found


def _proposed(view: ObjectiveView) -> Mapping[str, object]:
    """Offered wordings as redlines against the one paragraph that they are about.

    A wording that leaves little of the paragraph is a fragment of it, and stands as it is.
    """
    if view.ballot is None or view.ballot.text != view.shown.number:
        return {}
    found = {
        p.organisation: redline(words, p.wording)
        for p in view.ballot.positions.values()
        if p.wording and (words := _only_paragraph(view.text, p.paragraphs))
    }
    return {organisation: drawn for organisation, drawn in found.items() if not replaced(drawn)}


def _only_paragraph(text: Text, ids: tuple[str, ...]) -> str:
    found = find(text, ids[0]) if len(ids) == 1 else None
    return found.words if found else ""
