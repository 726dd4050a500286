"""The generic rules, asked by reference: what a ballot does with its frozen rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from placet.engine import rules
from placet.engine.model import Position, RuleRef, Seat
from placet.workflows.rules import shipped_rules

RULES = {
    key: rule
    for key, rule in shipped_rules().items()
    if rule.name in ("no_objection", "unanimity", "majority", "silence")
}


def check(ref: RuleRef) -> None:
    rules.terms_of(RULES, ref)


def evaluate(
    ref: RuleRef,
    seats: Sequence[Seat],
    held: Mapping[str, Position],
    kinds: Collection[str] = (),
) -> rules.Verdict:
    return rules.evaluate(rules.terms_of(RULES, ref, kinds), seats, held)


def rule_sentence_values(
    ref: RuleRef, seats: Sequence[Seat] = (), kinds: Collection[str] = ()
) -> rules.RuleSentence:
    return rules.rule_sentence_values(rules.terms_of(RULES, ref, kinds), seats)
