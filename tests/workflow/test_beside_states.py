"""The proof knows of concerns and of endorsers: negotiations come to no state but its own."""

from __future__ import annotations

from dataclasses import replace

from placet.engine.workflow import problems
from tests.decide.concerned import CONCERNED, concerned
from tests.decide.table import Table

from .test_states import walked


def test_a_walk_with_concerns_and_endorsers_stays_within_the_proof() -> None:
    known = walked(CONCERNED)
    walk = concerned()
    for change in walk.log:
        table = Table(walk.negotiation, change.at, change.after, CONCERNED, texts=walk.texts)
        assert known.was_here(table), change.command


def test_a_step_that_waits_for_endorsers_where_none_are_asked_for_is_a_flaw() -> None:
    nowhere = replace(CONCERNED.stages["intake"], endorsers=0)
    flawed = replace(CONCERNED, stages={**CONCERNED.stages, "intake": nowhere})
    assert any("endorsers_enough" in said for said in map(str, problems(flawed)))
