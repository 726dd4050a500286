"""The table of rights: what each act asks of whoever does it, inside a negotiation.

A right is asked of a `Standing`, what an actor is at one table at one instant, and of the
objective it is about.  What does not stand in the table is refused.  Who the actor is, and the
question itself, is `placet.engine.access`; what a refusal calls an act, `placet.engine.refused`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from placet.engine import commands as c
from placet.engine.model import SUBMITTING, Capacity, Objective, Participation
from placet.engine.parties import LEADING

REHEARSE = "rehearse"
"""Living a procedure in simulated time, which changes nothing."""


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
    def left(self) -> bool:
        """Whether the actor's organisation left the table, or declined to sit at it."""
        return self.state in (Participation.LEFT, Participation.DECLINED)

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


def never(who: Standing, objective: Objective | None) -> bool:
    """The right to what does not stand in the table."""
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
    c.LeaveGroup: _binds,
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
    c.AwaitInstructions: _answers,
    c.RecordLatePosition: _answers,
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
