"""The shape of a workflow file, schema_version 1.

Pydantic says whether the keys and types are right; `placet.engine.soundness` says whether
the procedure is.  Unknown keys are refused: a misspelt guard must not be silently absent.
A step may name several destinations: each becomes a row of its own.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StringConstraints

from placet.engine import definition
from placet.engine.model import RuleRef
from placet.engine.rules import Catalogue
from placet.workflows.shaping import Part

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class RulePart(Part):
    """Which rule decides, with its parameters."""

    name: Name
    version: int = 1
    parameters: dict[str, StrictInt | str] = Field(default_factory=dict)


class BallotPart(Part):
    """The call for positions of a stage."""

    kinds: list[Name]
    rule: RulePart
    carry_over: Name = "lapse"
    closes_when_all_answered: bool = False
    frozen_text: bool = True
    qualifiers: list[Name] = Field(default_factory=list)
    confirm_within: str = ""

    def value(self) -> definition.BallotSpec:
        """The engine's value."""
        return definition.BallotSpec(
            kinds=tuple(self.kinds),
            rule=RuleRef(self.rule.name, self.rule.version, dict(self.rule.parameters)),
            carry_over=self.carry_over,
            closes_when_all_answered=self.closes_when_all_answered,
            frozen_text=self.frozen_text,
            qualifiers=tuple(self.qualifiers),
            confirm_within=self.confirm_within,
        )


class StagePart(Part):
    """A place in the workflow."""

    title: Line
    state: Name
    period: str | None = None
    reminders: list[str] = Field(default_factory=list)
    text_changed_by: list[Name] = Field(default_factory=list)
    collects_comments: bool = False
    ballot: BallotPart | None = None
    end: bool = False
    instrument: bool = False

    def value(self, name: str) -> definition.Stage:
        """The engine's value."""
        return definition.Stage(
            name=name,
            title=self.title,
            state=self.state,
            period=self.period,
            ballot=self.ballot.value() if self.ballot else None,
            collects_comments=self.collects_comments,
            text_changed_by=tuple(self.text_changed_by),
            reminders=tuple(self.reminders),
            end=self.end,
            instrument=self.instrument,
        )


class StepPart(Part):
    """One or more rows of the table: `to` may list several stages."""

    name: Name
    title: Line
    consequence: Line
    sources: list[str] = Field(alias="from")
    to: str | Annotated[list[str], Field(min_length=1)]
    by: list[str]
    guards: list[str] = Field(default_factory=list)
    reason: bool = False
    new_round: bool = False
    effects: list[str] = Field(default_factory=list)

    def rows(self) -> tuple[definition.Step, ...]:
        """The engine's values, one for each destination."""
        return tuple(
            definition.Step(
                name=self.name,
                sources=tuple(self.sources),
                dest=dest,
                by=tuple(self.by),
                guards=tuple(self.guards),
                reason=self.reason,
                new_round=self.new_round,
                effects=tuple(self.effects),
                title=self.title,
                consequence=self.consequence,
            )
            for dest in ([self.to] if isinstance(self.to, str) else self.to)
        )


class WorkflowFile(Part):
    """A whole file."""

    schema_version: Literal[1]
    name: FileName
    version: int = Field(ge=1)
    title: Line
    source: Line
    initial: str
    rounds: int = Field(default=1, ge=1, le=99)
    stages: Annotated[dict[Name, StagePart], Field(min_length=1)]
    steps: list[StepPart]

    def value(self, rules: Catalogue) -> definition.Workflow:
        """The engine's value, sound or not, with the rules that it may name."""
        return definition.Workflow(
            name=self.name,
            version=self.version,
            title=self.title,
            source=self.source,
            stages={name: stage.value(name) for name, stage in self.stages.items()},
            steps=tuple(row for step in self.steps for row in step.rows()),
            initial=self.initial,
            rounds=self.rounds,
            rules=rules,
        )

    def origins(self) -> tuple[int, ...]:
        """For each row, which entry under `steps` it comes from."""
        return tuple(i for i, step in enumerate(self.steps) for _ in step.rows())
