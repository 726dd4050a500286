"""Readings: views for one actor, from one read-only moment of the store.

Nothing here writes, not even that something was seen.  What time has decided but nobody
has written yet is decided here in thought only: the view shows the outcome with
`unwritten` set, and the tick or the next POST will write the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from placet.engine import commands as c
from placet.engine import views
from placet.engine.access import ACTIONS, THE_CLOCK, Actor, can, serving, standing, step_roles
from placet.engine.decide import Situation, counted, facts, obstacles, settle
from placet.engine.errors import BadLedger, NotAllowed, NotFound
from placet.engine.inbox import inbox_of
from placet.engine.ledger import verify
from placet.engine.messages import Kind
from placet.engine.model import (
    SUBMITTING,
    Negotiation,
    Objective,
    Organisation,
    Person,
    TextHead,
)
from placet.engine.offers import fitting, may, mine
from placet.engine.owing import owing
from placet.engine.procedures import Procedures
from placet.engine.published import DefinitionKind
from placet.engine.store import Store, StoredMessage
from placet.engine.text import compare
from placet.engine.workflow import possible

HISTORY = 60
"""How many entries of the ledger an objective's page shows."""
_ALL = 1_000_000_000


class Reading(Procedures):
    """Everything that can be looked at."""

    def actor_in(self, store: Store, person: Person, channel: str) -> Actor:
        """The actor a person is, with whether they serve any negotiation as secretariat."""
        serves = person.administrator or store.serves(person.id)
        return Actor(person.id, person.administrator, serves, channel)

    def inbox(self, actor: Actor) -> views.Inbox:
        """What needs this person, soonest first."""
        with self.database.reading() as store:
            me = store.person(actor.person)
            now = self.clock.now(store)
            seen = (n for n in store.negotiations(me) if can(actor, "see", n, None, now))
            tables = tuple(seen)  # not those where a delegation has ended
            tasks = [
                (n, self._settled(store, n, o, now)[0])
                for n in tables
                for o in store.objectives(n.symbol)
            ]
            workflow_of = partial(self.catalogue.workflow, store)
            return inbox_of(actor, me, now, tables, tasks, workflow_of)

    def negotiation(self, actor: Actor, symbol: str) -> views.NegotiationView:
        """One table; NotFound for whoever has no part in it."""
        with self.database.reading() as store:
            return self._table(store, actor, symbol)

    def _table(self, store: Store, actor: Actor, symbol: str) -> views.NegotiationView:
        now = self.clock.now(store)
        negotiation = store.negotiation(symbol)
        if not can(actor, "see", negotiation, None, now):
            raise NotFound("negotiation", symbol)
        workflow_of = partial(self.catalogue.workflow, store)
        objectives = tuple(
            self._settled(store, negotiation, o, now)[0] for o in store.objectives(symbol)
        )
        return views.NegotiationView(
            me=store.person(actor.person),
            actor=actor,
            standing=standing(actor, negotiation, now),
            now=now,
            negotiation=negotiation,
            workflow=workflow_of(negotiation.workflow, negotiation.workflow_version),
            objectives=objectives,
            stages={
                o.ref: workflow_of(o.workflow, o.workflow_version).stages[o.stage]
                for o in objectives
            },
            organisations=_organisations(store, negotiation),
            people=_people(store, negotiation, ()),
            may=may(actor, negotiation, None, now),
        )

    def objective(self, actor: Actor, ref: str, version: int | None = None) -> views.ObjectiveView:
        """One objective, showing its newest text or the version asked for."""
        with self.database.reading() as store:
            return self._objective(store, actor, ref, version)

    def _objective(
        self, store: Store, actor: Actor, ref: str, version: int | None = None
    ) -> views.ObjectiveView:
        now = self.clock.now(store)
        stored = store.objective(ref)
        negotiation = store.negotiation(stored.negotiation)
        if not can(actor, "see", negotiation, stored, now):
            raise NotFound("objective", ref)
        o, unwritten = self._settled(store, negotiation, stored, now)
        workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
        s = Situation(workflow, negotiation, o, actor, now)
        heads = store.text_heads(ref)
        shown = _head(heads, o.text.number if version is None else version, ref)
        comments = store.comments(ref)
        history = store.ledger_entries(
            negotiation.symbol, object=ref, limit=HISTORY, newest_first=True
        )
        steps = possible(workflow, o.stage, facts(s))
        roles = step_roles(s.who, o)
        mentioned = {comment.by for comment in comments} | {entry.actor for entry in history}
        return views.ObjectiveView(
            me=store.person(actor.person),
            actor=actor,
            standing=s.who,
            now=now,
            negotiation=negotiation,
            workflow=workflow,
            stage=s.stage,
            objective=o,
            unwritten=unwritten,
            shown=shown,
            text=store.text(ref, shown.number),
            heads=heads,
            ballot=o.ballot,
            ballots=store.ballots(ref),
            verdict=None if o.ballot is None else counted(workflow, o.ballot),
            comments=comments,
            history=history,
            steps=steps,
            mine=mine(steps, roles),
            owing=owing(workflow, negotiation, o, now),
            may=may(actor, negotiation, o, now) & fitting(s),
            organisations=_organisations(store, negotiation),
            people=_people(store, negotiation, mentioned),
            checkpoint=str(store.ledger_head(negotiation.symbol)),
        )

    def compare(self, actor: Actor, ref: str, old: int, new: int) -> views.CompareView:
        """The redline between two versions."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            before, after = _head(view.heads, old, ref), _head(view.heads, new, ref)
            redline = compare(store.text(ref, old), store.text(ref, new))
            return views.CompareView(view, before, after, redline)

    def missing(
        self, actor: Actor, ref: str
    ) -> tuple[views.ObjectiveView, tuple[views.Missing, ...]]:
        """Who still owes an answer, with their people and the last mail to them."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            if not can(actor, "see_missing", view.negotiation, view.objective, view.now):
                raise NotAllowed("see who is missing")
            mails = [
                m
                for m in store.messages(objective=ref, limit=500)
                if m.message.kind is not Kind.RECEIPT
            ]
            return view, tuple(_missing(view, organisation, mails) for organisation in view.owing)

    def receipt(self, actor: Actor, reference: str) -> views.Receipt:
        """A recorded position by its reference, for whoever may see the objective."""
        with self.database.reading() as store:
            ref, number, position = store.position_by_reference(reference)
            try:
                view = self._objective(store, actor, ref)
            except NotFound:  # who may not see it does not learn that it exists
                raise NotFound("position", reference) from None
            ballot = next(b for b in view.ballots if b.number == number)
            held = ballot.positions.get(position.organisation)
            current = held is not None and held.reference == reference
            return views.Receipt(view, ballot, held if current and held else position, current)

    def audit(
        self,
        actor: Actor,
        symbol: str,
        ref: str | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> views.AuditView:
        """The ledger, newest first, and whether the whole chain verifies."""
        with self.database.reading() as store:
            view: views.NegotiationView | views.ObjectiveView
            if ref is None:
                view = self._table(store, actor, symbol)
            else:
                view = self._objective(store, actor, ref)
                if view.negotiation.symbol != symbol:
                    raise NotFound("objective", ref)
            if not can(actor, "see_audit", view.negotiation, None, view.now):
                raise NotAllowed("see the audit trail")
            entries = store.ledger_entries(
                symbol, object=ref, before=before, limit=limit, newest_first=True
            )
            broken = None
            try:
                verify(store.ledger_entries(symbol, limit=_ALL))
            except BadLedger as bad:
                broken = bad.entry
            head = str(store.ledger_head(symbol))
            total = store.ledger_count(symbol, object=ref)
            return views.AuditView(view, entries, total, head, broken is None, broken)

    def organisations(self, actor: Actor) -> tuple[Organisation, ...]:
        """The organisations of the installation, for anybody who is signed in."""
        with self.database.reading() as store:
            return store.organisations()

    def people(self, actor: Actor) -> tuple[Person, ...]:
        """The people the actor may see with their addresses."""
        if not (actor.administrator or actor.serves):
            raise NotAllowed("see people")
        with self.database.reading() as store:
            return store.people()

    def moving(self, actor: Actor, ref: str) -> views.MovingView:
        """The later versions of an objective's workflow, and what keeps it from moving there."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            if not can(actor, c.MoveToVersion, view.negotiation, view.objective, view.now):
                raise NotAllowed(ACTIONS[c.MoveToVersion])
            o = view.objective
            later = [
                definition
                for definition in self.catalogue.listed(store, DefinitionKind.WORKFLOW)
                if definition.name == o.workflow and definition.version > o.workflow_version
            ]
            checked = tuple(
                views.Later(d, obstacles(o, view.workflow, d.workflow))
                for d in later
                if d.workflow is not None
            )
            return views.MovingView(view, checked)

    def _settled(
        self, store: Store, negotiation: Negotiation, o: Objective, now: datetime
    ) -> tuple[Objective, bool]:
        """The objective as time has left it, and whether that is not written yet."""
        workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
        s = Situation(workflow, negotiation, o, THE_CLOCK, now)
        events = settle(s)
        return (s.after(events).objective, True) if events else (o, False)


def _head(heads: Iterable[TextHead], number: int, ref: str) -> TextHead:
    for head in heads:
        if head.number == number:
            return head
    raise NotFound("version", f"{ref} v{number}")


def _organisations(store: Store, negotiation: Negotiation) -> dict[str, Organisation]:
    seated = {p.organisation for p in negotiation.participants}
    return {x.code: x for x in store.organisations() if x.code in seated}


def _people(store: Store, negotiation: Negotiation, also: Iterable[str]) -> dict[str, Person]:
    ids = {d.person for d in negotiation.delegates} | {o.person for o in negotiation.officers}
    return {p.id: p for p in store.people(ids | set(also))}


def _missing(
    view: views.ObjectiveView, organisation: str, mails: Iterable[StoredMessage]
) -> views.Missing:
    ids = [
        d.person
        for d in view.negotiation.delegates
        if d.organisation == organisation and d.capacity in SUBMITTING and serving(d, view.now)
    ]
    last = max(
        (m for m in mails if m.message.organisation == organisation),
        key=lambda m: m.created_at,
        default=None,
    )
    return views.Missing(
        organisation=view.organisations[organisation],
        people=tuple(view.people[x] for x in ids if x in view.people),
        last_mail=None if last is None else (last.sent_at or last.created_at),
        mail_state="" if last is None else last.state.value,
    )
