"""Scenarios that start valid: two organisations, one objective; name only what is told."""

from __future__ import annotations

from typing import Any

from placet.api.rehearsal import Rehearsal, rehearse
from placet.engine.workflow import Workflow
from placet.workflows import scenario, shipped

HEAD = """\
schema_version: 1
title: A small story
zone: Europe/Brussels
starts: 2027-03-22T09:00
participants:
  - {organisation: AUR, people: {focal_point: Ada, alternate: Alf}}
  - BOR
secretariat: Sue
chair: Cleo
objective:
  title: Share soundings
  text: [The organisations share soundings., They review this after a year.]
acts:
"""
PROPOSE = "- {at: 2027-03-22T10:00, by: AUR, do: propose}\n"


def story(acts: str, end: str = "", head: str = HEAD) -> scenario.Scenario:
    """The scenario with these acts."""
    return scenario.parse(f"{head}{acts}{end}", "story.yaml")


def procedure() -> Workflow:
    """The default procedure."""
    return shipped()["joint-objective", 1]


def lived(acts: str, end: str = "", head: str = HEAD) -> Rehearsal:
    """What comes of it, whatever goes otherwise."""
    return rehearse(procedure(), story(acts, end, head))


def told(acts: str, end: str = "", head: str = HEAD) -> list[dict[str, Any]]:
    """What comes of it, as data; nothing may go otherwise."""
    rehearsal = lived(acts, end, head)
    assert rehearsal.failures == ()
    return rehearsal.data()


def failures(acts: str, end: str = "", head: str = HEAD) -> list[str]:
    """What goes otherwise than the scenario says."""
    return [str(failure) for failure in lived(acts, end, head).failures]
