"""What a position says: each part of it, checked against the ballot and its rule."""

from __future__ import annotations

from datetime import datetime

from placet.engine.codec import instant
from placet.engine.commands import RecordPosition
from placet.engine.deadlines import ends, parse_period
from placet.engine.decide.counting import effects_of
from placet.engine.decide.opening import reference
from placet.engine.decide.situation import Situation
from placet.engine.decide.words import REMARK, TITLE, WORDING, line, words
from placet.engine.errors import N_, BadInput, NotOpen
from placet.engine.model import AWAITING, Ballot, Position, Qualifier
from placet.engine.rules import Effects
from placet.engine.text import names_of, paragraph_ids
from placet.engine.workflow import BallotSpec, offered


def position_of(
    s: Situation,
    ballot: Ballot,
    organisation: str,
    command: RecordPosition,
    number: int,
    evidence: str = "",
) -> Position:
    """The position that a command means; BadInput for what it got wrong."""
    spec = s.stage.ballot
    if spec is None:
        raise NotOpen(s.objective.ref)
    kind = kind_of(command.kind, ballot)
    effects = effects_of(s.workflow, ballot)[kind]
    return Position(
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
        pending=_pending(command),
        evidence=evidence,
    )


def kind_of(kind: str, ballot: Ballot) -> str:
    """A kind that the ballot offers, or BadInput."""
    if kind not in ballot.kinds:
        raise BadInput(
            "kind",
            N_("{kind} is not a position that this ballot offers."),
            N_("Choose one of: {kinds}."),
            kind=repr(kind[:40]),
            kinds=", ".join(ballot.kinds),
        )
    return kind


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
        if qualifier.value not in offered(spec) or not effects.affirmative:
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


def _pending(command: RecordPosition) -> str:
    """The named delegation or the instruction for which a pending position waits."""
    needed = Qualifier.PENDING in command.qualifiers
    text = line("pending", command.pending, TITLE, required=needed)
    if text and not needed:
        raise BadInput(
            "pending",
            N_("It was said what the position waits for, but it is not given pending."),
            N_("Choose the position pending, or delete the words."),
        )
    return text


def _confirm_by(
    s: Situation, command: RecordPosition, ballot: Ballot, spec: BallotSpec
) -> datetime | None:
    if AWAITING.isdisjoint(command.qualifiers):
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
