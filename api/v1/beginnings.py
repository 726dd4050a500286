"""Before there is a text: mandates, goals, where they meet, soundings, discussion."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import Asking, Done, Shown
from placet.api.v1.limits import (
    Body,
    Given,
    Instant,
    MaybeCode,
    Name,
    Number,
    NumberAt,
    Reasons,
    RefAt,
    SymbolAt,
    Title,
)
from placet.engine import commands as c
from placet.engine.beginnings import Sense
from placet.engine.overlap import Theme
from placet.engine.views import BeginningsView, DiscussionView

router = APIRouter(prefix="/negotiations/{symbol}", tags=["beginnings"])
grounds = APIRouter(prefix="/objectives/{ref}", tags=["beginnings"])

Themes = Annotated[tuple[Name, ...], Field(min_length=1, max_length=20)]
MaybeName = Annotated[str, Field(max_length=100)]
Numbers = Annotated[tuple[Number, ...], Field(max_length=200)]


class ProvisionGiven(Given):
    """A provision of the own organisation's mandate, and the themes that it bears on."""

    citation: Title
    words: Body
    themes: Themes

    def command(self) -> c.CiteProvision:
        """The command."""
        return c.CiteProvision(self.citation, self.words, self.themes)


class GoalGiven(Given):
    """What the own organisation seeks of a theme, or would avoid."""

    theme: Name
    sense: Sense
    words: Body
    provisions: Numbers = ()

    def command(self) -> c.StateGoal:
        """The command."""
        return c.StateGoal(self.theme, self.sense, self.words, self.provisions)


class SoundingGiven(Given):
    """A question that binds nobody, about a theme or an objective."""

    question: Body
    options: Annotated[tuple[Name, ...], Field(min_length=2, max_length=12)]
    closes_at: Instant
    theme: MaybeName = ""
    objective: MaybeCode = ""

    def command(self) -> c.OpenSounding:
        """The command."""
        return c.OpenSounding(
            self.question, self.options, self.closes_at, self.theme, self.objective
        )


class SoundingAnswerGiven(Given):
    """An answer to a sounding."""

    option: Name
    words: Reasons = ""


class PostGiven(Given):
    """A contribution to the discussion of a theme or of an objective."""

    words: Body
    theme: MaybeName = ""
    objective: MaybeCode = ""
    to: Number | None = None

    def command(self) -> c.WritePost:
        """The command."""
        return c.WritePost(self.words, self.theme, self.objective, self.to)


class GroundsGiven(Given):
    """The provisions of the own mandate (by number) on which an objective rests."""

    provisions: Numbers


class ProvisionShown(Shown):
    """A provision of an organisation's mandate."""

    number: int
    organisation: str
    citation: str
    words: str
    themes: tuple[str, ...]


class GoalShown(Shown):
    """What an organisation seeks or would avoid."""

    number: int
    organisation: str
    theme: str
    sense: str
    words: str
    provisions: tuple[int, ...]


class ThemeShown(Shown):
    """How organisations meet on a theme: shared, contested, alone or open."""

    name: str
    meeting: str
    seeking: tuple[str, ...]
    avoiding: tuple[str, ...]
    mandated: tuple[str, ...]
    unspoken: tuple[str, ...]
    alike: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, theme: Theme) -> ThemeShown:
        """The theme as an answer; `alike` are numbers of goals that say much the same."""
        return cls(
            name=theme.name,
            meeting=theme.meeting.value,
            seeking=theme.seeking,
            avoiding=theme.avoiding,
            mandated=theme.mandated,
            unspoken=theme.unspoken,
            alike=tuple(tuple(goal.number for goal in group) for group in theme.alike),
        )


class SoundingAnswerShown(Shown):
    """What an organisation said to a sounding."""

    option: str
    words: str
    at: datetime


class SoundingShown(Shown):
    """A question that binds nobody, with its answers by organisation."""

    number: int
    question: str
    options: tuple[str, ...]
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    theme: str
    objective: str
    answers: dict[str, SoundingAnswerShown]


class BeginningsShown(Shown):
    """What a table knows before there is a text."""

    provisions: tuple[ProvisionShown, ...]
    goals: tuple[GoalShown, ...]
    themes: tuple[ThemeShown, ...]
    soundings: tuple[SoundingShown, ...]

    @classmethod
    def of(cls, seen: BeginningsView) -> BeginningsShown:
        """The view as an answer."""
        b = seen.view.negotiation.beginnings
        return cls(
            provisions=tuple(ProvisionShown.model_validate(p) for p in b.provisions),
            goals=tuple(GoalShown.model_validate(g) for g in b.goals),
            themes=tuple(map(ThemeShown.of, seen.themes)),
            soundings=tuple(SoundingShown.model_validate(s) for s in b.soundings),
        )


class PostShown(Shown):
    """A post; one that was taken back has no words any more."""

    number: int
    organisation: str | None
    name: str
    at: datetime
    words: str
    to: int | None
    withdrawn: bool


class DiscussionShown(Shown):
    """The discussion of a theme or of an objective, oldest first."""

    theme: str
    objective: str
    posts: tuple[PostShown, ...]

    @classmethod
    def of(cls, seen: DiscussionView) -> DiscussionShown:
        """The view as an answer."""
        posts = tuple(
            PostShown(
                number=p.number,
                organisation=p.organisation,
                name=seen.people[p.by].name if p.by in seen.people else "",
                at=p.at,
                words="" if p.withdrawn_at else p.words,
                to=p.to,
                withdrawn=p.withdrawn_at is not None,
            )
            for p in seen.posts
        )
        return cls(theme=seen.theme, objective=seen.objective, posts=posts)


@router.get("/beginnings")
def beginnings(root: RootOf, who: Caller, symbol: SymbolAt) -> BeginningsShown:
    """Mandates, goals, where they meet, and soundings."""
    return BeginningsShown.of(root.cases.beginnings(who.actor, symbol))


@router.post("/provisions", status_code=201)
def cite(ask: Asking, symbol: SymbolAt, given: ProvisionGiven) -> Done:
    """Name a provision of the own mandate."""
    return ask.give(given.command(), negotiation=symbol)


@router.delete("/provisions/{number}")
def remove(ask: Asking, symbol: SymbolAt, number: NumberAt) -> Done:
    """No longer name it."""
    return ask.give(c.RemoveProvision(number), negotiation=symbol)


@router.post("/goals", status_code=201)
def state(ask: Asking, symbol: SymbolAt, given: GoalGiven) -> Done:
    """Say what the own organisation seeks or would avoid."""
    return ask.give(given.command(), negotiation=symbol)


@router.delete("/goals/{number}")
def withdraw_goal(ask: Asking, symbol: SymbolAt, number: NumberAt) -> Done:
    """Take a goal back."""
    return ask.give(c.WithdrawGoal(number), negotiation=symbol)


@router.post("/soundings", status_code=201)
def sound(ask: Asking, symbol: SymbolAt, given: SoundingGiven) -> Done:
    """Ask a question that binds nobody."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/soundings/{number}/answer")
def answer(ask: Asking, symbol: SymbolAt, number: NumberAt, given: SoundingAnswerGiven) -> Done:
    """Answer it for the own organisation."""
    return ask.give(c.AnswerSounding(number, given.option, given.words), negotiation=symbol)


@router.post("/soundings/{number}/close")
def close(ask: Asking, symbol: SymbolAt, number: NumberAt) -> Done:
    """End it before its time."""
    return ask.give(c.CloseSounding(number), negotiation=symbol)


@router.get("/discussion")
def discussion(
    root: RootOf,
    who: Caller,
    symbol: SymbolAt,
    theme: Annotated[str, Query(max_length=100)] = "",
    objective: Annotated[str, Query(max_length=40)] = "",
) -> DiscussionShown:
    """What was written about a theme or an objective."""
    return DiscussionShown.of(root.cases.discussion(who.actor, symbol, theme, objective))


@router.post("/discussion", status_code=201)
def write(ask: Asking, symbol: SymbolAt, given: PostGiven) -> Done:
    """Write to it."""
    return ask.give(given.command(), negotiation=symbol)


@router.delete("/discussion/{number}")
def take_back(ask: Asking, symbol: SymbolAt, number: NumberAt) -> Done:
    """Take back what one wrote."""
    return ask.give(c.WithdrawPost(number), negotiation=symbol)


@grounds.post("/provisions")
def name(ask: Asking, ref: RefAt, given: GroundsGiven) -> Done:
    """Name the provisions of the own mandate on which the objective rests."""
    return ask.give(c.NameProvisions(given.provisions), objective=ref)
