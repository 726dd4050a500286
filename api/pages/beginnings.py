"""Before there is a text: where mandates and goals meet, soundings, the discussion.

Theory.  One page shows what a table knows, theme by theme, and holds the few small forms with
which it is said; a refusal shows the page again with what was typed.  From a theme leads a link to
a proposal that begins with what was said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, give, instant, refusal, view_of
from placet.engine import commands as c
from placet.engine.beginnings import Sense
from placet.engine.errors import N_, BadInput, NotFound

router = APIRouter()

Number = Annotated[int, Path(ge=1, le=1_000_000)]
Symbol = Annotated[str, Path(max_length=80)]
Given = Mapping[str, str]


def _lines(given: Given, name: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in given.get(name, "").split("\n") if x.strip())


def _numbers(given: Given, name: str) -> tuple[int, ...]:
    return tuple(int(x) for x in _lines(given, name) if x.isascii() and x.isdigit() and len(x) < 8)


def _cite(given: Given, zone: str) -> c.BeginningCommand:
    return c.CiteProvision(
        given.get("citation", ""), given.get("says", ""), _lines(given, "themes")
    )


def _state(given: Given, zone: str) -> c.BeginningCommand:
    if given.get("sense") not in set(Sense):
        raise BadInput("sense", N_("Say whether this is sought or to be avoided."))
    provisions = _numbers(given, "provisions")
    return c.StateGoal(
        given.get("theme", ""), Sense(given["sense"]), given.get("goal", ""), provisions
    )


def _sound(given: Given, zone: str) -> c.BeginningCommand:
    closes = instant(given.get("closes", ""), given.get("at", ""), zone, "closes")
    if closes is None:
        raise BadInput("closes", N_("Choose a date."))
    return c.OpenSounding(
        given.get("question", ""),
        _lines(given, "options"),
        closes,
        given.get("about", ""),
        given.get("objective", ""),
    )


FORMS: Mapping[str, tuple[Callable[[Given, str], c.BeginningCommand], tuple[str, ...], str]] = {
    "provisions": (_cite, ("citation", "says", "themes"), "provision-cited"),
    "goals": (_state, ("theme", "sense", "goal", "provisions"), "goal-stated"),
    "soundings": (
        _sound,
        ("question", "options", "closes", "at", "about", "objective"),
        "sounding-opened",
    ),
}
"""What is said on the page: the command, the fields, and the notice."""

CALLED: Mapping[str, Mapping[str, str]] = {
    "provisions": {"words": "says"},
    "goals": {"words": "goal"},
    "soundings": {"closes_at": "closes", "theme": "about"},
}
"""What the page calls a field of the command: a name stands once on a page."""

TAKEN_BACK: Mapping[str, Callable[[int], c.BeginningCommand]] = {
    "provisions": c.RemoveProvision,
    "goals": c.WithdrawGoal,
    "soundings": c.CloseSounding,
}


@router.get("/negotiations/{symbol}/beginnings")
def beginnings(request: Request, who: frame.Reader, symbol: Symbol) -> Response:
    """What the table knows before there is a text."""
    return _page(request, who, symbol)


@router.post("/negotiations/{symbol}/beginnings/{form}")
def say(
    request: Request,
    who: frame.Reader,
    symbol: Symbol,
    form: Annotated[str, Path(max_length=20)],
    typed: Typed,
) -> Response:
    """Name a provision, state a goal, or open a sounding."""
    if form not in FORMS:
        raise NotFound("page", form)
    build, fields, notice = FORMS[form]
    view = frame.cases(request).negotiation(who.actor, symbol)
    try:
        command = build(typed, view.negotiation.zone)
    except BadInput as error:
        return _page(request, who, symbol, form, refusal(request, error, fields), typed)
    called = CALLED[form]
    done = give(request, command, typed, negotiation=symbol, fields=(*fields, *called))
    if isinstance(done, Refusal):
        errors = {called.get(name, name): said for name, said in done.errors.items()}
        return _page(request, who, symbol, form, replace(done, errors=errors), typed)
    return show.back(request, f"/negotiations/{symbol}/beginnings", notice)


@router.post("/negotiations/{symbol}/beginnings/{form}/{number}/end")
def take_back(
    request: Request,
    who: frame.Reader,
    symbol: Symbol,
    form: Annotated[str, Path(max_length=20)],
    number: Number,
    typed: Typed,
) -> Response:
    """Remove a provision, take a goal back, or close a sounding."""
    if form not in TAKEN_BACK:
        raise NotFound("page", form)
    done = give(request, TAKEN_BACK[form](number), typed, negotiation=symbol)
    if isinstance(done, Refusal):
        return _page(request, who, symbol, form, done)
    return show.back(request, f"/negotiations/{symbol}/beginnings", "taken-back")


@router.post("/negotiations/{symbol}/soundings/{number}")
def answer(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Answer a sounding for the own organisation."""
    command = c.AnswerSounding(number, typed.get("option", ""), typed.get("words", ""))
    done = give(request, command, typed, negotiation=symbol, fields=("option", "words"))
    if isinstance(done, Refusal):
        return _page(request, who, symbol, f"sounding-{number}", done, typed)
    return show.back(request, f"/negotiations/{symbol}/beginnings", "sounding-answered")


@router.get("/negotiations/{symbol}/discussion")
def discussion(
    request: Request,
    who: frame.Reader,
    symbol: Symbol,
    theme: Annotated[str, Query(max_length=100)] = "",
    objective: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """What was written about a theme or an objective."""
    return _discussion(request, who, symbol, theme, objective)


@router.post("/negotiations/{symbol}/discussion")
def write(request: Request, who: frame.Reader, symbol: Symbol, typed: Typed) -> Response:
    """Write to the discussion."""
    to = _numbers(typed, "to")
    theme, objective = typed.get("theme", ""), typed.get("objective", "")
    command = c.WritePost(typed.get("words", ""), theme, objective, to[0] if to else None)
    done = give(request, command, typed, negotiation=symbol, fields=("words",))
    if isinstance(done, Refusal):
        return _discussion(request, who, symbol, theme, objective, done, typed)
    return show.back(request, _where(symbol, theme, objective), "written")


@router.post("/negotiations/{symbol}/discussion/{number}/withdraw")
def unwrite(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Take back what one wrote."""
    theme, objective = typed.get("theme", ""), typed.get("objective", "")
    done = give(request, c.WithdrawPost(number), typed, negotiation=symbol)
    if isinstance(done, Refusal):
        return _discussion(request, who, symbol, theme, objective, done)
    return show.back(request, _where(symbol, theme, objective), "taken-back")


@router.get("/objectives/{ref}/grounds")
def grounds(request: Request, ref: Ref) -> Response:
    """On which provisions of whose mandates the objective rests."""
    return _grounds(request, ref)


@router.post("/objectives/{ref}/grounds")
def name_grounds(request: Request, ref: Ref, typed: Typed) -> Response:
    """Name those of the own mandate."""
    command = c.NameProvisions(_numbers(typed, "provisions"))
    done = give(request, command, typed, objective=ref, fields=("provisions",))
    if isinstance(done, Refusal):
        return _grounds(request, ref, done)
    return show.back(request, f"/objectives/{ref}/grounds", "grounds-named")


def _where(symbol: str, theme: str, objective: str) -> str:
    about = {"objective": objective} if objective else {"theme": theme}
    return f"/negotiations/{symbol}/discussion?{urlencode(about)}"


def _page(
    request: Request,
    who: frame.Reader,
    symbol: str,
    form: str = "",
    bad: Refusal | None = None,
    typed: Given | None = None,
) -> Response:
    seen = frame.cases(request).beginnings(who.actor, symbol)
    mine = seen.view.standing.organisation
    b = seen.view.negotiation.beginnings
    return show.page(
        request,
        "beginnings",
        bad.status if bad else 200,
        view=seen.view,
        seen=seen,
        form=form,
        provisions=[p for p in b.provisions if p.organisation == mine],
        goals=[g for g in b.goals if g.organisation == mine],
        cited={p.number: p for p in b.provisions},
        ticked=frozenset((typed or {}).get("provisions", "").split("\n")),
        values=typed or {},
        errors=bad.errors if bad else {},
    )


def _discussion(
    request: Request,
    who: frame.Reader,
    symbol: str,
    theme: str,
    objective: str,
    bad: Refusal | None = None,
    typed: Given | None = None,
) -> Response:
    seen = frame.cases(request).discussion(who.actor, symbol, theme, objective)
    answering = _numbers(request.query_params, "to") or _numbers(typed or {}, "to")
    return show.page(
        request,
        "discussion",
        bad.status if bad else 200,
        view=seen.view,
        seen=seen,
        answering=next((p for p in seen.posts if (p.number,) == answering[:1]), None),
        titles={o.ref: o.title for o in seen.view.objectives},
        me_id=who.person.id,
        values=typed or {},
        errors=bad.errors if bad else {},
    )


def _grounds(request: Request, ref: str, bad: Refusal | None = None) -> Response:
    view = view_of(request, ref)
    b = view.negotiation.beginnings
    mine = view.standing.organisation or ""
    return show.page(
        request,
        "objective/grounds",
        bad.status if bad else 200,
        view=view,
        o=view.objective,
        ref=ref,
        cited={p.number: p for p in b.provisions},
        own=[p for p in b.provisions if p.organisation == mine],
        named=view.objective.rests_on.get(mine, ()),
        may_name="NameProvisions" in view.may,
        errors=bad.errors if bad else {},
    )
