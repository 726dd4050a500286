"""Who may do what: one question, `can`, and everything not said here is refused.

An actor is a person through a channel.  What they may do follows from the offices and
delegations the negotiation itself records at the instant asked about, so a right ends with
the appointment and nothing has to be revoked elsewhere.  Administrators look after the
installation: they see every negotiation and open new ones, and never act for an
organisation.  Steps of a workflow say themselves who takes them (`Step.by`).  To an objective
that is restricted the table is the organisations that see it, and whoever serves it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from placet.engine import commands as c
from placet.engine.acting import capacity_of, serving
from placet.engine.errors import N_
from placet.engine.model import (
    SUBMITTING,
    Capacity,
    Negotiation,
    Objective,
    Participation,
    Role,
)
from placet.engine.parties import LEADING, participant_of
from placet.engine.restricting import within

CLOCK = "clock"
"""The person id under which the clock acts."""

REHEARSE = "rehearse"
"""Living a procedure in simulated time, which changes nothing."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, and through which channel (web, api, clock, command-line).

    `leads`: is head of delegation or focal point at some table.
    """

    person: str
    administrator: bool = False
    serves: bool = False
    channel: str = "web"
    leads: bool = False

    @property
    def is_clock(self) -> bool:
        """Whether it is the clock that asks."""
        return self.person == CLOCK


THE_CLOCK = Actor(CLOCK, channel="clock")


@dataclass(frozen=True, slots=True)
class Standing:
    """What an actor is in one negotiation.

    `state` and `observer` are the organisation's; `comments_as_observer` says that observers may
    comment here.
    """

    secretariat: bool = False
    chair: bool = False
    organisation: str | None = None
    capacity: Capacity | None = None
    state: Participation = Participation.SEATED
    observer: bool = False
    comments_as_observer: bool = False

    @property
    def present(self) -> bool:
        """Whether the actor has any part in the negotiation."""
        return self.secretariat or self.chair or self.organisation is not None

    @property
    def binds(self) -> bool:
        """Whether the actor speaks for an organisation that sits at the table, observers too."""
        return self.capacity in SUBMITTING and self.state is Participation.SEATED

    @property
    def submits(self) -> bool:
        """Whether the actor binds an organisation that takes part."""
        return self.binds and not self.observer

    @property
    def comments(self) -> bool:
        """Whether the actor may comment for an organisation."""
        return self.submits or (self.binds and self.comments_as_observer)

    @property
    def leads_delegation(self) -> bool:
        """Whether the actor answers for the delegation of an organisation, whatever its state."""
        return self.capacity in LEADING


def standing(actor: Actor, negotiation: Negotiation, now: datetime) -> Standing:
    """What the actor is in the negotiation at `now`.

    Somebody with several delegations acts in the one that binds, then in the earliest; who
    stands in for somebody else, in that person's capacity.
    """
    offices = {o.role for o in negotiation.officers if o.person == actor.person}
    mine = [d for d in negotiation.delegates if d.person == actor.person and serving(d, now)]
    mine.sort(key=lambda d: (d.capacity not in SUBMITTING, d.since))
    organisation = mine[0].organisation if mine else None
    seat = participant_of(negotiation, organisation)
    return Standing(
        secretariat=Role.SECRETARIAT in offices,
        chair=Role.CHAIR in offices,
        organisation=organisation,
        capacity=capacity_of(negotiation, actor.person, organisation or "", now),
        state=seat.state if seat else Participation.SEATED,
        observer=seat is not None and seat.observer,
        comments_as_observer=negotiation.observers_comment,
    )


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


def _comments(who: Standing, objective: Objective | None) -> bool:
    return who.comments


def _answers(who: Standing, objective: Objective | None) -> bool:
    """A roster is frozen: who became an observer since still answers where it has a seat."""
    if who.submits:
        return True
    ballot = objective.ballot if objective is not None else None
    seats = ballot.seats if ballot is not None else ()
    return who.binds and who.organisation in {s.organisation for s in seats}


def _binds(who: Standing, objective: Objective | None) -> bool:
    return who.binds


def _delegation(who: Standing, objective: Objective | None) -> bool:
    return who.secretariat or who.leads_delegation


def _acts(who: Standing, objective: Objective | None) -> bool:
    return who.secretariat or who.organisation is not None


def _proposes(who: Standing, objective: Objective | None) -> bool:
    return who.submits or who.secretariat


def _submits_or_serves(who: Standing, objective: Objective | None) -> bool:
    return who.submits or who.secretariat or who.chair


def _present(who: Standing, objective: Objective | None) -> bool:
    return who.present


def _sits_there(who: Standing, objective: Objective | None) -> bool:
    seated = who.organisation is not None and who.state is Participation.SEATED
    return who.secretariat or who.chair or seated


def _steps(who: Standing, objective: Objective | None) -> bool:
    return objective is not None and bool(step_roles(who, objective))


def _moves_deadlines(who: Standing, objective: Objective | None) -> bool:
    return who.secretariat or who.chair or _drafts(who, objective)


def _drafts(who: Standing, objective: Objective | None) -> bool:
    return objective is not None and bool(step_roles(who, objective) & {"secretariat", "lead"})


Right = Callable[[Standing, Objective | None], bool]

RIGHTS: Mapping[type | str, Right] = {
    c.InviteOrganisation: _secretariat,
    c.AppointDelegate: _delegation,
    c.EndDelegate: _delegation,
    c.AppointOfficer: _secretariat,
    c.AccedeToNegotiation: _delegation,
    c.DeclineInvitation: _delegation,
    c.LeaveNegotiation: _delegation,
    c.ChangeSeat: _secretariat,
    c.EndOfficer: _secretariat,
    c.RecordAbsence: _acts,
    c.CancelAbsence: _acts,
    c.RecordCredential: _secretariat,
    c.EndCredential: _secretariat,
    c.SendDigests: _secretariat,
    c.FormGroup: _secretariat,
    c.ChangeGroup: _secretariat,
    c.DissolveGroup: _secretariat,
    c.LeaveGroup: _submits,
    c.GiveProxy: _submits,
    c.AcceptProxy: _submits,
    c.DeclineProxy: _submits,
    c.EndProxy: _proposes,
    c.DeclareCasting: _secretariat,
    c.EndCasting: _secretariat,
    c.PlanMeeting: _serves,
    c.MoveMeeting: _serves,
    c.ChangeAgenda: _serves,
    c.OpenMeeting: _serves,
    c.NotePresence: _serves,
    c.NoteDecision: _serves,
    c.CloseMeeting: _serves,
    c.CancelMeeting: _serves,
    c.PublishMinutes: _serves,
    c.CiteProvision: _submits,
    c.RemoveProvision: _submits,
    c.StateGoal: _submits,
    c.WithdrawGoal: _submits,
    c.OpenSounding: _serves,
    c.AnswerSounding: _submits,
    c.CloseSounding: _serves,
    c.WritePost: _sits_there,
    c.WithdrawPost: _sits_there,
    c.LinkObjectives: _serves,
    c.UnlinkObjectives: _serves,
    c.Propose: _proposes,
    c.ReviseText: _drafts,
    c.MakeComment: _comments,
    c.SubmitComments: _comments,
    c.StateNoComments: _submits,
    c.AnswerComment: _drafts,
    c.AnswerComments: _drafts,
    c.ClearAnswer: _drafts,
    c.PublishDispositions: _secretariat,
    c.RateAnswer: _submits,
    c.SaveTemplate: _secretariat,
    c.RemoveTemplate: _secretariat,
    c.WithdrawComment: _submits,
    c.MakeComment: _comments,
    c.StateNoComments: _submits,
    c.WithdrawComment: _comments,
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
    c.RecordPosition: _answers,
    c.WithdrawPosition: _answers,
    c.ConfirmPosition: _answers,
    c.CastForMembers: _submits,
    c.SpeakForGroup: _submits,
    c.DissociateFromAmendment: _submits,
    c.EnterPositions: _secretariat,
    c.AwaitInstructions: _submits,
    c.RecordLatePosition: _submits,
    c.MakeStatement: _submits,
    c.LiftReserve: _submits,
    c.OverrideReserve: _serves,
    c.WithdrawStatement: _submits,
    c.RaiseConcern: _submits,
    c.ResolveConcern: _submits_or_serves,
    c.WithdrawConcern: _submits,
    c.ReopenConcern: _submits,
    c.EndorseProposal: _submits,
    c.EndEndorsement: _submits,
    c.TakeStep: _steps,
    c.ChangeDeadline: _moves_deadlines,
    c.ScheduleMeeting: _serves,
    c.NameReviewer: _moves_deadlines,
    c.GiveReview: _binds,
    c.NameProvisions: _submits,
    c.ExtendRounds: _chair,
    c.HandOverLead: _drafts,
    c.AdmitOrganisation: _serves,
    c.RecordSignature: _secretariat,
    c.SetEntryIntoForce: _secretariat,
    c.ScheduleReview: _serves,
    c.SendReminders: _secretariat,
    c.MoveToVersion: _secretariat,
    c.RestrictObjective: _secretariat,
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
    c.EstablishBody: N_("establish a body"),
    c.ChangeBody: N_("change a body"),
    c.AccedeToNegotiation: N_("accede for an organisation"),
    c.DeclineInvitation: N_("decline for an organisation"),
    c.LeaveNegotiation: N_("leave the table for an organisation"),
    c.ChangeSeat: N_("change a seat"),
    c.EndOfficer: N_("end an office"),
    c.RecordAbsence: N_("record an absence"),
    c.CancelAbsence: N_("record an absence"),
    c.RecordCredential: N_("record credentials"),
    c.EndCredential: N_("record credentials"),
    c.SendDigests: N_("send reminders"),
    c.FormGroup: N_("form a group"),
    c.ChangeGroup: N_("change a group"),
    c.DissolveGroup: N_("dissolve a group"),
    c.LeaveGroup: N_("leave a group"),
    c.GiveProxy: N_("give a proxy"),
    c.AcceptProxy: N_("answer a proxy"),
    c.DeclineProxy: N_("answer a proxy"),
    c.EndProxy: N_("end a proxy"),
    c.DeclareCasting: N_("declare that a body casts for its members"),
    c.EndCasting: N_("declare that a body casts for its members"),
    c.PlanMeeting: N_("call a meeting"),
    c.MoveMeeting: N_("move a meeting"),
    c.ChangeAgenda: N_("change the agenda of a meeting"),
    c.OpenMeeting: N_("open a meeting"),
    c.NotePresence: N_("note who is present"),
    c.NoteDecision: N_("note a decision of a meeting"),
    c.CloseMeeting: N_("close a meeting"),
    c.CancelMeeting: N_("cancel a meeting"),
    c.PublishMinutes: N_("publish minutes"),
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
    c.SubmitComments: N_("comment for an organisation"),
    c.StateNoComments: N_("comment for an organisation"),
    c.AnswerComment: N_("answer comments"),
    c.AnswerComments: N_("answer comments"),
    c.ClearAnswer: N_("answer comments"),
    c.PublishDispositions: N_("publish the answers to comments"),
    c.RateAnswer: N_("say whether an answer satisfies"),
    c.SaveTemplate: N_("keep templates of answers"),
    c.RemoveTemplate: N_("keep templates of answers"),
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
    c.CastForMembers: N_("cast for members"),
    c.SpeakForGroup: N_("speak for a group"),
    c.DissociateFromAmendment: N_("dissociate from an amendment"),
    c.EnterPositions: N_("enter positions on behalf of organisations"),
    c.AwaitInstructions: N_("say that an organisation waits for instructions"),
    c.RecordLatePosition: N_("put a late position on record"),
    c.MakeStatement: N_("make a statement"),
    c.LiftReserve: N_("lift a reserve"),
    c.OverrideReserve: N_("override a reserve"),
    c.WithdrawStatement: N_("withdraw a statement"),
    c.RaiseConcern: N_("raise a concern"),
    c.ResolveConcern: N_("resolve a concern"),
    c.WithdrawConcern: N_("withdraw a concern"),
    c.ReopenConcern: N_("reopen a concern"),
    c.EndorseProposal: N_("endorse a proposal"),
    c.EndEndorsement: N_("endorse a proposal"),
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
    c.RestrictObjective: N_("say who sees an objective"),
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
    table = negotiation if objective is None else within(negotiation, objective.restricted_to)
    return right(standing(actor, table, now), objective)


def sees(
    actor: Actor, negotiation: Negotiation, restricted_to: tuple[str, ...], now: datetime
) -> bool:
    """Whether the actor sees an objective of the table that is restricted like this."""
    table = within(negotiation, restricted_to)
    return actor.administrator or standing(actor, table, now).present


def _in_the_house(actor: Actor, action: type | str) -> bool:
    if action is c.OpenNegotiation:
        return actor.administrator or actor.serves
    if action in _HOUSE:
        return actor.administrator or actor.serves or (action in _OWN and actor.leads)
    return False


_HOUSE = frozenset(
    {
        c.RegisterOrganisation,
        c.InvitePerson,
        c.PublishDefinition,
        c.EstablishBody,
        c.ChangeBody,
        REHEARSE,
    }
)
_OWN: frozenset[type | str] = frozenset({c.InvitePerson})
"""What heads of delegation and focal points may do as well, for the sake of their own people."""
