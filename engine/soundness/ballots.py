"""What the ballot of a stage says of itself, and whether its rule can be asked with it."""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.deadlines import Calendar, Period, parse_term, shorter
from placet.engine.definition import (
    BREAKERS,
    CARRY_OVER,
    CLOSES_WHEN,
    VISIBILITIES,
    BallotSpec,
    Stage,
    Workflow,
)
from placet.engine.errors import BadInput
from placet.engine.flaws import Flaw, Path, in_words, unknown
from placet.engine.model import AWAITING, Qualifier, RuleRef
from placet.engine.rules import (
    AGREES,
    Catalogue,
    Terms,
    rule_of,
    rule_sentence_values,
    terms_of,
)
from placet.engine.soundness.counts import can_break
from placet.engine.soundness.stages import parsed


def in_ballot(
    ballot: BallotSpec, stage: Stage, workflow: Workflow, calendar: Calendar, at: Path
) -> Iterator[Flaw]:
    """Every flaw in a ballot."""
    if stage.period is None:
        yield Flaw(at, f"a ballot needs a deadline; give {stage.name} a period")
    if not ballot.kinds:
        yield Flaw((*at, "kinds"), "a ballot needs kinds of position; list at least one")
    yield from unknown((*at, "carry_over"), "policy", (ballot.carry_over,), CARRY_OVER)
    yield from unknown((*at, "qualifiers"), "qualifier", ballot.qualifiers, list(Qualifier))
    yield from unknown((*at, "closes_when"), "reason to close", ballot.closes_when, CLOSES_WHEN)
    yield from unknown((*at, "visibility"), "visibility", (ballot.visibility,), VISIBILITIES)
    yield from unknown((*at, "breaker"), "visibility", (ballot.breaker,), BREAKERS)
    awaits = AWAITING.intersection(ballot.qualifiers)
    if awaits and not ballot.confirm_within:
        given = "ad_referendum" if Qualifier.AD_REFERENDUM in awaits else "pending"
        yield Flaw(at, f"{given} needs a date; add confirm_within, such as 4 weeks")
    if ballot.confirm_within:
        yield from parsed((*at, "confirm_within"), ballot.confirm_within)
        if not awaits:
            yield Flaw(
                (*at, "confirm_within"),
                "nothing is to be confirmed; add ad_referendum to qualifiers or remove it",
            )
    yield from _carried(ballot, workflow, at)
    if ballot.void_when_text_changes and not stage.text_changed_by:
        yield Flaw(
            (*at, "void_when_text_changes"),
            f"nobody may change the text in {stage.name}; add text_changed_by or remove it",
        )
    yield from _early(ballot, stage, calendar, at)
    yield from _rule(ballot, ballot.rule, workflow.rules, (*at, "rule"), at)
    if ballot.rule_by is not None:
        yield from _rule_by(ballot, workflow, at)


def _carried(ballot: BallotSpec, workflow: Workflow, at: Path) -> Iterator[Flaw]:
    """The other stages whose positions are carried over into this one."""
    spot = (*at, "carries_from")
    yield from unknown(spot, "stage", ballot.carries_from, workflow.stages)
    for name in ballot.carries_from:
        if name in workflow.stages and workflow.stages[name].ballot is None:
            yield Flaw(spot, f"{name} has no ballot; name a stage that has one")
    if ballot.carries_from and ballot.carry_over not in ("carry", "carry_if_untouched"):
        yield Flaw(
            spot,
            f"nothing is carried over (carry_over: {ballot.carry_over}); write carry_over: carry",
        )


def _early(ballot: BallotSpec, stage: Stage, calendar: Calendar, at: Path) -> Iterator[Flaw]:
    """What closes a ballot before its deadline, and not before when."""
    if not ballot.not_before:
        return
    spot = (*at, "closes_not_before")
    least = yield from parsed(spot, ballot.not_before)
    if not ballot.closes_when:
        yield Flaw(spot, "nothing closes this ballot early; add closes_when or remove it")
    elif least and stage.period and (period := _quietly(stage.period)):
        if not shorter(least, period, calendar):
            yield Flaw(
                spot,
                f"{ballot.not_before} are not over before the deadline ({stage.period}); "
                "shorten it or remove closes_when",
            )


def _rule_by(ballot: BallotSpec, workflow: Workflow, at: Path) -> Iterator[Flaw]:
    """The rule that an earlier ballot fixes."""
    by = ballot.rule_by
    if by is None:
        return
    spot = (*at, "rule_by")
    yield from unknown((*spot, "stage"), "stage", (by.stage,), workflow.stages)
    asked = workflow.stages.get(by.stage)
    if asked is not None and asked.ballot is None:
        yield Flaw((*spot, "stage"), f"{by.stage} has no ballot; name a stage that has one")
    yield from _rule(ballot, by.passes, workflow.rules, (*spot, "passes"), at)
    yield from _rule(ballot, by.fails, workflow.rules, (*spot, "fails"), at)


def _rule(
    ballot: BallotSpec, ref: RuleRef, known: Catalogue, spot: Path, at: Path
) -> Iterator[Flaw]:
    """Whether the rule exists, takes these parameters, and can be asked with these kinds."""
    names = list(dict.fromkeys(name for name, _version in known))
    if ref.name not in names:
        yield from unknown((*spot, "name"), "rule", (ref.name,), names)
        return
    try:
        rule = rule_of(known, ref)
        yield from unknown((*at, "kinds"), "kind of position", ballot.kinds, rule.kinds)
        terms = terms_of(known, ref, ballot.kinds)
    except BadInput as bad:
        named = bad.field in ref.parameters
        yield Flaw((*spot, "parameters", bad.field) if named else spot, in_words(bad))
        return
    for clause in rule_sentence_values(terms).clauses:
        if clause.op in (">=", ">") and not clause.basis and not clause.kinds and not clause.form:
            yield Flaw(
                (*at, "kinds"),
                f"the rule {ref.name} asks for a kind of position that is not "
                f"offered ({clause.criterion}); add one to kinds",
            )
    yield from _never_early(ballot, terms, (*at, "closes_when"))


def _never_early(ballot: BallotSpec, terms: Terms, at: Path) -> Iterator[Flaw]:
    """What would close the ballot early and never happens, or happens at once."""
    silent = terms.rule.silence == AGREES
    if "passes" in ballot.closes_when and silent and not ballot.not_before:
        yield Flaw(
            at,
            f"under {terms.rule.name} silence agrees, so the ballot would close at once; add "
            "closes_not_before or remove passes",
        )
    if "broken" in ballot.closes_when and not can_break(terms):
        yield Flaw(
            at,
            f"nothing that is offered breaks this ballot under {terms.rule.name}; add a kind "
            "that stands in the way, or remove broken",
        )


def _quietly(text: str) -> Period | None:
    """The period; None where it is none, or counted from a meeting."""
    try:
        term = parse_term(text)
    except BadInput:
        return None
    return term if isinstance(term, Period) else None
