"""What the database refuses whatever the code does.

Invariants: I-03 one current position a seat, I-04 history is append-only, I-07 in time and on
an open ballot, I-09 a ballot ends once, I-12 a ballot's text is the version's by hash, I-13
one open ballot, I-16 what was frozen stays, I-17 moves only along the table.  What was proposed
stays as well.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from placet.engine.amendments import Amendment
from placet.engine.events import AmendmentProposed, RoundsExtended, TranslationRecorded
from placet.engine.ledger import LedgerItem
from placet.engine.store import Database
from placet.engine.text import Act, Change
from tests.builders import a_definition, a_position, seated, taking
from tests.fakes import NOON


def refused(database: Database, statement: str, sentence: str) -> None:
    """The statement is refused with these words and changes nothing."""
    with pytest.raises(IntegrityError, match=sentence), database.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.fixture
def used(database: Database) -> Database:
    """A database with something in every table of record."""
    return use(database)


def use(database: Database) -> Database:
    """An objective with a position, an amendment, a translation, and an entry of the ledger."""
    start = seated(database)
    after, event = taking(start, a_position())
    made = Amendment(1, "BOR", "bor", NOON, 1, 1, Change(Act.DELETE, "p1"), "It is too much")
    told = (event, AmendmentProposed(made), TranslationRecorded("fr", 1, {"p1": "Tout."}, "ada"))
    after = replace(after, amendments={1: made}, amendments_made=1)
    with database.writing() as store:
        store.save_objective(start, after, told, NOON)
        item = LedgerItem(RoundsExtended(3, "because"), "OBJ-0001/stage")
        store.record("SEA", "ada", "web:ExtendRounds", NOON, [item])
        store.add_definition(a_definition(2))
    return database


@pytest.mark.parametrize(
    "table", ["position", "text_version", "ledger", "legal_move", "definition", "translation"]
)
def test_what_is_append_only_is_neither_changed_nor_removed(used: Database, table: str) -> None:
    column = {"position": "reasons", "text_version": "note", "ledger": "actor"}.get(table)
    column = {"legal_move": "to_stage", "definition": "note", "translation": "words"}.get(
        table, column
    )
    change = f"UPDATE {table} SET {column} = 'x'"  # noqa: S608 - names from above
    refused(used, change, f"{table} is append-only")
    refused(used, f"DELETE FROM {table}", f"{table} is append-only")  # noqa: S608 - as above


@pytest.mark.postgres
def test_tables_of_record_cannot_be_emptied(postgresql_database: Database) -> None:
    used = use(postgresql_database)
    for table in (
        "position",
        "text_version",
        "ledger",
        "legal_move",
        "seat",
        "ballot",
        "definition",
        "amendment",
        "translation",
    ):
        refused(used, f"TRUNCATE {table} CASCADE", "append-only|frozen|stays")


@pytest.mark.parametrize(
    "change", ["number = 2", "sponsor = 'CYG'", "base = 2", "change = '{}'", "reason = 'Other'"]
)
def test_an_amendment_keeps_what_was_proposed(used: Database, change: str) -> None:
    refused(used, f"UPDATE amendment SET {change}", "keeps what was proposed")  # noqa: S608
    refused(used, "DELETE FROM amendment", "an amendment stays")


def test_an_open_or_withdrawn_amendment_names_no_version(used: Database) -> None:
    sentence = "what_a_version_decided_is_decided"
    refused(used, "UPDATE amendment SET decided_in = 2", sentence)
    refused(used, "UPDATE amendment SET state = 'withdrawn', decided_in = 2", sentence)
    refused(used, "UPDATE amendment SET state = 'burnt'", "state_is_one_of_its_words")
    with used.engine.begin() as connection:
        connection.execute(text("UPDATE amendment SET state = 'accepted', decided_in = 2"))


def test_an_objective_moves_only_as_its_workflow_allows(used: Database) -> None:
    sentence = "an objective moves only as its workflow allows"
    refused(used, "UPDATE objective SET stage = 'comment', run = 2", sentence)
    refused(used, "UPDATE objective SET stage = 'nowhere'", sentence)
    with used.engine.begin() as connection:
        connection.execute(text("UPDATE objective SET run = 2"))
        connection.execute(text("UPDATE objective SET stage = 'adopted', run = 3"))
    refused(used, "UPDATE objective SET run = 4", sentence)


def test_an_objective_keeps_its_workflow(used: Database) -> None:
    refused(used, "UPDATE objective SET workflow = 'silence'", "keeps its name")


def test_an_objective_moves_to_a_later_version_that_has_its_stage(used: Database) -> None:
    sentence = "only to a later version that has its stage"
    refused(used, "UPDATE objective SET workflow_version = 2", sentence)
    with used.writing() as store:
        store.publish_workflow("joint-objective", 2, [("endorsement", "adopted")])
        store.publish_workflow("joint-objective", 3, [("proposal", "adopted")])
    refused(used, "UPDATE objective SET workflow_version = 3", sentence)
    moved = "UPDATE objective SET workflow_version = 2, stage = 'adopted', run = 2"
    refused(used, moved, "only")
    with used.engine.begin() as connection:
        connection.execute(text("UPDATE objective SET workflow_version = 2"))
    refused(used, "UPDATE objective SET workflow_version = 1", sentence)
    refused(used, "UPDATE objective SET stage = 'comment', run = 2", "as its workflow allows")


def test_a_version_is_above_all_of_its_name(used: Database) -> None:
    sentence = "above all that were published under its name"
    columns = "kind, name, version, text, hash, published_at, published_by, note"
    copy = f"INSERT INTO definition ({columns}) SELECT {columns.replace('version', '1')}"
    refused(used, f"{copy} FROM definition", sentence)
    other = columns.replace("version", "1").replace("name", "'another'")
    with used.engine.begin() as connection:
        connection.execute(
            text(f"INSERT INTO definition ({columns}) SELECT {other} FROM definition")  # noqa: S608
        )


def test_there_are_never_two_open_ballots(used: Database) -> None:
    columns = (
        "ref, {n}, stage, round, text, text_hash, rule_name, rule_version, rule_parameters, kinds,"
        " opened_at, deadline_at, deadline_zone, state"
    )
    copy = f"INSERT INTO ballot ({columns.format(n='number')}) SELECT {columns.format(n='2')}"
    refused(used, f"{copy} FROM ballot", "ballot")


def test_a_ballot_ends_once_and_nothing_is_taken_on_it_afterwards(used: Database) -> None:
    with used.engine.begin() as connection:
        close = "UPDATE ballot SET state = 'closed', passed = TRUE, closed_at = opened_at"
        connection.execute(text(close))
    refused(used, "UPDATE ballot SET passed = FALSE", "a ballot ends once")
    refused(used, "UPDATE ballot SET state = 'open', closed_at = NULL", "a ballot ends once")
    refused(used, "DELETE FROM current_position", "while its ballot is open")
    refused(used, "UPDATE current_position SET number = 2", "while its ballot is open")
    with pytest.raises(IntegrityError, match="on an open ballot"), used.writing() as store:
        store._record_position("OBJ-0001", 1, a_position("BOR", 2))


def test_what_was_frozen_stays(used: Database) -> None:
    refused(used, "UPDATE ballot SET rule_version = 2", "what was frozen")
    refused(used, "UPDATE ballot SET rule_parameters = '{}'", "what was frozen")
    refused(used, "DELETE FROM ballot", "a ballot stays")
    refused(used, "UPDATE seat SET weight = 2", "a seat is frozen")
    refused(used, "DELETE FROM seat", "a seat is frozen")


def test_a_ballot_cannot_be_about_words_that_are_not_the_version(used: Database) -> None:
    with pytest.raises(IntegrityError), used.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO ballot (ref, number, stage, round, text, text_hash, rule_name,"
                " rule_version, rule_parameters, kinds, opened_at, deadline_at, deadline_zone,"
                " state, closed_at) SELECT ref, 2, stage, round, text, 'other', rule_name,"
                " rule_version, rule_parameters, kinds, opened_at, deadline_at, deadline_zone,"
                " 'superseded', opened_at FROM ballot"
            )
        )


def test_an_organisation_without_a_seat_holds_no_position(used: Database) -> None:
    with pytest.raises(IntegrityError), used.writing() as store:
        store._record_position("OBJ-0001", 1, a_position("XXX", 2))


def test_a_position_at_the_deadline_is_too_late(used: Database) -> None:
    late = a_position("BOR", 2, at=NOON + timedelta(days=28))
    with pytest.raises(IntegrityError, match="before its deadline"), used.writing() as store:
        store._record_position("OBJ-0001", 1, late)


def test_a_receipt_is_given_once(used: Database) -> None:
    again = a_position("BOR", 2, reference="P-AUR-1")
    with pytest.raises(IntegrityError), used.writing() as store:
        store._record_position("OBJ-0001", 1, again)


def test_a_reader_cannot_write(used: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)read.?only"), used.reading() as store:
        store.set_setting("key", "value")
