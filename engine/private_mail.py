"""Whether a message that stays inside an organisation still makes sense when it leaves."""

from __future__ import annotations

from datetime import datetime

from placet.engine.access import THE_CLOCK
from placet.engine.catalogue import Catalogue
from placet.engine.codec import instant
from placet.engine.decide import Situation, due
from placet.engine.errors import NotFound
from placet.engine.messages import Kind, Message
from placet.engine.model import Negotiation, Objective
from placet.engine.notice_private import binding, preparing
from placet.engine.owing import owing
from placet.engine.prepared import PreparedState
from placet.engine.restricting import within
from placet.engine.store import Store


def private_objection(store: Store, catalogue: Catalogue, message: Message, now: datetime) -> str:
    """Why it should not leave now, or "" when it should."""
    ref, organisation = str(message.facts["ref"]), str(message.facts["organisation"])
    try:
        o = store.objective(ref)
    except NotFound:
        return "the objective is not known any more"
    negotiation = within(store.negotiation(o.negotiation), o.restricted_to)
    if message.kind is Kind.CLEARANCE_WAITS:
        if message.person not in binding(negotiation, organisation, now):
            return "the person no longer acts for the organisation"
        held = store.prepared(ref, organisation)
        waits = any(item.state is PreparedState.READY for item in held)
        return "" if waits else "nothing waits any more"
    if message.person not in preparing(negotiation, organisation, now):
        return "the person no longer acts for the organisation"
    return _moot(store, catalogue, negotiation, o, message, now)


def _moot(
    store: Store,
    catalogue: Catalogue,
    negotiation: Negotiation,
    o: Objective,
    message: Message,
    now: datetime,
) -> str:
    """An internal deadline that was moved, met, or outrun by the deadline of the stage."""
    organisation = str(message.facts["organisation"])
    held = store.internal_deadline(o.ref, organisation)
    if held is None or instant(held.deadline.at) != message.facts["internal"]:
        return "the internal deadline was moved"
    workflow = catalogue.workflow(store, o.workflow, o.workflow_version)
    over = o.run.number != held.run or o.run.paused_at is not None
    if over or due(Situation(workflow, negotiation, o, THE_CLOCK, now)) is not None:
        return "the stage is over"
    if organisation not in owing(workflow, negotiation, o, now):
        return "nothing is owed any more"
    return ""
