"""The board's pages: what they show, what they hide, what a reminder from them sends."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, event

from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.board import CellState
from placet.engine.messages import Json, Kind
from tests.builders import a_text
from tests.pages.conftest import furnished, house
from tests.pages.house import TABLE, House

__all__ = ["furnished", "house"]

SIDES = ("", "/blockers", "/timeline", "/late", "/participation", "/time", "/forecast", "/remind")


def rows(house: House) -> dict[str, str]:
    """Every table but that of browsers, to see whether anything changed."""
    return {k: v for k, v in house.rows().items() if k != "session"}


def labels(html: str) -> dict[str, str]:
    """The names of the cells, by address."""
    found = re.findall(r'<a class="p"[^>]*href="([^"]+)" aria-label="([^"]+)"', html)
    return dict(found)


@pytest.mark.parametrize("side", SIDES)
def test_every_side_is_shown_to_the_secretariat(house: House, side: str) -> None:
    answer = house.get("ada", f"/board/{TABLE}{side}")
    assert answer.status_code == 200
    assert "<h1>" in answer.text


@pytest.mark.parametrize("side", SIDES)
def test_no_side_exists_for_whoever_has_no_part(house: House, side: str) -> None:
    assert house.get("zoe", f"/board/{TABLE}{side}").status_code == 404


def test_whoever_sits_at_one_table_is_led_to_its_board(house: House) -> None:
    answer = house.get("fay", "/board")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/board/{TABLE}")


def test_each_cell_is_named_by_organisation_objective_and_position(house: House) -> None:
    found = labels(house.get("ada", f"/board/{TABLE}").text)
    view = house.root.cases.board(house.actor("ada"), TABLE)
    assert len(found) == len(view.rows) * len(view.columns)
    for column in view.columns:
        for cell in column.cells(view.rows):
            where = f"/board/{TABLE}/cell/{cell.objective}/{cell.organisation}"
            assert found[where].startswith(f"{cell.organisation}, {cell.objective}: ")


def test_a_cell_is_a_page_of_its_own(house: House) -> None:
    path = f"/board/{TABLE}/cell/{house.ref}/AUR"
    page = house.get("ada", path)
    assert page.status_code == 200
    assert "Fay Rivers" in page.text
    panel = house.get("ada", f"{path}?part=panel").text
    assert "<form" not in panel
    assert "<html" not in panel
    assert "Fay Rivers" not in house.get("dora", path).text, "people are for who may remind them"
    assert house.get("ada", f"/board/{TABLE}/cell/{house.ref}/XYZ").status_code == 404
    assert house.get("ada", f"/board/{TABLE}/cell/OBJ-9999/AUR").status_code == 404


def test_what_is_fetched_again_holds_no_form(house: House) -> None:
    part = house.get("ada", f"/board/{TABLE}?part=matrix").text
    assert "<form" not in part
    assert "<html" not in part
    assert labels(part) == labels(house.get("ada", f"/board/{TABLE}").text)


def test_nonsense_in_the_address_is_refused_in_words(house: House) -> None:
    for query in ("?rows=best", "?heat=<script>", "?columns=", "?stage=" + "x" * 61):
        assert house.get("ada", f"/board/{TABLE}{query}").status_code in (404, 422)
    assert house.get("ada", f"/board/{TABLE}?stage=nowhere").status_code == 200


def test_a_view_is_kept_by_one_person_and_removed_again(house: House) -> None:
    path = f"/board/{TABLE}/views"
    kept = house.post("ada", path, name="Hot", query="?rows=owed")
    assert kept.status_code == 303
    assert kept.headers["location"] == f"/board/{TABLE}?rows=owed&done=view-kept"
    assert f'href="/board/{TABLE}?rows=owed"' in house.get("ada", f"/board/{TABLE}").text
    assert "Hot" not in house.get("bea", f"/board/{TABLE}").text
    assert house.post("ada", f"{path}/remove", key="key-2", name="Hot").status_code == 303
    assert "Hot" not in house.get("ada", f"/board/{TABLE}").text


def test_a_view_without_a_name_is_asked_for_one_and_changes_nothing(house: House) -> None:
    before = rows(house)
    answer = house.post("ada", f"/board/{TABLE}/views", name=" ", query="?rows=owed")
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert rows(house) == before


def test_a_view_leads_nowhere_but_to_the_board(house: House) -> None:
    answer = house.post("ada", f"/board/{TABLE}/views", name="Away", query="//evil.example")
    assert answer.headers["location"].startswith(f"/board/{TABLE}?")


def statements(house: House, path: str) -> int:
    """How many statements the page costs."""
    seen: list[str] = []

    def note(*told: object) -> None:
        seen.append(str(told[2]))

    browser = house.browser("ada")
    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert browser.get(path).status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize("side", [*SIDES, "/board.csv"])
def test_a_board_costs_as_many_statements_for_ten_objectives_as_for_three(
    house: House, side: str
) -> None:
    def propose(count: int) -> None:
        for n in range(count):
            text = a_text(f"The organisations share everything, part {n}.")
            house.root.cases.handle(
                house.actor("fay"), c.Propose(f"Part {n}", "More", text, 1), negotiation=TABLE
            )

    propose(2)
    few = statements(house, f"/board/{TABLE}{side}")
    propose(7)
    assert statements(house, f"/board/{TABLE}{side}") == few


# Reminders


def owed(house: House) -> set[tuple[str, str]]:
    """Whose answer is owed on what."""
    view = house.root.cases.board(house.actor("ada"), TABLE)
    return {(x.objective.ref, code) for x in view.columns for code in x.owing}


def digests(house: House) -> list[tuple[str, list[tuple[str, str]]]]:
    """Who was written to about what."""
    with house.root.database.reading() as store:
        sent = store.messages(negotiation=TABLE, kinds=[Kind.REMINDER_DIGEST.value])
    return sorted((m.message.person, about(m.message.facts)) for m in sent)


def about(facts: Mapping[str, Json]) -> list[tuple[str, str]]:
    """What a reminder of several answers is about."""
    items = facts["items"]
    assert isinstance(items, list)
    rows = [i for i in items if isinstance(i, dict)]
    return [(str(i["objective"]), str(i["organisation"])) for i in rows]


@pytest.fixture
def reminding(house: House) -> House:
    """A day after everybody was asked, so that nobody was reminded lately."""
    assert house.root.still is not None
    house.root.still.advance(timedelta(days=2))
    return house


def test_the_preview_names_exactly_those_who_are_then_written_to(reminding: House) -> None:
    house = reminding
    wanted = owed(house)
    assert wanted
    plan = house.root.cases.reminding(house.actor("ada"), TABLE, c.SendDigests()).plan
    before = rows(house)
    page = house.post("ada", f"/board/{TABLE}/remind", preview="yes")
    assert page.status_code == 200
    assert rows(house) == before, "a preview writes nothing"
    done = house.post("ada", f"/board/{TABLE}/remind", key="key-2")
    assert done.status_code == 303
    told = digests(house)
    assert told == sorted(
        (d.person, [(i.objective, i.organisation) for i in d.items]) for d in plan.digests
    )
    nobody = {(i.objective, i.organisation) for i in plan.nobody}
    assert {i for _, items in told for i in items} == wanted - nobody
    assert len({person for person, _ in told}) == len(told), "one message a person"


def test_nobody_is_reminded_twice_in_a_day_but_for_a_reason(reminding: House) -> None:
    house = reminding
    path = f"/board/{TABLE}/remind"
    assert house.post("ada", path).status_code == 303
    first = digests(house)
    again = house.post("ada", path, key="key-2")
    assert again.status_code == 422
    assert "within the last day" in again.text
    assert digests(house) == first
    assert house.post("ada", path, key="key-3", force="The minister asked").status_code == 303
    assert len(digests(house)) == 2 * len(first)


def test_after_a_day_everybody_can_be_reminded_again(reminding: House) -> None:
    house = reminding
    assert house.post("ada", f"/board/{TABLE}/remind").status_code == 303
    first = digests(house)
    assert house.root.still is not None
    house.root.still.advance(timedelta(days=1, minutes=1))
    if owed(house):
        assert house.post("ada", f"/board/{TABLE}/remind", key="key-2").status_code == 303
        assert len(digests(house)) == 2 * len(first)


def test_only_the_chosen_cells_are_reminded_of(reminding: House) -> None:
    house = reminding
    ref, code = sorted(owed(house))[0]
    house.post("ada", f"/board/{TABLE}/remind", chosen=f"{ref}:{code} OBJ-9999:NOBODY")
    assert {i for _, items in digests(house) for i in items} == {(ref, code)}


def test_whoever_owes_nothing_is_not_reminded(reminding: House) -> None:
    before = rows(reminding)
    answer = reminding.post("ada", f"/board/{TABLE}/remind", chosen="OBJ-9999:NOBODY")
    assert answer.status_code == 422
    assert "owes an answer" in answer.text
    assert rows(reminding) == before


@pytest.mark.parametrize("name", ["bea", "fay", "olga"])
def test_only_the_secretariat_reminds(reminding: House, name: str) -> None:
    before = rows(reminding)
    assert reminding.post(name, f"/board/{TABLE}/remind").status_code == 403
    assert rows(reminding) == before


def test_the_record_tells_delegates_only_of_their_own_reminders(reminding: House) -> None:
    house = reminding
    house.post("ada", f"/board/{TABLE}/remind")
    for name, own in (("fay", "AUR"), ("dora", "BOR")):
        entries = house.root.cases.audit(house.actor(name), TABLE).entries
        sent = [e for e in entries if e.kind == "DigestsSent"]
        assert len(sent) == 1
        assert {i["organisation"] for i in sent[0].payload["items"]} <= {own}


# To take away


def test_the_tables_say_what_the_cells_say(house: House) -> None:
    view = house.root.cases.board(house.actor("ada"), TABLE)
    csv = house.get("ada", f"/board/{TABLE}/board.csv?only=all").content.decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("organisation,")
    book = load_workbook(BytesIO(house.get("ada", f"/board/{TABLE}/board.xlsx?only=all").content))
    rows = [[cell.value for cell in row] for row in book.active.rows]  # type: ignore[union-attr]
    assert [row[0] for row in rows[2 : 2 + len(view.rows)]] == list(view.rows)
    assert all(line.split(",")[0] for line in csv.splitlines()[2:])


@pytest.mark.parametrize("what", ["participation", "time", "forecast"])
def test_each_picture_is_a_file_with_its_figures_beside_it(house: House, what: str) -> None:
    picture = house.get("ada", f"/board/{TABLE}/{what}.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "<title" in picture.text
    assert "<script" not in picture.text
    table = house.get("ada", f"/board/{TABLE}/{what}.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.content.splitlines()) >= 1


def test_what_programs_get_is_what_the_page_shows(house: House) -> None:
    actor: Actor = house.actor("fay")
    view = house.root.cases.board(actor, TABLE)
    for column in view.columns:
        states = {x.organisation: x.state for x in column.cells(view.rows)}
        assert set(states) == set(view.rows)
        assert all(isinstance(s, CellState) for s in states.values())
    found = house.root.cases.blockers(actor, TABLE)
    refs = {b.column.objective.ref for b in (*found.blocked, *found.passing)}
    assert refs == {x.objective.ref for x in view.columns if not x.ended}


def test_a_board_is_light(house: House) -> None:
    """Markup of one cell: fifteen hundred of them are at most 300 kB, 20 kB packed."""
    page = house.get("ada", f"/board/{TABLE}").text
    cells = re.findall(r"<td><a class=\"p\".*?</td>", page)
    assert cells
    assert max(map(len, cells)) < 190
    many = "".join(cells[n % len(cells)] for n in range(1_500))
    assert len(many) < 290_000
    assert len(gzip.compress(many.encode())) < 16_000
