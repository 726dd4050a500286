"""Since when an organisation has not seen the text: the version that it last answered."""

from __future__ import annotations

from collections.abc import Iterable

from placet.engine.model import Ballot, Comment, Objective


def last_answered(
    o: Objective, organisation: str, ballots: Iterable[Ballot], comments: Iterable[Comment]
) -> int:
    """The newest version on which the organisation took a position, commented or amended.

    `ballots` and `comments` are those of all rounds; an amendment counts for the version that
    its author had before them.  0 for an organisation that has not spoken yet.
    """
    answered = [b.text for b in ballots if organisation in b.positions]
    answered += [c.text for c in comments if c.organisation == organisation]
    answered += [a.base for a in o.amendments.values() if a.sponsor == organisation]
    return max(answered, default=0)
