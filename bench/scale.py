"""A large table: 30 organisations, 50 objectives, 2,000 comments; what each page costs.

Queries are counted at the database, time is the server's alone (no network, one request after the
other), weight is what a browser would fetch.  The same pages over a table a tenth as large stand
beside, so that what grows is seen: a page whose queries grow with the table would be slow one day.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from bench.processes import folder
from bench.report import Report
from placet.api.app import create_app
from placet.api.main import Root, build
from placet.api.settings import Settings
from placet.api.signing import hashed
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.clock import DEMONSTRATION
from placet.engine.model import CommentType, Disposition, Role
from placet.engine.store import Database, Session, migrate
from placet.engine.text import parse_markdown

SECTION = "scale"
START = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
FOUNDER = Actor("founder", administrator=True, serves=True, channel="command-line")
TEXT = parse_markdown(
    "Aware of what is at stake,\n\n"
    + "\n\n".join(f"{n}. The organisations share what they [know / measure] of part {n}."
                   for n in range(1, 13))
)  # fmt: skip
KINDS = ("endorse", "endorse", "no_objection", "abstain")
SECRET = "a secret for the bench that is long enough"  # noqa: S105
PAGES = {
    "inbox": "/inbox",
    "negotiation": "/negotiations/WIDE",
    "board": "/board/WIDE",
    "blockers": "/board/WIDE/blockers",
    "objective": "/objectives/{comments}",
    "dispositions": "/objectives/{comments}/dispositions",
}


@dataclass
class Wide:
    """The table: who may look at it, and the objective with most comments."""

    root: Root
    client: TestClient
    people: dict[str, str]
    cookies: dict[str, str]
    commented: str = ""


def measure(report: Report) -> None:
    """The pages over a large table, and over one a tenth as large."""
    sizes = ((6, 5, 40), (6, 5, 80)) if report.quick else ((6, 5, 200), (30, 50, 2_000))
    seen: dict[str, dict[str, float]] = {}
    for organisations, objectives, comments in sizes:
        with folder() as place:
            began = perf_counter()
            wide = lay(place, organisations, objectives, comments)
            report.say(
                f"{organisations} organisations, {objectives} objectives, {comments} comments: "
                f"laid in {perf_counter() - began:.0f} s"
            )
            size = f"{organisations} x {objectives} x {comments}"
            for name, found in looked(wide).items():
                small = seen.setdefault(name, found)
                for what, unit in (
                    ("queries", ""), ("ms", "ms"), ("kB", "kB"), ("kB compressed", "kB"),
                ):  # fmt: skip
                    beside = small[what] if small is not found else None
                    report.add(SECTION, f"{name}, {size}: {what}", found[what], unit, beside)
            wide.root.close()


def looked(wide: Wide) -> dict[str, dict[str, float]]:
    """What each page costs: queries, time, and weight."""
    found = {}
    for name, path in PAGES.items():
        path = path.replace("{comments}", wide.commented)
        wide.client.cookies.clear()
        wide.client.cookies.set("placet", wide.cookies["ada"])
        answer = wide.client.get(path)
        if answer.status_code == 404:
            continue
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:400])
        times = []
        for _ in range(5):
            with _counted() as queries:
                began = perf_counter()
                answer = wide.client.get(path)
                times.append(perf_counter() - began)
        found[name] = {
            "queries": float(len(queries)),
            "ms": median(times) * 1000,
            "kB": len(answer.content) / 1000,
            "kB compressed": len(gzip.compress(answer.content, 6)) / 1000,
        }
    return found


@contextmanager
def _counted() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def lay(place: Path, organisations: int, objectives: int, comments: int) -> Wide:
    """Lay the table: a quarter of the objectives in each of four stages."""
    url = f"sqlite:///{place}/wide.db"
    database = Database(url)
    migrate(database)
    with database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    database.close()
    base = "http://127.0.0.1:8765"
    root = build(
        Settings(database=url, clock=f"still:{START.isoformat()}", secret=SECRET, base_url=base)
    )
    root.cases.publish_workflows()
    client = TestClient(create_app(root), base_url=base, follow_redirects=False)
    wide = Wide(root, client, {}, {})
    codes = tuple(f"IO{n:02d}" for n in range(1, organisations + 1))
    _people(wide, codes)
    _objectives(wide, codes, objectives, comments)
    return wide


def _people(wide: Wide, codes: tuple[str, ...]) -> None:
    cases = wide.root.cases
    for name in ("ada", "bea", *(code.lower() for code in codes)):
        invited = c.InvitePerson(f"{name.title()} N", f"{name}@wide.example",
                                 administrator=name == "ada")  # fmt: skip
        wide.people[name] = cases.handle(FOUNDER, invited).reference
    ada = _actor(wide, "ada")
    cases.handle(ada, c.OpenNegotiation("WIDE", "A wide table", "To see how far it goes."))
    for code in codes:
        cases.handle(ada, c.RegisterOrganisation(code, f"International Organisation {code}"))
        cases.handle(ada, c.InviteOrganisation(code), negotiation="WIDE")
        appointed = c.AppointDelegate(wide.people[code.lower()], code)
        cases.handle(ada, appointed, negotiation="WIDE")
    cases.handle(ada, c.AppointOfficer(wide.people["bea"], Role.CHAIR), negotiation="WIDE")
    for name, person in wide.people.items():
        cookie = f"cookie-of-{name}-{'x' * 30}"
        wide.cookies[name] = cookie
        with wide.root.database.writing() as store:
            end = START + timedelta(days=3000)
            store.add_session(Session(hashed(cookie), person, START, end, START))


def _actor(wide: Wide, name: str) -> Actor:
    return Actor(wide.people[name], administrator=name == "ada", serves=name == "ada")


def _objectives(wide: Wide, codes: tuple[str, ...], objectives: int, comments: int) -> None:
    """One has half of the comments; the others share the rest."""
    cases, still = wide.root.cases, wide.root.still
    assert still is not None
    refs = []
    for n in range(objectives):
        lead = codes[n % len(codes)]
        proposal = c.Propose(f"Objective {n + 1} of many", "One of many.", TEXT.text, TEXT.minted)
        made = cases.handle(_actor(wide, lead.lower()), proposal, negotiation="WIDE")
        refs.append(made.object)
        if n % 4:
            _hold(wide, made.object, codes, ("support",))
    still.advance(timedelta(days=29))
    cases.tick()
    open_for = [ref for n, ref in enumerate(refs) if n % 4]
    _comment(wide, codes, open_for, comments)
    wide.commented = open_for[0]
    for n, ref in enumerate(refs):
        if n % 4 >= 2:
            ada = _actor(wide, "ada")
            cases.handle(ada, c.TakeStep("close_comments", "It is time."), objective=ref)
        if n % 4 == 3:
            with wide.root.database.reading() as store:
                numbers = tuple(store.objective(ref).comments)
            _answer(wide, ref, numbers)
            cases.handle(ada, c.TakeStep("put_forward", "It is time."), objective=ref)
            _hold(wide, ref, codes[: len(codes) * 2 // 3], KINDS)


def _answer(wide: Wide, ref: str, numbers: tuple[int, ...]) -> None:
    for number in numbers:
        command = c.AnswerComment(number, Disposition.NOTED, "It is understood.")
        wide.root.cases.handle(_actor(wide, "ada"), command, objective=ref)


def _hold(wide: Wide, ref: str, codes: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    with wide.root.database.reading() as store:
        ballot = store.objective(ref).ballot
    assert ballot is not None
    for n, code in enumerate(codes):
        command = c.RecordPosition(ballot.number, ballot.text_hash, kinds[n % len(kinds)],
                                   reasons="We have our reasons.")  # fmt: skip
        wide.root.cases.handle(_actor(wide, code.lower()), command, objective=ref)


def _comment(wide: Wide, codes: tuple[str, ...], refs: list[str], comments: int) -> None:
    types = tuple(CommentType)
    for n in range(comments):
        ref = refs[0] if n % 2 else refs[n // 2 % len(refs)]
        made = c.MakeComment(
            types[n % len(types)],
            f"Remark {n % 300} on what stands here, with a reason that fills a line or two.",
            f"p{n % 12 + 1}",
            wording=f"The organisations share what they know of part {n % 12}." if n % 3 else "",
        )
        actor = _actor(wide, codes[n % len(codes)].lower())
        wide.root.cases.handle(actor, made, objective=ref)
