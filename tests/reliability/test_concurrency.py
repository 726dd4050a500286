"""Many at once: exactly one wins, the others are told, and the result is a serial one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import pytest

from placet.engine import commands as c
from placet.engine.errors import (
    BadInput,
    Conflict,
    IllegalMove,
    NotAllowed,
    NotFound,
    NotOpen,
    PlacetError,
    Refused,
    Superseded,
    TooLate,
)
from placet.engine.model import BallotState
from placet.engine.service import Answer
from tests.invariants.checks import check_all
from tests.reliability.copies import Copies
from tests.reliability.racing import Outcome, Racers, running
from tests.reliability.world import SYMBOL, World

THREADS = 8
ORDINARY, MANY = 40, 200
ROUNDS = [
    pytest.param(ORDINARY, id="ordinary"),
    pytest.param(MANY, id="many", marks=pytest.mark.soak),
]
rounds = pytest.mark.parametrize("rounds", ROUNDS)


@pytest.fixture(scope="module")
def racers() -> Iterator[Racers]:
    made = Racers(THREADS)
    yield made
    made.close()


def refusals(outcomes: list[Outcome]) -> set[type[PlacetError]]:
    return {type(x.refusal) for x in outcomes if x.refusal is not None}


def asking(
    world: World, who: str, command: c.Command, key: str | None = None
) -> Callable[[], Answer]:
    return partial(world.ask, who, command, key)


@rounds
def test_of_eight_who_take_the_same_step_exactly_one_wins(
    copies: Copies, racers: Racers, rounds: int
) -> None:
    with copies.at("put_forward") as still:
        world = running(still)
        for n in range(rounds):
            name = "resume" if n % 2 else "hold"
            world.clock.advance(seconds=1)
            step = c.TakeStep(name, "It is time.")
            version = world.objective().version
            outcomes = racers.race([asking(world, "ada", step)] * THREADS)
            assert sum(x.won for x in outcomes) == 1
            assert refusals(outcomes) <= {IllegalMove, Refused, Conflict, NotOpen}
            assert world.objective().version == version + 1
        assert check_all(world.database) == []


@rounds
def test_eight_submissions_with_one_key_have_one_effect_and_one_answer(
    copies: Copies, racers: Racers, rounds: int
) -> None:
    with copies.at("put_forward") as still:
        world = running(still)
        for n in range(rounds):
            world.clock.advance(seconds=1)
            taken = world.position("endorse" if n % 2 else "abstain", reasons=f"Round {n}.")
            outcomes = racers.race([asking(world, "aur", taken, f"round-{n}")] * THREADS)
            answers = [x.answer for x in outcomes if x.answer is not None]
            assert len(answers) == THREADS
            assert len({(x.object, x.version, x.reference, x.stage) for x in answers}) == 1
            assert sum(not x.repeated for x in answers) == 1
            assert world.ballot().recorded == n + 1
        assert check_all(world.database) == []


@rounds
def test_eight_proposals_with_one_key_are_one_objective(
    copies: Copies, racers: Racers, rounds: int
) -> None:
    with copies.at("proposed") as still:
        world = running(still)
        with world.database.reading() as store:
            words = store.text(world.ref, 1)
        for n in range(rounds // 4):
            world.clock.advance(seconds=1)
            command = c.Propose(f"Objective {n}", "One", words, 9)
            outcomes = racers.race(
                [
                    partial(
                        world.ask,
                        "bor",
                        command,
                        f"proposal-{n}",
                        negotiation=SYMBOL,
                        objective=None,
                    )
                ]
                * THREADS
            )
            assert len({x.answer.object for x in outcomes if x.answer}) == 1
            assert all(x.won for x in outcomes)
        with world.database.reading() as store:
            assert len(store.objectives(SYMBOL)) == 1 + rounds // 4
        assert check_all(world.database) == []


@rounds
def test_a_position_at_the_deadline_is_in_time_and_counted_or_refused(
    copies: Copies, racers: Racers, rounds: int
) -> None:
    with copies.at("proposed") as still:
        world = running(still)
        for n in range(rounds):
            world.propose(f"Objective {n}")
            world.take("aur", "support")
            deadline = world.ballot().deadline.at
            late = world.position("support")
            number = late.ballot
            # The clock passes the deadline while the position is on its way.
            outcomes = racers.race(
                [
                    asking(world, "bor", late, f"late-{n}"),
                    partial(pass_deadline, world, deadline),
                ]
            )
            with world.database.reading() as store:
                ballot = {b.number: b for b in store.ballots(world.ref)}[number]
            assert ballot.state is BallotState.CLOSED
            assert ("BOR" in ballot.positions) == outcomes[0].won
            assert refusals(outcomes) <= {TooLate, NotOpen}
        assert check_all(world.database) == []


def tick(world: World) -> Answer:
    return Answer(world.ref, world.cases.tick())


def pass_deadline(world: World, deadline: datetime) -> Answer:
    world.clock.set(deadline)
    return tick(world)


@rounds
def test_a_position_and_a_return_to_revision_follow_one_another(
    copies: Copies, racers: Racers, rounds: int
) -> None:
    with copies.at("put_forward") as still:
        world = running(still)
        for n in range(rounds):
            world.do("bea", c.ExtendRounds("There is more to say."))
            taken = world.position("endorse")
            number = taken.ballot
            outcomes = racers.race(
                [
                    asking(world, "aur", taken, f"position-{n}"),
                    asking(world, "ada", c.TakeStep("revise", "A better wording.")),
                ]
            )
            assert outcomes[1].won
            assert refusals(outcomes) <= {NotOpen, Superseded}
            with world.database.reading() as store:
                ballot = {b.number: b for b in store.ballots(world.ref)}[number]
            assert ballot.state is BallotState.SUPERSEDED
            assert (ballot.recorded > 0) == outcomes[0].won
            world.clock.advance(seconds=1)
            world.revise(f"Each of them names {n + 2} desks.")
            world.step("put_forward")
        assert check_all(world.database) == []


@rounds
def test_closing_and_extending_follow_one_another(
    copies: Copies, racers: Racers, rounds: int
) -> None:
    with copies.at("proposed") as still:
        world = running(still)
        for n in range(rounds):
            world.propose(f"Objective {n}")
            world.take("aur", "support")
            o = world.objective()
            assert o.run.deadline is not None
            deadline = o.run.deadline.at
            later = c.ChangeDeadline(deadline.replace(year=deadline.year + 1), "Holidays.")
            outcomes = racers.race(
                [
                    partial(world.ask, "ada", later, expected=o.version),
                    partial(pass_deadline, world, deadline),
                ]
            )
            after = world.objective()
            assert after.run.deadline is not None
            if outcomes[0].won:
                assert (after.stage, after.run.deadline.at) == ("proposal", later.deadline)
            else:
                assert after.stage == "comment"
                assert refusals(outcomes) == {Conflict}
        assert check_all(world.database) == []


@rounds
def test_two_persons_of_one_seat_endorse_and_withdraw_one_after_the_other(
    copies: Copies, racers: Racers, rounds: int
) -> None:
    with copies.at("put_forward") as still:
        world = running(still)
        for _ in range(rounds):
            world.clock.advance(seconds=1)
            number = world.ballot().number
            outcomes = racers.race(
                [
                    asking(world, "aur", world.position("endorse")),
                    asking(world, "ava", c.WithdrawPosition(number)),
                ]
            )
            assert outcomes[0].won
            held = "AUR" in world.ballot().positions
            if outcomes[1].won:
                assert not held
            else:
                assert held
                assert refusals(outcomes) <= {NotOpen, BadInput}
                world.do("ava", c.WithdrawPosition(number))
        assert check_all(world.database) == []


@rounds
def test_a_position_and_the_end_of_a_delegation_follow_one_another(
    copies: Copies, racers: Racers, rounds: int
) -> None:
    with copies.at("put_forward") as still:
        world = running(still)
        ava = world.actors["ava"].person
        ended = c.EndDelegate(ava, "AUR")
        for n in range(rounds):
            world.clock.advance(seconds=1)
            outcomes = racers.race(
                [
                    asking(world, "ava", world.position("endorse"), f"p-{n}"),
                    partial(world.ask, "ada", ended, negotiation=SYMBOL, objective=None),
                ]
            )
            assert outcomes[1].won
            assert refusals(outcomes) <= {NotAllowed, NotFound}
            world.at_table(c.AppointDelegate(ava, "AUR"))
        assert check_all(world.database) == []


@rounds
def test_the_table_and_its_objectives_change_at_the_same_time(
    copies: Copies, racers: Racers, rounds: int
) -> None:
    """Neither waits for the other for ever, nor is refused because of it."""
    with copies.at("put_forward") as still:
        world = running(still)
        for n in range(rounds):
            world.clock.advance(seconds=1)
            code = f"N{n}"
            world.do("ada", c.RegisterOrganisation(code, code), objective=None)
            invited = c.InviteOrganisation(code)
            outcomes = racers.race(
                [
                    partial(world.ask, "ada", invited, negotiation=SYMBOL, objective=None),
                    asking(world, "aur", world.position("endorse"), f"p-{n}"),
                    asking(world, "bor", world.position("endorse"), f"q-{n}"),
                ]
            )
            assert all(x.won for x in outcomes)
        assert check_all(world.database) == []


@rounds
def test_two_clocks_close_and_remind_once(copies: Copies, racers: Racers, rounds: int) -> None:
    with copies.at("proposed") as still:
        world = running(still)
        for n in range(rounds // 4):
            world.propose(f"Objective {n}")
            world.until_deadline()
            racers.race([partial(tick, world)] * 4)
            world.clock.advance(seconds=40)
            racers.race([partial(tick, world)] * 4)
        assert check_all(world.database) == []
