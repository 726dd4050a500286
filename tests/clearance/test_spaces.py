"""Drafting spaces: a few organisations share words that nobody else knows of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from placet.engine import commands as c
from placet.engine.errors import BadInput, Conflict, NotAllowed, NotFound, PlacetError
from placet.engine.prepared import Note
from placet.engine.sharing import DraftingSpace, Membership
from placet.engine.store import Database

from .room import OFFICERS, TABLE, Room, remark, rewording


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


def a_space(room: Room, *guests: str) -> DraftingSpace:
    """AUR opens one and invites."""
    return room.spaces.open(room.people["ann"], room.ref, "The two of us", guests or ("BOR",))


def joined(room: Room) -> DraftingSpace:
    """BOR has joined it."""
    space = a_space(room)
    return room.spaces.answer(room.people["bea"], room.ref, space.id, Membership.JOINED)


def test_an_invited_organisation_reads_nothing_before_it_joins(room: Room) -> None:
    space = a_space(room)
    room.spaces.keep(room.people["ann"], room.ref, space.id, Note("Planted"))
    (task,) = room.tasks("bea", "join")
    assert task.note == "The two of us"
    seen = room.spaces.one(room.people["bea"], room.ref, space.id)
    assert (seen.joined, seen.items) == (False, ())
    with pytest.raises(NotAllowed):
        room.spaces.keep(room.people["bea"], room.ref, space.id, Note("Mine"))
    with pytest.raises(NotFound):  # a drafter cannot answer, so there is nothing to know yet
        room.spaces.one(room.people["bob"], room.ref, space.id)
    room.spaces.answer(room.people["bea"], room.ref, space.id, Membership.JOINED)
    (note,) = room.spaces.one(room.people["bob"], room.ref, space.id).items
    assert note.content == Note("Planted")
    assert room.tasks("bea", "join") == []


@pytest.mark.parametrize("name", ["cyd", *OFFICERS, "obi"])
def test_for_everybody_else_the_space_is_as_absent_as_none(room: Room, name: str) -> None:
    space, actor = joined(room), room.people[name]
    item = room.spaces.keep(room.people["ann"], room.ref, space.id, rewording())
    asks: list[Callable[[str], object]] = [
        lambda id: room.spaces.one(actor, room.ref, id),
        lambda id: room.spaces.keep(actor, room.ref, id, Note("Mine")),
        lambda id: room.spaces.answer(actor, room.ref, id, Membership.JOINED),
        lambda id: room.spaces.propose(actor, room.ref, id, item.id, 1),
        lambda id: room.own.one(actor, room.ref, item.id if id == space.id else id),
    ]
    for ask in asks:
        told = []
        for id in (space.id, "n" * len(space.id)):
            with pytest.raises(PlacetError) as error:
                ask(id)
            told.append((type(error.value), error.value.sentence))
        assert told[0] == told[1]
    if name == "cyd":
        assert room.spaces.listed(actor, room.ref) == ()


def test_who_declines_or_leaves_sees_nothing_any_more_and_can_be_asked_again(room: Room) -> None:
    space, ann, bea = joined(room), room.people["ann"], room.people["bea"]
    with pytest.raises(BadInput):
        room.spaces.answer(bea, room.ref, space.id, Membership.JOINED)
    room.spaces.answer(bea, room.ref, space.id, Membership.LEFT)
    with pytest.raises(NotFound):
        room.spaces.one(bea, room.ref, space.id)
    room.spaces.invite(ann, room.ref, space.id, ("BOR", "CYG"))
    room.spaces.answer(bea, room.ref, space.id, Membership.DECLINED)
    after = room.spaces.answer(room.people["cyd"], room.ref, space.id, Membership.JOINED)
    assert dict(after.members) == {
        "AUR": Membership.JOINED,
        "BOR": Membership.DECLINED,
        "CYG": Membership.JOINED,
    }


def test_only_who_binds_opens_invites_and_answers(room: Room) -> None:
    space = joined(room)
    asks: list[Callable[[], object]] = [
        lambda: room.spaces.open(room.people["dan"], room.ref, "Ours", ("BOR",)),
        lambda: room.spaces.invite(room.people["dan"], room.ref, space.id, ("CYG",)),
        lambda: room.spaces.answer(room.people["bob"], room.ref, space.id, Membership.LEFT),
    ]
    for ask in asks:
        with pytest.raises(NotAllowed):
            ask()


@pytest.mark.parametrize("guests", [(), ("AUR",), ("NOBODY",)])
def test_a_space_is_shared_with_somebody_at_the_table(room: Room, guests: tuple[str, ...]) -> None:
    with pytest.raises(BadInput):
        room.spaces.open(room.people["ann"], room.ref, "Alone", guests)
    assert room.spaces.listed(room.people["ann"], room.ref) == ()


def test_one_member_proposes_a_draft_and_the_others_are_asked_to_co_sponsor(room: Room) -> None:
    space = joined(room)
    item = room.spaces.keep(room.people["bob"], room.ref, space.id, rewording())
    with pytest.raises(NotAllowed):
        room.spaces.propose(room.people["bob"], room.ref, space.id, item.id, item.version)
    room.spaces.propose(room.people["ann"], room.ref, space.id, item.id, item.version)
    (amendment,) = room.o.amendments.values()
    assert (amendment.sponsor, amendment.cosponsors) == ("AUR", ())
    (task,) = room.tasks("bea", "cosponsor")
    assert task.amendments == (1,)
    assert room.tasks("cyd", "cosponsor") == room.tasks("ann", "cosponsor") == []
    room.on_it("bea", c.CosponsorAmendment(1))
    assert room.tasks("bea", "cosponsor") == []
    with pytest.raises(BadInput):
        room.spaces.propose(room.people["bea"], room.ref, space.id, item.id, item.version)
    assert len(room.o.amendments) == 1


def test_two_members_who_write_the_same_draft_do_not_overwrite_each_other(room: Room) -> None:
    space = joined(room)
    item = room.spaces.keep(room.people["ann"], room.ref, space.id, rewording("One"))
    theirs = ("bea", rewording("Two"))
    room.spaces.keep(room.people["bea"], room.ref, space.id, theirs[1], item.id, item.version)
    with pytest.raises(Conflict):
        room.spaces.keep(
            room.people["ann"], room.ref, space.id, rewording("Three"), item.id, item.version
        )
    (held,) = room.spaces.one(room.people["ann"], room.ref, space.id).items
    assert held.content == rewording("Two")


def test_a_space_holds_notes_and_wordings_and_is_in_no_record(room: Room) -> None:
    with room.database.reading() as store:
        head = store.ledger_head(TABLE)
    space = joined(room)
    with pytest.raises(BadInput):
        room.spaces.keep(room.people["ann"], room.ref, space.id, remark())
    item = room.spaces.keep(room.people["ann"], room.ref, space.id, Note("Planted"))
    room.spaces.discard(room.people["bea"], room.ref, space.id, item.id, item.version)
    with room.database.reading() as store:
        assert store.ledger_head(TABLE) == head
    assert room.spaces.one(room.people["ann"], room.ref, space.id).items == ()


def test_the_words_of_a_space_are_not_in_the_batch_of_a_member(room: Room) -> None:
    space = joined(room)
    room.spaces.keep(room.people["ann"], room.ref, space.id, rewording())
    for name in ("ann", "bea"):
        assert room.own.batch(room.people[name], room.ref).items == ()
