"""Procedures: which there are, each of them in words, and publishing another one.

Theory.  A definition is published once and never edited, so between writing and publishing
stands a check that says everything at once, each finding at its line, and then one page that
restates what will be published.  The form holds the file and the server keeps nothing, so
whatever is refused is there again as it was sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from markupsafe import Markup
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, give, refusal
from placet.api.pages.moves import moves_of
from placet.api.v1.definitions import file_of
from placet.engine import commands as c
from placet.engine.access import ACTIONS, can
from placet.engine.errors import N_, BadDefinition, NotAllowed, NotFound, PlacetError
from placet.engine.published import LONGEST, DefinitionKind, words_hash
from placet.engine.rules import RuleSentence, rule_sentence_values, terms
from placet.engine.views import CheckedDefinition, DefinitionView
from placet.engine.workflow import Step, Workflow
from placet.templates import language
from placet.templates.dates import number
from placet.templates.diagrams import diagram_svg
from placet.templates.i18n import filled, ngettext

router = APIRouter()

Name = Annotated[str, Path(max_length=80)]
Version = Annotated[int, Path(ge=1, le=1_000_000)]
Typed = Annotated[dict[str, str], Depends(show.form_with_file)]

WORKFLOW, RULE = DefinitionKind.WORKFLOW, DefinitionKind.RULE
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


@dataclass(frozen=True, slots=True)
class Named:
    """All versions of one name, newest first."""

    newest: DefinitionView
    earlier: tuple[DefinitionView, ...]


@router.get("/procedures")
def procedures(
    request: Request, who: frame.Reader, q: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """Every procedure and every rule with the practice that it follows, or those that say `q`."""
    cases = frame.cases(request)
    return show.page(
        request,
        "procedures/list",
        workflows=_by_name(_saying(q, cases.definitions(who.actor, WORKFLOW))),
        rules=_by_name(_saying(q, cases.definitions(who.actor, RULE))),
        q=q,
        publishes=can(who.actor, c.PublishDefinition, None, None, frame.now(request)),
    )


@router.get("/procedures/workflows/{name}/{version}.yaml")
def workflow_file(request: Request, who: frame.Reader, name: Name, version: Version) -> Response:
    """The file of a procedure, byte for byte."""
    return file_of(frame.cases(request).definition(who.actor, WORKFLOW, name, version).definition)


@router.get("/procedures/workflows/{name}/{version}")
def workflow(request: Request, who: frame.Reader, name: Name, version: Version) -> Response:
    """One version of a procedure: its picture, its stages, its steps, its file."""
    view = frame.cases(request).definition(who.actor, WORKFLOW, name, version)
    found = view.definition.workflow
    if found is None:
        raise NotFound("workflow", name)
    return show.page(
        request,
        "procedures/workflow",
        shown=view,
        d=view.definition,
        w=found,
        picture=_picture,
        moves={stage: moves_of(found, stage) for stage in found.stages},
        rules={stage: _rule(found, stage) for stage in found.stages},
        by_role=_by_role(found),
        publishes=can(who.actor, c.PublishDefinition, None, None, frame.now(request)),
        rehearses=frame.cases(request).may_rehearse(who.actor),
    )


@router.get("/procedures/rules/{name}/{version}.yaml")
def rule_file(request: Request, who: frame.Reader, name: Name, version: Version) -> Response:
    """The file of a rule, byte for byte."""
    return file_of(frame.cases(request).definition(who.actor, RULE, name, version).definition)


@router.get("/procedures/rules/{name}/{version}")
def rule(request: Request, who: frame.Reader, name: Name, version: Version) -> Response:
    """One version of a rule: its criteria, what each position does, its parameters, its file."""
    view = frame.cases(request).definition(who.actor, RULE, name, version)
    found = view.definition.rule
    if found is None:
        raise NotFound("rule", name)
    return show.page(
        request,
        "procedures/rule",
        shown=view,
        d=view.definition,
        rule=found,
        asked=rule_sentence_values(terms(found, {})),
        publishes=can(who.actor, c.PublishDefinition, None, None, frame.now(request)),
    )


@router.get("/procedures/publish")
def ask_publishing(
    request: Request, who: frame.Reader, kind: str = "workflow", name: str = "", version: int = 0
) -> Response:
    """The form, empty or with a copy of a definition under the next version."""
    _may(request, who)
    values = {"kind": kind if kind in list(DefinitionKind) else WORKFLOW.value}
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
        return _form(request, typed, _at_the_text(request, said))
    form, errors = show.checked(PublishForm, typed)
    if form is None or form.kind not in list(DefinitionKind):
        return _form(request, typed, Refusal(422, errors or {"kind": ""}))
    text = typed.get("text", "")
    kind = DefinitionKind(form.kind)
    if not text.strip():
        return _form(request, typed, _at_the_text(request, N_("Paste the file, or choose it.")))
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


def _picture(workflow: Workflow) -> Markup:
    """The picture of a procedure in the language that is spoken when it is drawn."""
    return Markup(diagram_svg(workflow))  # noqa: S704 - all words in it are escaped


def _at_the_text(request: Request, sentence: str) -> Refusal:
    with language(frame.language_of(request)):
        return Refusal(422, {"text": show.said(sentence)})


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
        lines=excerpt(values.get("text", ""), problems),
        findings=len(problems),
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


def _saying(q: str, found: tuple[DefinitionView, ...]) -> tuple[DefinitionView, ...]:
    """Those whose name, title or source has all these words."""
    words = q.casefold().split()
    return tuple(
        d for d in found if all(w in f"{d.name} {d.title} {d.source}".casefold() for w in words)
    )


def _by_name(found: tuple[DefinitionView, ...]) -> tuple[Named, ...]:
    names = []
    for _, versions in groupby(found, key=lambda d: d.name):
        earlier, newest = (listed := list(versions))[:-1], listed[-1]
        names.append(Named(newest, tuple(reversed(earlier))))
    return tuple(names)


def _rule(workflow: Workflow, stage: str) -> RuleSentence | None:
    """What the rule of the stage's ballot asks for, at a table of any size."""
    spec = workflow.stages[stage].ballot
    return None if spec is None else rule_sentence_values(workflow.terms(spec.rule, spec.kinds))


def _by_role(workflow: Workflow) -> Mapping[str, tuple[Step, ...]]:
    """The steps that each role may take, each name once."""
    found: dict[str, dict[str, Step]] = {}
    for step in workflow.steps:
        for role in step.by:
            found.setdefault(role, {}).setdefault(step.name, step)
    return {role: tuple(steps.values()) for role, steps in found.items()}
