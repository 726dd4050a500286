"""What the parts of a scenario file have in common: strictness, words, times, who acts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StringConstraints

from placet.engine.model import Capacity, CommentType, Disposition, Qualifier
from placet.workflows.shape import Part

Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(max_length=100_000)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.&-]{0,19}$")]
Moment = Annotated[str, StringConstraints(min_length=1, max_length=60)]
"""A time, or a length of time, as `times` reads it."""
InCapacity = Annotated[Capacity, Field(strict=False)]
OfType = Annotated[CommentType, Field(strict=False)]
Answered = Annotated[Disposition, Field(strict=False)]
Qualified = Annotated[Qualifier, Field(strict=False)]
Which = StrictInt | str
"""A paragraph: its number as it is shown (3, "PP2") or its id ("p7")."""

Refusal = Literal[
    "not_found",
    "not_allowed",
    "bad_input",
    "illegal_move",
    "refused",
    "too_late",
    "not_open",
    "superseded",
    "conflict",
    "already_exists",
]
"""How an act may be refused: the names of the engine's errors."""


class Timed(Part):
    """When something is done."""

    at: Moment | None = Field(None, description="When: local time, or with an offset.")
    after: Moment | None = Field(
        None, description="Or how long after the act before: `2 days`, `PT2H`."
    )

    @property
    def verb(self) -> str:
        """What is done: the word after `do`."""
        return str(getattr(self, "do", ""))


class Wait(Timed):
    """Nobody does anything; time goes on."""

    do: Literal["wait"]


class Act(Timed):
    """Somebody does something."""

    by: Line = Field(
        description="Who: `secretariat`, `chair`, an organisation (its focal point), or "
        "an organisation and a capacity (`FR/alternate`)."
    )
    refused: Refusal | None = Field(None, description="The act must be refused, and in this way.")
