"""Workflow files: YAML in, a sound `Workflow` out, or every problem with its line.

Definitions are written in the engine's language and handed to it: the engine never reads
this package.  A file that is unsound in any way is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from placet.engine.errors import BadDefinition
from placet.engine.workflow import Workflow, flaws
from placet.workflows import reading, schema

__all__ = ["load", "parse", "shipped"]


@cache
def shipped() -> Mapping[tuple[str, int], Workflow]:
    """The workflows that come with Placet, by name and version."""
    found: dict[tuple[str, int], Workflow] = {}
    for entry in sorted(files(__package__).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            workflow = parse(entry.read_text(encoding="utf-8"), entry.name)
            if (workflow.name, workflow.version) in found:
                again = (
                    f"{entry.name}:1:1: {workflow.name} {workflow.version} exists; raise version"
                )
                raise BadDefinition(entry.name, (again,))
            found[workflow.name, workflow.version] = workflow
    return MappingProxyType(found)


def load(path: Path) -> Workflow:
    """The workflow in a file; BadDefinition with every problem, or OSError."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        said = f"{path}:{line}:1: this is not UTF-8; save the file as UTF-8"
        raise BadDefinition(str(path), (said,)) from None
    return parse(text, str(path))


def parse(text: str, file: str = "workflow.yaml") -> Workflow:
    """The workflow that a text defines; BadDefinition with every problem otherwise."""
    document = reading.read(text, file)
    try:
        read = schema.WorkflowFile.model_validate(document.content)
    except ValidationError as error:
        told = _one_a_place(error.errors())
        raise BadDefinition(file, tuple(_in_shape(document, e) for e in told)) from None
    workflow, origins = read.value(), read.origins()
    unsound = []
    for flaw in flaws(workflow):
        path = flaw.path
        if len(path) > 1 and path[0] == "steps" and isinstance(path[1], int):
            path = ("steps", origins[path[1]], *path[2:])
        unsound.append(document.problem(path, flaw.text))
    if unsound:
        raise BadDefinition(file, tuple(dict.fromkeys(unsound)))
    return workflow


def _one_a_place(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Of the alternatives that a value failed, the one that says most about it."""
    best: dict[tuple[int | str, ...], ErrorDetails] = {}
    for error in sorted(errors, key=lambda e: e["type"] in _WRONG_TYPE):
        best.setdefault(_path(error), error)
    return list(best.values())


def _path(error: ErrorDetails) -> tuple[int | str, ...]:
    """Where the error is in the file, without what pydantic adds."""
    return tuple(part for part in error["loc"] if part not in _NOT_IN_FILE)


def _in_shape(document: reading.Document, error: ErrorDetails) -> str:
    """A pydantic error as a problem with its place and its remedy."""
    path, kind, said = _path(error), error["type"], error["msg"]
    if kind in _NOT_KEYS:
        return document.problem(path, "keys and values belong here; write one to a line")
    if kind == "missing":
        return document.problem(path, "this key is missing; add it")
    if kind == "extra_forbidden":
        near = get_close_matches(str(path[-1]), _KEYS, 1)
        remedy = f"did you mean {near[0]}?" if near else "remove it"
        return document.problem(path, f"there is no such key; {remedy}", at_key=True)
    return document.problem(
        path,
        f"{said[:1].lower()}{said[1:]}; {_remedy(kind, error)}",
        at_key="[key]" in error["loc"],
    )


def _remedy(kind: str, error: ErrorDetails) -> str:
    limits = error.get("ctx", {})
    match kind:
        case "string_pattern_mismatch":
            return "use small letters, digits and _ (in the name of a workflow: and -)"
        case "literal_error":
            return f"write {limits.get('expected')}"
        case "string_type":
            return "write text, in quotes where it looks like a number"
        case "int_type" if isinstance(error["input"], float):
            return 'write a whole number, or a fraction in quotes such as "2/3"'
        case "int_type":
            return "write a whole number without quotes"
        case "bool_type":
            return "write true or false"
        case "list_type":
            return "write a list, such as [secretariat, chair]"
        case "too_short":
            return "list at least one"
    return "correct it"


_NOT_IN_FILE = frozenset({"[key]", "constrained-str", "str", "int", "list[str]", "ReminderPart"})
"""What pydantic adds to a place to say which alternative of a union it means."""

_WRONG_TYPE = frozenset({"string_type", "int_type", "list_type"})
_NOT_KEYS = frozenset({"model_type", "dict_type", "model_attributes_type"})

_KEYS = sorted(
    {
        field.alias or name
        for part in vars(schema).values()
        if isinstance(part, type) and issubclass(part, BaseModel)
        for name, field in part.model_fields.items()
    }
)
