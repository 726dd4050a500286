"""Organisations, persons, negotiations, and what belongs to the installation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from placet.engine import events as e
from placet.engine.errors import AlreadyExists, Conflict, NotFound
from placet.engine.ledger import commitment
from placet.engine.model import Capacity, Delegate, Officer, Participant, Role
from placet.engine.store import Database, Session, SignIn, Token
from tests.builders import (
    MOVES,
    a_negotiation,
    a_person,
    a_registry,
    a_table,
    an_organisation,
    invited,
    personal,
)
from tests.fakes import NOON

LATER = NOON + timedelta(minutes=10)


def test_what_was_registered_is_found_again(database: Database) -> None:
    a_registry(database)
    with database.reading() as store:
        assert store.organisation("AUR") == an_organisation("AUR")
        assert [o.code for o in store.organisations()] == ["AUR", "BOR", "CYG"]
        assert store.person("ada") == a_person("ada")
        assert store.person_by_email(" ADA@Example.org ") == a_person("ada")
        assert store.person_by_email("nobody@example.org") is None
        assert store.people(["cyg", "ada"]) == (a_person("ada"), a_person("cyg"))
        assert len(store.people()) == 5
        assert store.people([]) == ()
        with pytest.raises(NotFound):
            store.organisation("XXX")
        with pytest.raises(NotFound):
            store.person("xxx")


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@EXAMPLE.ORG"])
def test_an_address_belongs_to_one_person_whatever_its_case(database: Database, email: str) -> None:
    a_registry(database)
    other = a_person("other", email=email)
    with pytest.raises(AlreadyExists), database.writing() as store:
        store.save_registry([invited(other)], {"other": personal(other)})


def test_a_code_belongs_to_one_organisation(database: Database) -> None:
    a_registry(database)
    with pytest.raises(AlreadyExists), database.writing() as store:
        store.save_registry([e.OrganisationRegistered(an_organisation("AUR"))], {})


def test_personal_values_must_be_those_the_record_commits_to(database: Database) -> None:
    ada = a_person("ada")
    wrong = replace(personal(ada), name="Somebody else")
    with pytest.raises(ValueError, match="commits"), database.writing() as store:
        store.save_registry([invited(ada)], {"ada": wrong})


def test_an_erased_person_keeps_the_id_and_nothing_else(database: Database) -> None:
    a_registry(database)
    with database.writing() as store:
        store.erase_person("ada")
    with database.reading() as store:
        assert store.person("ada") == a_person("ada", name="", email="")
        assert store.person_by_email("ada@example.org") is None
    assert commitment("salt-1", "Ada") != commitment("", "Ada")


def test_a_negotiation_comes_back_as_it_was_saved(database: Database) -> None:
    negotiation = a_table(database)
    with database.reading() as store:
        assert store.negotiation("SEA") == negotiation
        with pytest.raises(NotFound):
            store.negotiation("SKY")
    with database.writing() as store:
        assert store.negotiation("SEA", lock=True) == negotiation


def test_a_negotiation_changes_from_the_state_that_was_decided_on(database: Database) -> None:
    before = a_table(database, ("AUR", "BOR"))
    with database.writing() as store:
        store.save_registry([e.OrganisationRegistered(an_organisation("DOR"))], {})
    ended = replace(before.delegates[0], until=LATER)
    again = Delegate("aur", "AUR", Capacity.ALTERNATE, LATER)
    after = replace(
        before,
        participants=(*before.participants, Participant("DOR", ("observer",), 2)),
        delegates=(ended, *before.delegates[1:], again),
        officers=before.officers[:1],
        version=2,
    )
    with database.writing() as store:
        store.save_negotiation(before, after, ())
    with database.reading() as store:
        assert store.negotiation("SEA") == after
    with pytest.raises(Conflict), database.writing() as store:
        store.save_negotiation(before, replace(before, version=2), ())


def test_a_symbol_is_taken_once(database: Database) -> None:
    negotiation = a_table(database)
    with pytest.raises(AlreadyExists), database.writing() as store:
        store.save_negotiation(None, negotiation, ())
    twice = (*negotiation.officers, Officer("ada", Role.SECRETARIAT))
    with pytest.raises(AlreadyExists), database.writing() as store:
        store.save_negotiation(negotiation, replace(negotiation, officers=twice, version=2), ())


def test_people_see_the_negotiations_they_have_a_part_in(database: Database) -> None:
    sea = a_table(database)
    sky = a_negotiation("SKY", ("AUR",), officers=(), opened_at=LATER)
    with database.writing() as store:
        store.save_negotiation(None, sky, ())
    with database.reading() as store:
        assert store.negotiations(a_person("aur")) == (sky, sea)
        assert store.negotiations(a_person("bea")) == (sea,)
        assert store.negotiations(a_person("nobody")) == ()
        assert store.negotiations(a_person("root", administrator=True)) == (sky, sea)


def test_a_counter_never_gives_a_number_twice(database: Database) -> None:
    with database.writing() as store:
        assert [store.next_reference() for _ in range(3)] == [1, 2, 3]
        assert store.next_reference("meeting") == 1
    with database.writing() as store:
        assert store.next_reference() == 4


def test_a_published_workflow_is_never_edited(database: Database) -> None:
    for _ in range(2):
        with database.writing() as store:
            store.publish_workflow("joint-objective", 1, MOVES)
    with pytest.raises(Conflict), database.writing() as store:
        store.publish_workflow("joint-objective", 1, [*MOVES, ("adopted", "comment")])
    with database.writing() as store:
        store.publish_workflow("joint-objective", 2, [*MOVES, ("adopted", "comment")])


def test_an_answer_is_remembered_once(database: Database) -> None:
    with database.writing() as store:
        assert store.remembered("ada", "key") is None
        store.remember("ada", "key", "hash", {"object": "OBJ-1", "version": 3}, NOON)
    with database.reading() as store:
        known = store.remembered("ada", "key")
        assert known is not None
        assert (known.request_hash, known.answer["version"], known.at) == ("hash", 3, NOON)
        assert store.remembered("bea", "key") is None
    with pytest.raises(Conflict), database.writing() as store:
        store.remember("ada", "key", "other", {}, NOON)
    with database.writing() as store:
        assert store.forget_answers(LATER) == 1


def test_settings_are_set_and_replaced(database: Database) -> None:
    with database.writing() as store:
        assert store.setting("demonstration") is None
        store.set_setting("demonstration", "no")
        store.set_setting("demonstration", "yes")
        assert store.setting("demonstration") == "yes"


def test_sessions_end_one_by_one_all_at_once_or_with_time(database: Database) -> None:
    a_registry(database)
    sessions = [Session(f"s{n}", "ada", NOON, LATER, NOON) for n in range(4)]
    with database.writing() as store:
        for session in sessions:
            store.add_session(session)
        store.touch_session("s0", LATER, LATER + timedelta(days=1))
        store.touch_session("s1", LATER)
        store.end_session("s2")
        assert store.forget_expired(LATER) == 2
    with database.writing() as store:
        assert store.session("s0") == Session("s0", "ada", NOON, LATER + timedelta(days=1), LATER)
        assert store.session("s1") is None
        assert store.end_sessions("ada") == 1


def test_a_sign_in_is_used_once_and_counts_its_attempts(database: Database) -> None:
    a_registry(database)
    with database.writing() as store:
        store.add_signin(SignIn("i1", "ada", "browser", NOON, LATER))
        store.add_signin(SignIn("i2", None, "browser", NOON, LATER))
        assert [store.count_attempt("i1"), store.count_attempt("i1")] == [1, 2]
        assert store.count_attempt("i9") == 0
        assert store.use_signin("i1", NOON)
        assert not store.use_signin("i1", NOON)
        assert store.signins_since("ada", NOON) == 1
        assert store.signins_since("ada", LATER) == 0
    with database.reading() as store:
        assert store.signin("i1") == SignIn("i1", "ada", "browser", NOON, LATER, 2, NOON)
        assert store.signin("i9") is None


def test_a_token_is_revoked_by_its_holder_only(database: Database) -> None:
    a_registry(database)
    with database.writing() as store:
        store.add_token(Token("h", "ada", "spreadsheet", NOON))
        store.touch_token("h", LATER)
        assert store.token("h") == Token("h", "ada", "spreadsheet", NOON, LATER)
        assert not store.revoke_token("bea", "h", LATER)
        assert store.revoke_token("ada", "h", LATER)
        assert not store.revoke_token("ada", "h", LATER)
        assert store.token("h") is None
        assert [token.revoked_at for token in store.tokens("ada")] == [LATER]
