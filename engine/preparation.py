"""The use cases of preparing: one transaction each, and none of them is recorded.

Whoever asks must have a part in the negotiation and act for an organisation; a thing of another
organisation is as absent as one that never was.  What leaves the organisation goes through
`UseCases.handle` like everything else (`placet.engine.submitting`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from placet.engine import preparing as p
from placet.engine.access import Actor, Standing, can, standing
from placet.engine.errors import N_, BadInput, NotFound, PlacetError
from placet.engine.messages import Kind
from placet.engine.model import Negotiation, Objective
from placet.engine.notice_private import (
    about_clearance,
    binding,
    clearance_waits,
    preparing,
)
from placet.engine.prepared import (
    Assignment,
    Content,
    InternalDeadline,
    Note,
    Prepared,
    PreparedKind,
    PreparedState,
)
from placet.engine.restricting import within
from placet.engine.service import UseCases
from placet.engine.sharing import Membership
from placet.engine.store import Store
from placet.engine.trying import refusal_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody prepares: the objective, the table, what they are there, and when."""

    o: Objective
    negotiation: Negotiation
    who: Standing
    now: datetime

    @property
    def organisation(self) -> str:
        """For whom they prepare; NotAllowed where for nobody."""
        return p.prepares(self.who)


@dataclass(frozen=True, slots=True)
class Batch:
    """What an organisation has prepared on an objective, as its people see it.

    `unfit` says of an open thing why it could not be submitted now; `colleagues` are those to
    whom something can be assigned.
    """

    organisation: str
    items: tuple[Prepared, ...]
    unfit: Mapping[str, PlacetError]
    assignments: tuple[Assignment, ...]
    internal: InternalDeadline | None
    colleagues: tuple[str, ...]
    clears: bool

    @property
    def open(self) -> tuple[Prepared, ...]:
        """What has not been submitted."""
        return tuple(item for item in self.items if item.open)

    def in_state(self, *states: PreparedState) -> tuple[Prepared, ...]:
        """What is in one of these states, notes left out."""
        return tuple(
            item
            for item in self.items
            if item.state in states and item.kind is not PreparedKind.NOTE
        )


@dataclass(frozen=True, slots=True)
class Preparation:
    """Everything that is done inside an organisation, over the use cases of the house."""

    cases: UseCases

    def place(self, store: Store, actor: Actor, ref: str) -> Place:
        """Where the actor prepares; NotFound for whoever may not see the objective."""
        now = self.cases.clock.now(store)
        o = store.objective(ref)
        negotiation = store.negotiation(o.negotiation)
        if not can(actor, "see", negotiation, o, now):
            raise NotFound("objective", ref)
        table = within(negotiation, o.restricted_to)
        return Place(o, table, standing(actor, table, now), now)

    # Reading

    def batch(self, actor: Actor, ref: str) -> Batch:
        """What the actor's organisation has prepared; NotAllowed for whoever prepares nothing."""
        with self.cases.database.reading() as store:
            at = self.place(store, actor, ref)
            organisation = at.organisation
            items = store.prepared(ref, organisation)
            return Batch(
                organisation,
                items,
                self._unfit(store, actor, at, items),
                store.assignments(ref, organisation),
                current(store.internal_deadline(ref, organisation), at.o),
                preparing(at.negotiation, organisation, at.now),
                at.who.submits,
            )

    def glance(
        self, actor: Actor, ref: str
    ) -> tuple[tuple[Prepared, ...], InternalDeadline | None]:
        """What is prepared, and the organisation's own deadline, without trying anything."""
        with self.cases.database.reading() as store:
            at = self.place(store, actor, ref)
            organisation = at.organisation
            held = store.internal_deadline(ref, organisation)
            return store.prepared(ref, organisation), current(held, at.o)

    def _unfit(
        self, store: Store, actor: Actor, at: Place, items: tuple[Prepared, ...]
    ) -> dict[str, PlacetError]:
        wanted = [i for i in items if i.open and not isinstance(i.content, Note)]
        if not wanted:
            return {}
        o = self.cases.settled(store, at.negotiation, at.o, at.now)
        found = {}
        for item in wanted:
            if isinstance(item.content, Note):
                continue
            args = (store, self.cases.catalogue, actor, at.negotiation, o, item.content, at.now)
            if (error := refusal_of(*args)) is not None:
                found[item.id] = error
        return found

    def one(self, actor: Actor, ref: str, id: str) -> Prepared:
        """One prepared thing of the actor's organisation."""
        with self.cases.database.reading() as store:
            return self.mine(store, self.place(store, actor, ref), id)

    def mine(self, store: Store, at: Place, id: str, lock: bool = False) -> Prepared:
        """A thing that the actor may see; another organisation's is absent."""
        organisation = at.organisation
        item = store.one_prepared(id, lock)
        if item.ref != at.o.ref:
            raise NotFound("prepared", id)
        if item.space:
            space = store.space(item.space)
            if space.members.get(organisation) is not Membership.JOINED:
                raise NotFound("prepared", id)
        elif item.organisation != organisation:
            raise NotFound("prepared", id)
        return item

    # Writing

    def keep(
        self,
        actor: Actor,
        ref: str,
        content: Content,
        *,
        id: str = "",
        version: int = 0,
        ready: bool = False,
    ) -> Prepared:
        """Prepare something, or change what is prepared; `ready` asks for clearance at once."""
        with self.cases.database.writing() as store:
            at = self.place(store, actor, ref)
            if id:
                item = self.mine(store, at, id, lock=True)
                after = p.edited(item, at.who, content, version, actor.person, at.now)
            else:
                self._room(store, at)
                item = None
                new = self.cases.mint()
                after = p.begun(new, ref, at.who, content, actor.person, at.now)
            waits = after.state in (PreparedState.DRAFT, PreparedState.RETURNED)
            if ready and waits and after.kind is not PreparedKind.NOTE:
                after = p.made_ready(after, after.version, actor.person, at.now)
            if item is None:
                store.add_prepared(replace(after, version=1))
                after = replace(after, version=1)
            elif after != item:
                after = replace(after, version=item.version + 1)
                store.replace_prepared(after, item.version)
            self._tell(store, at, after)
            return after

    def _room(self, store: Store, at: Place) -> None:
        if store.count_prepared(at.o.ref, at.organisation) >= p.MOST_PREPARED:
            raise BadInput(
                "",
                N_("Your organisation has {most} things prepared here, and no more fit."),
                N_("Discard some first."),
                most=p.MOST_PREPARED,
            )

    def do(
        self, actor: Actor, ref: str, id: str, version: int, deed: str, note: str = ""
    ) -> Prepared:
        """Say that it is ready, clear it, or return it with a note."""
        with self.cases.database.writing() as store:
            at = self.place(store, actor, ref)
            item = self.mine(store, at, id, lock=True)
            by, now = actor.person, at.now
            if deed == "ready":
                after = p.made_ready(item, version, by, now)
            elif deed == "clear":
                p.clears(at.who)
                after = p.cleared(item, version, by, now)
            elif deed == "return":
                p.clears(at.who)
                after = p.returned(item, version, note, by, now)
            else:
                raise BadInput("do", N_("There is no such button here."))
            store.replace_prepared(after, item.version)
            self._tell(store, at, after)
            return after

    def discard(self, actor: Actor, ref: str, id: str, version: int) -> None:
        """Throw a prepared thing away; nothing of it is kept."""
        with self.cases.database.writing() as store:
            at = self.place(store, actor, ref)
            item = self.mine(store, at, id, lock=True)
            if not item.open:
                raise BadInput("state", N_("It was submitted, and stays as it is."))
            store.discard_prepared(id, version)
            if not item.space:
                self.renew(store, at)

    def _tell(self, store: Store, at: Place, after: Prepared) -> None:
        """Whoever clears learns what waits, at most so often (M9)."""
        if not after.space and after.kind is not PreparedKind.NOTE:
            fresh = after.last.did == "ready"
            self.renew(store, at, f"{after.id}.{after.version}" if fresh else "")

    def renew(self, store: Store, at: Place, cause: str = "") -> None:
        """The message that waits says how much waits now; `cause` makes one where none does."""
        organisation, ref = at.organisation, at.o.ref
        about = about_clearance(ref, organisation)
        waiting = [i for i in store.prepared(ref, organisation) if i.state is PreparedState.READY]
        counts = dict(Counter(item.kind.value for item in waiting))
        messages = []
        for person in binding(at.negotiation, organisation, at.now):
            pending = store.cancel_about(Kind.CLEARANCE_WAITS, person, about, "renewed")
            if not counts or not (cause or pending):
                continue
            told = store.last_told(Kind.CLEARANCE_WAITS, person, about)
            due = at.now if told is None else max(at.now, told + p.M9_EVERY)
            why = cause or f"renewed.{at.now.timestamp():.6f}"
            messages.append(
                clearance_waits(at.negotiation, at.o, organisation, person, counts, why, due)
            )
        store.post(messages, at.now, self.cases.mail_domain)


def current(held: InternalDeadline | None, o: Objective) -> InternalDeadline | None:
    """An internal deadline of a run that is over is none."""
    return held if held is not None and held.run == o.run.number else None
