"""Everything that is wrong with a workflow file, and what was proved about it.

`parse` refuses a file for its errors; whoever writes one also wants to see the warnings,
and how much was looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from placet.engine.errors import BadDefinition
from placet.engine.flaws import Flaw, Severity
from placet.engine.rules import Rule
from placet.engine.soundness import Proof, examine
from placet.engine.workflow import Workflow
from placet.workflows import reading, schema
from placet.workflows.rules import shipped_rules
from placet.workflows.shape import Part, shaped

Rules = Mapping[tuple[str, int], Rule]

_PROBLEM = re.compile(r"(\d+):(\d+): (?:([\w.-]+): )?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Problem:
    """One flaw of a file at its place (lines and columns from 1; `path` may be empty)."""

    file: str
    line: int
    column: int
    path: str
    text: str
    severity: Severity = "error"

    def __str__(self) -> str:
        said = f"{self.path}: {self.text}" if self.path else self.text
        return reading.located(self.file, (self.line, self.column), said)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file: its workflow (None where it is refused) and all problems.

    `proof` is None where errors came before it.
    """

    file: str
    workflow: Workflow | None
    problems: tuple[Problem, ...] = ()
    proof: Proof | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refuses the file."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What its author should look at."""
        return tuple(p for p in self.problems if p.severity == "warning")


def shape_of(document: reading.Document) -> schema.WorkflowFile:
    """The file as its shape reads it; BadDefinition with every problem otherwise."""
    return shaped(document, schema.WorkflowFile, PARTS)


def check(text: str, file: str = "workflow.yaml", rules: Rules | None = None) -> Checked:
    """Everything that is wrong with the workflow that a text defines; never raises.

    `rules` are those that it may name: the shipped ones unless others are given.
    """
    try:
        document = reading.read(text, file)
        read = shape_of(document)
    except BadDefinition as bad:
        return Checked(file, None, _told(file, bad.problems))
    workflow = read.value(shipped_rules() if rules is None else rules)
    origins = read.origins()
    flaws, proof = examine(workflow)
    problems = _in_order(
        problem_of(file, document.problem(_in_file(flaw, origins), flaw.text), flaw.severity)
        for flaw in flaws
    )
    unsound = any(p.severity == "error" for p in problems)
    return Checked(file, None if unsound else workflow, problems, proof)


def _in_file(flaw: Flaw, origins: tuple[int, ...]) -> reading.Path:
    """The place of a flaw; a row of the table is an entry under `steps`."""
    path = flaw.path
    if len(path) > 1 and path[0] == "steps" and isinstance(path[1], int):
        return ("steps", origins[path[1]], *path[2:])
    return path


def _told(file: str, problems: tuple[str, ...]) -> tuple[Problem, ...]:
    return _in_order(problem_of(file, problem) for problem in problems)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order of the file."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.line, p.column)))


def problem_of(file: str, said: str, severity: Severity = "error") -> Problem:
    """A problem out of its line, `file:line:column: path: text`."""
    found = _PROBLEM.fullmatch(said.removeprefix(f"{file}:"))
    if found is None:
        return Problem(file, 1, 1, "", said, severity)
    line, column, path, text = found.groups()
    return Problem(file, int(line), int(column), path or "", text, severity)


PARTS = tuple(
    part for part in vars(schema).values() if isinstance(part, type) and issubclass(part, Part)
)
"""Every part that a workflow file may have, for suggestions."""
