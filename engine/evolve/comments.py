"""What an objective becomes when something happened to its comments."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.model import Comment, Objective


def evolve_comments(o: Objective, event: e.CommentEvent) -> Objective:
    """The objective after a comment was made, answered, or said not to come."""
    match event:
        case e.CommentMade():
            made = event.comment
            return replace(
                o,
                comments={**o.comments, made.number: made},
                comments_made=made.number,
                no_comments=tuple(c for c in o.no_comments if c != made.organisation),
            )
        case e.NoCommentsStated():
            return replace(o, no_comments=(*o.no_comments, event.organisation))
        case e.CommentsSubmitted():
            return o
        case _:
            return _disposed(o, event)


def _disposed(o: Objective, event: e.DispositionEvent) -> Objective:
    """Comments of earlier rounds are not in the objective any more; what is said of them is."""
    match event:
        case e.DispositionsPublished():
            told = [o.comments[n] for n in event.numbers if n in o.comments]
            public = {x.number: replace(x, published=True) for x in told}
            return replace(o, comments={**o.comments, **public})
        case _:
            known = o.comments.get(event.number)
            if known is None:
                return o
            return replace(o, comments={**o.comments, event.number: disposed(known, event)})


def disposed(
    comment: Comment, event: e.CommentAnswered | e.AnswerCleared | e.AnswerRated
) -> Comment:
    """The comment after something happened to its answer."""
    match event:
        case e.CommentAnswered():
            return replace(
                comment,
                disposition=event.disposition,
                response=event.response,
                answered_by=event.by,
                published=not event.draft,
                implemented=event.implemented,
                satisfied=None,
                rejoinder="",
            )
        case e.AnswerCleared():
            return replace(
                comment,
                disposition=None,
                response="",
                answered_by=None,
                published=True,
                implemented=None,
            )
        case e.AnswerRated():
            return replace(comment, satisfied=event.satisfied, rejoinder=event.words)
        case _:
            assert_never(event)
