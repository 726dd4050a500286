"""The shape of a scenario file, schema_version 1.

Pydantic says whether keys and types are right; `checks` says whether the people exist and
the times are times.  Unknown keys are refused.  The descriptions are the documentation: the
JSON Schema for editors and the table in docs/rehearsal.md are made of them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StrictInt, Tag

from placet.engine.decide.negotiations import HEAVIEST
from placet.workflows.scenario.acts import AnyAct
from placet.workflows.scenario.parts import Code, InCapacity, Line, Words
from placet.workflows.shape import Part


class Human(Part):
    """A person with what is particular about them."""

    name: Line = Field("", description="The person's name.")
    zone: str = Field("", description="Their time zone; the scenario's if left out.")
    language: str = Field("en", description="The language of their mail.")


AnyHuman = Annotated[
    Annotated[Line, Tag("name")] | Annotated[Human, Tag("person")],
    Discriminator(lambda given: "name" if isinstance(given, str) else "person"),
]


class Party(Part):
    """An organisation at the table, with its people."""

    organisation: Code = Field(description="The code of the organisation.")
    name: Line = Field("", description="Its name; the code if left out.")
    classes: list[Line] = Field([], description="The classes that its seat belongs to.")
    weight: StrictInt = Field(1, ge=0, le=HEAVIEST, description="The weight of its seat.")
    people: dict[InCapacity, AnyHuman] = Field(
        {}, description="Who acts for it, by capacity; one focal point if left out."
    )


AnyParty = Annotated[
    Annotated[Code, Tag("code")] | Annotated[Party, Tag("organisation")],
    Discriminator(lambda given: "code" if isinstance(given, str) else "organisation"),
]


class Aim(Part):
    """What is proposed."""

    title: Line = Field(description="The title of the objective.")
    purpose: Words = Field("", description="What it is for; the title if left out.")
    text: Words | list[Words] = Field(
        description="Its first text: Markdown, or a list of paragraphs."
    )


class Expected(Part):
    """What must have happened when the scenario ends."""

    stage: str = Field(
        "", description="The stage that is reached; with `at`, the stage that began then."
    )
    at: str = Field("", description="The instant of the stage or of the entry.")
    outcome: str = Field("", description="The last outcome, such as adopted.")
    mails: dict[str, StrictInt] = Field(
        {}, description="How many mails of each kind went out; 0 for none."
    )
    to: Line = Field("", description="Count only mails to this person or organisation.")
    entry: dict[str, Any] = Field(
        {}, description="An entry that has at least these keys and values is in the list."
    )
    times: StrictInt | None = Field(
        None, ge=0, description="How many such entries there are; 0 for none, else at least one."
    )


class ScenarioFile(Part):
    """A scenario: who sits at the table, and who does what when."""

    schema_version: Literal[1] = Field(description="The version of this format.")
    title: Line = Field(description="What the scenario shows.")
    workflow: str = Field("", description="The name of the procedure that it is written for.")
    zone: str = Field("UTC", description="The time zone of the negotiation and of all times here.")
    starts: str = Field("", description="When the table is laid; the first act if left out.")
    until: str = Field(
        "", description="How long life goes on; a date means its last minute; default: last act."
    )
    participants: Annotated[list[AnyParty], Field(min_length=1, max_length=300)] = Field(
        description="The organisations at the table, in the order of their seats."
    )
    secretariat: AnyHuman = Field("Secretariat", description="The person of the secretariat.")
    chair: AnyHuman = Field("Chair", description="The chair.")
    lead: Code | list[Code] = Field(
        [], description="The organisations that lead; the one that proposes, if left out."
    )
    objective: Aim = Field(description="What is proposed.")
    acts: Annotated[list[AnyAct], Field(min_length=1, max_length=2_000)] = Field(
        description="What is done, in the order of time."
    )
    expect: list[Expected] = Field([], description="What must hold at the end.")
