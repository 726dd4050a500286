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
from placet.engine.workflow import Workflow
from placet.workflows import reading
from placet.workflows.checking import Checked, Problem, Rules, check, problem_of, shape_of
from placet.workflows.rules import shipped_rules

__all__ = [
    "Checked",
    "Problem",
    "check",
    "finding",
    "kept",
    "load",
    "parse",
    "problem_of",
    "shipped",
    "shipped_texts",
    "source_of",
]


def shipped() -> Mapping[tuple[str, int], Workflow]:
    """The workflows that come with Placet, by name and version."""
    return MappingProxyType({key: workflow for key, (workflow, _, _) in _sources().items()})


def shipped_texts() -> Mapping[tuple[str, int], str]:
    """The words of their files, byte for byte, by the same names and versions."""
    return MappingProxyType({key: text for key, (_, _, text) in _sources().items()})


def source_of(name: str) -> tuple[str, str] | None:
    """The text and the file of a shipped workflow: of its newest version, or of name@version."""
    name, _, version = name.partition("@")
    found = [key for key in _sources() if key[0] == name and version in ("", str(key[1]))]
    if not found:
        return None
    _, file, text = _sources()[max(found)]
    return text, file


@cache
def _sources() -> Mapping[tuple[str, int], tuple[Workflow, str, str]]:
    """Each shipped workflow with its file and text."""
    found: dict[tuple[str, int], tuple[Workflow, str, str]] = {}
    for entry in sorted(files(__package__).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            text = entry.read_bytes().decode()
            workflow = parse(text, entry.name)
            if (workflow.name, workflow.version) in found:
                again = (
                    f"{entry.name}:1:1: {workflow.name} {workflow.version} exists; raise version"
                )
                raise BadDefinition(entry.name, (again,))
            found[workflow.name, workflow.version] = workflow, entry.name, text
    return found


def load(path: Path) -> Workflow:
    """The workflow in a file; BadDefinition with every problem, or OSError."""
    return parse(reading.words_of(path), str(path))


def parse(text: str, file: str = "workflow.yaml", rules: Rules | None = None) -> Workflow:
    """The workflow that a text defines; BadDefinition with every error otherwise.

    `rules` are those that it may name: the shipped ones unless others are given.
    """
    checked = check(text, file, rules)
    if checked.workflow is None:
        raise BadDefinition(file, tuple(str(problem) for problem in checked.errors))
    return checked.workflow


def kept(text: str, file: str = "workflow.yaml", rules: Rules | None = None) -> Workflow:
    """The workflow that a text defines which was published: its shape is read, no more judged."""
    return shape_of(reading.read(text, file)).value(shipped_rules() if rules is None else rules)


def finding(text: str, file: str, path: tuple[str | int, ...], said: str) -> str:
    """A sentence about a place (keys and indexes) of a text that can be read, with its line."""
    return reading.read(text, file).problem(path, said)
