"""Readings: views for one actor, from one read-only moment of the store.

Nothing here writes, not even that something was seen.  What time has decided but nobody
has written yet is decided here in thought only: the view shows the outcome with
`unwritten` set, and the tick or the next POST will write the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from placet.engine import commands as c
from placet.engine import views
from placet.engine.access import (
    ACTIONS,
    THE_CLOCK,
    Actor,
    can,
    sees,
    standing,
    step_roles,
)
from placet.engine.acting import submitters
from placet.engine.answered import last_answered
from placet.engine.bodies import Body
from placet.engine.decide import Situation, due, needs_words, obstacles, settle
from placet.engine.decide.acting_for import members_to_cast_for
from placet.engine.decide.answering import answerable
from placet.engine.decide.remainder import broken_on
from placet.engine.disclosure import objective_for
from placet.engine.errors import NotAllowed, NotFound
from placet.engine.inbox import inbox_of
from placet.engine.linking import others
from placet.engine.messages import Kind
from placet.engine.model import (
    Negotiation,
    Objective,
    Organisation,
    Person,
    TextHead,
)
from placet.engine.offers import fitting, may, mine
from placet.engine.overlap import themes
from placet.engine.private_tasks import with_private_tasks
from placet.engine.procedures import Procedures
from placet.engine.published import DefinitionKind
from placet.engine.restricting import within, without
from placet.engine.sight import Sight
from placet.engine.store import Store, StoredMessage
from placet.engine.text import compare
from placet.engine.workflow import possible

HISTORY = 60
"""How many entries of the ledger an objective's page shows."""


class Reading(Procedures):
    """Everything that can be looked at, but for the record."""

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
            tables = []  # not those where a delegation has ended
            tasks = []
            for n in seen:
                stored = store.objectives(n.symbol)
                shown = [o for o in stored if can(actor, "see", n, o, now)]
                tables.append(without(n, {o.ref for o in stored} - {o.ref for o in shown}))
                for o in shown:
                    now_is = self._settled(store, n, o, now)[0]
                    tasks.append((within(n, o.restricted_to), now_is))
            workflow_of = partial(self.catalogue.workflow, store)
            found = inbox_of(actor, me, now, tuple(tables), tasks, workflow_of)
            return with_private_tasks(store, actor, found, tasks, workflow_of)

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
        who = standing(actor, negotiation, now)
        stored = store.objectives(symbol)
        seen = [o for o in stored if can(actor, "see", negotiation, o, now)]
        objectives = tuple(
            objective_for(
                workflow_of(o.workflow, o.workflow_version),
                self._settled(store, negotiation, o, now)[0],
                standing(actor, within(negotiation, o.restricted_to), now),
            )
            for o in seen
        )
        known = others(store, self.catalogue, negotiation)
        refs = {o.ref for o in seen}
        negotiation = without(negotiation, {o.ref for o in stored} - refs)
        return views.NegotiationView(
            me=store.person(actor.person),
            actor=actor,
            standing=who,
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
            others={ref: one for ref, one in known.items() if ref in refs},
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
        whole = store.negotiation(stored.negotiation)
        if not can(actor, "see", whole, stored, now):
            raise NotFound("objective", ref)
        negotiation = within(whole, stored.restricted_to)
        o, unwritten = self._settled(store, negotiation, stored, now)
        workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
        words = store.text(ref, o.text.number) if needs_words(workflow) else None
        known = others(store, self.catalogue, negotiation, o)
        s = Situation(workflow, negotiation, o, actor, now, words, others=known)
        seen = Sight(s, store.ballots(ref))
        heads = store.text_heads(ref)
        shown = _head(heads, o.text.number if version is None else version, ref)
        all_comments = store.comments(ref)
        comments = seen.comments(all_comments)
        history = seen.entries(
            store.ledger_entries(negotiation.symbol, object=ref, limit=HISTORY, newest_first=True),
            all_comments,
        )
        steps = possible(workflow, o.stage, seen.facts)
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
            objective=seen.objective,
            unwritten=unwritten,
            shown=shown,
            text=store.text(ref, shown.number),
            heads=heads,
            ballot=seen.objective.ballot,
            ballots=seen.ballots,
            verdict=seen.verdict,
            comments=comments,
            history=history,
            steps=steps,
            mine=mine(steps, roles),
            owing=seen.owing,
            may=may(actor, negotiation, o, now) & fitting(s),
            organisations=_organisations(store, whole),
            people=_people(store, negotiation, mentioned),
            checkpoint=str(store.ledger_head(negotiation.symbol)),
            broken_on=broken_on(workflow, o.ballot, words),
            answers_for=answerable(s),
            casts_for=members_to_cast_for(s),
            others=known,
        )

    def beginnings(self, actor: Actor, symbol: str) -> views.BeginningsView:
        """What a table knows before there is a text."""
        with self.database.reading() as store:
            view = self._table(store, actor, symbol)
            found = themes(view.negotiation.beginnings)
            seen = {"", *(o.ref for o in view.objectives)}
            counts = store.discussion_counts(symbol).items()
            return views.BeginningsView(view, found, {x: n for x, n in counts if x[1] in seen})

    def discussion(
        self, actor: Actor, symbol: str, theme: str = "", objective: str = ""
    ) -> views.DiscussionView:
        """What was written about a theme or an objective of this table."""
        with self.database.reading() as store:
            view = self._table(store, actor, symbol)
            if objective and all(o.ref != objective for o in view.objectives):
                raise NotFound("objective", objective)
            posts = store.discussion(symbol, theme, objective)
            people = _people(store, view.negotiation, (p.by for p in posts))
            return views.DiscussionView(view, theme, objective, posts, people)

    def compare(self, actor: Actor, ref: str, old: int, new: int) -> views.CompareView:
        """The redline between two versions."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            before, after = _head(view.heads, old, ref), _head(view.heads, new, ref)
            redline = compare(store.text(ref, old), store.text(ref, new))
            mine = view.standing.organisation or ""
            answered = last_answered(view.objective, mine, view.ballots, view.comments)
            return views.CompareView(view, before, after, redline, answered)

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

    def organisations(self, actor: Actor) -> tuple[Organisation, ...]:
        """The organisations of the installation, for anybody who is signed in."""
        with self.database.reading() as store:
            return store.organisations()

    def bodies(self, actor: Actor) -> tuple[Body, ...]:
        """The standing bodies of the installation, for anybody who is signed in."""
        with self.database.reading() as store:
            return store.bodies()

    def body(self, actor: Actor, code: str) -> Body:
        """One standing body; NotFound."""
        with self.database.reading() as store:
            return store.body(code)

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

    def settled(
        self, store: Store, negotiation: Negotiation, o: Objective, now: datetime
    ) -> Objective:
        """The objective as time has left it."""
        return self._settled(store, negotiation, o, now)[0]

    def _hidden(
        self, store: Store, actor: Actor, negotiation: Negotiation, now: datetime
    ) -> frozenset[str]:
        """The objectives of the table (by reference) that the actor may not see."""
        return frozenset(
            row.ref
            for row in store.standing_of_all(negotiation.symbol)
            if not sees(actor, negotiation, tuple(row.restricted_to or ()), now)
        )

    def _settled(
        self, store: Store, negotiation: Negotiation, o: Objective, now: datetime
    ) -> tuple[Objective, bool]:
        """The objective as time has left it, and whether that is not written yet."""
        workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
        s = Situation(workflow, within(negotiation, o.restricted_to), o, THE_CLOCK, now)
        if due(s) is not None:
            known = others(store, self.catalogue, negotiation, o)
            s = replace(s, text=store.text(o.ref, o.text.number), others=known)
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
    ids = submitters(view.negotiation, organisation, view.now)
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
