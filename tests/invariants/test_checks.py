"""Every check is quiet about a sound database, and speaks up about one broken by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text, update

from placet.engine import commands as c
from placet.engine.published import DefinitionKind
from placet.engine.store import Database
from placet.engine.tables import metadata
from tests.builders import a_definition, a_workflow_file
from tests.fakes import NOON
from tests.invariants.checks import CHECKS, changed, check_all, fingerprint, lost
from tests.invariants.queries import QUERIES
from tests.reliability.copies import Copies

tables = metadata.tables
amendment, translation = tables["amendment"], tables["translation"]
comment = tables["comment"]
ballot, position, held = tables["ballot"], tables["position"], tables["current_position"]
objective, outbox, ledger = tables["objective"], tables["outbox"], tables["ledger"]
versions, remembered, timer = tables["text_version"], tables["idempotency"], tables["timer"]

OPEN = {"state": "open", "closed_at": None, "passed": None}

LATER = NOON + timedelta(days=9_999)

Break = Callable[[Connection], object]


@contextmanager
def unguarded(database: Database) -> Iterator[Connection]:
    """A connection that no trigger, foreign key or CHECK hinders; they stand again afterwards."""
    if database.dialect == "postgresql":
        with database.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            yield connection
        return
    with database.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = raw.execute(query).fetchall()
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        yield connection
        connection.commit()
        for _, sql in triggers:
            raw.execute(sql)
        raw.execute("PRAGMA ignore_check_constraints = OFF")
        raw.execute("PRAGMA foreign_keys = ON")


def of_first(c: Connection) -> object:
    return c.execute(update(ballot).where(ballot.c.number == 1).values(deadline_at=_opened(c)))


def _opened(c: Connection) -> object:
    return c.execute(ballot.select().where(ballot.c.number == 1)).one().opened_at


def another_hash(c: Connection) -> object:
    made = dict(c.execute(objective.select()).one().instrument)
    return c.execute(update(objective).values(instrument={**made, "text_hash": "0" * 64}))


def other_words(c: Connection) -> object:
    said = str(c.execute(versions.select()).one().data)
    data = eval(said.replace("soundings", "surroundings"))  # noqa: S307 - our own row
    return c.execute(update(versions).values(data=data))


def a_version_apart(c: Connection) -> object:
    row = c.execute(versions.select()).one()._mapping
    return c.execute(versions.insert(), {**row, "number": 3})


def a_lost_mail(c: Connection) -> object:
    first = c.execute(outbox.select().where(outbox.c.kind == "receipt")).first()
    assert first is not None
    return c.execute(outbox.delete().where(outbox.c.id == first.id))


def a_mail_too_many(c: Connection) -> object:
    first = c.execute(outbox.select().where(outbox.c.kind == "receipt")).first()
    assert first is not None
    row = {**first._mapping, "id": 100_000, "key": "k", "message_id": "<m@x>"}
    return c.execute(outbox.insert(), row)


def another_version(c: Connection) -> object:
    mail = c.execute(outbox.select().where(outbox.c.kind == "outcome")).first()
    assert mail is not None
    facts = {**mail.facts, "hash": "0" * 64}
    return c.execute(update(outbox).where(outbox.c.id == mail.id).values(facts=facts))


def a_promised_version(c: Connection) -> object:
    of_objective = [r for r in c.execute(remembered.select()) if r.answer["object"] == "OBJ-0001"]
    known = of_objective[0]
    mine = (remembered.c.person == known.person) & (remembered.c.key == known.key)
    answer = {**known.answer, "version": 999}
    return c.execute(update(remembered).where(mine).values(answer=answer))


def a_false_receipt(c: Connection) -> object:
    rows = [r for r in c.execute(remembered.select()) if r.answer["reference"].startswith("P-")]
    mine = (remembered.c.person == rows[0].person) & (remembered.c.key == rows[0].key)
    answer = {**rows[0].answer, "reference": "P-2222-2222"}
    return c.execute(update(remembered).where(mine).values(answer=answer))


def in_chain(seq: int) -> object:
    return (ledger.c.chain == "SEA-DATA") & (ledger.c.seq == seq)


def a_definition_row() -> dict[str, Any]:
    kept = a_definition(9, a_workflow_file(9))
    row = {column.name: getattr(kept, column.name) for column in tables["definition"].columns}
    return {**row, "kind": kept.kind.value}


def an_amendment_row() -> dict[str, Any]:
    said = {"reason": "", "outcome": "", "decided_by": "ada", "cosponsors": [], "evidence": ""}
    made = {"ref": "OBJ-0001", "number": 1, "sponsor": "BOR", "by": "bor", "at": NOON}
    fate = {"state": "accepted", "treatment": None, "decided_in": 9}
    change = {"act": "delete", "paragraph": "p1"}
    return {**said, **made, **fate, "base": 1, "round": 1, "change": change}


def a_translation_row() -> dict[str, Any]:
    named = {"ref": "OBJ-0001", "language": "fr", "number": 1, "paragraph": "p1", "version": 1}
    return {**named, "words": "Les sondages sont mis en commun.", "by": "ada", "at": NOON}


BREAKS: tuple[tuple[str, str, Break], ...] = (
    ("I-03", "not current", lambda c: c.execute(held.delete().where(held.c.organisation == "CYG"))),
    (
        "I-03",
        "withdrawn and current",
        lambda c: c.execute(
            update(position)
            .where(position.c.organisation == "AUR")
            .values(kind="withdrawn", reference=None)
        ),
    ),
    ("I-04", "a hole", lambda c: c.execute(position.delete().where(position.c.number == 2))),
    ("I-04", "other reasons", lambda c: c.execute(update(position).values(reasons="So."))),
    ("I-05", "a stranger", lambda c: c.execute(update(position).values(by="somebody"))),
    ("I-06", "another hash", lambda c: c.execute(update(ballot).values(text_hash="0" * 64))),
    ("I-06", "other words", other_words),
    ("I-07", "too late", of_first),
    (
        "I-08",
        "another count",
        lambda c: c.execute(
            update(position).where(position.c.organisation == "BOR").values(kind="object")
        ),
    ),
    ("I-08", "another result", lambda c: c.execute(update(ballot).values(passed=False))),
    ("I-09", "no verdict", lambda c: c.execute(update(ballot).values(verdict=None))),
    (
        "I-09",
        "no end",
        lambda c: c.execute(update(ballot).where(ballot.c.number == 2).values(OPEN)),
    ),
    ("I-09", "no timer", lambda c: c.execute(timer.delete())),
    ("I-10", "another outcome", lambda c: c.execute(update(ballot).values(passed=False))),
    ("I-16", "another rule", lambda c: c.execute(update(ballot).values(rule_name="majority"))),
    ("I-16", "a later deadline", lambda c: c.execute(update(ballot).values(deadline_at=LATER))),
    ("I-12", "another text adopted", another_hash),
    ("I-12", "another text in a mail", another_version),
    (
        "I-13",
        "an old one open",
        lambda c: c.execute(update(ballot).where(ballot.c.number == 1).values(OPEN)),
    ),
    (
        "I-14",
        "superseded decides",
        lambda c: c.execute(update(ballot).values(state="superseded", passed=None)),
    ),
    ("I-17", "a run unheard of", lambda c: c.execute(update(objective).values(run=99))),
    ("I-18", "a lost mail", a_lost_mail),
    ("I-18", "a mail too many", a_mail_too_many),
    ("I-18", "of a run to come", lambda c: c.execute(update(outbox).values(run=99))),
    ("I-28", "a missing version", a_version_apart),
    ("I-28", "taken into no version", lambda c: c.execute(amendment.insert(), an_amendment_row())),
    ("I-42", "a number twice", lambda c: c.execute(update(objective).values(comments_made=9))),
    ("I-42", "an unheard amendment", lambda c: c.execute(amendment.insert(), an_amendment_row())),
    (
        "I-43",
        "an answer without words",
        lambda c: c.execute(update(comment).values(disposition="noted", response="")),
    ),
    ("I-27", "a version that is not there", a_promised_version),
    ("I-27", "a receipt that is not there", a_false_receipt),
    (
        "I-33",
        "a changed entry",
        lambda c: c.execute(update(ledger).where(in_chain(5)).values(actor="x")),  # type: ignore[arg-type]
    ),
    (
        "I-33",
        "a missing entry",
        lambda c: c.execute(ledger.delete().where(in_chain(7))),  # type: ignore[arg-type]
    ),
    (
        "I-33",
        "another head",
        lambda c: c.execute(update(tables["ledger_head"]).values(hash="0" * 64)),
    ),
    (
        "I-34",
        "an unrecorded translation",
        lambda c: c.execute(translation.insert(), a_translation_row()),
    ),
    (
        "I-34",
        "agreed beside the record",
        lambda c: c.execute(update(objective).values(packages_made=3)),
    ),
    (
        "I-06",
        "other origins",
        lambda c: c.execute(
            update(versions).values(origins={"p1": {"act": "split", "paragraphs": ["p2"]}})
        ),
    ),
    ("I-34", "another title", lambda c: c.execute(update(objective).values(title="Other"))),
    (
        "I-34",
        "unrecorded",
        lambda c: c.execute(
            tables["organisation"].insert(), {"code": "NEW", "name": "New", "mandate": ""}
        ),
    ),
    (
        "I-47",
        "an unrecorded procedure",
        lambda c: c.execute(tables["definition"].insert(), a_definition_row()),
    ),
    (
        "I-34",
        "another weight",
        lambda c: c.execute(update(tables["participant"]).values(weight=7)),
    ),
)


@pytest.mark.parametrize(
    ("invariant", "broken"), [pytest.param(i, b, id=f"{i} {n}") for i, n, b in BREAKS]
)
def test_a_database_broken_by_hand_is_noticed(
    copies: Copies, invariant: str, broken: Break
) -> None:
    with copies.at("adopted_provisionally") as world:
        with unguarded(world.database) as connection:
            broken(connection)
        assert invariant in {v.invariant for v in check_all(world.database)}


def test_a_sound_database_is_left_in_peace(copies: Copies) -> None:
    with copies.at("adopted_provisionally") as world:
        assert check_all(world.database) == []


def test_a_trigger_that_is_gone_is_noticed(copies: Copies) -> None:
    gone = "DROP TRIGGER position_stays" + " ON position"
    with copies.at("proposed") as world:
        with world.database.engine.begin() as connection:
            if world.database.dialect == "sqlite":
                connection.execute(text(gone.removesuffix(" ON position")))
            else:
                connection.execute(text("ALTER TABLE position DISABLE TRIGGER position_stays"))
        assert "I-04" in {v.invariant for v in check_all(world.database)}
        if world.database.dialect == "postgresql":
            with world.database.engine.begin() as connection:
                connection.execute(text("ALTER TABLE position ENABLE TRIGGER position_stays"))


def test_every_check_has_been_seen_to_fire() -> None:
    checked = set(QUERIES) | {i for i, _ in CHECKS} | {"I-33", "I-47"}
    assert {i for i, _, _ in BREAKS} == checked


@pytest.mark.parametrize(
    "broken", [{"note": "Another."}, {"text": a_workflow_file(2)}, {"hash": "0" * 64}]
)
def test_a_published_definition_never_changes(copies: Copies, broken: dict[str, str]) -> None:
    with copies.at("table") as world:
        words = a_workflow_file(2, ("period: 4 weeks", "period: 5 weeks"))
        world.do("ada", c.PublishDefinition(DefinitionKind.WORKFLOW, words), objective=None)
        assert check_all(world.database) == []
        with unguarded(world.database) as connection:
            connection.execute(update(tables["definition"]).values(broken))
        assert {v.invariant for v in check_all(world.database)} == {"I-47"}


def test_a_receipt_that_is_not_on_record_is_lost(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        reference = world.take("aur", "endorse").reference
        assert lost(world.database, [(reference, "endorse")]) == []
        assert [v.invariant for v in lost(world.database, [(reference, "object")])] == ["I-02"]
        assert [v.invariant for v in lost(world.database, [("P-2222-2222", "endorse")])] == ["I-01"]


def test_a_changed_row_changes_the_fingerprint_of_its_table(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        before = fingerprint(world.database)
        assert changed(before, fingerprint(world.database)) == []
        with unguarded(world.database) as connection:
            connection.execute(update(tables["person"]).values(language="fr"))
        assert changed(before, fingerprint(world.database)) == ["person"]
