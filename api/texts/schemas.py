"""The JSON Schemas of what the text commands answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter

from placet.api.opened_files import written_file
from placet.api.ruling.told import Told
from placet.api.texts import told
from placet.workflows.json_schema import DIALECT

SHAPES: Mapping[str, type[Told]] = {
    "stats": told.StatsTold,
    "compare": told.ComparedTold,
    "compile": told.CompiledTold,
}


def text(of: str) -> str:
    """The schema of the answer of a command, as the text of a file."""
    found = TypeAdapter(SHAPES[of]).json_schema(mode="validation")
    title = f"What `placet text {of} --json` answers"
    schema = {"$schema": DIALECT, **found, "title": title}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(of: str, output: Path) -> None:
    """Write a schema."""
    with written_file(output) as out:
        out.write(text(of).encode())
