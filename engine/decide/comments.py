"""Commenting on the text, and answering every comment."""

from __future__ import annotations

from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.codec import instant
from placet.engine.commands import (
    MakeComment,
    StateNoComments,
    SubmitComments,
    WithdrawComment,
)
from placet.engine.deadlines import in_time
from placet.engine.decide import dispositions
from placet.engine.decide.groups import speaks_for
from placet.engine.decide.situation import Situation
from placet.engine.decide.timing import restarted
from placet.engine.decide.words import REMARK, WORDING, words
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound, NotOpen, TooLate
from placet.engine.model import Comment, Disposition
from placet.engine.text import Anchor, anchored, find


def decide_comments(s: Situation, command: c.CommentCommand) -> tuple[e.ObjectiveEvent, ...]:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.MakeComment():
            return make_comment(s, command)
        case c.SubmitComments():
            return submit_comments(s, command)
        case c.StateNoComments():
            return state_no_comments(s, command)
        case c.WithdrawComment():
            return withdraw_comment(s, command)
        case _:
            return _decide_dispositions(s, command)


def _decide_dispositions(
    s: Situation, command: c.DispositionCommand
) -> tuple[e.ObjectiveEvent, ...]:
    match command:
        case c.AnswerComment():
            return dispositions.answer_comment(s, command)
        case c.AnswerComments():
            return dispositions.answer_comments(s, command)
        case c.ClearAnswer():
            return dispositions.clear_answer(s, command)
        case c.PublishDispositions():
            return dispositions.publish_dispositions(s, command)
        case c.RateAnswer():
            return dispositions.rate_answer(s, command)
        case _:
            assert_never(command)


MOST_SUBMITTED = 2_000
"""How many comments one submission may hold."""


def make_comment(s: Situation, command: MakeComment) -> tuple[e.ObjectiveEvent, ...]:
    """A comment on the version that is open for comments, by an organisation at the table."""
    made = _made(s, command, s.objective.comments_made + 1)
    return (e.CommentMade(made), *restarted(s, "comment"))


def submit_comments(s: Situation, command: SubmitComments) -> tuple[e.ObjectiveEvent, ...]:
    """All comments of a batch, or BadInput for the first that cannot be made.

    The field of the refusal is `comments.3.body` for the fourth one.
    """
    count = len(command.comments)
    if not count:
        raise BadInput(
            "comments", N_("There is nothing to submit."), N_("Prepare a comment first.")
        )
    if count > MOST_SUBMITTED:
        raise BadInput(
            "comments",
            N_("{count} comments are too many; {most} are allowed at a time."),
            N_("Submit them in several parts."),
            count=count,
            most=MOST_SUBMITTED,
        )
    first = s.objective.comments_made + 1
    made = tuple(_in_batch(s, one, at, first) for at, one in enumerate(command.comments))
    organisation, numbers = made[0].organisation, tuple(one.number for one in made)
    submitted = e.CommentsSubmitted(organisation, numbers, s.actor.person)
    return (*map(e.CommentMade, made), submitted, *restarted(s, "comment"))


def _in_batch(s: Situation, command: MakeComment, at: int, first: int) -> Comment:
    """The comment at this place of a batch; its refusal names the place."""
    try:
        return _made(s, command, first + at)
    except BadInput as error:
        values = {k: v for k, v in error.values.items() if k not in ("field", "what")}
        field = f"comments.{at}.{error.field}"
        raise BadInput(field, error.what, error.advice, **values) from None


def _made(s: Situation, command: MakeComment, number: int) -> Comment:
    organisation = _commenting(s, command.organisation)
    if command.paragraph is not None and (s.text is None or not find(s.text, command.paragraph)):
        raise BadInput(
            "paragraph",
            N_("{paragraph} is not a paragraph of this text."),
            N_("Choose among the paragraphs that the text has."),
            paragraph=repr(command.paragraph[:40]),
        )
    anchor = None
    if command.quotation.strip():
        anchor = _anchor(s, command)
    return Comment(
        number=number,
        organisation=organisation,
        by=s.actor.person,
        at=s.now,
        text=s.objective.text.number,
        round=s.objective.round,
        type=command.type,
        paragraph=command.paragraph,
        body=words("body", command.body, REMARK, required=True),
        wording=words("wording", command.wording, WORDING),
        anchor=anchor,
        group=speaks_for(s, command.group),
    )


def _anchor(s: Situation, command: MakeComment) -> Anchor:
    """The words that a comment quotes, where they stand in its paragraph."""
    if command.paragraph is None or s.text is None:
        raise BadInput(
            "quotation",
            N_("These words belong to no paragraph."),
            N_("Choose the paragraph in which they stand."),
        )
    paragraph = find(s.text, command.paragraph)
    said = paragraph.words if paragraph else ""
    start, end = anchored(said, command.quotation, command.occurrence)
    return Anchor(command.paragraph, start, end, said[start:end])


def state_no_comments(s: Situation, command: StateNoComments) -> tuple[e.ObjectiveEvent, ...]:
    """Say that the organisation has none, so that nobody reminds it."""
    organisation = _commenting(s, command.organisation)
    o = s.objective
    if organisation in o.no_comments:
        raise BadInput(
            "organisation",
            N_("{organisation} already said that it has no comments."),
            organisation=organisation,
        )
    if any(made.organisation == organisation for made in o.comments.values()):
        raise BadInput(
            "organisation",
            N_("{organisation} has made comments in this round."),
            organisation=organisation,
        )
    return (e.NoCommentsStated(organisation, s.actor.person),)


def withdraw_comment(s: Situation, command: WithdrawComment) -> tuple[e.ObjectiveEvent, ...]:
    """Take back a comment of one's own organisation without a published answer, with a reason."""
    comment = s.objective.comments.get(command.number)
    if comment is None:
        raise NotFound("comment", f"{s.objective.ref}/{command.number}")
    if comment.organisation != s.who.organisation:
        raise NotAllowed(N_("act for another organisation"))
    if comment.disposition is not None and comment.published:
        raise NotOpen(N_("Withdrawing an answered comment"))
    if s.stage.end or s.objective.run.paused_at is not None:
        raise NotOpen(s.objective.ref)
    reason = words("reason", command.reason, REMARK, required=True)
    return (e.CommentAnswered(command.number, Disposition.WITHDRAWN, reason, s.actor.person),)


def _commenting(s: Situation, asked: str) -> str:
    organisation = s.who.organisation
    if organisation is None or (asked and asked != organisation):
        raise NotAllowed(N_("act for another organisation"))
    if not s.stage.collects_comments:
        raise NotOpen(N_("Commenting"))
    deadline = s.objective.run.deadline
    if deadline is not None and not in_time(s.now, deadline):
        raise TooLate(instant(deadline.at))
    return organisation
