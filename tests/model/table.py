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
from types import MappingProxyType
from typing import Any

from starlette.testclient import TestClient

from placet.api.main import Root
from placet.engine.access import Actor, Standing, standing
from placet.engine.model import Negotiation, Objective
from placet.engine.prepared import Prepared
from tests.reliability.world import SYMBOL

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
