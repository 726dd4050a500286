"""`placet workflow ...`: what a procedure says, whether it is sound, how it looks and goes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from cyclopts import App

from placet.api.cli_options import Json, Output, Source, Sources, Who

workflow = App(name="workflow", help="Procedures: their stages, steps and rules.")


@workflow.command(name="list")
def list_workflows(*, json: Json = False) -> None:
    """List the procedures, with the practice that each follows."""
    from placet.api import definitions

    definitions.list_definitions("workflow", json)


@workflow.command
def check(*files: Sources, json: Json = False) -> None:
    """Say everything that is wrong with workflow files, and prove that what begins can end.

    Errors refuse a file (the command then ends with 2); warnings are worth a look.  Each is
    written as file:line:column: path: what; remedy.

    Parameters
    ----------
    files
        Workflow files, names of procedures that come with Placet, or `-` for standard input.
    """
    from placet.api import checking

    checking.check(files, json)


@workflow.command
def diagram(
    file: Sources, *, format: Literal["svg", "mermaid"] = "svg", output: Output = Path("-")
) -> None:
    """Draw a procedure: its stages in the order of the flow, and the steps between them.

    Parameters
    ----------
    file
        A workflow file, the name of a procedure that comes with Placet, or `-`.
    format
        A picture, or the text of a Mermaid state diagram.
    output
        The file to write; `-` is standard output.
    """
    from placet.api import checking

    checking.diagram(file, format, output)


@workflow.command
def schema(*, output: Output = Path("-")) -> None:
    """Write the JSON Schema of workflow files, with which an editor completes and checks them.

    Parameters
    ----------
    output
        The file to write; `-` is standard output.
    """
    from placet.api import checking

    checking.schema(output)


@workflow.command
def simulate(file: Path, scenario: Source, *, json: Json = False, svg: Path | None = None) -> None:
    """Live a scenario in simulated time and list all that would happen, to whom and why.

    Nothing is sent, and no installation is touched.  Ends with 2 where something goes
    otherwise than the scenario says.

    Parameters
    ----------
    file
        A workflow file, or the name of a procedure that comes with Placet.
    scenario
        A scenario file, or the name of one that comes with Placet; `-` is standard input.
    svg
        Draw the timeline into this file as well.
    """
    from placet.api import rehearsing

    rehearsing.simulate(file, scenario, json, svg)


@workflow.command(name="scenario-schema")
def scenario_schema() -> None:
    """Write the JSON Schema of scenario files, for editors."""
    from placet.api import rehearsing

    rehearsing.scenario_schema()


@workflow.command(name="rehearsal-schema")
def rehearsal_schema() -> None:
    """Write the JSON Schema of the list that `simulate --json` writes."""
    from placet.api import rehearsing

    rehearsing.rehearsal_schema()


@workflow.command(name="publish")
def publish_workflow(file: Path, *, note: str = "", who: Who = None, json: Json = False) -> None:
    """Publish a version of a procedure for ever, after checking all of it.

    Parameters
    ----------
    file
        A workflow file; its version must be above all others of its name. `-` is standard input.
    note
        What is new about it.
    """
    from placet.api import definitions

    definitions.publish("workflow", file, note, who, json)


@workflow.command(name="export")
def export_workflow(name: str, *, version: int | None = None, output: Output = Path("-")) -> None:
    """Write the file of a procedure, byte for byte as it was published.

    Parameters
    ----------
    name
        The name of the procedure.
    version
        Which version; the newest if left out.
    output
        The file to write; `-` is standard output.
    """
    from placet.api import definitions

    definitions.export("workflow", name, version, output)
