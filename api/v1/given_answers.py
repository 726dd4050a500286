"""What requests about answers to comments hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from placet.api.v1.limits import Body, Given, Name, Number, ParagraphId, Reasons
from placet.engine import commands as c
from placet.engine.decide.dispositions import MOST_AT_ONCE
from placet.engine.model import Disposition, Implemented

Numbers = Annotated[
    tuple[Annotated[StrictInt, Field(ge=1, le=1_000_000)], ...],
    Field(min_length=1, max_length=MOST_AT_ONCE),
]


class ImplementedGiven(Given):
    """The wording that does what a comment asks for: a paragraph of a version."""

    version: Number
    paragraph: ParagraphId

    def value(self) -> Implemented:
        """The engine's value."""
        return Implemented(self.version, self.paragraph)


class AnswersGiven(Given):
    """One answer to several comments."""

    numbers: Numbers
    disposition: Disposition
    response: Reasons = ""

    def command(self) -> c.AnswerComments:
        """The command."""
        return c.AnswerComments(self.numbers, self.disposition, self.response)


class PublicationGiven(Given):
    """Whether answers are published though some comments have none, and why."""

    partial: StrictBool = False
    reason: Reasons = ""

    def command(self) -> c.PublishDispositions:
        """The command."""
        return c.PublishDispositions(self.partial, self.reason)


class RatingGiven(Given):
    """Whether the answer satisfies the organisation that made the comment."""

    satisfied: StrictBool
    words: Reasons = ""

    def command(self, number: int) -> c.RateAnswer:
        """The command."""
        return c.RateAnswer(number, self.satisfied, self.words)


class TemplateGiven(Given):
    """Words for answers, with ((placeholders)), under a title."""

    title: Name
    words: Body

    def command(self) -> c.SaveTemplate:
        """The command."""
        return c.SaveTemplate(self.title, self.words)


class TitleGiven(Given):
    """The title of a template."""

    title: Name
