"""Where the objectives of a table stand that are linked, read from one moment of the store."""

from __future__ import annotations

from placet.engine.catalogue import Catalogue
from placet.engine.links import Linked, LinkKind, Others, links_of
from placet.engine.model import Negotiation, Objective
from placet.engine.store import Store


def others(
    store: Store, catalogue: Catalogue, negotiation: Negotiation, o: Objective | None = None
) -> Others:
    """The objectives of the table, where any is linked (with `o`: where that one is)."""
    linked = negotiation.links if o is None else links_of(negotiation.links, o.ref)
    return standing_of_all(store, catalogue, negotiation) if linked else {}


def standing_of_all(store: Store, catalogue: Catalogue, negotiation: Negotiation) -> Others:
    """All objectives of the table, as links see them."""
    found = {}
    for row in store.standing_of_all(negotiation.symbol):
        stage = catalogue.workflow(store, row.workflow, row.workflow_version).stages[row.stage]
        adopted = row.instrument is not None
        found[row.ref] = Linked(
            ref=row.ref,
            title=row.title,
            stage=row.stage,
            adopted=adopted,
            provisional=adopted and bool(row.instrument.get("provisional")),
            ended=stage.end and not adopted,
            restricted_to=tuple(row.restricted_to or ()),
        )
    return found


def has_rivals(negotiation: Negotiation, o: Objective) -> bool:
    """Whether what becomes of other objectives may forbid the adoption of this one."""
    return any(link.kind is LinkKind.ALTERNATIVES for link in links_of(negotiation.links, o.ref))
