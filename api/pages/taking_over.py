"""Taking over a negotiation that began elsewhere: its versions as files, oldest first.

Theory.  Files are added one by one, read at once, and travel in the form, each sealed; their
order is changed by buttons.  The last one is the present text.  Each version is matched to the
one before it, so that a paragraph keeps its id through all of them, and the page says how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from placet.api.filing.reading import Read, Version, read_file, versions_of
from placet.api.filing.sealing import opened, sealed
from placet.api.pages import frame, seeing, show
from placet.api.pages.acting import Refusal, actor, give, refusal
from placet.api.pages.proposing import leads_of
from placet.api.session import root_of
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, NotAllowed
from placet.engine.text import Counts, compare
from placet.engine.views import NegotiationView

router = APIRouter()

Symbol = Annotated[str, Path(max_length=80)]
Brought = Annotated[show.Brought, Depends(show.form_with_document)]

MOST_FILES = 40
"""How many versions one form carries."""
FIELDS = ("title", "purpose", "leads", "file", "earlier", "dated", "note", "restricted_to")


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the form: what was read, sealed, and what is said of it."""

    found: Read
    seal: str
    dated: str
    note: str
    final: bool


@dataclass(frozen=True, slots=True)
class Matching:
    """How a version was matched to the one before it; `counts` are of their redline."""

    version: Version
    counts: Counts | None


@router.get("/negotiations/{symbol}/take-over")
def ask_taking_over(request: Request, symbol: Symbol, who: frame.Reader) -> Response:
    """The empty form."""
    return _shown(request, _may(request, symbol, who), [], {})


@router.post("/negotiations/{symbol}/take-over")
def take_over(request: Request, symbol: Symbol, brought: Brought, who: frame.Reader) -> Response:
    """Add a file, change the order, or propose the objective with its earlier versions."""
    view, typed = _may(request, symbol, who), brought.typed
    try:
        files = _files(request, typed)
    except BadInput as error:
        return _shown(request, view, [], typed, refusal(request, error, ("file",)))
    do = typed.get("do", "add")
    try:
        if brought.name:
            if len(files) == MOST_FILES:
                raise BadInput(
                    "file",
                    N_("{most} versions are the most that one form takes."),
                    N_("Leave out some of the oldest."),
                    most=MOST_FILES,
                )
            found = read_file(brought.name, brought.data)
            seal = sealed(found, root_of(request).secret, actor(request).person)
            dated, note = typed.get("dated", ""), typed.get("version_note", "")
            files.append(Kept(found, seal, dated, note, True))
            typed = {k: v for k, v in typed.items() if k not in ("dated", "version_note")}
        elif do == "add":
            raise BadInput("file", N_("No file was chosen."), N_("Choose a file first."))
        if do != "save":
            return _shown(request, view, _pressed(files, do), typed)
        return _propose(request, view, files, typed)
    except BadInput as error:
        return _shown(request, view, files, typed, refusal(request, error, FIELDS))


def _propose(
    request: Request, view: NegotiationView, files: list[Kept], typed: Mapping[str, str]
) -> Response:
    if not files:
        raise BadInput("file", N_("No file was chosen."), N_("Choose a file first."))
    if not typed.get("title", "").strip():
        raise BadInput("title", N_("Give the objective a title."))
    versions, minted = _versions(files)
    earlier = tuple(
        c.EarlierVersion(version.text, kept.dated, kept.note)
        for version, kept in zip(versions[:-1], files[:-1], strict=True)
    )
    command = c.Propose(
        typed["title"],
        typed.get("purpose", ""),
        versions[-1].text,
        minted,
        leads_of(typed.get("leads", "")),
        earlier=earlier,
        dated=files[-1].dated,
        restricted_to=seeing.seen_by(typed),
    )
    symbol = view.negotiation.symbol
    done = give(request, command, typed, negotiation=symbol, fields=FIELDS)
    if isinstance(done, Refusal):
        return _shown(request, view, files, typed, done)
    return show.back(request, f"/objectives/{done.object}", "taken-over")


def _files(request: Request, typed: Mapping[str, str]) -> list[Kept]:
    """The files that the form carries, in their order."""
    secret, person = root_of(request).secret, actor(request).person
    found: list[Kept] = []
    while (seal := typed.get(f"sealed.{len(found)}")) is not None and len(found) < MOST_FILES:
        n = len(found)
        made = typed.get(f"changes.{n}", "made") != "left"
        dated, note = typed.get(f"dated.{n}", ""), typed.get(f"note.{n}", "")
        found.append(Kept(opened(Read, seal, secret, person), seal, dated, note, made))
    return found


def _pressed(files: list[Kept], button: str) -> list[Kept]:
    """The files after a button that moves one or takes it out."""
    act, _, place = button.partition(".")
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1
    if not 0 <= at < len(files):
        return files
    kept = [*files]
    if act == "out":
        del kept[at]
    elif act in ("up", "down"):
        other = at - 1 if act == "up" else at + 1
        if 0 <= other < len(kept):
            kept[at], kept[other] = kept[other], kept[at]
    return kept


def _versions(files: Sequence[Kept]) -> tuple[tuple[Version, ...], int]:
    return versions_of([
        kept.found.document.final if kept.final else kept.found.document.text for kept in files
    ])  # fmt: skip


def _may(request: Request, symbol: str, who: frame.Reader) -> NegotiationView:
    view = frame.cases(request).negotiation(who.actor, symbol)
    if "Propose" not in view.may:
        raise NotAllowed(N_("propose an objective"))
    return view


def _shown(
    request: Request,
    view: NegotiationView,
    files: list[Kept],
    typed: Mapping[str, str],
    bad: Refusal | None = None,
) -> Response:
    versions, _ = _versions(files)
    matched = [
        Matching(version, compare(versions[n - 1].text, version.text).counts if n else None)
        for n, version in enumerate(versions)
    ]
    return show.page(
        request,
        "objective/take_over",
        bad.status if bad else 200,
        view=view,
        files=list(zip(files, matched, strict=True)),
        values={name: value for name, value in typed.items() if "." not in name},
        errors=bad.errors if bad else {},
        leads=leads_of(typed.get("leads", "")),
    )
