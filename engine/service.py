"""The use cases: one transaction each, and nothing else commits.

Every command goes the same way: load, lock, ask `can`, `decide`, fold the events, save with
compare-and-swap on the version that was decided on, write timers and messages, write the
ledger, remember the idempotency key, commit; then answer.  If anything raises, nothing
happened.  Readings never write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from placet.engine import commands as c
from placet.engine import views
from placet.engine.access import Actor
from placet.engine.clock import Clock
from placet.engine.model import Organisation, Person
from placet.engine.store import Database
from placet.engine.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command did: the object it concerned, its new version, and what to show.

    `reference` is the receipt of a position, the id of a person, or the number of what was
    made; `repeated` says that this is the stored answer to the same request.
    """

    object: str
    version: int
    reference: str = ""
    stage: str = ""
    repeated: bool = False


class UseCases:
    """Everything that can be asked of Placet, over one database and one clock."""

    def __init__(
        self,
        database: Database,
        workflows: Mapping[tuple[str, int], Workflow],
        clock: Clock,
        mint: Callable[[], str],
        mail_domain: str = "placet.localhost",
    ) -> None:
        raise NotImplementedError

    def handle(
        self,
        actor: Actor,
        command: c.Command,
        *,
        negotiation: str | None = None,
        objective: str | None = None,
        key: str | None = None,
        expected: int | None = None,
    ) -> Answer:
        """Carry out one command, or raise a PlacetError and change nothing.

        Registry commands name no object; negotiation commands and `Propose` name the
        negotiation (OpenNegotiation: none); all others name the objective.  `key` is the
        idempotency key, `expected` the version the asker saw (Conflict when it moved on).
        """
        raise NotImplementedError

    def tick(self) -> int:
        """Do what the clock has to do now (close, remind, confirm, review); how much it was."""
        raise NotImplementedError

    def actor(self, person: Person, channel: str = "web") -> Actor:
        """The actor that a signed-in person is."""
        raise NotImplementedError

    def inbox(self, actor: Actor) -> views.Inbox:
        """What needs this person."""
        raise NotImplementedError

    def negotiation(self, actor: Actor, symbol: str) -> views.NegotiationView:
        """One table."""
        raise NotImplementedError

    def objective(self, actor: Actor, ref: str, version: int | None = None) -> views.ObjectiveView:
        """One objective, showing its newest text or the version asked for."""
        raise NotImplementedError

    def compare(self, actor: Actor, ref: str, old: int, new: int) -> views.CompareView:
        """The redline between two versions."""
        raise NotImplementedError

    def missing(self, actor: Actor, ref: str) -> tuple[views.ObjectiveView, tuple[views.Missing, ...]]:
        """Who still owes an answer, with their people and the last mail to them."""
        raise NotImplementedError

    def receipt(self, actor: Actor, reference: str) -> views.Receipt:
        """A recorded position by its reference."""
        raise NotImplementedError

    def audit(
        self, actor: Actor, symbol: str, ref: str | None = None, before: int | None = None, limit: int = 100
    ) -> views.AuditView:
        """The ledger, newest first."""
        raise NotImplementedError

    def organisations(self, actor: Actor) -> tuple[Organisation, ...]:
        """The organisations of the installation."""
        raise NotImplementedError

    def people(self, actor: Actor) -> tuple[Person, ...]:
        """The people the actor may see with their addresses."""
        raise NotImplementedError
