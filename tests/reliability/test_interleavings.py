"""Two transactions, statement by statement, where only one order would hurt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from placet.engine.store import Database
from tests.invariants.checks import check_all
from tests.reliability.copies import RowCopies


@pytest.mark.postgres
def test_a_timer_that_is_finished_while_it_is_cancelled_stays_done(row_copies: RowCopies) -> None:
    with row_copies.at("proposed") as world:
        world.until_deadline(before=timedelta(hours=20))
        with world.database.writing() as store:
            due = store.claim_due_timers(world.clock.now(store))
        assert due
        another = Database(world.database.url)

        def finish(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.startswith("UPDATE timer SET state"):
                with another.writing() as store:
                    for timer in due:
                        store.finish_timer(timer.id, world.clock.now())

        event.listen(world.database.engine, "before_cursor_execute", finish)
        try:
            world.step("withdraw", "Nobody needs it.", who="aur")
        finally:
            event.remove(world.database.engine, "before_cursor_execute", finish)
            another.close()
        assert check_all(world.database) == []
