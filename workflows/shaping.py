"""A definition file as a checked value: what pydantic refuses, said with place and remedy.

Workflows and rules share the wording: where in the file, what is wrong, what to write.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from placet.engine.errors import BadDefinition
from placet.workflows.reading import Document


class Part(BaseModel):
    """A part of a file: unknown keys are refused, since a misspelt one would be silently absent."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Whole = TypeVar("Whole", bound=Part)


def text_of(path: Path) -> str:
    """The text of a file; BadDefinition where it is not UTF-8, or OSError."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        said = f"{path}:{line}:1: this is not UTF-8; save the file as UTF-8"
        raise BadDefinition(str(path), (said,)) from None


def shaped(document: Document, whole: type[Whole], parts: Iterable[type[Part]] = ()) -> Whole:
    """The document as that kind of file; BadDefinition with every problem otherwise.

    `parts` are the parts of the file, whose keys are suggested where one is misspelt.
    """
    try:
        return whole.model_validate(document.content)
    except ValidationError as error:
        keys = keys_of((whole, *parts))
        told = _one_a_place(error.errors())
        said = tuple(dict.fromkeys(_in_shape(document, e, keys) for e in told))
        raise BadDefinition(document.file, said) from None


def keys_of(parts: Iterable[type[Part]]) -> list[str]:
    """Every key that may stand in these parts."""
    return sorted(
        {field.alias or name for part in parts for name, field in part.model_fields.items()}
    )


def _one_a_place(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Of the alternatives that a value failed, the one that says most about it."""
    best: dict[tuple[int | str, ...], ErrorDetails] = {}
    for error in sorted(errors, key=lambda e: e["type"] in _WRONG_TYPE):
        best.setdefault(_path(error), error)
    return list(best.values())


def _path(error: ErrorDetails) -> tuple[int | str, ...]:
    """Where the error is in the file, without what pydantic adds."""
    return tuple(part for part in error["loc"] if part not in _NOT_IN_FILE)


def _in_shape(document: Document, error: ErrorDetails, keys: list[str]) -> str:
    """A pydantic error as a problem with its place and its remedy."""
    path, kind, said = _path(error), error["type"], error["msg"]
    if kind in _NOT_KEYS:
        return document.problem(path, "keys and values belong here; write one to a line")
    if kind == "missing":
        return document.problem(path, "this key is missing; add it")
    if kind == "extra_forbidden":
        near = get_close_matches(str(path[-1]), keys, 1)
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


_NOT_IN_FILE = frozenset(
    {"[key]", "constrained-str", "str", "int", "bool", "list[str]", "ReminderPart"}
)
"""What pydantic adds to a place to say which alternative of a union it means."""

_WRONG_TYPE = frozenset({"string_type", "int_type", "list_type"})
_NOT_KEYS = frozenset({"model_type", "dict_type", "model_attributes_type"})
