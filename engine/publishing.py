"""Publishing a definition: the last thing that is ever done to it.

Called inside a transaction of `placet.engine.service`, never on its own.  The chain of the
registry is locked first, so that of two who publish at once the second is judged by what the
first has published.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import ACTIONS, Actor, can
from placet.engine.catalogue import Catalogue
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import NotAllowed
from placet.engine.ledger import REGISTRY, LedgerItem, value_hash
from placet.engine.published import Published
from placet.engine.store import Store
from placet.engine.workflow import legal_moves


def may_publish(actor: Actor, now: datetime) -> None:
    """NotAllowed for whoever may not publish."""
    if not can(actor, c.PublishDefinition, None, None, now):
        raise NotAllowed(ACTIONS[c.PublishDefinition])


def publish(
    store: Store,
    catalogue: Catalogue,
    actor: Actor,
    command: c.PublishDefinition,
    now: datetime,
) -> tuple[Published, bool]:
    """Publish what the words define, and whether they were published already.

    BadDefinition with every finding, NotAllowed.
    """
    may_publish(actor, now)
    note = words("note", command.note, REMARK)
    checked = catalogue.judged(store, command.kind, command.text)
    if checked.already:
        return checked.definition.published, True
    new = replace(
        checked.definition.published, published_at=now, published_by=actor.person, note=note
    )
    store.add_definition(new)
    if (workflow := checked.definition.workflow) is not None:
        store.publish_workflow(workflow.name, workflow.version, legal_moves(workflow))
    event = e.DefinitionPublished(new.kind, new.name, new.version, new.hash, new.text, note)
    item = LedgerItem(event, object_of(new), "", value_hash(event))
    store.record(REGISTRY, actor.person, f"{actor.channel}:PublishDefinition", now, (item,))
    return new, False


def object_of(definition: Published) -> str:
    """What the record calls a definition."""
    return f"{definition.kind.value}/{definition.name}@{definition.version}"
