"""`placet rules ...`: decision rules, shipped with Placet or published here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from placet.api.cli_options import Json, Output, Source, Sources, Who

rules = App(name="rules", help="Decision rules: read one, try one, compare two, write your own.")


@rules.command(name="list")
def list_rules(*, json: Json = False) -> None:
    """List the decision rules, with the body and article that each follows."""
    from placet.api import definitions

    definitions.list_definitions("rule", json)


@rules.command
def show(name: str, *, json: Json = False) -> None:
    """Say in words what a rule asks for, and what each position does; as data with --json.

    Parameters
    ----------
    name
        NAME, NAME@VERSION, or a rule file.
    """
    from placet.api.ruling import showing

    sys.stdout.write(f"{showing.show(name, json)}\n")


@rules.command
def evaluate(
    name: str,
    case: Source,
    *,
    json: Json = False,
    what_if: Annotated[list[str] | None, Parameter(negative="")] = None,
    changes: Annotated[bool, Parameter(negative="")] = False,
    lines: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Give the verdict of a rule on a case, or on one case a line; always as JSON for lines.

    Parameters
    ----------
    name
        NAME, NAME@VERSION, or a rule file.
    case
        A JSON file with names or totals, or a .jsonl file; `-` is standard input.
    what_if
        ORGANISATION=POSITION: the verdict if it held that; without a position: if it held none.
        Repeat the option for each organisation.
    changes
        The smallest changes that would turn the verdict, and whether it can still be turned.
    lines
        One case a line, whatever the file is called.
    """
    from placet.api.ruling import evaluating
    from placet.api.ruling.answering import Question

    question = Question(tuple(what_if or ()), changes)
    evaluating.evaluate(name, case, json, question, lines)


@rules.command
def diff(a: str, b: str, *, up_to: int = 60, json: Json = False) -> None:
    """Find the smallest case on which two rules differ, or say that there is none.

    Parameters
    ----------
    a
        NAME, NAME@VERSION, or a rule file.
    b
        The other one.
    up_to
        The largest number of seats that is looked at.
    """
    from placet.api.ruling import comparing

    sys.stdout.write(f"{comparing.diff(a, b, up_to, json)}\n")


@rules.command
def check(*files: Sources, json: Json = False) -> None:
    """Say everything that is wrong with rule files, as file:line:column: path: what; remedy.

    Ends with 2 where one is refused.

    Parameters
    ----------
    files
        Rule files, or `-` for standard input.
    """
    from placet.api.ruling import checking

    checking.check(files, json)


@rules.command
def schema(
    of: Literal["rule", "case", "verdict", "list", "show", "diff", "check"] = "rule",
    *,
    output: Output = Path("-"),
) -> None:
    """Write a JSON Schema: of rule files (for an editor), of cases, or of what a command answers.

    Parameters
    ----------
    of
        Of what: rule and case are files, verdict is what `evaluate` says, the others are commands.
    output
        The file to write; `-` is standard output.
    """
    from placet.api.ruling import schemas

    schemas.write(of, output)


@rules.command(name="publish")
def publish_rule(file: Path, *, note: str = "", who: Who = None, json: Json = False) -> None:
    """Publish a version of a decision rule for ever, after checking all of it.

    Parameters
    ----------
    file
        A rule file; its version must be above all others of its name. `-` is standard input.
    note
        What is new about it.
    """
    from placet.api import definitions

    definitions.publish("rule", file, note, who, json)


@rules.command(name="export")
def export_rule(name: str, *, version: int | None = None, output: Output = Path("-")) -> None:
    """Write the file of a decision rule, byte for byte as it was published.

    Parameters
    ----------
    name
        The name of the decision rule.
    version
        Which version; the newest if left out.
    output
        The file to write; `-` is standard output.
    """
    from placet.api import definitions

    definitions.export("rule", name, version, output)
