"""What is shared has bounds: a rehearsal that takes too much is ended, and says by what."""

from __future__ import annotations

from dataclasses import replace
from threading import Event, Thread

import pytest

from placet.api.refusals import Busy, TooMuch
from placet.api.rehearsal import Bounds, rehearse
from placet.api.rehearsal.bounds import SHARED, Budget
from placet.api.rehearsal.places import FILE, LONGEST, MOST_FOUND, Places
from placet.engine.deadlines.reminders import MOST_OVERDUE
from placet.engine.definition import Overdue, Workflow
from placet.engine.errors import BadDefinition
from placet.workflows import scenario
from tests.builders import a_scenario
from tests.rehearsal.stories import HEAD, PROPOSE, procedure, story


def refused(bounds: Bounds, text: str, workflow: Workflow | None = None) -> TooMuch:
    with pytest.raises(TooMuch) as caught:
        rehearse(workflow or procedure(), scenario.parse(text), bounds)
    return caught.value


def test_acts_seats_and_days_are_counted_before_anything_is_lived() -> None:
    joins = "  - {after: 1 hour, by: secretariat, do: invite, organisation: CYG}\n"
    joined = a_scenario(("acts:\n", "acts:\n  - {at: 2027-03-22T09:00, do: wait}\n" + joins))
    for bounds, text, said in (
        (Bounds(acts=2), a_scenario(), "3 acts"),
        (Bounds(seats=2), joined, "3 organisations"),
        (Bounds(days=2), a_scenario(), "3 days"),
    ):
        error = refused(bounds, text)
        assert said in error.in_english()
        assert "placet workflow simulate" in error.in_english()


def test_bounds_that_suffice_change_nothing() -> None:
    told = story(PROPOSE)
    assert rehearse(procedure(), told, SHARED) == rehearse(procedure(), told)


def test_reminders_without_end_are_ended() -> None:
    """The procedure reminds every hour of a decision that nobody takes."""
    workflow = procedure()
    insistent = replace(workflow.stages["proposal"], overdue=Overdue("1 hour", MOST_OVERDUE))
    again = replace(workflow, stages={**workflow.stages, "proposal": insistent})
    objection = "do: position, kind: object, reasons: No., no_wording: true"
    text = f"{HEAD}{PROPOSE}- {{after: 1 hour, by: BOR, {objection}}}\nuntil: 2028-03-01\n"
    error = refused(Bounds(entries=60), text, again)
    assert "more than 60 things happened" in error.in_english()


def test_a_scenario_that_does_the_same_again_and_again_is_ended() -> None:
    text = HEAD + PROPOSE + "- {after: 1 hour, by: secretariat, do: remind}\n" * 50
    error = refused(Bounds(entries=100), text)
    assert "more than 100 things happened" in error.in_english()


def test_work_is_measured_while_it_is_done() -> None:
    error = refused(Bounds(seconds=0.000_001), a_scenario())
    assert "seconds of work" in error.in_english()
    Budget(Bounds(seconds=1_000)).check(10**9)


def test_what_is_too_long_is_refused_unread() -> None:
    with pytest.raises(BadDefinition) as caught:
        Places().live(procedure(), "#" * (LONGEST + 1))
    assert caught.value.problems == (f"{FILE}:1:1: the scenario is too long; shorten it",)


def test_ten_thousand_participants_are_one_thing_to_correct() -> None:
    many = ", ".join(f"O{n}" for n in range(10_000))
    text = a_scenario(("[AUR, {organisation: BOR, people: {focal_point: Boris}}]", f"[{many}]"))
    with pytest.raises(BadDefinition) as caught:
        Places().live(procedure(), text)
    (problem,) = caught.value.problems
    assert problem.startswith(f"{FILE}:5:15: participants: ")
    assert "at most 300" in problem


def test_of_many_problems_the_first_are_told_and_the_rest_counted() -> None:
    text = "".join(f"key_{n}: 1\n" for n in range(500))
    with pytest.raises(BadDefinition) as caught:
        Places().live(procedure(), text)
    problems = caught.value.problems
    assert len(problems) == MOST_FOUND + 1
    assert problems[-1].endswith("more; correct these first")


def test_who_finds_no_place_is_asked_to_come_again() -> None:
    with pytest.raises(Busy) as caught:
        Places(at_once=0, patience=0.01).live(procedure(), a_scenario())
    assert "Nothing was lost" in caught.value.in_english()


def test_a_place_is_free_again_whatever_came_of_a_rehearsal() -> None:
    places = Places(Bounds(acts=1), at_once=1, patience=0.01)
    for text in (a_scenario(), "nothing", a_scenario()):
        with pytest.raises((TooMuch, BadDefinition)):
            places.live(procedure(), text)


def test_two_rehearsals_at_once_are_the_same_as_one_after_the_other() -> None:
    places, found, go = Places(patience=30), [], Event()

    def live() -> None:
        go.wait(10)
        found.append(places.live(procedure(), a_scenario()))

    threads = [Thread(target=live) for _ in range(3)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(60)
    assert [r.data() for r in found] == [places.live(procedure(), a_scenario()).data()] * 3
