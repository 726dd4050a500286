"""What a decision is made on: everything known, as one frozen value.

Nothing here is looked up later: the clock was read, the rights were asked, the words of the
text are present where a command needs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from placet.engine.access import Actor, Standing, standing
from placet.engine.deadlines import earliest_end, parse_period
from placet.engine.decide.counting import breakers, counted, unconfirmed_position
from placet.engine.decide.remainder import partly_broken
from placet.engine.disclosure import hides_the_count
from placet.engine.events import ObjectiveEvent
from placet.engine.evolve import evolve
from placet.engine.links import Others, rival_adopted
from placet.engine.model import (
    Ballot,
    BallotState,
    Comment,
    Negotiation,
    Objective,
    SubState,
)
from placet.engine.parties import seated
from placet.engine.text import Origin, Text, origins_since
from placet.engine.workflow import Facts, Stage, Workflow


@dataclass(frozen=True, slots=True)
class Situation:
    """An objective at its table, somebody who asks, and the instant of asking.

    `target` is the version of the workflow to which the objective is to move, if that is asked;
    `versions` are the words of the earlier versions that a command speaks of, `origins` what
    the versions since then say their paragraphs were made of; `others` are the objectives of the
    table that are linked with this one, `earlier_comments` those of earlier rounds that it
    speaks of.
    """

    workflow: Workflow
    negotiation: Negotiation
    objective: Objective
    actor: Actor
    now: datetime
    text: Text | None = None
    target: Workflow | None = None
    versions: Mapping[int, Text] = field(default_factory=dict)
    origins: Mapping[int, Mapping[str, Origin]] = field(default_factory=dict)
    others: Others = field(default_factory=dict)
    earlier_comments: Mapping[int, Comment] = field(default_factory=dict)

    def words_of(self, version: int) -> Text:
        """The words of a version; the caller said beforehand that it needs them."""
        if version == self.objective.text.number and self.text is not None:
            return self.text
        return self.versions[version]

    def origins_from(self, version: int) -> Mapping[str, Origin]:
        """What the paragraphs of the present version were made of, in terms of an earlier one."""
        return origins_since(self.origins[n] for n in sorted(self.origins) if n > version)

    @property
    def stage(self) -> Stage:
        """The stage the objective is in."""
        return self.workflow.stages[self.objective.stage]

    @property
    def who(self) -> Standing:
        """What the actor is in this negotiation."""
        return standing(self.actor, self.negotiation, self.now)

    def governing(self, o: Objective) -> Workflow:
        """The workflow that the objective follows once it has changed."""
        moved = self.target is not None and o.workflow_version == self.target.version
        return self.target if moved and self.target else self.workflow

    def after(self, events: tuple[ObjectiveEvent, ...]) -> Situation:
        """The situation once these events have happened."""
        objective = self.objective
        for event in events:
            objective = evolve(objective, event)
        return replace(self, objective=objective)


def open_ballot(o: Objective) -> Ballot | None:
    """The ballot that takes positions now, if there is one in the present stage."""
    ballot = o.ballot
    if ballot is None or ballot.state is not BallotState.OPEN or ballot.stage != o.stage:
        return None
    return ballot


def unconfirmed(o: Objective) -> tuple[str, ...]:
    """Organisations whose ad referendum position on the deciding ballot awaits confirmation."""
    if o.ballot is None:
        return ()
    return tuple(p.organisation for p in o.ballot.positions.values() if unconfirmed_position(p))


def deadline_passed(o: Objective, now: datetime) -> bool:
    """Whether the time of the present run is over (a paused run has no time)."""
    run = o.run
    return run.deadline is not None and run.paused_at is None and now >= run.deadline.at


def facts(s: Situation) -> Facts:
    """What the guards of steps are asked with."""
    o = s.objective
    provisional = o.instrument is not None and o.instrument.provisional
    waits = waits_to_start(s.stage, o)
    asked = judged_ballot(o, waits)
    verdict = counted(s.workflow, asked, final=provisional) if asked else None
    broken = asked is not None and bool(breakers(s.workflow, asked, verdict))
    return Facts(
        verdict_passes=None if verdict is None else verdict.passes,
        deadline_passed=deadline_passed(o, s.now),
        ballot_open=open_ballot(o) is not None,
        substate_closed=o.run.state is not SubState.RUNNING,
        comments_open=sum(c.disposition is None for c in o.comments.values()),
        round=o.round,
        rounds_allowed=o.rounds_allowed,
        came_from=o.came_from,
        provisional=provisional,
        unconfirmed=len(unconfirmed(o)) if provisional else 0,
        minimum_passed=minimum_passed(s),
        reviews_open=sum(r.given_at is None for r in o.course.reviews),
        waits_to_start=waits,
        broken=broken,
        partly_broken=bool(asked and broken and partly_broken(s.workflow, asked, s.text)),
        ballot_void=not waits and _void(o),
        last_passed=o.last_passed,
        concerns_open=sum(concern.is_open for concern in o.concerns.values()),
        endorsers_missing=max(0, s.stage.endorsers - len(endorsing(s.negotiation, o))),
        rival=rival_adopted(s.negotiation.links, o.ref, s.others),
    )


def endorsing(negotiation: Negotiation, o: Objective) -> tuple[str, ...]:
    """Who endorses that the proposal goes on: others at the table than those who lead it now."""
    there = seated(negotiation)
    return tuple(x for x in o.endorsers if x in there and x not in o.leads)


def waits_to_start(stage: Stage, o: Objective) -> bool:
    """Whether the stage was entered but not begun (the sub-stage "registration" of ISO)."""
    return stage.registered and o.run.deadline is None


def minimum_passed(s: Situation) -> bool:
    """Whether the stage has lasted at least as long as it must."""
    if not s.stage.minimum:
        return True
    began, least = s.objective.run.entered_at, parse_period(s.stage.minimum)
    return s.now >= earliest_end(began, least, s.negotiation.zone, s.workflow.calendar)


def judged_ballot(o: Objective, waits: bool = False) -> Ballot | None:
    """The ballot whose verdict steps of the present stage ask about.

    One that ended without an outcome has none, and a sealed one not before it is closed.
    While the stage waits to begin, the ballot of an earlier time in it says nothing.
    """
    ballot = o.ballot
    provisional = o.instrument is not None and o.instrument.provisional
    here = ballot is not None and ballot.stage == o.stage and not waits
    if ballot is None or not (here or provisional):
        return None
    ended = ballot.state in (BallotState.SUPERSEDED, BallotState.WITHDRAWN)
    return None if ended or hides_the_count(ballot) else ballot


def _void(o: Objective) -> bool:
    ballot = o.ballot
    ended = (BallotState.SUPERSEDED, BallotState.WITHDRAWN)
    return ballot is not None and ballot.stage == o.stage and ballot.state in ended
