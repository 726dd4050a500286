"""How the ballot of a stage may stand, as far as its rule and the workflow tell it apart.

A rule that asks for nothing but few enough objections (a silence) is broken whenever it is
not met; a rule that does not count objections cannot be broken at all.
"""

from __future__ import annotations

from placet.engine.definition import BallotSpec, Workflow
from placet.engine.model import RuleRef
from placet.engine.rules import rule_sentence_values
from placet.engine.soundness.states import Count

_CEILING = ("<", "<=")


def counts(workflow: Workflow, ballot: BallotSpec) -> tuple[Count, ...]:
    """Every way in which this ballot may stand, passing first."""
    by = ballot.rule_by
    refs = (ballot.rule, by.passes, by.fails) if by else (ballot.rule,)
    found: dict[Count, None] = {"passes": None}
    for ref in refs:
        found |= dict.fromkeys(_failing(workflow, ballot, ref))
    return tuple(found)


def _failing(workflow: Workflow, ballot: BallotSpec, ref: RuleRef) -> tuple[Count, ...]:
    guards = {guard for step in workflow.steps for guard in step.guards}
    if (
        not guards & {"broken", "not_broken", "partly_broken"}
        and "broken" not in ballot.closes_when
    ):
        return ("fails",)
    ceilings = [c.op in _CEILING for c in rule_sentence_values(ref, (), ballot.kinds).clauses]
    found: list[Count] = []
    if not all(ceilings):
        found.append("fails")
    if any(ceilings):
        found += ["broken", "partly"] if ballot.partial else ["broken"]
    return tuple(found)
