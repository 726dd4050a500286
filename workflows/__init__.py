"""Workflow files: YAML in, a sound `Workflow` out, or every problem with its line.

Definitions are written in the engine's language and handed to it: the engine never reads
this package.  A workflow carries the rules that its ballots may name.  A file that is
unsound in any way is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from placet.engine.errors import BadDefinition
from placet.engine.workflow import Workflow, flaws
from placet.workflows import reading, schema
from placet.workflows.rules import shipped_rules
from placet.workflows.shape import Part, shaped

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
    return parse(reading.words_of(path), str(path))


def parse(text: str, file: str = "workflow.yaml") -> Workflow:
    """The workflow that a text defines; BadDefinition with every problem otherwise."""
    document = reading.read(text, file)
    read = shaped(document, schema.WorkflowFile, _PARTS)
    workflow, origins = read.value(shipped_rules()), read.origins()
    unsound = []
    for flaw in flaws(workflow):
        path = flaw.path
        if len(path) > 1 and path[0] == "steps" and isinstance(path[1], int):
            path = ("steps", origins[path[1]], *path[2:])
        unsound.append(document.problem(path, flaw.text))
    if unsound:
        raise BadDefinition(file, tuple(dict.fromkeys(unsound)))
    return workflow


_PARTS = tuple(
    part for part in vars(schema).values() if isinstance(part, type) and issubclass(part, Part)
)
"""Every part that a file may have, for suggestions."""
