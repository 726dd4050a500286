"""A small table over one database: who sits there, what time it is, how things are done.

A `World` knows nothing that the database does not know, so it can be opened again over a copy
or after a crash.  Whoever asks through it asks like a careful client: with an idempotency
key, and once more with the same key when the answer was lost.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError

from placet.api.main import catalogue
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.model import Ballot, Capacity, CommentType, Disposition, Objective, Role
from placet.engine.service import Answer, UseCases
from placet.engine.store import Database
from placet.engine.text import Edit, Text, edited, parse_markdown, walk
from placet.notifications.mail import House
from placet.notifications.outbox import Outbox
from placet.notifications.transports import LocalTransport, Transport
from tests.fakes import Mint, StillClock

START = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
SYMBOL = "SEA-DATA"
ORGANISATIONS = ("AUR", "BOR", "CYG")
DELEGATES = {
    "aur": ("AUR", Capacity.FOCAL_POINT),
    "ava": ("AUR", Capacity.ALTERNATE),
    "bor": ("BOR", Capacity.FOCAL_POINT),
    "cyg": ("CYG", Capacity.FOCAL_POINT),
}
FIRST = """The organisations agree to share soundings of the sea.

Each of them names a desk that answers within two days.

They meet once a year.
"""
HOUSE = House("https://placet.test", "placet@placet.test", "placet.test", b"k" * 32)
MOMENT = timedelta(seconds=1)
LEASED = timedelta(seconds=31)
"""Longer than a tick keeps its timers from others."""

Acknowledged = tuple[str, str, Answer]
"""Who was answered, to which kind of command, and the answer."""


@dataclass
class World:
    """One installation as its users meet it.

    `patient` clients ask again when an answer was lost; the others pass the error on.
    `exposed` is entered while something is asked, for faults that should strike only then.
    """

    database: Database
    clock: StillClock = field(default_factory=lambda: StillClock(START))
    patient: bool = True
    transport: Transport = field(default_factory=LocalTransport)
    ref: str = "OBJ-0001"
    answers: list[Acknowledged] = field(default_factory=list)
    broken: Callable[[World], None] | None = None
    watch: Callable[[World], None] | None = None
    exposed: Callable[[], AbstractContextManager[object]] = nullcontext
    _asked: int = 0

    def __post_init__(self) -> None:
        known = catalogue()
        self.cases = UseCases(self.database, known, self.clock, Mint(), "placet.test")
        self.outbox = Outbox(
            self.database, self.transport, self.clock, known, HOUSE, owner="worker-1"
        )
        self.actors: dict[str, Actor] = {}
        self.meet()

    def meet(self) -> None:
        """Learn who everybody is."""
        with self.database.reading() as store:
            known = store.people()
        for person in known:
            name = person.email.partition("@")[0]
            self.actors[name] = Actor(person.id, person.administrator, person.administrator)
        self.actors.setdefault("founder", Actor("founder", True, True, "command-line"))

    # --- asking -----------------------------------------------------------------------------

    def ask(self, who: str, command: c.Command, key: str | None = None, **about: Any) -> Answer:
        """Ask once, under a key, with nothing caught."""
        about.setdefault("objective", self.ref)
        with self.exposed():
            return self.cases.handle(self.actors[who], command, key=key, **about)

    def do(self, who: str, command: c.Command, key: str = "", **about: Any) -> Answer:
        """Ask under a key of its own, and again with the same key if the answer was lost."""
        self._asked += 1
        name = f"{int(self.clock.now().timestamp())}-{self._asked}"
        key = key or f"{who}-{name}"
        self.cases.mint = Mint(name)
        try:
            answer = self.ask(who, command, key, **about)
        except DBAPIError:
            if not self.patient:
                raise
            if self.broken is not None:
                self.broken(self)
            self.cases.mint = Mint(name)
            answer = self.ask(who, command, key, **about)
        self.answers.append((who, type(command).__name__, replace(answer, repeated=False)))
        if self.watch is not None:
            self.watch(self)
        return answer

    def tick(self) -> None:
        """What the clock has to do, and what was cut short once more when its leases are over."""
        try:
            with self.exposed():
                self.cases.tick()
        except DBAPIError:
            if not self.patient:
                raise
        if self.broken is not None:
            self.broken(self)
        self.clock.advance(seconds=LEASED.total_seconds())
        self.cases.tick()

    def deliver(self) -> None:
        """What the worker has to do; a mail that was cut short or put off is taken up again."""
        try:
            with self.exposed():
                self.outbox.drain()
        except DBAPIError:
            if not self.patient:
                raise
        if self.broken is not None:
            self.broken(self)
            self.clock.advance(minutes=16)
            self.outbox.drain()

    # --- looking ----------------------------------------------------------------------------

    def objective(self) -> Objective:
        """The objective as it is stored."""
        with self.database.reading() as store:
            return store.objective(self.ref)

    def ballot(self) -> Ballot:
        """The ballot that was opened last."""
        ballot = self.objective().ballot
        assert ballot is not None
        return ballot

    def until_deadline(self, before: timedelta = timedelta()) -> None:
        """Let time pass to the deadline of the present run, or to some time before it."""
        deadline = self.objective().run.deadline
        assert deadline is not None
        self.clock.set(deadline.at - before)

    # --- the acts of a negotiation ----------------------------------------------------------

    def register(self) -> None:
        """An installation with its first administrator, organisations and people."""
        self.cases.publish_workflows()
        someone = c.InvitePerson("Ada Sec", "ada@sea.example", administrator=True)
        self.do("founder", someone, objective=None)
        self.meet()
        for code in ORGANISATIONS:
            self.do("ada", c.RegisterOrganisation(code, f"{code} Organisation"), objective=None)
        for name in ("bea", *DELEGATES):
            self.do("ada", c.InvitePerson(f"{name.title()} N", f"{name}@sea.example"),
                    objective=None)  # fmt: skip
        self.meet()

    def open_table(self) -> None:
        """The table with everybody at it."""
        opening = c.OpenNegotiation(
            SYMBOL, "Data of the sea", "To measure it together", "Europe/Paris",
            contact="ada@sea.example",
        )  # fmt: skip
        self.do("ada", opening, objective=None)
        for code in ORGANISATIONS:
            self.at_table(c.InviteOrganisation(code))
        self.at_table(c.AppointOfficer(self.actors["bea"].person, Role.CHAIR))
        for name, (code, capacity) in DELEGATES.items():
            self.at_table(c.AppointDelegate(self.actors[name].person, code, capacity))

    def at_table(self, command: c.Command) -> Answer:
        """The secretariat changes who sits at the table."""
        return self.do("ada", command, negotiation=SYMBOL, objective=None)

    def propose(self, title: str = "Share soundings") -> str:
        """AUR proposes; the objective's reference."""
        made = parse_markdown(FIRST)
        command = c.Propose(title, "One chart for all", made.text, made.minted, ("BOR",))
        self.ref = self.do("aur", command, negotiation=SYMBOL, objective=None).object
        return self.ref

    def position(self, kind: str, **more: Any) -> c.RecordPosition:
        """A position on what is asked now."""
        ballot = self.ballot()
        return c.RecordPosition(ballot.number, ballot.text_hash, kind, **more)

    def take(self, who: str, kind: str, **more: Any) -> Answer:
        """Record a position."""
        return self.do(who, self.position(kind, **more))

    def object_to(self, who: str) -> Answer:
        """Object, with reasons, to the second paragraph."""
        reasons = "Two days are too short."
        return self.take(who, "object", reasons=reasons, paragraphs=("p2",), no_wording=True)

    def comment(self, who: str, body: str = "Say which data.") -> Answer:
        """Comment on the first paragraph."""
        return self.do(who, c.MakeComment(CommentType.SUBSTANTIVE, body, "p1"))

    def answer(self, number: int) -> Answer:
        """The secretariat answers a comment."""
        return self.do("ada", c.AnswerComment(number, Disposition.NOTED, "It is understood."))

    def step(self, name: str, reason: str = "It is time.", who: str = "ada") -> Answer:
        """Take a step of the workflow."""
        return self.do(who, c.TakeStep(name, reason))

    def revised(self, words: str, base: int = 0) -> c.ReviseText:
        """The second paragraph in other words, of the present version or of that one."""
        with self.database.reading() as store:
            o = store.objective(self.ref)
            base = base or o.text.number
            text: Text = store.text(o.ref, base)
        edits = [
            Edit(p.id, p.kind, depth, words if p.id == "p2" else p.words, p.label)
            for depth, p in walk(text)
        ]
        changed, minted = edited(text, edits, o.paragraphs_minted)
        return c.ReviseText(base, changed, minted, "As asked for.")

    def revise(self, words: str = "Each of them names a desk that answers in a week.") -> Answer:
        """The secretariat changes the second paragraph."""
        return self.do("ada", self.revised(words))
