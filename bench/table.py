"""A table of thirty organisations, ready to be asked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from placet.api.demo.story import found
from placet.api.main import Root, build
from placet.api.session import cookie_name
from placet.api.settings import Settings
from placet.api.signing import begin_sign_in, finish_sign_in, make_token
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.codes import signin_code
from placet.engine.store import Database, migrate
from placet.engine.text import parse_markdown

SECRET = "the benchmark's secret, which nobody needs to keep"  # noqa: S105
SYMBOL = "BENCH"
CODES = tuple(f"IO-{number:02d}" for number in range(1, 31))
WORDS = "\n\n".join(
    f"{n}. The organisations [agree] to share the soundings of the sea number {n}, "
    "to name a desk that answers within two days, and to meet once a year."
    for n in range(1, 21)
)


@dataclass
class Seated:
    """Who sits there: a token for each organisation, and what is asked."""

    settings: Settings
    actors: dict[str, Actor] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    ballots: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By objective: the number of the open ballot and the hash of its text."""
    cookie: str = ""

    def requests_as(self, refs: int) -> list[tuple[str, str]]:
        """Positions of all organisations on the first `refs` objectives, before/after the key."""
        return [self.position(code, ref) for ref in list(self.ballots)[:refs] for code in CODES]

    def position(self, code: str, ref: str) -> tuple[str, str]:
        """The request that records a position, up to and after its idempotency key."""
        number, hashed = self.ballots[ref]
        body = json.dumps({"ballot": number, "text_hash": hashed, "kind": "support"})
        before = (
            f"POST /api/v1/objectives/{ref}/positions HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n"
            f"Authorization: Bearer {self.tokens[code]}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nIdempotency-Key: "
        )
        return before, f"\r\n\r\n{body}"

    def page(self, path: str) -> tuple[str, str]:
        """The request for a page; the key is a header that nobody reads."""
        before = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nCookie: {self.cookie}\r\nX-Number: "
        )
        return before, "\r\n\r\n"


def at_port(requests: list[tuple[str, str]], port: int) -> list[tuple[str, str]]:
    """The same requests for the server at this port."""
    return [(before.replace("PORT", str(port), 1), after) for before, after in requests]


def settings_for(url: str) -> Settings:
    """An installation on this database."""
    return Settings(database=url, secret=SECRET)


def environment(url: str, port: int, worker: str = "apart") -> dict[str, str]:
    """The settings of a server as its environment."""
    return {
        "PLACET_DATABASE": url,
        "PLACET_PORT": str(port),
        "PLACET_SECRET": SECRET,
        "PLACET_WORKER": worker,
        "PLACET_LOG_LEVEL": "warning",
    }


def sqlite_in(folder: Path, name: str = "ours") -> str:
    """The address of a migrated SQLite database."""
    database = Database(f"sqlite:///{folder / name}.sqlite")
    migrate(database)
    database.close()
    return database.url


def seat(url: str, objectives: int, hold: bool = True) -> Seated:
    """Set the table; `hold`: every organisation takes a position on the first objective."""
    root = build(settings_for(url))
    root.cases.publish_workflows()
    seated = Seated(root.settings)
    office = found(root.database, root.cases, "Secretariat", "office@bench.example", "UTC")
    root.cases.handle(office, c.OpenNegotiation(SYMBOL, "Soundings", "To share them"))
    for code in CODES:
        _sit_down(root, office, seated, code)
    read = parse_markdown(WORDS)
    for number in range(1, objectives + 1):
        command = c.Propose(f"Share soundings {number}", "One chart", read.text, read.minted)
        ref = root.cases.handle(seated.actors[CODES[0]], command, negotiation=SYMBOL).object
        with root.database.reading() as store:
            ballot = store.objective(ref).ballot
        assert ballot is not None
        seated.ballots[ref] = (ballot.number, ballot.text_hash)
    if hold:
        ref, (ballot_number, hashed) = next(iter(seated.ballots.items()))
        for code in CODES:
            taken = c.RecordPosition(ballot_number, hashed, "support")
            root.cases.handle(seated.actors[code], taken, objective=ref, key=f"first-{code}")
    seated.cookie = _signed_in(root, f"{CODES[5].lower()}@bench.example")
    root.close()
    return seated


def _sit_down(root: Root, office: Actor, seated: Seated, code: str) -> None:
    cases = root.cases
    cases.handle(office, c.RegisterOrganisation(code, f"Organisation {code}"))
    cases.handle(office, c.InviteOrganisation(code), negotiation=SYMBOL)
    invited = c.InvitePerson(f"Delegate of {code}", f"{code.lower()}@bench.example")
    id = cases.handle(office, invited).reference
    cases.handle(office, c.AppointDelegate(id, code), negotiation=SYMBOL)
    with root.database.reading() as store:
        person = store.person(id)
    seated.actors[code] = cases.actor(person)
    seated.tokens[code] = make_token(root, person, "bench")[0]


def _signed_in(root: Root, email: str) -> str:
    id = begin_sign_in(root, email, "bench")
    begun = finish_sign_in(root, id, signin_code(root.secret, id), "bench")
    return f"{cookie_name(root.settings)}={begun.value}"
