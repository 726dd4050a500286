"""Publishing a procedure or a rule: checked first, each finding at its line, then published.

Theory.  What is published stays for ever, so between writing and publishing stands a check that
says everything at once, and then one look that restates what will be published.  The form holds
the file and the server keeps nothing, so whatever is refused is there again as it was sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, give, read, refusal
from placet.engine import commands as c
from placet.engine.access import ACTIONS, can
from placet.engine.errors import N_, BadDefinition, NotAllowed, PlacetError
from placet.engine.published import LONGEST, DefinitionKind, words_hash
from placet.engine.views import CheckedDefinition
from placet.templates import language
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext

router = APIRouter()

Typed = Annotated[dict[str, str], Depends(show.form_with_file)]

FIELDS = ("kind", "text", "note")
AROUND = 2
"""How many lines are shown before and after one that was found fault with."""

_FINDING = re.compile(r"[^:]+:(\d+):(\d+): (.*)", re.DOTALL)
_VERSION = re.compile(r"^version:[ \t]*\d+", re.MULTILINE)


class PublishForm(show.Form):
    """What the form may hold; `checked` is the hash of the words that the check was about."""

    kind: str = Field("workflow", max_length=20)
    text: str = ""
    note: str = Field("", max_length=4_000)
    checked: str = Field("", max_length=64)
    do: str = Field("check", max_length=20)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file with what was found there; number 0 stands for lines left out."""

    number: int
    words: str = ""
    said: tuple[str, ...] = ()


@router.get("/procedures/publish")
def ask_publishing(
    request: Request, who: frame.Reader, kind: str = "workflow", name: str = "", version: int = 0
) -> Response:
    """The form, empty or with a copy of a definition under the next version."""
    _may(request, who)
    values = {"kind": kind if kind in list(DefinitionKind) else DefinitionKind.WORKFLOW.value}
    if name:
        view = frame.cases(request).definition(
            who.actor, DefinitionKind(values["kind"]), name, version or None
        )
        number = max(view.versions) + 1
        words = view.definition.published.text
        values["text"] = _VERSION.sub(f"version: {number}", words, count=1)
    return _form(request, values)


@router.post("/procedures/publish")
def publish(request: Request, who: frame.Reader, typed: Typed) -> Response:
    """Check the words, or publish them."""
    cases = frame.cases(request)
    _may(request, who)
    if typed.pop("unreadable", ""):
        said = N_("The file is not in UTF-8. Save it as UTF-8 and choose it again.")
        return _form(request, typed, _said(request, "text", said))
    form = read(request, PublishForm, typed)
    if isinstance(form, Refusal):
        return _form(request, typed, form)
    if form.kind not in list(DefinitionKind):
        wrong = _said(request, "kind", N_("Choose what the file defines."))
        return _form(request, typed, wrong)
    text = typed.get("text", "")
    kind = DefinitionKind(form.kind)
    if not text.strip():
        return _form(request, typed, _said(request, "text", N_("Paste the file, or choose it.")))
    try:
        checked = cases.check(who.actor, kind, text)
    except PlacetError as error:
        return _form(request, typed, refusal(request, error, FIELDS))
    if form.do != "publish" or form.checked != words_hash(text):
        return _form(request, typed, checked=checked)
    done = give(request, c.PublishDefinition(kind, text, form.note), typed, fields=FIELDS)
    if isinstance(done, Refusal):
        return _form(request, typed, done)
    where = f"/procedures/{kind.value}s/{done.object}/{done.version}"
    return show.back(request, where, "published")


def _said(request: Request, field: str, sentence: str) -> Refusal:
    """One sentence about one field."""
    with language(frame.language_of(request)):
        return Refusal(422, {field: show.said(sentence)})


def _may(request: Request, who: frame.Reader) -> None:
    if not can(who.actor, c.PublishDefinition, None, None, frame.now(request)):
        raise NotAllowed(ACTIONS[c.PublishDefinition])


def _form(
    request: Request,
    values: Mapping[str, str],
    refused: Refusal | None = None,
    checked: CheckedDefinition | None = None,
) -> Response:
    error = refused.error if refused else None
    problems = error.problems if isinstance(error, BadDefinition) else ()
    return show.page(
        request,
        "procedures/publish",
        refused.status if refused else 200,
        values=dict(values),
        errors=_errors(request, refused, problems),
        lines=excerpt(values.get("text", ""), problems or (checked.remarks if checked else ())),
        checked=checked,
        longest=LONGEST,
    )


def _errors(
    request: Request, refused: Refusal | None, problems: tuple[str, ...]
) -> Mapping[str, str]:
    if refused is None:
        return {}
    if not problems:
        return refused.errors
    n = len(problems)
    with language(frame.language_of(request)):
        said = ngettext(
            "The check found {n} thing to correct; nothing was published.",
            "The check found {n} things to correct; nothing was published.",
            n,
        )
        return {"findings": filled(said, {"n": number(n)})}


def excerpt(text: str, problems: tuple[str, ...]) -> tuple[Line, ...]:
    """The lines that something was found in, with what stands around them."""
    said: dict[int, list[str]] = {}
    for problem in problems:
        place = _FINDING.fullmatch(problem)
        line, words = (int(place[1]), place[3]) if place else (1, problem)
        said.setdefault(line, []).append(words)
    rows = text.splitlines() or [""]
    last = max(len(rows), *said) if said else 0
    near = {n for at in said for n in range(at - AROUND, at + AROUND + 1) if 1 <= n <= last}
    found: list[Line] = []
    for n in sorted(near):
        if found and n > found[-1].number + 1:
            found.append(Line(0))
        words = rows[n - 1] if n <= len(rows) else ""
        found.append(Line(n, words, tuple(said.get(n, ()))))
    return tuple(found)
