"""Readings of meetings: one of them, what its room shows, what happened under its items.

The room shows words, brackets, amendments and levels of agreement, which every participant
sees; no position and no count of a ballot, so that a wall never tells what is sealed.
"""

from __future__ import annotations

from datetime import datetime

from placet.engine import commands as c
from placet.engine.access import Actor, can
from placet.engine.agreed_so_far import AGREEMENTS, noted_in
from placet.engine.agreements import Level
from placet.engine.codec import encode
from placet.engine.decide.meetings import meeting_of
from placet.engine.decide.presence import may_sit
from placet.engine.disclosure import NOBODY, ballot_for, objective_for
from placet.engine.errors import NotFound
from placet.engine.ledger import digest
from placet.engine.meeting_views import AgreedThere, ItemThere, MeetingView, RoomView
from placet.engine.meetings import AgendaItem, Desk, Meeting, evidence_of, item_of, quorum
from placet.engine.model import Negotiation, Objective
from placet.engine.reading_record import RecordReading
from placet.engine.restricting import without
from placet.engine.statements import printed
from placet.engine.store import Store
from placet.engine.text import names_of
from placet.engine.views import ObjectiveView

_ALL = 1_000_000_000


def followers(store: Store, symbol: str, meeting: int) -> tuple[Objective, ...]:
    """The objectives whose deadlines are counted from this meeting, each locked."""
    found = [o.ref for o in store.objectives(symbol) if o.course.follows == meeting]
    locked = (store.objective(ref, lock=True) for ref in sorted(found))
    return tuple(o for o in locked if o.course.follows == meeting)


class MeetingReading(RecordReading):
    """Everything that can be looked at, meetings included."""

    def meeting(self, actor: Actor, symbol: str, number: int) -> MeetingView:
        """One meeting with all that happened there; NotFound where there is none."""
        with self.database.reading() as store:
            view = self._table(store, actor, symbol)
            found = meeting_of(view.negotiation, number)
            serves = can(actor, c.NoteDecision, view.negotiation, None, view.now)
            seats = may_sit(view.negotiation)
            return MeetingView(
                view=view,
                meeting=found,
                seats=seats,
                quorum=quorum(found, seats, view.now),
                desk=store.desk(symbol, number) if serves else Desk(),
                serves=serves,
                happened=self._happened(store, actor, found),
            )

    def room(
        self, actor: Actor, symbol: str, number: int, item: int | None, paragraph: str
    ) -> RoomView:
        """What the room sees: what the desk shows, or the item and paragraph asked for."""
        with self.database.reading() as store:
            now = self.clock.now(store)
            negotiation = self._seen(store, actor, symbol, now)
            found, desk = meeting_of(negotiation, number), store.desk(symbol, number)
            shown = item_of(found, desk.item if item is None else item)
            view = None
            if shown is not None and shown.objective is not None:
                view = self._objective(store, actor, shown.objective)
            where = desk.paragraph if item is None else paragraph
            mark = _mark(store, negotiation, desk, shown)
            seats = may_sit(negotiation)
            present = quorum(found, seats, now)
            title = negotiation.title
            return RoomView(symbol, title, found, present, shown, where, view, mark)

    def room_mark(self, actor: Actor, symbol: str, number: int, item: int | None) -> str:
        """What changes whenever something of what the room sees does; few queries."""
        with self.database.reading() as store:
            negotiation = self._seen(store, actor, symbol, self.clock.now(store))
            found, desk = meeting_of(negotiation, number), store.desk(symbol, number)
            shown = item_of(found, desk.item if item is None else item)
            return _mark(store, negotiation, desk, shown)

    def _happened(self, store: Store, actor: Actor, meeting: Meeting) -> dict[int, ItemThere]:
        if meeting.opened_at is None:
            return {}
        return {
            item.number: self._under(store, actor, meeting, item)
            for item in meeting.agenda
            if item.objective is not None
        }

    def _under(self, store: Store, actor: Actor, meeting: Meeting, item: AgendaItem) -> ItemThere:
        ref = item.objective or ""
        view = self._objective(store, actor, ref)
        ballots = store.ballots(ref)
        plain = objective_for(view.workflow, store.objective(ref), NOBODY, ballots)
        evidence = evidence_of(meeting, item.number)
        return ItemThere(
            self._agreed(store, view, meeting, item),
            tuple(
                position
                for ballot in ballots
                for position in ballot_for(view.workflow, ballot, NOBODY).positions.values()
                if position.evidence == evidence
            ),
            tuple(x for x in printed(plain.statements) if _during(meeting, x.at)),
        )

    def _agreed(
        self, store: Store, view: ObjectiveView, meeting: Meeting, item: AgendaItem
    ) -> tuple[AgreedThere, ...]:
        path = f"{view.objective.ref}/{AGREEMENTS}"
        entries = store.ledger_entries(view.negotiation.symbol, object=path, limit=_ALL)
        last: dict[str, Level] = {}
        for noted in noted_in(entries, view.ballots, view.heads):
            if _during(meeting, noted.agreement.at):
                last |= dict.fromkeys(noted.paragraphs, noted.agreement.level)
        last = {id: at for id, at in last.items() if not item.paragraphs or id in item.paragraphs}
        return tuple(
            AgreedThere(level, names_of(view.text, [id for id, at in last.items() if at is level]))
            for level in dict.fromkeys(last.values())
        )

    def _seen(self, store: Store, actor: Actor, symbol: str, now: datetime) -> Negotiation:
        negotiation = store.negotiation(symbol)
        if not can(actor, "see", negotiation, None, now):
            raise NotFound("negotiation", symbol)
        return without(negotiation, self._hidden(store, actor, negotiation, now))


def _mark(store: Store, negotiation: Negotiation, desk: Desk, item: AgendaItem | None) -> str:
    """It knows the words and what stands beside them, but not that a position was recorded."""
    of = ""
    if item is not None and item.objective is not None:
        o = store.objective(item.objective)
        seen = [o.text.hash, encode(o.amendments), encode(o.agreements), encode(o.packages)]
        of = digest(seen)[:16]
    return f"{negotiation.version}.{desk.changed}.{of}"


def _during(meeting: Meeting, at: datetime) -> bool:
    """Whether it was while the meeting was open."""
    opened, closed = meeting.opened_at, meeting.closed_at
    return opened is not None and opened <= at and (closed is None or at <= closed)
