"""What an objective becomes when something happened to its comments."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.model import (
    Objective,
)


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
        case e.CommentAnswered():
            answered = replace(
                o.comments[event.number],
                disposition=event.disposition,
                response=event.response,
                answered_by=event.by,
            )
            return replace(o, comments={**o.comments, event.number: answered})
        case e.CommentsSubmitted():
            return o
        case _:
            assert_never(event)
