"""Is a workflow sound?  Everything that `transitions` accepts and a negotiation would not.

A flaw is a place in the definition (keys and indexes, the same as in the file) and a
sentence that ends in a remedy (`flaws`).  Nothing here raises: all flaws are told at once.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from placet.engine.deadlines import Period, Term, parse_period, parse_term, shorter
from placet.engine.definition import (
    CARRY_OVER,
    CLOCK,
    EFFECTS,
    ROLES,
    STATES,
    TEXT_ROLES,
    BallotSpec,
    Stage,
    Step,
    Workflow,
)
from placet.engine.errors import BadInput
from placet.engine.flaws import Flaw, Path, in_words, unknown
from placet.engine.guards import GUARDS
from placet.engine.model import Qualifier
from placet.engine.rules import Catalogue, rule_of, rule_sentence_values, terms_of


def problems(workflow: Workflow) -> tuple[str, ...]:
    """Every flaw in words, each led by its place; empty for a sound workflow."""
    return tuple(f"{'.'.join(map(str, f.path))}: {f.text}" for f in flaws(workflow))


def legal_moves(workflow: Workflow) -> tuple[tuple[str, str], ...]:
    """Each pair (from, to) for which a step exists, sorted: the rows of `legal_move`."""
    return tuple(sorted({(a, row.dest) for row in workflow.steps for a in row.sources}))


def flaws(workflow: Workflow) -> tuple[Flaw, ...]:
    """Every flaw, in the order of the definition."""
    return tuple(_flaws(workflow))


def _flaws(workflow: Workflow) -> Iterator[Flaw]:
    if workflow.rounds < 1:
        yield Flaw(("rounds",), "at least one round is needed; write 1 or more")
    yield from unknown(("initial",), "stage", (workflow.initial,), workflow.stages)
    for stage in workflow.stages.values():
        yield from _in_stage(stage, workflow.rules, ("stages", stage.name))
    for index, step in enumerate(workflow.steps):
        yield from _in_step(step, workflow, ("steps", index))
    if workflow.initial in workflow.stages:
        yield from _ways(workflow)


def _in_stage(stage: Stage, known: Catalogue, at: Path) -> Iterator[Flaw]:
    yield from unknown((*at, "state"), "state", (stage.state,), STATES)
    yield from unknown((*at, "text_changed_by"), "role", stage.text_changed_by, TEXT_ROLES)
    period: Period | None = None
    if stage.period is not None:
        term = yield from _term((*at, "period"), stage.period)
        period = term if isinstance(term, Period) else None
    for index, offset in enumerate(stage.reminders):
        spot = (*at, "reminders", index)
        before = yield from _period(spot, offset)
        if stage.period is None and not stage.instrument:  # a result waits for confirmations
            yield Flaw(spot, f"a reminder needs a deadline; give {stage.name} a period")
        elif before and period and not shorter(before, period):
            yield Flaw(
                spot,
                f"a reminder {offset} before the deadline is not shorter than the period "
                f"({stage.period}); shorten it or lengthen the period",
            )
    if stage.ballot is not None:
        yield from _in_ballot(stage.ballot, stage, known, (*at, "ballot"))


def _in_ballot(ballot: BallotSpec, stage: Stage, known: Catalogue, at: Path) -> Iterator[Flaw]:
    if stage.period is None:
        yield Flaw(at, f"a ballot needs a deadline; give {stage.name} a period")
    if not ballot.kinds:
        yield Flaw((*at, "kinds"), "a ballot needs kinds of position; list at least one")
    yield from unknown((*at, "carry_over"), "policy", (ballot.carry_over,), CARRY_OVER)
    yield from unknown((*at, "qualifiers"), "qualifier", ballot.qualifiers, list(Qualifier))
    if Qualifier.AD_REFERENDUM in ballot.qualifiers and not ballot.confirm_within:
        yield Flaw(at, "ad_referendum needs a date; add confirm_within, such as 4 weeks")
    if ballot.confirm_within:
        yield from _period((*at, "confirm_within"), ballot.confirm_within)
    yield from _in_rule(ballot, known, at)


def _in_rule(ballot: BallotSpec, known: Catalogue, at: Path) -> Iterator[Flaw]:
    names = list(dict.fromkeys(name for name, _version in known))
    if ballot.rule.name not in names:
        yield from unknown((*at, "rule", "name"), "rule", (ballot.rule.name,), names)
        return
    try:
        rule = rule_of(known, ballot.rule)
        yield from unknown((*at, "kinds"), "kind of position", ballot.kinds, rule.kinds)
        asked = rule_sentence_values(terms_of(known, ballot.rule, ballot.kinds))
    except BadInput as bad:
        spot: Path = (*at, "rule", "parameters", bad.field)
        if bad.field not in ballot.rule.parameters:
            spot = (*at, "rule")
        yield Flaw(spot, in_words(bad))
        return
    for clause in asked.clauses:
        if clause.op in (">=", ">") and not clause.basis and not clause.kinds and not clause.form:
            yield Flaw(
                (*at, "kinds"),
                f"the rule {ballot.rule.name} asks for a kind of position that is not "
                f"offered ({clause.criterion}); add one to kinds",
            )


def _in_step(step: Step, workflow: Workflow, at: Path) -> Iterator[Flaw]:
    yield from unknown((*at, "from"), "stage", step.sources, workflow.stages)
    yield from unknown((*at, "to"), "stage", (step.dest,), workflow.stages)
    yield from unknown((*at, "by"), "role", step.by, ROLES)
    yield from unknown((*at, "guards"), "guard", step.guards, GUARDS)
    yield from unknown((*at, "effects"), "effect", step.effects, EFFECTS)
    if not step.sources:
        yield Flaw((*at, "from"), "a step starts somewhere; list at least one stage")
    if not step.by:
        yield Flaw((*at, "by"), f"nobody may take {step.name}; list at least one role")
    if CLOCK in step.by and not step.guards:
        yield Flaw((*at, "by"), f"the clock would take {step.name} at once; add a guard")
    if CLOCK in step.by and step.reason:
        yield Flaw(
            (*at, "by"), f"the clock gives no reason for {step.name}; split it into two rows"
        )


def _ways(workflow: Workflow) -> Iterator[Flaw]:
    """Stages that cannot be reached, and stages that cannot be left towards an end."""
    moves = legal_moves(workflow)
    reached = _spread({workflow.initial}, moves)
    ends = {s.name for s in workflow.stages.values() if s.end}
    ending = _spread(ends, [(b, a) for a, b in moves])
    if not ends:
        yield Flaw(("stages",), "no stage is an end; mark at least one with end: true")
    for name in workflow.stages:
        if name not in reached:
            yield Flaw(
                ("stages", name),
                f"no steps lead from {workflow.initial} to {name}; add a step or remove it",
            )
        if ends and name not in ending:
            yield Flaw(("stages", name), f"no steps lead from {name} to an end; add a step")


def _spread(start: Iterable[str], moves: Iterable[tuple[str, str]]) -> set[str]:
    reached, moves = set(start), tuple(moves)
    while more := {b for a, b in moves if a in reached} - reached:
        reached |= more
    return reached


def _period(at: Path, text: str) -> Generator[Flaw, None, Period | None]:
    """The period, or one flaw and None."""
    try:
        return parse_period(text)
    except BadInput as bad:
        yield Flaw(at, in_words(bad))
        return None


def _term(at: Path, text: str) -> Generator[Flaw, None, Term | None]:
    """The period, or what is counted from a meeting; or one flaw and None."""
    try:
        return parse_term(text)
    except BadInput as bad:
        yield Flaw(at, in_words(bad))
        return None
