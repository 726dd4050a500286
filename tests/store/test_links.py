"""Objectives that hang together: packages and alternatives, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from placet.engine import commands as c
from placet.engine.errors import BadInput, NotFound, Refused
from placet.engine.links import Link, LinkKind
from placet.engine.replay import differences, replay
from tests.invariants.checks import check_all, fingerprint
from tests.reliability import stages
from tests.reliability.copies import Copies
from tests.reliability.racing import Racers, running
from tests.reliability.world import SYMBOL, World


def _second(world: World, title: str = "Share charts") -> str:
    """Another objective of the table, put forward too."""
    world.propose(title)
    for lead in (stages.supported, stages.commenting, stages.revising, stages.put_forward):
        lead(world)
    return world.ref


def _endorse(world: World, ref: str, *who: str) -> None:
    """With everybody's endorsement the ballot closes at once."""
    world.ref = ref
    for name in who or ("aur", "bor", "cyg"):
        world.take(name, "endorse")


def _link(world: World, kind: LinkKind, *refs: str) -> None:
    world.at_table(c.LinkObjectives(kind, "Data and desks", refs))


def _links(world: World) -> tuple[Link, ...]:
    with world.database.reading() as store:
        return store.negotiation(SYMBOL).links


def _adopted(world: World, ref: str) -> bool:
    with world.database.reading() as store:
        return store.objective(ref).instrument is not None


@pytest.fixture(scope="module")
def racers() -> Iterator[Racers]:
    made = Racers(8)
    yield made
    made.close()


def test_what_is_linked_comes_back_and_stands_in_the_record(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        first, second = world.ref, world.propose("Share charts")
        _link(world, LinkKind.PACKAGE, first, second)
        assert _links(world) == (Link(1, LinkKind.PACKAGE, "Data and desks", (first, second)),)
        world.at_table(c.UnlinkObjectives(1, "They stand apart."))
        assert _links(world) == ()
        _link(world, LinkKind.ALTERNATIVES, first, second)
        assert [link.number for link in _links(world)] == [2]
        with world.database.reading() as store:
            told = replay(store.ledger_entries(SYMBOL))
            assert differences(told, store.negotiation(SYMBOL), store.objectives(SYMBOL)) == ()
        assert check_all(world.database) == []


def test_of_two_alternatives_that_both_have_every_endorsement_one_is_adopted(
    copies: Copies,
) -> None:
    with copies.at("put_forward") as world:
        first, second = world.ref, _second(world)
        _link(world, LinkKind.ALTERNATIVES, first, second)
        _endorse(world, first)
        assert _adopted(world, first)
        _endorse(world, second)
        assert not _adopted(world, second)
        assert world.objective().stage == "endorsement"
        before = fingerprint(world.database)
        with pytest.raises(Refused, match="no_rival_adopted"):
            world.step("adopt")
        assert fingerprint(world.database) == before
        view = world.cases.objective(world.actors["ada"], second)
        waits = {p.step: p.missing for p in view.steps}
        assert waits["adopt"] == ("no_rival_adopted",)
        world.at_table(c.UnlinkObjectives(1, "They are no alternatives after all."))
        world.step("adopt")
        assert _adopted(world, second)
        assert check_all(world.database) == []


def test_two_rivals_that_are_adopted_at_the_same_moment_are_not_both_adopted(
    copies: Copies, racers: Racers
) -> None:
    with copies.at("put_forward") as still:
        world = running(still)
        first, second = world.ref, _second(world)
        _link(world, LinkKind.ALTERNATIVES, first, second)
        _endorse(world, first, "aur", "bor")
        _endorse(world, second, "aur", "bor")
        world.clock.advance(days=60)
        close = c.TakeStep("adopt", "It is time.")
        acts = [partial(world.ask, "ada", close, objective=ref) for ref in (first, second)] * 4
        racers.race(acts)
        assert sorted([_adopted(world, first), _adopted(world, second)]) == [False, True]
        assert check_all(world.database) == []


def test_what_is_adopted_of_a_package_is_subject_to_the_whole(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        first, second = world.ref, _second(world)
        _link(world, LinkKind.PACKAGE, first, second)
        _endorse(world, first)
        assert _adopted(world, first)
        for command in (c.RecordSignature("AUR", "2027-09-01"), c.SetEntryIntoForce("2027-09-01")):
            with pytest.raises(BadInput, match=second):
                world.do("ada", command)
        _endorse(world, second)
        world.ref = first
        world.do("ada", c.RecordSignature("AUR", "2027-09-01"))
        with world.database.reading() as store:
            signed = store.objective(first).instrument
        assert signed is not None
        assert [x.organisation for x in signed.signatures] == ["AUR"]
        assert check_all(world.database) == []


def test_a_mail_about_the_adoption_says_what_it_is_subject_to(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        first, second = world.ref, world.propose("Share charts")
        _link(world, LinkKind.PACKAGE, first, second)
        _endorse(world, first)
        with world.database.reading() as store:
            told = [m.message for m in store.messages(objective=first, limit=500)]
        outcomes = [m.facts for m in told if m.kind == "outcome"]
        assert outcomes
        assert all(facts["subject_to"] == [second] for facts in outcomes)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (c.LinkObjectives(LinkKind.PACKAGE, "One", ("OBJ-0001",)), "between 2 and 50"),
        (c.LinkObjectives(LinkKind.PACKAGE, "One", ("OBJ-0001", "OBJ-0001")), "between 2 and 50"),
        (c.LinkObjectives(LinkKind.ALTERNATIVES, "One", ("OBJ-0001", "OBJ-9")), "OBJ-9"),
        (c.LinkObjectives(LinkKind.ALTERNATIVES, " ", ("OBJ-0001", "OBJ-0002")), "title"),
        (c.LinkObjectives(LinkKind.PACKAGE, "Two", ("OBJ-0001", "OBJ-0002")), "linked already"),
        (c.UnlinkObjectives(1, " "), "reason"),
    ],
)
def test_what_cannot_be_linked_is_said_and_changes_nothing(
    copies: Copies, command: c.LinkCommand, said: str
) -> None:
    with copies.at("proposed") as world:
        world.propose("Share charts")
        _link(world, LinkKind.PACKAGE, "OBJ-0001", "OBJ-0002")
        before = fingerprint(world.database)
        with pytest.raises(BadInput, match=said):
            world.at_table(command)
        assert fingerprint(world.database) == before


def test_a_link_that_is_not_there_cannot_be_taken_away(copies: Copies) -> None:
    with copies.at("proposed") as world, pytest.raises(NotFound):
        world.at_table(c.UnlinkObjectives(7, "Gone."))
