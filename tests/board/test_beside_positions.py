"""What is open beside positions, on the sides of the board: who it is, and who may know of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine.access import Standing
from placet.engine.board import Attended, participation
from placet.engine.model import BallotState
from placet.engine.statements import StatementKind
from placet.engine.text import Kind, Paragraph, Text
from tests.builders import a_ballot, a_position
from tests.fakes import NOON
from tests.pages import journey as j
from tests.pages.conftest import furnished, house
from tests.pages.house import TABLE, House

__all__ = ["furnished", "house"]


def blocking(house: House, ref: str, name: str = "ada") -> str:
    """What the tab says of one objective, to this person."""
    page = house.get(name, f"/board/{TABLE}/blockers").text
    rows = [row for row in page.split("<li>") if f"/objectives/{ref}" in row]
    return rows[0] if rows else ""


def handle(house: House, name: str, command: c.Command, ref: str) -> None:
    """A command about an objective."""
    house.root.cases.handle(house.actor(name), command, objective=ref)


def test_a_concern_and_a_reserve_block_until_they_are_settled(house: House) -> None:
    ref = j.in_endorsement(house)
    near = house.root.cases.blockers(house.actor("ada"), TABLE)
    before = next(b for b in (*near.blocked, *near.passing) if b.column.objective.ref == ref)
    handle(house, "fay", c.RaiseConcern("Who pays", "Nobody says."), ref)
    reserve = c.MakeStatement(StatementKind.SCRUTINY, "Our parliament has not looked.")
    handle(house, "dora", reserve, ref)
    for reader in ("ada", "bea", "fay", "olga"):
        said = blocking(house, ref, reader)
        assert "concern of AUR: Who pays" in said
        assert "scrutiny reserve held by BOR" in said
    found = house.root.cases.blockers(house.actor("ada"), TABLE)
    after = next(b for b in found.blocked if b.column.objective.ref == ref)
    assert (after.beside.count, after.reach.beside) == (2, 2)
    assert after.reach.key > before.reach.key
    handle(house, "fay", c.ResolveConcern(1), ref)
    handle(house, "dora", c.LiftReserve(1), ref)
    assert "Who pays" not in blocking(house, ref)
    assert "reserve" not in blocking(house, ref)


def test_what_is_linked_is_named_among_what_blocks(house: House) -> None:
    text = Text((Paragraph("p1", Kind.OPERATIVE, "The organisations share charts."),))
    proposal = c.Propose("Share charts", "One chart for all.", text, 1, ("AUR",))
    other = house.root.cases.handle(house.actor("fay"), proposal, negotiation=TABLE).object
    link = {"kind": "package", "title": "Data first", "objectives": f"{house.ref}\n{other}"}
    assert house.post("bea", f"/negotiations/{TABLE}/links", **link).status_code == 303
    assert f"waits for {other}, of the same package" in blocking(house, house.ref)
    assert f"waits for {house.ref}, of the same package" in blocking(house, other)


def test_awaiting_instructions_is_a_letter_and_a_day_on_the_board_and_still_owed(
    house: House,
) -> None:
    ref = j.in_endorsement(house)
    ballot = j.seen(house, ref).ballot
    assert ballot is not None
    handle(house, "dora", c.AwaitInstructions(ballot.number, "2027-12-01"), ref)
    page = house.get("fay", f"/board/{TABLE}").text
    assert f'aria-label="BOR, {ref}: awaiting instructions, expected on 1 Dec 2027' in page
    assert "no position, owed" in page
    assert 'data-p="W"' in page
    board = house.root.cases.board(house.actor("ada"), TABLE)
    column = board.column(ref)
    assert column is not None
    assert "BOR" in column.owing


def test_an_observer_has_a_hatched_row_and_who_left_without_a_seat_has_none(house: House) -> None:
    cases, ada = house.root.cases, house.actor("ada")
    cases.handle(ada, c.ChangeSeat("CYG", (), 1, True, "It observes."), negotiation=TABLE)
    ref = j.in_endorsement(house)
    page = house.get("ada", f"/board/{TABLE}").text
    assert f'aria-label="CYG, {ref}: no seat"' in page
    cases.handle(house.actor("dora"), c.LeaveNegotiation("BOR", "We go."), negotiation=TABLE)
    kept = house.root.cases.board(ada, TABLE)
    assert kept.rows == ("AUR", "CYG", "BOR"), "its seat on the open ballot is still counted"
    column = kept.column(ref)
    assert column is not None
    assert "BOR" not in column.owing


def test_one_cell_leads_to_entering_a_position_for_its_organisation(house: House) -> None:
    ref = j.in_endorsement(house)
    cell = f"/board/{TABLE}/cell/{ref}/BOR"
    enter = f"/objectives/{ref}/position/enter?organisation=BOR"
    assert enter in house.get("ada", cell).text
    for other in ("bea", "fay", "dora"):
        assert "position/enter" not in house.get(other, cell).text
    form = house.get("ada", enter).text
    assert 'name="kind.BOR"' in form
    assert 'name="kind.AUR"' not in form
    for nonsense in ("", "XYZ", "<b>"):
        assert 'name="kind.AUR"' in house.get("ada", f"{enter[:-3]}{nonsense}").text
    ballot = j.seen(house, ref).ballot
    assert ballot is not None
    typed = {"ballot": ballot.number, "text_hash": ballot.text_hash, "kind.BOR": "endorse"}
    refused = house.post("ada", enter, **typed)
    assert refused.status_code == 422
    assert 'name="kind.AUR"' not in refused.text, "what was chosen stays chosen"
    assert (
        house.post("ada", enter, key="2", evidence="Letter of 3 March", **typed).status_code == 303
    )
    said = house.get("fay", f"/board/{TABLE}").text
    assert f'aria-label="BOR, {ref}: Endorse, v{ballot.text}, entered by the secretariat"' in said


def test_answers_over_the_rounds_add_up_to_the_seats(house: House) -> None:
    j.in_endorsement(house)
    found = house.root.cases.times(house.actor("ada"), TABLE)
    assert found.rounds
    for r in found.rounds:
        assert r.favour + r.against + r.neither + r.hidden + r.silent == r.seats
        assert min(r.favour, r.against, r.neither, r.hidden, r.silent) >= 0
    page = house.get("ada", f"/board/{TABLE}/time").text
    assert "Answers over the rounds" in page
    table = house.get("ada", f"/board/{TABLE}/rounds.csv").text.splitlines()
    assert len(table) == 1 + len(found.rounds)
    picture = house.get("ada", f"/board/{TABLE}/rounds.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert house.get("zoe", f"/board/{TABLE}/rounds.csv").status_code == 404


OFFICER = Standing(secretariat=True)


def closed(stage: str = "silence", days: int = 0) -> Attended:
    """A ballot of a stage that AUR answered and CYG did not."""
    from datetime import timedelta

    at = NOON - timedelta(days=days)
    held = {"AUR": a_position("AUR", 1)}
    made = a_ballot(positions=held, state=BallotState.CLOSED, closed_at=at, recorded=1)
    return Attended("SEA", "OBJ-0001", "Share", replace(made, stage=stage), "COM")


@pytest.mark.parametrize(
    ("missed", "always", "flagged"),
    [
        ([closed()], (), False),
        ([closed()], ("enquiry",), False),
        ([closed("enquiry")], ("enquiry",), True),
        ([closed("enquiry", days=366)], ("enquiry",), False),
        ([closed(), closed()], (), True),
        ([closed(), closed(days=366)], (), False),
    ],
)
def test_one_miss_is_enough_at_a_stage_that_is_named_and_two_elsewhere(
    missed: list[Attended], always: tuple[str, ...], flagged: bool
) -> None:
    rows = participation(("AUR", "CYG"), [(a, OFFICER) for a in missed], NOON, always)
    assert {r.organisation: r.flagged for r in rows} == {"CYG": flagged, "AUR": False}


def test_participation_is_told_by_body_and_who_missed_what_can_be_taken_away(house: House) -> None:
    assert house.get("ada", "/board/participation?body=NOBODY").status_code == 404
    assert house.get("ada", "/board/participation?report=all").status_code == 200
    assert house.get("ada", "/board/participation.csv?report=all").status_code in (404, 422)
    missed = house.get("ada", "/board/participation.csv?report=missed&always=support")
    assert missed.status_code == 200
    assert missed.content.decode("utf-8-sig").startswith("organisation,name,negotiation,body,")
    figures = house.get("ada", f"/board/{TABLE}/participation.csv")
    assert figures.content.decode("utf-8-sig").startswith("organisation,name,asked,")
