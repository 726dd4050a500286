"""Answering comments: drafts of answers, their publication, and what the authors say to them.

Whoever answers works on drafts that nobody else sees.  They are published as a whole, so that
no author learns of an answer that the next one may still change; leaving the stage publishes
what is answered.  A published answer may be improved in public.  Once it is published the
author says whether it satisfies.  The wording that a comment proposes can be put into the text
with the answer, if its paragraph still reads as it did when the comment was made.
"""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import step_roles
from placet.engine.decide.situation import Situation
from placet.engine.decide.texts import new_version
from placet.engine.decide.words import REMARK, WORDING, unfilled, words
from placet.engine.errors import N_, BadInput, Conflict, NotAllowed, NotFound, NotOpen
from placet.engine.model import Comment, Disposition, Implemented, Objective, SubState
from placet.engine.text import (
    Act,
    Change,
    Origin,
    Text,
    Unfit,
    applied,
    find,
    rebased_each,
    reworded,
    three_way,
)
from placet.engine.workflow import Stage, Step

Events = tuple[e.ObjectiveEvent, ...]

MOST_AT_ONCE = 2_000
"""How many comments one command may answer."""


def are_answered(stage: Stage, o: Objective) -> bool:
    """Whether comments are answered now: in a revision, or once the call for them is closed.

    The report on an enquiry draft of ISO has the secretariat's observation on each comment
    before the chair's decision is disputed (ISO/IEC Directives, Part 1, 2.6.5).
    """
    if stage.collects_comments:
        return o.run.state is SubState.CLOSED
    return bool(stage.text_changed_by)


def may_answer(s: Situation) -> bool:
    """Whether the actor answers comments here: the secretariat, and leads who change the text."""
    if s.who.secretariat:
        return True
    return "lead" in s.stage.text_changed_by and "lead" in step_roles(s.who, s.objective)


def drafts(o: Objective) -> tuple[Comment, ...]:
    """The comments of this round with an answer that is not published yet, by number."""
    found = (x for x in o.comments.values() if x.disposition is not None and not x.published)
    return tuple(sorted(found, key=lambda x: x.number))


def answer_comment(s: Situation, command: c.AnswerComment) -> Events:
    """The reasoned answer, and a new version where it takes the proposed wording."""
    _check_answering(s)
    comment = _answerable(s, command.number)
    if command.take_wording and command.implemented is not None:
        raise BadInput(
            "implemented",
            N_("The wording that is put into the text is where the comment is implemented."),
            N_("Leave this out, or do not take the wording."),
        )
    revised = taken(s, comment, command) if command.take_wording else ()
    implemented = command.implemented
    if implemented is not None:
        _check_place(s, implemented)
    if revised and comment.paragraph is not None:
        implemented = Implemented(s.objective.text.number + 1, comment.paragraph)
    answered = _answered(s, comment, command.disposition, command.response, implemented)
    return (*revised[:1], *answered, *revised[1:])


def answer_comments(s: Situation, command: c.AnswerComments) -> Events:
    """One answer to several comments, all of them or none."""
    _check_answering(s)
    numbers = tuple(dict.fromkeys(command.numbers))
    if not numbers or len(numbers) > MOST_AT_ONCE:
        raise BadInput(
            "numbers",
            N_("No comment was chosen."),
            N_("Choose from one to {most} comments."),
            most=MOST_AT_ONCE,
        )
    chosen = [_answerable(s, n) for n in numbers]
    disposition, response = command.disposition, command.response
    return tuple(event for x in chosen for event in _answered(s, x, disposition, response, None))


def clear_answer(s: Situation, command: c.ClearAnswer) -> Events:
    """The comment is open again; a published answer can only be improved."""
    _check_answering(s)
    comment = _answerable(s, command.number)
    if comment.disposition is None or comment.published:
        raise BadInput(
            "number",
            N_("Comment {number} has no answer that could be taken back."),
            N_("A published answer can be changed, not taken back."),
            number=command.number,
        )
    return (e.AnswerCleared(command.number, s.actor.person),)


def publish_dispositions(s: Situation, command: c.PublishDispositions) -> Events:
    """Everybody reads the answers from now on; the authors are told of theirs."""
    if not are_answered(s.stage, s.objective):
        raise NotOpen(N_("Answering"))
    waiting = drafts(s.objective)
    unanswered = [x.number for x in s.objective.comments.values() if x.disposition is None]
    if not waiting:
        raise BadInput("", N_("No answer waits to be published."), N_("Answer the comments first."))
    if unanswered and not command.partial:
        raise BadInput(
            "partial",
            N_("{count} comments have no answer yet; the first is number {number}."),
            N_("Answer them, or publish a part with a reason."),
            count=len(unanswered),
            number=min(unanswered),
        )
    reason = words("reason", command.reason, REMARK, required=bool(unanswered))
    numbers = tuple(x.number for x in waiting)
    return (e.DispositionsPublished(numbers, s.actor.person, reason),)


def published_on_leaving(s: Situation, step: Step) -> Events:
    """Leaving the stage publishes what is answered; a hold does not, it comes back."""
    if {"suspend", "resume"} & set(step.effects):
        return ()
    waiting = drafts(s.objective)
    if not waiting:
        return ()
    return (e.DispositionsPublished(tuple(x.number for x in waiting), s.actor.person),)


def rate_answer(s: Situation, command: c.RateAnswer) -> Events:
    """What the author says of a published answer; it may be said otherwise later."""
    known = {**s.earlier_comments, **s.objective.comments}
    comment = known.get(command.number)
    if comment is None:
        raise NotFound("comment", f"{s.objective.ref}/{command.number}")
    if comment.organisation != s.who.organisation:
        raise NotAllowed(N_("act for another organisation"))
    given = comment.disposition not in (None, Disposition.WITHDRAWN) and comment.published
    if not given or s.stage.end:
        raise NotOpen(N_("Saying whether an answer satisfies"))
    said = words("words", command.words, REMARK)
    if (comment.satisfied, comment.rejoinder) == (command.satisfied, said):
        return ()
    return (
        e.AnswerRated(
            command.number, comment.organisation, command.satisfied, said, s.actor.person
        ),
    )


def taken(s: Situation, comment: Comment, command: c.AnswerComment) -> Events:
    """The new version with the proposed wording in its paragraph.

    BadInput where the comment proposes none, or its paragraph has changed since: then it says
    how the proposal would read now, and `words` with their `base` put that in.
    """
    present = s.text
    if comment.paragraph is None or not (comment.wording or command.words):
        raise BadInput(
            "take_wording",
            N_("Comment {number} proposes no wording for a paragraph."),
            N_("Revise the text instead."),
            number=comment.number,
        )
    if present is None:
        raise ValueError("the words of the present version are needed")
    here = find(present, comment.paragraph)
    if here is None:
        raise BadInput(
            "take_wording",
            N_("The paragraph is not in the text any more."),
            N_("Revise the text instead."),
        )
    if command.words.strip():
        if command.base != s.objective.text.number:
            raise Conflict(N_("the text"), command.base, s.objective.text.number)
        wording = words("words", command.words, WORDING)
    else:
        wording = _unless_changed(s, comment, here.words)
    text = reworded(present, comment.paragraph, wording)
    minted = s.objective.paragraphs_minted
    return new_version(s, s.objective.text.number, text, minted, "", False, {})


def _unless_changed(s: Situation, comment: Comment, here: str) -> str:
    base = s.words_of(comment.text)
    then = find(base, comment.paragraph or "")
    if then is not None and then.words == here:
        return comment.wording
    fitting = brought_up(comment, base, s.text or base, s.origins_from(comment.text))
    raise BadInput(
        "take_wording",
        N_("The paragraph has changed since version {version}. The wording would now be: {words}"),
        N_("Send these words, or better ones, with the version that they are for."),
        version=comment.text,
        words=fitting,
    )


def brought_up(comment: Comment, base: Text, present: Text, since: Mapping[str, Origin]) -> str:
    """The proposed wording as it would read in the present text; side by side where they clash.

    `base` is the version that was commented, `since` what became of its paragraphs.
    """
    id = comment.paragraph or ""
    here = find(present, id)
    if here is None or find(base, id) is None:
        return comment.wording
    change = Change(Act.REPLACE, id, comment.wording)
    (moved,) = rebased_each((change,), base, present, since)
    if not isinstance(moved, Unfit):
        found = find(applied(present, moved, 0).text, id)
        return found.words if found else comment.wording
    mine = applied(base, change, 0).text
    beside = find(three_way(base, mine, present, 0, (comment.organisation, "")).text, id)
    return beside.words if beside else comment.wording


def _answered(
    s: Situation,
    comment: Comment,
    disposition: Disposition,
    response: str,
    implemented: Implemented | None,
) -> tuple[e.CommentAnswered, ...]:
    """The answer; nothing where it is the one that the comment has."""
    if disposition is Disposition.WITHDRAWN:
        raise BadInput(
            "disposition", N_("Only the organisation itself withdraws its comment."),
            N_("Choose another answer."),
        )  # fmt: skip
    needed = disposition is not Disposition.ACCEPTED
    said = words("response", response, REMARK, required=needed)
    if places := unfilled(said):
        raise BadInput(
            "response",
            N_("These places are still to be filled in: {names}."),
            N_("Write what belongs there in place of the double parentheses."),
            names=", ".join(f"(({place}))" for place in places),
        )
    public = comment.disposition is not None and comment.published
    if (comment.disposition, comment.response, comment.implemented) == (
        disposition,
        said,
        implemented,
    ):
        return ()
    by = s.actor.person
    return (e.CommentAnswered(comment.number, disposition, said, by, not public, implemented),)


def _check_answering(s: Situation) -> None:
    if not may_answer(s):
        raise NotAllowed(N_("answer comments"))


def _answerable(s: Situation, number: int) -> Comment:
    """A comment of this round that may be answered now."""
    o = s.objective
    if s.stage.collects_comments and not are_answered(s.stage, o):
        raise NotOpen(N_("Answering"))
    comment = o.comments.get(number)
    if comment is None:
        raise NotFound("comment", f"{o.ref}/{number}")
    if not are_answered(s.stage, o):
        raise NotOpen(N_("Answering"))
    if comment.disposition is Disposition.WITHDRAWN:
        raise NotOpen(N_("Answering a withdrawn comment"))
    return comment


def _check_place(s: Situation, place: Implemented) -> None:
    """The version and the paragraph that implement a comment are there."""
    if not 1 <= place.version <= s.objective.text.number:
        raise BadInput(
            "implemented",
            N_("The text has no version {version}."),
            N_("Name a version from 1 to {newest}."),
            version=place.version,
            newest=s.objective.text.number,
        )
    if find(s.words_of(place.version), place.paragraph) is None:
        raise BadInput(
            "implemented",
            N_("{paragraph} is not a paragraph of this text."),
            N_("Choose among the paragraphs that the text has."),
            paragraph=repr(place.paragraph[:40]),
        )
