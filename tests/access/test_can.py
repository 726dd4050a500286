"""Who may ask for what: the whole table, reviewed; what is not in it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

import pytest

from placet.engine import commands as c
from placet.engine.access import (
    ACTIONS,
    RIGHTS,
    THE_CLOCK,
    Actor,
    can,
    standing,
    step_roles,
)
from placet.engine.acting import serving
from placet.engine.model import Capacity, Delegate, Negotiation, Officer, Role
from tests.decide.table import DAY, ORGANISATIONS, START, in_revision, person

COMMANDS: tuple[type, ...] = get_args(c.Command)
READINGS = ("see", "see_people", "see_missing", "see_mail", "see_audit", "rehearse")

TABLE = in_revision(comments=False)
NOW = TABLE.now
SOON = timedelta(microseconds=1)


def _table() -> Negotiation:
    """Every capacity for UNEP, which leads, and for FAO, which does not; one that ended."""
    since = START - DAY
    delegates = [
        Delegate(f"{organisation.lower()}.{capacity.value}", organisation, capacity, since)
        for organisation in ("UNEP", "FAO")
        for capacity in Capacity
    ]
    ended = Delegate("ended", "UNEP", Capacity.HEAD, since, NOW)
    to_come = Delegate("to_come", "UNEP", Capacity.HEAD, NOW + DAY)
    officers = (
        Officer("secretariat", Role.SECRETARIAT),
        Officer("chair", Role.CHAIR),
    )
    return replace(TABLE.negotiation, delegates=(*delegates, ended, to_come), officers=officers)


NEGOTIATION = _table()
BINDING = ("head_of_delegation", "focal_point", "alternate")
LEADS = frozenset(f"unep.{x}" for x in BINDING)
SUBMIT = LEADS | {f"fao.{x}" for x in BINDING}
DELEGATES = frozenset(f"{o}.{x.value}" for o in ("unep", "fao") for x in Capacity)
OWN = frozenset(
    f"{organisation}.{x}"
    for organisation in ("unep", "fao")
    for x in ("head_of_delegation", "focal_point")
)
SECRETARIAT = frozenset({"secretariat"})
SERVE = frozenset({"secretariat", "chair"})
ADMIN = frozenset({"admin"})
NOBODY: frozenset[str] = frozenset()
PEOPLE = DELEGATES | SERVE | {"ended", "to_come", "admin", "serves_elsewhere", "nobody", "clock"}

MAY: dict[type | str, frozenset[str]] = {
    # In the house, not at a table.
    c.RegisterOrganisation: NOBODY,
    c.InvitePerson: NOBODY,
    c.PublishDefinition: NOBODY,
    c.EstablishBody: NOBODY,
    c.ChangeBody: NOBODY,
    c.OpenNegotiation: NOBODY,
    # At a table.
    c.InviteOrganisation: SECRETARIAT,
    c.AppointDelegate: SECRETARIAT | OWN,
    c.EndDelegate: SECRETARIAT | OWN,
    c.AppointOfficer: SECRETARIAT,
    c.AccedeToNegotiation: SECRETARIAT | OWN,
    c.DeclineInvitation: SECRETARIAT | OWN,
    c.LeaveNegotiation: SECRETARIAT | OWN,
    c.ChangeSeat: SECRETARIAT,
    c.EndOfficer: SECRETARIAT,
    c.RecordAbsence: SECRETARIAT | DELEGATES,
    c.CancelAbsence: SECRETARIAT | DELEGATES,
    c.RecordCredential: SECRETARIAT,
    c.EndCredential: SECRETARIAT,
    c.FormGroup: SECRETARIAT,
    c.ChangeGroup: SECRETARIAT,
    c.DissolveGroup: SECRETARIAT,
    c.LeaveGroup: SUBMIT,
    c.GiveProxy: SUBMIT,
    c.AcceptProxy: SUBMIT,
    c.DeclineProxy: SUBMIT,
    c.EndProxy: SUBMIT | SECRETARIAT,
    c.DeclareCasting: SECRETARIAT,
    c.EndCasting: SECRETARIAT,
    c.CastForMembers: SUBMIT,
    c.SpeakForGroup: SUBMIT,
    c.DissociateFromAmendment: SUBMIT,
    c.PlanMeeting: SERVE,
    c.MoveMeeting: SERVE,
    c.ChangeAgenda: SERVE,
    c.OpenMeeting: SERVE,
    c.NotePresence: SERVE,
    c.NoteDecision: SERVE,
    c.CloseMeeting: SERVE,
    c.CancelMeeting: SERVE,
    c.PublishMinutes: SERVE,
    c.CiteProvision: SUBMIT,
    c.RemoveProvision: SUBMIT,
    c.StateGoal: SUBMIT,
    c.WithdrawGoal: SUBMIT,
    c.OpenSounding: SERVE,
    c.AnswerSounding: SUBMIT,
    c.CloseSounding: SERVE,
    c.WritePost: SERVE | DELEGATES,
    c.WithdrawPost: SERVE | DELEGATES,
    c.LinkObjectives: SERVE,
    c.UnlinkObjectives: SERVE,
    c.Propose: SUBMIT | SECRETARIAT,
    c.ReviseText: SECRETARIAT | LEADS,
    c.MakeComment: SUBMIT,
    c.SubmitComments: SUBMIT,
    c.StateNoComments: SUBMIT,
    c.AnswerComment: SECRETARIAT | LEADS,
    c.AnswerComments: SECRETARIAT | LEADS,
    c.ClearAnswer: SECRETARIAT | LEADS,
    c.PublishDispositions: SECRETARIAT,
    c.RateAnswer: SUBMIT,
    c.SaveTemplate: SECRETARIAT,
    c.RemoveTemplate: SECRETARIAT,
    c.WithdrawComment: SUBMIT,
    c.ProposeAmendment: SUBMIT,
    c.EnterProposals: SECRETARIAT,
    c.CosponsorAmendment: SUBMIT,
    c.EndCosponsorship: SUBMIT,
    c.WithdrawAmendment: SUBMIT,
    c.ProposeTreatment: SECRETARIAT | LEADS,
    c.AnswerTreatment: SUBMIT,
    c.MergeAmendments: SECRETARIAT | LEADS,
    c.UndoMerge: SECRETARIAT | LEADS,
    c.RefuseAmendment: SECRETARIAT | LEADS,
    c.ReopenAmendment: SECRETARIAT | LEADS,
    c.SettleBracket: SECRETARIAT | LEADS,
    c.AgreeParagraphs: SERVE,
    c.ReopenParagraphs: SERVE,
    c.FormPackage: SERVE,
    c.DissolvePackage: SERVE,
    c.RecordTranslation: SECRETARIAT | LEADS,
    c.RecordPosition: SUBMIT,
    c.WithdrawPosition: SUBMIT,
    c.ConfirmPosition: SUBMIT,
    c.EnterPositions: SECRETARIAT,
    c.AwaitInstructions: SUBMIT,
    c.RecordLatePosition: SUBMIT,
    c.MakeStatement: SUBMIT,
    c.LiftReserve: SUBMIT,
    c.OverrideReserve: SERVE,
    c.WithdrawStatement: SUBMIT,
    c.RaiseConcern: SUBMIT,
    c.ResolveConcern: SUBMIT | SERVE,
    c.WithdrawConcern: SUBMIT,
    c.ReopenConcern: SUBMIT,
    c.EndorseProposal: SUBMIT,
    c.EndEndorsement: SUBMIT,
    c.TakeStep: SERVE | SUBMIT,
    c.CloseStage: frozenset({"clock"}),
    c.ChangeDeadline: SERVE | LEADS,
    c.ScheduleMeeting: SERVE,
    c.NameReviewer: SERVE | LEADS,
    c.NameProvisions: SUBMIT,
    c.GiveReview: SUBMIT,
    c.ExtendRounds: frozenset({"chair"}),
    c.HandOverLead: SECRETARIAT | LEADS,
    c.AdmitOrganisation: SERVE,
    c.RestrictObjective: SECRETARIAT,
    c.RecordSignature: SECRETARIAT,
    c.SetEntryIntoForce: SECRETARIAT,
    c.ScheduleReview: SERVE,
    c.SendReminders: SECRETARIAT | {"clock"},
    c.SendDigests: SECRETARIAT,
    c.MoveToVersion: SECRETARIAT,
    # Readings.
    "see": DELEGATES | SERVE | ADMIN,
    "see_audit": DELEGATES | SERVE | ADMIN,
    "see_people": SECRETARIAT | ADMIN,
    "see_missing": SERVE,
    "see_mail": SECRETARIAT,
    "rehearse": SERVE | ADMIN,
}
HOUSE = (
    c.RegisterOrganisation,
    c.InvitePerson,
    c.PublishDefinition,
    c.OpenNegotiation,
    c.EstablishBody,
    c.ChangeBody,
    "rehearse",
)


def actor(name: str) -> Actor:
    """The person of that name; one serves another table."""
    return Actor(name, serves=True) if name == "serves_elsewhere" else person(name)


def allowed(action: type | str, negotiation: Negotiation, now: datetime) -> set[str]:
    """Everybody who may do this to the objective that UNEP leads."""
    return {p for p in PEOPLE if can(actor(p), action, negotiation, TABLE.o, now)}


def test_the_table_names_every_command_and_every_reading() -> None:
    assert set(MAY) == {*COMMANDS, *READINGS}
    assert {x for x in RIGHTS if isinstance(x, str)} == set(READINGS)
    assert {x for x in RIGHTS if not isinstance(x, str)} <= set(COMMANDS)


def test_every_refusal_can_say_what_was_refused() -> None:
    assert set(ACTIONS) == set(COMMANDS)


@pytest.mark.parametrize("action", MAY, ids=lambda a: a if isinstance(a, str) else a.__name__)
def test_who_may_do_this_and_nobody_else(action: type | str) -> None:
    assert allowed(action, NEGOTIATION, NOW) == MAY[action]


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_what_the_lead_may_follows_the_lead(organisation: str) -> None:
    o = replace(TABLE.o, leads=(organisation,))
    for action in (
        c.ReviseText,
        c.ChangeDeadline,
        c.NameReviewer,
        c.HandOverLead,
        c.ProposeTreatment,
        c.MergeAmendments,
        c.UndoMerge,
        c.RefuseAmendment,
        c.ReopenAmendment,
        c.SettleBracket,
        c.RecordTranslation,
        c.AnswerComment,
        c.AnswerComments,
        c.ClearAnswer,
    ):
        may = {p for p in SUBMIT if can(actor(p), action, NEGOTIATION, o, NOW)}
        assert may == {p for p in SUBMIT if p.startswith(f"{organisation.lower()}.")}


@pytest.mark.parametrize("action", [c.ReviseText, c.TakeStep, c.HandOverLead])
def test_what_concerns_an_objective_needs_one(action: type) -> None:
    assert not [p for p in PEOPLE if can(actor(p), action, NEGOTIATION, None, NOW)]


def test_in_the_house_administrators_and_those_who_serve_a_table_register_and_open() -> None:
    for action in MAY:
        may = {p for p in PEOPLE - {"clock"} if can(actor(p), action, None, None, NOW)}
        assert may == ({"admin", "serves_elsewhere"} if action in HOUSE else set())


def test_an_unknown_action_is_refused_to_everybody() -> None:
    class NewCommand:
        """A command without an entry."""

    unknown: tuple[type | str, ...] = (NewCommand, "see_everything", "")
    for action in unknown:
        assert allowed(action, NEGOTIATION, NOW) == set()
        assert not [p for p in PEOPLE if can(actor(p), action, None, None, NOW)]


@pytest.mark.parametrize("capacity", Capacity)
def test_an_administrator_acts_for_an_organisation_only_as_its_delegate(
    capacity: Capacity,
) -> None:
    for action in set(COMMANDS):
        assert not can(person("admin"), action, NEGOTIATION, TABLE.o, NOW)
    appointed = replace(
        NEGOTIATION,
        delegates=(Delegate("admin", "FAO", capacity, START - DAY),),
    )
    binds = capacity.value in BINDING
    assert can(person("admin"), c.RecordPosition, appointed, TABLE.o, NOW) is binds


def test_a_delegation_is_in_force_from_its_first_instant_until_its_last() -> None:
    since, until = NOW, NOW + DAY
    delegate = Delegate("x", "FAO", Capacity.FOCAL_POINT, since, until)
    negotiation = replace(NEGOTIATION, delegates=(delegate,))
    expected = {since - SOON: False, since: True, until - SOON: True, until: False}
    for now, holds in expected.items():
        assert serving(delegate, now) is holds
        assert can(Actor("x"), c.RecordPosition, negotiation, TABLE.o, now) is holds
        assert can(Actor("x"), "see", negotiation, TABLE.o, now) is holds


def test_an_ended_delegation_that_is_renewed_counts_again() -> None:
    delegates = (
        Delegate("x", "FAO", Capacity.FOCAL_POINT, START, START + DAY),
        Delegate("x", "WHO", Capacity.FOCAL_POINT, START + DAY),
    )
    negotiation = replace(NEGOTIATION, delegates=delegates)
    assert standing(Actor("x"), negotiation, START).organisation == "FAO"
    assert standing(Actor("x"), negotiation, START + DAY).organisation == "WHO"


def test_whoever_binds_one_organisation_and_watches_for_another_acts_for_the_first() -> None:
    delegates = (
        Delegate("x", "FAO", Capacity.OBSERVER, START),
        Delegate("x", "WHO", Capacity.ALTERNATE, START + DAY),
    )
    who = standing(Actor("x"), replace(NEGOTIATION, delegates=delegates), NOW)
    assert (who.organisation, who.capacity, who.submits) == ("WHO", Capacity.ALTERNATE, True)


def test_offices_and_delegations_add_up() -> None:
    both = replace(
        NEGOTIATION,
        delegates=(Delegate("chair", "UNEP", Capacity.HEAD, START),),
    )
    who = standing(Actor("chair"), both, NOW)
    assert step_roles(who, TABLE.o) == {"chair", "lead", "seat"}


def test_an_observer_of_the_objective_takes_no_step_for_its_seat() -> None:
    who = standing(person("fao.focal_point"), NEGOTIATION, NOW)
    assert step_roles(who, TABLE.o) == {"seat"}
    assert step_roles(who, replace(TABLE.o, observers=("FAO",))) == set()


def test_the_clock_only_closes_and_reminds_whatever_it_is_asked_about() -> None:
    for negotiation, objective in ((NEGOTIATION, TABLE.o), (NEGOTIATION, None), (None, None)):
        may = {x for x in MAY if can(THE_CLOCK, x, negotiation, objective, NOW)}
        assert may == {c.CloseStage, c.SendReminders}


def test_a_person_never_becomes_the_clock_by_its_channel() -> None:
    assert not can(Actor("fao.focal_point", channel="clock"), c.CloseStage, NEGOTIATION, None, NOW)
