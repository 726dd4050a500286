"""`placet workflow ...`: procedures, before anybody relies on them."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from placet.api.cli_options import Json, Source

workflow = App(name="workflow", help="Procedures: rehearse one before it is used.")


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
        A scenario file; `-` is standard input.
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
