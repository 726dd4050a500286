"""What keeps an objective from being adopted, and how near it is.

The verdict says what is missing; here stands who could bring it and what else is open.  Near
is what needs the fewest changes: first how many stages lie between the present one and an
adopted text, then the smallest number of changes of position after which the rule is met (an
integer programme finds it), else the number of things that are open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from placet.engine.board.besides import NOTHING, Beside, beside_of
from placet.engine.board.columns import Column
from placet.engine.board.distance import FAR, needed_count, stages_to_adoption
from placet.engine.decide.counting import unconfirmed_position
from placet.engine.decide.situation import waits_to_start
from placet.engine.disclosure import sees_everybody
from placet.engine.model import BallotState, SubState
from placet.engine.owing import at_rest
from placet.engine.rules import Needed
from placet.engine.rules.evaluating import held_of
from placet.engine.rules.pivot import Change, SmallestChanges, smallest_changes, what_if

SUPPOSED = 6
"""Of so many who stand in the way it is asked what would be without each of them."""


@dataclass(frozen=True, slots=True)
class Against:
    """Somebody whose position stands in the way.

    `paragraphs` are ids; `offered` says that wording is proposed, `resolve` what would
    resolve it; `enough` whether the rule were met if this position alone were gone (None:
    not asked).
    """

    organisation: str
    kind: str
    paragraphs: tuple[str, ...]
    offered: bool
    resolve: str
    enough: bool | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an objective is from adoption: stages, then changes or open things.

    Where positions are counted, `beside` is what is open beside them (concerns, reserves, what it
    is linked with); elsewhere that is among the `changes`.
    """

    stages: int
    changes: int
    beside: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """What is nearer sorts first."""
        return self.stages, self.changes + self.beside


@dataclass(frozen=True, slots=True)
class Blocked:
    """An objective that could not be adopted now, with everything that stands in the way.

    `needed` is the verdict's own list (empty where there is no verdict, or it passes);
    `changes` is None where the reader may not know who holds what; `silent` owe an answer,
    to `bounced` of them the last mail could not be delivered; `decision`: secretariat or
    chair must decide; `brackets` is None where the words were not looked at; `beside` is what
    is open beside positions and comments.
    """

    column: Column
    reach: Reach
    needed: tuple[Needed, ...] = ()
    changes: SmallestChanges | None = None
    against: tuple[Against, ...] = ()
    silent: tuple[str, ...] = ()
    bounced: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    comments_open: int = 0
    reviews_open: tuple[str, ...] = ()
    decision: bool = False
    begins: bool = False
    paused: bool = False
    brackets: int | None = None
    beside: Beside = NOTHING

    @property
    def passes(self) -> bool:
        """Whether the rule is met as positions are now, so that only time or a step is missing."""
        c = self.column
        return bool(c.counts and c.verdict is not None and c.verdict.passes)

    @property
    def clear(self) -> bool:
        """Whether nothing but time or a step is missing."""
        return self.passes and not self.beside.count


def blocked(
    c: Column, bounced: Collection[str] = (), brackets: int | None = None
) -> Blocked | None:
    """What stands in the way of one objective; None where nothing is negotiated any more."""
    if c.ended:
        return None
    o, stage = c.objective, c.stage
    verdict = c.verdict if c.counts else None
    needed = verdict.needed if verdict is not None and not verdict.passes else ()
    changes = _changes(c) if verdict is not None and not verdict.passes else None
    open_comments = sum(x.disposition is None for x in o.comments.values())
    reviews = tuple(r.organisation for r in o.course.reviews if r.given_at is None)
    unconfirmed = _unconfirmed(c)
    beside = beside_of(c)
    things = len(c.owing) + open_comments + len(reviews) + (brackets or 0) + beside.count
    if verdict is None:
        amount = things
    elif changes is not None and changes.exact:
        amount = len(changes.changes or ()) if changes.changes is not None else FAR
    else:
        amount = needed_count(needed)
    return Blocked(
        column=c,
        reach=_reach(c, amount, beside, counted=verdict is not None),
        needed=needed,
        changes=changes,
        against=_against(c),
        silent=c.owing,
        bounced=tuple(x for x in c.owing if x in bounced),
        unconfirmed=unconfirmed,
        comments_open=open_comments,
        reviews_open=reviews,
        decision=o.run.state is SubState.CLOSED and not at_rest(stage, o),
        begins=waits_to_start(stage, o),
        paused=o.run.paused_at is not None,
        brackets=brackets,
        beside=beside,
    )


def _reach(c: Column, amount: int, beside: Beside, *, counted: bool) -> Reach:
    """An objective whose alternative is adopted leads nowhere from any stage."""
    stages = FAR if beside.rival else stages_to_adoption(c.workflow, c.objective.stage)
    return Reach(stages, amount, beside.count if counted else 0)


def by_closeness(found: Iterable[Blocked]) -> tuple[Blocked, ...]:
    """Nearest to adoption first."""
    return tuple(sorted(found, key=lambda b: (b.reach.key, b.column.objective.ref)))


def _changes(c: Column) -> SmallestChanges | None:
    """The smallest set of changes that lets it pass, where the reader may know who holds what."""
    ballot = c.sight.s.objective.ballot
    if ballot is None or not sees_everybody(ballot, c.sight.who):
        return None
    terms = c.workflow.terms(ballot.rule, ballot.kinds)
    return smallest_changes(terms, ballot.seats, held_of(ballot.positions), True)


def _against(c: Column) -> tuple[Against, ...]:
    """Those whose position is negative, blockers first; only what the reader may see."""
    ballot = c.ballot
    if ballot is None or not c.counts or ballot.state is BallotState.WITHDRAWN:
        return ()
    held = [ballot.positions.get(s.organisation) for s in ballot.seats]
    named = [p for p in held if p is not None and p.kind in c.negative]
    blockers = set(c.verdict.blockers) if c.verdict is not None else set()
    named.sort(key=lambda p: p.organisation not in blockers)
    asked = bool(named) and len(named) <= SUPPOSED and not ballot.hidden and c.verdict is not None
    terms = c.workflow.terms(ballot.rule, ballot.kinds)
    found = []
    for p in named:
        enough = None
        if asked:
            without = Change(p.organisation, None)
            positions = held_of(ballot.positions)
            enough = what_if(terms, ballot.seats, positions, (without,)).passes
        offered = bool(p.wording)
        found.append(Against(p.organisation, p.kind, p.paragraphs, offered, p.resolve, enough))
    return tuple(found)


def _unconfirmed(c: Column) -> tuple[str, ...]:
    ballot, made = c.ballot, c.objective.instrument
    if ballot is None or made is None or not made.provisional:
        return ()
    return tuple(p.organisation for p in ballot.positions.values() if unconfirmed_position(p))
