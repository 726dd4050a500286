"""A clock that goes back neither reopens what was closed nor sends again what was sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from placet.engine.errors import NotOpen, PlacetError, TooLate
from placet.engine.model import BallotState
from tests.invariants.checks import changed, check_all, fingerprint
from tests.reliability.copies import Copies
from tests.reliability.world import World

BACK = [timedelta(seconds=2), timedelta(hours=1), timedelta(days=10)]


def sent(world: World) -> int:
    world.deliver()
    with world.database.reading() as store:
        return len(store.mailbox(limit=10_000))


@pytest.mark.parametrize("back", BACK, ids=str)
def test_what_was_closed_stays_closed(copies: Copies, back: timedelta) -> None:
    with copies.at("supported") as world:
        late = world.position("support")
        world.until_deadline()
        world.tick()
        after = world.objective()
        mails = sent(world)
        world.clock.set(world.clock.now() - back)
        world.tick()
        with pytest.raises((NotOpen, TooLate)):
            world.do("bor", late)
        assert world.objective() == after
        assert sent(world) == mails
        with world.database.reading() as store:
            assert store.ballots(world.ref)[0].state is BallotState.CLOSED
        assert check_all(world.database) == []


@pytest.mark.parametrize("back", BACK, ids=str)
def test_who_was_reminded_is_not_reminded_again(copies: Copies, back: timedelta) -> None:
    with copies.at("proposed") as world:
        world.until_deadline(before=timedelta(hours=20))
        world.tick()
        mails = sent(world)
        there = world.clock.now()
        before = fingerprint(world.database)
        world.clock.set(there - back)
        world.tick()
        world.clock.set(there)
        world.tick()
        assert changed(before, fingerprint(world.database)) == []
        assert sent(world) == mails
        assert check_all(world.database) == []


def test_a_clock_that_goes_back_before_the_opening_refuses_people_politely(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        command = world.position("endorse")
        before = fingerprint(world.database)
        world.clock.set(world.clock.now() - timedelta(days=3650))
        with pytest.raises(PlacetError):
            world.do("aur", command)
        assert changed(before, fingerprint(world.database)) == []


def test_a_repeated_request_is_answered_whatever_the_clock_says(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        command = world.position("endorse")
        first = world.do("aur", command, key="once")
        world.clock.set(world.clock.now() - timedelta(hours=3))
        again = world.do("aur", command, key="once")
        assert (again.reference, again.repeated) == (first.reference, True)
