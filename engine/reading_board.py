"""Readings of the board: whole negotiations, always in the same number of statements.

Everything that is shown of an objective is made of its `Column`, which is made of the same
`Sight` as its own page.  Nothing here writes, but for the views that somebody keeps for
themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from placet.engine import commands as c
from placet.engine.access import Actor, can, standing
from placet.engine.acting import acting_for, submitters
from placet.engine.board import (
    Blocked,
    CellState,
    Column,
    blocked,
    by_closeness,
    cell,
    column,
    rows_of,
)
from placet.engine.board_views import (
    BlockersView,
    BoardView,
    CellView,
    LastContact,
    MailShown,
    RemindingView,
)
from placet.engine.decide.situation import open_ballot
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound
from placet.engine.linking import others
from placet.engine.model import Negotiation
from placet.engine.parties import outside, seated
from placet.engine.reading_record import RecordReading
from placet.engine.reminding import planned
from placet.engine.restricting import within, without
from placet.engine.store import MessageState, Store
from placet.engine.store.boards import SavedView
from placet.engine.text import Text, names_of, stats

MOST_VIEWS = 30
"""So many views a person keeps of one board."""


class BoardReading(RecordReading):
    """Boards, their cells, what blocks, and the views that people keep."""

    def board(self, actor: Actor, symbol: str) -> BoardView:
        """One table; NotFound for whoever has no part in it."""
        with self.database.reading() as store:
            return self._board(store, actor, symbol)

    def boards(self, actor: Actor) -> tuple[BlockersView, ...]:
        """Every table that the person has a part in, with what blocks consensus at each."""
        with self.database.reading() as store:
            return tuple(
                self._blockers(store, actor, n.symbol, words=False)
                for n in self._tables(store, actor)
            )

    def blockers(self, actor: Actor, symbol: str) -> BlockersView:
        """What blocks each objective of a table, with the brackets that are open in its words."""
        with self.database.reading() as store:
            return self._blockers(store, actor, symbol, words=True)

    def cell(self, actor: Actor, symbol: str, ref: str, organisation: str) -> CellView:
        """One organisation on one objective; people and mails for those who may see them."""
        with self.database.reading() as store:
            board = self._board(store, actor, symbol)
            found = board.column(ref)
            if found is None:
                raise NotFound("objective", ref)
            if organisation not in board.rows:
                raise NotFound("organisation", organisation)
            here = cell(found, organisation)
            if not board.oversees:
                return CellView(board, found, here)
            away = organisation in outside(board.negotiation)
            o, seat = found.objective, here.state is not CellState.NOT_ENTITLED and not away
            asked = seat and found.asks == "position" and open_ballot(o) is not None
            enters = asked and can(actor, c.EnterPositions, board.negotiation, o, board.now)
            acting = [
                (person, capacity.value)
                for person, capacity in acting_for(board.negotiation, organisation, board.now)
            ]
            known = {p.id: p for p in store.people({person for person, _ in acting})}
            mails = store.messages(objective=ref, organisation=organisation, limit=30)
            return CellView(
                board,
                found,
                here,
                tuple((known[p], capacity) for p, capacity in acting if p in known),
                tuple(
                    MailShown(
                        m.message.person,
                        m.message.kind.value,
                        m.sent_at or m.created_at,
                        m.state.value,
                    )
                    for m in mails
                ),
                enters,
            )

    def reminding(self, actor: Actor, symbol: str, command: c.SendDigests) -> RemindingView:
        """What the command would send now: to whom, about what, and who is left out."""
        with self.database.reading() as store:
            board = self._board(store, actor, symbol)
            if not board.reminds:
                raise NotAllowed(N_("send reminders"))
            plan = planned(store, board.negotiation, board.columns, command, board.now)
            ids = {d.person for d in plan.digests} | {h.person for h in plan.held_back}
            return RemindingView(board, plan, {p.id: p for p in store.people(ids)})

    def saved_views(self, actor: Actor, symbol: str) -> tuple[SavedView, ...]:
        """The views that the person keeps of a board."""
        with self.database.reading() as store:
            return store.saved_views(actor.person, symbol)

    def save_view(self, actor: Actor, symbol: str, name: str, query: str) -> None:
        """Keep a view under a name; BadInput where it has none, or there are too many."""
        name = " ".join(name.split())
        if not name or len(name) > 60:
            raise BadInput("name", N_("Give the view a name of at most 60 characters."))
        if len(query) > 500:
            raise BadInput("query", N_("This view is too long to be kept."))
        with self.database.writing() as store:
            now = self.clock.now(store)
            self._seen(store, actor, symbol, now)
            kept = store.saved_views(actor.person, symbol)
            if len(kept) >= MOST_VIEWS and all(v.name != name for v in kept):
                raise BadInput(
                    "name", N_("You keep {n} views already."), N_("Remove one."), n=MOST_VIEWS
                )
            store.save_view(actor.person, symbol, SavedView(name, query), now)

    def remove_view(self, actor: Actor, symbol: str, name: str) -> None:
        """Forget a view of one's own; where there is none of that name there is nothing to do."""
        with self.database.writing() as store:
            self._seen(store, actor, symbol, self.clock.now(store))
            store.remove_view(actor.person, symbol, name)

    def _seen(self, store: Store, actor: Actor, symbol: str, now: datetime) -> Negotiation:
        negotiation = store.negotiation(symbol)
        if not can(actor, "see", negotiation, None, now):
            raise NotFound("negotiation", symbol)
        return without(negotiation, self._hidden(store, actor, negotiation, now))

    def _tables(self, store: Store, actor: Actor) -> Iterable[Negotiation]:
        now, me = self.clock.now(store), store.person(actor.person)
        return (n for n in store.negotiations(me) if can(actor, "see", n, None, now))

    def _columns(
        self, store: Store, actor: Actor, negotiation: Negotiation, now: datetime
    ) -> tuple[Column, ...]:
        """Every objective of a table as the actor may see it."""
        ballots = store.ballots_of(negotiation.symbol)
        known = others(store, self.catalogue, negotiation)
        found = []
        for stored in store.objectives(negotiation.symbol):
            if not can(actor, "see", negotiation, stored, now):
                continue
            o, unwritten = self._settled(store, negotiation, stored, now)
            of = tuple(
                o.ballot if o.ballot is not None and b.number == o.ballot.number else b
                for b in ballots.get(o.ref, ())
            )
            workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
            table = within(negotiation, o.restricted_to)
            made = column(workflow, table, o, of, actor, now, unwritten=unwritten, others=known)
            found.append(made)
        return tuple(found)

    def _board(self, store: Store, actor: Actor, symbol: str) -> BoardView:
        now = self.clock.now(store)
        negotiation = self._seen(store, actor, symbol, now)
        oversees = can(actor, "see_missing", negotiation, None, now)
        columns = self._columns(store, actor, negotiation, now)
        rows = rows_of(negotiation, columns)
        contacts = store.contacts(symbol) if oversees else {}
        return BoardView(
            me=store.person(actor.person),
            actor=actor,
            standing=standing(actor, negotiation, now),
            now=now,
            negotiation=negotiation,
            columns=columns,
            rows=rows,
            organisations={x.code: x for x in store.organisations() if x.code in rows},
            oversees=oversees,
            reminds=can(actor, c.SendDigests, negotiation, None, now),
            contacts={
                key: LastContact(last.at, last.state is MessageState.FAILED)
                for key, last in contacts.items()
            },
            unserved=_unserved(negotiation, now),
        )

    def _blockers(self, store: Store, actor: Actor, symbol: str, *, words: bool) -> BlockersView:
        board = self._board(store, actor, symbol)
        texts = store.present_texts(symbol) if words else {}
        found: list[Blocked] = []
        for col in board.columns:
            ref = col.objective.ref
            brackets = None
            if ref in texts and not col.ended:
                brackets = stats(texts[ref]).open_brackets
            one = blocked(col, board.bounced(ref), brackets)
            if one is not None:
                found.append(one)
        near = by_closeness(found)
        return BlockersView(
            board,
            tuple(b for b in near if not b.clear),
            tuple(b for b in near if b.clear),
            {b.column.objective.ref: _places(b, texts) for b in near},
        )


def _places(b: Blocked, texts: Mapping[str, Text]) -> dict[str, str]:
    """How people call the paragraphs that somebody is against."""
    ids = tuple(dict.fromkeys(p for a in b.against for p in a.paragraphs))
    text = texts.get(b.column.objective.ref)
    return dict(zip(ids, names_of(text, ids), strict=True)) if text is not None else {}


def _unserved(negotiation: Negotiation, now: datetime) -> tuple[str, ...]:
    """Organisations for which nobody may answer now."""
    return tuple(x for x in seated(negotiation) if not submitters(negotiation, x, now))
