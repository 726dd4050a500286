"""What was answered before a reminder leaves is not in it; who answered is told as disclosed."""

from __future__ import annotations

from dataclasses import replace

from placet.engine import commands as c
from placet.engine.access import Standing
from placet.engine.board import Attended, participation
from placet.engine.messages import Kind
from placet.engine.model import BallotState
from placet.engine.store import Database
from placet.notifications.owed import still_owed
from tests.builders import a_ballot, a_position
from tests.disclosure.tables import TABLE, Sea, procedure
from tests.fakes import NOON

OFFICER = Standing(secretariat=True)
DELEGATE = Standing(organisation="AUR")


def test_an_item_that_was_answered_meanwhile_is_left_out_of_the_mail(database: Database) -> None:
    table = Sea(database, procedure())
    table.do("sec", c.SendDigests(), negotiation=TABLE)
    with database.reading() as store:
        [sent] = store.messages(negotiation=TABLE, kinds=[Kind.REMINDER_DIGEST.value])
        n = store.negotiation(TABLE)
        now = table.clock.now(store)
        owed = still_owed(store, table.cases.catalogue, n, sent.message, now)
    assert owed == sent.message, "CYG still owes its position"
    table.hold("cyg", "abstain")
    with database.reading() as store:
        n, now = store.negotiation(TABLE), table.clock.now(store)
        owed = still_owed(store, table.cases.catalogue, n, sent.message, now)
    assert owed.facts["items"] == []


def a_closed_ballot(**changes: object) -> Attended:
    """AUR and BOR answered, CYG did not."""
    held = {"AUR": a_position("AUR", 1), "BOR": a_position("BOR", 2, kind="object")}
    made = a_ballot(positions=held, state=BallotState.CLOSED, closed_at=NOON, recorded=2)
    return Attended("SEA", "OBJ-0001", "Share", replace(made, **changes))  # type: ignore[arg-type]


def test_who_missed_a_ballot_is_named_first() -> None:
    rows = participation(("AUR", "BOR", "CYG"), [(a_closed_ballot(), OFFICER)], NOON)
    assert [(r.organisation, len(r.in_time), len(r.missed)) for r in rows] == [
        ("CYG", 0, 1),
        ("AUR", 1, 0),
        ("BOR", 1, 0),
    ]
    assert [r.flagged for r in rows] == [False, False, False]


def test_two_of_two_missed_in_a_year_raise_the_flag_and_older_ones_do_not() -> None:
    twice = [(a_closed_ballot(), OFFICER)] * 2
    assert participation(("CYG",), twice, NOON)[0].flagged
    later = NOON.replace(year=NOON.year + 2)
    assert not participation(("CYG",), twice, later)[0].flagged


def test_where_positions_are_not_disclosed_delegates_learn_only_about_themselves() -> None:
    hidden = a_closed_ballot(visibility="undisclosed")
    rows = {r.organisation: r for r in participation(("AUR", "CYG"), [(hidden, DELEGATE)], NOON)}
    assert (rows["AUR"].asked, rows["AUR"].unknown) == (1, 0)
    assert (rows["CYG"].asked, rows["CYG"].unknown) == (0, 1)
    known = {r.organisation: r for r in participation(("CYG",), [(hidden, OFFICER)], NOON)}
    assert len(known["CYG"].missed) == 1


def test_a_ballot_without_an_outcome_counts_for_nobody() -> None:
    open_one = a_closed_ballot(state=BallotState.OPEN, closed_at=None)
    gone = a_closed_ballot(state=BallotState.SUPERSEDED)
    rows = participation(("CYG",), [(open_one, OFFICER), (gone, OFFICER)], NOON)
    assert (rows[0].asked, rows[0].unknown) == (0, 0)
