"""What the objective page says beside the text, as values: who is asked, the roll, the steps.

Theory.  The page shows the same facts to everybody and asks each reader one thing.  What is
asked follows from the stage and from what the reader may do, never from what they did on
this page before.  The roll begins with those who object and with those who are silent,
since that is what a reader can still change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from placet.engine.deadlines import in_time
from placet.engine.model import Ballot, BallotState, Comment, Position
from placet.engine.views import ObjectiveView
from placet.engine.workflow import Possible


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of position and who holds it; `aloud` are those who said something with it."""

    kind: str
    blocking: bool
    aloud: tuple[Position, ...]
    plain: tuple[Position, ...]

    @property
    def count(self) -> int:
        """How many seats hold it."""
        return len(self.aloud) + len(self.plain)


@dataclass(frozen=True, slots=True)
class Stale:
    """A position on an earlier text that is not counted on the present one."""

    organisation: str
    kind: str
    text: int


@dataclass(frozen=True, slots=True)
class Roll:
    """The positions of one ballot: objections, the silent and the stale, then the others.

    `awaiting` are those that wait for instructions, with the day on which these are expected;
    `hidden` are seats of which the reader learns neither what they hold nor whether they do.
    """

    against: tuple[Group, ...]
    silent: tuple[str, ...]
    stale: tuple[Stale, ...]
    others: tuple[Group, ...]
    earlier: Mapping[str, Stale]
    hidden: tuple[str, ...] = ()
    awaiting: tuple[tuple[str, str], ...] = ()


def open_ballot(view: ObjectiveView) -> Ballot | None:
    """The ballot that takes positions at `view.now`."""
    ballot = view.ballot
    if ballot is None or ballot.state is not BallotState.OPEN or view.unwritten:
        return None
    running = view.objective.run.paused_at is None and in_time(view.now, ballot.deadline)
    return ballot if running and ballot.stage == view.objective.stage else None


def asked(view: ObjectiveView) -> str:
    """What the reader is asked: position, positions, comment, comments, revise, result, nothing.

    The plural forms are those of a reader who looks on.
    """
    if open_ballot(view) is not None:
        return "position" if view.seat is not None else "positions"
    if view.stage.collects_comments and view.objective.run.paused_at is None:
        return "comment" if view.standing.organisation else "comments"
    if view.objective.instrument is not None:
        return "result"
    return "revise" if view.stage.text_changed_by and not view.stage.end else "nothing"


def roll(view: ObjectiveView, ballot: Ballot) -> Roll:
    """The roll of a ballot as the verdict counts it, in the order of the seats."""
    effects = view.workflow.terms(ballot.rule).effects
    groups: list[Group] = []
    for kind in effects:
        held = [p for s in ballot.seats if (p := ballot.positions.get(s.organisation))]
        held = [p for p in held if p.kind == kind]
        if held:
            aloud = tuple(p for p in held if _says_something(p) or effects[kind].blocking)
            plain = tuple(p for p in held if p not in aloud)
            groups.append(Group(kind, effects[kind].blocking, aloud, plain))
    silent = tuple(s.organisation for s in ballot.seats if s.organisation not in ballot.positions)
    earlier = {s.organisation: s for s in _earlier(view.ballots, ballot)}
    unknown = silent if ballot.hidden else ()
    silent = () if ballot.hidden else silent
    waits = {o: ballot.awaiting[o].expected for o in silent if o in ballot.awaiting}
    silent = tuple(o for o in silent if o not in waits)
    return Roll(
        against=tuple(g for g in groups if g.blocking),
        silent=tuple(o for o in silent if o not in earlier),
        stale=tuple(earlier[o] for o in silent if o in earlier),
        others=tuple(g for g in groups if not g.blocking),
        earlier=earlier,
        hidden=unknown,
        awaiting=tuple(waits.items()),
    )


def my_steps(view: ObjectiveView) -> tuple[Possible, ...]:
    """The steps that the reader's roles may take, each once, those possible now first."""
    return _each_once(view.mine)


def all_steps(view: ObjectiveView) -> tuple[Possible, ...]:
    """Every onward step of the stage, each once."""
    return _each_once(view.steps)


def unconfirmed(view: ObjectiveView) -> Position | None:
    """The ad referendum position of the reader's organisation that awaits confirmation."""
    held = view.position
    return held if held is not None and held.unconfirmed else None


def confirm_deadline(view: ObjectiveView) -> datetime | None:
    """Until when the last confirmation of a provisional result is awaited."""
    if view.ballot is None:
        return None
    awaited = [
        p.confirm_by for p in view.ballot.positions.values() if p.unconfirmed and p.confirm_by
    ]
    return max(awaited, default=None)


def my_comments(view: ObjectiveView) -> tuple[Comment, ...]:
    """The comments of the reader's organisation in this round."""
    mine = view.standing.organisation
    return tuple(c for c in this_round(view) if c.organisation == mine)


def this_round(view: ObjectiveView) -> tuple[Comment, ...]:
    """The comments of the present round, by number."""
    present = [c for c in view.comments if c.round == view.objective.round]
    return tuple(sorted(present, key=lambda c: c.number))


def answered(comments: Iterable[Comment]) -> tuple[int, int]:
    """How many of the comments are answered, and how many there are."""
    all_of_them = tuple(comments)
    return sum(c.disposition is not None for c in all_of_them), len(all_of_them)


def _each_once(steps: Iterable[Possible]) -> tuple[Possible, ...]:
    best: dict[str, Possible] = {}
    for step in steps:
        known = best.get(step.step)
        better = known is None or (not known.allowed and step.allowed)
        if better or (known is not None and not known.allowed and _nearer(step, known)):
            best[step.step] = step
    return tuple(sorted(best.values(), key=lambda s: not s.allowed))


def _nearer(step: Possible, than: Possible) -> bool:
    return len(step.missing) < len(than.missing)


def _says_something(position: Position) -> bool:
    said = position.reasons or position.qualifiers or position.wording or position.evidence
    return bool(said or position.marks)


def _earlier(ballots: Iterable[Ballot], present: Ballot) -> Iterable[Stale]:
    """What each seat held on the ballot of this stage that came before."""
    before = [b for b in ballots if b.number < present.number and b.stage == present.stage]
    if not before:
        return
    last = max(before, key=lambda b: b.number)
    seated = {s.organisation for s in present.seats}
    for organisation, position in last.positions.items():
        if organisation in seated:
            yield Stale(organisation, position.kind, last.text)
