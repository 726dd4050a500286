"""Two levels: drafters prepare, whoever binds the organisation clears and submits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from placet.engine import assigning
from placet.engine import commands as c
from placet.engine.errors import (
    BadInput,
    Conflict,
    NotAllowed,
    NotFound,
    PlacetError,
    Superseded,
    TooLate,
)
from placet.engine.ledger import verify
from placet.engine.prepared import Note, Prepared, PreparedState
from placet.engine.store import Database, StoredMessage
from placet.engine.submitting import closing, submit

from .room import OFFICERS, TABLE, Room, remark, rewording

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


def prepared(room: Room, name: str = "ann") -> list[tuple[str, str]]:
    """What the person's organisation has prepared: words and states."""
    return [
        (getattr(i.content, "body", i.kind), i.state)
        for i in room.own.batch(room.people[name], room.ref).items
    ]


def keep(room: Room, name: str, content: object = None, **more: object) -> Prepared:
    given = remark() if content is None else content
    return room.own.keep(room.people[name], room.ref, given, **more)  # type: ignore[arg-type]


def test_a_drafter_prepares_the_focal_point_clears_and_submits_and_one_comment_is_made(
    room: Room,
) -> None:
    dan, ann = room.people["dan"], room.people["ann"]
    item = keep(room, "dan", ready=True)
    assert room.o.comments == {}
    cleared = room.own.do(ann, room.ref, item.id, item.version, "clear")
    made = submit(room.own, ann, room.ref, [(item.id, cleared.version)])
    assert made.kept == ()
    (comment,) = room.o.comments.values()
    assert (comment.organisation, comment.body, comment.by) == ("AUR", "Too vague", ann.person)
    (gone,) = room.own.batch(dan, room.ref).items
    assert (gone.state, gone.reference) == (PreparedState.SUBMITTED, "1")
    assert [d.did for d in gone.history] == ["began", "ready", "cleared", "submitted"]
    assert [d.by for d in gone.history] == [dan.person, dan.person, ann.person, ann.person]


def test_a_batch_is_submitted_at_once_with_one_receipt_and_one_word_to_the_secretariat(
    room: Room,
) -> None:
    items = [keep(room, "ann", remark(f"Remark {n}")) for n in range(5)]
    submit(room.own, room.people["ann"], room.ref, [(i.id, i.version) for i in items])
    assert [k.body for k in room.o.comments.values()] == [f"Remark {n}" for n in range(5)]
    receipts = room.mails("comments_submitted")
    people = {room.id(name) for name in ("ann", "alt", "dan", "eva", "obi")}
    assert {m.message.person for m in receipts} == people
    assert len(receipts) == 5
    assert [m.message.person for m in room.mails("comments_received")] == [room.id("sec")]
    references = [i.reference for i in room.own.batch(room.people["ann"], room.ref).items]
    assert references == ["1", "2", "3", "4", "5"]


def test_nobody_who_only_prepares_clears_returns_or_submits(room: Room) -> None:
    item = keep(room, "dan")
    dan = room.people["dan"]
    for deed in ("clear", "return"):
        with pytest.raises(NotAllowed):
            room.own.do(dan, room.ref, item.id, item.version, deed, "No")
    with pytest.raises(NotAllowed):
        submit(room.own, dan, room.ref, [(item.id, item.version)])
    with pytest.raises(NotAllowed):
        room.on_it("dan", remark())
    assert prepared(room) == [("Too vague", "draft")]
    assert room.o.comments == {}


@pytest.mark.parametrize("name", [*OFFICERS, "obi"])
def test_who_prepares_for_nobody_is_told_so_whether_something_is_prepared_or_not(
    room: Room, name: str
) -> None:
    actor = room.people[name]
    item = keep(room, "dan")
    asks: list[Callable[[], object]] = [
        lambda: room.own.batch(actor, room.ref),
        lambda: room.own.one(actor, room.ref, item.id),
        lambda: room.own.one(actor, room.ref, "nothing"),
        lambda: room.own.keep(actor, room.ref, remark()),
        lambda: room.own.discard(actor, room.ref, item.id, item.version),
        lambda: assigning.finish(room.own, actor, room.ref, "nothing"),
    ]
    for ask in asks:
        with pytest.raises(NotAllowed):
            ask()


def test_a_thing_of_another_organisation_is_as_absent_as_none(room: Room) -> None:
    item, bea = keep(room, "dan"), room.people["bea"]
    asks: list[Callable[[str], object]] = [
        lambda id: room.own.one(bea, room.ref, id),
        lambda id: room.own.do(bea, room.ref, id, 1, "clear"),
        lambda id: room.own.discard(bea, room.ref, id, 1),
        lambda id: room.own.keep(bea, room.ref, remark(), id=id, version=1),
        lambda id: submit(room.own, bea, room.ref, [(id, 1)]),
        lambda id: assigning.assign(room.own, bea, room.ref, "prepared", id, room.id("bob")),
    ]
    for ask in asks:
        told = []
        for id in (item.id, "n" * len(item.id)):
            with pytest.raises(NotFound) as error:
                ask(id)
            told.append(str(error.value).replace(id, "…"))
        assert told[0] == told[1]
    assert prepared(room) == [("Too vague", "draft")]
    assert prepared(room, "bea") == []


def test_two_who_write_the_same_thing_do_not_overwrite_each_other(room: Room) -> None:
    item = keep(room, "dan", remark("First"))
    keep(room, "eva", remark("Hers"), id=item.id, version=item.version)
    with pytest.raises(Conflict):
        keep(room, "dan", remark("His"), id=item.id, version=item.version)
    assert prepared(room) == [("Hers", "draft")]


def test_clearance_is_given_to_words_and_other_words_of_a_drafter_lose_it(room: Room) -> None:
    item = keep(room, "dan", ready=True)
    cleared = room.own.do(room.people["ann"], room.ref, item.id, item.version, "clear")
    after = keep(room, "dan", remark("Other"), id=item.id, version=cleared.version)
    assert after.state is PreparedState.DRAFT
    same = keep(room, "dan", remark("Other"), id=item.id, version=after.version)
    assert same == after


def test_what_comes_back_says_why_and_stands_in_the_inbox_of_who_wrote_it(room: Room) -> None:
    item = keep(room, "dan", ready=True)
    assert room.tasks("dan", "returned") == []
    ann = room.people["ann"]
    with pytest.raises(BadInput):
        room.own.do(ann, room.ref, item.id, item.version, "return", "  ")
    room.own.do(ann, room.ref, item.id, item.version, "return", "Say which data")
    (task,) = room.tasks("dan", "returned")
    assert (task.counts, task.note) == ({"comment": 1}, "Say which data")
    assert room.tasks("eva", "returned") == []
    assert room.tasks("ann", "clear") == []


def test_whoever_clears_has_it_in_the_inbox_and_gets_one_mail_an_hour_at_most(room: Room) -> None:
    keep(room, "dan", remark("One"), ready=True)
    (first, *_rest) = waiting(room, "ann")
    assert (first.due_at, first.message.facts["counts"]) == (room.clock.now(), {"comment": 1})
    send(room, first.id)
    room.wait(5 * MINUTE)
    keep(room, "dan", remark("Two"), ready=True)
    room.wait(5 * MINUTE)
    keep(room, "eva", rewording(), ready=True)
    (task,) = room.tasks("ann", "clear")
    assert task.counts == {"comment": 2, "amendment": 1}
    queued = [m for m in waiting(room, "ann") if m.state == "queued"]
    assert [m.message.facts["counts"] for m in queued] == [{"comment": 2, "amendment": 1}]
    assert [m.due_at - first.due_at for m in queued] == [HOUR]


def test_a_mail_about_clearance_is_in_no_list_of_the_negotiation(room: Room) -> None:
    keep(room, "dan", remark("Planted"), ready=True)
    for stored in waiting(room, "ann"):
        about = stored.message
        assert (about.negotiation, about.objective, about.organisation) == (None, None, None)
        assert "Planted" not in repr(about.facts)
    with room.database.reading() as store:
        for listed in (store.messages(negotiation=TABLE), store.messages(objective=room.ref)):
            assert not [m for m in listed if m.message.kind == "clearance_waits"]


def waiting(room: Room, name: str) -> list[StoredMessage]:
    return [m for m in room.mails("clearance_waits") if m.message.person == room.id(name)]


def send(room: Room, id: int) -> None:
    """A worker hands the message over."""
    now = room.clock.now()
    with room.database.writing() as store:
        while (claimed := store.claim_message(now, HOUR, "worker")) is not None:
            store.store_bytes(claimed.id, "worker", b"x")
            store.mark_sent(claimed.id, "worker", now, "ok")


def test_what_does_not_fit_any_more_is_named_and_the_rest_is_submitted(room: Room) -> None:
    good = keep(room, "ann", remark("Good"))
    gone = keep(room, "ann", remark("Gone", "p9"))
    old = keep(room, "ann", c.RecordPosition(1, "0" * 64, "endorse"))
    chosen = [(i.id, i.version) for i in (good, gone, old)]
    made = submit(room.own, room.people["ann"], room.ref, chosen)
    assert [i.content for i in made.done] == [good.content]
    assert {i.id: type(e) for i, e in made.kept} == {gone.id: BadInput, old.id: TooLate}
    assert [k.body for k in room.o.comments.values()] == ["Good"]
    unfit = room.own.batch(room.people["ann"], room.ref).unfit
    assert set(unfit) == {gone.id, old.id}


def test_nothing_is_submitted_after_the_deadline_and_everything_is_kept(room: Room) -> None:
    item = keep(room, "ann")
    assert room.o.run.deadline is not None
    room.clock.set(room.o.run.deadline.at)
    made = submit(room.own, room.people["ann"], room.ref, [(item.id, item.version)])
    assert made.done == ()
    assert room.o.comments == {}
    assert prepared(room) == [("Too vague", "cleared")]


def test_a_position_is_proposed_by_a_drafter_and_recorded_by_the_focal_point(room: Room) -> None:
    room.put_forward()
    item = keep(room, "dan", room.position("endorse"), ready=True)
    assert room.o.ballot is not None
    assert dict(room.o.ballot.positions) == {}
    with pytest.raises(NotAllowed):
        room.on_it("dan", room.position("endorse"))
    submit(room.own, room.people["ann"], room.ref, [(item.id, item.version)])
    held = room.o.ballot.positions["AUR"]
    assert (held.kind, held.by) == ("endorse", room.id("ann"))
    (gone,) = room.own.batch(room.people["dan"], room.ref).items
    assert gone.reference == held.reference


def test_a_position_on_a_ballot_that_was_superseded_is_kept_with_the_reason(room: Room) -> None:
    room.put_forward()
    item = keep(room, "dan", room.position("endorse"), ready=True)
    room.on_it("chair", c.TakeStep("revise", "More work"))
    room.on_it("sec", c.TakeStep("put_forward"))
    made = submit(room.own, room.people["ann"], room.ref, [(item.id, item.version)])
    ((kept, error),) = made.kept
    assert (kept.id, type(error)) == (item.id, Superseded)


def test_an_amendment_is_prepared_and_closed_by_the_command_that_proposes_it(room: Room) -> None:
    item = keep(room, "dan", rewording(), ready=True)
    submit(room.own, room.people["alt"], room.ref, [(item.id, item.version)])
    (amendment,) = room.o.amendments.values()
    assert (amendment.sponsor, amendment.change.words) == ("AUR", "Parties may share.")
    assert room.own.one(room.people["dan"], room.ref, item.id).reference == "1"


def test_when_a_thing_changes_meanwhile_neither_the_record_nor_the_thing_is_written(
    room: Room,
) -> None:
    item, ann = keep(room, "dan", ready=True), room.people["ann"]
    beside = closing(room.own, ann, room.ref, [item], [])
    keep(room, "eva", remark("Hers"), id=item.id, version=item.version)
    with pytest.raises(Conflict):
        room.cases.handle(ann, c.SubmitComments((remark(),)), objective=room.ref, beside=beside)
    assert room.o.comments == {}
    assert prepared(room) == [("Hers", "draft")]


def test_pressing_submit_twice_submits_once(room: Room) -> None:
    item, ann = keep(room, "ann"), room.people["ann"]
    for _ in range(2):
        submit(room.own, ann, room.ref, [(item.id, item.version)])
    assert len(room.o.comments) == 1


def test_what_is_prepared_or_discarded_is_not_in_the_record(room: Room) -> None:
    with room.database.reading() as store:
        before, head = room.o, store.ledger_head(TABLE)
    item = keep(room, "dan", remark("Planted"), ready=True)
    keep(room, "eva", Note("Planted too"))
    keep(room, "ann", remark("Planted again"), id=item.id, version=item.version)
    room.own.discard(room.people["dan"], room.ref, item.id, 2)
    with room.database.reading() as store:
        assert (room.o, store.ledger_head(TABLE)) == (before, head)
        entries = store.ledger_entries(TABLE, limit=999)
        assert verify(entries) == verify(entries)
        assert "Planted" not in repr(entries)
        with pytest.raises(NotFound):
            store.one_prepared(item.id)


def test_submitting_nothing_and_writing_nothing_are_refused(room: Room) -> None:
    ann = room.people["ann"]
    bad: list[Callable[[], object]] = [
        lambda: submit(room.own, ann, room.ref, []),
        lambda: keep(room, "ann", remark("  ")),
        lambda: keep(room, "ann", remark("x" * 4_001)),
        lambda: keep(room, "ann", Note("a\x00b")),
        lambda: room.own.do(ann, room.ref, keep(room, "ann", Note("Us")).id, 1, "clear"),
    ]
    for one in bad:
        with pytest.raises(BadInput):
            one()


# Internal deadlines and assignments


def test_an_internal_deadline_lies_before_the_real_one_and_is_shown_to_its_own_people(
    room: Room,
) -> None:
    ann, now = room.people["ann"], room.clock.now()
    assert room.o.run.deadline is not None
    real = room.o.run.deadline.at
    for bad in (now, real, real + HOUR):
        with pytest.raises(BadInput):
            assigning.set_internal(room.own, ann, room.ref, bad)
    with pytest.raises(NotAllowed):
        assigning.set_internal(room.own, room.people["dan"], room.ref, real - HOUR)
    assigning.set_internal(room.own, ann, room.ref, real - 48 * HOUR)
    for name, found in (("dan", real - 48 * HOUR), ("bea", None)):
        internal = room.own.batch(room.people[name], room.ref).internal
        assert (internal.deadline.at if internal else None) == found


def test_the_reminder_goes_to_those_who_prepare_and_moves_with_the_deadline(room: Room) -> None:
    ann = room.people["ann"]
    assert room.o.run.deadline is not None
    real = room.o.run.deadline.at
    assigning.set_internal(room.own, ann, room.ref, real - 48 * HOUR)
    room.wait(MINUTE)
    assigning.set_internal(room.own, ann, room.ref, real - 96 * HOUR)
    found = room.mails("internal_reminder")
    told = {room.id(name) for name in ("ann", "alt", "dan", "eva")}
    assert {m.message.person for m in found if m.state == "queued"} == told
    assert {m.due_at for m in found if m.state == "queued"} == {real - 120 * HOUR}
    assert {m.state for m in found if m.due_at != real - 120 * HOUR} == {"cancelled"}
    assigning.set_internal(room.own, ann, room.ref, None)
    assert {m.state for m in room.mails("internal_reminder")} == {"cancelled"}


def test_an_expert_has_what_was_assigned_in_the_inbox_until_it_is_done(room: Room) -> None:
    ann, dan = room.people["ann"], room.people["dan"]
    due = room.clock.now() + 24 * HOUR
    made = assigning.assign(
        room.own, ann, room.ref, "paragraph", "p2", dan.person, "You know this", due
    )
    (task,) = room.tasks("dan", "assigned")
    assert (task.note, task.who, task.due.at) == ("You know this", ann.person, due)
    assert room.tasks("bea", "assigned") == []
    with pytest.raises(NotFound):
        assigning.finish(room.own, room.people["eva"], room.ref, made.id)
    assigning.finish(room.own, dan, room.ref, made.id)
    assert room.tasks("dan", "assigned") == []


def test_work_is_assigned_inside_the_organisation_and_to_those_who_prepare(room: Room) -> None:
    ann = room.people["ann"]
    for stranger in ("bea", "obi", "sec", "ann"):
        with pytest.raises(BadInput):
            assigning.assign(room.own, ann, room.ref, "paragraph", "p1", room.id(stranger))
    for about, key in (("paragraph", "p9"), ("comment", "7"), ("else", "x")):
        with pytest.raises(PlacetError):
            assigning.assign(room.own, ann, room.ref, about, key, room.id("dan"))
    with pytest.raises(NotAllowed):
        assigning.assign(room.own, room.people["dan"], room.ref, "paragraph", "p1", room.id("eva"))
    assigning.assign(
        room.own, room.people["dan"], room.ref, "objective", "objective", room.id("eva")
    )
    assert len(room.tasks("eva", "assigned")) == 1


# Typing


def test_what_somebody_types_is_there_when_they_come_back_and_theirs_alone(room: Room) -> None:
    dan, eva = room.people["dan"], room.people["eva"]
    assigning.keep_typed(room.own, dan, room.ref, "comment:p1", {"body": "Half a sen"})
    assigning.keep_typed(room.own, dan, room.ref, "comment:p1", {"body": "Half a sentence"})
    found = assigning.typed(room.own, dan, room.ref, "comment:p1")
    assert found == ({"body": "Half a sentence"}, room.clock.now())
    assert assigning.typed(room.own, eva, room.ref, "comment:p1") is None
    assigning.drop_typed(room.own, dan, room.ref, "comment:p1")
    assert assigning.typed(room.own, dan, room.ref, "comment:p1") is None


def test_a_prepared_thing_stays_what_it_is(room: Room) -> None:
    item = keep(room, "ann")
    with pytest.raises(BadInput):
        keep(room, "ann", Note("Words"), id=item.id, version=item.version)
    assert room.own.one(room.people["ann"], room.ref, item.id) == replace(item)
