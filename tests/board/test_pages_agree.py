"""The pages say of one negotiation what its board says: cells, sentence and roll, as they are read.

I-46 of the invariants, on what is delivered: negotiations of the five hundred stand in a database,
and the address of the board and that of the objective are asked by everybody who may look.
"""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest

from placet.api.pages.objective_parts import Roll, roll
from placet.engine.parties import outside
from placet.engine.views import ObjectiveView
from placet.templates.kinds import position_label
from placet.templates.needs import have_sentence
from tests.board.random_tables import Random500, negotiation, readers, variants
from tests.board.stored_tables import keep
from tests.pages.conftest import furnished, house
from tests.pages.house import House

__all__ = ["furnished", "house"]

WORKFLOWS = variants()
EACH = 20
"""Every twentieth of the five hundred, and some in which rare things happened; all of them take
some minutes."""


@pytest.fixture
def made(house: House) -> tuple[Random500, ...]:
    """The chosen ones, stored, those that have come furthest in time last."""
    every = [negotiation(seed, WORKFLOWS) for seed in range(500)]
    rare = [of for of in every if of.objective.ballot and of.objective.ballot.late][:5]
    waits = [of for of in every if of.objective.ballot and of.objective.ballot.awaiting][:5]
    chosen = {of.seed: of for of in (*every[::EACH], *rare, *waits)}
    found = sorted(chosen.values(), key=lambda of: (of.table.now, of.seed))
    keep(house, found, WORKFLOWS)
    return tuple(found)


def words(markup: str) -> str:
    """What is read, without markup."""
    text = re.sub(r"<svg.*?</svg>|<style.*?</style>", " ", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def section(page: str) -> str:
    """The part of an objective's page that is about positions; empty where there is none."""
    found = re.search(
        r'<section class="panel" aria-labelledby="positions">.*?</section>', page, re.DOTALL
    )
    return found.group(0) if found else ""


def labels(page: str) -> dict[str, str]:
    """What each cell is called, by organisation."""
    found = re.findall(r'href="/board/[^"]+/cell/[^/"]+/([^"]+)" aria-label="([^"]+)"', page)
    return {code: html.unescape(said) for code, said in found}


def items(markup: str) -> dict[str, str]:
    """The lines of the roll: under which head stands whom."""
    rows = re.findall(
        r'<li(?: id="late")?><span class="held">(.*?)</span>(.*?)</li>', markup, re.DOTALL
    )
    return {
        words(head).rpartition(" \N{MIDDLE DOT} ")[0].split("\n")[0]: words(rest)
        for head, rest in rows
    }


def test_board_and_objective_are_read_alike(house: House, made: tuple[Random500, ...]) -> None:
    compared = Counter[str]()
    assert house.root.still is not None
    for of in made:
        if of.table.now > house.root.clock.now():
            house.root.still.set(of.table.now)
        ref, symbol = of.objective.ref, of.table.negotiation.symbol
        for reader in readers(of):
            if reader.administrator:
                continue
            board = house.get(reader.person, f"/board/{symbol}?only=all&rows=table")
            page = house.get(reader.person, f"/objectives/{ref}")
            assert (board.status_code, page.status_code) == (200, 200), of.seed
            agree(house, of, reader.person, board.text, page.text, compared)
    assert min(compared.values()) >= 5, compared
    assert len(compared) == 9, compared


def agree(
    house: House, of: Random500, name: str, board: str, page: str, compared: Counter[str]
) -> None:
    """Whatever the page says of an organisation, its cell says; and the other way round."""
    cases, actor = house.root.cases, house.actor(name)
    view = cases.objective(actor, of.objective.ref)
    [column] = cases.board(actor, of.table.negotiation.symbol).columns
    shown, read = labels(board), words(section(page))
    where = f"seed {of.seed}, {name}"
    if column.asks == "comment" or view.ballot is None or not read:
        return
    compared["sections"] += 1
    ballot = view.ballot
    assert have_sentence(ballot.answered, len(ballot.seats)) in read, where
    if column.counts and ballot.seats:
        foot = f'title="{ballot.answered} of {len(ballot.seats)}"'
        assert foot in board, where
    if view.verdict and column.counts:
        compared["verdicts"] += 1
        met = ">rule met<" in board
        assert met is view.verdict.passes, where
        assert met is ("What the rule asks for is met." in read or "rule is met" in read), where
    _cells(view, column.counts, roll(view, ballot), shown, read, where, compared)


def _cells(
    view: ObjectiveView,
    counts: bool,
    page: Roll,
    shown: dict[str, str],
    read: str,
    where: str,
    compared: Counter[str],
) -> None:
    assert view.ballot is not None
    for group in (*page.against, *page.others):
        for p in (*group.aloud, *group.plain):
            if not counts and p.organisation in outside(view.negotiation):
                continue  # who left stands on the board while its seat matters
            label = shown[p.organisation]
            assert label.split(": ", 1)[1].startswith(position_label(p.kind)), where
            assert (f"cast by {p.cast_by}" in label) is bool(p.cast_by), where
            assert ("entered by the secretariat" in label) is bool(p.evidence), where
            assert p.organisation in read, where
            compared["positions"] += 1
            compared["by proxy"] += bool(p.cast_by)
            compared["entered"] += bool(p.evidence)
    for code, expected in page.awaiting if counts else ():
        assert "awaiting instructions" in shown[code], where
        assert ("expected on" in shown[code]) is bool(expected), where
        assert "Awaiting instructions" in read, where
        compared["awaiting"] += 1
    for code in page.hidden:
        if code not in view.owing and code in shown:
            assert shown[code].split(": ", 1)[1].startswith("not shown"), where
            compared["hidden"] += 1
    for p in view.ballot.late if counts else ():
        assert "late and not counted: " in shown[p.organisation], where
        assert "Late, not counted" in read, where
        compared["late"] += 1
    for code in (*page.silent, *(x.organisation for x in page.stale)):
        if code in shown:
            said = shown[code].split(": ", 1)[1]
            assert "no position" in said or "not counted" in said, (where, said)
            assert code in read, where
            compared["silent"] += 1
