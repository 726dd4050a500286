"""The desk of a meeting: what it shows in the room, and the minutes while they are written.

Neither is an act on record: a page is turned, a sentence is tried.  So they are kept beside the
ledger, by whoever may note decisions there, and the last one to write is right.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from placet.engine import commands as c
from placet.engine.access import ACTIONS, Actor, can
from placet.engine.decide.agendas import no_item
from placet.engine.decide.meetings import meeting_of
from placet.engine.decide.words import WORDING, line, words
from placet.engine.errors import NotAllowed
from placet.engine.meetings import ItemMinutes, Meeting, item_of
from placet.engine.reading_meetings import MeetingReading
from placet.engine.store import Store


class MeetingDesk(MeetingReading):
    """What is done at the desk of a meeting."""

    def show_in_room(
        self, actor: Actor, symbol: str, number: int, item: int, paragraph: str
    ) -> None:
        """Turn the room's page to an item (0: none) and a paragraph of its text."""
        with self.database.writing() as store:
            meeting = self._at_the_desk(store, actor, symbol, number)
            if item and item_of(meeting, item) is None:
                raise no_item(item)
            desk = store.desk(symbol, number)
            shown = line("paragraph", paragraph, 80, required=False)
            turned = replace(desk, item=item, paragraph=shown, changed=desk.changed + 1)
            store.save_desk(symbol, number, turned)

    def keep_minutes(
        self,
        actor: Actor,
        symbol: str,
        number: int,
        opening: str,
        items: tuple[ItemMinutes, ...],
    ) -> None:
        """Keep the minutes as they are written so far."""
        with self.database.writing() as store:
            meeting = self._at_the_desk(store, actor, symbol, number)
            for each in items:
                if item_of(meeting, each.item) is None:
                    raise no_item(each.item)
            said = tuple(ItemMinutes(x.item, words("items", x.words, WORDING)) for x in items)
            begun = words("opening", opening, WORDING)
            desk = replace(store.desk(symbol, number), opening=begun, items=said)
            store.save_desk(symbol, number, desk)

    def _at_the_desk(self, store: Store, actor: Actor, symbol: str, number: int) -> Meeting:
        now: datetime = self.clock.now(store)
        negotiation = self._seen(store, actor, symbol, now)
        if not can(actor, c.NoteDecision, negotiation, None, now):
            raise NotAllowed(ACTIONS[c.NoteDecision])
        return meeting_of(negotiation, number)
