"""Schema: what the migrations make is what the tables say, and it can be unmade."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect

from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.replay import differences, replay
from placet.engine.store import Database, migrate, schema
from tests.builders import seated
from tests.decide.silences import SILENCE
from tests.decide.table import FIRST, reworded
from tests.disclosure.tables import TABLE, Sea, procedure

DECIDE = Path(__file__).parent.parent / "decide"


def test_an_empty_database_migrates_to_the_newest_revision(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert schema.revision(database) is None
    migrate(database)
    assert schema.revision(database) == schema.newest()
    database.close()


def test_the_migrated_schema_is_the_one_the_tables_describe(database: Database) -> None:
    schema.check(database)


def test_head_to_base_to_head_leaves_nothing_behind_and_works_again(database: Database) -> None:
    schema.unmake(database)
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    migrate(database)
    schema.check(database)
    objective = seated(database)
    with database.reading() as store:
        assert store.objective(objective.ref) == objective


@pytest.mark.parametrize(
    "revision", ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009"]
)
def test_what_was_recorded_before_a_migration_is_the_same_after_it(
    database: Database, revision: str
) -> None:
    table = Sea(database, procedure())
    table.close()
    with database.reading() as store:
        before, entries = store.objective(table.ref), store.ledger_entries(TABLE, limit=999)
    assert (before.outcomes, before.last_passed) == ({"silence": False}, False)
    schema.unmake(database, revision)
    migrate(database)
    schema.check(database)
    with database.reading() as store:
        assert store.objective(table.ref) == before
        assert store.ledger_entries(TABLE, limit=999) == entries
        told = replay(entries)
        assert differences(told, store.negotiation(TABLE), [before]) == ()
    table.take("recall")
    table.take("open_silence")
    assert table.hold("cyg", "endorse").reference


@pytest.mark.parametrize("revision", ["0002", "0005"])
def test_what_was_agreed_before_is_read_from_the_record(database: Database, revision: str) -> None:
    """A silence left paragraphs agreed; one was opened again by a change of its words."""
    sea = Sea(database, SILENCE, file=(DECIDE / "silence.yaml").read_text("utf-8"))
    sea.hold("bor", "object", "It goes too far")
    sea.take("open_silence")
    sea.take("recall")
    command = c.ReviseText(1, reworded(FIRST, p1="Parties may share."), 3, "Redrafted")
    sea.do("aur", command, objective=sea.ref)
    with database.reading() as store:
        before, entries = store.objective(sea.ref), store.ledger_entries(TABLE, limit=999)
    levels = {p: (noted.level, noted.text) for p, noted in before.agreements.items()}
    assert levels == {"p1": (Level.REOPENED, 2), "p3": (Level.AD_REFERENDUM, 1)}
    schema.unmake(database, revision)
    migrate(database)
    schema.check(database)
    with database.reading() as store:
        assert store.objective(sea.ref) == before
        assert differences(replay(entries), store.negotiation(TABLE), [before]) == ()


def test_migrating_twice_changes_nothing(database: Database) -> None:
    objective = seated(database)
    migrate(database)
    with database.reading() as store:
        assert store.objective(objective.ref) == objective


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/placet"])
def test_other_databases_are_refused_by_name(url: str) -> None:
    with pytest.raises(ValueError, match="Placet"):
        Database(url)
