"""Looking at procedures from the command line: list, check, diagram, schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from placet import workflows
from placet.api.tending import say
from placet.engine.errors import N_, BadDefinition, BadInput
from placet.engine.workflow import Workflow, mermaid
from placet.workflows import Checked, Problem
from placet.workflows.reading import words_of


def check(which: Sequence[str], as_json: bool) -> None:
    """Every problem of every file; ends with 2 where one is refused."""
    if not which:
        raise BadInput("FILE", N_("No file was named."), N_("Name at least one workflow file."))
    checked = [_checked(one) for one in which]
    if as_json:
        say(json.dumps([_as_json(one) for one in checked], indent=2, ensure_ascii=False))
    else:
        for one in checked:
            _tell(one)
    if any(one.workflow is None for one in checked):
        sys.exit(2)


def _tell(checked: Checked) -> None:
    for problem in checked.problems:
        place = f"{problem.file}:{problem.line}:{problem.column}: "
        kind = "warning: " if problem.severity == "warning" else ""
        say(place + kind + str(problem).removeprefix(place))
    say(f"{checked.file}: {_sum(checked)}")


def _sum(checked: Checked) -> str:
    parts = []
    for count, one in ((len(checked.errors), "error"), (len(checked.warnings), "warning")):
        if count:
            parts.append(f"{count} {one}{'s' if count > 1 else ''}")
    verdict = "refused" if checked.workflow is None else "sound"
    if (proof := checked.proof) is not None:
        ending = "all can end" if proof.all_can_end else f"{proof.lost} cannot end"
        parts.append(f"{proof.states} states reached, {ending}")
    return "; ".join((verdict, ", ".join(parts))) if parts else verdict


def _as_json(checked: Checked) -> dict[str, Any]:
    workflow, proof = checked.workflow, checked.proof
    return {
        "file": checked.file,
        "name": workflow.name if workflow else None,
        "version": workflow.version if workflow else None,
        "sound": workflow is not None,
        "errors": [asdict(p) for p in checked.errors],
        "warnings": [asdict(p) for p in checked.warnings],
        "proof": None
        if proof is None
        else {
            "states": proof.states,
            "moves": proof.moves,
            "all_can_end": proof.all_can_end,
            "cannot_end": proof.lost,
        },
    }


def diagram(which: str, format: Literal["svg", "mermaid"], output: Path) -> None:
    """The procedure as a picture, or as the text of one."""
    from placet.templates.diagrams import diagram_file

    workflow = sound(which)
    _write(diagram_file(workflow) if format == "svg" else mermaid(workflow) + "\n", output)


def schema(output: Path) -> None:
    """The JSON Schema of workflow files."""
    from placet.workflows.completion import workflow_schema

    _write(workflow_schema(), output)


def sound(which: str) -> Workflow:
    """The workflow of a file or of a shipped name; BadDefinition or BadInput otherwise."""
    checked = _checked(which)
    if checked.workflow is None:
        raise BadDefinition(checked.file, tuple(str(p) for p in checked.errors))
    return checked.workflow


def _checked(which: str) -> Checked:
    if which == "-":
        return workflows.check(sys.stdin.read(), "standard input")
    path = Path(which)
    if path.is_file():
        try:
            return workflows.check(words_of(path), which)
        except BadDefinition as bad:
            problems = tuple(workflows.problem_of(which, said) for said in bad.problems)
            return Checked(which, None, problems)
    source = workflows.source_of(which)
    if source is None:
        known = ", ".join(dict.fromkeys(name for name, _ in workflows.shipped()))
        said = f"there is no such file or shipped procedure; name a file, or one of: {known}"
        return Checked(which, None, (Problem(which, 1, 1, "", said),))
    return workflows.check(*source)


def _write(text: str, output: Path) -> None:
    if output == Path("-"):
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(
            str(output), "{why}.", N_("Choose another file."), why=error.strerror or error
        ) from None
