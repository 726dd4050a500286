"""Proxies: who may answer for whom, offers to accept, and a body that casts for its members."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import (
    Ref,
    Refusal,
    Typed,
    give,
    instant,
    read,
    refusal,
    view_of,
)
from placet.api.pages.objective_parts import open_ballot
from placet.api.session import SignedIn
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput
from placet.engine.parties import seated
from placet.engine.proxies import Proxy, ProxyState, in_force
from placet.engine.views import NegotiationView, ObjectiveView
from placet.templates import expose
from placet.templates.group_words import proxy_state_label

router = APIRouter()
expose(proxy_state_label=proxy_state_label)

Number = Annotated[int, Path(ge=1, le=1_000_000)]
FIELDS = ("holder", "members", "since", "until", "objectives", "reason", "evidence")
CASTING = ("kind", "present", "reasons", "wording", "resolve")
_MISSING = {
    "holder": N_("Choose the organisation."),
    "until": N_("Choose the day until which it lasts."),
    "members": N_("Choose the members."),
    "evidence": N_("Say where it is laid down."),
    "reason": N_("Give the reason."),
}


class OfferForm(show.Form):
    """A proxy to offer; objectives come one a line, none for all."""

    holder: str = Field(min_length=1, max_length=40)
    since: str = Field("", max_length=20)
    until: str = Field(min_length=1, max_length=20)
    objectives: str = Field("", max_length=8_000)
    reason: str = Field("", max_length=8_000)


class CastingForm(show.Form):
    """A body that casts for its members."""

    holder: str = Field(min_length=1, max_length=40)
    members: str = Field(min_length=1, max_length=8_000)
    evidence: str = Field(min_length=1, max_length=8_000)
    until: str = Field("", max_length=20)


class EndForm(show.Form):
    """Why it ends; `holder` where a body no longer casts."""

    reason: str = Field(min_length=1, max_length=8_000)
    holder: str = Field("", max_length=40)


class AnswerForm(show.Form):
    """What the holder answers."""

    reason: str = Field("", max_length=8_000)


class CastForm(show.Form):
    """One position for all members that are present."""

    ballot: int = Field(ge=1, le=1_000_000)
    text_hash: str = Field(max_length=128)
    kind: str = Field(min_length=1, max_length=40)
    present: str = Field(min_length=1, max_length=8_000)
    reasons: str = ""
    wording: str = ""
    no_wording: str = ""
    resolve: str = ""


@router.get("/negotiations/{symbol}/proxies")
def proxies(request: Request, who: frame.Reader, symbol: str) -> Response:
    """Who may answer for whom, and the form to offer a proxy."""
    return _shown(request, who, symbol)


@router.post("/negotiations/{symbol}/proxies")
def offer(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """Offer another organisation to answer for one's own."""
    form = read(request, OfferForm, typed, _MISSING)
    if isinstance(form, Refusal):
        return _shown(request, who, symbol, form, typed)
    zone = frame.cases(request).negotiation(who.actor, symbol).negotiation.zone
    try:
        until = _day(form.until, zone, "until")
        since = instant(form.since, "00:00", zone, "since")
    except BadInput as error:
        return _shown(request, who, symbol, refusal(request, error, FIELDS), typed)
    refs = tuple(form.objectives.split())
    command = c.GiveProxy(form.holder, until, since, refs, form.reason)
    return _done(request, who, symbol, command, typed, "proxy-offered")


@router.post("/negotiations/{symbol}/proxies/{number}/accept")
def accept(
    request: Request, who: frame.Reader, symbol: str, number: Number, typed: Typed
) -> Response:
    """Accept to answer for the organisation that offered its proxy."""
    return _done(request, who, symbol, c.AcceptProxy(number), typed, "proxy-accepted", number)


@router.post("/negotiations/{symbol}/proxies/{number}/decline")
def decline(
    request: Request, who: frame.Reader, symbol: str, number: Number, typed: Typed
) -> Response:
    """Decline it."""
    form = read(request, AnswerForm, typed)
    if isinstance(form, Refusal):
        return _shown(request, who, symbol, form, typed, number)
    command = c.DeclineProxy(number, form.reason)
    return _done(request, who, symbol, command, typed, "proxy-declined", number)


@router.post("/negotiations/{symbol}/proxies/{number}/end")
def end(request: Request, who: frame.Reader, symbol: str, number: Number, typed: Typed) -> Response:
    """End a proxy, or take an offer back."""
    form = read(request, EndForm, typed, _MISSING)
    if isinstance(form, Refusal):
        return _shown(request, who, symbol, form, typed, number)
    command = c.EndProxy(number, form.reason)
    return _done(request, who, symbol, command, typed, "proxy-ended", number)


@router.post("/negotiations/{symbol}/casting")
def declare(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """Note that a body casts for its members."""
    form = read(request, CastingForm, typed, _MISSING)
    if isinstance(form, Refusal):
        return _shown(request, who, symbol, form, typed, "casting")
    zone = frame.cases(request).negotiation(who.actor, symbol).negotiation.zone
    try:
        until = instant(form.until, "23:59", zone, "until")
    except BadInput as error:
        return _shown(request, who, symbol, refusal(request, error, FIELDS), typed, "casting")
    command = c.DeclareCasting(form.holder, tuple(form.members.split()), form.evidence, until=until)
    return _done(request, who, symbol, command, typed, "casting-declared", "casting")


@router.post("/negotiations/{symbol}/casting/end")
def end_casting(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """Let a body no longer cast for any of its members."""
    form = read(request, EndForm, typed, _MISSING)
    if isinstance(form, Refusal):
        return _shown(request, who, symbol, form, typed, "end-casting")
    command = c.EndCasting(form.holder, form.reason)
    return _done(request, who, symbol, command, typed, "proxy-ended", "end-casting")


@router.get("/objectives/{ref}/cast")
def ask_cast(request: Request, ref: Ref) -> Response:
    """The form with which a body casts for its members."""
    return _casting(request, view_of(request, ref))


@router.post("/objectives/{ref}/cast")
def cast(request: Request, ref: Ref, typed: Typed) -> Response:
    """Record one position for each member that is present and has not answered itself."""
    missing = {"kind": N_("Choose a position."), "present": N_("Tick the members present.")}
    form = read(request, CastForm, typed, missing)
    if isinstance(form, Refusal):
        return _casting(request, view_of(request, ref), form, typed)
    position = c.RecordPosition(
        form.ballot,
        form.text_hash,
        form.kind,
        reasons=form.reasons,
        wording=form.wording,
        no_wording=form.no_wording == "yes",
        resolve=form.resolve,
    )
    command = c.CastForMembers(position, tuple(form.present.split()))
    done = give(request, command, typed, objective=ref, fields=CASTING)
    if isinstance(done, Refusal):
        return _casting(request, view_of(request, ref), done, typed)
    return show.back(request, f"/objectives/{ref}?done=cast#positions")


def _day(text: str, zone: str, field: str) -> datetime:
    at = instant(text, "23:59", zone, field)
    if at is None:
        raise BadInput(field, N_("The day is missing."), N_("Choose it."))
    return at


def _done(
    request: Request,
    who: SignedIn,
    symbol: str,
    command: c.ProxyCommand,
    typed: Mapping[str, str],
    notice: str,
    at: int | str = "",
) -> Response:
    done = give(request, command, typed, negotiation=symbol, fields=FIELDS)
    if isinstance(done, Refusal):
        return _shown(request, who, symbol, done, typed, at)
    return show.back(request, f"/negotiations/{symbol}/proxies", notice)


def _shown(
    request: Request,
    who: SignedIn,
    symbol: str,
    refused: Refusal | None = None,
    values: Mapping[str, str] | None = None,
    at: int | str = "",
) -> Response:
    view = frame.cases(request).negotiation(who.actor, symbol)
    n = view.negotiation
    own = view.standing.organisation
    bodies = [p.holder for p in n.proxies if p.casts and _lives(p, view)]
    living = tuple(p for p in n.proxies if _lives(p, view))
    today = view.now.astimezone(ZoneInfo(n.zone)).date()
    return show.page(
        request,
        "negotiation-proxies",
        refused.status if refused else 200,
        view=view,
        at=at,
        living=living,
        over=tuple(p for p in reversed(n.proxies) if p not in living),
        holds_now={p.number for p in n.proxies if in_force(p, view.now)},
        bodies=tuple(dict.fromkeys(bodies)),
        me_org=own or "",
        submits=view.standing.submits,
        others=[x for x in seated(n) if x != own],
        codes=seated(n),
        open_refs=[
            (o.ref, f"{o.ref} · {o.title}") for o in view.objectives if not _ended(view, o.ref)
        ],
        ticked=frozenset((values or {}).get("members", "").split()),
        chosen=frozenset((values or {}).get("objectives", "").split()),
        soonest=today.isoformat(),
        latest=(today + timedelta(days=365)).isoformat(),
        values=values or {},
        errors=refused.errors if refused else {},
    )


def _lives(proxy: Proxy, view: NegotiationView) -> bool:
    """Whether it is offered or accepted, and its time is not over."""
    ongoing = proxy.state in (ProxyState.OFFERED, ProxyState.ACCEPTED)
    return ongoing and (proxy.ends is None or view.now < proxy.ends)


def _ended(view: NegotiationView, ref: str) -> bool:
    return view.stages[ref].end


def _casting(
    request: Request,
    view: ObjectiveView,
    refused: Refusal | None = None,
    values: Mapping[str, str] | None = None,
) -> Response:
    ballot = open_ballot(view)
    return show.page(
        request,
        "objective/cast",
        refused.status if refused else 200,
        narrow=True,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        ballot=ballot,
        rule=view.rule,
        members=view.casts_for,
        may="CastForMembers" in view.may,
        me_org=view.standing.organisation or "",
        ticked=frozenset((values or {}).get("present", "").split()),
        values=values or {},
        errors=refused.errors if refused else {},
    )
