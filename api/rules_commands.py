"""`placet rules ...`: decision rules, shipped with Placet or published here."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from placet.api.cli_options import Json, Output, Who

rules = App(name="rules", help="Decision rules: shipped with Placet, or published here.")


@rules.command(name="list")
def list_rules(*, json: Json = False) -> None:
    """List the decision rules, with the body and article that each follows."""
    from placet.api import definitions

    definitions.list_definitions("rule", json)


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


@rules.command
def schema(*, output: Output = Path("-")) -> None:
    """Write the JSON Schema of rule files, with which an editor completes and checks them.

    Parameters
    ----------
    output
        The file to write; `-` is standard output.
    """
    from placet.api import checking

    checking.rule_schema(output)
