"""What a rule answers: a verdict, its findings, and what is still needed.

Everything is a value.  Nothing here is in English: `criterion`, `reason` and the names of
the classes are keys that templates put into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from placet.engine.model import RuleRef


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion with its numbers: numerator / denominator `op` threshold.

    For a plain count the denominator is None and the numerator itself is compared.
    `criterion` is one of "objections", "share", "minimum", "quorum", "abstentions".
    """

    criterion: str
    numerator: int
    denominator: int | None
    op: str
    threshold: Fraction
    met: bool


@dataclass(frozen=True, slots=True)
class Resolve:
    """These organisations hold a position of a kind that stands in the way."""

    kind: str
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class More:
    """So many more seats (or so much more weight) must come to hold one of these kinds."""

    kinds: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Quorum:
    """So many more seats must take any position at all."""

    count: int


Needed = Resolve | More | Quorum
"""What would help, as a closed union: `match` on it and words follow."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A position that was not counted, and why: "no_seat" or "unknown_kind"."""

    organisation: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Does the text pass, why, and what is missing.

    `holding` lists the organisations of each kind that is held, `silent` those without a
    position, all in the order of the seats; `blockers` are those whose position keeps
    the text from passing, whatever the others do.
    """

    rule: RuleRef
    passes: bool
    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...] = ()
    blockers: tuple[str, ...] = ()
    needed: tuple[Needed, ...] = ()
    holding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """What one criterion asks for in general, before anybody answered.

    "at least `count` of `total` hold one of `kinds`" for op ">=" or ">" (`count` is then
    the smallest number that meets it), "fewer than `count`" for op "<".  `of` is what the
    share is of: "seats", "cast" (then `count` depends on who takes part and is None), or
    "" for a plain count.
    """

    criterion: str
    kinds: tuple[str, ...]
    op: str
    threshold: Fraction
    of: str
    cls: str
    count: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class RuleSentence:
    """The values from which a sentence about a rule is worded.

    `silence_counts` picks the sentence that says what silence means; it is printed
    wherever positions are sought.
    """

    rule: RuleRef
    silence_counts: bool
    clauses: tuple[Clause, ...]
