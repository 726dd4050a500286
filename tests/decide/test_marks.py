"""What a rule asks for beside the kind of a position: an expert named with an approval."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.codec import decode, encode
from placet.engine.errors import BadInput
from placet.templates.labels import position_in_full
from placet.workflows import load

from .table import FIRST, HOUR, ORGANISATIONS, Table, a_table, focal

COMMITTEE = load(Path(__file__).with_name("marks.yaml"))


def proposed() -> Table:
    """Six P-members are asked about new work of UNEP."""
    table = a_table(workflow=COMMITTEE)
    seats = tuple(replace(p, classes=("P",)) for p in table.negotiation.participants)
    table.negotiation = replace(table.negotiation, participants=seats)
    return table.do("unep", c.Propose("Share", "More", FIRST, 3)).wait(HOUR)


def approves(table: Table, organisation: str, *marks: str) -> Table:
    command = c.RecordPosition(table.ballot.number, table.ballot.text_hash, "approve", marks=marks)
    return table.do(focal(organisation), command)


def test_work_begins_only_where_enough_of_those_who_approve_name_an_expert() -> None:
    for experts, stage in ((3, "rejected"), (4, "accepted")):
        table = proposed()
        for at, organisation in enumerate(ORGANISATIONS):
            approves(table, organisation, *(("expert",) if at < experts else ()))
        assert table.let_it_end().stage == stage


def test_a_later_position_without_the_mark_takes_it_back() -> None:
    table = approves(proposed(), "FAO", "expert")
    assert table.position("FAO").marks == ("expert",)
    assert approves(table, "FAO").position("FAO").marks == ()


def test_a_mark_that_the_rule_does_not_ask_for_is_refused() -> None:
    table = proposed()
    with pytest.raises(BadInput, match=r"'in_use' is not asked for.* Choose among: expert"):
        approves(table, "FAO", "expert", "in_use")
    assert table.ballot.positions == {}


def test_the_mark_stands_in_the_record_and_in_words() -> None:
    table = approves(proposed(), "FAO", "expert", "expert")
    event = table.log[-1].events[0]
    assert isinstance(event, e.PositionRecorded)
    assert encode(event)["position"]["marks"] == ["expert"]
    assert decode(e.PositionRecorded, encode(event)) == event
    assert position_in_full(event.position) == "Approve, names an expert"
