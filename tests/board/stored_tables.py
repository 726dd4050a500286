"""Random negotiations as they stand in a database, so that pages can be asked about them.

What happened at a table is written change by change, as the service writes it; the record is left
out, since neither the board nor the count is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from placet.engine.catalogue import Shipped
from placet.engine.definition import Workflow
from placet.engine.events import OrganisationRegistered, PersonInvited
from placet.engine.ledger import Personal
from placet.engine.model import Organisation
from placet.engine.store import Store
from placet.engine.workflow import legal_moves
from tests.board.random_tables import CODES, Random500
from tests.pages.house import House

PEOPLE = ("sec", "chair", *(code.lower() for code in CODES))


def keep(
    house: House, made: Iterable[Random500], workflows: Mapping[tuple[str, int], Workflow]
) -> None:
    """Write all of them."""
    catalogue = house.root.cases.catalogue
    shipped = catalogue.shipped
    catalogue.shipped = Shipped({**shipped.workflows, **workflows}, shipped.rules, shipped.texts)
    with house.root.database.writing() as store:
        _people(store)
        for workflow in workflows.values():
            store.publish_workflow(workflow.name, workflow.version, legal_moves(workflow))
        for of in made:
            _keep(store, of)
    house.ids |= {name: name for name in PEOPLE}


def _people(store: Store) -> None:
    organisations = [
        OrganisationRegistered(Organisation(code, f"Organisation {code}")) for code in CODES
    ]
    store.save_registry(organisations, {})
    for name in PEOPLE:
        values = Personal(name, name.title(), f"{name}@example.org", "a" * 32, "b" * 32)
        event = PersonInvited(
            name, values.name_commitment, values.email_commitment, "UTC", "en", False
        )
        store.save_registry([event], {name: values})


def _keep(store: Store, of: Random500) -> None:
    store.save_negotiation(None, of.table.negotiation, ())
    for number, change in enumerate(of.table.log):
        before = of.table.log[number - 1].after if number else None
        store.save_objective(before, change.after, change.events, change.at)
