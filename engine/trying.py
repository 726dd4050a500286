"""What a command would meet if it were given now: nothing, or the refusal.

Nothing is written.  Whether the actor may give it is not asked, since who prepares a command and
who gives it are two people; `UseCases.handle` asks that.
"""

from __future__ import annotations

from datetime import datetime

from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.catalogue import Catalogue
from placet.engine.decide import Situation, decide, needs_text, needs_words, versions_needed
from placet.engine.errors import PlacetError
from placet.engine.model import Negotiation, Objective
from placet.engine.store import Store


def refusal_of(
    store: Store,
    catalogue: Catalogue,
    actor: Actor,
    negotiation: Negotiation,
    o: Objective,
    command: c.ObjectiveCommand,
    now: datetime,
) -> PlacetError | None:
    """The refusal, or None; `o` is the objective as time has left it."""
    workflow = catalogue.workflow(store, o.workflow, o.workflow_version)
    version = o.text.number
    if isinstance(command, c.RecordPosition) and o.ballot is not None:
        version = o.ballot.text
    try:
        wanted = needs_text(command) or needs_words(workflow)
        text = store.text(o.ref, version) if wanted else None
        earlier = store.texts(o.ref, versions_needed(o, command))
        since = store.origins(o.ref, min(earlier)) if earlier else {}
        s = Situation(workflow, negotiation, o, actor, now, text, None, earlier, since)
        decide(s, command)
    except PlacetError as refused:
        return refused
    return None
