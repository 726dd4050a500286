"""What of a reminder of several answers is still owed when it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from placet.engine.acting import serving
from placet.engine.catalogue import Catalogue
from placet.engine.errors import NotFound
from placet.engine.messages import Json, Message
from placet.engine.model import Negotiation
from placet.engine.owing import owing
from placet.engine.restricting import within
from placet.engine.store import Store


def still_owed(
    store: Store, catalogue: Catalogue, negotiation: Negotiation, message: Message, now: datetime
) -> Message:
    """The message with those items alone that its reader can still answer in the same run."""
    acts_for = {
        d.organisation
        for d in negotiation.delegates
        if d.person == message.person and serving(d, now)
    }
    items = message.facts.get("items")
    rows = [i for i in items if isinstance(i, dict)] if isinstance(items, list) else []
    kept: list[Json] = [
        dict(i)
        for i in rows
        if i.get("organisation") in acts_for and _owed(store, catalogue, negotiation, i, now)
    ]
    return replace(message, facts={**message.facts, "items": kept})


def _owed(
    store: Store,
    catalogue: Catalogue,
    negotiation: Negotiation,
    item: Mapping[str, Json],
    now: datetime,
) -> bool:
    try:
        o = store.objective(str(item.get("objective", "")))
    except NotFound:
        return False
    if o.run.number != item.get("run"):
        return False
    workflow = catalogue.workflow(store, o.workflow, o.workflow_version)
    table = within(negotiation, o.restricted_to)
    return item.get("organisation") in owing(workflow, table, o, now)
