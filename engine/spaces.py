"""Drafting spaces: the use cases of words that a few organisations share and nobody else sees.

A space exists for the organisations that are in it or were invited; for everybody else, the
secretariat and administrators included, it is as absent as one that never was.
"""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine import commands as c
from placet.engine import preparing as p
from placet.engine import sharing
from placet.engine.access import Actor, Standing
from placet.engine.amendments import AmendmentState
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound
from placet.engine.model import Objective
from placet.engine.parties import at_the_table
from placet.engine.preparation import Place, Preparation
from placet.engine.prepared import Content, Note, Prepared
from placet.engine.service import Answer
from placet.engine.sharing import DraftingSpace, Membership
from placet.engine.store import Store

MOST_SPACES = 50
"""How many spaces an organisation may be in on one objective."""


@dataclass(frozen=True, slots=True)
class SpaceView:
    """A space as somebody inside, or invited, sees it.

    Who is only invited sees its title and its members, not its words.
    """

    space: DraftingSpace
    items: tuple[Prepared, ...]
    organisation: str
    joined: bool
    binds: bool


def concerns(space: DraftingSpace, who: Standing) -> bool:
    """Whether the actor may know of the space: inside, or invited and able to answer."""
    organisation = p.prepares(who)
    was = space.members.get(organisation)
    return was is Membership.JOINED or (was is Membership.INVITED and who.submits)


def asked_to_sponsor(items: tuple[Prepared, ...], o: Objective, organisation: str) -> list[int]:
    """Amendments that came out of a space and wait for this organisation to join."""
    numbers = [int(i.reference) for i in items if i.reference.isdigit()]
    made = [o.amendments[n] for n in numbers if n in o.amendments]
    return [
        a.number
        for a in made
        if a.state is AmendmentState.OPEN and organisation not in a.supporters
    ]


@dataclass(frozen=True, slots=True)
class Spaces:
    """Everything that is done in drafting spaces."""

    preparation: Preparation

    def listed(self, actor: Actor, ref: str) -> tuple[SpaceView, ...]:
        """The spaces on an objective that the actor may know of."""
        with self.preparation.cases.database.reading() as store:
            at = self.preparation.place(store, actor, ref)
            p.prepares(at.who)
            found = (s for s in store.spaces([ref]) if concerns(s, at.who))
            return tuple(self._view(store, at, space) for space in found)

    def one(self, actor: Actor, ref: str, id: str) -> SpaceView:
        """One space."""
        with self.preparation.cases.database.reading() as store:
            at = self.preparation.place(store, actor, ref)
            return self._view(store, at, self._space(store, at, id))

    def _view(self, store: Store, at: Place, space: DraftingSpace) -> SpaceView:
        own = at.organisation
        joined = space.members.get(own) is Membership.JOINED
        items = store.shared(space.id) if joined else ()
        return SpaceView(space, items, own, joined, at.who.submits)

    def _space(self, store: Store, at: Place, id: str) -> DraftingSpace:
        own = at.organisation  # who prepares for nobody learns no more than that
        space = store.space(id)
        if not own or space.ref != at.o.ref or not concerns(space, at.who):
            raise NotFound("drafting space", id)
        return space

    def open(
        self, actor: Actor, ref: str, title: str, organisations: tuple[str, ...]
    ) -> DraftingSpace:
        """Open a space and invite organisations to it."""
        cases = self.preparation.cases
        with cases.database.writing() as store:
            at = self.preparation.place(store, actor, ref)
            own = p.clears(at.who)
            there = [s for s in store.spaces([ref]) if own in s.members]
            if len(there) >= MOST_SPACES:
                raise BadInput("title", N_("Your organisation is in enough spaces here."))
            seated = at_the_table(at.negotiation)
            space = sharing.opened(
                cases.mint(), ref, title, at.who, organisations, seated, actor.person, at.now
            )
            store.save_space(space)
            return space

    def invite(
        self, actor: Actor, ref: str, id: str, organisations: tuple[str, ...]
    ) -> DraftingSpace:
        """A member invites others."""
        with self.preparation.cases.database.writing() as store:
            at = self.preparation.place(store, actor, ref)
            space = self._space(store, at, id)
            seated = at_the_table(at.negotiation)
            after = sharing.invited(space, at.who, organisations, seated)
            store.save_space(after)
            return after

    def answer(self, actor: Actor, ref: str, id: str, answer: Membership) -> DraftingSpace:
        """The actor's organisation joins, declines or leaves."""
        with self.preparation.cases.database.writing() as store:
            at = self.preparation.place(store, actor, ref)
            after = sharing.answered(self._space(store, at, id), at.who, answer)
            store.save_space(after)
            return after

    def keep(
        self, actor: Actor, ref: str, id: str, content: Content, item: str = "", version: int = 0
    ) -> Prepared:
        """Write a note or a draft wording into the space, or change one."""
        cases = self.preparation.cases
        if not isinstance(content, Note | c.ProposeAmendment):
            raise BadInput("kind", N_("A drafting space holds notes and draft wordings."))
        with cases.database.writing() as store:
            at = self.preparation.place(store, actor, ref)
            self._inside(store, at, id)
            if item:
                was = self._item(store, at, id, item)
                after = p.edited(was, at.who, content, version, actor.person, at.now)
                if after != was:
                    store.replace_prepared(after, was.version)
                return after
            if len(store.shared(id)) >= p.MOST_PREPARED:
                raise BadInput("", N_("No more fits into this space."), N_("Discard some first."))
            new = p.begun(cases.mint(), ref, at.who, content, actor.person, at.now, space=id)
            store.add_prepared(new)
            return new

    def discard(self, actor: Actor, ref: str, id: str, item: str, version: int) -> None:
        """Throw something in the space away."""
        with self.preparation.cases.database.writing() as store:
            at = self.preparation.place(store, actor, ref)
            self._inside(store, at, id)
            was = self._item(store, at, id, item)
            if not was.open:
                raise BadInput("state", N_("It was submitted, and stays as it is."))
            store.discard_prepared(was.id, version)

    def propose(self, actor: Actor, ref: str, id: str, item: str, version: int) -> Answer:
        """One member proposes a draft wording as an amendment; the others are asked to join."""
        cases = self.preparation.cases
        with cases.database.reading() as store:
            at = self.preparation.place(store, actor, ref)
            p.clears(at.who)
            self._inside(store, at, id)
            was = self._item(store, at, id, item)
        if not isinstance(was.content, c.ProposeAmendment):
            raise BadInput("item", N_("Only a draft wording can be proposed as an amendment."))
        p.submitted(was, version, "", actor.person, at.now)

        def beside(store: Store, answer: Answer) -> None:
            now = self.preparation.place(store, actor, ref)
            self._inside(store, now, id)
            after = p.submitted(was, version, answer.reference, actor.person, now.now)
            store.replace_prepared(after, version)

        return cases.handle(actor, was.content, objective=ref, beside=beside)

    def _inside(self, store: Store, at: Place, id: str) -> DraftingSpace:
        space = self._space(store, at, id)
        if space.members.get(at.organisation) is not Membership.JOINED:
            raise NotAllowed(N_("read a drafting space before joining it"))
        return space

    def _item(self, store: Store, at: Place, id: str, item: str) -> Prepared:
        found = self.preparation.mine(store, at, item)
        if found.space != id:
            raise NotFound("prepared", item)
        return found
