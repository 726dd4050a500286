"""Raising a concern, settling it, opening it again; endorsing that a proposal goes on."""

from __future__ import annotations

from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.concerns import Concern, ConcernState
from placet.engine.decide.seating import guarding, mine
from placet.engine.decide.situation import Situation
from placet.engine.decide.statements import known_paragraphs
from placet.engine.decide.words import REMARK, TITLE, WORDING, line, words
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound, NotOpen
from placet.engine.workflow import Stage

Events = tuple[e.ObjectiveEvent, ...]


def decide_concerns(s: Situation, command: c.ConcernCommand) -> Events:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.RaiseConcern():
            return raise_concern(s, command)
        case c.ResolveConcern():
            return resolve_concern(s, command)
        case c.WithdrawConcern():
            return withdraw_concern(s, command)
        case c.ReopenConcern():
            return reopen_concern(s, command)
        case c.EndorseProposal():
            return endorse_proposal(s, command)
        case c.EndEndorsement():
            return end_endorsement(s, command)
        case _:
            assert_never(command)


def takes_concerns(stage: Stage) -> bool:
    """Whether there is still something to be settled."""
    return not stage.end and not stage.instrument


def raise_concern(s: Situation, command: c.RaiseConcern) -> Events:
    """A concern of the actor's organisation, with a title by which it is spoken of."""
    organisation = mine(s, command.organisation)
    _must_be_going_on(s)
    guarded = guarding(s)
    concern = Concern(
        number=max(s.objective.concerns, default=0) + 1,
        organisation=organisation,
        title=line("title", command.title, TITLE),
        words=words("words", command.words, REMARK, required=True),
        text=s.objective.text.number,
        at=s.now,
        by=s.actor.person,
        paragraphs=known_paragraphs(s, command.paragraphs),
        wording=words("wording", command.wording, WORDING),
        resolve=words("resolve", command.resolve, REMARK),
        ballot=guarded,
    )
    return (e.ConcernRaised(concern, guarded),)


def resolve_concern(s: Situation, command: c.ResolveConcern) -> Events:
    """Its author says that it is resolved, or secretariat and chair do with a reason."""
    concern = _known(s, command.number)
    _must_be_going_on(s)
    if not concern.is_open:
        raise NotOpen(N_("A concern that ended"))
    own = concern.organisation == s.who.organisation and s.who.submits
    if not own and not (s.who.secretariat or s.who.chair):
        raise NotAllowed(N_("resolve the concern of another organisation"))
    reason = words("reason", command.reason, REMARK, required=not own)
    ended_for = concern.organisation if own else ""
    return (_ended(s, concern, ConcernState.RESOLVED, ended_for, reason),)


def withdraw_concern(s: Situation, command: c.WithdrawConcern) -> Events:
    """Its author takes it back."""
    concern = _own(s, command.number)
    if not concern.is_open:
        raise NotOpen(N_("A concern that ended"))
    reason = words("reason", command.reason, REMARK)
    return (_ended(s, concern, ConcernState.WITHDRAWN, concern.organisation, reason),)


def reopen_concern(s: Situation, command: c.ReopenConcern) -> Events:
    """Its author does not find it resolved after all."""
    concern = _own(s, command.number)
    if concern.is_open:
        raise BadInput("number", N_("This concern is open."), N_("Nothing needs to be done."))
    reason = words("reason", command.reason, REMARK)
    by = s.actor.person
    return (
        e.ConcernReopened(concern.number, concern.organisation, by, s.now, reason, concern.ballot),
    )


def endorse_proposal(s: Situation, command: c.EndorseProposal) -> Events:
    """Endorse it where the stage asks for endorsers; the proposer's own word does not count."""
    organisation = _endorsing(s, command.organisation)
    if organisation in s.objective.leads:
        raise BadInput(
            "organisation",
            N_("{organisation} proposes it; endorsers are others."),
            organisation=organisation,
        )
    if organisation in s.objective.endorsers:
        raise BadInput(
            "organisation",
            N_("{organisation} endorses it already."),
            organisation=organisation,
        )
    return (e.ProposalEndorsed(organisation, s.actor.person),)


def end_endorsement(s: Situation, command: c.EndEndorsement) -> Events:
    """Endorse it no longer, while the stage that asks for endorsers goes on."""
    organisation = _endorsing(s, command.organisation)
    if organisation not in s.objective.endorsers:
        raise BadInput(
            "organisation", N_("{organisation} does not endorse it."), organisation=organisation
        )
    return (e.EndorsementEnded(organisation, s.actor.person),)


def _endorsing(s: Situation, asked: str) -> str:
    organisation = mine(s, asked)
    if not s.stage.endorsers or s.objective.run.paused_at is not None:
        raise NotOpen(N_("Endorsing the proposal"))
    return organisation


def _must_be_going_on(s: Situation) -> None:
    if not takes_concerns(s.stage):
        raise NotOpen(s.objective.ref)


def _known(s: Situation, number: int) -> Concern:
    concern = s.objective.concerns.get(number)
    if concern is None:
        raise NotFound("concern", f"{s.objective.ref}/{number}")
    return concern


def _own(s: Situation, number: int) -> Concern:
    concern = _known(s, number)
    if concern.organisation != s.who.organisation:
        raise NotAllowed(N_("act for another organisation"))
    _must_be_going_on(s)
    return concern


def _ended(
    s: Situation, concern: Concern, state: ConcernState, ended_for: str, reason: str
) -> e.ConcernEnded:
    return e.ConcernEnded(
        concern.number,
        concern.organisation,
        state,
        s.actor.person,
        ended_for,
        s.now,
        reason,
        concern.ballot,
    )
