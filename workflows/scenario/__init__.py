"""Scenario files: YAML in, a `Scenario` out, or every problem with its line.

A scenario says who sits at the table and who does what when; the rehearsal lives it.  What
is in it is read as strictly as a workflow is: a misspelt name must not silently be nobody.
Whether an act is allowed is not asked here: that is what the rehearsal shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from placet.engine.errors import BadDefinition
from placet.engine.model import Capacity
from placet.engine.text import Text, parse_markdown, parse_plain
from placet.workflows import reading
from placet.workflows.scenario import acts
from placet.workflows.scenario.cast import Cast, Seated, Somebody, Who, newcomer, unnamed
from placet.workflows.scenario.checks import Checked, checked
from placet.workflows.scenario.schema import Aim, Expected, Human, Party, ScenarioFile
from placet.workflows.shape import Part, shaped

__all__ = [
    "Capacity",
    "Cast",
    "Expectation",
    "Objective",
    "Scenario",
    "ScheduledAct",
    "Seated",
    "Somebody",
    "Who",
    "json_schema",
    "load",
    "load_shipped",
    "newcomer",
    "parse",
    "shipped",
    "shipped_for",
    "shipped_text",
    "unnamed",
    "words_of",
]


_SHIPPED = files("placet.workflows") / "scenarios"


@dataclass(frozen=True, slots=True)
class Objective:
    """What is proposed, with its first text."""

    title: str
    purpose: str
    text: Text
    minted: int


@dataclass(frozen=True, slots=True)
class ScheduledAct:
    """An act with where it stands in the file, its instant, and whoever does it.

    `by` is None for waiting; `moments` are the instants that its other times mean.
    """

    place: str
    at: datetime
    act: acts.Timed
    by: Who | None
    moments: Mapping[str, datetime]

    @property
    def refused(self) -> str | None:
        """How it must be refused, if it must."""
        return self.act.refused if isinstance(self.act, acts.Act) else None


@dataclass(frozen=True, slots=True)
class Expectation:
    """Something that must hold at the end, with where it stands in the file."""

    place: str
    at: datetime | None
    what: Expected


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole file; times are instants in UTC, `zone` is the one that they were written in."""

    file: str
    title: str
    workflow: str
    workflow_place: str
    zone: str
    starts: datetime
    until: datetime
    cast: Cast
    cast_place: str
    leads: tuple[str, ...]
    objective: Objective
    acts: tuple[ScheduledAct, ...]
    expect: tuple[Expectation, ...]


def load(path: Path) -> Scenario:
    """The scenario in a file; BadDefinition with every problem, or OSError."""
    return parse(reading.words_of(path), str(path))


def shipped() -> tuple[str, ...]:
    """The names of the scenarios that come with Placet."""
    names = (entry.name for entry in _SHIPPED.iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


def load_shipped(name: str) -> Scenario:
    """A scenario that comes with Placet, by its name."""
    return parse(shipped_text(name), f"{name}.yaml")


def shipped_text(name: str) -> str:
    """The words of a scenario that comes with Placet."""
    return (_SHIPPED / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def shipped_for(workflow: str) -> Mapping[str, str]:
    """The scenarios that come with Placet for a procedure: titles by name."""
    read = {name: load_shipped(name) for name in shipped()}
    return MappingProxyType({n: s.title for n, s in read.items() if s.workflow == workflow})


def parse(text: str, file: str = "scenario.yaml") -> Scenario:
    """The scenario that a text tells; BadDefinition with every problem otherwise."""
    document = reading.read(text, file)
    read = shaped(document, ScenarioFile, _PARTS)
    objective = _objective(read.objective)
    found = checked(read, document)
    if not objective.minted:
        said = "there are no words in it; write at least one paragraph"
        found.problems.append(document.problem(("objective", "text"), said))
    if found.problems:
        raise BadDefinition(file, reading.in_order(found.problems))
    return _scenario(read, document, found, objective)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of scenario files, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ScenarioFile.model_json_schema(by_alias=True),
        "title": "Placet scenario",
    }


def words_of(given: str | list[str], minted: int = 0) -> tuple[Text, int]:
    """The text that a scenario gives as Markdown or as a list of paragraphs."""
    if isinstance(given, str):
        imported = parse_markdown(given, minted)
    else:
        imported = parse_plain("\n\n".join(" ".join(p.split()) for p in given), minted)
    return imported.text, imported.minted


def _objective(aim: Aim) -> Objective:
    text, minted = words_of(aim.text)
    return Objective(aim.title, aim.purpose or aim.title, text, minted)


def _scenario(
    read: ScenarioFile, document: reading.Document, found: Checked, objective: Objective
) -> Scenario:
    acts = tuple(
        ScheduledAct(document.place(("acts", i)), at, act, who, moments)
        for i, (act, at, who, moments) in enumerate(
            zip(read.acts, found.times, found.who, found.moments, strict=True)
        )
    )
    expect = tuple(
        Expectation(document.place(("expect", i)), at, what)
        for i, (what, at) in enumerate(zip(read.expect, found.expected_at, strict=True))
    )
    leads = (read.lead,) if isinstance(read.lead, str) else tuple(read.lead)
    return Scenario(
        file=document.file,
        title=read.title,
        workflow=read.workflow,
        workflow_place=document.place(("workflow",)),
        zone=read.zone,
        starts=found.starts,
        until=found.until,
        cast=found.cast,
        cast_place=document.place(("participants",)),
        leads=leads,
        objective=objective,
        acts=acts,
        expect=expect,
    )


_PARTS: tuple[type[Part], ...] = (
    Party, Human, Aim, Expected, *acts.VERBS.values(),
)  # fmt: skip
