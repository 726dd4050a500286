"""Two tables and everybody who can sit at them: what the matrix of rights walks through.

SEA has the seats AUR, BOR and CYG, LAND the seats DOR and ELM.  At both tables there is an
objective in each stage; in SEA AUR leads one of each and BOR the other, in LAND DOR.  CYG and
ELM stayed silent, so they are observers of everything that left its first stage.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from placet.api.main import Root, build
from placet.api.serving import schedule_of
from placet.api.settings import Settings
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.beginnings import Sense
from placet.engine.bodies import Body, BodyMember
from placet.engine.clock import DEMONSTRATION
from placet.engine.groups import GroupKind
from placet.engine.links import LinkKind
from placet.engine.meetings import NO_QUORUM, AgendaItem
from placet.engine.model import (
    Capacity,
    CommentType,
    CredentialKind,
    Disposition,
    Objective,
    Qualifier,
    Role,
)
from placet.engine.preparation import Preparation
from placet.engine.prepared import Assignment
from placet.engine.published import DefinitionKind
from placet.engine.spaces import Spaces
from placet.engine.statements import StatementKind
from placet.engine.store import Database, Session, SignIn, Token
from placet.engine.text import Act, Change, Kind, Paragraph, Text
from tests.builders import a_workflow_file

RESTRICTED_WORD = "Peridot"
SEALED_WORD = "heliotrope"
SEALED_COMMENT = "gallimaufry"
"""Planted: what a restricted objective is called, what a sealed position and comment say."""

BASE = "http://127.0.0.1:8765"
SECRET = "the matrix needs a secret that is long"  # noqa: S105
START = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
FOUNDER = Actor("founder", administrator=True, serves=True, channel="command-line")

ROLES = (
    "anonymous",
    "administrator",
    "secretariat",
    "chair",
    "focal-point",
    "alternate",
    "drafter",
    "observer",
    "ended",
    "outsider",
)
"""Who asks: delegates act for AUR in SEA, the outsider is DOR's focal point in LAND."""

PLACES = ("own", "other", "elsewhere")
VEILED = ("sealed", "restricted")
"""Two more for whatever is about an objective: of AUR, where comments and the call for positions
are sealed; of BOR, which only BOR and CYG see."""
EVERYWHERE = (*PLACES, *VEILED)
KIN = {"sealed": "own", "restricted": "other"}
"""Which place each is like, but for what it keeps to itself."""
LEADS = {"own": "AUR", "other": "BOR", "elsewhere": "DOR", "sealed": "AUR", "restricted": "BOR"}
TABLES = {
    "own": "SEA", "other": "SEA", "elsewhere": "LAND", "sealed": "SEA", "restricted": "SEA",
}  # fmt: skip
SPEAKS = {
    "own": "focal-point", "other": "bor", "elsewhere": "outsider",
    "sealed": "focal-point", "restricted": "bor",
}  # fmt: skip
SEALED = (
    ("collects_comments: true", "collects_comments: true\n    comments_sealed: true"),
    ("closes_when_all_answered: true", "closes_when_all_answered: true\n      visibility: sealed"),
)
"""What the second version of the procedure has more, which the sealed objectives follow."""
NOTED = {"own": 1, "other": 2, "elsewhere": 1}
"""The number of the absence and the paper of each place."""
STAGES = ("proposal", "comment", "revision", "answered", "endorsement", "provisional", "adopted")

DELEGATES = (
    ("focal-point", "SEA", "AUR", Capacity.FOCAL_POINT),
    ("alternate", "SEA", "AUR", Capacity.ALTERNATE),
    ("drafter", "SEA", "AUR", Capacity.DRAFTER),
    ("observer", "SEA", "AUR", Capacity.OBSERVER),
    ("ended", "SEA", "AUR", Capacity.FOCAL_POINT),
    ("spare-own", "SEA", "AUR", Capacity.OBSERVER),
    ("bor", "SEA", "BOR", Capacity.FOCAL_POINT),
    ("spare-other", "SEA", "BOR", Capacity.OBSERVER),
    ("cyg", "SEA", "CYG", Capacity.FOCAL_POINT),
    ("outsider", "LAND", "DOR", Capacity.FOCAL_POINT),
    ("spare-elsewhere", "LAND", "DOR", Capacity.OBSERVER),
    ("elm", "LAND", "ELM", Capacity.FOCAL_POINT),
)


@dataclass
class World:
    """Names of everything that an address can name."""

    root: Root
    ids: dict[str, str] = field(default_factory=dict)
    refs: dict[tuple[str, str], str] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    messages: dict[str, int] = field(default_factory=dict)
    sealed_reference: str = ""
    private: dict[tuple[str, str], str] = field(default_factory=dict)

    def objective(self, place: str, stage: str) -> Objective:
        """The objective of this place in this stage."""
        with self.root.database.reading() as store:
            return store.objective(self.refs[place, stage])

    def ballot(self, place: str, stage: str) -> dict[str, Any]:
        """What a form or a program says of the ballot that it was shown."""
        found = self.objective(place, stage).ballot
        if found is None:
            raise ValueError(f"no ballot in {stage}")
        return {"ballot": found.number, "text_hash": found.text_hash}


def cookie(name: str) -> str:
    """What the browser of this person holds."""
    return f"browser-of-{name}-{'x' * 40}"


def bearer(name: str) -> str:
    """What the program of this person holds."""
    return f"plt_of-{name}"


def hashed(value: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(value.encode()).hexdigest()


def settings_for(address: str) -> Settings:
    """The settings of the matrix over this database."""
    return Settings(
        database=address, clock=f"still:{START.isoformat()}", secret=SECRET, base_url=BASE
    )


def furnished(address: str) -> World:
    """The world, lived into a migrated database."""
    database = Database(address)
    with database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    database.close()
    world = World(build(settings_for(address)))
    world.root.cases.publish_workflows()
    people = _People(world)
    people.come()
    people.note()
    schedule_of(world.root).run_once()
    later = c.PublishDefinition(DefinitionKind.WORKFLOW, a_workflow_file(2, *SEALED))
    world.root.cases.handle(FOUNDER, later)
    _Work(world).do()
    prepare_in(world)
    _keys(world)
    return world


class _People:
    """Everybody, and where they sit."""

    def __init__(self, world: World) -> None:
        self.world, self.cases = world, world.root.cases

    def come(self) -> None:
        self._invite("administrator", administrator=True)
        for name in ("secretariat", "chair", "newcomer", "land-secretariat"):
            self._invite(name)
        for code in ("AUR", "BOR", "CYG", "DOR", "ELM", "FRE", "GRO"):
            self.cases.handle(FOUNDER, c.RegisterOrganisation(code, f"Organisation {code}"))
        self._table("SEA", "secretariat", ("AUR", "BOR", "CYG"))
        self._table("LAND", "land-secretariat", ("DOR", "ELM"))
        chair = c.AppointOfficer(self.world.ids["chair"], Role.CHAIR)
        self.cases.handle(self._serving("secretariat"), chair, negotiation="SEA")
        for name, table, code, capacity in DELEGATES:
            self._invite(name)
            person = self.world.ids[name]
            by = self._serving("secretariat" if table == "SEA" else "land-secretariat")
            self.cases.handle(by, c.AppointDelegate(person, code, capacity), negotiation=table)
        for table, codes in (("SEA", ("AUR", "BOR")), ("LAND", ("DOR", "ELM"))):
            self._speaking_and_holding(table, codes)
        ending = c.EndDelegate(self.world.ids["ended"], "AUR", "Another post.")
        self.cases.handle(self._serving("secretariat"), ending, negotiation="SEA")

    def _speaking_and_holding(self, table: str, codes: tuple[str, str]) -> None:
        """A group for which each of the two speaks; the second offers the first its proxy."""
        by = self._serving("secretariat" if table == "SEA" else "land-secretariat")
        for code, speaker in zip(("GA", "GB"), codes, strict=True):
            form = c.FormGroup(code, "Both", GroupKind.OTHER, codes, speaker)
            self.cases.handle(by, form, negotiation=table)
        giver = Actor(self.world.ids[codes[1].lower()])
        until = START + timedelta(days=300)
        self.cases.handle(giver, c.GiveProxy(codes[0], until), negotiation=table)

    def _invite(self, name: str, administrator: bool = False) -> None:
        command = c.InvitePerson(
            f"Person {name}", f"{name}@example.org", administrator=administrator
        )
        self.world.ids[name] = self.cases.handle(FOUNDER, command).reference

    def _serving(self, name: str) -> Actor:
        return Actor(self.world.ids[name], serves=True)

    def _table(self, symbol: str, name: str, codes: tuple[str, ...]) -> None:
        by = self._serving(name)
        self.cases.handle(by, c.OpenNegotiation(symbol, f"Data of {symbol}", "To know more."))
        for code in codes:
            self.cases.handle(by, c.InviteOrganisation(code), negotiation=symbol)
        self.cases.handle(by, c.SaveTemplate("Later", "For later."), negotiation=symbol)
        invited = c.InviteOrganisation("GRO", to_accede=True)
        self.cases.handle(by, invited, negotiation=symbol)

    def note(self) -> None:
        """For each place an absence to come and a paper, in the order of `NOTED`; a body."""
        for place, (symbol, by) in {
            "own": ("SEA", "secretariat"),
            "other": ("SEA", "secretariat"),
            "elsewhere": ("LAND", "land-secretariat"),
        }.items():
            away, code = self.world.ids[f"spare-{place}"], LEADS[place]
            lead = self.world.ids[SPEAKS[place]]
            absence = c.RecordAbsence(away, code, "2027-12-01", "2027-12-05", lead)
            paper = c.RecordCredential(
                code, away, CredentialKind.CREDENTIALS, "2027-01-01", evidence="Seen"
            )
            for command in (absence, paper):
                self.cases.handle(self._serving(by), command, negotiation=symbol)
        body = Body("CHA", "A chart for all", members=(BodyMember("AUR"),))
        self.cases.handle(FOUNDER, c.EstablishBody(body))


class _Work:
    """An objective of each place in each stage."""

    def __init__(self, world: World) -> None:
        self.world, self.cases = world, world.root.cases

    def do(self) -> None:
        early = [(p, s) for p in EVERYWHERE for s in STAGES if s != "proposal"]
        for place, stage in early:
            self._propose(place, stage)
        self._wait(timedelta(days=16))
        self._meet()
        for place, stage in early:
            self._comment(place, stage)
            if stage != "comment":
                self._later(place, stage)
        for place in EVERYWHERE:
            self._propose(place, "proposal")
        for office, place in (
            ("secretariat", "own"),
            ("secretariat", "other"),
            ("land-secretariat", "elsewhere"),
        ):
            self._begin(office, place)
        self._link("secretariat", "own", "other")
        self._link("land-secretariat", "elsewhere", "elsewhere")
        self._plant()
        self._look_up()

    def _meet(self) -> None:
        """At each table a meeting that is planned, one that is open, one that is closed."""
        for place, name in (("own", "secretariat"), ("elsewhere", "land-secretariat")):
            table, about = TABLES[place], self.world.refs[place, "revision"]
            by = Actor(self.world.ids[name], serves=True)
            begins = self.world.root.clock.now() + timedelta(hours=20)
            agenda = (AgendaItem(0, "The text", about),)
            for number in (1, 2, 3):
                plan = c.PlanMeeting("Session", "", begins, begins + timedelta(hours=2), "",
                                     agenda, NO_QUORUM)  # fmt: skip
                commands: list[c.MeetingCommand] = [plan]
                commands += [c.OpenMeeting(number)] if number > 1 else []
                commands += [c.CloseMeeting(number)] if number > 2 else []
                for command in commands:
                    self.cases.handle(by, command, negotiation=table)
            self.cases.show_in_room(by, table, 1, 1, "p1")

    def _propose(self, place: str, stage: str) -> None:
        words = ("Aware of what is at stake,", "The organisations [shall] share what they know.")
        text = Text(
            tuple(Paragraph(f"p{n}", Kind.OPERATIVE, line) for n, line in enumerate(words, 1))
        )
        title = f"Share the {stage} of {LEADS[place]}"
        only: tuple[str, ...] = ()
        if place == "restricted":
            title, only = f"{RESTRICTED_WORD} {stage}", ("CYG",)
        proposal = c.Propose(title, f"One chart: {title}.", text, 2, restricted_to=only)
        lead = self._lead(place)
        made = self.cases.handle(lead, proposal, negotiation=TABLES[place])
        self.world.refs[place, stage] = made.object
        if place == "sealed":
            self._do(place, stage, "secretariat", c.MoveToVersion(2, "Sealed, as was asked."))
            if stage == "endorsement":
                self._hold(place, stage, "cyg", "support")
        for name in self._seated(place) if stage != "proposal" else ("",):
            if name:
                self._hold(place, stage, name, "support")

    def _begin(self, office: str, place: str) -> None:
        """A provision, a goal, an open sounding and a post, each the first of its table or two."""
        lead, by = self._lead(place), Actor(self.world.ids[office])
        for actor, command in (
            (lead, c.CiteProvision(f"Statute of {LEADS[place]}", "It knows the sea.", ("Data",))),
            (lead, c.StateGoal("Data", Sense.SEEK, "Everybody shares all data.")),
            (by, c.OpenSounding("Yearly?", ("yes", "no"), START + timedelta(days=200), "Data")),
            (lead, c.WritePost("Let us begin.", "Data")),
        ):
            self.cases.handle(actor, command, negotiation=TABLES[place])

    def _link(self, office: str, first: str, second: str) -> None:
        """The first link of a table: a proposal of one place, a text put forward of another."""
        refs = (self.world.refs[first, "proposal"], self.world.refs[second, "endorsement"])
        command = c.LinkObjectives(LinkKind.PACKAGE, "Together", refs)
        by = Actor(self.world.ids[office])
        self.cases.handle(by, command, negotiation=TABLES[first])

    def _comment(self, place: str, stage: str) -> None:
        words = "Say what is shared."
        if (place, stage) == ("sealed", "comment"):
            words = f"Say {SEALED_COMMENT}."
        made = c.MakeComment(CommentType.GENERAL, words, "p2")
        self._do(place, stage, self._seated(place)[-1], made)
        if stage in ("revision", "answered"):
            mine = c.MakeComment(CommentType.GENERAL, "Say with whom.", "p2")
            self.cases.handle(self._lead(place), mine, objective=self.world.refs[place, stage])

    def _later(self, place: str, stage: str) -> None:
        office = "secretariat" if place != "elsewhere" else "land-secretariat"
        self._do(place, stage, office, c.TakeStep("close_comments"))
        if stage == "revision":
            change = Change(Act.REPLACE, "p1", "Aware of what is at stake everywhere,")
            proposed = c.ProposeAmendment(1, change)
            self.cases.handle(self._lead(place), proposed, objective=self.world.refs[place, stage])
            self._do(place, stage, office, c.FormPackage("Both together", ("p1", "p2")))
            return
        if stage == "answered":
            self._do(place, stage, office, c.AnswerComment(2, Disposition.ACCEPTED))
            self._do(place, stage, office, c.PublishDispositions(True, "One was wanted early."))
        self._do(place, stage, office, c.AnswerComment(1, Disposition.ACCEPTED))
        if stage == "answered":
            return
        self._do(place, stage, office, c.TakeStep("put_forward"))
        first, second = self._seated(place)
        if stage == "endorsement":
            self._wait_for_the_second(place, first, second)
            return
        provisional = (Qualifier.AD_REFERENDUM,) if stage == "provisional" else ()
        self._hold(place, stage, first, "endorse", qualifiers=provisional)
        self._hold(place, stage, second, "endorse")

    def _wait_for_the_second(self, place: str, first: str, second: str) -> None:
        """A position of the first; what the second held is withdrawn again."""
        withdrawn = self._hold(place, "endorsement", second, "endorse")
        ballot = self.world.ballot(place, "endorsement")["ballot"]
        self._do(place, "endorsement", second, c.WithdrawPosition(ballot))
        kept = self._hold(place, "endorsement", first, "endorse")
        self.world.receipts[place] = withdrawn if place == "other" else kept
        self._beside(place)

    def _beside(self, place: str) -> None:
        """Of whoever leads there: a reserve, a reservation, a concern, and one that is resolved."""
        for command in (
            c.MakeStatement(StatementKind.SCRUTINY, "Parliament sits in May."),
            c.MakeStatement(StatementKind.RESERVATION, "But for paragraph 2."),
            c.RaiseConcern("Costs", "Who pays?"),
            c.RaiseConcern("Scope", "What is in it?"),
            c.ResolveConcern(2),
        ):
            self.cases.handle(
                self._lead(place), command, objective=self.world.refs[place, "endorsement"]
            )

    def _plant(self) -> None:
        """Words that most may not read: of a sealed position, and about a restricted objective."""
        told = f"{SEALED_WORD} reasons"
        self.world.sealed_reference = self._hold(
            "sealed", "endorsement", "cyg", "object", reasons=told, paragraphs=("p1",),
            wording=f"The {SEALED_WORD} wording.", resolve=f"A {SEALED_WORD}, if any.",
        )  # fmt: skip
        first, second = (self.world.refs["restricted", x] for x in ("proposal", "comment"))
        until, said = START + timedelta(days=200), f"{RESTRICTED_WORD} yearly?"
        for name, command in (
            ("secretariat", c.LinkObjectives(LinkKind.PACKAGE, RESTRICTED_WORD, (first, second))),
            ("secretariat", c.OpenSounding(said, ("yes", "no"), until, objective=first)),
            ("bor", c.AnswerSounding(3, "yes", RESTRICTED_WORD)),
            ("bor", c.WritePost(f"{RESTRICTED_WORD} first.", objective=first)),
            ("cyg", c.GiveProxy("BOR", until, objectives=(first,), reason=RESTRICTED_WORD)),
        ):
            self.cases.handle(Actor(self.world.ids[name]), command, negotiation="SEA")

    def _hold(self, place: str, stage: str, name: str, kind: str, **more: Any) -> str:
        shown = self.world.ballot(place, stage)
        return self._do(place, stage, name, c.RecordPosition(kind=kind, **shown, **more))

    def _seated(self, place: str) -> list[str]:
        """Those who speak; whoever is left out stays silent.  In LAND only DOR and ELM sit."""
        if place == "restricted":
            return ["bor", "cyg"]
        return ["outsider", "elm"] if place == "elsewhere" else ["focal-point", "bor"]

    def _lead(self, place: str) -> Actor:
        return Actor(self.world.ids[SPEAKS[place]])

    def _do(self, place: str, stage: str, name: str, command: c.ObjectiveCommand) -> str:
        ref, by = self.world.refs[place, stage], Actor(self.world.ids[name])
        return self.cases.handle(by, command, objective=ref).reference

    def _wait(self, time: timedelta) -> None:
        still = self.world.root.still
        if still is None:
            raise ValueError("the matrix needs a clock that stands still")
        still.advance(time)
        self.cases.tick()

    def _look_up(self) -> None:
        with self.world.root.database.reading() as store:
            for place in PLACES:
                found = store.messages(negotiation=TABLES[place], limit=1)
                self.world.messages[place] = found[0].id


def prepare_in(world: World) -> None:
    """In each place the lead prepares a comment, shares a space and a draft, and assigns work.

    `private` has their ids; AUR shares with CYG, BOR with CYG, DOR with ELM.
    """
    own = Preparation(world.root.cases)
    for place, name in SPEAKS.items():
        guest = "ELM" if place == "elsewhere" else "CYG"
        ref, lead = world.refs[place, "comment"], Actor(world.ids[name])
        item = own.keep(lead, ref, c.MakeComment(CommentType.GENERAL, "A planted word.", "p1"))
        space = Spaces(own).open(lead, ref, "A planted title", (guest,))
        change = Change(Act.REPLACE, "p1", "Aware of the planted draft,")
        draft = Spaces(own).keep(lead, ref, space.id, c.ProposeAmendment(1, change))
        asked = "drafter" if LEADS[place] == "AUR" else name
        now = world.root.clock.now()
        given = ("assignment-" + place, ref, LEADS[place], "objective", "objective")
        with world.root.database.writing() as store:
            store.add_assignment(Assignment(*given, world.ids[asked], lead.person, now))
        made = {"prepared": item.id, "space": space.id, "draft": draft.id, "assignment": given[0]}
        world.private |= {(place, what): id for what, id in made.items()}


def _keys(world: World) -> None:
    """A browser and a program for everybody, and a sign-in that waits for its code."""
    now = world.root.clock.now()
    end = now + timedelta(days=3650)
    with world.root.database.writing() as store:
        for name, person in world.ids.items():
            store.add_session(Session(hashed(cookie(name)), person, now, end, now))
            store.add_token(Token(hashed(bearer(name)), person, f"of {name}", now))
        for signin, browser in (("a-sign-in-of-a-program", ""), ("a-sign-in", cookie("nobody"))):
            bound = hashed(browser) if browser else ""
            expires = now + timedelta(minutes=10)
            person = world.ids["newcomer"]
            store.add_signin(SignIn(signin, person, bound, now, expires))


def tables(database: Database) -> Iterator[tuple[str, str]]:
    """Every table with a digest of its rows."""
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    }
    with database.engine.connect() as connection:
        for name in connection.exec_driver_sql(names[database.dialect]).scalars().all():
            rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()  # noqa: S608
            yield name, hashed(repr(sorted(map(repr, rows))))
