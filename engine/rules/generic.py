"""The generic rules: `no_objection`, `unanimity`, `majority`, `silence`.

A rule is what each kind of position does (effects) and a conjunction of criteria that its
parameters make.  None of these is called consensus: that word is a judgement, these are
counts.  Silence is never agreement but in `silence`, where it is the whole point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from placet.engine.errors import N_, BadInput
from placet.engine.rules import parameters as p
from placet.engine.rules.criteria import Count, Criterion, Ratio
from placet.engine.rules.parameters import Parameters, Value
from placet.engine.rules.tally import Effects, Sum

Kinds = Mapping[str, Effects]
"""The kinds that count in a ballot, in the order in which they are offered."""

KINDS: Kinds = MappingProxyType(
    {
        "endorse": Effects(affirmative=True, strong=True),
        "no_objection": Effects(affirmative=True),
        "abstain": Effects(neutral=True),
        "object": Effects(negative=True, blocking=True, needs_reasons=True),
        "support": Effects(affirmative=True, strong=True),
        "support_with_comments": Effects(affirmative=True, strong=True, needs_reasons=True),
        "stand_aside": Effects(neutral=True),
    }
)
"""What the generic kinds do where an objection blocks."""

COUNTED: Kinds = MappingProxyType(
    {**KINDS, "object": Effects(negative=True, needs_reasons=True)},
)
"""The same where an objection is only counted."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision rule: name, version, effects, parameters with defaults, and criteria."""

    name: str
    version: int
    title: str
    source: str
    parameters: Mapping[str, Value]
    effects: Kinds
    build: Callable[[Parameters, Kinds], tuple[Criterion, ...]]
    silence_counts: bool = False

    def criteria(self, given: Parameters, kinds: Kinds | None = None) -> tuple[Criterion, ...]:
        """The conjunction that these parameters make; BadInput names a bad one."""
        values = p.merged(self.parameters, given)
        return self.build(values, self.effects if kinds is None else kinds)


def _of(kinds: Kinds, effect: str) -> tuple[str, ...]:
    return tuple(kind for kind, effects in kinds.items() if getattr(effects, effect))


def _seats(kinds: Kinds, cls: str = "", less: tuple[str, ...] = ()) -> Sum:
    """All seats, but for those whose position leaves the denominator."""
    return Sum((*_of(kinds, "leaves_denominator"), *less), from_seats=True, cls=cls)


def _no_objection(values: Parameters, kinds: Kinds) -> tuple[Criterion, ...]:
    share, quorum = p.share(values, "share"), p.share(values, "quorum")
    minimum = p.number(values, "minimum")
    if not share and not quorum and not minimum:
        raise BadInput(
            "minimum",
            N_("with minimum, share and quorum all 0, silence would decide."),
            N_("Ask for at least one of them, or use the rule silence."),
        )
    criteria: list[Criterion] = [Count("objections", Sum(_of(kinds, "blocking")), "<", 1)]
    if share:
        affirmative = Sum(_of(kinds, "affirmative"))
        criteria.append(Ratio("share", affirmative, _seats(kinds), ">=", share))
    if minimum:
        criteria.append(Count("minimum", Sum(_of(kinds, "strong")), ">=", minimum))
    return (*criteria, *_quorum(quorum, kinds))


def _unanimity(values: Parameters, kinds: Kinds) -> tuple[Criterion, ...]:
    allowed = p.choice(values, "abstention", ("block", "allow")) == "allow"
    neutral = _of(kinds, "neutral")
    affirmative = Sum(_of(kinds, "affirmative"))
    every = _seats(kinds, less=neutral if allowed else ())
    criteria: list[Criterion] = [Count("objections", Sum(_of(kinds, "negative")), "<", 1)]
    if not allowed:
        criteria.append(Count("abstentions", Sum(neutral), "<", 1))
    return (*criteria, Ratio("share", affirmative, every, ">=", Fraction(1)))


def _majority(values: Parameters, kinds: Kinds) -> tuple[Criterion, ...]:
    cls, share = p.text(values, "class"), p.share(values, "share")
    strict = p.choice(values, "strict", (0, 1)) == 1
    of = str(p.choice(values, "of", ("cast", "seats")))
    if not share or (strict and share == 1):
        raise BadInput(
            "share",
            N_("nothing can be decided by {op} {share}."),
            N_('Write a share such as "1/2" or "2/3".'),
            op=">" if strict else ">=",
            share=str(share),
        )
    yes, no = _of(kinds, "affirmative"), _of(kinds, "negative")
    whole = Sum((*yes, *no), cls=cls) if of == "cast" else _seats(kinds, cls)
    op = ">" if strict else ">="
    criteria: list[Criterion] = [Ratio("share", Sum(yes, cls=cls), whole, op, share, of, no)]
    if minimum := p.number(values, "minimum"):
        criteria.append(Count("minimum", Sum(yes, cls=cls), ">=", minimum))
    return (*criteria, *_quorum(p.share(values, "quorum"), kinds, cls))


def _silence(values: Parameters, kinds: Kinds) -> tuple[Criterion, ...]:
    return (Count("objections", Sum(_of(kinds, "negative")), "<", p.number(values, "n", 1)),)


def _quorum(quorum: Fraction, kinds: Kinds, cls: str = "") -> tuple[Criterion, ...]:
    if not quorum:
        return ()
    answered = Sum(_of(kinds, "counts_for_quorum"), cls=cls)
    whole = _seats(kinds, cls)
    return (Ratio("quorum", answered, whole, ">=", quorum, quorum=True),)


_SHIPPED = (
    Rule(
        "no_objection",
        1,
        N_("Nobody objects, and enough organisations agree"),
        N_("Practice of joint statements between international organisations"),
        {"share": "0", "minimum": 1, "quorum": "0"},
        KINDS,
        _no_objection,
    ),
    Rule(
        "unanimity",
        1,
        N_("Every organisation agrees"),
        N_("OECD, accession of members: abstention blocks unless allowed"),
        {"abstention": "block"},
        KINDS,
        _unanimity,
    ),
    Rule(
        "majority",
        1,
        N_("A majority agrees"),
        N_("UN Charter, article 18; Codex Alimentarius, rule VIII"),
        {"class": "", "share": "1/2", "strict": 1, "of": "cast", "quorum": "0", "minimum": 0},
        COUNTED,
        _majority,
    ),
    Rule(
        "silence",
        1,
        N_("Nobody breaks the silence"),
        N_("OSCE Rules of Procedure, annex 1(A); UN General Assembly decision 74/544"),
        {"n": 1},
        KINDS,
        _silence,
        silence_counts=True,
    ),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _SHIPPED})
"""The shipped rules by name."""
