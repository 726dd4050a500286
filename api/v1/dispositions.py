"""Answers to comments: the table, answering in bulk, publishing, rating; templates of answers."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import Asking, Done, Shown
from placet.api.v1.given_answers import (
    AnswersGiven,
    PublicationGiven,
    RatingGiven,
    TemplateGiven,
    TitleGiven,
)
from placet.api.v1.limits import NumberAt, RefAt, SymbolAt
from placet.api.v1.shown_texts import CommentShown
from placet.engine import commands as c
from placet.engine.disposing import Choice
from placet.engine.reading_dispositions import DispositionLine, DispositionsView

router = APIRouter(tags=["dispositions"])


class ProgressShown(Shown):
    """How far the answering of a round is."""

    total: int
    answered: int
    drafts: int
    substantive_open: int
    not_satisfied: int


class DispositionShown(Shown):
    """A row of the table; `alike` are the numbers of identical comments, its own included."""

    comment: CommentShown
    changed: bool
    alike: tuple[int, ...]
    near: tuple[int, ...]

    @classmethod
    def of(cls, line: DispositionLine) -> DispositionShown:
        """The row as an answer."""
        return cls(
            comment=CommentShown.model_validate(line.comment),
            changed=line.remark.changed,
            alike=line.alike,
            near=line.near,
        )


class DispositionsShown(Shown):
    """A page of the table, and how far the round is; `found` counts the rows of all pages."""

    items: tuple[DispositionShown, ...]
    found: int
    page: int
    pages: int
    progress: ProgressShown

    @classmethod
    def of(cls, shown: DispositionsView) -> DispositionsShown:
        """The page as an answer."""
        return cls(
            items=tuple(map(DispositionShown.of, shown.lines)),
            found=shown.found,
            page=shown.choice.page,
            pages=shown.pages,
            progress=ProgressShown.model_validate(shown.progress),
        )


class TemplateShown(Shown):
    """Words for answers, by their title."""

    title: str
    words: str


class TemplatesShown(Shown):
    """All templates of a negotiation, by title."""

    items: tuple[TemplateShown, ...]


Word = Annotated[str, Query(max_length=80)]


@router.get("/objectives/{ref}/dispositions")
def table(
    root: RootOf,
    who: Caller,
    ref: RefAt,
    organisation: Word = "",
    paragraph: Word = "",
    type: Word = "",
    state: Literal["", "open", "draft", "answered", "not_satisfied"] = "",
    sort: Literal["number", "organisation", "paragraph", "type", "state"] = "number",
    group: Literal["", "paragraph", "identical"] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> DispositionsShown:
    """The table of comments and answers, fifty on a page."""
    choice = Choice(organisation, paragraph, type, state, sort, group, page)
    return DispositionsShown.of(root.cases.dispositions(who.actor, ref, choice))


@router.post("/objectives/{ref}/dispositions")
def answer_several(ask: Asking, ref: RefAt, given: AnswersGiven) -> Done:
    """Give several comments one answer; all of them or none."""
    return ask.give(given.command(), objective=ref)


@router.delete("/objectives/{ref}/comments/{number}/answer")
def clear(ask: Asking, ref: RefAt, number: NumberAt) -> Done:
    """Take back an answer that is not published."""
    return ask.give(c.ClearAnswer(number), objective=ref)


@router.post("/objectives/{ref}/dispositions/publish")
def publish(ask: Asking, ref: RefAt, given: PublicationGiven) -> Done:
    """Publish the answers of the round; the authors are told of theirs."""
    return ask.give(given.command(), objective=ref)


@router.post("/objectives/{ref}/comments/{number}/rating")
def rate(ask: Asking, ref: RefAt, number: NumberAt, given: RatingGiven) -> Done:
    """Say for one's own organisation whether the answer to its comment satisfies."""
    return ask.give(given.command(number), objective=ref)


@router.get("/negotiations/{symbol}/templates")
def templates(root: RootOf, who: Caller, symbol: SymbolAt) -> TemplatesShown:
    """The words in which the negotiation often answers."""
    found = root.cases.negotiation(who.actor, symbol).negotiation.answer_templates
    return TemplatesShown(items=tuple(TemplateShown.model_validate(x) for x in found))


@router.post("/negotiations/{symbol}/templates")
def save_template(ask: Asking, symbol: SymbolAt, given: TemplateGiven) -> Done:
    """Keep words for answers under a title."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/negotiations/{symbol}/templates/remove")
def remove_template(ask: Asking, symbol: SymbolAt, given: TitleGiven) -> Done:
    """Keep them no longer."""
    return ask.give(c.RemoveTemplate(given.title), negotiation=symbol)
