"""Writing one change of an objective down: everything it causes, in one transaction.

The order is the order in which locks are taken everywhere: the objective with what belongs
to it, mails that have become moot, timers, the head of the ledger; then the messages, which
may name the new checkpoint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from placet.engine import events as e
from placet.engine.decide import Situation
from placet.engine.evolve import evolve
from placet.engine.ledger import Checkpoint, LedgerItem, value_hash
from placet.engine.model import Objective
from placet.engine.notice_facts import Scene
from placet.engine.notices import messages
from placet.engine.owing import timers
from placet.engine.restricting import within
from placet.engine.store import Store
from placet.engine.text import Text
from placet.engine.touched import part, touched_object

Events = tuple[e.ObjectiveEvent, ...]


def write_change(
    store: Store,
    s: Situation,
    events: Events,
    cause: str,
    at: datetime,
    mail_domain: str,
    *,
    new: bool = False,
) -> Objective:
    """Save the objective after the events, with its ledger entries, timers and messages.

    `at` is the instant that the record names: for what time decided, the deadline itself.
    """
    before = None if new else s.objective
    after, items = _fold(s.objective, events, new=new)
    after = replace(after, version=s.objective.version + 1)
    store.save_objective(before, after, events, at)
    _cancel_moot(store, s.objective, after, events)
    workflow = s.governing(after)
    due_now = timers(workflow, after)
    if new or due_now != timers(s.workflow, s.objective):
        store.set_timers(after.ref, due_now)
    chain = s.negotiation.symbol
    checkpoint = store.record(chain, s.actor.person, f"{s.actor.channel}:{cause}", at, items)
    scene = Scene(
        workflow,
        within(s.negotiation, after.restricted_to),
        before,
        after,
        events,
        s.now,
        _short(checkpoint),
        _words(s, events),
        _versions(s),
        s.others,
    )
    store.post(messages(scene), s.now, mail_domain)
    return after


def _fold(before: Objective, events: Events, *, new: bool) -> tuple[Objective, list[LedgerItem]]:
    """The objective after the events, and for each event what it touched, before and after."""
    state: Objective | None = None if new else before
    after = before
    items = []
    for event in events:
        path = touched_object(event)
        was = value_hash(part(state, path))
        after = evolve(after, event)
        state = after
        items.append(LedgerItem(event, f"{after.ref}/{path}", was, value_hash(part(after, path))))
    return after, items


def _cancel_moot(store: Store, before: Objective, after: Objective, events: Events) -> None:
    """Mails that ask for what was just done, or belong to a run that is over."""
    if after.run.number != before.run.number or after.run.state is not before.run.state:
        store.cancel_run(before.ref, before.run.number, "over")
        return
    for event in events:
        match event:
            case e.PositionRecorded():
                organisation = event.position.organisation
            case e.PositionConfirmed() | e.NoCommentsStated():
                organisation = event.organisation
            case e.CommentMade():
                organisation = event.comment.organisation
            case _:
                continue
        store.cancel_owed(after.ref, after.run.number, organisation, "acted")


def _words(s: Situation, events: Events) -> Text | None:
    """The words of the text after the events, where they are known."""
    revised = [x.text for x in events if isinstance(x, e.TextRevised | e.ObjectiveProposed)]
    return revised[-1] if revised else s.text


def _versions(s: Situation) -> Mapping[int, Text]:
    """The words of the versions that the decision was made on."""
    present = {s.objective.text.number: s.text} if s.text is not None else {}
    return {**s.versions, **present}


def _short(checkpoint: Checkpoint) -> str:
    """A checkpoint as mails print it."""
    return f"{checkpoint.seq} {checkpoint.hash[:8]}"
