"""A real draft of a real treaty, in a negotiation of thirty organisations, to its adoption.

Brackets and all: the text of 23 October 2015 is imported and supported, commented on in its
longest paragraphs, replaced by the text of 4 December 2015 as its revision, put forward,
adopted by the last of thirty answers, and read as a page and as a PDF.  Figures are printed
and never asserted, except that the page stays light enough for a telephone.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from placet.api.app import create_app
from placet.api.demo.story import found
from placet.api.main import Root, build
from placet.api.serving import schedule_of
from placet.api.session import cookie_name
from placet.api.settings import Settings
from placet.api.signing import begin_sign_in, finish_sign_in
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.clock import DEMONSTRATION, StillClock
from placet.engine.codes import signin_code
from placet.engine.draft import agreement_of
from placet.engine.ledger import verify
from placet.engine.model import CommentType, Disposition, Qualifier
from placet.engine.replay import differences, replay
from placet.engine.store import Database
from placet.engine.text import match_imported, paragraph_ids, parse_markdown, text_hash, walk
from placet.templates.drafts import draft_pdf

SYMBOL = "ADP"
ORGANISATIONS = tuple(f"IO-{number:02d}" for number in range(1, 31))
ADDRESS = "http://127.0.0.1:8765"
HEAVIEST_PAGE = 1_500_000
"""Bytes of HTML before compression."""


class Talks:
    """The table, its people, and the objective once it is proposed."""

    def __init__(self, root: Root) -> None:
        self.root, self.cases = root, root.cases
        self.clock = root.clock
        self.work = schedule_of(root).run_once
        self.ref = ""
        self.actors: dict[str, Actor] = {
            "secretariat": found(
                root.database, root.cases, "Secretariat", "office@adp.example", "Europe/Paris"
            )
        }

    def open_table(self) -> None:
        """Thirty organisations with a focal point each."""
        self.do("secretariat", c.OpenNegotiation(SYMBOL, "Climate", "A text", "Europe/Paris"))
        for code in ORGANISATIONS:
            self.do("secretariat", c.RegisterOrganisation(code, f"Organisation {code}"))
            self.do("secretariat", c.InviteOrganisation(code), negotiation=SYMBOL)
            invited = c.InvitePerson(f"Focal point of {code}", f"{code.lower()}@adp.example")
            person = self.do("secretariat", invited)
            self.actors[code] = Actor(person)
            self.do("secretariat", c.AppointDelegate(person, code), negotiation=SYMBOL)

    def do(self, who: str, command: c.Command, **where: Any) -> str:
        """A command; its reference."""
        if not where and self.ref:
            where = {"objective": self.ref}
        answer = self.cases.handle(self.actors[who], command, **where)
        return answer.reference or answer.object

    def hold(self, who: str, kind: str, **more: Any) -> None:
        """A position on the ballot that is open."""
        view = self.cases.objective(self.actors[who], self.ref)
        assert view.ballot is not None
        ballot = view.ballot
        self.do(who, c.RecordPosition(ballot.number, ballot.text_hash, kind, **more))

    def pass_deadline(self) -> None:
        """Move the clock past the deadline of the stage and let the worker work."""
        deadline = self.cases.objective(self.actors["secretariat"], self.ref).objective.run.deadline
        assert deadline is not None
        assert isinstance(self.clock, StillClock)
        self.clock.set(deadline.at + timedelta(minutes=1))
        self.work()


@pytest.fixture
def talks(sqlite_database: Database) -> Iterator[Talks]:
    with sqlite_database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    settings = Settings(
        database=sqlite_database.url,
        clock="still:2015-10-23T09:00Z",
        secret=secrets.token_hex(32),
        base_url=ADDRESS,
    )
    root = build(settings)
    root.cases.publish_workflows()
    yield Talks(root)
    root.close()


def test_the_paris_text_goes_from_proposal_to_adoption(talks: Talks, data: Path) -> None:
    first = (data / "paris-2015" / "2015-10-23.md").read_text(encoding="utf-8")
    second = (data / "paris-2015" / "2015-12-04.md").read_text(encoding="utf-8")
    talks.open_table()
    propose(talks, first)
    comment(talks)
    revise(talks, second)
    look_at_the_page(talks)
    adopt(talks)
    draft(talks)
    check_the_record(talks)


def propose(talks: Talks, source: str) -> None:
    start = perf_counter()
    read = parse_markdown(source)
    command = c.Propose("Draft agreement", "The negotiating text", read.text, read.minted)
    talks.ref = talks.do(ORGANISATIONS[0], command, negotiation=SYMBOL)
    print(f"imported {read.minted} paragraphs in {perf_counter() - start:.2f} s")  # noqa: T201
    for code in ORGANISATIONS:
        talks.hold(code, "support")
    talks.pass_deadline()
    assert talks.cases.objective(talks.actors["secretariat"], talks.ref).objective.stage == (
        "comment"
    )


def comment(talks: Talks) -> None:
    view = talks.cases.objective(talks.actors["secretariat"], talks.ref)
    longest = sorted(walk(view.text), key=lambda found: -len(found[1].words))
    for number, code in enumerate(ORGANISATIONS[:20]):
        paragraph = longest[number][1]
        remark = c.MakeComment(CommentType.SUBSTANTIVE, "Shorten.", paragraph.id, paragraph.words)
        talks.do(code, remark)
    for code in ORGANISATIONS[20:]:
        talks.do(code, c.StateNoComments())
    talks.do("secretariat", c.TakeStep("close_comments"))
    for number in range(1, 21):
        talks.do("secretariat", c.AnswerComment(number, Disposition.NOTED, "See the revision."))


def revise(talks: Talks, source: str) -> None:
    view = talks.cases.objective(talks.actors["secretariat"], talks.ref)
    imported = parse_markdown(source).text
    matched, minted, _ = match_imported(view.text, imported, view.objective.paragraphs_minted)
    talks.do("secretariat", c.ReviseText(1, matched, minted, "The text of 4 December."))
    kept = set(paragraph_ids(view.text)) & set(paragraph_ids(matched))
    print(f"revised: {len(kept)} of {len(paragraph_ids(matched))} kept their ids")  # noqa: T201
    talks.do("secretariat", c.TakeStep("put_forward"))
    talks.work()


def look_at_the_page(talks: Talks) -> None:
    with talks.root.database.reading() as store:
        person = store.person(talks.actors[ORGANISATIONS[5]].person)
    with TestClient(create_app(talks.root), base_url=ADDRESS) as client:
        signin = begin_sign_in(talks.root, person.email, "reading")
        begun = finish_sign_in(
            talks.root, signin, signin_code(talks.root.secret, signin), "reading"
        )
        client.cookies.set(cookie_name(talks.root.settings), begun.value)
        for path in (f"/objectives/{talks.ref}", f"/objectives/{talks.ref}/compare/1..2"):
            client.get(path)
            start = perf_counter()
            page = client.get(path)
            took = perf_counter() - start
            assert page.status_code == 200
            weight = len(page.content)
            print(f"{path}: {weight / 1000:.0f} kB in {took:.2f} s")  # noqa: T201
            assert weight < HEAVIEST_PAGE


def adopt(talks: Talks) -> None:
    for code in ORGANISATIONS[:27]:
        talks.hold(code, "endorse")
    talks.hold(ORGANISATIONS[27], "no_objection")
    reservation = "The brackets are read as they stand."
    qualifiers = (Qualifier.RESERVATION,)
    talks.hold(ORGANISATIONS[28], "endorse", qualifiers=qualifiers, reservation=reservation)
    talks.hold(ORGANISATIONS[29], "abstain")
    talks.work()
    view = talks.cases.objective(talks.actors["secretariat"], talks.ref)
    assert view.objective.stage == "adopted"
    assert view.objective.instrument is not None
    assert view.objective.instrument.text_hash == text_hash(view.text)
    assert view.objective.instrument.not_bound == (ORGANISATIONS[29],)


def draft(talks: Talks) -> None:
    view = talks.cases.objective(talks.actors["secretariat"], talks.ref)
    start = perf_counter()
    made = draft_pdf(agreement_of(view, view.checkpoint))
    took = perf_counter() - start
    pages = len(PdfReader(BytesIO(made)).pages)
    print(f"PDF: {pages} pages, {len(made) / 1000:.0f} kB in {took:.2f} s")  # noqa: T201
    assert pages > 20


def check_the_record(talks: Talks) -> None:
    with talks.root.database.reading() as store:
        entries = store.ledger_entries(SYMBOL, limit=10_000)
        told = differences(replay(entries), store.negotiation(SYMBOL), store.objectives(SYMBOL))
    assert told == ()
    assert verify(entries, SYMBOL).count == len(entries)
