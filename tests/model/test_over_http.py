"""Thousands of requests in any order, over HTTP, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.laying import asked, begin, seat_more
from tests.model.machine import Negotiating
from tests.model.table import Asked
from tests.reliability.copies import Copies
from tests.reliability.stages import STAGES

LENGTH = 80
"""So many times a rule is chosen in each run."""

RUNS = [pytest.param(10, id="10-runs"), pytest.param(250, id="250-runs", marks=pytest.mark.soak)]
ENOUGH = 40
"""Of a hundred requests of a rule so many should be carried out."""


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
        print(spread(table))  # noqa: T201


def spread(table: Asked) -> str:
    """How often each rule asked for something, and how often it was done."""
    rules = sorted({name for name, _ in table.counted})
    lines = [f"{'rule':28}{'done':>7}{'refused':>9}{'share':>8}"]
    for name in rules:
        done, refused = table.counted[name, True], table.counted[name, False]
        share = 100 * done // (done + refused)
        lines.append(f"{name:28}{done:7}{refused:9}{share:6} %{' <' if share < ENOUGH else ''}")
    done = sum(n for (_, yes), n in table.counted.items() if yes)
    looked = ", ".join(f"{n} {what}" for what, n in sorted(table.looked.items()))
    return "\n".join(
        ["", *lines, f"{table.counted.total()} requests, {done} done; looked: {looked}"]
    )


@pytest.mark.no_cover
@pytest.mark.timeout(0)
@pytest.mark.parametrize("runs", RUNS)
def test_whatever_is_asked_in_any_order_what_was_acknowledged_stays_true(
    machine: type[Negotiating], runs: int
) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=LENGTH,
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
