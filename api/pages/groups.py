"""The groups of a table: who belongs to one, who speaks for it; a statement on a ballot.

The secretariat notes groups; a member may leave.  What a group says on a ballot is written on a
page of its own, so that nobody takes it for a position.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, give, read, view_of
from placet.api.pages.objective_parts import open_ballot
from placet.api.session import SignedIn
from placet.engine import commands as c
from placet.engine.errors import N_
from placet.engine.groups import GroupKind, spoken_for
from placet.engine.parties import at_the_table
from placet.engine.views import ObjectiveView
from placet.templates import expose
from placet.templates.group_words import group_kind_label, own_positions, spoken_as

router = APIRouter()
expose(group_kind_label=group_kind_label, own_positions=own_positions, spoken_as=spoken_as)

CodeAt = Annotated[str, Path(max_length=40)]
FIELDS = ("code", "title", "kind", "members", "speaker", "reason")
SAID = ("group", "kind", "words")
_MISSING = {
    "code": N_("Give the short name of the group."),
    "title": N_("Give the name of the group."),
    "kind": N_("Choose what brings its members together."),
    "members": N_("Choose its members."),
    "speaker": N_("Choose the member that speaks for it."),
}


class GroupForm(show.Form):
    """A group; the members come one a line."""

    code: str = Field(min_length=1, max_length=40)
    title: str = Field(min_length=1, max_length=400)
    kind: GroupKind
    members: str = Field(min_length=1, max_length=8_000)
    speaker: str = Field(min_length=1, max_length=40)


class ReasonForm(show.Form):
    """Why, if there is anything to say."""

    reason: str = Field("", max_length=8_000)


class StatementForm(show.Form):
    """What a group says on the ballot that was shown."""

    ballot: int = Field(ge=1, le=1_000_000)
    text_hash: str = Field(max_length=128)
    group: str = Field(min_length=1, max_length=40)
    kind: str = Field(min_length=1, max_length=40)
    words: str = ""


@router.get("/negotiations/{symbol}/groups")
def groups(request: Request, who: frame.Reader, symbol: str) -> Response:
    """The groups, with the forms to change them."""
    return _shown(request, who, symbol)


@router.post("/negotiations/{symbol}/groups")
def form_group(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """Note a new group."""
    form = read(request, GroupForm, typed, _MISSING)
    if isinstance(form, Refusal):
        return _shown(request, who, symbol, form, typed)
    members = tuple(form.members.split())
    command = c.FormGroup(form.code, form.title, form.kind, members, form.speaker)
    return _done(request, who, symbol, command, typed, "group-formed")


@router.post("/negotiations/{symbol}/groups/{code}/change")
def change_group(
    request: Request, who: frame.Reader, symbol: str, code: CodeAt, typed: Typed
) -> Response:
    """Give a group another title, kind, membership or speaker."""
    form = read(request, GroupForm, {**typed, "code": code}, _MISSING)
    if isinstance(form, Refusal):
        return _shown(request, who, symbol, form, {**typed, "code": code}, code)
    members = tuple(form.members.split())
    command = c.ChangeGroup(code, form.title, form.kind, members, form.speaker)
    return _done(request, who, symbol, command, typed, "group-changed", code)


@router.post("/negotiations/{symbol}/groups/{code}/dissolve")
def dissolve_group(
    request: Request, who: frame.Reader, symbol: str, code: CodeAt, typed: Typed
) -> Response:
    """Let a group be no more."""
    form = read(request, ReasonForm, typed)
    if isinstance(form, Refusal):
        return _shown(request, who, symbol, form, typed, code)
    command = c.DissolveGroup(code, form.reason)
    return _done(request, who, symbol, command, typed, "group-dissolved", code)


@router.post("/negotiations/{symbol}/groups/{code}/leave")
def leave_group(
    request: Request, who: frame.Reader, symbol: str, code: CodeAt, typed: Typed
) -> Response:
    """Take one's own organisation out of a group."""
    return _done(request, who, symbol, c.LeaveGroup(code), typed, "group-left", code)


@router.get("/objectives/{ref}/speak")
def ask_statement(request: Request, ref: Ref) -> Response:
    """The form of what a group says on the open ballot."""
    return _statement(request, view_of(request, ref))


@router.post("/objectives/{ref}/speak")
def speak(request: Request, ref: Ref, typed: Typed) -> Response:
    """Say it; a later statement replaces an earlier one."""
    missing = {"group": N_("Choose the group."), "kind": N_("Choose what the group holds.")}
    form = read(request, StatementForm, typed, missing)
    if isinstance(form, Refusal):
        return _statement(request, view_of(request, ref), form, typed)
    command = c.SpeakForGroup(form.ballot, form.text_hash, form.group, form.kind, form.words)
    done = give(request, command, typed, objective=ref, fields=SAID)
    if isinstance(done, Refusal):
        return _statement(request, view_of(request, ref), done, typed)
    return show.back(request, f"/objectives/{ref}?done=group-spoke#positions")


def _done(
    request: Request,
    who: SignedIn,
    symbol: str,
    command: c.GroupCommand,
    typed: Mapping[str, str],
    notice: str,
    at: str = "",
) -> Response:
    done = give(request, command, typed, negotiation=symbol, fields=FIELDS)
    if isinstance(done, Refusal):
        return _shown(request, who, symbol, done, typed, at)
    return show.back(request, f"/negotiations/{symbol}/groups", notice)


def _shown(
    request: Request,
    who: SignedIn,
    symbol: str,
    refused: Refusal | None = None,
    values: Mapping[str, str] | None = None,
    at: str = "",
) -> Response:
    view = frame.cases(request).negotiation(who.actor, symbol)
    return show.page(
        request,
        "negotiation-groups",
        refused.status if refused else 200,
        view=view,
        at=at,
        failed=bool(refused),
        kinds=tuple(GroupKind),
        codes=at_the_table(view.negotiation),
        ticked=frozenset((values or {}).get("members", "").split()),
        me_org=view.standing.organisation or "",
        values=values or {},
        errors=refused.errors if refused else {},
    )


def _statement(
    request: Request,
    view: ObjectiveView,
    refused: Refusal | None = None,
    values: Mapping[str, str] | None = None,
) -> Response:
    mine = spoken_for(view.negotiation.groups, view.standing.organisation)
    ballot = open_ballot(view)
    before = [s for s in view.objective.spoken if ballot and s.ballot == ballot.number]
    return show.page(
        request,
        "objective/speak",
        refused.status if refused else 200,
        narrow=True,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        ballot=ballot,
        groups=mine,
        said={s.group: s for s in before},
        may="SpeakForGroup" in view.may,
        values=values or {},
        errors=refused.errors if refused else {},
    )
