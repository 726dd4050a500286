"""Who may do what: one question, `can`, and everything not said here is refused.

An actor is a person through a channel.  What they may do follows from the offices and
delegations the negotiation itself records at the instant asked about, so a right ends with
the appointment and nothing has to be revoked elsewhere.  Administrators look after the
installation: they see every negotiation and open new ones, and never act for an
organisation.  Steps of a workflow say themselves who takes them (`Step.by`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from placet.engine import commands as c
from placet.engine.errors import N_
from placet.engine.model import (
    SUBMITTING,
    Capacity,
    Delegate,
    Negotiation,
    Objective,
    Role,
)

CLOCK = "clock"
"""The person id under which the clock acts."""

REHEARSE = "rehearse"
"""Living a procedure in simulated time, which changes nothing."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, and through which channel (web, api, clock, command-line)."""

    person: str
    administrator: bool = False
    serves: bool = False
    channel: str = "web"

    @property
    def is_clock(self) -> bool:
        """Whether it is the clock that asks."""
        return self.person == CLOCK


THE_CLOCK = Actor(CLOCK, channel="clock")


@dataclass(frozen=True, slots=True)
class Standing:
    """What an actor is in one negotiation."""

    secretariat: bool = False
    chair: bool = False
    organisation: str | None = None
    capacity: Capacity | None = None

    @property
    def present(self) -> bool:
        """Whether the actor has any part in the negotiation."""
        return self.secretariat or self.chair or self.organisation is not None

    @property
    def submits(self) -> bool:
        """Whether the actor binds an organisation."""
        return self.capacity in SUBMITTING


def standing(actor: Actor, negotiation: Negotiation, now: datetime) -> Standing:
    """What the actor is in the negotiation at `now`.

    Somebody with several delegations acts in the one that binds, then in the earliest.
    """
    offices = {o.role for o in negotiation.officers if o.person == actor.person}
    mine = [d for d in negotiation.delegates if d.person == actor.person and serving(d, now)]
    mine.sort(key=lambda d: (d.capacity not in SUBMITTING, d.since))
    return Standing(
        secretariat=Role.SECRETARIAT in offices,
        chair=Role.CHAIR in offices,
        organisation=mine[0].organisation if mine else None,
        capacity=mine[0].capacity if mine else None,
    )


def serving(delegate: Delegate, now: datetime) -> bool:
    """Whether the delegation is in force."""
    return delegate.since <= now and (delegate.until is None or now < delegate.until)


def step_roles(who: Standing, objective: Objective) -> frozenset[str]:
    """The names under which steps of the workflow know this actor."""
    roles = set()
    if who.secretariat:
        roles.add("secretariat")
    if who.chair:
        roles.add("chair")
    if who.submits and who.organisation in objective.leads:
        roles.add("lead")
    if who.submits and who.organisation not in objective.observers:
        roles.add("seat")
    return frozenset(roles)


def _never(who: Standing, objective: Objective | None) -> bool:
    return False


def _secretariat(who: Standing, objective: Objective | None) -> bool:
    return who.secretariat


def _serves(who: Standing, objective: Objective | None) -> bool:
    return who.secretariat or who.chair


def _chair(who: Standing, objective: Objective | None) -> bool:
    return who.chair


def _submits(who: Standing, objective: Objective | None) -> bool:
    return who.submits


def _proposes(who: Standing, objective: Objective | None) -> bool:
    return who.submits or who.secretariat


def _present(who: Standing, objective: Objective | None) -> bool:
    return who.present


def _steps(who: Standing, objective: Objective | None) -> bool:
    return objective is not None and bool(step_roles(who, objective))


def _moves_deadlines(who: Standing, objective: Objective | None) -> bool:
    return who.secretariat or who.chair or _drafts(who, objective)


def _drafts(who: Standing, objective: Objective | None) -> bool:
    return objective is not None and bool(step_roles(who, objective) & {"secretariat", "lead"})


Right = Callable[[Standing, Objective | None], bool]

RIGHTS: Mapping[type | str, Right] = {
    c.InviteOrganisation: _secretariat,
    c.AppointDelegate: _secretariat,
    c.EndDelegate: _secretariat,
    c.AppointOfficer: _secretariat,
    c.CiteProvision: _submits,
    c.RemoveProvision: _submits,
    c.StateGoal: _submits,
    c.WithdrawGoal: _submits,
    c.OpenSounding: _serves,
    c.AnswerSounding: _submits,
    c.CloseSounding: _serves,
    c.WritePost: _present,
    c.WithdrawPost: _present,
    c.LinkObjectives: _serves,
    c.UnlinkObjectives: _serves,
    c.Propose: _proposes,
    c.ReviseText: _drafts,
    c.MakeComment: _submits,
    c.StateNoComments: _submits,
    c.AnswerComment: _secretariat,
    c.WithdrawComment: _submits,
    c.ProposeAmendment: _submits,
    c.EnterProposals: _secretariat,
    c.CosponsorAmendment: _submits,
    c.EndCosponsorship: _submits,
    c.WithdrawAmendment: _submits,
    c.ProposeTreatment: _drafts,
    c.AnswerTreatment: _submits,
    c.MergeAmendments: _drafts,
    c.UndoMerge: _drafts,
    c.RefuseAmendment: _drafts,
    c.ReopenAmendment: _drafts,
    c.SettleBracket: _drafts,
    c.AgreeParagraphs: _serves,
    c.ReopenParagraphs: _serves,
    c.FormPackage: _serves,
    c.DissolvePackage: _serves,
    c.RecordTranslation: _drafts,
    c.RecordPosition: _submits,
    c.WithdrawPosition: _submits,
    c.ConfirmPosition: _submits,
    c.TakeStep: _steps,
    c.ChangeDeadline: _moves_deadlines,
    c.ScheduleMeeting: _serves,
    c.NameReviewer: _moves_deadlines,
    c.NameProvisions: _submits,
    c.GiveReview: _submits,
    c.ExtendRounds: _chair,
    c.HandOverLead: _drafts,
    c.AdmitOrganisation: _serves,
    c.RecordSignature: _secretariat,
    c.SetEntryIntoForce: _secretariat,
    c.ScheduleReview: _serves,
    c.SendReminders: _secretariat,
    c.MoveToVersion: _secretariat,
    "see": _present,
    "see_people": _secretariat,
    "see_missing": _serves,
    "see_mail": _secretariat,
    "see_audit": _present,
    REHEARSE: _serves,
}
"""Rights inside a negotiation.  `CloseStage` is nobody's but the clock's."""

ACTIONS: Mapping[type, str] = {
    c.RegisterOrganisation: N_("register an organisation"),
    c.InvitePerson: N_("invite a person"),
    c.PublishDefinition: N_("publish a procedure"),
    c.OpenNegotiation: N_("open a negotiation"),
    c.InviteOrganisation: N_("invite an organisation"),
    c.AppointDelegate: N_("appoint a delegate"),
    c.EndDelegate: N_("end a delegation"),
    c.AppointOfficer: N_("appoint an officer"),
    c.CiteProvision: N_("name provisions of a mandate"),
    c.RemoveProvision: N_("name provisions of a mandate"),
    c.StateGoal: N_("state goals for an organisation"),
    c.WithdrawGoal: N_("state goals for an organisation"),
    c.OpenSounding: N_("open a sounding"),
    c.AnswerSounding: N_("answer a sounding for an organisation"),
    c.CloseSounding: N_("close a sounding"),
    c.WritePost: N_("write to the discussion"),
    c.WithdrawPost: N_("take back what one wrote"),
    c.LinkObjectives: N_("link objectives"),
    c.UnlinkObjectives: N_("unlink objectives"),
    c.Propose: N_("propose an objective"),
    c.ReviseText: N_("change the text"),
    c.MakeComment: N_("comment for an organisation"),
    c.StateNoComments: N_("comment for an organisation"),
    c.AnswerComment: N_("answer comments"),
    c.WithdrawComment: N_("withdraw a comment"),
    c.ProposeAmendment: N_("propose an amendment"),
    c.EnterProposals: N_("enter proposals on behalf of organisations"),
    c.CosponsorAmendment: N_("co-sponsor an amendment"),
    c.EndCosponsorship: N_("co-sponsor an amendment"),
    c.WithdrawAmendment: N_("withdraw an amendment"),
    c.ProposeTreatment: N_("propose how an amendment is treated"),
    c.AnswerTreatment: N_("answer a proposed treatment"),
    c.MergeAmendments: N_("take amendments into the text"),
    c.UndoMerge: N_("take amendments out of the text again"),
    c.RefuseAmendment: N_("refuse an amendment"),
    c.ReopenAmendment: N_("reopen an amendment"),
    c.SettleBracket: N_("settle a bracket"),
    c.AgreeParagraphs: N_("note what is agreed"),
    c.ReopenParagraphs: N_("reopen what is agreed"),
    c.FormPackage: N_("link paragraphs"),
    c.DissolvePackage: N_("unlink paragraphs"),
    c.RecordTranslation: N_("record a translation"),
    c.RecordPosition: N_("record a position"),
    c.WithdrawPosition: N_("withdraw a position"),
    c.ConfirmPosition: N_("confirm a position"),
    c.TakeStep: N_("take a step of the procedure"),
    c.CloseStage: N_("close a stage before its time"),
    c.ChangeDeadline: N_("change a deadline"),
    c.ScheduleMeeting: N_("schedule the meeting"),
    c.NameReviewer: N_("name a reviewer"),
    c.NameProvisions: N_("name provisions of a mandate"),
    c.GiveReview: N_("give a review"),
    c.ExtendRounds: N_("allow another round"),
    c.HandOverLead: N_("hand over the lead"),
    c.AdmitOrganisation: N_("give a seat back"),
    c.RecordSignature: N_("record a signature"),
    c.SetEntryIntoForce: N_("record the entry into force"),
    c.ScheduleReview: N_("schedule the review"),
    c.SendReminders: N_("send reminders"),
    c.MoveToVersion: N_("move an objective to another version of its procedure"),
}
"""What a refusal says that the actor may not do."""

READING = frozenset({"see", "see_audit", "see_people", "see_missing", "see_mail", REHEARSE})
SEEN_BY_ADMINISTRATORS = frozenset({"see", "see_audit", "see_people", REHEARSE})


def can(
    actor: Actor,
    action: type | str,
    negotiation: Negotiation | None,
    objective: Objective | None,
    now: datetime,
) -> bool:
    """Whether the actor may do this (a command's class, or a reading) to this object."""
    if actor.is_clock:
        return action in (c.CloseStage, c.SendReminders)
    if negotiation is None:
        return _in_the_house(actor, action)
    if actor.administrator and action in SEEN_BY_ADMINISTRATORS:
        return True
    right = RIGHTS.get(action, _never)
    return right(standing(actor, negotiation, now), objective)


def _in_the_house(actor: Actor, action: type | str) -> bool:
    if action is c.OpenNegotiation:
        return actor.administrator or actor.serves
    if action in (c.RegisterOrganisation, c.InvitePerson, c.PublishDefinition, REHEARSE):
        return actor.administrator or actor.serves
    return False
