"""A table that is asked over HTTP: who sits there, what was answered, what time it is.

Nothing here knows more than a client can: requests go through the application with a key of the
person who asks, and what was acknowledged is kept as it was answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from starlette.testclient import TestClient

from placet.api.app import create_app
from placet.api.main import Root, build
from placet.api.settings import Settings
from placet.api.signing import make_token
from placet.engine import commands as c
from placet.engine.clock import DEMONSTRATION
from placet.engine.model import Capacity
from placet.engine.store.memory import Memory
from tests.reliability.world import START, SYMBOL, World

ADDRESS = "http://127.0.0.1:8765"
SECRET = "a secret of the model that is long enough"  # noqa: S105
SEATS = {"aur": "AUR", "ava": "AUR", "bor": "BOR", "cyg": "CYG", "eli": "DOR"}
"""Who binds which organisation; of AUR there are two."""

DRAFTERS = {"dan": "AUR"}
OFFICE = ("ada", "bea")
PEOPLE = (*SEATS, *DRAFTERS, *OFFICE, "eve")
"""Everybody who asks; Eve has no part in anything."""

ROWS = (
    {"kind": "preambular", "words": "Aware of what is at stake,"},
    {"kind": "operative", "words": "The organisations share what they [know / measure]."},
    {"kind": "operative", "words": "They meet once a year."},
)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A position that somebody was told is recorded."""

    ref: str
    ballot: int
    organisation: str
    kind: str
    reference: str


@dataclass
class Asked:
    """The table as its people meet it over HTTP."""

    root: Root
    client: TestClient
    tokens: dict[str, str] = field(default_factory=dict)
    refs: list[str] = field(default_factory=list)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    def ask(
        self,
        who: str,
        method: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> Any:
        """One request; whatever comes back is an answer or a problem, never a fault."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}", **headers}
        about = {} if body is None else {"json": body}
        answer = self.client.request(method, f"/api/v1{path}", headers=headers, **about)
        assert answer.status_code < 500, (who, method, path, body, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            assert {"title", "detail", "status"} <= set(answer.json())
        return answer

    def do(self, rule: str, who: str, path: str, body: Any, key: str) -> Any:
        """Ask for something to be done, under a key."""
        return self._counting(rule, who, "POST", path, body, {"Idempotency-Key": key})

    def revise(self, who: str, ref: str, body: Any, headers: dict[str, str]) -> Any:
        """A new version of the text, from the one that was shown."""
        return self._counting("revise", who, "POST", f"/objectives/{ref}/revisions", body, headers)

    def withdraw(self, who: str, ref: str, ballot: int) -> Any:
        """Take a position back."""
        path = f"/objectives/{ref}/positions?ballot={ballot}"
        return self._counting("withdraw", who, "DELETE", path, None, {})

    def _counting(
        self, rule: str, who: str, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> Any:
        """Ask for something; a refusal changes nothing but what time had decided anyway."""
        self.root.cases.tick()
        before = self.heads()
        answer = self.ask(who, method, path, body, headers)
        done = answer.status_code < 300
        self.counted[f"{rule} {'done' if done else 'refused'}"] += 1
        if not done:
            assert self.heads() == before, (rule, who, path, body, answer.text)
        return answer

    def heads(self) -> tuple[Any, ...]:
        """Where the record ends, and which version each objective has."""
        with self.root.database.reading() as store:
            held = tuple((o.ref, o.version) for o in store.objectives(SYMBOL))
            return str(store.ledger_head(SYMBOL)), held

    def shown(self, ref: str, who: str = "ada") -> dict[str, Any]:
        """An objective as it is shown to somebody."""
        answer = self.ask(who, "GET", f"/objectives/{ref}")
        assert answer.status_code == 200
        found: dict[str, Any] = answer.json()
        return found

    def later(self, time: timedelta, notices: bool) -> None:
        """Let time pass; the clock notices what it has to do, or somebody will."""
        assert self.root.still is not None
        self.root.still.advance(time)
        if notices:
            self.root.cases.tick()


def asked(world: World) -> Asked:
    """The installation over a database in which the table was laid."""
    with world.database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    still = f"still:{world.clock.now().isoformat()}"
    url = world.database.url
    root = build(Settings(database=url, clock=still, secret=SECRET, base_url=ADDRESS))
    root.cases.publish_workflows()
    client = TestClient(create_app(root), base_url=ADDRESS, follow_redirects=False)
    return Asked(root, client)


def seat_more(world: World) -> None:
    """A fourth organisation, a drafter, and somebody without any part."""
    for name in ("eli", "dan", "eve"):
        invited = c.InvitePerson(f"{name.title()} N", f"{name}@sea.example")
        world.do("ada", invited, objective=None)
    world.do("ada", c.RegisterOrganisation("DOR", "DOR Organisation"), objective=None)
    world.meet()
    world.at_table(c.InviteOrganisation("DOR"))
    world.at_table(c.AppointDelegate(world.actors["eli"].person, "DOR"))
    world.at_table(c.AppointDelegate(world.actors["dan"].person, "AUR", Capacity.DRAFTER))


def begin(table: Asked) -> None:
    """Another run: the copied rows are what counts, and everybody has a key."""
    table.root.database._memory = Memory()
    table.root.rates.forget()
    with table.root.database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    assert table.root.still is not None
    table.root.still.set(START + timedelta(days=1))
    table.refs, table.acknowledged = [], []
    with table.root.database.reading() as store:
        known = {p.email.partition("@")[0]: p for p in store.people()}
    table.tokens = {name: make_token(table.root, known[name], "model")[0] for name in PEOPLE}
