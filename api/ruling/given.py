"""The shape of a case, from which its JSON Schema is made.

Cases are read by `placet.engine.rules.cases`, which tells more about a fault than a schema can;
a test holds the two together.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from placet.engine.rules.entries import MOST

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
