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
from placet.workflows.shape import LAST_VERSION, Part

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class RulePart(Part):
    """Which rule decides, with its parameters."""

    name: Name
    version: int = 1
    parameters: dict[str, StrictInt | str] = Field(default_factory=dict)

    def value(self) -> RuleRef:
        """The engine's value."""
        return RuleRef(self.name, self.version, dict(self.parameters))


class RuleByPart(Part):
    """The rule, fixed by whether the last ballot of another stage passed."""

    stage: Name
    passes: RulePart
    fails: RulePart

    def value(self) -> definition.RuleBy:
        """The engine's value."""
        return definition.RuleBy(self.stage, self.passes.value(), self.fails.value())


class BallotPart(Part):
    """The call for positions of a stage."""

    kinds: list[Name]
    rule: RulePart
    carry_over: Name = "lapse"
    carries_from: list[Name] = Field(default_factory=list)
    closes_when: list[Name] = Field(default_factory=list)
    closes_when_all_answered: bool = False
    closes_not_before: str = ""
    frozen_text: bool = True
    void_when_text_changes: bool = False
    qualifiers: list[Name] = Field(default_factory=list)
    confirm_within: str = ""
    visibility: Name = "open"
    breaker: Name = "disclosed"
    partial: bool = False
    cls: str = Field(default="", alias="class")
    rule_by: RuleByPart | None = None

    def value(self) -> definition.BallotSpec:
        """The engine's value."""
        closes = ["all_answered"] if self.closes_when_all_answered else []
        by = self.rule_by
        return definition.BallotSpec(
            kinds=tuple(self.kinds),
            rule=self.rule.value(),
            carry_over=self.carry_over,
            carries_from=tuple(self.carries_from),
            closes_when=tuple(dict.fromkeys((*closes, *self.closes_when))),
            not_before=self.closes_not_before,
            frozen_text=self.frozen_text,
            void_when_text_changes=self.void_when_text_changes,
            qualifiers=tuple(self.qualifiers),
            confirm_within=self.confirm_within,
            visibility=self.visibility,
            breaker=self.breaker,
            partial=self.partial,
            cls=self.cls,
            rule_by=by.value() if by else None,
        )


class BoundsPart(Part):
    """How far, how often and by whom a deadline may be moved in one direction; [] is nobody."""

    by: list[Name]
    most: str = ""
    times: int = Field(default=0, ge=0, le=99)

    def value(self) -> definition.Bounds:
        """The engine's value."""
        return definition.Bounds(tuple(self.by), self.most, self.times)


class OverduePart(Part):
    """Reminders after the deadline to whoever must decide."""

    every: str
    most: int = Field(ge=1, le=99)

    def value(self) -> definition.Overdue:
        """The engine's value."""
        return definition.Overdue(self.every, self.most)


class ReviewersPart(Part):
    """Reviewers that may be named in a stage."""

    by: Annotated[list[Name], Field(min_length=1)]
    period: str

    def value(self) -> definition.Reviewers:
        """The engine's value."""
        return definition.Reviewers(tuple(self.by), self.period)


class ReminderPart(Part):
    """A reminder that goes to certain capacities (escalation)."""

    before: str
    to: Annotated[list[Name], Field(min_length=1)]


class StagePart(Part):
    """A place in the workflow."""

    title: Line
    state: Name
    period: str | None = None
    minimum: str = ""
    extension: BoundsPart | None = None
    shortening: BoundsPart | None = None
    restarts_on: list[Name] = Field(default_factory=list)
    reminders: list[str | ReminderPart] = Field(default_factory=list)
    overdue: OverduePart | None = None
    text_changed_by: list[Name] = Field(default_factory=list)
    collects_comments: bool = False
    comments_sealed: bool = False
    ballot: BallotPart | None = None
    reviewers: ReviewersPart | None = None
    endorsers: Annotated[StrictInt, Field(ge=0, le=100)] = 0
    codes: dict[Name, str] = Field(default_factory=dict)
    registered: bool = False
    end: bool = False
    instrument: bool = False

    def value(self, name: str) -> definition.Stage:
        """The engine's value."""
        escalating = [r for r in self.reminders if isinstance(r, ReminderPart)]
        return definition.Stage(
            name=name,
            title=self.title,
            state=self.state,
            period=self.period,
            ballot=self.ballot.value() if self.ballot else None,
            collects_comments=self.collects_comments,
            text_changed_by=tuple(self.text_changed_by),
            reminders=tuple(r if isinstance(r, str) else r.before for r in self.reminders),
            end=self.end,
            instrument=self.instrument,
            minimum=self.minimum,
            extension=self.extension.value() if self.extension else None,
            shortening=self.shortening.value() if self.shortening else None,
            restarts_on=tuple(self.restarts_on),
            codes=dict(self.codes),
            registered=self.registered,
            overdue=self.overdue.value() if self.overdue else None,
            escalates={r.before: tuple(r.to) for r in escalating},
            reviewers=self.reviewers.value() if self.reviewers else None,
            endorsers=self.endorsers,
            comments_sealed=self.comments_sealed,
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
    override: bool = False
    decides: str = ""
    circular: str = ""

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
                override=self.override,
                decides=self.decides,
                circular=self.circular,
            )
            for dest in ([self.to] if isinstance(self.to, str) else self.to)
        )


class CalendarPart(Part):
    """Which days are no business days."""

    weekend: list[Name] = Field(default_factory=lambda: ["saturday", "sunday"])
    holidays: list[str] = Field(default_factory=list)


class FreezePart(Part):
    """A window in which no deadline falls; both days belong to it."""

    first: str = Field(alias="from")
    last: str = Field(alias="to")
    title: str = ""


class WorkflowFile(Part):
    """A whole file."""

    schema_version: Literal[1]
    name: FileName
    version: int = Field(ge=1, le=LAST_VERSION)
    title: Line
    source: Line
    initial: str
    rounds: int = Field(default=1, ge=1, le=99)
    unconfirmed: list[Line] = Field(default_factory=list)
    calendar: CalendarPart = Field(default_factory=CalendarPart)
    freezes: list[FreezePart] = Field(default_factory=list)
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
            unconfirmed=tuple(self.unconfirmed),
            weekend=tuple(self.calendar.weekend),
            holidays=tuple(self.calendar.holidays),
            freezes=tuple(definition.Freeze(f.first, f.last, f.title) for f in self.freezes),
            rules=rules,
        )

    def origins(self) -> tuple[int, ...]:
        """For each row, which entry under `steps` it comes from."""
        return tuple(i for i, step in enumerate(self.steps) for _ in step.rows())
