"""The shape of a rule file, schema_version 1.

Pydantic says whether keys and types are right, `forms` whether each criterion is of exactly
one form, and `placet.engine.rules.flaws` whether the rule makes sense.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from placet.engine.rules import rule as r
from placet.workflows.shape import LAST_VERSION, Part

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ClassName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Lines = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Raw = StrictInt | str
Names = Annotated[list[str], Field(min_length=1)]
Spellings = list[StrictInt | str]


class PositionPart(Part):
    """A kind of position."""

    effects: list[str] = Field(default_factory=list)
    reasons: Literal["required", "optional"] = "optional"
    without_reasons: str = r.KEEP
    also: Spellings = Field(default_factory=list)

    def value(self, name: str) -> r.PositionKind:
        """The engine's value; unknown effects were refused before."""
        effects = dict.fromkeys(self.effects, True)
        return r.PositionKind(
            name,
            r.Effects(**effects, needs_reasons=self.reasons == "required"),
            self.without_reasons,
            tuple(map(str, self.also)),
        )


class ClassPart(Part):
    """A class of seats."""

    title: Line = ""
    also: Spellings = Field(default_factory=list)


class MarkPart(Part):
    """What a position may say besides its kind."""

    title: Line = ""


class FilterPart(Part):
    """Which positions are counted at all."""

    duplicates: Literal["last", "drop"] = "last"
    only: str | Names | None = None
    without: str | Names | None = None

    def value(self) -> r.Filter:
        """The engine's value."""
        return r.Filter(self.duplicates, _several(self.only), _several(self.without))


class ParameterPart(Part):
    """What may be set when the rule is chosen."""

    type: Literal["share", "percent", "number", "text", "choice", "flag"]
    default: StrictBool | StrictInt | str
    title: Line = ""
    allowed: list[Raw] = Field(default_factory=list)
    least: StrictInt = Field(default=0, ge=0)

    def value(self, name: str) -> r.Parameter:
        """The engine's value."""
        default = int(self.default) if isinstance(self.default, bool) else self.default
        allowed = tuple(self.allowed)
        return r.Parameter(name, self.type, default, self.title, allowed, self.least)


class AmountPart(Part):
    """What is counted."""

    positions: Names | None = None
    effect: str | None = None
    seats: str | None = None
    parameter: str | None = None
    less: list[str] = Field(default_factory=list)
    cls: str = Field(default="", alias="class")
    not_cls: str = Field(default="", alias="not_class")
    mark: str = ""
    weighted: StrictBool = False

    def value(self) -> r.Amount:
        """The engine's value."""
        return r.Amount(
            positions=tuple(self.positions or ()),
            effect=self.effect or "",
            seats=self.seats or "",
            parameter=self.parameter or "",
            less=tuple(self.less),
            cls=self.cls,
            not_cls=self.not_cls,
            mark=self.mark,
            weighted=self.weighted,
        )


class BoundedPart(Part):
    """Something with at most one bound."""

    at_least: Raw | None = None
    more_than: Raw | None = None
    at_most: Raw | None = None
    fewer_than: Raw | None = None
    equals: Raw | None = None
    strict: StrictBool | StrictInt | str = False

    def bounds(self) -> dict[str, int | str]:
        """The bounds that are written, by their keys."""
        written = {key: getattr(self, key) for key in r.BOUNDS}
        return {key: value for key, value in written.items() if value is not None}

    def bound(self) -> r.Bound | None:
        """The engine's value of the only bound."""
        strict = int(self.strict) if isinstance(self.strict, bool) else self.strict
        for key, value in self.bounds().items():
            return r.Bound(r.BOUNDS[key], value, strict)
        return None


class SharePart(Part):
    """A share that cases depend on."""

    share: AmountPart
    of: AmountPart


class CriterionPart(BoundedPart):
    """A criterion of one of the forms."""

    name: Name = ""
    only_if: str | dict[str, Raw | list[Raw]] | None = Field(default=None, alias="if")
    count: AmountPart | None = None
    share: AmountPart | None = None
    of: AmountPart | None = None
    empty: Literal["not_met", "met", "exact"] = "not_met"
    any_of: list[CriterionPart] | None = None
    all_of: list[CriterionPart] | None = None
    depends_on: DependsPart | None = None
    cases: list[CasePart] | None = None

    def value(self, within: str = "") -> r.Asked:
        """The engine's value; a part without a name has that of the whole."""
        name = self.name or within
        depends, of = self.depends_on.amounts() if self.depends_on else (None, None)
        return r.Asked(
            name=name,
            count=self.count.value() if self.count else None,
            share=self.share.value() if self.share else None,
            of=self.of.value() if self.of else None,
            bound=self.bound(),
            empty=self.empty,
            only_if=self._conditions(),
            any_of=tuple(part.value(name) for part in self.any_of or ()),
            all_of=tuple(part.value(name) for part in self.all_of or ()),
            depends=depends,
            depends_of=of,
            cases=tuple(r.Case(c.bound(), c.criterion.value(name)) for c in self.cases or ()),
        )

    def _conditions(self) -> tuple[r.Condition, ...]:
        if self.only_if is None:
            return ()
        if isinstance(self.only_if, str):
            return (r.Condition(self.only_if),)
        return tuple(
            r.Condition(name, tuple(value) if isinstance(value, list) else (value,))
            for name, value in self.only_if.items()
        )


class DependsPart(AmountPart):
    """What cases depend on: a quantity, or a share (then `share` and `of` alone)."""

    share: AmountPart | None = None
    of: AmountPart | None = None

    def amounts(self) -> tuple[r.Amount, r.Amount | None]:
        """The number, and what it is a share of."""
        if self.share is not None and self.of is not None:
            return self.share.value(), self.of.value()
        return self.value(), None


class CasePart(BoundedPart):
    """One case; the last has no bound."""

    criterion: CriterionPart


class PermitsPart(Part):
    """The decisions that a verdict permits."""

    passes: list[Name] = Field(default_factory=list)
    fails: list[Name] = Field(default_factory=list)


class RuleFile(Part):
    """A whole file."""

    schema_version: Literal[1]
    name: Name
    version: StrictInt = Field(ge=1, le=LAST_VERSION)
    title: Line
    source: Lines
    unconfirmed: Lines = ""
    silence: Literal["not_counted", "agrees", "refuses"] = "not_counted"
    classes: dict[ClassName, ClassPart] = Field(default_factory=dict)
    positions: Annotated[dict[Name, PositionPart], Field(min_length=1)]
    marks: dict[Name, MarkPart] = Field(default_factory=dict)
    filter: FilterPart = FilterPart()
    parameters: dict[str, ParameterPart] = Field(default_factory=dict)
    criteria: Annotated[list[CriterionPart], Field(min_length=1)]
    permits: PermitsPart = PermitsPart()

    def value(self) -> r.Rule:
        """The engine's value; its forms were checked."""
        return r.Rule(
            name=self.name,
            version=self.version,
            title=" ".join(self.title.split()),
            source=" ".join(self.source.split()),
            positions=tuple(part.value(name) for name, part in self.positions.items()),
            criteria=tuple(part.value() for part in self.criteria),
            silence=self.silence,
            classes=tuple(
                r.SeatClass(name, part.title, tuple(map(str, part.also)))
                for name, part in self.classes.items()
            ),
            marks=tuple(r.Mark(name, part.title) for name, part in self.marks.items()),
            filter=self.filter.value(),
            parameters=tuple(part.value(name) for name, part in self.parameters.items()),
            permits=r.Permits(tuple(self.permits.passes), tuple(self.permits.fails)),
            unconfirmed=" ".join(self.unconfirmed.split()),
        )


PARTS: tuple[type[Part], ...] = (
    PositionPart,
    ClassPart,
    MarkPart,
    FilterPart,
    ParameterPart,
    AmountPart,
    CriterionPart,
    CasePart,
    PermitsPart,
)
"""Every part that a file may have, for suggestions."""


def _several(names: str | list[str] | None) -> tuple[str, ...]:
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)
