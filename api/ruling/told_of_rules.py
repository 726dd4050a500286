"""The shapes of what is answered about rules: listed, shown, compared, checked."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from placet.api.ruling.told import Told, VerdictTold
from placet.workflows.rules import schema
from placet.workflows.rules.schema import CriterionPart


class EffectsTold(Told):
    """A kind of position."""

    name: str
    effects: list[str]
    reasons: str
    without_reasons: str
    also: list[str]


class ClassTold(Told):
    """A class of seats."""

    name: str
    title: str
    also: list[str]


class MarkTold(Told):
    """A key of a position that the rule asks for."""

    name: str
    title: str


class FilterTold(Told):
    """Which positions are counted at all."""

    duplicates: str
    only: list[str]
    without: list[str]


class ParameterTold(Told):
    """What may be set."""

    name: str
    type: str
    default: int | str
    title: str
    allowed: list[int | str]
    least: int


class PermitsTold(Told):
    """Decisions that a verdict permits."""

    passes: list[str]
    fails: list[str]


class CriterionTold(CriterionPart):
    """A criterion in the language of rule files, with its sentence."""

    sentence: str


CriterionTold.model_rebuild(_types_namespace=vars(schema))


class HeldTold(Told):
    """A position on a roster that was made up; marks are keys of their own."""

    model_config = ConfigDict(extra="allow")

    organisation: str
    position: str
    reasons: Annotated[bool | None, Field(description="Where a rule needs them.")] = None


class SeatTold(Told):
    """A seat that was made up."""

    organisation: str
    classes: list[str]
    weight: int


class WitnessTold(Told):
    """A roster on which one more objection makes the text pass; a case, and the objection."""

    roster: list[SeatTold]
    positions: list[HeldTold]
    objection: HeldTold
    sentence: str


class RuleTold(Told):
    """A rule in words and as data."""

    name: str
    version: int
    title: str
    source: str
    unconfirmed: str
    sentence: Annotated[str, Field(description="What it asks for, in one sentence.")]
    silence: str
    silence_sentence: str
    positions: list[EffectsTold]
    classes: list[ClassTold]
    marks: list[MarkTold]
    filter: FilterTold
    parameters: list[ParameterTold]
    criteria: list[CriterionTold]
    permits: PermitsTold
    adding_an_objection_can_help: Annotated[
        bool | None, Field(description="With the defaults; null: it could not be found out.")
    ]
    objection_that_helps: WitnessTold | None


class DifferenceTold(Told):
    """The smallest case on which two rules differ, with both verdicts."""

    roster: list[SeatTold]
    positions: list[HeldTold]
    a: VerdictTold
    b: VerdictTold


class ComparisonTold(Told):
    """Where two rules differ."""

    a: str
    b: str
    differ: Annotated[bool | None, Field(description="null: none was found, and none excluded.")]
    up_to: Annotated[int, Field(description="Seats of the largest roster that was looked at.")]
    weights: Annotated[
        list[int] | None, Field(description="From and to which weight; null: neither weighs.")
    ]
    exact: bool
    otherwise: Annotated[list[str], Field(description="Keys of the files that differ as well.")]
    difference: DifferenceTold | None
    sentence: str


class FaultTold(Told):
    """What is wrong with a file, where, and what to do."""

    line: int
    column: int
    message: str


class CheckedTold(Told):
    """A rule file that was checked."""

    file: str
    name: str | None
    version: int | None
    sound: bool
    errors: list[FaultTold]


class ListedTold(Told):
    """A rule in the list."""

    name: str
    version: int
    title: str
    source: str
