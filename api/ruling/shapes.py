"""The shapes of what goes in and comes out, from which the JSON Schemas are made.

What goes in is read by `placet.engine.rules`, which tells more about a fault than a schema
can; tests hold the two together, and every answer to its shape.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from placet.engine.rules.entries import MOST
from placet.workflows.rules import schema
from placet.workflows.rules.schema import CriterionPart

Text = Annotated[StrictStr, Field(min_length=1)]
Number = Annotated[StrictInt, Field(ge=0, le=MOST)]
Classes = Annotated[list[StrictStr] | None, Field(description="The classes of the seat.")]
Weight = Annotated[Number | None, Field(description="What they weigh together; else count.")]
Reasons = Annotated[
    StrictStr | StrictBool | None,
    Field(description="The reasons, or whether there are any; without them some do not count."),
]


class Given(BaseModel):
    """A row: keys that are not listed are marks where the rule asks for them, else not read."""

    model_config = ConfigDict(extra="allow")


class SeatGiven(Given):
    """Who is entitled."""

    organisation: Text
    classes: Classes = None
    weight: Annotated[Number | None, Field(description="What it weighs; else 1.")] = None


class PositionGiven(Given):
    """What an organisation holds; of several the last one counts, unless the rule says not."""

    organisation: Text
    position: Annotated[Text, Field(description="A position of the rule, or a spelling of one.")]
    reasons: Reasons = None


class CountGiven(Given):
    """So many seats hold a position."""

    position: Text
    count: Number
    classes: Classes = None
    weight: Weight = None
    reasons: Annotated[Reasons, Field(description="Taken as given unless false or empty.")] = None


class EligibleGiven(Given):
    """So many seats are entitled."""

    count: Number
    classes: Classes = None
    weight: Weight = None


class CaseGiven(BaseModel):
    """A case: names (roster and positions) or totals (tally and eligible)."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "not": {
                "anyOf": [
                    {
                        "required": [names, totals],
                        "properties": {names: {"type": "array"}, totals: {"type": "array"}},
                    }
                    for names in ("roster", "positions")
                    for totals in ("tally", "eligible")
                ]
            }
        },
    )

    roster: Annotated[
        list[SeatGiven] | None, Field(description="Left out: those who hold a position are all.")
    ] = None
    positions: Annotated[
        list[PositionGiven] | None, Field(description="In the order in which they were recorded.")
    ] = None
    tally: Annotated[list[CountGiven] | None, Field(description="How many hold what.")] = None
    eligible: Annotated[
        list[EligibleGiven] | None, Field(description="Left out: the tally is all there are.")
    ] = None
    parameters: Annotated[
        dict[str, StrictInt | StrictStr | StrictBool]
        | Annotated[list[Any], Field(max_length=0)]
        | None,
        Field(description="Parameters of the rule."),
    ] = None
    id: Annotated[Any, Field(description="Comes back with the verdict.")] = None
    rule: Annotated[
        Text | None, Field(description="NAME or NAME@VERSION instead of the one on the command.")
    ] = None


class Told(BaseModel):
    """A part of an answer: nothing in it that is not listed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class FindingTold(Told):
    """One criterion with its numbers: numerator / denominator `op` threshold."""

    criterion: str
    numerator: int
    denominator: Annotated[int | None, Field(description="null where a number is compared.")]
    op: str
    threshold: Annotated[str, Field(description='An exact fraction such as "2/3".')]
    met: bool
    group: Annotated[str | None, Field(description="The alternatives that it belongs to.")] = None
    option: Annotated[int | None, Field(description="Which of them, from 1.")] = None
    sentence: str


class DroppedTold(Told):
    """A position that was not counted."""

    organisation: Annotated[str, Field(description="Empty among totals.")]
    position: str
    reason: Annotated[
        str,
        Field(
            description="no_seat, unknown_kind, no_reasons, superseded, duplicate, "
            "not_counted_class or returned."
        ),
    ]
    count: Annotated[int | None, Field(description="How many, among totals.")] = None


class VerdictTold(Told):
    """What a rule says."""

    rule: Annotated[str, Field(description="NAME@VERSION.")]
    passes: bool
    findings: list[FindingTold]
    dropped: list[DroppedTold]
    blockers: Annotated[list[str], Field(description="Whose position stands in the way.")]
    needed: Annotated[list[str], Field(description="What is still needed, each in a sentence.")]
    sentence: Annotated[str, Field(description="All of it in one sentence.")]
    permitted: Annotated[list[str], Field(description="The decisions that it permits.")]
    returned: Annotated[
        list[DroppedTold] | None, Field(description="Those of the dropped that were handed back.")
    ] = None
    flagged: Annotated[
        dict[str, list[str]] | None, Field(description="Who is told to whoever decides.")
    ] = None


class ChangeTold(Told):
    """An organisation that comes to hold a position; null: it withdraws what it holds."""

    organisation: str
    position: str | None
    marks: list[str] = []


class MoveTold(Told):
    """Any so many of these organisations could make the same change."""

    among: list[str]
    count: int
    position: str | None
    marks: list[str] = []


class ChangesTold(Told):
    """The fewest changes to an outcome."""

    possible: Annotated[
        bool | None, Field(description="false: nothing would do; null: none was found.")
    ]
    changes: Annotated[list[ChangeTold], Field(description="One such set; empty: it is so now.")]
    moves: Annotated[list[MoveTold], Field(description="Who could take the place of whom.")]
    at_least: Annotated[int, Field(description="No smaller number of changes does it.")]
    exact: bool
    sentence: str


class TurnTold(Told):
    """What would turn the verdict, both ways."""

    to_pass: ChangesTold
    to_fail: ChangesTold
    exact: bool


class SettledTold(Told):
    """Whether the outcome can still change."""

    settled: Annotated[bool, Field(description="Those who are silent cannot change it any more.")]
    by_the_silent: Annotated[bool, Field(description="They can change it.")]
    by_anybody: Annotated[bool, Field(description="Somebody can, if answers may change.")]
    exact: bool
    sentence: str


class SupposedTold(VerdictTold):
    """The verdict if these organisations changed."""

    changes: list[ChangeTold]


class AnswerTold(VerdictTold):
    """The answer on a case."""

    id: Annotated[Any, Field(description="As it was given; absent where none was.")] = None
    what_if: SupposedTold | None = None
    changes: TurnTold | None = None
    settled: SettledTold | None = None


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
