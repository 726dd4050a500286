"""What one reader sees of an objective: everything that leaves goes through here.

Decisions are made on what is; pages, answers, drafts, tables and live pages show a view, and
a view is built from a `Sight`.  So no page needs to know what a ballot keeps to itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from placet.engine import owing
from placet.engine.access import Standing
from placet.engine.decide import Situation, counted, facts
from placet.engine.disclosure import (
    ballot_for,
    comments_for,
    objective_for,
    sees_everybody,
    sees_the_count,
    silent_for,
    spoken_for,
    verdict_for,
)
from placet.engine.ledger import Entry
from placet.engine.model import Ballot, BallotState, Comment, Objective
from placet.engine.rules import Verdict
from placet.engine.withheld import Comments, entries_for
from placet.engine.workflow import Facts


@dataclass(frozen=True, slots=True)
class Sight:
    """A situation and all ballots of its objective, as the actor of the situation sees them."""

    s: Situation
    all_ballots: tuple[Ballot, ...]

    @property
    def who(self) -> Standing:
        """What the reader is at this table."""
        return self.s.who

    @property
    def objective(self) -> Objective:
        """The objective with its ballot."""
        return objective_for(self.s.workflow, self.s.objective, self.who, self.all_ballots)

    @property
    def ballots(self) -> tuple[Ballot, ...]:
        """All ballots."""
        return tuple(ballot_for(self.s.workflow, b, self.who) for b in self.all_ballots)

    @property
    def verdict(self) -> Verdict | None:
        """How the count of the present ballot stands, if the reader may know."""
        ballot = self.s.objective.ballot
        if ballot is None:
            return None
        return verdict_for(ballot, counted(self.s.workflow, ballot), self.who)

    @property
    def facts(self) -> Facts:
        """What steps are shown with: while the count is hidden they tell nothing of it."""
        ballot, known = self.s.objective.ballot, facts(self.s)
        if ballot is None or sees_the_count(ballot, self.who):
            return known
        if ballot.state is not BallotState.OPEN:
            return known
        return replace(known, verdict_passes=None, broken=False, partly_broken=False)

    @property
    def owing(self) -> tuple[str, ...]:
        """Who still owes an answer, as far as the reader may know."""
        o, s = self.s.objective, self.s
        silent = owing.owing(s.workflow, s.negotiation, o, s.now)
        if o.ballot is None or s.stage.collects_comments:
            return spoken_for(s.workflow, o, self.who, silent)
        return silent_for(o.ballot, self.who, silent)

    def comments(self, comments: Iterable[Comment]) -> tuple[Comment, ...]:
        """Comments of the objective, of whatever round."""
        return comments_for(self.s.workflow, self.s.objective, comments, self.who, self.s.now)

    def entries(
        self, entries: Iterable[Entry], comments: Iterable[Comment] = ()
    ) -> tuple[Entry, ...]:
        """Entries of the record about this objective, whose `comments` are all of them."""
        ref, workflow = self.s.objective.ref, self.s.workflow
        ballots = {(ref, b.number): (workflow, b) for b in self.all_ballots}
        kept = {ref: Comments(workflow, self.s.objective, tuple(comments))}
        return entries_for(entries, ballots, self.who, kept)


def sees_all(ballots: Iterable[Ballot], who: Standing) -> bool:
    """Whether nothing of these ballots is kept from the reader, so that a copy may be given."""
    return all(sees_everybody(ballot, who) for ballot in ballots)
