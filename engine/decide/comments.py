"""Commenting on the text, and answering every comment."""

from __future__ import annotations

from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.codec import instant
from placet.engine.commands import AnswerComment, MakeComment, StateNoComments, WithdrawComment
from placet.engine.deadlines import in_time
from placet.engine.decide.groups import speaks_for
from placet.engine.decide.situation import Situation
from placet.engine.decide.timing import restarted
from placet.engine.decide.words import REMARK, WORDING, words
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound, NotOpen, TooLate
from placet.engine.model import Comment, Disposition, Objective, SubState
from placet.engine.text import Anchor, anchored, find
from placet.engine.workflow import Stage


def decide_comments(s: Situation, command: c.CommentCommand) -> tuple[e.ObjectiveEvent, ...]:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.MakeComment():
            return make_comment(s, command)
        case c.StateNoComments():
            return state_no_comments(s, command)
        case c.AnswerComment():
            return answer_comment(s, command)
        case c.WithdrawComment():
            return withdraw_comment(s, command)
        case _:
            assert_never(command)


def make_comment(s: Situation, command: MakeComment) -> tuple[e.ObjectiveEvent, ...]:
    """A comment on the version that is open for comments, by an organisation at the table."""
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
    comment = Comment(
        number=s.objective.comments_made + 1,
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
    return (e.CommentMade(comment), *restarted(s, "comment"))


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


def answer_comment(s: Situation, command: AnswerComment) -> tuple[e.ObjectiveEvent, ...]:
    """The reasoned answer; while the text is under revision it may still be improved."""
    if s.stage.collects_comments and not are_answered(s.stage, s.objective):
        raise NotOpen(N_("Answering"))
    comment = s.objective.comments.get(command.number)
    if comment is None:
        raise NotFound("comment", f"{s.objective.ref}/{command.number}")
    if not are_answered(s.stage, s.objective):
        raise NotOpen(N_("Answering"))
    if command.disposition is Disposition.WITHDRAWN:
        raise BadInput(
            "disposition", N_("Only the organisation itself withdraws its comment."),
            N_("Choose another answer."),
        )  # fmt: skip
    needed = command.disposition is not Disposition.ACCEPTED
    response = words("response", command.response, REMARK, required=needed)
    return (e.CommentAnswered(command.number, command.disposition, response, s.actor.person),)


def are_answered(stage: Stage, o: Objective) -> bool:
    """Whether comments are answered now: in a revision, or once the call for them is closed.

    The report on an enquiry draft of ISO has the secretariat's observation on each comment
    before the chair's decision is disputed (ISO/IEC Directives, Part 1, 2.6.5).
    """
    if stage.collects_comments:
        return o.run.state is SubState.CLOSED
    return bool(stage.text_changed_by)


def withdraw_comment(s: Situation, command: WithdrawComment) -> tuple[e.ObjectiveEvent, ...]:
    """Take back a comment of one's own organisation that has no answer yet, with a reason."""
    comment = s.objective.comments.get(command.number)
    if comment is None:
        raise NotFound("comment", f"{s.objective.ref}/{command.number}")
    if comment.organisation != s.who.organisation:
        raise NotAllowed(N_("act for another organisation"))
    if comment.disposition is not None:
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
