"""Workflow files: YAML in, a sound `Workflow` out, or every problem with its line.

Definitions are written in the engine's language and handed to it: the engine never reads
this package.  A file that is unsound in any way is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from placet.engine.errors import BadDefinition
from placet.engine.workflow import Workflow
from placet.workflows import reading
from placet.workflows.checking import Checked, Problem, check

__all__ = ["Checked", "Problem", "check", "load", "parse", "shipped"]


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
    """The workflow that a text defines; BadDefinition with every error otherwise."""
    checked = check(text, file)
    if checked.workflow is None:
        raise BadDefinition(file, tuple(str(problem) for problem in checked.errors))
    return checked.workflow
