"""Standing bodies: the list, one of them, and the form that establishes or changes one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, Typed, give
from placet.api.pages.negotiations import zones
from placet.api.session import SignedIn
from placet.engine import commands as c
from placet.engine.access import can
from placet.engine.bodies import Body, BodyMember
from placet.engine.errors import N_, BadInput
from placet.engine.published import DefinitionKind

router = APIRouter()
Code = Annotated[str, Path(max_length=40)]

_MISSING = {
    "code": N_("Give a short name, such as EWCG."),
    "name": N_("Give the full name."),
}


class BodyForm(show.Form):
    """A body: `members` one a line, as CODE; classes; weight; observer."""

    code: str = Field("", max_length=40)
    name: str = Field(min_length=1, max_length=400)
    purpose: str = Field("", max_length=20_000)
    members: str = Field("", max_length=100_000)
    workflow: str = Field("", max_length=60)
    zone: str = Field("", max_length=60)
    languages: str = Field("", max_length=400)
    observers_comment: str = Field("", max_length=3)
    contact: str = Field("", max_length=400)
    version: int = Field(0, ge=0, le=1_000_000_000)
    reason: str = Field("", max_length=4_000)

    def body(self, code: str) -> Body:
        """The body; BadInput names the line of a member that cannot be read."""
        return Body(
            code,
            self.name,
            self.purpose,
            members_of(self.members),
            self.workflow,
            self.zone,
            tuple(x for x in self.languages.replace(",", " ").split() if x),
            self.observers_comment == "yes",
            self.contact,
        )


@router.get("/bodies")
def bodies(request: Request, who: frame.Reader) -> Response:
    """All bodies, and for those who may the form for another one."""
    return _list(request, who)


@router.post("/bodies")
def establish(request: Request, who: frame.Reader, typed: Typed) -> Response:
    """Establish a body."""
    bad = _give(request, typed, None)
    if isinstance(bad, Refusal):
        return _list(request, who, bad.status, values=typed, errors=dict(bad.errors))
    return show.back(request, f"/bodies/{bad}", "body-established")


@router.get("/bodies/{code}")
def body(request: Request, who: frame.Reader, code: Code) -> Response:
    """One body: its members and what its negotiations begin with."""
    return _one(request, who, frame.cases(request).body(who.actor, code))


@router.post("/bodies/{code}")
def change(request: Request, who: frame.Reader, code: Code, typed: Typed) -> Response:
    """Change a body; tables that are open stay as they are."""
    known = frame.cases(request).body(who.actor, code)
    bad = _give(request, typed, known)
    if isinstance(bad, Refusal):
        return _one(request, who, known, bad.status, values=typed, errors=dict(bad.errors))
    return show.back(request, f"/bodies/{bad}", "body-changed")


def members_of(lines: str) -> tuple[BodyMember, ...]:
    """The members that were typed, one a line; BadInput names the line that cannot be read."""
    found = []
    for number, line in enumerate(lines.splitlines(), 1):
        code, *rest = (part.strip() for part in line.split(";"))
        if not code and not any(rest):
            continue
        classes: tuple[str, ...] = ()
        weight, observer = 1, False
        for part in rest:
            if part.casefold() in ("observer", show.said(N_("observer")).casefold()):
                observer = True
            elif part.isascii() and part.isdigit():
                weight = int(part[:12])
            elif part:
                classes = tuple(x.strip() for x in part.split(",") if x.strip())
        if not code or len(code) > 40:
            raise BadInput(
                "members",
                N_("Line {line} has no short name."),
                N_("Write each member as FAO; P, O; 2; observer. Only the name is needed."),
                line=number,
            )
        found.append(BodyMember(code, classes, weight, observer))
    return tuple(found)


def lines_of(of: Body) -> str:
    """The members as they are typed."""
    return "\n".join(
        "; ".join(
            (
                m.organisation,
                *([", ".join(m.classes)] if m.classes else []),
                *([str(m.weight)] if m.weight != 1 else []),
                *([show.said(N_("observer"))] if m.observer else []),
            )
        )
        for m in of.members
    )


def _give(request: Request, typed: dict[str, str], known: Body | None) -> Refusal | str:
    """The code of the body that was written, or the refusal."""
    sent, errors = show.checked(BodyForm, typed, _MISSING)
    if sent is None:
        return Refusal(422, errors)
    fields = tuple(BodyForm.model_fields)
    try:
        given = sent.body(known.code if known else sent.code)
    except BadInput as error:
        return Refusal(*show.refused(error, fields))
    command: c.BodyCommand = c.EstablishBody(given)
    if known is not None:
        command = c.ChangeBody(given, sent.reason)
    expected = sent.version if known is not None else None
    answer = give(request, command, typed, expected=expected, fields=fields)
    return answer if isinstance(answer, Refusal) else answer.reference or given.code


def _list(request: Request, who: SignedIn, status: int = 200, **context: object) -> Response:
    return show.page(
        request,
        "bodies",
        status,
        bodies=frame.cases(request).bodies(who.actor),
        **_form(request, who),
        **context,
    )


def _one(
    request: Request, who: SignedIn, of: Body, status: int = 200, **context: object
) -> Response:
    names = {o.code: o.name for o in frame.cases(request).organisations(who.actor)}
    return show.page(
        request,
        "body",
        status,
        of=of,
        names=names,
        lines=lines_of(of),
        may_open=can(who.actor, c.OpenNegotiation, None, None, frame.now(request)),
        **_form(request, who),
        **context,
    )


def _form(request: Request, who: SignedIn) -> dict[str, object]:
    found = frame.cases(request).definitions(who.actor, DefinitionKind.WORKFLOW)
    newest = {d.name: d for d in found}  # of one name the newest comes last
    return {
        "may_change": can(who.actor, c.ChangeBody, None, None, frame.now(request)),
        "procedures": sorted(newest.values(), key=lambda d: d.title),
        "zones": zones(),
    }
