"""Procedures and rules: what there is, each with its words, and publishing another one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import StringConstraints

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import After, Asking, Done, Limit, Page, page_of
from placet.api.v1.limits import Given, NumberAt, Reasons
from placet.api.v1.shown_definitions import DefinitionBrief, WorkflowShown
from placet.api.v1.shown_rules import RuleShown
from placet.engine import commands as c
from placet.engine.published import LONGEST, DefinitionKind
from placet.engine.views import DefinitionView
from placet.templates import i18n

router = APIRouter(tags=["procedures"])

NameAt = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_-]{0,59}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]

YAML = "application/yaml"
WORKFLOW, RULE = DefinitionKind.WORKFLOW, DefinitionKind.RULE
_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {YAML: {"schema": {"type": "string"}}}}}


class DefinitionGiven(Given):
    """The file of a definition, character for character, and what is new about it."""

    text: Words
    note: Reasons = ""

    def command(self, kind: DefinitionKind) -> c.PublishDefinition:
        """The command."""
        return c.PublishDefinition(kind, self.text, self.note)


@router.get("/workflows")
def workflows(
    root: RootOf, who: Caller, after: After = None, limit: Limit = 100
) -> Page[DefinitionBrief]:
    """The procedures, shipped and published here, by name and version."""
    found = root.cases.definitions(who.actor, WORKFLOW)
    return page_of(found, key_of, DefinitionBrief.of, after, limit)


@router.get("/workflows/{name}/{version}.yaml", response_class=Response, responses=_FILE)
def workflow_file(root: RootOf, who: Caller, name: NameAt, version: NumberAt) -> Response:
    """The file of a procedure, byte for byte as it was published."""
    return file_of(root.cases.definition(who.actor, WORKFLOW, name, version).definition)


@router.get("/workflows/{name}/{version}")
def workflow(root: RootOf, who: Caller, name: NameAt, version: NumberAt) -> WorkflowShown:
    """One version of a procedure; it never changes."""
    return WorkflowShown.seen(root.cases.definition(who.actor, WORKFLOW, name, version))


@router.post("/workflows", status_code=201)
def publish_workflow(ask: Asking, given: DefinitionGiven) -> Done:
    """Publish a version of a procedure for ever; `object` is its name, `reference` its hash.

    422 with every finding of the check where it is unsound; the version must be above all
    others of the name.  The very words that are published already are answered as repeated.
    """
    return ask.give(given.command(WORKFLOW))


@router.get("/rules")
def rules(
    root: RootOf, who: Caller, after: After = None, limit: Limit = 100
) -> Page[DefinitionBrief]:
    """The decision rules, shipped and published here, by name and version."""
    found = root.cases.definitions(who.actor, RULE)
    return page_of(found, key_of, DefinitionBrief.of, after, limit)


@router.get("/rules/{name}/{version}.yaml", response_class=Response, responses=_FILE)
def rule_file(root: RootOf, who: Caller, name: NameAt, version: NumberAt) -> Response:
    """The file of a rule, byte for byte as it was published."""
    return file_of(root.cases.definition(who.actor, RULE, name, version).definition)


@router.get("/rules/{name}/{version}")
def rule(root: RootOf, who: Caller, name: NameAt, version: NumberAt) -> RuleShown:
    """One version of a rule; it never changes."""
    with i18n.language(who.person.language):
        return RuleShown.seen(root.cases.definition(who.actor, RULE, name, version))


@router.post("/rules", status_code=201)
def publish_rule(ask: Asking, given: DefinitionGiven) -> Done:
    """Publish a version of a rule for ever; as for procedures, which may then name it."""
    return ask.give(given.command(RULE))


def key_of(found: DefinitionView) -> str:
    """What a list of definitions is ordered by."""
    return f"{found.name}@{found.version:09d}"


def file_of(found: DefinitionView) -> Response:
    """A definition's file, to be kept."""
    name = f"{found.name}-{found.version}.yaml"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    return Response(found.published.text.encode(), media_type=YAML, headers=headers)
