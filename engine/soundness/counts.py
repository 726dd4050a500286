"""How the ballot of a stage may stand, as far as its rule and the workflow tell it apart.

A rule that asks for nothing but few enough objections (a silence) is broken whenever it is
not met; a rule that bears any number of them cannot be broken at all.
"""

from __future__ import annotations

from placet.engine.definition import BallotSpec, Workflow
from placet.engine.rules import Atom, Ratio, Terms, atoms
from placet.engine.soundness.states import Count

_CEILING = ("<", "<=")


def counts(workflow: Workflow, ballot: BallotSpec) -> tuple[Count, ...]:
    """Every way in which this ballot may stand, passing first."""
    by = ballot.rule_by
    refs = (ballot.rule, by.passes, by.fails) if by else (ballot.rule,)
    found: dict[Count, None] = {"passes": None}
    for ref in refs:
        found |= dict.fromkeys(_failing(workflow, ballot, workflow.terms(ref, ballot.kinds)))
    return tuple(found)


def can_break(terms: Terms) -> bool:
    """Whether enough positions of a kind that is offered stand in the way."""
    return any(_is_ceiling(atom) and atom.numerator.kinds for atom in _atoms(terms))


def _failing(workflow: Workflow, ballot: BallotSpec, terms: Terms) -> tuple[Count, ...]:
    guards = {guard for step in workflow.steps for guard in step.guards}
    asked = guards & {"broken", "not_broken", "partly_broken"}
    if not asked and "broken" not in ballot.closes_when:
        return ("fails",)
    breaks: tuple[Count, ...] = ("broken", "partly") if ballot.partial else ("broken",)
    if not can_break(terms):
        return ("fails",)
    return breaks if all(map(_breaks_or_passes, _atoms(terms))) else ("fails", *breaks)


def _atoms(terms: Terms) -> list[Atom]:
    return [atom for criterion in terms.criteria for atom in atoms(criterion)]


def _is_ceiling(atom: Atom) -> bool:
    return atom.op in _CEILING


def _breaks_or_passes(atom: Atom) -> bool:
    """Whether it is met as long as nobody stands in the way."""
    return _is_ceiling(atom) and not (isinstance(atom, Ratio) and atom.empty == "not_met")
