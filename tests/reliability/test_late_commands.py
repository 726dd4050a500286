"""A command that comes after the deadline meets what time has decided, and changes nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from placet.engine import commands as c
from placet.engine.errors import Conflict
from placet.engine.store import Database
from tests.reliability.stages import live
from tests.reliability.world import World


def test_a_late_change_of_a_deadline_never_moves_that_of_the_next_stage(
    database: Database,
) -> None:
    world = live(World(database), "supported")
    with database.reading() as store:
        before = store.objective(world.ref)
    assert before.run.deadline is not None
    world.clock.set(before.run.deadline.at + timedelta(hours=1))

    later = c.ChangeDeadline(world.clock.now() + timedelta(days=90), "More time is needed.")
    with pytest.raises(Conflict):
        world.ask("ada", later)

    with database.reading() as store:
        after = store.objective(world.ref)
    assert after.run.entered_at == before.run.deadline.at
    assert after.run.number == before.run.number + 1 or after.run.state.value == "closed"
    assert after.run.deadline != later.deadline
