"""Two tables that are asked over HTTP: who sits there, what was answered, what time it is.

At the first positions and comments are open, at the second they are sealed.  What people are told
goes through the application with a key of the person who asks, and is kept as it was answered.
What is stored is read only to choose what is worth asking, and to see that a refusal changed
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from starlette.testclient import TestClient

from placet.api.app import create_app
from placet.api.main import Root, build
from placet.api.settings import Settings
from placet.api.signing import make_token
from placet.engine import commands as c
from placet.engine.access import Actor, Standing, standing
from placet.engine.clock import DEMONSTRATION
from placet.engine.model import Capacity, Negotiation, Objective, Role
from placet.engine.prepared import Prepared
from placet.engine.published import DefinitionKind
from placet.engine.store.memory import Memory
from tests.reliability.world import ORGANISATIONS, START, SYMBOL, World

MOMENT = timedelta(microseconds=1)
ADDRESS = "http://127.0.0.1:8765"
SECRET = "a secret of the model that is long enough"  # noqa: S105
SEALED = "SEA-SEAL"
SYMBOLS = (SYMBOL, SEALED)
SEATS = {"aur": "AUR", "ava": "AUR", "bor": "BOR", "cyg": "CYG", "eli": "DOR", "gus": "EGO"}
"""Who binds which organisation; of AUR there are two, and EGO is not there from the beginning."""

DRAFTERS = {"dan": "AUR"}
OFFICE = ("ada", "bea")
PEOPLE = (*SEATS, *DRAFTERS, *OFFICE, "eve")
"""Everybody who asks; Eve has no part in anything."""

CODES = tuple(dict.fromkeys(SEATS.values()))

ROWS = (
    {"kind": "preambular", "words": "Aware of what is at stake,"},
    {"kind": "operative", "words": "The organisations share what they [know / measure]."},
    {"kind": "operative", "words": "They meet once a year."},
)
FILE = Path(__file__).parents[2] / "workflows" / "joint-objective.yaml"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A position that somebody was told is recorded; without a reference where many were."""

    ref: str
    ballot: int
    organisation: str
    kind: str
    reference: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A word that stands nowhere but in what `organisations` said, and where they said it.

    `kind` is position, comment or prepared; `number` that of the ballot, or of the round.
    """

    word: str
    kind: str
    ref: str
    number: int
    organisations: frozenset[str]


@dataclass(frozen=True, slots=True)
class State:
    """Everything that people can change, as it is stored."""

    negotiations: Mapping[str, Negotiation]
    objectives: Mapping[str, Objective]
    prepared: tuple[Prepared, ...]
    heads: tuple[str, ...]


@dataclass
class Asked:
    """The tables as their people meet them over HTTP."""

    root: Root
    client: TestClient
    tokens: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    late: list[Acknowledged] = field(default_factory=list)
    told: list[tuple[str, str, int]] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    counted: Counter[tuple[str, bool]] = field(default_factory=Counter)
    looked: Counter[str] = field(default_factory=Counter)
    _state: State | None = None

    @property
    def now(self) -> datetime:
        """What time it is."""
        assert self.root.still is not None
        return self.root.still.now()

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
        if answer.status_code >= 500:
            raise AssertionError(f"{who} {method} {path} {body}: {answer.text}")
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            assert {"title", "detail", "status"} <= set(answer.json())
        return answer

    def do(
        self, rule: str, who: str, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> Any:
        """Ask for something; a refusal changes nothing but what time had decided anyway."""
        self.root.cases.tick()
        before = self.read()
        answer = self.ask(who, method, path, body, headers)
        done = answer.status_code < 300
        self.counted[rule, done] += 1
        if done:
            self.later(MOMENT, False)  # no two acts at one instant, as in life
        elif self.read() != before:
            raise AssertionError(
                f"{who} {path} {body} was refused and did something: {answer.text}"
            )
        return answer

    # --- what is stored ---------------------------------------------------------------------

    @property
    def state(self) -> State:
        """What is stored now."""
        if self._state is None:
            self._state = self.read()
        return self._state

    def read(self) -> State:
        """Read it anew."""
        with self.root.database.reading() as store:
            self._state = State(
                {symbol: store.negotiation(symbol) for symbol in SYMBOLS},
                {o.ref: o for symbol in SYMBOLS for o in store.objectives(symbol)},
                store.prepared_of(CODES),
                tuple(str(store.ledger_head(symbol)) for symbol in SYMBOLS),
            )
        return self._state

    def standing(self, who: str, symbol: str) -> Standing:
        """What somebody is at a table now."""
        return standing(Actor(self.people[who]), self.state.negotiations[symbol], self.now)

    def binders(self, symbol: str, organisations: tuple[str, ...] = CODES) -> list[str]:
        """Who binds one of these organisations at a table now."""
        found = {who: self.standing(who, symbol) for who in PEOPLE}
        return [w for w, s in found.items() if s.submits and s.organisation in organisations]

    def later(self, time: timedelta, notices: bool) -> None:
        """Let time pass; the clock notices what it has to do, or somebody will."""
        assert self.root.still is not None
        self.root.still.advance(time)
        if notices:
            self.root.cases.tick()
        self._state = None


# --- laying the tables --------------------------------------------------------------------------


def asked(world: World) -> Asked:
    """The installation over a database in which the tables were laid."""
    with world.database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    still = f"still:{world.clock.now().isoformat()}"
    url = world.database.url
    root = build(Settings(database=url, clock=still, secret=SECRET, base_url=ADDRESS))
    root.cases.publish_workflows()
    client = TestClient(create_app(root), base_url=ADDRESS, follow_redirects=False)
    return Asked(root, client)


def sealed() -> str:
    """The default procedure, but with sealed comments and a sealed endorsement."""
    words = FILE.read_text("utf-8").replace("name: joint-objective", "name: sealed-objective", 1)
    comments = "    collects_comments: true\n"
    visible = "      kinds: [endorse, no_objection, abstain, object]\n"
    assert words.count(comments) == words.count(visible) == 1
    words = words.replace(comments, comments + "    comments_sealed: true\n")
    return words.replace(visible, visible + "      visibility: sealed\n")


def seat_more(world: World) -> None:
    """A fourth organisation, a drafter, somebody without any part, and a second table."""
    for name in ("eli", "dan", "gus", "eve"):
        invited = c.InvitePerson(f"{name.title()} N", f"{name}@sea.example")
        world.do("ada", invited, objective=None)
    for code in CODES:
        if code not in ORGANISATIONS:
            registered = c.RegisterOrganisation(code, f"{code} Organisation")
            world.do("ada", registered, objective=None)
    world.meet()
    published = c.PublishDefinition(DefinitionKind.WORKFLOW, sealed())
    world.do("ada", published, objective=None)
    opened = c.OpenNegotiation(
        SEALED, "What is kept to oneself", "To measure it together", "Europe/Paris",
        "sealed-objective", "ada@sea.example",
    )  # fmt: skip
    world.do("ada", opened, objective=None)
    for symbol in SYMBOLS:
        _seat(world, symbol)


def _seat(world: World, symbol: str) -> None:
    def at(command: c.Command) -> None:
        world.do("ada", command, negotiation=symbol, objective=None)

    here = {"DOR"} if symbol == SYMBOL else {"AUR", "BOR", "CYG", "DOR"}
    for code in sorted(here):
        at(c.InviteOrganisation(code))
    if symbol == SEALED:
        at(c.AppointOfficer(world.actors["bea"].person, Role.CHAIR))
    for who, code in SEATS.items():
        if code in here:
            capacity = Capacity.ALTERNATE if who == "ava" else Capacity.FOCAL_POINT
            at(c.AppointDelegate(world.actors[who].person, code, capacity))
    at(c.AppointDelegate(world.actors["dan"].person, "AUR", Capacity.DRAFTER))


def begin(table: Asked) -> None:
    """Another run: the copied rows are what counts, and everybody has a key."""
    table.root.database._memory = Memory()
    table.root.rates.forget()
    with table.root.database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    assert table.root.still is not None
    table.root.still.set(START + timedelta(days=1))
    for kept in (table.acknowledged, table.late, table.told, table.planted):
        kept.clear()
    table._state = None
    with table.root.database.reading() as store:
        known = {p.email.partition("@")[0]: p for p in store.people()}
    table.people = {name: known[name].id for name in PEOPLE}
    table.tokens = {name: make_token(table.root, known[name], "model")[0] for name in PEOPLE}
