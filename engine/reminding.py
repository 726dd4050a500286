"""Reminding many at once: the plan becomes one event at the table and one mail a person.

Called inside a transaction of `placet.engine.service`, never on its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import ACTIONS, Actor, can
from placet.engine.acting import serving
from placet.engine.board import Column, Digest, Item, ReminderPlan, plan
from placet.engine.board.digests import PAUSE
from placet.engine.codec import instant
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, Conflict, NotAllowed, NotFound
from placet.engine.evolve import evolve_negotiation
from placet.engine.ledger import LedgerItem, value_hash
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import Negotiation
from placet.engine.store import Store

MOST = 2_000
"""So many answers can be chosen at once."""


def planned(
    store: Store,
    negotiation: Negotiation,
    columns: Iterable[Column],
    command: c.SendDigests,
    now: datetime,
) -> ReminderPlan:
    """What the command would send now."""
    if len(command.chosen) > MOST:
        raise BadInput(
            "chosen", N_("More than {most} answers are chosen."), N_("Choose fewer."), most=MOST
        )
    chosen = {(x.objective, x.organisation) for x in command.chosen} or None
    reminded = store.reminded_since(negotiation.symbol, now - PAUSE)
    forced = bool(command.force.strip())
    return plan(negotiation, columns, chosen, reminded, now, forced=forced)


def send_digests(
    store: Store,
    actor: Actor,
    command: c.SendDigests,
    before: Negotiation,
    columns: Iterable[Column],
    expected: int | None,
    now: datetime,
) -> tuple[Negotiation, tuple[Message, ...]]:
    """Remind; returns the table with the messages to post.  BadInput when there is nobody."""
    if not can(actor, "see", before, None, now):
        raise NotFound("negotiation", before.symbol)
    if not can(actor, type(command), before, None, now):
        raise NotAllowed(ACTIONS[type(command)])
    if expected is not None and expected != before.version:
        raise Conflict(N_("the negotiation"), expected, before.version)
    force = words("force", command.force, REMARK)
    made = planned(store, before, columns, command, now)
    if not made.digests:
        raise BadInput(
            "force" if made.held_back else "chosen",
            N_("Nobody would get a reminder now."),
            N_("Give a reason to remind people again within a day.")
            if made.held_back
            else N_("There is nothing to send."),
        )
    items = tuple(e.RemindedOf(i.objective, i.organisation) for i in made.items)
    event = e.DigestsSent(items, len(made.digests), force)
    after = evolve_negotiation(before, event)
    item = LedgerItem(event, "negotiation", value_hash(before), value_hash(after))
    after = replace(after, version=after.version + 1)
    store.save_negotiation(before, after, (event,))
    cause = f"{actor.channel}:{type(command).__name__}"
    head = store.record(after.symbol, actor.person, cause, now, (item,))
    return after, tuple(_message(after, d, now, str(head)) for d in made.digests)


def _message(n: Negotiation, digest: Digest, now: datetime, checkpoint: str) -> Message:
    facts: dict[str, Json] = {
        "symbol": n.symbol,
        "negotiation": n.title,
        "contact": n.contact,
        "path": "/inbox",
        "capacity": _capacity(n, digest.person, now),
        "checkpoint": checkpoint,
        "items": [_item(i, n.zone) for i in digest.items],
    }
    whose = {i.organisation for i in digest.items}
    return Message(
        key=f"{n.symbol}/{n.version}/{Kind.REMINDER_DIGEST.value}/{digest.person}",
        kind=Kind.REMINDER_DIGEST,
        person=digest.person,
        facts=facts,
        negotiation=n.symbol,
        organisation=whose.pop() if len(whose) == 1 else None,
    )


def _item(i: Item, zone: str) -> Json:
    made: dict[str, Json] = {
        "objective": i.objective,
        "title": i.title,
        "organisation": i.organisation,
        "ask": i.ask,
        "run": i.run,
        "version": i.version,
    }
    if i.due is not None:
        made |= {"deadline": instant(i.due.at), "zone": i.due.zone or zone}
    return made


def _capacity(n: Negotiation, person: str, now: datetime) -> str:
    for d in n.delegates:
        if d.person == person and serving(d, now):
            return d.capacity.value
    return ""
