"""A rule as it is written: kinds of position, a filter, parameters, criteria, decisions.

A rule is data.  Numbers in it may be places for parameters (`$share`, `$num/$den`), so
nothing can be computed from a rule alone: `terms` puts the parameters in.  Names of kinds
are the body's own words; what a kind does (its effects) is a property of the rule and
never of the engine, since abstaining means seven different things in as many bodies.
"""

from __future__ import annotations

from dataclasses import dataclass

Value = int | str
"""What a parameter may be; a flag is 0 or 1."""

Raw = int | str
"""A number, an exact fraction such as "2/3", or either with places for parameters."""

NOT_COUNTED, AGREES, REFUSES = "not_counted", "agrees", "refuses"
SILENCES = (NOT_COUNTED, AGREES, REFUSES)
"""What silence may mean."""

KEEP, DROP, RETURN = "keep", "drop", "return"
"""What becomes of a position that lacks the reasons it needs; a kind's name: it counts as that."""

BOUNDS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "fewer_than": "<", "equals": "="}
"""How a bound is written, and how it is compared."""

STRICT = {">=": ">", "<=": "<"}
"""The strict comparison of each that has one."""

BASES = ("all", "answered", "silent")
"""Seats that may be counted whatever they hold."""

EMPTIES = ("not_met", "met", "exact")
"""What 0/0 may mean; `exact` compares 0 with 0."""

TYPES = ("share", "percent", "number", "text", "choice", "flag")
"""What a parameter may be asked for as."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What a kind of position does in a rule.

    `strong` is an affirmative position that carries the text (endorse, support);
    `blocking` says that each one alone stands in the way; a seat with a kind that
    `leaves_denominator` is no longer among all seats, one with `no_quorum` is not among
    those that answered; `not_bound` lets an adopted text not bind its holder; a `returned`
    position counts as none until it is given again; a `flagged` one is told to whoever
    decides; `needs_reasons` is asked for when the position is recorded.
    """

    affirmative: bool = False
    negative: bool = False
    neutral: bool = False
    strong: bool = False
    blocking: bool = False
    leaves_denominator: bool = False
    no_quorum: bool = False
    not_bound: bool = False
    returned: bool = False
    flagged: bool = False
    needs_reasons: bool = False

    @property
    def states(self) -> bool:
        """Whether words given with it are a statement that is printed with the result.

        A reservation, an interpretative statement, an explanation: it neither carries the text
        nor stands in its way.
        """
        return self.neutral or (self.affirmative and not self.strong)


EFFECTS = tuple(name for name in Effects.__dataclass_fields__ if name != "needs_reasons")
"""The effects that a file may name; reasons have a key of their own."""


@dataclass(frozen=True, slots=True)
class PositionKind:
    """A kind of position: its effects, and what it is without the reasons it needs."""

    name: str
    effects: Effects
    without_reasons: str = KEEP
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatClass:
    """A class of seats that a rule speaks of; `also` are spellings accepted in input."""

    name: str
    title: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that a position may say besides its kind, such as naming an expert."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which positions are counted at all: of repeated ones, and of which classes of seats."""

    duplicates: str = "last"
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be set when the rule is chosen.  `least` belongs to numbers."""

    name: str
    type: str
    default: Value
    title: str = ""
    allowed: tuple[Value, ...] = ()
    least: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """What is counted: exactly one of `positions`, `effect`, `seats`, `parameter`."""

    positions: tuple[str, ...] = ()
    effect: str = ""
    seats: str = ""
    parameter: str = ""
    less: tuple[str, ...] = ()
    cls: str = ""
    not_cls: str = ""
    mark: str = ""
    weighted: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison (`>=`, `>`, `<=`, `<`, `=`) with a number; `strict` may name a parameter."""

    op: str
    value: Raw
    strict: Raw = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """A criterion is kept only where the parameter has one of these values (none: any at all)."""

    parameter: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked where the number that a criterion depends on is within the bound."""

    bound: Bound | None
    criterion: Asked


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion as it is written, of exactly one form.

    A count (`count` and a bound), a share (`share`, `of` and a bound), alternatives
    (`any_of`), a nested conjunction (`all_of`), or `cases` over the number `depends` (over
    `depends_of` where it is a share).
    """

    name: str
    count: Amount | None = None
    share: Amount | None = None
    of: Amount | None = None
    bound: Bound | None = None
    empty: str = "not_met"
    only_if: tuple[Condition, ...] = ()
    any_of: tuple[Asked, ...] = ()
    all_of: tuple[Asked, ...] = ()
    depends: Amount | None = None
    depends_of: Amount | None = None
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Permits:
    """The decisions that a verdict permits, by name; a role picks one."""

    passes: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision rule as it is written; `source` names body and article.

    `silence` says what it means to record nothing; `criteria` are a conjunction;
    `unconfirmed` what could not be confirmed in the primary text.
    """

    name: str
    version: int
    title: str
    source: str
    positions: tuple[PositionKind, ...]
    criteria: tuple[Asked, ...]
    silence: str = NOT_COUNTED
    classes: tuple[SeatClass, ...] = ()
    marks: tuple[Mark, ...] = ()
    filter: Filter = Filter()
    parameters: tuple[Parameter, ...] = ()
    permits: Permits = Permits()
    unconfirmed: str = ""

    def __hash__(self) -> int:
        return hash((self.name, self.version))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the kinds of position, in the order offered."""
        return tuple(kind.name for kind in self.positions)

    @property
    def effects(self) -> dict[str, Effects]:
        """What each kind does, in the order offered."""
        return {kind.name: kind.effects for kind in self.positions}
