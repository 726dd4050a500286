"""A JSON Schema out of the models that read a file, with words and names for an editor.

A key without words ends the program, so nothing new goes undocumented.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Names = Mapping[str, Any]
"""What a string must be: `{"enum": [...]}`, `{"pattern": ...}`, or a choice of such."""


def json_schema(
    whole: type[BaseModel],
    title: str,
    words: Mapping[tuple[str, str], str],
    names: Callable[[str, str], Names | None],
) -> str:
    """The schema of a kind of file, as text.

    `words` say of each key of each part what it is for, `names` which strings it takes.
    """
    made = whole.model_json_schema(by_alias=True)
    for part, fields in {whole.__name__: made, **made.get("$defs", {})}.items():
        for key, field in fields.get("properties", {}).items():
            field.pop("title", None)
            field["description"] = words[part, key]
            _named(field, names(part, key))
    made = {"$schema": DIALECT, **made, "title": title}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def or_another(names: Iterable[str]) -> Names:
    """One of these, or a name that an installation has added."""
    return {"anyOf": [{"enum": sorted(names)}, {"pattern": "^[a-z][a-z0-9_]{0,39}$"}]}


def _named(field: dict[str, Any], names: Names | None) -> None:
    """Narrow the strings of a field: its own, those of a list, the keys of a mapping."""
    if names is None:
        return
    places = [field, *field.get("anyOf", ())]
    for place in places:
        if place.get("type") == "array":
            _narrow(place["items"], names)
        elif place.get("type") == "object":
            place["propertyNames"] = dict(names)
        elif place.get("type") == "string":
            _narrow(place, names)


def _narrow(place: dict[str, Any], names: Names) -> None:
    for option in [place, *place.get("anyOf", ())]:
        if option.get("type") == "string":
            option.pop("pattern", None)
            option.update(names)
            if option.get("default") == "" and "enum" in names:
                option["enum"] = ["", *names["enum"]]
            elif option.get("default") == "" and "pattern" in names:
                option["pattern"] = f"^$|{names['pattern']}"
