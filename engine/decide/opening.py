"""Putting a text forward: everything that will decide is frozen in a ballot.

Positions of an earlier ballot of the same stage, or of one that the stage goes on from, are
carried over as the workflow says.  A
carried position is a new record with its source named, so that the count can be recomputed
from this ballot alone; whatever is not carried is stale and its holder is asked again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from placet.engine import events as e
from placet.engine.deadlines import Calendar, ends, parse_period
from placet.engine.decide.counting import holders
from placet.engine.decide.remainder import asked_about, named_by
from placet.engine.decide.situation import Situation
from placet.engine.errors import N_, BadInput
from placet.engine.model import (
    Ballot,
    Negotiation,
    Objective,
    Participation,
    Position,
    RuleRef,
    Seat,
)
from placet.engine.proxies import casting_bodies
from placet.engine.restricting import within
from placet.engine.workflow import BallotSpec

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def open_for_positions(
    s: Situation, spec: BallotSpec
) -> tuple[e.BallotOpened | e.PositionRecorded, ...]:
    """The ballot of the stage just entered, and the positions carried over into it."""
    o = s.objective
    if o.run.deadline is None:
        raise BadInput("deadline", N_("A ballot needs a deadline."), N_("Set one."))
    seats = seats_of(s.negotiation, o, s.now, spec.cls)
    if not seats:
        raise BadInput(
            "organisations",
            N_("No organisation would have a seat."),
            N_("Invite organisations, or admit an observer."),
        )
    ballot = Ballot(
        number=o.ballots + 1,
        stage=o.stage,
        round=o.round,
        text=o.text.number,
        text_hash=o.text.hash,
        rule=rule_for(spec, o),
        kinds=spec.kinds,
        seats=seats,
        opened_at=s.now,
        deadline=o.run.deadline,
        paragraphs=asked_about(o, s.text) if spec.partial else (),
        visibility=spec.visibility,
        breaker=spec.breaker,
    )
    carried = _carried(o, ballot, spec, s)
    return (e.BallotOpened(ballot), *(e.PositionRecorded(ballot.number, p) for p in carried))


def rule_for(spec: BallotSpec, o: Objective) -> RuleRef:
    """The rule that decides; where an earlier ballot fixes it, as that ballot did.

    UN practice: whether two thirds are needed is itself voted on first.
    """
    fixed = o.outcomes.get(spec.rule_by.stage) if spec.rule_by else None
    if spec.rule_by is None or fixed is None:
        return spec.rule
    return spec.rule_by.passes if fixed else spec.rule_by.fails


def seats_of(
    negotiation: Negotiation, o: Objective, at: datetime, cls: str = ""
) -> tuple[Seat, ...]:
    """The seats of the organisations at the table that observe neither it nor this objective.

    With `cls` only those of that class are entitled; the others look on.  A body that casts for
    its members has no seat beside theirs.
    """
    casting = casting_bodies(negotiation.proxies, o.ref, at)
    return tuple(
        Seat(p.organisation, p.classes, p.weight)
        for p in within(negotiation, o.restricted_to).participants
        if p.state is Participation.SEATED
        and not p.observer
        and p.organisation not in o.observers
        and (not cls or cls in p.classes)
        if p.organisation not in casting
    )


def reference(ref: str, ballot: int, organisation: str, number: int) -> str:
    """The reference of a position, short enough to be read out on the telephone."""
    digest = sha256(f"{ref}/{ballot}/{organisation}/{number}".encode()).digest()
    value = int.from_bytes(digest[:8], "big")
    letters = []
    for _ in range(8):
        value, rest = divmod(value, len(_ALPHABET))
        letters.append(_ALPHABET[rest])
    return f"P-{''.join(letters[:4])}-{''.join(letters[4:])}"


def _carried(o: Objective, new: Ballot, spec: BallotSpec, s: Situation) -> tuple[Position, ...]:
    old = o.ballot
    if old is None or spec.carry_over in ("lapse", "reconfirm"):
        return ()
    if old.stage not in (new.stage, *spec.carries_from):
        return ()
    seated = {seat.organisation for seat in new.seats}
    kept: list[Position] = []
    blocking = holders(s.workflow, old, "blocking")
    for position in old.positions.values():
        if position.organisation not in seated or position.kind not in new.kinds:
            continue
        objects = position.organisation in blocking
        if spec.carry_over == "carry_if_untouched" and _is_touched(position, old, s, objects):
            continue
        number = len(kept) + 1
        carried = replace(
            position,
            number=number,
            at=s.now,
            reference=reference(o.ref, new.number, position.organisation, number),
            carried_from=old.number,
            confirm_by=_confirm_by(position, new, spec, s.workflow.calendar),
        )
        kept.append(carried)
    return tuple(kept)


def _is_touched(position: Position, old: Ballot, s: Situation, blocking: bool) -> bool:
    """Whether what the position concerns was changed since it was taken.

    Agreement is to the whole text, whatever paragraphs it mentions; only an objection that
    names paragraphs concerns those alone, with what is under them.
    """
    if old.text_hash == s.objective.text.hash:
        return False
    if not blocking or not position.paragraphs:
        return True
    named = {*position.paragraphs, *named_by(old, [position.organisation], s.text)}
    return bool(named & set(s.objective.touched))


def _confirm_by(
    position: Position, new: Ballot, spec: BallotSpec, calendar: Calendar
) -> datetime | None:
    """The date by which a carried position is to be confirmed: after the new deadline."""
    if position.confirm_by is None or position.confirm_by > new.deadline.at:
        return position.confirm_by
    within = parse_period(spec.confirm_within or "4 weeks")
    return ends(new.deadline.at, within, new.deadline.zone, calendar).at
