"""How far a negotiation has come: each stage of it, reached from the one before.

Scenarios begin at one of them; each is lived once and then copied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from placet.engine.model import Qualifier
from tests.reliability.world import MOMENT, World


def registered(world: World) -> None:
    world.register()


def table(world: World) -> None:
    world.open_table()


def proposed(world: World) -> None:
    world.clock.advance(hours=1)
    world.propose()


def delivered(world: World) -> None:
    world.deliver()


def supported(world: World) -> None:
    world.clock.advance(hours=1)
    world.take("aur", "support")
    world.take("bor", "support")
    world.take("cyg", "stand_aside")


def commenting(world: World) -> None:
    world.until_deadline()
    world.tick()


def commented(world: World) -> None:
    world.clock.advance(days=1)
    world.comment("bor")
    world.comment("cyg", "Two days are short.")


def revising(world: World) -> None:
    world.step("close_comments")


def answered(world: World) -> None:
    world.answer(1)
    world.answer(2)


def put_forward(world: World) -> None:
    world.clock.advance(days=1)
    world.step("put_forward")


def endorsed_by_one(world: World) -> None:
    world.clock.advance(hours=1)
    world.take("aur", "endorse")


def ad_referendum(world: World) -> None:
    world.take("bor", "endorse", qualifiers=(Qualifier.AD_REFERENDUM,))
    world.take("cyg", "abstain")


STAGES: Mapping[str, tuple[str, Callable[[World], None]]] = {
    "registered": ("", registered),
    "table": ("registered", table),
    "proposed": ("table", proposed),
    "delivered": ("proposed", delivered),
    "supported": ("proposed", supported),
    "commenting": ("supported", commenting),
    "commented": ("commenting", commented),
    "revising": ("commented", revising),
    "answered": ("revising", answered),
    "put_forward": ("answered", put_forward),
    "endorsed_by_one": ("put_forward", endorsed_by_one),
    "adopted_provisionally": ("endorsed_by_one", ad_referendum),
}
"""Each stage with the one before it and what leads from there."""


def path_to(stage: str) -> tuple[str, ...]:
    """All stages up to this one."""
    before = STAGES[stage][0] if stage else ""
    return () if not stage else (*path_to(before), stage)


def live(world: World, stage: str) -> World:
    """Live an empty installation up to a stage."""
    for name in path_to(stage):
        STAGES[name][1](world)
        world.clock.set(world.clock.now() + MOMENT)
    return world


def after(world: World, days: int) -> World:
    """Let days pass, with everything that the clock has to do on them."""
    for _ in range(days):
        world.clock.set(world.clock.now() + timedelta(days=1))
        world.tick()
    return world
