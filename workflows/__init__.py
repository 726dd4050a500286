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
from placet.engine.rules import Rule
from placet.engine.workflow import Workflow, flaws
from placet.workflows import reading, schema
from placet.workflows.rules import shipped_rules
from placet.workflows.shaping import Part, shaped, text_of

Rules = Mapping[tuple[str, int], Rule]

__all__ = ["finding", "kept", "load", "parse", "shipped", "shipped_texts"]


def shipped() -> Mapping[tuple[str, int], Workflow]:
    """The workflows that come with Placet, by name and version."""
    return _shipped()[0]


def shipped_texts() -> Mapping[tuple[str, int], str]:
    """The words of their files, byte for byte, by the same names and versions."""
    return _shipped()[1]


@cache
def _shipped() -> tuple[Mapping[tuple[str, int], Workflow], Mapping[tuple[str, int], str]]:
    found: dict[tuple[str, int], Workflow] = {}
    texts: dict[tuple[str, int], str] = {}
    for entry in sorted(files(__package__).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            text = entry.read_bytes().decode()
            workflow = parse(text, entry.name)
            key = (workflow.name, workflow.version)
            if key in found:
                again = (
                    f"{entry.name}:1:1: {workflow.name} {workflow.version} exists; raise version"
                )
                raise BadDefinition(entry.name, (again,))
            found[key], texts[key] = workflow, text
    return MappingProxyType(found), MappingProxyType(texts)


def load(path: Path) -> Workflow:
    """The workflow in a file; BadDefinition with every problem, or OSError."""
    return parse(text_of(path), str(path))


def kept(text: str, file: str = "workflow.yaml", rules: Rules | None = None) -> Workflow:
    """The workflow that a text defines which was published: its shape is read, no more judged."""
    return _read(reading.read(text, file)).value(shipped_rules() if rules is None else rules)


def finding(text: str, file: str, path: tuple[str | int, ...], said: str) -> str:
    """A sentence about a place (keys and indexes) of a text that can be read, with its line."""
    return reading.read(text, file).problem(path, said)


def parse(text: str, file: str = "workflow.yaml", rules: Rules | None = None) -> Workflow:
    """The workflow that a text defines; BadDefinition with every problem otherwise.

    `rules` are those that it may name: the shipped ones unless others are given.
    """
    document = reading.read(text, file)
    read = _read(document)
    workflow = read.value(shipped_rules() if rules is None else rules)
    origins = read.origins()
    unsound = []
    for flaw in flaws(workflow):
        path = flaw.path
        if len(path) > 1 and path[0] == "steps" and isinstance(path[1], int):
            path = ("steps", origins[path[1]], *path[2:])
        unsound.append(document.problem(path, flaw.text))
    if unsound:
        raise BadDefinition(file, tuple(dict.fromkeys(unsound)))
    return workflow


def _read(document: reading.Document) -> schema.WorkflowFile:
    return shaped(document, schema.WorkflowFile, _PARTS)


_PARTS = tuple(
    part for part in vars(schema).values() if isinstance(part, type) and issubclass(part, Part)
)
"""Every part that a file may have, for suggestions."""
