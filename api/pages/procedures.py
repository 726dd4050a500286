"""Procedures and rules: which there are, and each of them in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from placet.api.pages import frame, show
from placet.api.pages.moves import moves_of
from placet.api.v1.definitions import file_of
from placet.engine import commands as c
from placet.engine.access import can
from placet.engine.errors import NotFound
from placet.engine.published import DefinitionKind
from placet.engine.rules import RuleSentence, rule_sentence_values, terms
from placet.engine.views import DefinitionView
from placet.engine.workflow import Step, Workflow
from placet.templates.diagrams import diagram_svg

router = APIRouter()

Name = Annotated[str, Path(max_length=80)]
Version = Annotated[int, Path(ge=1, le=1_000_000)]

WORKFLOW, RULE = DefinitionKind.WORKFLOW, DefinitionKind.RULE


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


def _picture(workflow: Workflow) -> Markup:
    """The picture of a procedure in the language that is spoken when it is drawn."""
    return Markup(diagram_svg(workflow))  # noqa: S704 - all words in it are escaped


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
