"""Decision rules: positions in, a verdict with its reasons out.

A rule is data (`rule`), written in a file that `placet.workflows.rules` reads.  Terms are a
rule with its parameters put in; a verdict is a function of terms and a tally, plus the names
of those who stand in the way.  There is one path: names, filter, tally, judgement; totals
enter at the tally.  No rule raises about positions: what cannot be counted is dropped and
listed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from placet.engine.errors import N_, BadInput
from placet.engine.model import RuleRef
from placet.engine.rules.cases import evaluate_case
from placet.engine.rules.clauses import clause_of, rule_sentence_values
from placet.engine.rules.criteria import (
    AllOf,
    AnyOf,
    Atom,
    Branch,
    Cases,
    Count,
    Criterion,
    Quantity,
    Ratio,
    atoms,
)
from placet.engine.rules.evaluating import evaluate, evaluate_names, verdict_of
from placet.engine.rules.facts import needed_data, needed_from
from placet.engine.rules.filtering import Counted, Held, counts_as, sieve
from placet.engine.rules.judging import Judgement, judge
from placet.engine.rules.rule import (
    AGREES,
    Amount,
    Asked,
    Bound,
    Case,
    Condition,
    Effects,
    Filter,
    Mark,
    Parameter,
    Permits,
    PositionKind,
    Rule,
    SeatClass,
)
from placet.engine.rules.tally import SILENT, Cell, Tally, tally
from placet.engine.rules.terms import Terms, passes_in_silence, terms
from placet.engine.rules.verdict import (
    Clause,
    Dropped,
    Either,
    Fewer,
    Finding,
    More,
    Needed,
    OutOfReach,
    Quorum,
    Resolve,
    RuleSentence,
    Verdict,
    WeightMore,
)

__all__ = [
    "AGREES", "SILENT", "AllOf", "Amount", "AnyOf", "Asked", "Atom", "Bound", "Branch", "Case",
    "Cases",
    "Catalogue", "Cell", "Clause", "Condition", "Count", "Counted", "Criterion", "Dropped",
    "Effects", "Either", "Fewer", "Filter", "Finding", "Held", "Judgement", "Mark", "More",
    "Needed", "OutOfReach", "Parameter", "Permits", "PositionKind", "Quantity", "Quorum", "Ratio",
    "Resolve", "Rule", "RuleSentence", "SeatClass", "Tally", "Terms", "Verdict", "WeightMore",
    "atoms", "clause_of", "counts_as", "evaluate", "evaluate_case", "evaluate_names", "judge",
    "needed_data", "needed_from", "passes_in_silence", "rule_of", "rule_sentence_values", "sieve",
    "tally", "terms", "terms_of", "verdict_of",
]  # fmt: skip

Catalogue = Mapping[tuple[str, int], Rule]
"""Rules by name and version."""


def rule_of(rules: Catalogue, ref: RuleRef) -> Rule:
    """The rule that a reference names; BadInput where there is none of that version."""
    rule = rules.get((ref.name, ref.version))
    if rule is None:
        raise BadInput(
            "rule",
            N_("there is no rule called {name} of version {version}."),
            N_("Use one of: {known}."),
            name=ref.name,
            version=ref.version,
            known=", ".join(f"{name} {version}" for name, version in rules) or "none",
        )
    return rule


def terms_of(rules: Catalogue, ref: RuleRef, kinds: Collection[str] = ()) -> Terms:
    """The terms that a reference names; BadInput where a name or a parameter is wrong."""
    return terms(rule_of(rules, ref), ref.parameters, kinds)
