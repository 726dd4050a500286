"""The dry run: a procedure lived in simulated time, before anybody relies on it.

`rehearse` lives a scenario with the real use cases, the real ticks, the real outbox and the
real templates, in a house of its own that is gone afterwards, and answers the list of all
that happened, to whom and why.  It reads no settings, touches no installation and sends
nothing; the same scenario always gives the same list.
"""

from __future__ import annotations

from placet.api.rehearsal.bounds import BOUNDLESS, Bounds, Budget
from placet.api.rehearsal.checking import disappointments
from placet.api.rehearsal.entries import Entry, Failure, Rehearsal
from placet.api.rehearsal.house import House, throwaway_house
from placet.api.rehearsal.listing import Listing
from placet.api.rehearsal.living import Disappointed, Life
from placet.api.rehearsal.table import Table
from placet.engine.errors import BadDefinition, PlacetError
from placet.engine.workflow import Workflow
from placet.workflows.scenario import Scenario

__all__ = ["Bounds", "Entry", "Failure", "Rehearsal", "rehearse"]


def rehearse(workflow: Workflow, scenario: Scenario, bounds: Bounds = BOUNDLESS) -> Rehearsal:
    """Live the scenario under the procedure, within bounds.

    BadDefinition where it was written for another procedure, TooMuch where the bounds do not
    suffice.  Whatever goes otherwise than it says is among `failures`; the list then ends there.
    """
    budget = Budget(bounds)
    budget.admit(scenario)
    if scenario.workflow not in ("", workflow.name):
        said = f"this scenario is for {scenario.workflow}, not for {workflow.name}"
        problem = f"{scenario.workflow_place}: workflow: {said}; name the other file"
        raise BadDefinition(scenario.file, (problem,))
    with throwaway_house(workflow, scenario.starts) as rooms:
        table = _laid(rooms, scenario, workflow)
        listing = Listing(rooms, table, workflow)
        try:
            Life(rooms, scenario, table, listing, budget).live()
        except Disappointed as otherwise:
            failures: tuple[Failure, ...] = (otherwise.failure,)
        else:
            failures = disappointments(scenario, listing.entries)
    return Rehearsal(
        title=scenario.title,
        workflow=workflow.name,
        version=workflow.version,
        procedure=workflow.title,
        zone=scenario.zone,
        starts=scenario.starts,
        until=scenario.until,
        entries=tuple(sorted(listing.entries, key=lambda entry: entry.at)),
        failures=failures,
    )


def _laid(rooms: House, scenario: Scenario, workflow: Workflow) -> Table:
    """The table before the scenario begins; BadDefinition where nobody could sit at it."""
    try:
        return Table(rooms, scenario, workflow.name)
    except PlacetError as error:
        problem = f"{scenario.cast_place}: participants: {error.in_english()}"
        raise BadDefinition(scenario.file, (problem,)) from None
