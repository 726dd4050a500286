"""Events say everything: folded they give the state, written down and read they are the same."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from typing import get_args

import pytest

from placet.engine import events as e
from placet.engine.codec import decode, encode
from placet.engine.evolve import begin, evolve
from placet.engine.ledger import canonical, value_hash
from placet.engine.model import Objective
from placet.engine.touched import part, touched_object

from .table import WORKFLOW, Table
from .walks import WALKS

walks = pytest.mark.parametrize("name", WALKS)
EVENTS: tuple[type, ...] = get_args(e.ObjectiveEvent)


def folded(table: Table, events: tuple[e.ObjectiveEvent, ...]) -> Objective:
    """The objective that these events make from nothing."""
    proposed, entered = events[0], events[1]
    assert isinstance(proposed, e.ObjectiveProposed)
    assert isinstance(entered, e.StageEntered)
    o = begin(proposed, entered, table.negotiation.symbol)
    for event in events:
        o = evolve(o, event)
    return o


@walks
def test_the_events_of_a_walk_give_the_state_that_its_commands_gave(name: str) -> None:
    table = WALKS[name]()
    assert replace(folded(table, table.events), version=len(table.log)) == table.o


@walks
def test_events_read_back_give_it_too(name: str) -> None:
    table = WALKS[name]()
    kinds = {kind.__name__: kind for kind in EVENTS}
    written = [(type(x).__name__, json.dumps(encode(x))) for x in table.events]
    read: tuple[e.ObjectiveEvent, ...] = tuple(
        decode(kinds[kind], json.loads(data)) for kind, data in written
    )
    assert read == table.events
    assert replace(folded(table, read), version=len(table.log)) == table.o


@walks
def test_every_state_on_the_way_is_the_same_after_writing_and_reading(name: str) -> None:
    for change in WALKS[name]().log:
        data = json.loads(canonical(encode(change.after)))
        assert decode(Objective, data) == change.after
        assert encode(decode(Objective, data)) == data


@walks
def test_every_command_reads_back(name: str) -> None:
    for change in WALKS[name]().log:
        assert decode(type(change.command), encode(change.command)) == change.command


def test_the_walks_know_every_event() -> None:
    seen = {type(x) for walk in WALKS.values() for x in walk().events}
    assert seen == set(EVENTS)


def test_the_walks_enter_every_stage() -> None:
    walked = [w for w in (walk() for walk in WALKS.values()) if w.workflow is WORKFLOW]
    events = [x for table in walked for x in table.events]
    entered = {x.run.stage for x in events if isinstance(x, e.StageEntered)}
    assert entered == set(WORKFLOW.stages)


@walks
def test_nothing_of_the_past_is_changed_by_going_on(name: str) -> None:
    table = WALKS[name]()
    for change, following in zip(table.log, table.log[1:], strict=False):
        assert following.before == change.after
        assert following.after.version == change.after.version + 1


@walks
def test_an_event_changes_the_hash_of_the_part_that_it_says_it_touches(name: str) -> None:
    table = WALKS[name]()
    o = None
    for change in table.log:
        o = change.before if change.before is not None else begin_of(change.events, table)
        for event in change.events:
            path = touched_object(event)
            after = evolve(o, event)
            same = value_hash(part(o, path)) == value_hash(part(after, path))
            assert same == (part(o, path) == part(after, path))
            if after != o:
                assert not same, (type(event).__name__, path)
            o = after


@walks
def test_an_event_leaves_every_other_comment_position_and_result_as_it_is(name: str) -> None:
    """But for those that make a new ballot, begin a new round, or publish several answers."""
    table = WALKS[name]()
    for change in table.log:
        o = change.before if change.before is not None else begin_of(change.events, table)
        for event in change.events:
            after = evolve(o, event)
            if not isinstance(event, e.BallotOpened | e.StageEntered | e.DispositionsPublished):
                for path in {*paths(o), *paths(after)} - {touched_object(event)}:
                    assert part(o, path) == part(after, path), (type(event).__name__, path)
            o = after


def begin_of(events: tuple[e.ObjectiveEvent, ...], table: Table) -> Objective:
    """What the first two events begin."""
    return folded(table, events[:2])


def paths(o: Objective) -> set[str]:
    """The parts of an objective with entries of their own."""
    found = {f"comment/{n}" for n in o.comments} | {"instrument"}
    found |= {f"amendment/{n}" for n in o.amendments} | {f"package/{p.number}" for p in o.packages}
    if o.ballot is not None:
        found |= {f"ballot/{o.ballot.number}/position/{x}" for x in o.ballot.positions}
    return found


def test_every_field_of_an_objective_survives_with_a_value_that_is_not_its_default() -> None:
    """A field that is left out at its default must come back where it is not."""
    seen: set[str] = set()
    for walk in WALKS.values():
        for change in walk().log:
            data = encode(change.after)
            seen |= set(data)
    of_readers = {"comments_hidden"}  # only what a reader sees of an objective has it
    assert seen == {f.name for f in dataclasses.fields(Objective)} - of_readers
