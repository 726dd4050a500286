"""What answers hold about ballots: seats, positions, the verdict and what it still needs."""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.api.v1.shown_beside import AwaitingShown
from placet.engine import views
from placet.engine.model import Ballot
from placet.engine.rules import (
    Either,
    Fewer,
    More,
    Needed,
    OutOfReach,
    Quorum,
    Resolve,
    Verdict,
    WeightMore,
)
from placet.templates import wording


class SeatShown(Shown):
    """Who is entitled in the ballot."""

    organisation: str
    classes: tuple[str, ...]
    weight: int


class RuleShown(Shown):
    """Which rule decides, with what it was frozen with."""

    name: str
    version: int
    parameters: dict[str, int | str]


class PositionShown(Shown):
    """What one organisation holds in one ballot."""

    organisation: str
    kind: str
    by: str
    at: datetime
    number: int
    reference: str
    reasons: str
    paragraphs: tuple[str, ...]
    wording: str
    resolve: str
    qualifiers: tuple[str, ...]
    reservation: str
    confirm_by: datetime | None
    confirmed_at: datetime | None
    carried_from: int | None
    marks: tuple[str, ...]
    cast_by: str = ""
    pending: str
    evidence: str


class ClosesShown(Shown):
    """The ballot's deadline."""

    at: datetime
    zone: str


class BallotShown(Shown):
    """One call for positions on one frozen text, roster, rule and deadline.

    `paragraphs` are those asked about, none where it is the whole text; `answered` seats hold
    a position, of which `positions` are those that the asker may see.  `awaiting` wait for
    instructions and have none; `late` came after the deadline and are never counted.
    """

    number: int
    stage: str
    round: int
    text: int
    text_hash: str
    rule: RuleShown
    kinds: tuple[str, ...]
    seats: tuple[SeatShown, ...]
    opened_at: datetime
    deadline: ClosesShown
    state: str
    closed_at: datetime | None
    passed: bool | None
    paragraphs: tuple[str, ...]
    visibility: str
    breaker: str
    answered: int
    positions: tuple[PositionShown, ...]
    awaiting: tuple[AwaitingShown, ...]
    late: tuple[PositionShown, ...]

    @classmethod
    def of(cls, ballot: Ballot) -> BallotShown:
        """The ballot with the positions in the order of its seats."""
        held = ballot.positions
        return cls(
            number=ballot.number,
            stage=ballot.stage,
            round=ballot.round,
            text=ballot.text,
            text_hash=ballot.text_hash,
            rule=RuleShown(
                name=ballot.rule.name,
                version=ballot.rule.version,
                parameters=dict(ballot.rule.parameters),
            ),
            kinds=ballot.kinds,
            seats=tuple(SeatShown.model_validate(s) for s in ballot.seats),
            opened_at=ballot.opened_at,
            deadline=ClosesShown.model_validate(ballot.deadline),
            state=ballot.state.value,
            closed_at=ballot.closed_at,
            passed=ballot.passed,
            paragraphs=ballot.paragraphs,
            visibility=ballot.visibility,
            breaker=ballot.breaker,
            answered=ballot.answered,
            positions=tuple(
                PositionShown.model_validate(held[s.organisation])
                for s in ballot.seats
                if s.organisation in held
            ),
            awaiting=tuple(
                AwaitingShown(organisation=name, by=x.by, at=x.at, expected=x.expected)
                for name, x in ballot.awaiting.items()
            ),
            late=tuple(PositionShown.model_validate(p) for p in ballot.late),
        )


class FindingShown(Shown):
    """One criterion with its numbers: numerator / denominator `op` threshold."""

    criterion: str
    numerator: int
    denominator: int | None
    op: str
    threshold: str
    met: bool
    sentence: str


class NeededShown(Shown):
    """What would help.

    `what` is `resolve`, `fewer`, `more`, `weight`, `quorum`, `out_of_reach`, or `either`,
    which has `options`: each is everything that it would take.  `count` is of seats, or of
    weight for `weight`.
    """

    what: str
    kinds: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    count: int = 0
    options: tuple[tuple[NeededShown, ...], ...] = ()
    sentence: str = ""

    @classmethod
    def of(cls, needed: Needed) -> NeededShown:
        """One need with its sentence."""
        (said,) = wording.needed_sentences((needed,))
        match needed:
            case Resolve(kind, who, total):
                count = len(who) or total
                return cls(
                    what="resolve", kinds=(kind,), organisations=who, count=count, sentence=said
                )
            case Fewer(kinds, count, who):
                return cls(what="fewer", kinds=kinds, organisations=who, count=count, sentence=said)
            case More(kinds, count):
                return cls(what="more", kinds=kinds, count=count, sentence=said)
            case WeightMore(kinds, weight):
                return cls(what="weight", kinds=kinds, count=weight, sentence=said)
            case Quorum(count):
                return cls(what="quorum", count=count, sentence=said)
            case OutOfReach():
                return cls(what="out_of_reach", sentence=said)
            case Either(options):
                shown = tuple(tuple(cls.of(n) for n in option) for option in options)
                return cls(what="either", options=shown, sentence=said)


class DroppedShown(Shown):
    """A position that was not counted, and why."""

    organisation: str
    kind: str
    reason: str


class VerdictShown(Shown):
    """Does the text pass, why, and what is missing."""

    rule: str
    passes: bool
    sentence: str
    findings: tuple[FindingShown, ...]
    needed: tuple[NeededShown, ...]
    blockers: tuple[str, ...]
    dropped: tuple[DroppedShown, ...]
    holding: dict[str, tuple[str, ...]]
    silent: tuple[str, ...]

    @classmethod
    def of(cls, verdict: Verdict) -> VerdictShown:
        """The verdict with its sentences."""
        return cls(
            rule=f"{verdict.rule.name}@{verdict.rule.version}",
            passes=verdict.passes,
            sentence=wording.verdict_sentence(verdict.passes),
            findings=tuple(
                FindingShown(
                    criterion=f.criterion,
                    numerator=f.numerator,
                    denominator=f.denominator,
                    op=f.op,
                    threshold=str(f.threshold),
                    met=f.met,
                    sentence=wording.finding_sentence(f),
                )
                for f in verdict.findings
            ),
            needed=tuple(NeededShown.of(needed) for needed in verdict.needed),
            blockers=verdict.blockers,
            dropped=tuple(DroppedShown.model_validate(d) for d in verdict.dropped),
            holding={kind: tuple(who) for kind, who in verdict.holding.items()},
            silent=verdict.silent,
        )


class ReceiptShown(Shown):
    """A recorded position with what proves it; `current` is false once it was replaced."""

    objective: str
    negotiation: str
    ballot: int
    text: int
    text_hash: str
    position: PositionShown
    current: bool

    @classmethod
    def of(cls, receipt: views.Receipt) -> ReceiptShown:
        """The receipt as an answer."""
        return cls(
            objective=receipt.view.objective.ref,
            negotiation=receipt.view.negotiation.symbol,
            ballot=receipt.ballot.number,
            text=receipt.ballot.text,
            text_hash=receipt.ballot.text_hash,
            position=PositionShown.model_validate(receipt.position),
            current=receipt.current,
        )
