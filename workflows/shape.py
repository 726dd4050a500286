"""What pydantic says about the shape of a file, as problems with a place and a remedy.

Pydantic leads an error by a path through its models, in which the names of alternatives
stand beside the keys of the file.  Walking that path through the content drops them: what
is no key and no place in a list where it stands is not in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from placet.engine.errors import BadDefinition
from placet.workflows import reading

LAST_VERSION = 999_999
"""The greatest version of a definition: every later one must be above all before it."""

_WRONG_TYPE = frozenset({"string_type", "int_type", "list_type"})
_MISSING = "this key is missing; add it"
_NOT_KEYS = frozenset({"model_type", "dict_type", "model_attributes_type"})


class Part(BaseModel):
    """A part of a file: unknown keys are refused, since a misspelt one would be silently absent."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Whole = TypeVar("Whole", bound=BaseModel)


def shaped(
    document: reading.Document, whole: type[Whole], parts: Iterable[type[BaseModel]] = ()
) -> Whole:
    """The document as that kind of file; BadDefinition with every problem otherwise.

    `parts` are the parts of the file, whose keys are suggested where one is misspelt.
    """
    try:
        return whole.model_validate(document.content)
    except ValidationError as error:
        said = problems(document, error, keys_of(whole, *parts))
        raise BadDefinition(document.file, reading.in_order(said)) from None


def problems(
    document: reading.Document, error: ValidationError, keys: Iterable[str]
) -> tuple[str, ...]:
    """Every error once for its place; `keys` are those that a misspelt one may mean."""
    best: dict[reading.Path, ErrorDetails] = {}
    for one in sorted(error.errors(), key=lambda e: e["type"] in _WRONG_TYPE):
        best.setdefault(_path(document, one), one)
    known = sorted(set(keys))
    return tuple(_problem(document, path, one, known) for path, one in best.items())


def keys_of(*models: type[BaseModel]) -> Iterator[str]:
    """The keys that these models read."""
    for model in models:
        for name, field in model.model_fields.items():
            yield field.alias or name


def misspelt(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy for a word that is not known: the nearest one, or another piece of advice."""
    near = get_close_matches(word, sorted(known), 1)
    return f"did you mean {near[0]}?" if near else otherwise


def _path(document: reading.Document, error: ErrorDetails) -> reading.Path:
    """Where the error is in the file, without what pydantic adds."""
    return _found(document.content, error["loc"], error["type"] == "missing")[1]


def _found(
    here: reading.Plain, parts: tuple[str | int, ...], missing: bool
) -> tuple[bool, reading.Path]:
    """The parts that are in the file, and whether the last one is (a missing key would be).

    The name of an alternative may be a key as well; of two readings the one that reaches
    the last part is right.
    """
    if not parts:
        return False, ()
    part, rest = parts[0], parts[1:]
    readings = [_found(here, rest, missing)]
    below: reading.Plain = None
    if isinstance(here, dict) and (part in here or (missing and not rest)):
        below = here.get(str(part))
    elif isinstance(here, list) and isinstance(part, int) and part < len(here):
        below = here[part]
    else:
        return readings[0]
    reached, path = _found(below, rest, missing)
    readings.insert(0, (reached or not rest, (part, *path)))
    return max(readings, key=lambda r: (r[0], len(r[1])))


def _problem(
    document: reading.Document, path: reading.Path, error: ErrorDetails, keys: list[str]
) -> str:
    kind, said = error["type"], error["msg"]
    if kind in _NOT_KEYS:
        return document.problem(path, "keys and values belong here; write one to a line")
    if kind.startswith("union_tag"):
        return _unknown_alternative(document, path, error)
    if kind == "missing":
        return document.problem(path, _MISSING)
    if kind == "extra_forbidden":
        remedy = misspelt(str(path[-1]), keys, "remove it")
        return document.problem(path, f"there is no such key; {remedy}", at_key=True)
    return document.problem(
        path,
        f"{said[:1].lower()}{said[1:]}; {_remedy(kind, error)}",
        at_key="[key]" in error["loc"],
    )


def _unknown_alternative(
    document: reading.Document, path: reading.Path, error: ErrorDetails
) -> str:
    """The key that tells alternatives apart has a word that is none of them, or is missing."""
    given = error["ctx"]
    key = str(given["discriminator"]).strip("'")
    if error["type"] == "union_tag_not_found":
        return document.problem((*path, key), _MISSING)
    words = _offered(str(given["expected_tags"]))
    remedy = misspelt(str(given["tag"]), words, f"use one of {', '.join(words)}")
    return document.problem((*path, key), f"{given['tag']} is not known here; {remedy}")


def _remedy(kind: str, error: ErrorDetails) -> str:
    limits = error.get("ctx", {})
    match kind:
        case "string_pattern_mismatch" if "A-Z" in str(limits.get("pattern")):
            return "use up to 20 letters, digits, dots, ampersands and hyphens, such as FAO"
        case "string_pattern_mismatch":
            return "use small letters, digits and _ (in the name of a workflow: and -)"
        case "literal_error" | "enum":
            expected = str(limits.get("expected"))
            near = get_close_matches(str(error["input"]), _offered(expected), 1)
            return f"did you mean {near[0]}?" if near else f"write {expected}"
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


def _offered(expected: str) -> list[str]:
    """The words in pydantic's list of what it expected: 'a', 'b' or 'c'."""
    return expected.replace(" or ", ", ").replace("'", "").split(", ")
