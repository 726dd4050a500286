"""Objectives: what is saved comes back, and only what was decided on is overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from placet.engine import events as e
from placet.engine.errors import AlreadyExists, Conflict, NotFound
from placet.engine.model import (
    BallotState,
    Deadline,
    Disposition,
    Instrument,
    Objective,
    Qualifier,
    Seat,
    SubState,
)
from placet.engine.store import Database
from tests.builders import (
    a_ballot,
    a_comment,
    a_position,
    a_run,
    a_table,
    a_text,
    a_text_head,
    an_objective,
    proposed,
    seated,
    taking,
)
from tests.fakes import NOON


def loaded(database: Database, ref: str = "OBJ-0001") -> Objective:
    with database.reading() as store:
        return store.objective(ref)


def save(
    database: Database, before: Objective | None, after: Objective, *events: e.ObjectiveEvent
) -> None:
    with database.writing() as store:
        store.save_objective(before, after, events, NOON + timedelta(hours=9))


def test_an_objective_comes_back_as_it_was_saved(database: Database) -> None:
    objective = seated(database)
    assert loaded(database) == objective
    with database.reading() as store:
        assert store.objectives("SEA") == (objective,)
        assert store.ballots(objective.ref) == (objective.ballot,)


def test_every_field_comes_back_with_its_microseconds(database: Database) -> None:
    a_table(database)
    late = NOON + timedelta(days=40, microseconds=123_457)
    ballot = a_ballot(
        seats=(Seat("CYG", ("P", "O"), 3), Seat("AUR", (), 0)),
        deadline=Deadline(late, "Asia/Tokyo"),
    )
    objective = an_objective(
        ballot=ballot,
        leads=("CYG", "AUR"),
        observers=("BOR",),
        touched=("p1",),
        came_from="comment",
        run=a_run(number=7, round=2, paused_at=late, deadline=None),
        text=a_text_head(organisation="AUR", note="fourth draft", editorial=True),
    )
    save(database, None, objective, *proposed(objective))
    assert loaded(database) == objective


def test_an_objective_that_does_not_exist_is_not_found(database: Database) -> None:
    with database.reading() as store, pytest.raises(NotFound):
        store.objective("OBJ-0099")


def test_a_reference_is_taken_once(database: Database) -> None:
    objective = seated(database)
    with pytest.raises(AlreadyExists):
        save(database, None, objective, *proposed(objective))


def test_a_position_is_recorded_replaced_and_withdrawn_and_history_keeps_all(
    database: Database,
) -> None:
    start = seated(database)
    first, event_1 = taking(start, a_position("BOR", 1, kind="object", reasons="Too vague"))
    save(database, start, first, event_1)
    full = a_position(
        "BOR",
        2,
        reasons="Better",
        paragraphs=("p1",),
        wording="share all",
        resolve="nothing",
        qualifiers=(Qualifier.RESERVATION, Qualifier.AD_REFERENDUM),
        reservation="not p1",
        confirm_by=NOON + timedelta(days=30),
    )
    second, event_2 = taking(first, full)
    save(database, first, second, event_2)
    assert loaded(database) == second

    assert second.ballot is not None
    bare = replace(second.ballot, positions={}, recorded=3)
    third = replace(second, ballot=bare, version=4)
    save(database, second, third, e.PositionWithdrawn(1, "BOR", "bor"))
    assert loaded(database) == third

    with database.reading() as store:
        history = store.position_history("OBJ-0001")
        assert [(h.position.number, h.position.kind) for h in history] == [
            (1, "object"),
            (2, "endorse"),
            (3, "withdrawn"),
        ]
        assert history[2].withdrawn
        assert store.position_by_reference("P-BOR-1")[2] == event_1.position
        with pytest.raises(NotFound):
            store.position_by_reference("P-XXX-1")


def test_of_two_changes_decided_on_one_version_the_second_is_told(database: Database) -> None:
    start = seated(database)
    by_bor, event_bor = taking(start, a_position("BOR"))
    by_cyg, event_cyg = taking(start, a_position("CYG"))
    save(database, start, by_bor, event_bor)
    with pytest.raises(Conflict):
        save(database, start, by_cyg, event_cyg)
    assert loaded(database) == by_bor


def test_whatever_raises_leaves_nothing_behind(database: Database) -> None:
    start = seated(database)
    after, event = taking(start, a_position())

    def interrupted() -> None:
        with database.writing() as store:
            store.save_objective(start, after, (event,))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert loaded(database) == start


def test_a_ballot_closes_the_objective_moves_on_and_a_position_is_confirmed(
    database: Database,
) -> None:
    start = seated(database)
    taken, recorded = taking(
        start, a_position(qualifiers=(Qualifier.AD_REFERENDUM,), confirm_by=NOON + timedelta(9))
    )
    assert taken.ballot is not None
    end = NOON + timedelta(days=28)
    closed = replace(taken.ballot, state=BallotState.CLOSED, closed_at=end, passed=True)
    run = a_run("adopted", 2, entered_at=end, deadline=None)
    instrument = Instrument(1, start.text.hash, 1, end, provisional=True, not_bound=("CYG",))
    after = replace(taken, ballot=closed, run=run, instrument=instrument, came_from="endorsement")
    save(
        database,
        start,
        after,
        recorded,
        e.BallotClosed(1, BallotState.CLOSED, end, True, {"passes": True}),
        e.StageEntered(run, "adopt", "", "endorsement"),
        e.Adopted(instrument),
    )
    assert loaded(database) == after
    with database.reading() as store:
        assert store.verdict("OBJ-0001", 1) == {"passes": True}

    at = end + timedelta(days=1)
    held = replace(closed.positions["AUR"], confirmed_at=at)
    confirmed = replace(after, ballot=replace(closed, positions={"AUR": held}), version=3)
    save(database, after, confirmed, e.PositionConfirmed(1, "AUR", "aur", at))
    assert loaded(database) == confirmed


def test_a_command_may_move_through_several_stages(database: Database) -> None:
    a_table(database)
    runs = [a_run(stage, n) for n, stage in enumerate(("proposal", "comment", "revision"), 1)]
    after = an_objective(run=runs[2], ballot=None, ballots=0)
    head, *_ = proposed(after)
    entered = [e.StageEntered(run, "go", "", None) for run in runs]
    save(database, None, after, head, *entered)
    assert loaded(database) == after


def test_a_new_text_and_a_new_ballot_replace_the_old_ones(database: Database) -> None:
    start = seated(database)
    words = a_text("Other words.")
    head = a_text_head(words, number=2, by="bea", organisation="BOR")
    run = a_run(number=2)
    ballot = a_ballot(2, text=2, text_hash=head.hash)
    carried = a_position("CYG", 1, reference="P-CYG-9", carried_from=1)
    held = replace(ballot, positions={"CYG": carried}, recorded=1)
    after = replace(start, text=head, run=run, ballot=held, ballots=2, version=2)
    save(
        database,
        start,
        after,
        e.TextRevised(head, 1, words, 1, ("p1",)),
        e.BallotClosed(1, BallotState.SUPERSEDED, NOON, None, {}),
        e.StageEntered(run, "put_forward", "", None),
        e.BallotOpened(ballot),
        e.PositionRecorded(2, carried),
    )
    assert loaded(database) == after
    with database.reading() as store:
        assert store.text("OBJ-0001", 1) == a_text()
        assert store.text("OBJ-0001", 2) == words
        assert store.text_heads("OBJ-0001") == (start.text, head)
        assert [b.state for b in store.ballots("OBJ-0001")] == ["superseded", "open"]
        with pytest.raises(NotFound):
            store.text("OBJ-0001", 3)


def test_a_moved_deadline_moves_the_open_ballot(database: Database) -> None:
    start = seated(database)
    later = Deadline(NOON + timedelta(days=40), "Europe/Paris")
    assert start.ballot is not None
    after = replace(
        start,
        run=replace(start.run, deadline=later),
        ballot=replace(start.ballot, deadline=later),
        version=2,
    )
    save(database, start, after, e.DeadlineChanged(1, later, "asked for"))
    assert loaded(database) == after


def test_comments_of_the_present_round_come_with_the_objective(database: Database) -> None:
    a_table(database)
    start = an_objective(run=a_run("comment"), ballot=None, ballots=0)
    save(database, None, start, *proposed(start))
    made = a_comment()
    after = replace(start, comments={1: made}, comments_made=1, no_comments=("CYG",), version=2)
    save(database, start, after, e.CommentMade(made), e.NoCommentsStated("CYG", "cyg"))
    assert loaded(database) == after

    answered = replace(
        made, disposition=Disposition.NOTED, response="Thank you.", answered_by="ada"
    )
    closed = replace(after.run, state=SubState.CLOSED)
    told = replace(after, run=closed, comments={1: answered}, version=3)
    save(database, after, told, e.CommentAnswered(1, Disposition.NOTED, "Thank you.", "ada"))
    assert loaded(database) == told

    again = a_run("revision", 2, round=2)
    next_round = replace(told, run=again, comments={}, no_comments=(), version=4)
    save(database, told, next_round, e.StageEntered(again, "revise", "", None))
    assert loaded(database) == next_round
    with database.reading() as store:
        assert store.comments("OBJ-0001") == (answered,)
