"""Thousands of requests in any order, over HTTP, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.machine import Negotiating
from tests.model.table import Asked, asked, begin, seat_more
from tests.reliability.copies import Copies
from tests.reliability.stages import STAGES

RUNS, LENGTH = 25, 50


@pytest.fixture
def machine(copies: Copies) -> Iterator[type[Negotiating]]:
    """The machine over one database; every run begins with the same rows."""
    cast(dict[str, object], STAGES).setdefault("wide", ("table", seat_more))
    known: list[Asked] = []

    class Here(Negotiating):
        def lay(self) -> Asked:
            self.held = ExitStack()
            world = self.held.enter_context(copies.at("wide"))
            if not known:
                known.append(asked(world))
            begin(known[0])
            return known[0]

        def leave(self) -> None:
            self.held.close()

    yield Here
    for table in known:
        table.root.close()
        done = (f"{name} {n}" for name, n in sorted(table.counted.items()))
        print(f"\n{table.counted.total()} requests: {', '.join(done)}")  # noqa: T201


def test_whatever_is_asked_in_any_order_what_was_acknowledged_stays_true(
    machine: type[Negotiating],
) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=LENGTH,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
