"""Values that start valid: name only what the test is about.

`seated` writes the least that an objective needs into a database and opens a ballot on it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from placet.engine import events as e
from placet.engine.amendments import Amendment
from placet.engine.ledger import Personal
from placet.engine.meetings import AgendaItem, Meeting
from placet.engine.messages import Kind as MailKind
from placet.engine.messages import Message, Timer, TimerKind
from placet.engine.model import (
    Ballot,
    Capacity,
    Comment,
    CommentType,
    Deadline,
    Delegate,
    Negotiation,
    Objective,
    Officer,
    Organisation,
    Participant,
    Person,
    Position,
    Role,
    RuleRef,
    Seat,
    StageRun,
    TextHead,
)
from placet.engine.published import DefinitionKind, Published, words_hash
from placet.engine.store import Database
from placet.engine.text import Act, Change, Kind, Paragraph, Text, text_hash, word_count
from placet.workflows import shipped_texts
from tests.fakes import NOON

NAME = "joint-objective"
CODES = ("AUR", "BOR", "CYG")
MOVES = (
    ("proposal", "comment"),
    ("comment", "revision"),
    ("revision", "comment"),
    ("revision", "endorsement"),
    ("endorsement", "adopted"),
    ("endorsement", "endorsement"),
)


def an_organisation(code: str = "AUR", **changes: Any) -> Organisation:
    return Organisation(**{"code": code, "name": f"Organisation {code}", **changes})


def a_person(id: str = "ada", **changes: Any) -> Person:
    values = {"id": id, "name": id.title(), "email": f"{id}@example.org", **changes}
    return Person(**values)


def a_text(*words: str) -> Text:
    said = words or ("The organisations agree to share what they know.",)
    return Text(
        tuple(Paragraph(f"p{n}", Kind.OPERATIVE, line) for n, line in enumerate(said, start=1))
    )


def a_text_head(text: Text | None = None, **changes: Any) -> TextHead:
    of = text or a_text()
    values = {"number": 1, "hash": text_hash(of), "made_at": NOON, "by": "ada"}
    return TextHead(**{**values, "words": word_count(of), **changes})


def a_negotiation(
    symbol: str = "SEA", codes: tuple[str, ...] = CODES, **changes: Any
) -> Negotiation:
    """With one focal point an organisation (named as its code, in lower case) and two officers."""
    values: dict[str, Any] = {
        "symbol": symbol,
        "title": "Ocean data",
        "purpose": "To measure the sea together",
        "zone": "Europe/Paris",
        "workflow": "joint-objective",
        "workflow_version": 1,
        "opened_at": NOON,
        "participants": tuple(Participant(code) for code in codes),
        "delegates": tuple(
            Delegate(code.lower(), code, Capacity.FOCAL_POINT, NOON) for code in codes
        ),
        "officers": (Officer("ada", Role.SECRETARIAT), Officer("bea", Role.CHAIR)),
        "version": 1,
    }
    return Negotiation(**{**values, **changes})


def a_meeting(number: int = 1, **changes: Any) -> Meeting:
    """Called for the tenth of March 2027, nine to five, with two items."""
    begins = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)
    values: dict[str, Any] = {
        "number": number,
        "title": "First session",
        "place": "Geneva, Room XX",
        "begins": begins,
        "ends": begins + timedelta(hours=8),
        "zone": "Europe/Zurich",
        "agenda": (AgendaItem(1, "Opening"), AgendaItem(2, "The text")),
    }
    return Meeting(**{**values, **changes})


def a_run(stage: str = "endorsement", number: int = 1, **changes: Any) -> StageRun:
    values: dict[str, Any] = {"number": number, "stage": stage, "round": 1, "entered_at": NOON}
    deadline = Deadline(NOON + timedelta(days=28), "Europe/Paris")
    return StageRun(**{**values, "deadline": deadline, **changes})


def a_ballot(number: int = 1, codes: tuple[str, ...] = CODES, **changes: Any) -> Ballot:
    values: dict[str, Any] = {
        "number": number,
        "stage": "endorsement",
        "round": 1,
        "text": 1,
        "text_hash": text_hash(a_text()),
        "rule": RuleRef("joint_endorsement", 1, {"num": 2, "den": 3}),
        "kinds": ("endorse", "no_objection", "abstain", "object"),
        "seats": tuple(Seat(code) for code in codes),
        "opened_at": NOON,
        "deadline": Deadline(NOON + timedelta(days=28), "Europe/Paris"),
    }
    return Ballot(**{**values, **changes})


def a_position(organisation: str = "AUR", number: int = 1, **changes: Any) -> Position:
    values: dict[str, Any] = {
        "organisation": organisation,
        "kind": "endorse",
        "by": organisation.lower(),
        "at": NOON + timedelta(hours=number),
        "number": number,
        "reference": f"P-{organisation}-{number}",
    }
    return Position(**{**values, **changes})


def an_objective(ref: str = "OBJ-0001", **changes: Any) -> Objective:
    """Just proposed and put forward for endorsement, with an open ballot."""
    values: dict[str, Any] = {
        "ref": ref,
        "negotiation": "SEA",
        "title": "Share soundings",
        "purpose": "One chart for all",
        "workflow": "joint-objective",
        "workflow_version": 1,
        "proposed_at": NOON,
        "proposed_by": "ada",
        "leads": ("AUR",),
        "text": a_text_head(),
        "run": a_run(),
        "rounds_allowed": 3,
        "ballot": a_ballot(),
        "ballots": 1,
        "paragraphs_minted": 1,
        "version": 1,
    }
    return Objective(**{**values, **changes})


def a_comment(number: int = 1, organisation: str = "BOR", **changes: Any) -> Comment:
    values: dict[str, Any] = {
        "number": number,
        "organisation": organisation,
        "by": organisation.lower(),
        "at": NOON,
        "text": 1,
        "round": 1,
        "type": CommentType.SUBSTANTIVE,
        "paragraph": "p1",
        "body": "Say which data.",
    }
    return Comment(**{**values, **changes})


def an_amendment(number: int = 1, sponsor: str = "BOR", **changes: Any) -> Amendment:
    """On the one paragraph of `a_text`, by the sponsor's focal point."""
    return Amendment(
        **{
            "number": number,
            "sponsor": sponsor,
            "by": sponsor.lower(),
            "at": NOON,
            "base": 1,
            "round": 1,
            "change": Change(
                Act.REPLACE, "p1", "The organisations agree to share all that they know."
            ),
            **changes,
        }
    )


def a_message(key: str = "a-key", **changes: Any) -> Message:
    values: dict[str, Any] = {"key": key, "kind": MailKind.REMINDER, "person": "ada"}
    return Message(**{**values, "facts": {"title": "Share soundings"}, **changes})


def a_timer(due_at: datetime = NOON + timedelta(days=28), **changes: Any) -> Timer:
    values: dict[str, Any] = {
        "objective": "OBJ-0001",
        "run": 1,
        "kind": TimerKind.CLOSE,
        "step": "",
        "due_at": due_at,
    }
    return Timer(**{**values, **changes})


def a_definition(version: int = 1, text: str = "name: a\n", **changes: Any) -> Published:
    values: dict[str, Any] = {
        "kind": DefinitionKind.WORKFLOW,
        "name": "joint-objective",
        "version": version,
        "text": text,
        "hash": words_hash(text),
        "published_at": NOON,
        "published_by": "ada",
    }
    return Published(**{**values, **changes})


def a_workflow_file(version: int = 2, *changes: tuple[str, str], name: str = NAME) -> str:
    """The file of the shipped workflow under another version, with these words replaced."""
    text = shipped_texts()[NAME, 1]
    for old, new in ((f"name: {NAME}", f"name: {name}"), ("version: 1\n", f"version: {version}\n")):
        head, found, rest = text.partition(f"\n{old}")
        assert found
        text = f"{head}\n{new}{rest}"
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def a_scenario(*changes: tuple[str, str]) -> str:
    """A short scenario of the default procedure, with these words replaced."""
    text = """\
schema_version: 1
title: A small story
workflow: joint-objective
zone: Europe/Brussels
participants: [AUR, {organisation: BOR, people: {focal_point: Boris}}]
objective: {title: Share soundings, text: [The organisations share soundings.]}
acts:
  - {at: 2027-03-22T10:00, by: AUR, do: propose, deadline: 72 hours}
  - {after: 1 hour, by: AUR, do: position, kind: support}
  - {at: 2027-03-25T10:00, by: BOR, do: position, kind: support, refused: too_late}
expect:
  - {stage: comment}
"""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def a_rule_file(version: int = 1, *changes: tuple[str, str], name: str = "house_majority") -> str:
    """The file of a rule of the house."""
    text = f"""\
# Rule 12 of the house
schema_version: 1
name: {name}
version: {version}
title: More than half of those for or against
source: Rules of the house (2027), rule 12
unconfirmed: whether observers are counted
positions:
  endorse: {{effects: [affirmative, strong]}}
  abstain: {{effects: [neutral, not_bound]}}
  object: {{effects: [negative], reasons: required, without_reasons: drop}}
parameters:
  share: {{type: share, default: 1/2, title: More than this share must agree.}}
criteria:
  - name: majority
    share: {{positions: [endorse]}}
    of: {{positions: [endorse, object]}}
    more_than: $share
"""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def naming(rule: str, version: int = 1) -> tuple[str, str]:
    """A change of the workflow's file: its endorsement follows a rule of the house."""
    old = "rule: {name: no_objection, version: 1, parameters: {share: 2/3, minimum: 2}}"
    return old, f"rule: {{name: {rule}, version: {version}}}"


def personal(person: Person) -> Personal:
    """What stays out of the record, with salts that are no secret here."""
    return Personal(person.id, person.name, person.email, "salt-1", "salt-2")


def invited(person: Person) -> e.PersonInvited:
    known = personal(person)
    return e.PersonInvited(
        person.id,
        known.name_commitment,
        known.email_commitment,
        person.zone,
        person.language,
        person.administrator,
    )


def proposed(objective: Objective, text: Text | None = None) -> tuple[e.ObjectiveEvent, ...]:
    """The events that lead to a new objective as `an_objective` gives it."""
    o = objective
    first = e.ObjectiveProposed(
        o.ref, o.title, o.purpose, o.workflow, o.workflow_version, o.leads, o.rounds_allowed,
        o.text, text or a_text(), o.paragraphs_minted,
    )  # fmt: skip
    entered = e.StageEntered(o.run, "propose", "", None)
    return (first, entered, e.BallotOpened(o.ballot)) if o.ballot else (first, entered)


def a_registry(database: Database, codes: tuple[str, ...] = CODES) -> None:
    """Organisations, their focal points, and two officers."""
    people = [a_person(id) for id in ("ada", "bea", *(code.lower() for code in codes))]
    events: list[e.Registration] = [e.OrganisationRegistered(an_organisation(c)) for c in codes]
    events += [invited(person) for person in people]
    with database.writing() as store:
        store.save_registry(events, {person.id: personal(person) for person in people})


def a_table(database: Database, codes: tuple[str, ...] = CODES) -> Negotiation:
    """A registry and a negotiation with everybody in it, and the moves of its workflow."""
    a_registry(database, codes)
    negotiation = a_negotiation(codes=codes)
    with database.writing() as store:
        store.publish_workflow("joint-objective", 1, MOVES)
        store.save_negotiation(None, negotiation, ())
    return negotiation


def seated(database: Database, codes: tuple[str, ...] = CODES) -> Objective:
    """An objective with an open ballot, stored with all it needs."""
    a_table(database, codes)
    objective = an_objective(ballot=a_ballot(codes=codes))
    with database.writing() as store:
        store.save_objective(None, objective, proposed(objective))
    return objective


def taking(objective: Objective, position: Position) -> tuple[Objective, e.PositionRecorded]:
    """The objective after that position, and the event."""
    ballot = objective.ballot
    if ballot is None:
        raise ValueError("there is no ballot")
    held = {**ballot.positions, position.organisation: position}
    after = replace(
        objective,
        ballot=replace(ballot, positions=held, recorded=position.number),
        version=objective.version + 1,
    )
    return after, e.PositionRecorded(ballot.number, position)
