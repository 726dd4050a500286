"""A first scenario for a procedure: written for the table, and the procedure allows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.api.rehearsal import Rehearsal, rehearse
from placet.api.rehearsal.sketch import first_scenario, local, scalar, start_of
from placet.engine.definition import Workflow
from placet.engine.model import Participant
from placet.templates import PSEUDO, language
from placet.workflows import reading, scenario, shipped
from placet.workflows.scenario import times

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
ROME = "Europe/Rome"
SEATS = (Participant("AUR", ("P",), 3), Participant("BOR"), Participant("NO"))


def procedure(name: str) -> Workflow:
    return shipped()[name, max(version for n, version in shipped() if n == name)]


def sketched(workflow: Workflow, seats: Sequence[Participant] = SEATS, zone: str = ROME) -> str:
    return first_scenario(workflow, zone, start_of("", zone, NOW), seats, "Ocean data").text


def lived(workflow: Workflow, text: str) -> Rehearsal:
    return rehearse(workflow, scenario.parse(text))


@pytest.mark.parametrize("name", sorted({name for name, _version in shipped()}))
def test_the_first_scenario_of_every_procedure_is_lived_to_an_end(name: str) -> None:
    workflow = procedure(name)
    sketch = first_scenario(workflow, ROME, start_of("", ROME, NOW))
    rehearsal = lived(workflow, sketch.text)
    assert [str(failure) for failure in rehearsal.failures] == []
    stages = [entry.what["stage"] for entry in rehearsal.entries if entry.kind == "stage"]
    assert sketch.complete
    assert workflow.stages[stages[-1]].end
    assert workflow.stages[stages[-1]].state not in ("withdrawn", "lapsed", "not_adopted")


def test_it_has_the_seats_of_the_table_and_nobodys_name() -> None:
    workflow = procedure("joint-objective")
    read = scenario.parse(sketched(workflow))
    assert [(s.organisation, s.classes, s.weight) for s in read.cast.seated] == [
        ("AUR", ("P",), 3),
        ("BOR", (), 1),
        ("NO", (), 1),
    ]
    assert all(person.name.startswith(s.organisation) for s in read.cast.seated
               for person in s.people.values())  # fmt: skip
    assert (read.zone, read.title) == (
        ROME,
        "Joint objective between organisations, for Ocean data",
    )
    assert lived(workflow, sketched(workflow)).failures == ()


def test_it_begins_on_the_day_that_was_chosen() -> None:
    assert start_of("2027-06-14", ROME, NOW) == datetime(2027, 6, 14, 8, 0, tzinfo=UTC)
    assert start_of("", "Pacific/Auckland", NOW) == datetime(2027, 3, 1, 21, 0, tzinfo=UTC)
    for day in ("14 June", "2027-02-30", "tomorrow", "0001-01-01", "9999-12-31"):
        with pytest.raises(ValueError, match=r"."):
            start_of(day, ROME, NOW)
    text = first_scenario(
        procedure("joint-objective"), ROME, start_of("2027-06-14", ROME, NOW)
    ).text
    assert "{at: 2027-06-14T10:00, by: AUR, do: propose}" in text


def test_everybody_answers_and_the_last_one_is_reminded() -> None:
    workflow = procedure("joint-objective")
    entries = lived(workflow, sketched(workflow)).entries
    held = [e.what["organisation"] for e in entries if e.kind == "position"]
    assert held == ["AUR", "BOR", "NO"] * 2
    reminded = {o for e in entries if e.kind == "reminder" for o in e.what["organisations"]}
    assert reminded == {"NO"}


def test_nobody_answers_where_silence_agrees() -> None:
    workflow = procedure("nato-silence")
    text = sketched(workflow, ())
    assert "do: position" not in text
    assert "# Silence agrees here" in text


def test_a_table_that_gets_no_further_is_told_so() -> None:
    """No seat has the class that the ballots of this procedure are limited to."""
    workflow = procedure("iso-standard")
    seats = [Participant("AUR"), Participant("BOR")]
    sketch = first_scenario(workflow, ROME, start_of("", ROME, NOW), seats, "Ocean data")
    assert not sketch.complete
    assert "gets no further by agreement alone" in sketch.text
    assert "# Classes that make a difference: P." in sketch.text
    assert lived(workflow, sketch.text).failures == ()


def test_a_table_of_three_hundred_is_sketched_in_a_file_that_can_be_read() -> None:
    seats = [Participant(f"O{n}") for n in range(310)]
    text = sketched(procedure("joint-objective"), seats)
    read = scenario.parse(text)
    assert len(read.cast.seated) == 300
    assert len(read.acts) > 600


def test_an_organisation_that_is_called_like_an_office_is_left_out() -> None:
    seats = (*SEATS, Participant("chair"))
    assert "- chair" not in sketched(procedure("joint-objective"), seats)


def test_its_words_are_those_of_the_reader() -> None:
    with language(PSEUDO):
        text = sketched(procedure("joint-objective"))
    assert "Comments, until" not in text
    assert lived(procedure("joint-objective"), text).failures == ()


def test_a_procedure_without_any_way_to_a_result_is_sketched_up_to_where_it_stands() -> None:
    workflow = procedure("joint-objective")
    steps = tuple(s for s in workflow.steps if s.name not in ("proceed", "proceed_without"))
    shorter = replace(workflow, steps=steps)
    sketch = first_scenario(shorter, ROME, start_of("", ROME, NOW), SEATS, "Ocean data")
    assert not sketch.complete
    assert lived(shorter, sketch.text).failures == ()


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_value_is_read_as_it_was_written(value: str) -> None:
    text = "".join(c for c in value if c.isprintable() or c in "\n\t")
    assert reading.read(f"a: {scalar(text)}\nb: [{scalar(text)}]\n", "x").content == {
        "a": text,
        "b": [text],
    }


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)),
    st.sampled_from([ROME, "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_a_local_time_means_the_same_instant_also_when_clocks_are_changed(
    at: datetime, zone: str
) -> None:
    instant = at.replace(tzinfo=UTC, second=0, microsecond=0)
    assert times.instant(local(instant, zone), ZoneInfo(zone)) == instant


def test_times_near_a_change_of_clocks_have_their_offset() -> None:
    change = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert local(change, ROME) == "2027-10-31T02:30+01:00"
    assert local(change + timedelta(hours=1), ROME) == "2027-10-31T03:30"
