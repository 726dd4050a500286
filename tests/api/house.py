"""A small installation for tests of the interface: who is there, and what they ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.testclient import TestClient

from placet.api.main import Root
from placet.api.signing import make_token
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.model import Role

ADDRESS = "http://127.0.0.1:8765"
SYMBOL = "SEA"
CODES = ("AUR", "BOR", "CYG")
FOUNDER = Actor("founder", administrator=True, serves=True, channel="command-line")


@dataclass
class House:
    """People by key ("ada" is administrator and secretariat), each with a key to the API."""

    root: Root
    client: TestClient
    people: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    ref: str = ""

    @classmethod
    def opened(cls, root: Root, client: TestClient) -> House:
        """Three organisations at one table, a chair, somebody outside, an open proposal."""
        house = cls(root, client)
        house.invite("ada", administrator=True)
        house.give("ada", c.OpenNegotiation(SYMBOL, "Ocean data", "To measure the sea together"))
        for code in CODES:
            house.give("ada", c.RegisterOrganisation(code, f"Organisation {code}"))
            house.give("ada", c.InviteOrganisation(code), negotiation=SYMBOL)
            person = house.invite(code.lower())
            house.give("ada", c.AppointDelegate(person, code), negotiation=SYMBOL)
        chair = house.invite("bea")
        house.give("ada", c.AppointOfficer(chair, Role.CHAIR), negotiation=SYMBOL)
        house.invite("eve")
        made = house.post("aur", f"/negotiations/{SYMBOL}/objectives", a_proposal())
        house.ref = made.json()["object"]
        return house

    def invite(self, key: str, administrator: bool = False) -> str:
        """Somebody new, with a key."""
        command = c.InvitePerson(key.title(), f"{key}@example.org", administrator=administrator)
        id = self.root.cases.handle(FOUNDER, command).reference
        with self.root.database.reading() as store:
            person = store.person(id)
        self.people[key] = id
        self.tokens[key] = make_token(self.root, person, "tests")[0]
        return id

    def give(self, who: str, command: c.Command, **where: Any) -> Any:
        """A command past the interface."""
        with self.root.database.reading() as store:
            person = store.person(self.people[who])
        return self.root.cases.handle(self.root.cases.actor(person), command, **where)

    def ask(self, who: str | None, method: str, path: str, **more: Any) -> Any:
        """A request as somebody, or as nobody."""
        headers = more.pop("headers", {})
        if who is not None:
            headers = {"Authorization": f"Bearer {self.tokens[who]}", **headers}
        return self.client.request(method, f"/api/v1{path}", headers=headers, **more)

    def get(self, who: str | None, path: str, **more: Any) -> Any:
        """Read something."""
        return self.ask(who, "GET", path, **more)

    def post(self, who: str | None, path: str, body: Any, **more: Any) -> Any:
        """Ask for something to be done."""
        return self.ask(who, "POST", path, json=body, **more)

    def ballot(self, **changes: Any) -> dict[str, Any]:
        """A position on the ballot that is open."""
        ballot = self.get("aur", f"/objectives/{self.ref}").json()["ballot"]
        shown = {"ballot": ballot["number"], "text_hash": ballot["text_hash"], "kind": "support"}
        return {**shown, **changes}


def a_proposal(**changes: Any) -> dict[str, Any]:
    """A text of two paragraphs."""
    words = ("Aware of the sea,", "The organisations [shall] share what they know.")
    rows = [{"kind": "operative", "words": line} for line in words]
    return {"title": "Share data", "purpose": "To know more", "paragraphs": rows, **changes}
