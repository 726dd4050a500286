"""Amendments: proposing, sponsoring, the treatment of each, and decisions without a new text.

Whoever has submitted for an organisation may amend while the stage collects comments or lets
the text be changed.  An amendment is against a version and is tried on it at once, so that
what cannot be done to the text is refused while its author still looks at it.  Until it is
decided its sponsor may withdraw it; co-sponsors may take it over by proposing it themselves.
"""

from __future__ import annotations

from dataclasses import replace

from placet.engine import events as e
from placet.engine.amendments import Amendment, AmendmentState, Treating, Treatment
from placet.engine.commands import (
    AnswerTreatment,
    CosponsorAmendment,
    DissociateFromAmendment,
    EndCosponsorship,
    ProposeAmendment,
    ProposeTreatment,
    RefuseAmendment,
    ReopenAmendment,
    WithdrawAmendment,
)
from placet.engine.decide.groups import speaks_for
from placet.engine.decide.situation import Situation
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, Conflict, NotAllowed, NotFound, NotOpen
from placet.engine.groups import group_named
from placet.engine.model import Objective
from placet.engine.text import as_kept
from placet.engine.workflow import Stage


def takes_amendments(stage: Stage) -> bool:
    """Whether the stage has any use for amendments."""
    return not stage.end and (stage.collects_comments or bool(stage.text_changed_by))


def propose_amendment(s: Situation, command: ProposeAmendment) -> tuple[e.ObjectiveEvent, ...]:
    """An amendment of the actor's organisation; BadInput where it does not fit its version."""
    organisation = _acting(s)
    o = s.objective
    check_version(o, command.base)
    change = as_kept(s.words_of(command.base), command.change)
    for other in o.amendments.values():
        same = (other.base, other.change) == (command.base, change)
        if same and other.state is AmendmentState.OPEN:
            raise BadInput(
                "change",
                N_("Amendment {number} of {sponsor} proposes just this already."),
                N_("Co-sponsor that one."),
                number=other.number,
                sponsor=other.sponsor,
            )
    amendment = Amendment(
        number=o.amendments_made + 1,
        sponsor=organisation,
        by=s.actor.person,
        at=s.now,
        base=command.base,
        round=o.round,
        change=change,
        reason=words("reason", command.reason, REMARK),
        group=speaks_for(s, command.group),
    )
    return (e.AmendmentProposed(amendment),)


def cosponsor(s: Situation, command: CosponsorAmendment) -> tuple[e.ObjectiveEvent, ...]:
    """The actor's organisation joins the sponsor."""
    organisation = _acting(s)
    amendment = undecided(s.objective, command.number)
    if organisation in amendment.supporters:
        raise BadInput(
            "number",
            N_("{organisation} sponsors amendment {number} already."),
            organisation=organisation,
            number=command.number,
        )
    return (e.CosponsorJoined(command.number, organisation, s.actor.person),)


def dissociate(s: Situation, command: DissociateFromAmendment) -> tuple[e.ObjectiveEvent, ...]:
    """A member of the group says that it does not share the amendment; it may still join later."""
    organisation = _acting(s)
    amendment = undecided(s.objective, command.number)
    group = group_named(s.negotiation.groups, amendment.group)
    if group is None or organisation not in group.members or organisation == amendment.sponsor:
        raise BadInput(
            "number",
            N_("Amendment {number} is not one of a group for which another member speaks."),
            N_("Only members of its group need to say that they do not share it."),
            number=command.number,
        )
    if organisation in amendment.dissociated:
        return ()
    return (e.MemberDissociated(command.number, organisation, s.actor.person),)


def end_cosponsorship(s: Situation, command: EndCosponsorship) -> tuple[e.ObjectiveEvent, ...]:
    """The actor's organisation no longer co-sponsors."""
    organisation = _acting(s)
    amendment = undecided(s.objective, command.number)
    if organisation not in amendment.cosponsors:
        raise BadInput(
            "number",
            N_("{organisation} is not among the co-sponsors of amendment {number}."),
            organisation=organisation,
            number=command.number,
        )
    return (e.CosponsorLeft(command.number, organisation, s.actor.person),)


def withdraw_amendment(s: Situation, command: WithdrawAmendment) -> tuple[e.ObjectiveEvent, ...]:
    """The sponsor takes its amendment back."""
    _must_be_under_way(s.stage)
    amendment = undecided(s.objective, command.number)
    _of_sponsor(s, amendment)
    reason = words("reason", command.reason, REMARK)
    withdrawn = AmendmentState.WITHDRAWN
    return (e.AmendmentDecided(command.number, withdrawn, 0, reason, s.actor.person),)


def propose_treatment(s: Situation, command: ProposeTreatment) -> tuple[e.ObjectiveEvent, ...]:
    """How the secretariat or the lead would treat an amendment; a later one replaces it."""
    _must_be_under_way(s.stage)
    amendment = undecided(s.objective, command.number)
    modifies = command.treating is Treating.MODIFY
    if modifies and command.change is None:
        raise BadInput(
            "change", N_("The modified wording is missing."), N_("Write it, or choose accept.")
        )
    change = command.change if modifies else None
    if change is not None:
        change = as_kept(s.words_of(amendment.base), change)
        if change == amendment.change:
            raise BadInput(
                "change", N_("This is the amendment itself."), N_("Change it, or choose accept.")
            )
    refused = command.treating is Treating.REFUSE
    reason = words("reason", command.reason, REMARK, required=refused)
    treatment = Treatment(command.treating, reason, s.actor.person, s.now, change)
    return (e.TreatmentProposed(command.number, treatment),)


def answer_treatment(s: Situation, command: AnswerTreatment) -> tuple[e.ObjectiveEvent, ...]:
    """The sponsor accepts the treatment or maintains its amendment; it may change its mind."""
    _must_be_under_way(s.stage)
    amendment = undecided(s.objective, command.number)
    _of_sponsor(s, amendment)
    if amendment.treatment is None:
        raise NotOpen(N_("Answering a treatment that nobody has proposed"))
    if command.proposed_at not in (None, amendment.treatment.at):
        raise Conflict(N_("the proposed treatment"))
    if amendment.treatment.agreed is command.accepts:
        return ()
    answered = replace(
        amendment.treatment,
        agreed=command.accepts,
        answer=words("reason", command.reason, REMARK),
        answered_by=s.actor.person,
        answered_at=s.now,
    )
    return (e.TreatmentAnswered(command.number, answered),)


def refuse_amendment(s: Situation, command: RefuseAmendment) -> tuple[e.ObjectiveEvent, ...]:
    """The amendment is not taken into the text; `reopen_amendment` takes that back."""
    _must_be_under_way(s.stage)
    undecided(s.objective, command.number)
    reason = words("reason", command.reason, REMARK, required=True)
    refused = AmendmentState.REFUSED
    return (e.AmendmentDecided(command.number, refused, 0, reason, s.actor.person),)


def reopen_amendment(s: Situation, command: ReopenAmendment) -> tuple[e.ObjectiveEvent, ...]:
    """An amendment whose decision changed no text is on the table again."""
    must_be_negotiated(s.objective, s.stage)
    amendment = known(s.objective, command.number)
    if not may_reopen(amendment):
        raise BadInput(
            "number",
            N_("Amendment {number} was neither refused nor accepted without a new version."),
            N_("Take the version back that it went into, as a whole."),
            number=command.number,
        )
    reason = words("reason", command.reason, REMARK, required=True)
    return (e.AmendmentReopened(command.number, reason, s.actor.person),)


def may_reopen(amendment: Amendment) -> bool:
    """Whether a decision stands that changed no text and can be taken back by itself."""
    taken = (AmendmentState.ACCEPTED, AmendmentState.MODIFIED)
    refused = amendment.state is AmendmentState.REFUSED
    return refused or (amendment.state in taken and not amendment.decided_in)


def known(o: Objective, number: int) -> Amendment:
    """The amendment of that number; NotFound where there is none."""
    if number not in o.amendments:
        raise NotFound("amendment", f"{o.ref}/{number}")
    return o.amendments[number]


def undecided(o: Objective, number: int) -> Amendment:
    """An amendment on which nobody has decided yet; BadInput for any other."""
    amendment = known(o, number)
    if amendment.state is not AmendmentState.OPEN:
        raise BadInput(
            "number",
            N_("Amendment {number} is decided already."),
            N_("Reload the page to see what was decided."),
            number=number,
        )
    return amendment


def check_version(o: Objective, version: int) -> None:
    """Refuse a version that the text does not have."""
    if not 1 <= version <= o.text.number:
        raise NotFound("version", f"{o.ref} v{version}")


def _acting(s: Situation) -> str:
    """The organisation that acts, where amendments are taken."""
    if s.who.organisation is None:
        raise NotAllowed(N_("act for another organisation"))
    must_be_negotiated(s.objective, s.stage)
    return s.who.organisation


def must_be_negotiated(o: Objective, stage: Stage) -> None:
    """Refuse where the stage has no use for amendments, or the objective is held."""
    if not takes_amendments(stage) or o.run.paused_at is not None:
        raise NotOpen(N_("Amending the text"))


def _must_be_under_way(stage: Stage) -> None:
    """Refuse once nothing is negotiated any more: the record then says what stood open."""
    if stage.end or stage.instrument:
        raise NotOpen(N_("Amending the text"))


def _of_sponsor(s: Situation, amendment: Amendment) -> None:
    if s.who.organisation != amendment.sponsor:
        raise NotAllowed(N_("act for another organisation"))
