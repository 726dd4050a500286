"""A document brought to an objective or a proposal: read, reported on, and only then used.

Theory.  A file is read when it is chosen and nothing is stored.  The report says what is kept,
changed and dropped, which paragraph became which, who wrote into the file and what will happen
to that.  What was read travels in the report's form, sealed (`placet.api.filing.sealing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.filing.entering import Author, Entries, authors_in, entries, one_by_one
from placet.api.filing.reading import Placed, Read, placed, read_file
from placet.api.filing.sealing import opened, sealed
from placet.api.pages import drafting, frame, import_report, show, texts
from placet.api.pages.acting import Ref, Refusal, actor, give, read, refusal, view_of
from placet.api.pages.import_report import CHOICE
from placet.api.session import root_of
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, NotAllowed
from placet.engine.parties import at_the_table
from placet.engine.text import Text
from placet.engine.views import ObjectiveView

router = APIRouter()

Symbol = Annotated[str, Path(max_length=80)]
Brought = Annotated[show.Brought, Depends(show.form_with_document)]
MAY = frozenset(("ReviseText", "ProposeAmendment", "EnterProposals"))


class ImportForm(show.Form):
    """What the report's form asks: which text to save, and how the change is to be called."""

    text: str = Field("none", pattern="^(made|left|none)$")
    note: str = Field("", max_length=20_000)
    editorial: str = Field("", max_length=10)
    do: str = Field("save", max_length=20)


@router.get("/objectives/{ref}/import")
def ask_file(request: Request, ref: Ref) -> Response:
    """The form in which a file is chosen."""
    return _choose(request, may_import(view_of(request, ref)))


@router.post("/objectives/{ref}/import")
def import_file(request: Request, ref: Ref, brought: Brought) -> Response:
    """Read the file that was chosen and report on it, or do what the report says."""
    view, typed = may_import(view_of(request, ref)), brought.typed
    if "sealed" not in typed:
        return _read_one(request, view, brought)
    try:
        found = unsealed(request, typed["sealed"])
    except BadInput as error:
        return _choose(request, view, refusal(request, error, ("file",)))
    at = placed_in(request, view, found)
    form = read(request, ImportForm, _asked(typed, ("text", "note", "editorial", "do")))
    if isinstance(form, Refusal):
        return report(request, view, found, at, typed, form)
    if form.do != "save":
        return report(request, view, found, at, typed)
    return _save(request, view, found, at, typed, form)


def _read_one(request: Request, view: ObjectiveView, brought: show.Brought) -> Response:
    """Report on the file; a refusal leaves the editor as it was where the file came from there."""
    draft, rest = drafting.sent(brought.typed)
    try:
        if not brought.name:
            raise no_file()
        found = read_file(brought.name, brought.data, view.text.language)
        at = placed_in(request, view, found)
        return report(request, view, found, at, rest, draft=draft)
    except BadInput as error:
        bad = refusal(request, error, ("file",))
        if draft.rows or draft.as_source:
            return texts.editor(request, view, draft, rest, bad)
        return _choose(request, view, bad)


def _save(
    request: Request,
    view: ObjectiveView,
    found: Read,
    at: Placed,
    typed: dict[str, str],
    form: ImportForm,
) -> Response:
    """Save the text, then enter what was proposed and remarked in the file."""
    o, done = view.objective, ""
    number, words = (at.version, at.base) if at.version else (o.text.number, view.text)
    if form.text != "none":
        bad = None
        if form.editorial not in ("yes", "no"):
            asked = N_("Say whether the change is editorial or substantive.")
            bad = refusal(request, BadInput("editorial", asked), ("editorial",))
        text = at.final if form.text == "made" else at.base
        if bad is None:
            base = _number(typed.get("base", ""))
            command = c.ReviseText(base, text, at.minted, form.note, form.editorial == "yes")
            answer = give(request, command, typed, objective=o.ref, fields=("note", "editorial"))
            bad = answer if isinstance(answer, Refusal) else None
        if bad is not None:
            return report(request, view, found, at, typed, bad)
        view, done = view_of(request, o.ref), "revised"
        number, words = view.objective.text.number, text
    ready = _entries(view, found, at, typed, number, words, form.text != "made")
    if ready:
        bad = _enter(request, view, found, ready, words, typed)
        if bad is not None:
            again = {**typed, "text": "none"} if done else typed
            return report(request, view, found, placed_in(request, view, found), again, bad)
        done = done or "entered"
    if not done:
        nothing = BadInput("", N_("Nothing of the file was chosen."), N_("Choose what to take."))
        return report(request, view, found, at, typed, refusal(request, nothing))
    return show.back(request, f"/objectives/{o.ref}", done)


def _enter(
    request: Request,
    view: ObjectiveView,
    found: Read,
    ready: Entries,
    words: Text,
    typed: Mapping[str, str],
) -> Refusal | None:
    """Enter on behalf of organisations, or, for a delegate, propose one by one."""
    ref = view.objective.ref
    if "EnterProposals" in view.may:
        command = c.EnterProposals(ready.base, found.evidence, ready.amendments, ready.comments)
        keyed = {"key": f"{typed['key'][:180]}-entries"} if typed.get("key") else {}
        done = give(request, command, keyed, objective=ref)
        return done if isinstance(done, Refusal) else None
    for n, one in enumerate(one_by_one(ready, words)):
        if type(one).__name__ in view.may:
            keyed = {"key": f"{typed['key'][:180]}-{n}"} if typed.get("key") else {}
            done = give(request, one, keyed, objective=ref)
            if isinstance(done, Refusal):
                return done
    return None


def _entries(
    view: ObjectiveView,
    found: Read,
    at: Placed,
    typed: Mapping[str, str],
    number: int,
    words: Text,
    amending: bool,
) -> Entries:
    authors = authors_in(found, at, _codes(view))
    chosen = _chosen(view, authors, typed)
    return entries(
        authors, chosen, at, number, words, view.objective, view.comments, amending=amending
    )


def _chosen(
    view: ObjectiveView, authors: tuple[Author, ...], typed: Mapping[str, str]
) -> dict[str, str]:
    """The organisation of each author; only those for which this person may enter."""
    allowed = _codes(view)
    wanted = {a.name: typed.get(f"{CHOICE}{n}", a.organisation) for n, a in enumerate(authors)}
    return {name: code if code in allowed else "" for name, code in wanted.items()}


def _codes(view: ObjectiveView) -> tuple[str, ...]:
    """The organisations on whose behalf this person may enter something."""
    if "EnterProposals" in view.may:
        return at_the_table(view.negotiation)
    own = view.standing.organisation
    return (own,) if own and "ProposeAmendment" in view.may else ()


def report(
    request: Request,
    view: ObjectiveView,
    found: Read,
    at: Placed,
    typed: Mapping[str, str],
    bad: Refusal | None = None,
    draft: drafting.Draft | None = None,
    proposed: bool = False,
) -> Response:
    """The report on a file; `proposed`: of one whose text was just proposed."""
    authors = authors_in(found, at, _codes(view))
    number, words = (at.version, at.base) if at.version else (view.objective.text.number, view.text)
    ready = _entries(view, found, at, typed, number, words, True)
    return import_report.of_objective(
        request, view, found, at, seal(request, found), typed, authors,
        _chosen(view, authors, typed), _codes(view), ready, bad, draft, proposed,
    )  # fmt: skip


def placed_in(request: Request, view: ObjectiveView, found: Read) -> Placed:
    """The file on the ids of the objective, as far as its versions are known."""
    kept = frame.cases(request).versions(actor(request), view.objective.ref)
    versions = [(v.head.number, v.text) for v in kept]
    return placed(found.document, versions, view.objective.paragraphs_minted)


def may_import(view: ObjectiveView) -> ObjectiveView:
    """The view, where this person may do anything with a file; NotAllowed else."""
    if not MAY & view.may:
        raise NotAllowed(N_("change the text in this stage"))
    return view


def _choose(request: Request, view: ObjectiveView, bad: Refusal | None = None) -> Response:
    return show.page(
        request,
        "objective/import",
        bad.status if bad else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        errors=bad.errors if bad else {},
    )


def seal(request: Request, found: Read) -> str:
    """What was read, for the person's next form."""
    return sealed(found, root_of(request).secret, actor(request).person)


def unsealed(request: Request, words: str) -> Read:
    """What was read, as it came back in the person's form."""
    return opened(Read, words, root_of(request).secret, actor(request).person)


def _asked(typed: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: typed[name] for name in names if name in typed}


def no_file() -> BadInput:
    """The refusal of a form in which no file was chosen."""
    return BadInput("file", N_("No file was chosen."), N_("Choose a file first."))


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 8 else 0
