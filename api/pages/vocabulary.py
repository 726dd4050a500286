"""The words that a scenario of a procedure may use: its stages, positions and steps; verbs."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.definition import CLOCK, Step, Workflow
from placet.templates.rehearsal_labels import verb_label
from placet.workflows.scenario import acts


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its name, the positions that are offered, the steps that people take."""

    name: str
    kinds: tuple[str, ...]
    marks: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: what it does, and the keys that it may have beside those of every act."""

    do: str
    does: str
    keys: tuple[str, ...]


def stages_of(workflow: Workflow) -> tuple[Stage, ...]:
    """The stages in their order; a step that has several rows is named once."""
    found = []
    for stage in workflow.stages.values():
        rows = [r for r in workflow.steps if stage.name in r.sources and set(r.by) - {CLOCK}]
        steps = {row.name: row for row in reversed(rows)}
        spec = stage.ballot
        marks = workflow.terms(spec.rule, spec.kinds).rule.marks if spec else ()
        found.append(
            Stage(
                stage.name,
                spec.kinds if spec else (),
                tuple(mark.name for mark in marks),
                tuple(reversed(steps.values())),
            )
        )
    return tuple(found)


def verbs() -> tuple[Verb, ...]:
    """Everything that can be done, in the language that is spoken now."""
    common = {*acts.Act.model_fields, "do"}
    return tuple(
        Verb(do, verb_label(do), tuple(name for name in model.model_fields if name not in common))
        for do, model in acts.VERBS.items()
    )
