"""Taking a position: by a seat, on the very text that was shown, before the deadline."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.codec import instant
from placet.engine.commands import ConfirmPosition, RecordPosition, WithdrawPosition
from placet.engine.deadlines import ends, in_time, parse_period
from placet.engine.decide.closing import close_early, close_when_confirmed
from placet.engine.decide.counting import effects_of
from placet.engine.decide.opening import reference
from placet.engine.decide.proxies import (
    answers_for,
    cast_by,
    only_what_it_cast,
    own_answer_wins,
    refuse_a_single_cast,
)
from placet.engine.decide.situation import Situation, open_ballot, unconfirmed
from placet.engine.decide.timing import restarted
from placet.engine.decide.words import REMARK, WORDING, words
from placet.engine.errors import N_, BadInput, NotAllowed, NotOpen, Superseded, TooLate
from placet.engine.model import Ballot, Position, Qualifier
from placet.engine.rules import Effects
from placet.engine.text import names_of, paragraph_ids
from placet.engine.workflow import BallotSpec

Events = tuple[e.ObjectiveEvent, ...]


def decide_positions(s: Situation, command: c.PositionCommand) -> Events:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.RecordPosition():
            return record_position(s, command)
        case c.WithdrawPosition():
            return withdraw_position(s, command)
        case c.ConfirmPosition():
            return confirm_position(s, command)
        case _:
            assert_never(command)


def record_position(s: Situation, command: RecordPosition) -> Events:
    """Record a position for oneself or for the giver of a proxy; then see whether to close."""
    refuse_a_single_cast(s, command.organisation)
    recorded = recorded_position(s, command)
    return recorded + close_early(s.after(recorded))


def recorded_position(s: Situation, command: RecordPosition) -> Events:
    """The position recorded, whether or not the ballot is then closed.

    Raises TooLate at or after the deadline, Superseded when another text or ballot is asked
    about now, NotAllowed without a seat, BadInput for what the form got wrong.
    """
    ballot, organisation = seated(s, command.ballot, command.organisation)
    own_answer_wins(s, ballot, organisation)
    if command.text_hash != ballot.text_hash:
        raise Superseded(_shown(s, command.ballot), ballot.text)
    spec = s.stage.ballot
    if spec is None:
        raise NotOpen(s.objective.ref)
    kind = _kind(command, ballot)
    effects = effects_of(s.workflow, ballot)[kind]
    number = ballot.recorded + 1
    position = Position(
        organisation=organisation,
        kind=kind,
        by=s.actor.person,
        at=s.now,
        number=number,
        reference=reference(s.objective.ref, ballot.number, organisation, number),
        reasons=_reasons(command, effects),
        paragraphs=_paragraphs(s, command, ballot),
        wording=_wording(command, effects),
        resolve=words("resolve", command.resolve, REMARK),
        qualifiers=_qualifiers(command, spec, effects),
        reservation=_reservation(command),
        confirm_by=_confirm_by(s, command, ballot, spec),
        marks=_marks(s, command, ballot),
        cast_by=cast_by(s, organisation),
    )
    return (e.PositionRecorded(ballot.number, position), *restarted(s, "position"))


def withdraw_position(s: Situation, command: WithdrawPosition) -> Events:
    """Take the position back; the seat then has none."""
    ballot, organisation = seated(s, command.ballot, command.organisation)
    if organisation not in ballot.positions:
        raise BadInput(
            "organisation",
            N_("{organisation} has no position that could be withdrawn."),
            organisation=organisation,
        )
    only_what_it_cast(s, ballot, organisation)
    holder = cast_by(s, organisation)
    withdrawn: Events = (e.PositionWithdrawn(ballot.number, organisation, s.actor.person, holder),)
    return withdrawn + close_early(s.after(withdrawn))


def confirm_position(s: Situation, command: ConfirmPosition) -> Events:
    """Confirm an ad referendum position, before or after the provisional adoption."""
    organisation = _mine(s, command.organisation)
    ballot = s.objective.ballot
    if ballot is None or ballot.number != command.ballot:
        raise NotOpen(s.objective.ref)
    if organisation not in unconfirmed(s.objective):
        raise BadInput(
            "organisation",
            N_("{organisation} has no position that awaits confirmation."),
            N_("Open the objective to see where it stands."),
            organisation=organisation,
        )
    instrument = s.objective.instrument
    if open_ballot(s.objective) is None and (instrument is None or not instrument.provisional):
        raise NotOpen(s.objective.ref)
    until = _confirm_until(s, ballot.positions[organisation])
    if until is not None and s.now >= until:
        raise TooLate(instant(until))
    confirmed: Events = (e.PositionConfirmed(ballot.number, organisation, s.actor.person, s.now),)
    return confirmed + close_when_confirmed(s.after(confirmed))


def _confirm_until(s: Situation, held: Position) -> datetime | None:
    """The position's own date; that of the stage where a moved deadline has overtaken it."""
    instrument, deadline = s.objective.instrument, s.objective.run.deadline
    own = held.confirm_by
    if own is not None and (instrument is None or own > instrument.adopted_at):
        return own
    return None if deadline is None else deadline.at


def _mine(s: Situation, asked: str) -> str:
    who = s.who
    if who.organisation is None or (asked and asked != who.organisation):
        raise NotAllowed(N_("act for another organisation"))
    return who.organisation


def seated(s: Situation, number: int, asked: str) -> tuple[Ballot, str]:
    """The open ballot, in time, and the organisation whose seat is answered for."""
    organisation = answers_for(s, asked)
    ballot = s.objective.ballot
    if ballot is None or number > ballot.number:
        raise NotOpen(s.objective.ref)
    if number != ballot.number:
        raise Superseded(_shown(s, number), ballot.text)
    if open_ballot(s.objective) is None or s.objective.run.paused_at is not None:
        if not in_time(s.now, ballot.deadline):
            raise TooLate(instant(ballot.deadline.at))
        raise NotOpen(s.objective.ref)
    if not in_time(s.now, ballot.deadline):
        raise TooLate(instant(ballot.deadline.at))
    if organisation not in {seat.organisation for seat in ballot.seats}:
        raise NotAllowed(N_("record a position: the organisation has no seat on this ballot"))
    return ballot, organisation


def _shown(s: Situation, number: int) -> int:
    """The version that a form on an older ballot showed, as far as it is still known."""
    ballot = s.objective.ballot
    return ballot.text if ballot is not None and ballot.number == number else 0


def _kind(command: RecordPosition, ballot: Ballot) -> str:
    if command.kind not in ballot.kinds:
        raise BadInput(
            "kind",
            N_("{kind} is not a position that this ballot offers."),
            N_("Choose one of: {kinds}."),
            kind=repr(command.kind[:40]),
            kinds=", ".join(ballot.kinds),
        )
    return command.kind


def _reasons(command: RecordPosition, effects: Effects) -> str:
    return words("reasons", command.reasons, REMARK, required=effects.needs_reasons)


def _wording(command: RecordPosition, effects: Effects) -> str:
    wording = words("wording", command.wording, WORDING)
    if effects.blocking and not wording and not command.no_wording:
        raise BadInput(
            "wording",
            N_("An objection offers wording, or says that it offers none."),
            N_("Propose words, or tick that you offer no text."),
        )
    return wording


def _paragraphs(s: Situation, command: RecordPosition, ballot: Ballot) -> tuple[str, ...]:
    if not command.paragraphs:
        return ()
    known = set(paragraph_ids(s.text)) if s.text is not None else set()
    for paragraph in command.paragraphs:
        if paragraph not in known:
            raise BadInput(
                "paragraphs",
                N_("{paragraph} is not a paragraph of this text."),
                N_("Choose among the paragraphs that the text has."),
                paragraph=repr(paragraph[:40]),
            )
    asked, effects = ballot.paragraphs, effects_of(s.workflow, ballot)[command.kind]
    if asked and s.text is not None and (effects.blocking or effects.negative):
        agreed = [p for p in command.paragraphs if p not in asked]
        if agreed:
            raise BadInput(
                "paragraphs",
                N_("{agreed} is agreed already and is not asked about now."),
                N_("Open are: {open}."),
                agreed=", ".join(names_of(s.text, agreed)),
                open=", ".join(names_of(s.text, asked)),
            )
    return tuple(dict.fromkeys(command.paragraphs))


def _marks(s: Situation, command: RecordPosition, ballot: Ballot) -> tuple[str, ...]:
    """What the rule lets a position say besides its kind."""
    known = [mark.name for mark in s.workflow.terms(ballot.rule).rule.marks]
    for mark in command.marks:
        if mark not in known:
            raise BadInput(
                "marks",
                N_("{mark} is nothing that this rule asks for."),
                N_("Leave it out, or use one of: {known}."),
                mark=repr(mark[:40]),
                known=", ".join(known) or "-",
            )
    return tuple(mark for mark in known if mark in command.marks)


def _qualifiers(
    command: RecordPosition, spec: BallotSpec, effects: Effects
) -> tuple[Qualifier, ...]:
    for qualifier in command.qualifiers:
        if qualifier.value not in spec.qualifiers or not effects.affirmative:
            raise BadInput(
                "qualifiers",
                N_("This position cannot be given {qualifier}."),
                N_("Give it without, or choose another position."),
                qualifier=qualifier.value,
            )
    return tuple(dict.fromkeys(command.qualifiers))


def _reservation(command: RecordPosition) -> str:
    needed = Qualifier.RESERVATION in command.qualifiers
    text = words("reservation", command.reservation, REMARK, required=needed)
    if text and not needed:
        raise BadInput(
            "reservation",
            N_("A reservation was written, but the position is given without one."),
            N_("Choose the position with reservation, or delete the words."),
        )
    return text


def _confirm_by(
    s: Situation, command: RecordPosition, ballot: Ballot, spec: BallotSpec
) -> datetime | None:
    if Qualifier.AD_REFERENDUM not in command.qualifiers:
        return None
    within, zone = parse_period(spec.confirm_within), ballot.deadline.zone
    latest = ends(ballot.deadline.at, within, zone, s.workflow.calendar)
    if command.confirm_by is None:
        return latest.at
    if not ballot.deadline.at < command.confirm_by <= latest.at:
        raise BadInput(
            "confirm_by",
            N_("{confirm_by} is not between the deadline and {latest}."),
            N_("Choose a date in between."),
            confirm_by=instant(command.confirm_by),
            latest=instant(latest.at),
        )
    return command.confirm_by
