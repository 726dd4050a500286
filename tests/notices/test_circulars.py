"""Circulars: everybody at the table learns by one letter what happened, and by no other mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.codec import instant
from placet.engine.messages import Kind, Message
from placet.engine.text import Act, Change
from tests.decide.silences import SILENCE, consulting, partly_broken, silent, varied
from tests.decide.table import DAY, HOUR, Table, reworded

OFFICERS = ("sec", "chair")
EVERYBODY = {
    "unep", "unep.head", "fao", "fao.alternate", "fao.drafter", "fao.observer",
    "ilo", "who", "wmo", "imo", *OFFICERS,
}  # fmt: skip


def letters(table: Table) -> dict[str, Message]:
    """The circulars of the last change, by person."""
    made = [m for m in table.log[-1].messages if m.kind is Kind.CIRCULAR]
    assert len({m.person for m in made}) == len(made)
    return {m.person: m for m in made}


def facts(table: Table, person: str = "imo") -> dict[str, Any]:
    """What the circular of the last change says to somebody."""
    return dict(letters(table)[person].facts)


def opened() -> Table:
    return silent()


def broken() -> Table:
    return silent().wait(HOUR).holds("WHO", "object")


def extended() -> Table:
    table = silent().wait(HOUR)
    return table.do("chair", c.ChangeDeadline(table.deadline + DAY, "At one delegation's request"))


def passed() -> Table:
    return silent().let_it_end()


def recalled() -> Table:
    return silent().wait(HOUR).step("chair", "recall")


def noted() -> Table:
    return passed().wait(DAY).step("sec", "take_note", "")


def void() -> Table:
    table = silent().wait(HOUR)
    return table.revises("unep", reworded(table.text, p1="Parties may share."))


def dropped() -> Table:
    return silent().wait(HOUR).step("chair", "drop")


NAMES: dict[str, Callable[[], Table]] = {
    "opening": opened,
    "broken": broken,
    "extended": extended,
    "adopted": passed,
    "recalled": recalled,
    "noted": noted,
    "void": void,
    "not_adopted": dropped,
}


@pytest.mark.parametrize("name", NAMES)
def test_everybody_gets_one_letter_and_nothing_else_that_says_the_same(name: str) -> None:
    table = NAMES[name]()
    sent = letters(table)
    assert set(sent) == EVERYBODY
    assert {m.facts["circular"] for m in sent.values()} == {name}
    others = Counter(m.kind for m in table.log[-1].messages if m.kind is not Kind.CIRCULAR)
    assert set(others) <= {Kind.RECEIPT, Kind.ANSWERS}


def test_the_opening_says_until_when_what_breaks_and_what_is_asked() -> None:
    said = facts(silent())
    assert said["deadline"] == instant(silent().deadline)
    assert said["zone"] == "Europe/Paris"
    assert (said["against"], said["beside"]) == (["object"], ["support", "abstain"])
    assert (said["silence"], said["at_once"], said["partial"]) == (True, True, True)
    assert (said["seated"], said["paragraphs"], said["agreed"]) == (True, [], [])
    assert facts(silent(), "sec")["seated"] is False


def test_the_opening_of_the_rest_names_what_is_asked_and_what_is_agreed() -> None:
    said = facts(partly_broken(), "who")
    assert (said["paragraphs"], said["agreed"]) == (["2"], ["1", "3"])
    assert (said["since"], said["kind"]) == (1, "object")
    assert "since" not in facts(partly_broken(), "imo")


def test_a_break_names_the_paragraphs_and_who_it_was_from() -> None:
    table = silent().wait(HOUR).holds("WHO", "object", paragraphs=("p2",))
    said = facts(table)
    assert (said["by"], said["count"]) == (["WHO"], 1)
    assert (said["paragraphs"], said["partial"]) == (["2"], True)
    assert said["at"] == instant(table.now)
    assert said["consequence"].startswith("The paragraphs that were named")


def test_where_the_breaker_is_not_disclosed_only_its_own_people_and_the_officers_learn_it() -> None:
    table = silent(varied(breaker="undisclosed")).wait(HOUR).holds("WHO", "object")
    told = {person: dict(m.facts)["by"] for person, m in letters(table).items()}
    assert {person for person, by in told.items() if by} == {"who", *OFFICERS}
    assert facts(table)["count"] == 1


@pytest.mark.parametrize("visibility", ["undisclosed", "secret"])
def test_where_positions_are_not_shown_the_break_names_nobody(visibility: str) -> None:
    table = silent(varied(visibility=visibility)).wait(HOUR).holds("WHO", "object")
    assert facts(table)["by"] == []
    assert facts(table, "sec")["by"] == (["WHO"] if visibility == "undisclosed" else [])


def test_a_sealed_break_is_told_since_the_ballot_is_closed_then() -> None:
    table = silent(varied(visibility="sealed")).wait(HOUR).holds("WHO", "object")
    assert facts(table)["by"] == ["WHO"]


def test_adoption_is_told_as_of_the_instant_of_expiry_whoever_looks_later() -> None:
    table = silent()
    expiry = table.deadline
    table.until(expiry + DAY).tick()
    assert facts(table)["at"] == instant(expiry)


def test_statements_and_reservations_are_named_where_positions_are_shown() -> None:
    table = silent()
    command = c.RecordPosition(
        table.ballot.number, table.ballot.text_hash, "abstain", "We read it narrowly", ("p1",)
    )
    table.do("ilo", command).let_it_end()
    assert facts(table)["attached"] == [{"organisation": "ILO", "kind": "abstain"}]
    hidden = silent(varied(visibility="secret")).do("ilo", command).let_it_end()
    assert facts(hidden)["attached"] == []
    assert facts(hidden, "ilo")["attached"] == [{"organisation": "ILO", "kind": "abstain"}]


def test_agreed_paragraphs_that_are_changed_in_consultation_are_told() -> None:
    table = partly_broken().wait(HOUR).step("chair", "recall").wait(HOUR)
    table.revises("unep", reworded(table.text, p1="Parties may share."))
    assert set(letters(table)) == EVERYBODY
    assert facts(table)["reopened"] == ["1"]


def test_an_earlier_deadline_is_told_in_the_plain_way() -> None:
    table = silent().wait(HOUR)
    table.do("chair", c.ChangeDeadline(table.deadline - HOUR, "Urgent"))
    assert letters(table) == {}
    assert {m.kind for m in table.log[-1].messages} == {Kind.DEADLINE_CHANGED}


def test_without_a_circular_everything_is_told_as_ever() -> None:
    steps = tuple(replace(step, circular="") for step in SILENCE.steps)
    table = consulting(replace(SILENCE, steps=steps)).wait(HOUR)
    table.step("chair", "open_silence", "")
    assert {m.kind for m in table.log[-1].messages} == {Kind.POSITION_REQUESTED}


def test_a_circular_carries_what_became_of_the_reader_s_amendments() -> None:
    table = partly_broken().wait(HOUR).step("chair", "recall").wait(HOUR)
    base = table.o.text.number
    change = Change(Act.REPLACE, "p1", "Parties may share.")
    table.do("who", c.ProposeAmendment(base, change)).wait(HOUR)
    table.do("unep", c.MergeAmendments(base, (1,)))
    assert set(letters(table)) == EVERYBODY
    assert {m.kind for m in table.log[-1].messages} == {Kind.CIRCULAR}
    assert [row["state"] for row in facts(table, "who")["amendments"]] == ["accepted"]
    assert "amendments" not in facts(table, "imo")


def test_paragraphs_that_no_silence_agreed_are_reopened_without_a_circular() -> None:
    table = consulting().wait(HOUR)
    table.do("sec", c.AgreeParagraphs(1, ("p1",), Level.INFORMAL))
    table.wait(HOUR).revises("unep", reworded(table.text, p1="Parties may share."))
    assert table.o.agreements["p1"].level is Level.REOPENED
    assert table.log[-1].messages == ()
