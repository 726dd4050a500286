"""What a rule answers: a verdict, its findings, and what is still needed.

Everything is a value.  Nothing here is in English: names of criteria and kinds and reasons
are keys that templates put into words; classes and marks are named as the rule titles them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from placet.engine.model import RuleRef
from placet.engine.rules.rule import AGREES, NOT_COUNTED


@dataclass(frozen=True, slots=True)
class Clause:
    """What one criterion asks for in general, before anybody answered.

    "at least `count` of `total` hold one of `kinds`" for op ">=" or ">" (`count` is then
    the smallest number that meets it), "fewer than `count`" for op "<", "at most `count`"
    for "<=".  `of` is what the share is of: "seats", "cast" (those for or against),
    "answered", "silent", "positions" (those of `of_kinds`), "number" (`total` itself), or ""
    for a plain count; where it depends on who takes part, `count` is None.  `basis` is
    "all", "answered" or "silent" where seats are counted whatever they hold, less `less`.
    Where a parameter is counted, or counted against, `what` is its title.
    `form` is "" for an atom; "any_of", "all_of" and "cases" have `parts`.  A part of cases
    says in `until` and `until_op` up to where it is asked (`until_op` "" in all others).
    """

    criterion: str
    kinds: tuple[str, ...] = ()
    op: str = ""
    threshold: Fraction = Fraction(0)
    of: str = ""
    cls: str = ""
    count: int | None = None
    total: int | None = None
    basis: str = ""
    less: tuple[str, ...] = ()
    not_cls: str = ""
    mark: str = ""
    weighted: bool = False
    of_kinds: tuple[str, ...] = ()
    of_less: tuple[str, ...] = ()
    of_cls: str = ""
    of_not_cls: str = ""
    what: str = ""
    form: str = ""
    parts: tuple[Clause, ...] = ()
    until: Fraction = Fraction(0)
    until_op: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One atom with its numbers: numerator / denominator `op` threshold.

    For a plain count the denominator is None and the numerator itself is compared.
    `criterion` is the atom's name; `group` that of the alternatives or cases it belongs
    to, of which it is number `option` (from 1); several of one option stand together.
    `clause` says what was counted.
    """

    criterion: str
    numerator: int
    denominator: int | None
    op: str
    threshold: Fraction
    met: bool
    group: str = ""
    option: int = 0
    clause: Clause | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Resolve:
    """These organisations hold a position of a kind that stands in the way.

    Where only totals are known no organisation is named, and `count` says how many.
    """

    kind: str
    organisations: tuple[str, ...]
    count: int = 0


@dataclass(frozen=True, slots=True)
class Fewer:
    """So many of those who hold these kinds (or so much of their weight) must give them up."""

    kinds: tuple[str, ...]
    count: int
    organisations: tuple[str, ...] = ()
    cls: str = ""
    weighted: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """So many more seats must come to hold one of these kinds, in the class and with the mark."""

    kinds: tuple[str, ...]
    count: int
    cls: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class WeightMore:
    """Seats of so much weight more must come to hold one of these kinds."""

    kinds: tuple[str, ...]
    weight: int
    cls: str = ""


@dataclass(frozen=True, slots=True)
class Quorum:
    """So many more seats must take any position at all."""

    count: int
    cls: str = ""


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """No position that anybody could take would meet this criterion."""

    criterion: str


@dataclass(frozen=True, slots=True)
class Either:
    """One of these would do; each is everything that it would take."""

    options: tuple[tuple[Needed, ...], ...]


Needed = Resolve | Fewer | More | WeightMore | Quorum | OutOfReach | Either
"""What would help, as a closed union: `match` on it and words follow."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A position that was not counted, and why.

    Reasons: "no_seat", "unknown_kind", "no_reasons", "superseded", "duplicate",
    "not_counted_class", "returned".  Of totals, `count` says how many.
    """

    organisation: str
    kind: str
    reason: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """Does the text pass, why, and what is missing.

    `holding` lists the organisations of each kind that is held, `silent` those without a
    position, all in the order of the seats; `blockers` are those whose position keeps
    the text from passing, whatever the others do.  `returned` positions were handed back
    for reasons and count as none; `flagged` ones are told to whoever decides.  `permitted`
    are the decisions that the rule leaves to a role.
    """

    rule: RuleRef
    passes: bool
    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...] = ()
    blockers: tuple[str, ...] = ()
    needed: tuple[Needed, ...] = ()
    holding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    returned: tuple[Dropped, ...] = ()
    flagged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    permitted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSentence:
    """The values from which a sentence about a rule is worded.

    `silence` picks the sentence that says what silence means ("not_counted", "agrees",
    "refuses"); it is printed wherever positions are sought.
    """

    rule: RuleRef
    silence: str = NOT_COUNTED
    clauses: tuple[Clause, ...] = ()

    @property
    def silence_counts(self) -> bool:
        """Whether who records nothing agrees."""
        return self.silence == AGREES
