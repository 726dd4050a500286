"""A silence, rehearsed: broken on paragraphs, resumed, adopted; across a change of clocks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from placet.api.rehearsal import rehearse
from placet.workflows import load, scenario

SILENCE = load(Path(__file__).parents[1] / "decide" / "silence.yaml")

STORY = """\
schema_version: 1
title: A 72-hour silence across the change of clocks
zone: Europe/Brussels
participants: [AUR, BOR, CYG]
objective:
  title: Share soundings
  text: [The organisations share soundings., They pay for themselves., They meet once a year.]
acts:
- {at: 2027-03-26T09:00, by: AUR, do: propose}
- {at: 2027-03-26T10:00, by: chair, do: step, step: open_silence}
- at: 2027-03-27T12:00
  by: CYG
  do: position
  kind: object
  paragraphs: [2]
  reasons: Who pays?
  no_wording: true
- {after: 1 hour, by: BOR, do: position, kind: object, reasons: So do I., no_wording: true,
   refused: not_open}
- {after: 1 hour, by: AUR, do: revise, changes: {2: Costs are shared.}}
- {at: 2027-03-27T18:00, by: chair, do: step, step: open_silence}
- {at: 2027-03-30T19:00, by: BOR, do: position, kind: object, reasons: Late., no_wording: true,
   refused: too_late}
until: 2027-03-31
"""


def lived() -> list[dict[str, Any]]:
    rehearsal = rehearse(SILENCE, scenario.parse(STORY, "silence.yaml"))
    assert rehearsal.failures == ()
    return rehearsal.data()


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [entry for entry in lived() if entry["kind"] == kind]


def test_seventy_two_hours_are_elapsed_time() -> None:
    deadlines = [(e["at"], e["deadline"]) for e in of_kind("deadline")]
    assert deadlines == [
        ("2027-03-26T09:00:00Z", "2027-03-29T09:00:00Z"),
        ("2027-03-27T17:00:00Z", "2027-03-30T17:00:00Z"),
    ]


def test_the_first_objection_breaks_it_on_the_paragraphs_that_it_names() -> None:
    (broken,) = of_kind("break")
    assert broken == {
        "at": "2027-03-27T11:00:00Z",
        "kind": "break",
        "organisation": "CYG",
        "broken_by": ["CYG"],
        "ballot": 1,
        "paragraphs": ["2"],
        "by": "CYG",
        "sentence": "The silence is broken by CYG, on 2.",
    }


def test_the_clock_takes_its_step_at_that_instant_and_the_rest_is_agreed() -> None:
    decisions = [(e["at"], e["step"], e["by"]) for e in of_kind("decision")]
    assert decisions == [
        ("2027-03-26T09:00:00Z", "open_silence", "chair"),
        ("2027-03-27T11:00:00Z", "break_in_part", "clock"),
        ("2027-03-27T17:00:00Z", "open_silence", "chair"),
        ("2027-03-30T17:00:00Z", "adopt", "clock"),
    ]
    assert [e["paragraphs"] for e in of_kind("agreed")] == [["1", "3"]]
    assert [e["outcome"] for e in of_kind("outcome")] == ["adopted"]


def test_everybody_gets_the_circulars_of_opening_break_and_adoption() -> None:
    circulars = [(e["at"], e["circular"]) for e in of_kind("mail") if e["mail"] == "circular"]
    assert [(at, name, circulars.count((at, name))) for at, name in dict.fromkeys(circulars)] == [
        ("2027-03-26T09:00:00Z", "opening", 5),
        ("2027-03-27T11:00:00Z", "broken", 5),
        ("2027-03-27T17:00:00Z", "opening", 5),
        ("2027-03-30T17:00:00Z", "adopted", 5),
    ]
    seated = [e["reason"] for e in of_kind("mail") if e.get("circular") == "opening"]
    assert seated[:3] == [
        f"focal point of {organisation}, which has a seat in this call"
        for organisation in ("AUR", "BOR", "CYG")
    ]
