"""What a table becomes when something was said before there is a text.

Posts are kept beside the table, since there may be many; it only counts them.
"""

from __future__ import annotations

from dataclasses import replace

from placet.engine import events as e
from placet.engine.beginnings import Beginnings
from placet.engine.model import Negotiation


def evolve_beginnings(before: Negotiation, event: e.BeginningEvent) -> Negotiation:
    """The table after the event."""
    return replace(before, beginnings=_after(before.beginnings, event))


def _after(b: Beginnings, event: e.BeginningEvent) -> Beginnings:
    match event:
        case e.ProvisionCited():
            made = event.provision.number
            return replace(b, provisions=(*b.provisions, event.provision), provisions_made=made)
        case e.ProvisionRemoved():
            left = tuple(p for p in b.provisions if p.number != event.number)
            return replace(b, provisions=left)
        case e.GoalStated():
            return replace(b, goals=(*b.goals, event.goal), goals_made=event.goal.number)
        case e.GoalWithdrawn():
            return replace(b, goals=tuple(g for g in b.goals if g.number != event.number))
        case e.PostWritten():
            return replace(b, posts_made=event.post.number)
        case e.PostWithdrawn():
            return b
        case _:
            return _sounded(b, event)


def _sounded(
    b: Beginnings, event: e.SoundingOpened | e.SoundingAnswered | e.SoundingClosed
) -> Beginnings:
    match event:
        case e.SoundingOpened():
            made = event.sounding.number
            return replace(b, soundings=(*b.soundings, event.sounding), soundings_made=made)
        case e.SoundingAnswered():
            answered = tuple(
                replace(s, answers={**s.answers, event.organisation: event.answer})
                if s.number == event.number
                else s
                for s in b.soundings
            )
            return replace(b, soundings=answered)
        case e.SoundingClosed():
            closed = tuple(
                replace(s, closed_at=event.at) if s.number == event.number else s
                for s in b.soundings
            )
            return replace(b, soundings=closed)
