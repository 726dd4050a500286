"""Moving a running objective to another version of its workflow: when it may, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide import obstacles
from placet.engine.errors import BadInput, NotAllowed, Obstructed
from placet.engine.messages import Kind
from placet.engine.model import RuleRef
from placet.engine.owing import timers
from placet.engine.workflow import Step

from .table import (
    DAY,
    WORKFLOW,
    Table,
    adopted,
    in_comment,
    in_endorsement,
    in_revision,
    proposed,
)

WHY = "The house has a new rule"
Changes = dict[str, Any]


def stages(**changed: dict[str, Any] | None) -> Changes:
    """The stages of the workflow, some of them changed; None leaves one out, with its steps."""
    kept = {
        name: replace(stage, **(changed.get(name) or {}))
        for name, stage in WORKFLOW.stages.items()
        if changed.get(name, {}) is not None
    }
    steps = tuple(
        replace(step, sources=tuple(s for s in step.sources if s in kept))
        for step in WORKFLOW.steps
        if step.dest in kept and set(step.sources) & kept.keys()
    )
    return {"stages": kept, "steps": steps}


def ballot_of(stage: str, **changes: Any) -> dict[str, Any]:
    """The stage with other terms of its ballot."""
    spec = WORKFLOW.stages[stage].ballot
    assert spec is not None
    return {"ballot": replace(spec, **changes)}


def without_steps(*names: str) -> Changes:
    """The workflow without these steps, and without what is then never reached."""
    return {"steps": tuple(s for s in WORKFLOW.steps if s.name not in names)}


def said(table: Table, changes: Changes) -> tuple[str, ...]:
    """What keeps the objective from a version with these changes, in English."""
    later = replace(WORKFLOW, version=2, **changes)
    return tuple(x.in_english() for x in obstacles(table.o, WORKFLOW, later))


def on_hold() -> Table:
    """A ballot was open when everything was put on hold."""
    return in_endorsement().step("sec", "hold")


def superseded() -> Table:
    """The ballot no longer decides, and the text is being revised in round two."""
    return in_endorsement().step("sec", "revise")


def waiting_for_a_decision() -> Table:
    """The ballot is closed, the rule is not met, and somebody has to decide."""
    return proposed().holds("FAO", "object").let_it_end()


FITS: list[tuple[Callable[[], Table], Changes]] = [
    (in_comment, {}),
    (in_comment, stages(comment={"period": "6 weeks", "reminders": ("10 days",)})),
    (in_comment, stages(endorsement=ballot_of("endorsement", kinds=("endorse", "object")))),
    (in_endorsement, {"rounds": 1}),
    (in_endorsement, stages(endorsement={"title": "Last word", "reminders": ("2 days",)})),
    (waiting_for_a_decision, stages(proposal=ballot_of("proposal", carry_over="lapse"))),
    (adopted, without_steps("narrow")),
    (on_hold, stages(endorsement={"period": "5 weeks"})),
    (superseded, {"rounds": 2}),
]


@pytest.mark.parametrize(("table", "changes"), FITS)
def test_what_leaves_the_present_state_its_meaning_is_no_obstacle(
    table: Callable[[], Table], changes: Changes
) -> None:
    assert said(table(), changes) == ()


OBSTACLES: list[tuple[Callable[[], Table], Changes, tuple[str, ...]]] = [
    (
        in_revision,
        stages(revision=None),
        ("There is no stage \u201cRevision\u201d in version 2.",),
    ),
    (
        on_hold,
        stages(endorsement=None),
        ("There is no stage \u201cEndorsement\u201d in version 2.",),
    ),
    (
        superseded,
        stages(endorsement=None),
        ("There is no stage \u201cEndorsement\u201d in version 2.",),
    ),
    (
        on_hold,
        without_steps("resume"),
        ("In version 2 no step leads back from \u201cOn hold\u201d to \u201cEndorsement\u201d.",),
    ),
    (
        in_comment,
        stages(comment={"end": True}),
        ("The stage \u201cComments\u201d is an end in one version and not in the other.",),
    ),
    (
        adopted,
        stages(adopted={"instrument": False}),
        ("In the stage \u201cAdopted\u201d there is a result in one version only.",),
    ),
    (
        proposed,
        stages(proposal={"ballot": None}),
        ("The stage \u201cProposal\u201d asks for positions in one version only.",),
    ),
    (
        in_comment,
        stages(comment={"ballot": WORKFLOW.stages["proposal"].ballot}),
        ("The stage \u201cComments\u201d asks for positions in one version only.",),
    ),
    (
        in_endorsement,
        stages(
            endorsement=ballot_of(
                "endorsement", kinds=("endorse", "object"), rule=RuleRef("unanimity", 1)
            )
        ),
        (
            "A ballot is open in the stage \u201cEndorsement\u201d, and version 2 changes its "
            "terms: kinds, rule.",
        ),
    ),
    (
        on_hold,
        stages(endorsement=ballot_of("endorsement", confirm_within="2 weeks")),
        (
            "A ballot is open in the stage \u201cEndorsement\u201d, and version 2 changes its "
            "terms: confirm_within.",
        ),
    ),
    (
        adopted,
        stages(adopted={"period": "1 year"}),
        ("In version 2 the stage \u201cAdopted\u201d has a deadline, and this run has none.",),
    ),
    (
        adopted,
        stages(adopted={"registered": True}),
        ("The stage \u201cAdopted\u201d waits to be started in one version only.",),
    ),
    (
        superseded,
        {"rounds": 1},
        ("It is in round 2, and version 2 allows 1.",),
    ),
    (
        superseded,
        {**stages(revision=None, endorsement=None), "rounds": 1},
        (
            "There is no stage \u201cRevision\u201d in version 2.",
            "There is no stage \u201cEndorsement\u201d in version 2.",
            "It is in round 2, and version 2 allows 1.",
        ),
    ),
]


@pytest.mark.parametrize(("table", "changes", "expected"), OBSTACLES)
def test_every_obstacle_is_named(
    table: Callable[[], Table], changes: Changes, expected: tuple[str, ...]
) -> None:
    assert said(table(), changes) == expected


def test_a_rule_that_nobody_knows_any_more_is_an_obstacle() -> None:
    table = waiting_for_a_decision()
    old = replace(table.ballot, rule=RuleRef("no_objection", 0))
    table.held = replace(table.o, ballot=old)
    assert said(table, {}) == ("The rule of ballot 1, no_objection 0, is not known to version 2.",)


def test_moving_changes_the_version_and_nothing_else() -> None:
    table = in_endorsement().holds("FAO", "endorse").publishes(title="Another title")
    before = table.o
    table.do("sec", c.MoveToVersion(2, WHY))
    assert replace(table.o, workflow_version=1, version=before.version) == before
    assert table.log[-1].events == (e.WorkflowChanged("joint-objective", 2, 3, WHY),)


def test_from_then_on_the_other_table_is_asked() -> None:
    quick = Step("hurry", ("comment",), "endorsement", ("chair",), title="Hurry", consequence="So.")
    table = in_comment().publishes(steps=(*WORKFLOW.steps, quick))
    table.do("sec", c.MoveToVersion(2, WHY)).step("chair", "hurry")
    assert table.stage == "endorsement"


def test_the_deadline_is_kept_and_the_reminders_are_those_of_the_other_version() -> None:
    table = in_comment().publishes(**stages(comment={"reminders": ("2 days",)}))
    deadline = table.deadline
    table.do("sec", c.MoveToVersion(2, WHY))
    assert table.deadline == deadline
    assert [t.step for t in timers(table.workflow, table.o)] == ["2d", "close"]


def test_rounds_that_were_allowed_beyond_the_usual_number_stay_allowed() -> None:
    table = in_comment().do("chair", c.ExtendRounds("Close to agreement")).publishes(rounds=2)
    table.do("sec", c.MoveToVersion(2, WHY))
    assert table.o.rounds_allowed == 3


def test_everybody_is_told_once_with_the_reason() -> None:
    table = in_comment().publishes().do("sec", c.MoveToVersion(2, WHY))
    told = table.log[-1].messages
    assert {m.kind for m in told} == {Kind.PROCEDURE_CHANGED}
    people = {d.person for d in table.negotiation.delegates}
    officers = {o.person for o in table.negotiation.officers}
    assert sorted(m.person for m in told) == sorted(people | officers)
    facts = {(m.facts["old_version"], m.facts["new_version"], m.facts["reason"]) for m in told}
    assert facts == {(1, 2, WHY)}


def test_all_obstacles_are_told_at_once_and_nothing_happens() -> None:
    table = superseded().publishes(**{**stages(revision={"end": True}), "rounds": 1})
    before = table.o
    with pytest.raises(Obstructed) as refused:
        table.do("sec", c.MoveToVersion(2, WHY))
    assert len(refused.value.obstacles) == 2
    assert "It is in round 2, and version 2 allows 1." in refused.value.in_english()
    assert table.o == before


@pytest.mark.parametrize(
    ("version", "reason", "field"), [(1, WHY, "version"), (9, WHY, "version"), (2, "  ", "reason")]
)
def test_it_takes_a_later_version_that_is_published_and_a_reason(
    version: int, reason: str, field: str
) -> None:
    table = in_comment().publishes()
    with pytest.raises(BadInput) as refused:
        table.do("sec", c.MoveToVersion(version, reason))
    assert refused.value.field == field


def test_nobody_goes_back_to_an_earlier_version() -> None:
    table = in_comment().publishes().publishes().do("sec", c.MoveToVersion(3, WHY))
    with pytest.raises(BadInput, match="follows version 3"):
        table.do("sec", c.MoveToVersion(2, WHY))


@pytest.mark.parametrize("name", ["chair", "unep", "fao", "admin"])
def test_the_secretariat_alone_moves_it(name: str) -> None:
    with pytest.raises(NotAllowed):
        in_comment().publishes().do(name, c.MoveToVersion(2, WHY))


def test_what_time_has_decided_is_decided_by_the_version_that_was_followed() -> None:
    table = in_comment().publishes(**without_steps("nothing")).until(in_comment().deadline)
    table.wait(DAY).do("sec", c.MoveToVersion(2, WHY))
    assert table.stage == "revision"
    assert table.o.workflow_version == 2
