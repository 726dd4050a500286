"""An installation to walk through: a demonstration database, its application, its people.

Ada is the secretariat (and the administrator), Bea the chair, Fay and Dora act for AUR and
BOR, Olga only reads for AUR; Zoe has no part in anything.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from placet.api.app import create_app
from placet.api.main import Root, build
from placet.api.settings import settings_from_environment
from placet.api.signing import csrf_of
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.clock import DEMONSTRATION
from placet.engine.model import Capacity, Person, Role
from placet.engine.store import Database, Session
from placet.engine.text import Kind, Paragraph, Text

START = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
TABLE = "SEA"
PEOPLE = {
    "ada": ("Ada Lovell", "Europe/Rome"),
    "bea": ("Bea Amsel", "UTC"),
    "fay": ("Fay Rivers", "Africa/Nairobi"),
    "dora": ("Dora Blum", "America/New_York"),
    "olga": ("Olga Petrak", "UTC"),
    "zoe": ("Zoe Outis", "UTC"),
}
BASE = "http://127.0.0.1:8765"


@dataclass
class House:
    """One installation and what tests do with it."""

    root: Root
    ids: dict[str, str] = field(default_factory=dict)
    ref: str = ""

    @cached_property
    def app(self) -> FastAPI:
        """The application."""
        return create_app(self.root)

    def visitor(self) -> TestClient:
        """A browser in which nobody is signed in."""
        return TestClient(
            self.app,
            base_url=BASE,
            follow_redirects=False,
            headers={"Accept": "text/html"},
            raise_server_exceptions=True,
        )

    def browser(self, name: str) -> TestClient:
        """A browser in which this person is signed in."""
        client, value = self.visitor(), self.cookie(name)
        client.cookies.set("placet", value)
        with self.root.database.writing() as store:
            if store.session(_hash(value)) is None:
                end = START + timedelta(days=3000)
                store.add_session(Session(_hash(value), self.ids[name], START, end, START))
        return client

    def cookie(self, name: str) -> str:
        """The cookie of this person's browser."""
        return f"cookie-of-{name}-" + "x" * 30

    def get(self, name: str, path: str) -> Response:
        """What this person gets there."""
        return self.browser(name).get(path)

    def post(self, name: str, path: str, /, key: object = "key-1", **fields: object) -> Response:
        """What comes of this person sending a form."""
        csrf = csrf_of(self.root, self.cookie(name))
        data = {"csrf": csrf, "key": str(key), **{k: str(v) for k, v in fields.items()}}
        return self.browser(name).post(path, data=data)

    def actor(self, name: str) -> Actor:
        """The actor that this person is."""
        with self.root.database.reading() as store:
            person = store.person(self.ids[name])
        return self.root.cases.actor(person)

    def person(self, name: str) -> Person:
        """The person."""
        with self.root.database.reading() as store:
            return store.person(self.ids[name])

    def rows(self) -> dict[str, str]:
        """A digest of every table, to see whether anything changed."""
        with self.root.database.engine.connect() as connection:
            names = connection.exec_driver_sql(
                "select name from sqlite_master where type = 'table'"
            ).scalars()
            found = {}
            for name in names:
                rows = connection.exec_driver_sql(f'select * from "{name}"').all()  # noqa: S608
                found[name] = _hash(repr(sorted(map(repr, rows))))
            return found


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def settled(file: Path, language: str = "en") -> House:
    """The house over a migrated database file: a table with three seats and one objective."""
    url = f"sqlite:///{file}"
    database = Database(url)
    with database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    database.close()
    settings = settings_from_environment(
        database=url, clock=f"still:{START.isoformat()}", secret="s" * 40, base_url=BASE
    )
    root = build(settings)
    root.cases.publish_workflows()
    house = House(root)
    _people(house, language)
    _table(house)
    return house


def _people(house: House, language: str) -> None:
    founder = Actor("founder", administrator=True, serves=True, channel="command-line")
    for name, (full, zone) in PEOPLE.items():
        command = c.InvitePerson(full, f"{name}@example.org", zone, "en", name == "ada")
        house.ids[name] = house.root.cases.handle(founder, command).reference
    if language != "en":
        with house.root.database.engine.begin() as connection:
            connection.exec_driver_sql("update person set language = ?", (language,))


def _table(house: House) -> None:
    cases, ada = house.root.cases, house.actor("ada")
    opening = c.OpenNegotiation(
        TABLE,
        "Ocean data",
        "To measure the sea together.",
        "Europe/Rome",
        contact="sea@example.org",
    )
    for code in ("AUR", "BOR", "CYG"):
        cases.handle(ada, c.RegisterOrganisation(code, f"Organisation {code}", "Measures."))
    cases.handle(ada, opening)
    commands: list[c.NegotiationCommand] = [
        *(c.InviteOrganisation(code) for code in ("AUR", "BOR", "CYG")),
        c.AppointOfficer(house.ids["bea"], Role.CHAIR),
        c.AppointDelegate(house.ids["fay"], "AUR", Capacity.FOCAL_POINT),
        c.AppointDelegate(house.ids["olga"], "AUR", Capacity.OBSERVER),
        c.AppointDelegate(house.ids["dora"], "BOR", Capacity.HEAD),
    ]
    for command in commands:
        cases.handle(house.actor("ada"), command, negotiation=TABLE)
    text = Text((Paragraph("p1", Kind.OPERATIVE, "The organisations share [all] soundings."),))
    proposal = c.Propose("Share soundings", "One chart for all.", text, 1, ("AUR",))
    answer = cases.handle(house.actor("fay"), proposal, negotiation=TABLE)
    house.ref = re.sub(r".*/", "", answer.object)
