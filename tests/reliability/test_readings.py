"""Looking changes nothing, and who acted sees their own act at once, wherever they look."""

from __future__ import annotations

from placet.engine.clock import Clock
from placet.engine.service import UseCases
from placet.engine.store import Database
from placet.workflows import shipped
from tests.fakes import Mint
from tests.invariants.checks import changed, fingerprint
from tests.reliability.copies import Copies
from tests.reliability.world import SYMBOL, World


def replica(world: World) -> UseCases:
    """Another server over the same database."""
    clock: Clock = world.clock
    return UseCases(Database(world.database.url), shipped(), clock, Mint())


def test_no_reading_changes_anything(copies: Copies) -> None:
    with copies.at("adopted_provisionally") as world:
        before = fingerprint(world.database)
        world.until_deadline()
        world.clock.advance(days=1)  # there would be something to write, for whoever writes
        for actor in world.actors.values():
            if actor.person == "founder":
                continue
            world.cases.inbox(actor)
            world.cases.negotiation(actor, SYMBOL)
            world.cases.objective(actor, world.ref)
            world.cases.objective(actor, world.ref, version=1)
        with world.database.reading() as store:
            assert list(store.ledger_export(SYMBOL))
        assert changed(before, fingerprint(world.database)) == []


def test_who_acted_reads_the_own_act_at_once_on_every_server(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        other = replica(world)
        try:
            for kind in ("endorse", "abstain", "no_objection"):
                world.clock.advance(seconds=1)
                answer = world.take("aur", kind, reasons="We said so.")
                for cases in (world.cases, other):
                    shown = cases.objective(world.actors["aur"], world.ref).objective
                    assert shown.ballot is not None
                    held = shown.ballot.positions["AUR"]
                    assert (held.kind, held.reference) == (kind, answer.reference)
                    assert shown.version == answer.version
        finally:
            other.database.close()


def test_what_was_acknowledged_is_what_is_stored_and_shown(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        answer = world.object_to("cyg")
        with world.database.reading() as store:
            ref, ballot, stored = store.position_by_reference(answer.reference)
            assert (ref, ballot) == (world.ref, world.ballot().number)
        shown = world.cases.objective(world.actors["bea"], world.ref).objective
        assert shown.ballot is not None
        assert shown.ballot.positions["CYG"] == stored
        assert (stored.kind, stored.reasons) == ("object", "Two days are too short.")
