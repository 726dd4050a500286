"""Readings of definitions: what procedures and rules there are, and each of them.

Whoever is signed in may read them: a delegate must be able to know by which rules a text is
negotiated.
"""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine import views
from placet.engine.access import REHEARSE, Actor, can
from placet.engine.catalogue import Catalogue, catalogue_of
from placet.engine.clock import Clock
from placet.engine.errors import N_, NotAllowed, NotFound
from placet.engine.model import Negotiation
from placet.engine.published import DefinitionKind
from placet.engine.publishing import may_publish
from placet.engine.store import Database, Store
from placet.engine.workflow import Workflow


class Procedures:
    """The definitions of an installation, over one database and one clock."""

    def __init__(
        self,
        database: Database,
        definitions: Catalogue | Mapping[tuple[str, int], Workflow],
        clock: Clock,
    ) -> None:
        self.database = database
        self.catalogue = catalogue_of(definitions)
        self.clock = clock

    def definitions(self, actor: Actor, kind: DefinitionKind) -> tuple[views.DefinitionView, ...]:
        """Every definition of a kind, by name and version."""
        with self.database.reading() as store:
            return self.catalogue.listed(store, kind)

    def definition(
        self, actor: Actor, kind: DefinitionKind, name: str, version: int | None = None
    ) -> views.ProcedureView:
        """One definition, the newest of its name unless a version is asked for."""
        with self.database.reading() as store:
            versions = self.catalogue.versions(store, kind, name)
            if not versions:
                raise NotFound(kind.value, name)
            number = versions[-1] if version is None else version
            found = self.catalogue.definition(store, (kind, name, number))
            return views.ProcedureView(found, versions, _publisher(store, actor, found))

    def rehearsed_for(self, actor: Actor) -> tuple[Negotiation, ...]:
        """The tables for which this person may rehearse a procedure, newest first.

        NotAllowed for whoever serves no table and no installation.
        """
        with self.database.reading() as store:
            now, me = self.clock.now(store), store.person(actor.person)
            tables = store.negotiations(me)
        found = tuple(n for n in tables if can(actor, REHEARSE, n, None, now))
        if not found and not can(actor, REHEARSE, None, None, now):
            raise NotAllowed(N_("rehearse a procedure"))
        return found

    def may_rehearse(self, actor: Actor) -> bool:
        """Whether this person may rehearse procedures."""
        try:
            self.rehearsed_for(actor)
        except NotAllowed:
            return False
        return True

    def check(self, actor: Actor, kind: DefinitionKind, text: str) -> views.CheckedDefinition:
        """What these words would publish; BadDefinition with every finding, as publishing says."""
        may_publish(actor, self.clock.now())
        with self.database.reading() as store:
            return self.catalogue.judged(store, kind, text)


def _publisher(store: Store, actor: Actor, found: views.DefinitionView) -> str:
    """The name of who published it, for those who may see people."""
    by = found.published.published_by
    if not by or not (actor.administrator or actor.serves):
        return ""
    return next((person.name for person in store.people([by])), "")
