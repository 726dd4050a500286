"""What answers hold about definitions: procedures with their stages and steps, and their words."""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.engine.definition import BallotSpec, Stage, Step
from placet.engine.views import DefinitionView, Later, MovingView, ProcedureView
from placet.templates.wording import obstacle_sentence


class DefinitionBrief(Shown):
    """A definition in a list.

    `shipped` says that it comes with Placet; otherwise `published_at` says since when it is
    published here.  `hash` is the SHA-256 of its file; `unconfirmed` lists what could not be
    confirmed in the primary text.
    """

    name: str
    version: int
    title: str
    source: str
    unconfirmed: tuple[str, ...]
    shipped: bool
    published_at: datetime | None
    note: str
    hash: str

    @classmethod
    def of(cls, found: DefinitionView) -> DefinitionBrief:
        """The definition in a line."""
        words = found.published
        return cls(
            name=words.name,
            version=words.version,
            title=found.title,
            source=found.source,
            unconfirmed=found.unconfirmed,
            shipped=words.shipped,
            published_at=words.published_at,
            note=words.note,
            hash=words.hash,
        )


class RuleNamed(Shown):
    """A rule with its parameters."""

    name: str
    version: int
    parameters: dict[str, int | str]


class CallShown(Shown):
    """The call for positions that a stage makes."""

    positions: tuple[str, ...]
    rule: RuleNamed
    qualifiers: tuple[str, ...]
    carry_over: str
    closes_when: tuple[str, ...]
    visibility: str

    @classmethod
    def of(cls, spec: BallotSpec) -> CallShown:
        """The call as an answer."""
        rule = RuleNamed(
            name=spec.rule.name,
            version=spec.rule.version,
            parameters=dict(spec.rule.parameters),
        )
        return cls(
            positions=spec.kinds,
            rule=rule,
            qualifiers=spec.qualifiers,
            carry_over=spec.carry_over,
            closes_when=spec.closes_when,
            visibility=spec.visibility,
        )


class StageRead(Shown):
    """A stage of a procedure."""

    name: str
    title: str
    state: str
    period: str | None
    reminders: tuple[str, ...]
    collects_comments: bool
    comments_sealed: bool
    text_changed_by: tuple[str, ...]
    ballot: CallShown | None
    end: bool
    instrument: bool

    @classmethod
    def of(cls, stage: Stage) -> StageRead:
        """The stage as an answer."""
        return cls(
            name=stage.name,
            title=stage.title,
            state=stage.state,
            period=stage.period,
            reminders=stage.reminders,
            collects_comments=stage.collects_comments,
            comments_sealed=stage.comments_sealed,
            text_changed_by=stage.text_changed_by,
            ballot=CallShown.of(stage.ballot) if stage.ballot else None,
            end=stage.end,
            instrument=stage.instrument,
        )


class StepRead(Shown):
    """A row of the table of steps; several rows may have one name."""

    name: str
    title: str
    consequence: str
    sources: tuple[str, ...]
    dest: str
    by: tuple[str, ...]
    guards: tuple[str, ...]
    reason: bool
    effects: tuple[str, ...]

    @classmethod
    def of(cls, step: Step) -> StepRead:
        """The row as an answer."""
        return cls.model_validate(step)


class WorkflowShown(DefinitionBrief):
    """A whole procedure; `text` is its file, `versions` are all versions of its name."""

    versions: tuple[int, ...]
    text: str
    initial: str
    rounds: int
    stages: tuple[StageRead, ...]
    steps: tuple[StepRead, ...]

    @classmethod
    def seen(cls, view: ProcedureView) -> WorkflowShown:
        """The view as an answer."""
        found = view.definition
        workflow = found.workflow
        if workflow is None:
            raise ValueError(f"{found.name} is no workflow")
        return cls(
            **DefinitionBrief.of(found).model_dump(),
            versions=view.versions,
            text=found.published.text,
            initial=workflow.initial,
            rounds=workflow.rounds,
            stages=tuple(StageRead.of(stage) for stage in workflow.stages.values()),
            steps=tuple(StepRead.of(step) for step in workflow.steps),
        )


class LaterShown(Shown):
    """A later version of an objective's procedure, and everything that is in the way."""

    version: int
    title: str
    possible: bool
    obstacles: tuple[str, ...]

    @classmethod
    def of(cls, later: Later) -> LaterShown:
        """The version as an answer."""
        return cls(
            version=later.definition.version,
            title=later.definition.title,
            possible=not later.obstacles,
            obstacles=tuple(obstacle_sentence(x) for x in later.obstacles),
        )


class MovingShown(Shown):
    """Which version of which procedure an objective follows, and where it could move to."""

    ref: str
    workflow: str
    version: int
    later: tuple[LaterShown, ...]

    @classmethod
    def of(cls, found: MovingView) -> MovingShown:
        """The view as an answer."""
        o = found.view.objective
        return cls(
            ref=o.ref,
            workflow=o.workflow,
            version=o.workflow_version,
            later=tuple(LaterShown.of(x) for x in found.later),
        )
