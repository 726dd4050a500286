"""The shapes of verdicts, from which their JSON Schemas are made; tests hold answers to them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


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
