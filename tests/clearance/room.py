"""A table in a database with people of three organisations, its objective open for comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from placet.api.main import catalogue
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.model import Capacity, CommentType, Disposition, Objective, Role
from placet.engine.preparation import Preparation
from placet.engine.service import UseCases
from placet.engine.spaces import Spaces
from placet.engine.store import Database, StoredMessage
from placet.engine.text import Act, Change
from tests.decide.table import FIRST
from tests.fakes import Mint, StillClock

TABLE = "SEA"
SEATS = ("AUR", "BOR", "CYG")
PEOPLE = {
    "ann": ("AUR", Capacity.FOCAL_POINT),
    "alt": ("AUR", Capacity.ALTERNATE),
    "dan": ("AUR", Capacity.DRAFTER),
    "eva": ("AUR", Capacity.DRAFTER),
    "obi": ("AUR", Capacity.OBSERVER),
    "bea": ("BOR", Capacity.FOCAL_POINT),
    "bob": ("BOR", Capacity.DRAFTER),
    "cyd": ("CYG", Capacity.HEAD),
}
OFFICERS = ("sec", "chair", "admin")


@dataclass
class Room:
    """One negotiation whose objective is in its comment stage until three weeks from now."""

    database: Database
    clock: StillClock = field(default_factory=StillClock)
    people: dict[str, Actor] = field(default_factory=dict)
    ref: str = ""

    def __post_init__(self) -> None:
        minted = Mint("again") if self.ref else Mint()
        self.cases = UseCases(self.database, catalogue(), self.clock, minted, "placet.test")
        if not self.ref:
            self._furnish()

    def _furnish(self) -> None:
        self.cases.publish_workflows()
        self.people["founder"] = Actor("founder", True, True, "command-line")
        for name in (*OFFICERS, *PEOPLE):
            self._invite(name)
        for code in SEATS:
            self.give("founder", c.RegisterOrganisation(code, f"Organisation {code}"))
        self.give("sec", c.OpenNegotiation(TABLE, "The sea", "To measure it"))
        for code in SEATS:
            self.give("sec", c.InviteOrganisation(code), negotiation=TABLE)
        chair = c.AppointOfficer(self.id("chair"), Role.CHAIR)
        self.give("sec", chair, negotiation=TABLE)
        for name, (code, capacity) in PEOPLE.items():
            seat = c.AppointDelegate(self.id(name), code, capacity)
            self.give("sec", seat, negotiation=TABLE)
        proposal = c.Propose("Share soundings", "One chart", FIRST, 3, ("AUR",))
        self.ref = self.give("ann", proposal, negotiation=TABLE).object
        for name in ("ann", "bea", "cyd"):
            self.holds(name, "support")
        self.wait(timedelta(days=16))
        if self.o.stage != "comment":
            raise ValueError(self.o.stage)

    def _invite(self, name: str) -> None:
        command = c.InvitePerson(name.title(), f"{name}@example.org", administrator=name == "admin")
        person = self.give("founder", command).reference
        self.people[name] = Actor(person, name == "admin", name in ("sec", "admin"))

    @property
    def own(self) -> Preparation:
        """What is done inside an organisation."""
        return Preparation(self.cases)

    @property
    def spaces(self) -> Spaces:
        """What is done in drafting spaces."""
        return Spaces(self.own)

    @property
    def o(self) -> Objective:
        """The objective as it is stored."""
        with self.database.reading() as store:
            return store.objective(self.ref)

    def id(self, name: str) -> str:
        """The id of a person."""
        return self.people[name].person

    def give(self, name: str, command: c.Command, **where: Any) -> Any:
        """A command of this person."""
        return self.cases.handle(self.people[name], command, **where)

    def on_it(self, name: str, command: c.Command) -> Any:
        """A command about the objective."""
        return self.give(name, command, objective=self.ref)

    def holds(self, name: str, kind: str, **more: Any) -> None:
        """A position on the ballot that is open."""
        self.on_it(name, self.position(kind, **more))

    def position(self, kind: str, **more: Any) -> c.RecordPosition:
        """A position on the ballot that is open now."""
        ballot = self.o.ballot
        if ballot is None:
            raise ValueError("nothing is asked")
        return c.RecordPosition(ballot.number, ballot.text_hash, kind, **more)

    def wait(self, time: timedelta) -> None:
        """Let time pass, and let the clock look."""
        self.clock.set(self.clock.now() + time)
        self.cases.tick()

    def put_forward(self) -> None:
        """The text goes to endorsement."""
        self.on_it("sec", c.TakeStep("close_comments"))
        for number, made in self.o.comments.items():
            if made.disposition is None:
                self.on_it("sec", c.AnswerComment(number, Disposition.ACCEPTED))
        self.on_it("sec", c.TakeStep("put_forward"))

    def mails(self, *kinds: str) -> list[StoredMessage]:
        """Every message of these kinds, oldest first."""
        with self.database.reading() as store:
            found = store.messages(limit=500)
        return sorted((m for m in found if m.message.kind in kinds), key=lambda m: m.id)

    def tasks(self, name: str, *asks: str) -> list[Any]:
        """What stands in somebody's inbox of these kinds."""
        found = self.cases.inbox(self.people[name]).needs_you
        return [t for t in found if t.ask in asks]


def remark(body: str = "Too vague", paragraph: str | None = "p1", **more: Any) -> c.MakeComment:
    """A comment."""
    return c.MakeComment(CommentType.GENERAL, body, paragraph, **more)


def rewording(words: str = "Parties may share.", paragraph: str = "p1") -> c.ProposeAmendment:
    """An amendment of the first version."""
    return c.ProposeAmendment(1, Change(Act.REPLACE, paragraph, words))
