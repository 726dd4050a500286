"""The use cases: one transaction each, and nothing else commits.

Every command goes the same way: lock and load, ask `can`, let time decide what it has
decided already, `decide`, fold the events, save with compare-and-swap on the version that
was decided on, cancel and set timers, write the ledger, write the messages, remember the
idempotency key, commit; then answer.  If anything raises, nothing happened.  What time has
decided is a use case of its own: it is committed even when the command is then refused.
Readings never write.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import ACTIONS, THE_CLOCK, Actor, can
from placet.engine.asked import Answer, Asked
from placet.engine.catalogue import Catalogue
from placet.engine.changing import write_change
from placet.engine.clock import Clock
from placet.engine.decide import (
    Situation,
    decide,
    due,
    needs_text,
    needs_words,
    propose,
    settle_once,
    versions_needed,
)
from placet.engine.errors import N_, Conflict, KeyReused, NotAllowed, NotFound, PlacetError
from placet.engine.evolve import begin
from placet.engine.installation import handle_body, handle_negotiation, handle_registry
from placet.engine.ledger import REGISTRY
from placet.engine.linking import has_rivals, others
from placet.engine.meeting_desk import MeetingDesk
from placet.engine.messages import TimerKind
from placet.engine.model import Comment, Negotiation, Objective, Person
from placet.engine.published import DefinitionKind
from placet.engine.publishing import publish
from placet.engine.reading_figures import FigureReading
from placet.engine.reading_meetings import followers
from placet.engine.reminding import send_digests
from placet.engine.restricting import within
from placet.engine.store import Database, DueTimer, Store
from placet.engine.workflow import Workflow, legal_moves

__all__ = ["CATCH_UP", "Answer", "UseCases"]

_LOG = logging.getLogger(__name__)

Beside = Callable[[Store, Answer], None]
"""Writes into the transaction of a command, after it was carried out."""

DEFAULT_WORKFLOW = "joint-objective"
"""What a table follows where neither its opening nor its body says."""

CATCH_UP = 1_000
"""How many timers one tick works off at most."""


class UseCases(MeetingDesk, FigureReading):
    """Everything that can be asked of Placet, over one database and one clock."""

    def __init__(
        self,
        database: Database,
        definitions: Catalogue | Mapping[tuple[str, int], Workflow],
        clock: Clock,
        mint: Callable[[], str],
        mail_domain: str = "placet.localhost",
    ) -> None:
        """`mint` makes unguessable ids; `mail_domain` is that of Message-IDs."""
        super().__init__(database, definitions, clock)
        self.mint = mint
        self.mail_domain = mail_domain

    def publish_workflows(self) -> None:
        """Write the table of legal moves of every shipped workflow, once a version.

        What this house published under the same name and version stands before it.
        """
        with self.database.writing() as store:
            own = store.definition_keys()
            for (name, version), workflow in self.catalogue.shipped.workflows.items():
                if (DefinitionKind.WORKFLOW, name, version) not in own:
                    store.publish_workflow(name, version, legal_moves(workflow))

    def actor(self, person: Person, channel: str = "web") -> Actor:
        """The actor that a signed-in person is."""
        with self.database.reading() as store:
            return self.actor_in(store, person, channel)

    def handle(
        self,
        actor: Actor,
        command: c.Command,
        *,
        negotiation: str | None = None,
        objective: str | None = None,
        key: str | None = None,
        expected: int | None = None,
        beside: Beside | None = None,
    ) -> Answer:
        """Carry out one command, or raise a PlacetError and change nothing.

        Registry commands name no object; negotiation commands and `Propose` name the
        negotiation (OpenNegotiation: none); all others name the objective.  `key` is the
        idempotency key, `expected` the version the asker saw (Conflict when it moved on).
        `beside` writes what belongs to it into the same transaction, once it was carried out.
        """
        asked = Asked(actor, command, negotiation, objective, key, expected)
        try:
            return self._handle(asked, beside)
        except (DBAPIError, PlacetError):
            known = self._known_answer(asked)
            if known is None:
                raise
            return known

    def _handle(self, asked: Asked, beside: Beside | None) -> Answer:
        late = False
        while True:
            with self.database.writing() as store:
                answer = self._carry_out(store, asked, late)
                if answer is not None and beside is not None and not answer.repeated:
                    beside(store, answer)
            if answer is not None:
                return answer
            late = True

    def _now(self, store: Store) -> datetime:
        """The instant of a transaction: the clock is asked once, after the lock is taken."""
        if store.instant is None:
            store.instant = self.clock.now(store)
        return store.instant

    def _known_answer(self, asked: Asked) -> Answer | None:
        """The stored answer, when the same request was carried out meanwhile or unnoticed."""
        if asked.key is None:
            return None
        with self.database.reading() as store:
            return self._repeated(store, asked)

    def _repeated(self, store: Store, asked: Asked) -> Answer | None:
        if asked.key is None:
            return None
        known = store.remembered(asked.actor.person, asked.key)
        if known is None:
            return None
        if known.request_hash != asked.hash:
            raise KeyReused
        return replace(Answer(**known.answer), repeated=True)

    def _carry_out(self, store: Store, asked: Asked, late: bool) -> Answer | None:
        """One transaction.  None: time had decided something first; come again, `late`."""
        command = asked.command
        match command:
            case c.RegisterOrganisation() | c.InvitePerson():
                made: Answer | None = self._repeated(store, asked)
                if made is None:
                    now = self._now(store)
                    made = Answer(*handle_registry(store, asked.actor, command, now, self.mint))
            case c.EstablishBody() | c.ChangeBody():
                made = self._repeated(store, asked) or self._body(store, asked, command)
            case c.PublishDefinition():
                made = self._repeated(store, asked) or self._publish(store, asked, command)
            case c.Propose():
                made = self._repeated(store, asked) or self._propose(store, asked, command)
            case _ if isinstance(command, c.NegotiationCommand):
                made = self._repeated(store, asked) or self._at_the_table(store, asked, command)
            case _:
                made = self._on_objective(store, asked, command, late)
        if made is not None and asked.key is not None and not made.repeated:
            answer = {
                "object": made.object,
                "version": made.version,
                "reference": made.reference,
                "stage": made.stage,
            }
            store.remember(asked.actor.person, asked.key, asked.hash, answer, self._now(store))
        return made

    def _publish(self, store: Store, asked: Asked, command: c.PublishDefinition) -> Answer:
        store.hold(REGISTRY)  # so that the instant, and what is published, are those under the lock
        new, already = publish(store, self.catalogue, asked.actor, command, self._now(store))
        return Answer(new.name, new.version, new.hash, repeated=already)

    def _body(self, store: Store, asked: Asked, command: c.BodyCommand) -> Answer:
        if command.body.workflow:
            self.catalogue.newest_workflow(store, command.body.workflow)
        now = self._now(store)
        body = handle_body(store, asked.actor, command, asked.expected, now)
        return Answer(f"body/{body.code}", body.version, body.code)

    def _at_the_table(self, store: Store, asked: Asked, command: c.NegotiationCommand) -> Answer:
        workflow = None
        if isinstance(command, c.OpenNegotiation):
            body = store.body(command.body) if command.body else None
            name = command.workflow or (body.workflow if body else "") or DEFAULT_WORKFLOW
            workflow = self.catalogue.newest_workflow(store, name)
        table = asked.negotiation
        following: tuple[Objective, ...] = ()
        if isinstance(command, c.MoveMeeting):  # before the table, as everywhere
            following = followers(store, table or "", command.meeting)
        if workflow is None:
            store.negotiation(table or "", lock=True)  # so that the instant is one under the lock
        now = self._now(store)
        if isinstance(command, c.SendDigests):
            before = store.negotiation(table or "")
            columns = self._columns(store, asked.actor, before, now)
            after, posted = send_digests(
                store, asked.actor, command, before, columns, asked.expected, now
            )
            store.post(posted, now, self.mail_domain)
            return Answer(after.symbol, after.version)
        after, posted, number = handle_negotiation(
            store, asked.actor, command, table, asked.expected, workflow, now, self.catalogue
        )
        store.post(posted, now, self.mail_domain)
        if isinstance(command, c.MoveMeeting):
            for o in following:
                self._follow(store, asked.actor, after, o, command)
        return Answer(after.symbol, after.version, number)

    def _follow(
        self,
        store: Store,
        actor: Actor,
        negotiation: Negotiation,
        o: Objective,
        command: c.MoveMeeting,
    ) -> None:
        """Move the deadlines of an objective with the meeting from which they are counted."""
        workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
        s = Situation(workflow, negotiation, o, actor, self._now(store))
        if o.course.meeting == command.begins:
            return
        moved = c.ScheduleMeeting(command.begins, command.meeting)
        write_change(store, s, decide(s, moved), "MoveMeeting", s.now, self.mail_domain)

    def _propose(self, store: Store, asked: Asked, command: c.Propose) -> Answer:
        negotiation = store.negotiation(asked.negotiation or "", lock=True)
        now = self._now(store)
        self._may(asked.actor, type(command), negotiation, None, now)
        workflow = self.catalogue.workflow(
            store, negotiation.workflow, negotiation.workflow_version
        )
        command = replace(command, ref=f"OBJ-{store.next_reference():04d}")
        events = propose(workflow, negotiation, command, asked.actor, now)
        proposed, entered = events[0], events[1]
        if not isinstance(proposed, e.ObjectiveProposed) or not isinstance(entered, e.StageEntered):
            raise TypeError("an objective begins with its proposal and its first stage")
        empty = begin(proposed, entered, negotiation.symbol)
        s = Situation(workflow, negotiation, empty, asked.actor, now)
        after = write_change(store, s, events, "Propose", now, self.mail_domain, new=True)
        return Answer(after.ref, after.version, stage=after.stage)

    def _on_objective(
        self, store: Store, asked: Asked, command: c.ObjectiveCommand, late: bool
    ) -> Answer | None:
        s = self._situation(store, asked, command)
        repeated = self._repeated(store, asked)
        if repeated is not None:
            return repeated
        o = s.objective
        if (closed_at := due(s)) is not None:
            text = store.text(o.ref, o.text.number)
            table = within(s.negotiation, o.restricted_to)
            clockwork = replace(s, actor=THE_CLOCK, text=text, negotiation=table)
            decided = settle_once(clockwork)
            write_change(store, clockwork, decided, "CloseStage", closed_at, self.mail_domain)
            return None
        if asked.expected is not None and asked.expected != o.version:
            raise Conflict(N_("the objective"), asked.expected, o.version)
        if late and isinstance(command, c.ChangeDeadline):
            raise Conflict(N_("the objective"))
        events = decide(s, command)
        if not events:
            return Answer(o.ref, o.version, stage=o.stage)
        after = write_change(store, s, events, type(command).__name__, s.now, self.mail_domain)
        return Answer(after.ref, after.version, _reference(events), after.stage)

    def _situation(self, store: Store, asked: Asked, command: c.ObjectiveCommand) -> Situation:
        o = store.objective(asked.objective or "", lock=True)
        negotiation = self._table_of(store, o)
        now = self._now(store)
        self._may(asked.actor, type(command), negotiation, o, now)
        workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
        wanted = needs_text(command) or needs_words(workflow)
        text = store.text(o.ref, _version(o, command)) if wanted else None
        target = None
        if isinstance(command, c.MoveToVersion):
            with suppress(NotFound):
                target = self.catalogue.workflow(store, o.workflow, command.version)
        earlier = store.texts(o.ref, versions_needed(o, command))
        since = store.origins(o.ref, min(earlier)) if earlier else {}
        known = others(store, self.catalogue, negotiation, o)
        said: dict[int, Comment] = {}
        if isinstance(command, c.RateAnswer) and command.number not in o.comments:
            said = {x.number: x for x in store.comments(o.ref)}
        table = within(negotiation, o.restricted_to)
        if isinstance(command, c.RestrictObjective):
            table = negotiation  # others than now may be named
        return Situation(
            workflow,
            table,
            o,
            asked.actor,
            now,
            text,
            target,
            earlier,
            since,
            known,
            said,
        )

    def _table_of(self, store: Store, o: Objective) -> Negotiation:
        """The table, steady until the transaction ends; of rivals one is dealt with at a time.

        The lock is chosen before it is taken: two that raise a shared one wait for each other.
        """
        alone = has_rivals(store.negotiation(o.negotiation), o)
        negotiation = store.negotiation(o.negotiation, lock=alone, steady=not alone)
        if not alone and has_rivals(negotiation, o):
            raise Conflict(N_("the negotiation"))
        return negotiation

    def _may(
        self,
        actor: Actor,
        action: type,
        negotiation: Negotiation,
        objective: Objective | None,
        now: datetime,
    ) -> None:
        if can(actor, action, negotiation, objective, now):
            return
        if not can(actor, "see", negotiation, objective, now):
            if objective is not None:
                raise NotFound("objective", objective.ref)
            raise NotFound("negotiation", negotiation.symbol)
        raise NotAllowed(ACTIONS.get(action, action.__name__))

    def tick(self) -> int:
        """Do what the clock has to do by now (close, remind); how many timers that was.

        Closings come before reminders, and of several missed reminders only the newest is
        sent: nobody is flooded after an outage.
        """
        done = 0
        while done < CATCH_UP:
            with self.database.writing() as store:
                claimed = store.claim_due_timers(self._now(store))
            if not claimed:
                break
            for timer in sorted(claimed, key=lambda x: x.timer.kind is not TimerKind.CLOSE):
                self._run_timer(timer)
                done += 1
        return done

    def _run_timer(self, due_timer: DueTimer) -> None:
        timer = due_timer.timer
        command: c.ObjectiveCommand = c.CloseStage()
        key = None
        if timer.kind is TimerKind.REMIND:
            command = c.SendReminders(timer.step, run=timer.run)
            key = f"{timer.objective}/{timer.run}/{timer.step}"
        try:
            self.handle(THE_CLOCK, command, objective=timer.objective, key=key)
        except PlacetError:
            pass  # nobody owes anything any more, or time has gone on: nothing to do
        except Exception:
            _LOG.exception("a timer of %s failed; it comes again", timer.objective)
            return
        with self.database.writing() as store:
            store.finish_timer(due_timer.id, self._now(store))


def _version(o: Objective, command: c.Command) -> int:
    """The version whose words a command is about: a position's is the one put forward."""
    if (
        isinstance(command, c.RecordPosition | c.CastForMembers | c.EnterPositions)
        and o.ballot is not None
    ):
        return o.ballot.text
    return o.text.number


def _reference(events: tuple[e.ObjectiveEvent, ...]) -> str:
    for event in events:
        match event:
            case e.PositionRecorded():
                return event.position.reference
            case e.LatePositionRecorded():
                return event.position.reference
            case e.StatementMade():
                return str(event.statement.number)
            case e.ConcernRaised():
                return str(event.concern.number)
            case e.CommentMade():
                return str(event.comment.number)
            case e.TextRevised():
                return str(event.head.number)
            case e.AmendmentProposed():
                return str(event.amendment.number)
            case e.PackageFormed():
                return str(event.package.number)
            case _:
                continue
    return ""
