"""Every kind of entry in the record, from the events and their fields."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from making.marks import meaning, page, table
from placet.engine import events
from placet.engine import text as texts


def event_kinds() -> tuple[type, ...]:
    """Every event that the record may hold."""
    unions = (events.RegistryEvent, events.NegotiationEvent, events.ObjectiveEvent)
    return tuple(kind for union in unions for kind in typing.get_args(union))


def entries() -> str:
    """Every kind of entry in the record."""
    used: dict[type, None] = {}
    told = "\n\n".join(_fields(kind, used, "##") for kind in event_kinds())
    values: list[str] = []
    done: set[type] = set()
    while todo := [kind for kind in used if kind not in done]:
        for kind in todo:
            done.add(kind)
            values.append(_fields(kind, used, "###"))
    return page(
        "The record",
        "Each entry of the record has a `kind`, which is one of the names below, and a "
        "`payload`, which holds the fields. Fields that have their default are left out. "
        "Instants are UTC, such as `2027-03-14T20:59:00Z`. Names and addresses of persons are "
        "commitments. An entry also says `chain`, `seq`, `at`, `actor`, `cause`, `object`, the "
        "object's hash `before` and `after`, and the hashes `previous` and `hash`.",
        told,
        "## Values in the payload",
        "\n\n".join(values),
    )


def _fields(kind: type, used: dict[type, None], level: str) -> str:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(typing.cast(Any, kind))
    rows = ((f"`{f.name}`", _type(hints[f.name], used)) for f in fields)
    return f"{level} {kind.__name__}\n\n{meaning(kind)}\n\n{table(('Field', 'Holds'), rows)}"


SIMPLE = {
    str: "text",
    int: "integer",
    bool: "true or false",
    type(None): "nothing",
    texts.Text: "the whole text, as paragraphs with their ids",
}


PLAIN = {"datetime": "instant", "date": "day", "Fraction": "share, as text such as `1/2`"}


def _type(hint: Any, used: dict[type, None]) -> str:
    args = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if hint is Any:
        return "data"
    if hint in SIMPLE:
        return SIMPLE[hint]
    if origin is tuple:
        return f"list of {_type(args[0], used)}"
    if args and origin in (dict, Mapping):
        return f"{_type(args[1], used)}, by {_type(args[0], used)}"
    if args:
        return " or ".join(_type(arg, used) for arg in args)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " or ".join(f"`{member.value}`" for member in hint)
    if dataclasses.is_dataclass(hint):
        kind = typing.cast(type, hint)
        used[kind] = None
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return PLAIN[hint.__name__]
