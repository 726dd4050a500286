"""Every procedure that comes with Placet, in words and as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from making.marks import codes, page, table
from making.names import CARRY_OVER
from placet.engine.definition import Bounds
from placet.engine.model import RuleRef
from placet.engine.rules import rule_sentence_values
from placet.engine.workflow import BallotSpec, Stage, Step, Workflow
from placet.templates import wording
from placet.templates.conditions import condition
from placet.templates.diagrams import diagram_file
from placet.workflows import scenario

CLOSES: Mapping[str, str] = {
    "all_answered": "every organisation has answered and the rule is met",
    "broken": "it is broken",
    "passes": "the rule is met",
    "settled": "no answer that is still out could change the outcome",
}
"""What closes a ballot before its deadline."""

VISIBLE: Mapping[str, str] = {
    "open": "to the participants, at once",
    "sealed": "to the participants, once the ballot is closed",
    "undisclosed": "to secretariat and chair alone",
    "secret": "to nobody; there are only totals, and each organisation sees its own",
}
"""Who sees whose position."""

RESTARTS: Mapping[str, str] = {
    "text": "a new version of the text",
    "comment": "a comment",
    "position": "a position",
}
"""What makes a period begin anew."""


def drawn(workflow: Workflow) -> str:
    """Its picture, as a file."""
    return diagram_file(workflow)


def procedure(workflow: Workflow) -> str:
    """One procedure: its picture, its stages, its steps."""
    name = workflow.name
    rounds = f"{workflow.rounds} rounds" if workflow.rounds > 1 else "1 round"
    return page(
        workflow.title,
        f"The procedure `{name}`, version {workflow.version}, as it stands in "
        f"[`workflows/{name}.yaml`](../../workflows/{name}.yaml). After: {workflow.source}. It "
        f"begins in `{workflow.initial}` and allows {rounds} unless the chair allows more.",
        _unconfirmed(workflow),
        _rehearsed(workflow),
        f"![The stages of {workflow.title}, and the steps between them](workflow-{name}.svg)",
        "## Stages",
        *(_stage(workflow, stage) for stage in workflow.stages.values()),
        "## Steps",
        "A step is taken by one of the roles that are named. *The deadline itself* means that "
        "the clock takes it, without a person, when the stage closes. Rows of one name are tried "
        "from the top.",
        table(
            ("Step", "From", "To", "Who", "When", "Reason", "What happens"),
            (_step(rows) for rows in _alike(workflow.steps)),
        ),
    )


def _unconfirmed(workflow: Workflow) -> str:
    if not workflow.unconfirmed:
        return ""
    lines = (f"- {' '.join(line.split())}" for line in workflow.unconfirmed)
    return "\n".join(("Not confirmed in the primary text:", "", *lines))


def _rehearsed(workflow: Workflow) -> str:
    name = workflow.name
    if name not in scenario.shipped():
        return ""
    title = scenario.load_shipped(name).title
    return (
        f"A rehearsal comes with it, [{title}](../../workflows/scenarios/{name}.yaml): "
        f"`placet workflow simulate {name} {name}`. [How to rehearse](../rehearsal.md)."
    )


def _stage(workflow: Workflow, stage: Stage) -> str:
    lines = [*_of_stage(stage)]
    if stage.ballot is not None:
        lines += _of_ballot(workflow, stage, stage.ballot)
    if stage.instrument:
        lines.append("There is an adopted text.")
    if stage.end:
        lines.append("The procedure may rest here.")
    return "\n".join((f"### {stage.title} (`{stage.name}`)", "", *(f"- {x}" for x in lines)))


def _of_stage(stage: Stage) -> Iterator[str]:
    yield f"Shown as: {wording.state_label(stage)}."
    if stage.codes:
        yield f"Codes: {', '.join(f'{said} {code}' for said, code in stage.codes.items())}."
    if stage.registered:
        yield "It waits to be begun by a step."
    if stage.period:
        yield f"Time: {stage.period}, unless another deadline is set."
    if stage.minimum:
        yield f"Never under {stage.minimum}."
    if stage.extension is not None:
        yield f"Later: {_bounds(stage.extension)}."
    if stage.shortening is not None:
        yield f"Sooner: {_bounds(stage.shortening)}."
    if stage.restarts_on:
        what = wording.listed([RESTARTS[cause] for cause in stage.restarts_on], "or")
        yield f"The time begins anew with {what}."
    if stage.reminders:
        yield f"Reminders before the deadline: {', '.join(map(_reminder(stage), stage.reminders))}."
    if stage.overdue is not None:
        every = stage.overdue.every.removeprefix("1 ")
        often = f"every {every}, {stage.overdue.most} times at most"
        yield f"After the deadline whoever must decide is reminded {often}."
    if stage.collects_comments:
        yield "Comments are taken."
    if stage.comments_sealed:
        yield "They are sealed until the call for them closes."
    if stage.text_changed_by:
        who = wording.listed([wording.role_label(r) for r in stage.text_changed_by])
        yield f"The text is changed by: {who}."
    if stage.endorsers:
        yield f"Endorsers needed, other than the proposer: {stage.endorsers}."
    if stage.reviewers is not None:
        who = wording.listed([wording.role_label(r) for r in stage.reviewers.by], "or")
        yield f"Reviewers are named by {who}; they have {stage.reviewers.period}."


def _reminder(stage: Stage) -> Callable[[str], str]:
    def said(before: str) -> str:
        to = [wording.capacity_label(c) for c in stage.escalates.get(before, ())]
        return f"{before} (to {wording.listed(to)})" if to else before

    return said


def _bounds(bounds: Bounds) -> str:
    if not bounds.by:
        return "nobody may move it"
    said = f"{wording.listed([wording.role_label(r) for r in bounds.by], 'or')} may move it"
    if bounds.most:
        said += f", by {bounds.most} at most"
    if bounds.times:
        said += ", once" if bounds.times == 1 else f", {bounds.times} times"
    return said


def _of_ballot(workflow: Workflow, stage: Stage, ballot: BallotSpec) -> Iterator[str]:
    yield f"Positions: {', '.join(map(wording.position_label, ballot.kinds))}."
    if ballot.cls:
        yield f"Asked are seats of the class `{ballot.cls}`."
    observers = wording.silent_become_observers(workflow, stage.name)
    asked = rule_sentence_values(workflow.terms(ballot.rule, ballot.kinds))
    yield f"Rule: {_rule(ballot.rule)}. {wording.rule_sentence(asked)}"
    if (by := ballot.rule_by) is not None:
        title = workflow.stages[by.stage].title
        yield (
            f"If the ballot of “{title}” passed, the rule is {_rule(by.passes)}; if it did not, "
            f"{_rule(by.fails)}."
        )
    yield wording.silence_sentence(asked, None, observers)
    if ballot.closes_when:
        when = wording.listed([CLOSES[reason] for reason in ballot.closes_when], "or")
        wait = f", but not before {ballot.not_before} are over" if ballot.not_before else ""
        yield f"It closes before its deadline when {when}{wait}."
    if ballot.partial:
        yield (
            "If all who break it name paragraphs, the others are agreed ad referendum; the next "
            "ballot asks about the rest."
        )
    if not ballot.frozen_text:
        yield "The text may change while it is open."
    if ballot.void_when_text_changes:
        yield "A change of the text ends it without an outcome."
    yield f"When the text changes: {CARRY_OVER[ballot.carry_over]}"
    if ballot.carries_from:
        where = wording.listed([workflow.stages[s].title for s in ballot.carries_from])
        yield f"Positions are carried over from {where} too."
    if ballot.qualifiers:
        said = wording.listed([wording.qualifier_label(q) for q in ballot.qualifiers], "or")
        yield f"A position in favour may be given {said}."
    if ballot.confirm_within:
        yield f"Ad referendum is to be confirmed within {ballot.confirm_within}."
    if ballot.visibility != "open":
        yield f"Positions are shown {VISIBLE[ballot.visibility]}."
    if ballot.breaker != "disclosed":
        yield "Who broke it is told to secretariat and chair alone."


def _rule(rule: RuleRef) -> str:
    given = ", ".join(f"{name} {value}" for name, value in rule.parameters.items())
    return f"[`{rule.name}`](rules.md#{rule.name})" + (f" ({given})" if given else "")


def _alike(steps: Sequence[Step]) -> Iterator[tuple[Step, ...]]:
    """Rows that follow each other and differ only in where they lead."""
    for _, rows in groupby(steps, lambda step: replace(step, dest="")):
        yield tuple(rows)


def _step(rows: Sequence[Step]) -> tuple[str, ...]:
    step = rows[0]
    leads = codes(row.dest for row in rows)
    return (
        f"{wording.step_label(step)} (`{step.name}`)",
        codes(step.sources),
        f"{leads}: where it came from" if "returns_to" in step.guards else leads,
        ", ".join(wording.role_label(role) for role in step.by),
        condition(step.guards),
        "needed" if step.reason or step.override else "",
        " ".join((wording.consequence(step), *_besides(step))),
    )


def _besides(step: Step) -> Iterator[str]:
    if step.new_round:
        yield "*A new round.*"
    if step.override:
        yield "*Against the verdict.*"
    if step.decides:
        yield f"*Decided: {step.decides.replace('_', ' ')}.*"
    if step.circular:
        yield f"*Circular: {step.circular.replace('_', ' ')}.*"
