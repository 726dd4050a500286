"""What is done around the text: dates, leads, seats, reviews, signatures; and who is missing.

Theory.  Each of these is one small form and one command.  They share a page because they
are looked for together; a refusal opens the form it is about with what was typed, and the
others stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from placet.api.pages import frame, seeing, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, give, instant, refusal, view_of
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound
from placet.engine.parties import at_the_table, seated
from placet.engine.views import Later, ObjectiveView
from placet.templates.dates import there

router = APIRouter()

Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Small:
    """One small form: the command it gives, its right, and the notice when it was given."""

    right: str
    notice: str
    fields: tuple[str, ...]
    command: Callable[[Given, str], c.ObjectiveCommand]


def _at(given: Given, zone: str, field: str) -> c.ObjectiveCommand:
    found = instant(given.get(field, ""), given.get("at", ""), zone, field)
    if found is None:
        raise BadInput(field, N_("Choose a date."))
    if field == "review":
        return c.ScheduleReview(found)
    if field == "meeting":
        return c.ScheduleMeeting(found)
    return c.ChangeDeadline(found, given.get("reason", ""))


def _following(given: Given) -> c.ScheduleMeeting | None:
    """The meeting of the negotiation that was chosen (its number and beginning), if any."""
    number, _, begins = given.get("follows", "").partition(" ")
    if not number:
        return None
    try:
        at = datetime.fromisoformat(begins)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not number.isdigit() or len(number) > 6:
        raise BadInput("meeting", N_("Choose a meeting of the list."))
    return c.ScheduleMeeting(at, int(number))


def _lines(given: Given, name: str) -> tuple[str, ...]:
    return tuple(line for line in given.get(name, "").split("\n") if line)


def _number(given: Given, name: str) -> int:
    sent = given.get(name, "")
    if not sent.isascii() or not sent.isdigit() or len(sent) > 9:
        raise BadInput(name, N_("Choose a version."))
    return int(sent)


FORMS: Mapping[str, Small] = {
    "deadline": Small(
        "ChangeDeadline",
        "deadline-changed",
        ("deadline", "at", "reason"),
        lambda given, zone: _at(given, zone, "deadline"),
    ),
    "meeting": Small(
        "ScheduleMeeting",
        "meeting-set",
        ("meeting", "at", "follows"),
        lambda given, zone: _following(given) or _at(given, zone, "meeting"),
    ),
    "reviewer": Small(
        "NameReviewer",
        "reviewer-named",
        ("organisation", "due", "at"),
        lambda given, zone: c.NameReviewer(
            given.get("organisation", ""),
            instant(given.get("due", ""), given.get("at", ""), zone, "due"),
        ),
    ),
    "finding": Small(
        "GiveReview",
        "review-given",
        ("finding",),
        lambda given, zone: c.GiveReview(given.get("finding", "")),
    ),
    "rounds": Small(
        "ExtendRounds",
        "rounds-extended",
        ("reason",),
        lambda given, zone: c.ExtendRounds(given.get("reason", "")),
    ),
    "leads": Small(
        "HandOverLead",
        "handed-over",
        ("leads", "reason"),
        lambda given, zone: c.HandOverLead(_lines(given, "leads"), given.get("reason", "")),
    ),
    "restrict": Small(
        "RestrictObjective",
        "restricted",
        ("seen_by", "restricted_to", "reason"),
        lambda given, zone: c.RestrictObjective(seeing.seen_by(given), given.get("reason", "")),
    ),
    "admit": Small(
        "AdmitOrganisation",
        "admitted",
        ("organisation", "reason"),
        lambda given, zone: c.AdmitOrganisation(
            given.get("organisation", ""), given.get("reason", "")
        ),
    ),
    "signature": Small(
        "RecordSignature",
        "signed",
        ("organisation", "signed_on"),
        lambda given, zone: c.RecordSignature(
            given.get("organisation", ""), given.get("signed_on", "")
        ),
    ),
    "force": Small(
        "SetEntryIntoForce",
        "in-force",
        ("on",),
        lambda given, zone: c.SetEntryIntoForce(given.get("on", "")),
    ),
    "procedure": Small(
        "MoveToVersion",
        "moved",
        ("version", "reason"),
        lambda given, zone: c.MoveToVersion(_number(given, "version"), given.get("reason", "")),
    ),
    "review": Small(
        "ScheduleReview",
        "review-set",
        ("review", "at"),
        lambda given, zone: _at(given, zone, "review"),
    ),
}
"""The small forms, by the last part of their address."""


@router.get("/objectives/{ref}/manage")
def manage(request: Request, ref: Ref) -> Response:
    """The small forms that this person may use now."""
    return _manage(request, view_of(request, ref))


@router.post("/objectives/{ref}/manage/{form}")
def act(
    request: Request, ref: Ref, form: Annotated[str, Path(max_length=20)], typed: Typed
) -> Response:
    """Carry out one of the small forms."""
    small = FORMS.get(form)
    if small is None:
        raise NotFound("page", form)
    view = view_of(request, ref)
    try:
        if unknown := set(typed) - {"key", *small.fields}:
            raise BadInput(
                "",
                N_("The form held something that is not asked for here: {names}."),
                names=", ".join(sorted(unknown))[:80],
            )
        if "organisation" in small.fields and not typed.get("organisation"):
            raise BadInput("organisation", N_("Choose an organisation."))
        command = small.command(typed, view.negotiation.zone)
    except BadInput as error:
        return _manage(request, view, form, refusal(request, error, small.fields), typed)
    done = give(request, command, typed, objective=ref, fields=small.fields)
    if isinstance(done, Refusal):
        return _manage(request, view_of(request, ref), form, done, typed)
    return show.back(request, f"/objectives/{ref}/manage", small.notice)


@router.get("/objectives/{ref}/missing")
def missing(request: Request, ref: Ref) -> Response:
    """Who still owes an answer, with their people and the last mail to them."""
    return _missing(request, ref)


@router.post("/objectives/{ref}/missing")
def remind(request: Request, ref: Ref, typed: Typed) -> Response:
    """Show whom a reminder would reach, or send it."""
    only = _lines(typed, "only")
    if unknown := set(typed) - {"key", "only", "preview"}:
        raise BadInput("", N_("This form does not have: {names}."), names=", ".join(unknown)[:80])
    if typed.get("preview"):
        return _missing(request, ref, only, preview=True)
    done = give(request, c.SendReminders(only=only), typed, objective=ref)
    if isinstance(done, Refusal):
        return _missing(request, ref, only, refused=done)
    return show.back(request, f"/objectives/{ref}/missing", "reminded")


def _manage(
    request: Request,
    view: ObjectiveView,
    form: str = "",
    refused: Refusal | None = None,
    typed: Given | None = None,
) -> Response:
    allowed = {name for name, small in FORMS.items() if small.right in view.may}
    if not allowed and not (view.standing.secretariat or view.standing.chair):
        raise NotAllowed(N_("look after an objective"))
    o = view.objective
    if o.instrument is None:
        allowed -= {"signature", "force", "review"}
    if not o.observers:
        allowed.discard("admit")
    if o.run.deadline is None or o.instrument is not None:
        allowed.discard("deadline")
    later: tuple[Later, ...] = ()
    if "procedure" in allowed:
        later = frame.cases(request).moving(actor(request), o.ref).later
    if not later:
        allowed.discard("procedure")
    deadline = there(o.run.deadline.at, view.negotiation.zone) if o.run.deadline else None
    signed = {s.organisation for s in o.instrument.signatures} if o.instrument else set()
    return show.page(
        request,
        "objective/manage",
        refused.status if refused else 200,
        narrow=True,
        view=view,
        o=o,
        ref=o.ref,
        allowed=allowed,
        failed=form,
        local=deadline,
        later=later,
        participants=list(at_the_table(view.negotiation)),
        unsigned=[x for x in seated(view.negotiation) if x not in signed],
        values=typed or {},
        errors=refused.errors if refused else {},
        every=_everybody(request, view) if "restrict" in allowed else (),
        chosen_leads=_lines(typed, "leads") if typed and form == "leads" else o.leads,
    )


def _everybody(request: Request, view: ObjectiveView) -> tuple[str, ...]:
    """The organisations at the table, whoever sees this objective."""
    table = frame.cases(request).negotiation(actor(request), view.negotiation.symbol)
    return tuple(p.organisation for p in table.negotiation.participants)


def _missing(
    request: Request,
    ref: str,
    only: tuple[str, ...] = (),
    preview: bool = False,
    refused: Refusal | None = None,
) -> Response:
    view, owing = frame.cases(request).missing(actor(request), ref)
    reached = tuple(m for m in owing if not only or m.organisation.code in only)
    return show.page(
        request,
        "objective/missing",
        refused.status if refused else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        owing=owing,
        only=only,
        preview=preview,
        reached=reached,
        people=len({p.id for m in reached for p in m.people}),
        reminds="SendReminders" in view.may,
        errors=refused.errors if refused else {},
    )
