"""Who sits at a table and who acts there: coming, leaving, standing in, papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine import commands as c
from placet.engine.access import RIGHTS, can, standing
from placet.engine.acting import capacity_of, submitters
from placet.engine.board import CellState, cell, column
from placet.engine.board.digests import plan
from placet.engine.bodies import Body, BodyMember
from placet.engine.decide import negotiations as opening
from placet.engine.decide.bodies import check_body
from placet.engine.decide.opening import seats_of
from placet.engine.decide.table import decide_table
from placet.engine.delegations import CredentialKind, Validity, standing_of, validity
from placet.engine.errors import AlreadyExists, BadInput, NotAllowed, PlacetError
from placet.engine.evolve import evolve_negotiation
from placet.engine.model import Capacity, Negotiation, Participation, Role
from placet.engine.notices.delegations import delegation_news
from placet.engine.notices.private import binding
from placet.engine.owing import owing
from placet.engine.parties import at_the_table, outside, participant_of, seated
from placet.engine.proxies import ProxyState
from tests.decide.delegating import at_table, gives, grouped
from tests.decide.table import (
    DAY,
    WEEK,
    WORKFLOW,
    Table,
    a_table,
    in_comment,
    in_endorsement,
    person,
    provisional,
)

MORNING = datetime(2027, 3, 9, 23, tzinfo=UTC)
"""The tenth of March begins in Paris."""


def done(
    n: Negotiation, by: str, command: c.TableCommand | c.DelegationCommand, now: datetime
) -> Negotiation:
    for event in decide_table(n, command, person(by), now):
        n = evolve_negotiation(n, event)
    return replace(n, version=n.version + 1)


def at(table: Table, by: str, *commands: c.TableCommand | c.DelegationCommand) -> Negotiation:
    n = table.negotiation
    for command in commands:
        n = done(n, by, command, table.now)
    return n


def test_only_who_sits_at_the_table_and_does_not_observe_gets_a_seat() -> None:
    table = in_endorsement()
    n = at(
        table,
        "sec",
        c.InviteOrganisation("ITU", to_accede=True),
        c.InviteOrganisation("GEF", observer=True),
        c.LeaveNegotiation("WHO", "Its mandate has ended."),
    )
    assert "ITU" not in at_the_table(n)
    assert "GEF" in at_the_table(n)
    assert outside(n) == {"ITU", "WHO"}
    assert [s.organisation for s in seats_of(n, table.o, table.now)] == [*seated(n)]
    assert {"ITU", "GEF", "WHO"}.isdisjoint(seated(n))


def test_a_roster_that_is_open_stays_as_it_is_and_who_left_owes_nothing() -> None:
    table = in_endorsement()
    ballot = table.o.ballot
    assert ballot is not None
    assert "WHO" in owing(WORKFLOW, table.negotiation, table.o, table.now)
    n = at(table, "who", c.LeaveNegotiation("WHO", "Its mandate has ended."))
    assert "WHO" in {s.organisation for s in ballot.seats}
    assert "WHO" not in owing(WORKFLOW, n, table.o, table.now)
    assert not can(person("who"), c.RecordPosition, n, table.o, table.now)
    assert can(person("who"), "see", n, table.o, table.now)


def test_who_left_owes_nothing_either_when_asked_back_or_while_its_capital_has_to_confirm() -> None:
    table = in_endorsement()
    n = at(table, "who", c.LeaveNegotiation("WHO", "Its mandate has ended."))
    n = done(n, "sec", c.InviteOrganisation("WHO", to_accede=True), table.now)
    assert "WHO" not in owing(WORKFLOW, n, table.o, table.now)
    table = provisional("WHO")
    assert owing(WORKFLOW, table.negotiation, table.o, table.now) == ("WHO",)
    n = at(table, "who", c.LeaveNegotiation("WHO", "Its mandate has ended."))
    assert owing(WORKFLOW, n, table.o, table.now) == ()


def test_who_leaves_the_table_leaves_its_groups_and_lets_go_of_every_proxy() -> None:
    table = grouped(in_endorsement(), "FAO", "WHO", "ILO")
    grouped(table, "WHO", "ILO", code="TWO")
    gives(table, "ILO", "WHO")
    at_table(table, "who", c.EndProxy(1, "Not needed"))
    gives(table, "WHO", "FAO", "OBJ-0001")
    at_table(table, "who", c.GiveProxy("UNEP", table.now + WEEK, objectives=("OBJ-0002",)))
    n = at(table, "who", c.LeaveNegotiation("WHO", "Its mandate has ended."))
    assert [(g.code, g.members) for g in n.groups] == [
        ("G3", ("FAO", "ILO")),
        ("TWO", ("WHO", "ILO")),
    ]
    assert [(p.state, p.ended_because) for p in n.proxies] == [
        (ProxyState.ENDED, "Not needed"),
        (ProxyState.ENDED, "Its mandate has ended."),
        (ProxyState.ENDED, "Its mandate has ended."),
    ]
    assert not standing(person("who"), n, table.now).submits


def test_who_became_an_observer_answers_the_ballot_in_which_it_has_a_seat() -> None:
    table = in_endorsement()
    n = at(table, "sec", c.ChangeSeat("WHO", (), 1, True, "It asked for it"))
    assert can(person("who"), c.RecordPosition, n, table.o, table.now)
    assert can(person("who"), c.AwaitInstructions, n, table.o, table.now)
    assert can(person("who"), c.RecordLatePosition, n, table.o, table.now)
    assert can(person("who"), c.LeaveGroup, n, table.o, table.now)
    assert not can(person("who"), c.ProposeAmendment, n, table.o, table.now)
    assert not can(person("who"), c.MakeComment, n, table.o, table.now)
    assert can(person("who"), c.MakeComment, replace(n, observers_comment=True), table.o, table.now)


@pytest.mark.parametrize("answer", [c.AccedeToNegotiation("ITU"), c.DeclineInvitation("ITU")])
def test_an_invitation_is_answered_once_by_its_own_head_or_focal_point(
    answer: c.AccedeToNegotiation | c.DeclineInvitation,
) -> None:
    table = a_table()
    n = at(
        table,
        "sec",
        c.InviteOrganisation("ITU", to_accede=True),
        c.AppointDelegate("itu", "ITU", Capacity.HEAD),
    )
    with pytest.raises(NotAllowed):
        decide_table(n, answer, person("unep"), table.now)
    with pytest.raises(BadInput):  # the secretariat says how it knows
        decide_table(n, answer, person("sec"), table.now)
    after = done(n, "itu", answer, table.now)
    acceded = isinstance(answer, c.AccedeToNegotiation)
    seat = participant_of(after, "ITU")
    assert seat is not None
    assert seat.state is (Participation.SEATED if acceded else Participation.DECLINED)
    assert standing(person("itu"), after, table.now).submits == acceded
    with pytest.raises(BadInput):
        decide_table(after, answer, person("itu"), table.now)


def test_who_left_may_be_invited_again_and_keeps_its_place() -> None:
    table = a_table()
    n = at(table, "who", c.LeaveNegotiation("WHO", "Not now"))
    n = done(n, "sec", c.InviteOrganisation("WHO", weight=3), table.now)
    before = [p.organisation for p in table.negotiation.participants]
    assert [p.organisation for p in n.participants] == before
    again = participant_of(n, "WHO")
    assert again is not None
    assert (again.state, again.weight, again.reason) == (Participation.SEATED, 3, "")


def test_a_head_and_a_focal_point_appoint_and_end_their_own_people_and_no_others() -> None:
    table = a_table()
    n = at(table, "unep.head", c.AppointDelegate("new", "UNEP", Capacity.DRAFTER))
    assert capacity_of(n, "new", "UNEP", table.now) is Capacity.DRAFTER
    for command in (
        c.AppointDelegate("other", "UNEP", Capacity.HEAD),
        c.AppointDelegate("other", "FAO", Capacity.DRAFTER),
        c.EndDelegate("unep", "UNEP"),
        c.EndDelegate("fao.drafter", "FAO"),
    ):
        with pytest.raises(NotAllowed):
            decide_table(n, command, person("unep.head"), table.now)
    n = done(n, "unep", c.EndDelegate("new", "UNEP"), table.now)
    assert capacity_of(n, "new", "UNEP", table.now) is None
    later = done(n, "unep", c.AppointDelegate("new", "UNEP", Capacity.ALTERNATE), table.now + DAY)
    assert capacity_of(later, "new", "UNEP", table.now + DAY) is Capacity.ALTERNATE


def test_an_appointment_holds_from_its_first_to_its_last_day() -> None:
    table = a_table()
    since, until = table.now + 2 * DAY, table.now + 4 * DAY
    n = at(table, "sec", c.AppointDelegate("new", "FAO", Capacity.DRAFTER, since, until))
    held = [capacity_of(n, "new", "FAO", table.now + k * DAY) for k in range(6)]
    assert [x is not None for x in held] == [False, False, True, True, False, False]
    with pytest.raises(AlreadyExists):
        decide_table(
            n, c.AppointDelegate("new", "WHO", since=since + DAY), person("sec"), table.now
        )
    n = done(n, "sec", c.EndDelegate("new", "FAO"), table.now)  # before it began
    assert capacity_of(n, "new", "FAO", since) is None


def test_the_last_secretariat_stays() -> None:
    table = a_table()
    with pytest.raises(BadInput):
        decide_table(
            table.negotiation, c.EndOfficer("sec", Role.SECRETARIAT), person("sec"), table.now
        )
    n = at(table, "sec", c.AppointOfficer("two", Role.SECRETARIAT))
    n = done(n, "two", c.EndOfficer("sec", Role.SECRETARIAT), table.now)
    assert [o.person for o in n.officers if o.role is Role.SECRETARIAT] == ["two"]


AWAY = c.RecordAbsence("fao", "FAO", "2027-03-10", "2027-03-12", "fao.drafter")


def test_a_deputy_acts_and_gets_mail_in_the_absent_ones_capacity_and_it_ends_by_itself() -> None:
    n = at(a_table(), "fao", AWAY)
    moment = timedelta(microseconds=1)
    for now, capacity in (
        (MORNING - moment, Capacity.DRAFTER),
        (MORNING, Capacity.FOCAL_POINT),
        (MORNING + 3 * DAY - moment, Capacity.FOCAL_POINT),
        (MORNING + 3 * DAY, Capacity.DRAFTER),
    ):
        assert capacity_of(n, "fao.drafter", "FAO", now) is capacity
        assert standing(person("fao.drafter"), n, now).capacity is capacity
        binds = capacity is Capacity.FOCAL_POINT
        assert ("fao.drafter" in submitters(n, "FAO", now)) == binds
        assert binding(n, "FAO", now) == submitters(n, "FAO", now)
        assert "fao" in submitters(n, "FAO", now)


def test_a_deputy_is_reminded_of_everything_with_those_who_bind() -> None:
    table = in_endorsement()
    first, last = (str((table.now + days * DAY).date()) for days in (-1, 2))
    n = at(table, "sec", replace(AWAY, first=first, last=last))
    shown = column(WORKFLOW, n, table.o, (table.ballot,), person("sec"), table.now)
    sent = plan(n, (shown,), {(table.o.ref, "FAO")}, {}, table.now)
    assert [d.person for d in sent.digests] == sorted(submitters(n, "FAO", table.now))
    assert "fao.drafter" in {d.person for d in sent.digests}


def test_an_observer_and_who_left_have_no_cell_where_comments_are_asked() -> None:
    table = in_comment()
    n = at(
        table,
        "sec",
        c.InviteOrganisation("GEF", observer=True),
        c.LeaveNegotiation("WHO", "Its mandate has ended."),
    )
    shown = column(WORKFLOW, n, table.o, (), person("sec"), table.now)
    states = {code: cell(shown, code).state for code in ("GEF", "WHO", "ILO")}
    assert states == {
        "GEF": CellState.NOT_ENTITLED, "WHO": CellState.NOT_ENTITLED, "ILO": CellState.OWED,
    }  # fmt: skip


def test_an_absence_that_is_cancelled_lends_nothing() -> None:
    table = a_table()
    n = done(at(table, "fao", AWAY), "fao", c.CancelAbsence(1), table.now)
    assert capacity_of(n, "fao.drafter", "FAO", MORNING) is Capacity.DRAFTER
    with pytest.raises(BadInput):
        decide_table(n, c.CancelAbsence(1), person("fao"), table.now)


@pytest.mark.parametrize(
    ("by", "command", "error"),
    [
        ("fao.drafter", AWAY, NotAllowed),  # of somebody else
        ("unep", AWAY, NotAllowed),
        ("fao", replace(AWAY, deputy="fao"), BadInput),
        ("fao", replace(AWAY, deputy="unep"), BadInput),
        ("fao", replace(AWAY, last="2027-03-09"), BadInput),
        ("fao", replace(AWAY, first="2027-02-30"), BadInput),
        ("fao", replace(AWAY, last="2029-03-12"), BadInput),
        ("sec", replace(AWAY, person="nobody"), BadInput),
    ],
)
def test_an_absence_that_cannot_be_is_refused(
    by: str, command: c.RecordAbsence, error: type[PlacetError]
) -> None:
    table = a_table()
    with pytest.raises(error):
        decide_table(table.negotiation, command, person(by), table.now)


def test_a_paper_is_valid_to_its_last_day_and_until_it_is_ended() -> None:
    table = a_table()
    seen = c.RecordCredential(
        "FAO", "fao", CredentialKind.FULL_POWERS, "2027-03-01", "2027-03-31", "Note 14"
    )
    n = at(table, "sec", seen)
    (paper,) = n.credentials
    assert validity(paper, "2027-03-31") is Validity.VALID
    assert validity(paper, "2027-04-01") is Validity.EXPIRED
    assert standing_of((), "2027-03-31") is Validity.NONE
    ended = done(n, "sec", c.EndCredential(1, "Withdrawn"), table.now)
    assert standing_of(ended.credentials, "2027-03-31") is Validity.EXPIRED
    for bad in (
        replace(seen, person="unep"),
        replace(seen, valid_until="2027-02-01"),
        replace(seen, evidence=" "),
    ):
        with pytest.raises(BadInput):
            decide_table(n, bad, person("sec"), table.now)


def test_a_table_takes_over_its_body_and_what_the_form_says_wins() -> None:
    body = Body(
        "EWG",
        "Early warning group",
        members=(BodyMember("FAO", ("P",), 2), BodyMember("GEF", observer=True)),
        zone="Africa/Nairobi",
        observers_comment=True,
        contact="ewg@example.org",
    )

    def opened(command: c.OpenNegotiation) -> Negotiation:
        n = None
        sec = person("sec")
        for event in opening.open_negotiation(command, WORKFLOW, sec, MORNING, body):
            n = evolve_negotiation(n, event)
        assert n is not None
        return n

    n = opened(c.OpenNegotiation("EWG-1", "Warning", "To warn", body="EWG"))
    assert (n.body, n.zone, n.contact) == ("EWG", "Africa/Nairobi", "ewg@example.org")
    assert n.observers_comment
    assert [(p.organisation, p.classes, p.weight, p.observer) for p in n.participants] == [
        ("FAO", ("P",), 2, False),
        ("GEF", (), 1, True),
    ]
    own = c.OpenNegotiation(
        "EWG-2", "Warning", "To warn", "UTC", body="EWG", observers_comment=False
    )
    assert (opened(own).zone, opened(own).observers_comment) == ("UTC", False)


@pytest.mark.parametrize(
    "body",
    [
        Body("E W G", "Name"),
        Body("EWG", ""),
        Body("EWG", "Name", zone="Mars/Base"),
        Body("EWG", "Name", languages=("french language",)),
        Body("EWG", "Name", members=(BodyMember("FAO"), BodyMember("FAO"))),
        Body("EWG", "Name", members=(BodyMember("FAO", weight=-1),)),
    ],
)
def test_a_body_that_cannot_be_is_refused(body: Body) -> None:
    with pytest.raises(BadInput):
        check_body(body)


def test_the_officers_learn_what_a_delegation_does_and_nobody_what_they_did_themselves() -> None:
    table = a_table()
    command = c.LeaveNegotiation("WHO", "Its mandate has ended.")
    events = decide_table(table.negotiation, command, person("who"), table.now)
    n = at(table, "who", command)
    news = delegation_news(n, events, person("who"), table.now)
    assert {(m.person, m.facts["change"]) for m in news} == {("sec", "left"), ("chair", "left")}
    news = delegation_news(n, events, person("sec"), table.now)
    assert {m.person for m in news} == {"chair", "who"}


STATES = st.sampled_from(list(Participation))


@given(state=STATES, observer=st.booleans(), comments=st.booleans())
def test_whoever_does_not_sit_there_may_do_nothing_but_read_and_answer_for_its_delegation(
    state: Participation, observer: bool, comments: bool
) -> None:
    table = in_endorsement()
    seat = replace(table.negotiation.participants[-1], state=state, observer=observer)
    others = table.negotiation.participants[:-1]
    n = replace(table.negotiation, participants=(*others, seat), observers_comment=comments)
    may = {x for x in RIGHTS if can(person(seat.organisation.lower()), x, n, None, table.now)}
    of_the_delegation = {
        "see", "see_audit", c.AppointDelegate, c.EndDelegate, c.AccedeToNegotiation,
        c.DeclineInvitation, c.LeaveNegotiation, c.RecordAbsence, c.CancelAbsence,
    }  # fmt: skip
    assert of_the_delegation <= may
    if state is not Participation.SEATED:
        assert may == of_the_delegation
    elif observer:
        speaks = {c.MakeComment, c.SubmitComments, c.WithdrawComment}
        sitting = {c.GiveReview, c.WritePost, c.WithdrawPost, c.LeaveGroup}
        assert may == of_the_delegation | (speaks if comments else set()) | sitting
