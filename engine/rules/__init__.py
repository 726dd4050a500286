"""Decision rules: positions in, a verdict with its reasons out.

A rule is a conjunction of small criteria over a tally; a verdict is a function of that
tally, plus the names of those who stand in the way.  No rule raises about positions: what
cannot be counted is dropped and listed.  What decides is in `generic`, how it is computed
in `criteria`, what is answered in `verdict`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from placet.engine.errors import N_, BadInput
from placet.engine.model import Position, RuleRef, Seat
from placet.engine.rules.criteria import Count, Criterion, Names, Ratio
from placet.engine.rules.generic import COUNTED, KINDS, RULES, Rule
from placet.engine.rules.tally import Effects, Sum, Tally, classes_of, tally
from placet.engine.rules.verdict import (
    Clause,
    Dropped,
    Finding,
    More,
    Needed,
    Quorum,
    Resolve,
    RuleSentence,
    Verdict,
)

__all__ = [
    "COUNTED",
    "KINDS",
    "RULES",
    "Clause",
    "Count",
    "Criterion",
    "Dropped",
    "Effects",
    "Finding",
    "More",
    "Names",
    "Needed",
    "Quorum",
    "Ratio",
    "Resolve",
    "Rule",
    "RuleSentence",
    "Sum",
    "Tally",
    "Verdict",
    "check",
    "evaluate",
    "judge",
    "rule_of",
    "rule_sentence_values",
    "tally",
]


def rule_of(ref: RuleRef) -> Rule:
    """The rule that a reference names; BadInput where there is none of that version."""
    rule = RULES.get(ref.name)
    if rule is None or rule.version != ref.version:
        raise BadInput(
            "rule",
            N_("there is no rule called {name} of version {version}."),
            N_("Use one of: {known}."),
            name=ref.name,
            version=ref.version,
            known=", ".join(f"{r.name} {r.version}" for r in RULES.values()),
        )
    return rule


def check(ref: RuleRef) -> None:
    """Raise BadInput where the rule or one of its parameters does not exist or is bad."""
    rule_of(ref).criteria(ref.parameters)


def evaluate(
    rule: RuleRef,
    seats: Sequence[Seat],
    held: Mapping[str, Position],
    kinds: Collection[str] = (),
) -> Verdict:
    """The verdict on the positions held now (organisation -> position).

    `kinds` are those that the ballot offers; with them, only these are counted and asked
    for.  A qualified position counts as its kind.
    """
    offered = _offered(rule, kinds)
    roster = {seat.organisation for seat in seats}
    dropped = []
    counted: dict[str, str] = {}
    for organisation, position in held.items():
        if organisation not in roster:
            dropped.append(Dropped(organisation, position.kind, "no_seat"))
        elif position.kind not in offered:
            dropped.append(Dropped(organisation, position.kind, "unknown_kind"))
        else:
            counted[organisation] = position.kind
    criteria = rule_of(rule).criteria(rule.parameters, offered)
    names = _names(seats, counted)
    findings, needed = judge(criteria, tally(seats, counted), names)
    holding = {kind: names["", kind] for kind in offered if ("", kind) in names}
    against = {o for n in needed if isinstance(n, Resolve) for o in n.organisations}
    order = [seat.organisation for seat in seats]
    return Verdict(
        rule=rule,
        passes=all(f.met for f in findings),
        findings=findings,
        dropped=tuple(dropped),
        blockers=tuple(o for o in order if o in against),
        needed=needed,
        holding=holding,
        silent=tuple(o for o in order if o not in counted),
    )


def judge(
    criteria: Sequence[Criterion], sums: Tally, names: Names
) -> tuple[tuple[Finding, ...], tuple[Needed, ...]]:
    """Each criterion with its numbers, and what would help; the same for every rule."""
    findings = tuple(c.finding(sums) for c in criteria)
    unmet = [c for c, f in zip(criteria, findings, strict=True) if not f.met]
    return findings, tuple(dict.fromkeys(n for c in unmet for n in c.needed(sums, names)))


def rule_sentence_values(
    ref: RuleRef, seats: Sequence[Seat] = (), kinds: Collection[str] = ()
) -> RuleSentence:
    """What the rule asks for in general, for these seats and the kinds on offer."""
    rule = rule_of(ref)
    criteria = rule.criteria(ref.parameters, _offered(ref, kinds))
    empty = tally(seats, {})
    return RuleSentence(ref, rule.silence_counts, tuple(c.clause(empty) for c in criteria))


def _offered(ref: RuleRef, kinds: Collection[str]) -> dict[str, Effects]:
    """The effects of the kinds on offer, in the order of the rule."""
    effects = rule_of(ref).effects
    return {k: e for k, e in effects.items() if not kinds or k in kinds}


def _names(
    seats: Sequence[Seat], counted: Mapping[str, str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    names: dict[tuple[str, str], list[str]] = {}
    for seat in seats:
        if seat.organisation in counted:
            for cls in classes_of(seat):
                names.setdefault((cls, counted[seat.organisation]), []).append(seat.organisation)
    return {key: tuple(value) for key, value in names.items()}
