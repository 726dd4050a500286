"""Definitions: published for ever, found by every process, and in the record."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from placet.api.main import catalogue
from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Actor
from placet.engine.catalogue import Catalogue
from placet.engine.errors import AlreadyExists, BadDefinition, NotAllowed, NotFound
from placet.engine.ledger import REGISTRY, verify
from placet.engine.published import LONGEST, DefinitionKind
from placet.engine.replay import definitions_told
from placet.engine.service import UseCases
from placet.engine.store import Database
from placet.engine.workflow import legal_moves
from tests.builders import (
    NAME,
    a_definition,
    a_person,
    a_rule_file,
    a_workflow_file,
    invited,
    naming,
    personal,
)
from tests.fakes import NOON, Mint, StillClock

WORKFLOW, RULE = DefinitionKind.WORKFLOW, DefinitionKind.RULE
ADA = Actor("ada", administrator=True)
SHORTER = ("period: 8 weeks", "period: 6 weeks")


def a_process(database: Database, known: Catalogue | None = None) -> UseCases:
    """A process of its own: its connections, and what it has read so far."""
    return UseCases(database, known or catalogue(), StillClock(), Mint())


@pytest.fixture
def cases(database: Database) -> UseCases:
    """A process over an empty installation with one administrator."""
    made = a_process(database)
    ada = a_person("ada", administrator=True)
    with database.writing() as store:
        store.save_registry([invited(ada)], {"ada": personal(ada)})
    made.publish_workflows()
    return made


def publish(cases: UseCases, words: str, note: str = "", **more: Any) -> Any:
    return cases.handle(ADA, c.PublishDefinition(WORKFLOW, words, note), **more)


def open_table(cases: UseCases, symbol: str, workflow: str = NAME) -> Any:
    opening = c.OpenNegotiation(symbol, "Ocean data", "To measure.", workflow=workflow)
    cases.handle(ADA, opening)
    return cases.negotiation(ADA, symbol)


def test_what_is_published_comes_back_byte_for_byte(cases: UseCases) -> None:
    words = a_workflow_file(2, SHORTER, ("# Support", "# \u00c9 \u2014 Support")).replace(
        "\n", "\r\n"
    )
    answer = publish(cases, words, "Shorter revisions")
    digest = hashlib.sha256(words.encode()).hexdigest()
    assert (answer.object, answer.version, answer.reference) == (NAME, 2, digest)
    found = cases.definition(ADA, WORKFLOW, NAME).definition
    kept = found.published
    assert (kept.text, kept.hash, kept.note) == (words, digest, "Shorter revisions")
    assert (kept.published_at, kept.published_by, kept.shipped) == (NOON, "ada", False)
    assert found.workflow is not None
    assert found.workflow.stages["revision"].period == "6 weeks"


def test_the_same_words_again_change_nothing(cases: UseCases, database: Database) -> None:
    words = a_workflow_file(2, SHORTER)
    publish(cases, words)
    with database.reading() as store:
        before = store.ledger_head(REGISTRY)
    again = publish(cases, words, "Once more")
    assert (again.object, again.version, again.repeated) == (NAME, 2, True)
    with database.reading() as store:
        assert store.ledger_head(REGISTRY) == before


def test_what_comes_with_placet_is_published_already(cases: UseCases) -> None:
    words = cases.definition(ADA, WORKFLOW, NAME, 1).definition.published.text
    assert publish(cases, words).repeated
    with pytest.raises(BadDefinition, match=r"workflow.yaml:5:10: version: .* other words"):
        publish(cases, a_workflow_file(1, SHORTER))


@pytest.mark.parametrize("version", [1, 2, 4])
def test_a_version_is_above_the_newest_of_its_name(cases: UseCases, version: int) -> None:
    publish(cases, a_workflow_file(2, SHORTER))
    publish(cases, a_workflow_file(4, SHORTER))
    with pytest.raises(BadDefinition, match="write version: 5"):
        publish(cases, a_workflow_file(version, ("period: 8 weeks", "period: 7 weeks")))
    assert cases.definition(ADA, WORKFLOW, NAME).versions == (1, 2, 4)


def test_another_name_begins_where_it_likes(cases: UseCases) -> None:
    publish(cases, a_workflow_file(7, name="house-rules"))
    assert cases.definition(ADA, WORKFLOW, "house-rules").versions == (7,)
    listed = [(d.name, d.version) for d in cases.definitions(ADA, WORKFLOW)]
    assert {("house-rules", 7), (NAME, 1)} <= set(listed)
    assert listed == sorted(listed)


def test_what_is_unsound_is_refused_with_every_finding(cases: UseCases) -> None:
    words = a_workflow_file(
        2, ("period: 2 weeks", "period: 2 wekks"), ("guards: [returns_to]", "guards: [return_to]")
    )
    with pytest.raises(BadDefinition) as refused:
        publish(cases, words)
    places = [problem.split(": ")[0] for problem in refused.value.problems]
    assert len(places) == 2
    assert all(place.startswith("workflow.yaml:") for place in places)
    assert cases.definition(ADA, WORKFLOW, NAME).versions == (1,)


def test_what_is_too_long_is_refused_unread(cases: UseCases) -> None:
    with pytest.raises(BadDefinition, match="shorten"):
        publish(cases, "#" * (LONGEST + 1))


@pytest.mark.parametrize("actor", [Actor("bea"), Actor("clock"), Actor("cyg", channel="api")])
def test_who_serves_no_negotiation_publishes_nothing(cases: UseCases, actor: Actor) -> None:
    command = c.PublishDefinition(WORKFLOW, a_workflow_file(2))
    with pytest.raises(NotAllowed):
        cases.handle(actor, command)
    with pytest.raises(NotAllowed):
        cases.check(actor, WORKFLOW, command.text)
    assert cases.handle(Actor("bea", serves=True), command).version == 2


def test_checking_publishes_nothing(cases: UseCases) -> None:
    checked = cases.check(ADA, WORKFLOW, a_workflow_file(2))
    assert (checked.newest, checked.already) == (1, False)
    assert cases.definition(ADA, WORKFLOW, NAME).versions == (1,)


def test_what_is_worth_a_look_is_told_and_keeps_nothing_from_being_published(
    cases: UseCases,
) -> None:
    words = a_workflow_file(2, ("rounds: 3", "rounds: 1"))
    remarks = cases.check(ADA, WORKFLOW, words).remarks
    assert remarks
    assert all("rounds_left never holds" in remark for remark in remarks)
    assert publish(cases, words).version == 2


def test_one_key_publishes_once(cases: UseCases) -> None:
    first = publish(cases, a_workflow_file(2), key="k")
    again = publish(cases, a_workflow_file(2), key="k")
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.object, again.version, again.reference) == (NAME, 2, first.reference)
    assert cases.definition(ADA, WORKFLOW, NAME).versions == (1, 2)


def test_a_negotiation_is_opened_with_the_newest_version_of_that_moment(cases: UseCases) -> None:
    first = open_table(cases, "ICE")
    publish(cases, a_workflow_file(2, SHORTER))
    second = open_table(cases, "SEA")
    assert [v.negotiation.workflow_version for v in (first, second)] == [1, 2]
    assert second.workflow.stages["revision"].period == "6 weeks"
    assert cases.negotiation(ADA, "ICE").workflow.version == 1


def test_another_process_finds_what_was_published(cases: UseCases, database: Database) -> None:
    other = a_process(Database(database.url))
    assert other.definition(ADA, WORKFLOW, NAME).versions == (1,)
    publish(cases, a_workflow_file(2, SHORTER))
    publish(cases, a_workflow_file(1, name="house-rules"))
    open_table(cases, "SEA")
    assert other.negotiation(ADA, "SEA").workflow.version == 2
    assert ("house-rules", 1) in {(d.name, d.version) for d in other.definitions(ADA, WORKFLOW)}
    other.database.close()


def test_legal_moves_are_published_with_it(cases: UseCases, database: Database) -> None:
    publish(cases, a_workflow_file(2, name="house-rules"))
    workflow = cases.definition(ADA, WORKFLOW, "house-rules").definition.workflow
    assert workflow is not None
    query = "SELECT from_stage, to_stage FROM legal_move WHERE workflow = 'house-rules'"
    with database.engine.connect() as connection:
        rows = {tuple(row) for row in connection.execute(text(query))}
    assert rows == set(legal_moves(workflow))


def test_it_stands_in_the_record_of_the_registry(cases: UseCases, database: Database) -> None:
    words = a_workflow_file(2, SHORTER)
    publish(cases, words, "Shorter")
    with database.reading() as store:
        entries = store.ledger_entries(REGISTRY)
        verify(entries, REGISTRY)
    entry = entries[-1]
    assert (entry.kind, entry.object) == ("DefinitionPublished", f"workflow/{NAME}@2")
    assert (entry.actor, entry.at, entry.before) == ("ada", NOON, "")
    told = definitions_told(entries)
    assert told[WORKFLOW, NAME, 2] == e.DefinitionPublished(
        WORKFLOW, NAME, 2, hashlib.sha256(words.encode()).hexdigest(), words, "Shorter"
    )


def test_a_later_placet_goes_on_with_what_was_published_here(
    cases: UseCases, database: Database
) -> None:
    """A file that comes with it under the same name and version stands behind."""
    publish(cases, a_workflow_file(2, SHORTER))
    open_table(cases, "SEA")
    later = catalogue()
    other = later.readers
    assert other is not None
    words = a_workflow_file(2, ("period: 8 weeks", "period: 9 weeks"))
    ships, _ = other.workflow(words, "x", later.shipped.rules, True)
    shipped = replace(later.shipped, workflows={**later.shipped.workflows, (NAME, 2): ships})
    upgraded = a_process(database, Catalogue(shipped, other))
    upgraded.publish_workflows()
    workflow = upgraded.negotiation(ADA, "SEA").workflow
    assert workflow.stages["revision"].period == "6 weeks"


def test_what_was_published_is_not_judged_again(cases: UseCases, database: Database) -> None:
    """A check that became stricter since must not stop what runs."""
    unsound = a_workflow_file(2, ("period: 2 weeks", "period: 2 wekks"))
    with database.writing() as store:
        store.add_definition(a_definition(2, unsound))
    found = cases.definition(ADA, WORKFLOW, NAME, 2).definition.workflow
    assert found is not None
    assert found.stages["proposal"].period == "2 wekks"


def test_what_nobody_published_is_not_found(cases: UseCases) -> None:
    with pytest.raises(NotFound):
        cases.definition(ADA, WORKFLOW, "no-such")
    with pytest.raises(NotFound):
        cases.definition(ADA, WORKFLOW, NAME, 9)
    with pytest.raises(NotFound):
        open_table(cases, "SEA", "no-such")


def publish_rule(cases: UseCases, words: str) -> Any:
    return cases.handle(ADA, c.PublishDefinition(RULE, words))


KINDS = ("kinds: [endorse, no_objection, abstain, object]", "kinds: [endorse, abstain, object]")


def test_a_workflow_names_a_rule_once_it_is_published(cases: UseCases, database: Database) -> None:
    words = a_workflow_file(2, naming("house_majority"), KINDS)
    with pytest.raises(BadDefinition, match="there is no rule called house_majority"):
        publish(cases, words)
    answer = publish_rule(cases, a_rule_file())
    assert (answer.object, answer.version) == ("house_majority", 1)
    publish(cases, words)
    open_table(cases, "SEA")
    other = a_process(Database(database.url))
    for process in (cases, other):
        workflow = process.negotiation(ADA, "SEA").workflow
        spec = workflow.stages["endorsement"].ballot
        assert spec is not None
        assert workflow.terms(spec.rule, spec.kinds).rule.title.startswith("More than half")
    other.database.close()


def test_rules_are_published_as_workflows_are(cases: UseCases) -> None:
    publish_rule(cases, a_rule_file(2))
    assert publish_rule(cases, a_rule_file(2)).repeated
    with pytest.raises(BadDefinition, match=r"rule.yaml:4:10: version: .*write version: 3"):
        publish_rule(cases, a_rule_file(2, ("1/2", "2/3")))
    shipped = cases.definition(ADA, RULE, "no_objection", 1).definition.published
    assert publish_rule(cases, shipped.text).repeated
    with pytest.raises(BadDefinition) as refused:
        publish_rule(cases, a_rule_file(3, ("positions: [endorse]", "positions: [agree]")))
    assert all(said.startswith("rule.yaml:") for said in refused.value.problems)
    assert cases.definition(ADA, RULE, "house_majority").versions == (2,)
    names = {(d.name, d.version) for d in cases.definitions(ADA, RULE)}
    assert {("house_majority", 2), ("majority", 1)} <= names


def test_a_rule_and_a_workflow_may_have_one_name(cases: UseCases) -> None:
    publish_rule(cases, a_rule_file(5, name="house"))
    publish(cases, a_workflow_file(1, name="house"))
    assert cases.definition(ADA, RULE, "house").versions == (5,)
    assert cases.definition(ADA, WORKFLOW, "house").versions == (1,)


def test_of_two_who_publish_one_version_one_is_refused(cases: UseCases, database: Database) -> None:
    words = [a_workflow_file(2, ("period: 8 weeks", f"period: {n} weeks")) for n in (5, 6)]
    answers: list[Any] = []

    def ask(one: str) -> None:
        process = a_process(Database(database.url))
        try:
            answers.append(publish(process, one).version)
        except BadDefinition as refused:
            answers.append(refused.problems[0].partition("; ")[2])
        process.database.close()

    threads = [threading.Thread(target=ask, args=(one,)) for one in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, answers)) == ["2", "write version: 3"]


def test_a_name_and_a_version_are_taken_once(database: Database) -> None:
    with database.writing() as store:
        store.add_definition(a_definition(2))
    with pytest.raises(AlreadyExists), database.writing() as store:
        store.add_definition(a_definition(2, published_at=NOON + timedelta(days=1)))
