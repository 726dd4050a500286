"""Who is told what: for each step of a walk, exactly these persons get exactly this."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.codec import instant
from placet.engine.decide.table import decide_table
from placet.engine.errors import BadInput, NotOpen
from placet.engine.evolve import evolve_negotiation
from placet.engine.messages import Kind, Message, TimerKind
from placet.engine.model import Capacity, CommentType, Disposition, Qualifier, Role
from placet.engine.notices import invitations, still_wanted
from placet.engine.owing import owing, timers
from placet.notifications import facts as wanted
from tests.decide.refusals import refused
from tests.decide.table import (
    DAY,
    FIRST,
    HOUR,
    MINUTE,
    ORGANISATIONS,
    WORKFLOW,
    Table,
    a_table,
    adopted,
    in_comment,
    in_endorsement,
    in_revision,
    person,
    proposed,
    provisional,
    reworded,
)
from tests.decide.walks import WALKS

AD_REFERENDUM = Qualifier.AD_REFERENDUM
OFFICERS = ("sec", "chair")
MORE = {"UNEP": ("unep.head",), "FAO": ("fao.alternate",)}
FAO = ("fao", "fao.alternate", "fao.drafter", "fao.observer")
UNEP = ("unep", "unep.head")
EVERYBODY = (*UNEP, *FAO, "ilo", "who", "wmo", "imo", *OFFICERS)

Sent = list[tuple[str, str]]


def sent(table: Table) -> Sent:
    """What the last change sent: kind and person, sorted, with repetitions."""
    return sorted((m.kind.value, m.person) for m in table.log[-1].messages)


def to(kind: Kind, people: Iterable[str]) -> Sent:
    """One message of this kind to each."""
    return [(kind.value, p) for p in people]


def answering(*organisations: str) -> tuple[str, ...]:
    """Those who can give the answers of these organisations."""
    return tuple(p for o in organisations for p in (o.lower(), *MORE.get(o, ())))


def only(table: Table, kind: Kind) -> list[Message]:
    """The messages of one kind that the last change sent."""
    return [m for m in table.log[-1].messages if m.kind is kind]


def all_messages(table: Table) -> list[Message]:
    """Everything that was sent on the way."""
    return [m for change in table.log for m in change.messages]


# Step by step


def test_a_proposal_asks_every_seat_and_tells_the_officers() -> None:
    table = proposed()
    people = (*answering(*ORGANISATIONS), *OFFICERS)
    assert sent(table) == sorted(to(Kind.PROPOSED, people))
    told = {m.organisation or "" for m in only(table, Kind.PROPOSED)}
    assert told == {*ORGANISATIONS, ""}


def test_a_position_gives_a_receipt_to_everybody_of_its_organisation_and_nobody_else() -> None:
    table = in_endorsement().holds("FAO", "object")
    assert sent(table) == sorted(to(Kind.RECEIPT, FAO))
    assert sent(table.holds("FAO", "endorse")) == sorted(to(Kind.RECEIPT, FAO))
    assert sent(table.do("fao", c.WithdrawPosition(2))) == sorted(to(Kind.RECEIPT, FAO))
    assert sent(table.holds("WHO", "abstain")) == to(Kind.RECEIPT, ["who"])


def test_a_call_for_comments_asks_the_seats_and_tells_who_became_an_observer() -> None:
    table = proposed().wait(DAY).all_hold("support", "FAO", "ILO").let_it_end()
    assert table.o.observers == ("WHO", "WMO", "IMO")
    people = answering("UNEP", "FAO", "ILO")
    assert sent(table) == sorted(
        [
            *to(Kind.COMMENTS_REQUESTED, people),
            *to(Kind.STAGE_CHANGED, ["who", "wmo", "imo"]),
        ]
    )


def test_comments_and_answers_and_texts_send_nothing_by_themselves() -> None:
    table = in_comment().comments("FAO")
    assert sent(table) == []
    assert sent(table.do("who", c.StateNoComments())) == []
    table.step("sec", "close_comments")
    assert sent(table.answers(1)) == []
    assert sent(table.revises("unep", reworded(FIRST, p1="Parties share."))) == []


def test_comments_submitted_together_are_one_receipt_and_one_word_to_the_secretariat() -> None:
    vague = c.MakeComment(CommentType.GENERAL, "Vague, says the planted word")
    table = in_comment().do("fao", c.SubmitComments((vague,) * 5))
    assert sent(table) == sorted(
        [*to(Kind.COMMENTS_SUBMITTED, FAO), (Kind.COMMENTS_RECEIVED, "sec")]
    )
    for message in table.log[-1].messages:
        assert (message.facts["count"], message.facts["numbers"]) == (5, [1, 2, 3, 4, 5])
        assert "planted" not in json.dumps(dict(message.facts))


def test_the_beginning_of_the_revision_is_told_to_everybody() -> None:
    assert sent(in_revision()) == sorted(to(Kind.STAGE_CHANGED, EVERYBODY))


def test_putting_forward_asks_every_seat_and_answers_the_authors_of_comments() -> None:
    table = in_revision().answers(1).step("sec", "put_forward")
    assert sent(table) == sorted(
        [
            *to(Kind.POSITION_REQUESTED, answering(*ORGANISATIONS)),
            *to(Kind.ANSWERS, FAO),
        ]
    )
    (facts,) = {json.dumps(dict(m.facts)) for m in only(table, Kind.ANSWERS) if m.person == "fao"}
    assert json.loads(facts)["answers"] == [{"label": "1", "change": "accepted"}]
    assert json.loads(facts)["count"] == 1


def test_another_round_asks_for_comments_and_answers_the_authors_of_the_last() -> None:
    table = in_revision().answers(1).step("sec", "another_round")
    assert sent(table) == sorted(
        [
            *to(Kind.COMMENTS_REQUESTED, answering(*ORGANISATIONS)),
            *to(Kind.ANSWERS, FAO),
        ]
    )


def test_a_new_ballot_asks_to_confirm_what_went_stale_and_reports_what_was_carried() -> None:
    table = in_endorsement().holds("ILO", "object", paragraphs=("p2",)).holds("WHO", "endorse")
    table.step("sec", "revise")
    assert sent(table) == sorted(to(Kind.STAGE_CHANGED, EVERYBODY))
    table.revises("unep", reworded(FIRST, p1="Parties may share.")).step("sec", "put_forward")
    others = answering("UNEP", "FAO", "WMO", "IMO")
    assert sent(table) == sorted(
        [
            *to(Kind.CONFIRM_NEEDED, ["who"]),
            *to(Kind.RECEIPT, ["ilo"]),
            *to(Kind.POSITION_REQUESTED, others),
        ]
    )
    (stale,) = only(table, Kind.CONFIRM_NEEDED)
    assert (stale.facts["kind"], stale.facts["since"], stale.facts["version"]) == ("endorse", 1, 2)
    (carried,) = only(table, Kind.RECEIPT)
    assert carried.facts["carried"] is True


def test_a_moved_deadline_is_told_to_everybody_with_the_old_one() -> None:
    table = in_endorsement()
    was = table.deadline
    table.do("sec", c.ChangeDeadline(was + DAY, "Holidays"))
    assert sent(table) == sorted(to(Kind.DEADLINE_CHANGED, EVERYBODY))
    for message in table.log[-1].messages:
        assert message.facts["was"] == instant(was)
        assert message.facts["deadline"] == instant(was + DAY)


def test_hold_and_resume_are_told_to_everybody() -> None:
    table = in_endorsement().holds("FAO", "endorse").step("sec", "hold")
    assert sent(table) == sorted(to(Kind.STAGE_CHANGED, EVERYBODY))
    table.wait(DAY).step("sec", "resume")
    assert sent(table) == sorted(to(Kind.STAGE_CHANGED, EVERYBODY))
    assert {m.facts["deadline"] for m in table.log[-1].messages} == {instant(table.deadline)}


def test_the_last_answer_gives_its_receipt_and_the_outcome() -> None:
    table = adopted()
    assert sent(table) == sorted([*to(Kind.RECEIPT, ["imo"]), *to(Kind.OUTCOME, EVERYBODY)])
    assert {m.facts["outcome"] for m in only(table, Kind.OUTCOME)} == {"adopted"}


def test_a_failed_ballot_asks_the_officers_for_a_decision() -> None:
    table = in_endorsement().holds("FAO", "object").let_it_end()
    assert sent(table) == sorted(to(Kind.DECISION_NEEDED, OFFICERS))
    table.step("sec", "not_adopt")
    assert sent(table) == sorted(to(Kind.OUTCOME, EVERYBODY))
    assert {m.facts["outcome"] for m in only(table, Kind.OUTCOME)} == {"not_adopted"}


@pytest.mark.parametrize("outcome", ["withdrawn", "lapsed"])
def test_every_end_is_told_to_everybody_with_its_reason(outcome: str) -> None:
    table = in_revision(comments=False)
    table.step("sec", {"withdrawn": "withdraw", "lapsed": "lapse"}[outcome], "No agreement")
    assert sent(table) == sorted(to(Kind.OUTCOME, EVERYBODY))
    said = {(m.facts["outcome"], m.facts["reason"]) for m in table.log[-1].messages}
    assert said == {(outcome, "No agreement")}


def test_a_provisional_result_asks_only_those_who_have_to_confirm() -> None:
    table = in_endorsement().holds("FAO", "endorse", AD_REFERENDUM)
    table.holds("WHO", "endorse", AD_REFERENDUM).all_hold("endorse", "UNEP", "ILO", "WMO", "IMO")
    assert sent(table) == sorted(
        [
            *to(Kind.RECEIPT, ["imo"]),
            *to(Kind.OUTCOME, EVERYBODY),
            *to(Kind.CONFIRM_NEEDED, [*answering("FAO"), "who"]),
        ]
    )
    assert {m.facts["outcome"] for m in only(table, Kind.OUTCOME)} == {"adopted_provisionally"}
    table.wait(DAY).do("fao", c.ConfirmPosition(2))
    assert sent(table) == sorted(to(Kind.RECEIPT, FAO))
    assert {m.facts["confirmed"] for m in table.log[-1].messages} == {True}
    table.wait(DAY).do("who", c.ConfirmPosition(2))
    assert sent(table) == sorted([*to(Kind.RECEIPT, ["who"]), *to(Kind.OUTCOME, EVERYBODY)])
    assert {m.facts["outcome"] for m in only(table, Kind.OUTCOME)} == {"adoption_final"}


def test_a_result_that_becomes_final_without_the_unconfirmed_is_told_to_everybody() -> None:
    table = provisional("WHO").let_it_end()
    assert sent(table) == sorted(to(Kind.OUTCOME, EVERYBODY))
    assert {m.facts["outcome"] for m in table.log[-1].messages} == {"adoption_final"}


def test_a_provisional_result_that_falls_is_told_to_everybody() -> None:
    table = in_endorsement().all_hold("endorse", "UNEP", "FAO", "ILO")
    table.all_hold("abstain", "WMO", "IMO").holds("WHO", "endorse", AD_REFERENDUM).let_it_end()
    assert table.stage == "not_adopted"
    assert sent(table) == sorted(to(Kind.OUTCOME, EVERYBODY))
    assert {m.facts["outcome"] for m in table.log[-1].messages} == {"adoption_undone"}


def test_the_review_is_told_to_everybody_when_it_begins() -> None:
    table = adopted().step("sec", "start_review", "")
    assert sent(table) == sorted(to(Kind.STAGE_CHANGED, EVERYBODY))


def test_whose_delegation_has_ended_gets_nothing_more() -> None:
    table = in_endorsement().ends("fao.alternate", "FAO").holds("FAO", "endorse")
    assert sent(table) == sorted(to(Kind.RECEIPT, [p for p in FAO if p != "fao.alternate"]))
    table.step("sec", "withdraw")
    assert sent(table) == sorted(to(Kind.OUTCOME, [p for p in EVERYBODY if p != "fao.alternate"]))


def test_somebody_with_two_parts_is_told_once() -> None:
    table = a_table()
    table.negotiation = evolve_negotiation(
        table.negotiation, e.DelegateAppointed("sec", "WHO", Capacity.ALTERNATE, table.now)
    )
    table.do("unep", c.Propose("Share", "Warn", FIRST, 3)).step("sec", "withdraw")
    assert Counter(p for _, p in sent(table)) == Counter(EVERYBODY)


# Reminders


def test_reminders_go_only_to_those_who_still_owe() -> None:
    table = in_endorsement().holds("FAO", "endorse").holds("WHO", "object").wait(DAY)
    table.do("sec", c.SendReminders())
    assert sent(table) == sorted(to(Kind.REMINDER, answering("UNEP", "ILO", "WMO", "IMO")))
    table.do("sec", c.SendReminders(only=("ILO", "WHO")))
    assert sent(table) == to(Kind.REMINDER, ["ilo"])
    with refused(table, BadInput):
        table.do("sec", c.SendReminders(only=("WHO",)))


def test_nobody_is_reminded_where_nobody_owes_anything() -> None:
    for table in (in_revision(), adopted(), in_endorsement().step("sec", "withdraw")):
        with refused(table, BadInput):
            table.do("sec", c.SendReminders())
    held = in_endorsement().step("sec", "hold")
    with refused(held, NotOpen):
        held.do("sec", c.SendReminders())


def test_the_clock_reminds_seven_and_three_days_and_a_day_before() -> None:
    table = in_endorsement()
    times = [(x.kind, x.step) for x in timers(WORKFLOW, table.o)]
    assert times == [
        (TimerKind.REMIND, "7d"),
        (TimerKind.REMIND, "3d"),
        (TimerKind.REMIND, "24h"),
        (TimerKind.CLOSE, "close"),
    ]
    deadline = table.deadline
    run = table.o.run.number
    for step, left, kind in (
        ("7d", 7 * DAY, Kind.REMINDER),
        ("3d", 3 * DAY, Kind.REMINDER),
        ("24h", DAY, Kind.LAST_CALL),
    ):
        table.until(deadline - left - timedelta(microseconds=1))
        with refused(table, NotOpen):
            table.do("clock", c.SendReminders(step, run=run))
        table.until(deadline - left).do("clock", c.SendReminders(step, run=run))
        assert sent(table) == sorted(to(kind, answering(*ORGANISATIONS)))
    table.until(deadline)
    with pytest.raises(NotOpen):
        table.do("clock", c.SendReminders("24h", run=run))
    assert not [m for m in table.log[-1].messages if m.kind in (Kind.REMINDER, Kind.LAST_CALL)]


def test_after_an_outage_only_the_newest_reminder_is_sent() -> None:
    table = in_endorsement()
    run = table.o.run.number
    table.until(table.deadline - 2 * DAY)
    with refused(table, NotOpen):
        table.do("clock", c.SendReminders("7d", run=run))
    table.do("clock", c.SendReminders("3d", run=run))
    assert sent(table) == sorted(to(Kind.REMINDER, answering(*ORGANISATIONS)))


def test_a_reminder_of_a_run_that_is_over_is_not_sent() -> None:
    table = in_endorsement()
    run = table.o.run.number
    table.step("sec", "hold").wait(DAY).step("sec", "resume")
    table.until(table.deadline - 3 * DAY)
    with refused(table, NotOpen):
        table.do("clock", c.SendReminders("3d", run=run))
    table.do("clock", c.SendReminders("3d", run=table.o.run.number))


def test_the_same_reminder_of_the_clock_has_the_same_key_whenever_it_is_sent() -> None:
    table = in_endorsement()
    command = c.SendReminders("7d", run=table.o.run.number)
    table.until(table.deadline - 7 * DAY).do("clock", command)
    first = {m.key for m in table.log[-1].messages}
    table.wait(HOUR).holds("FAO", "endorse").wait(HOUR).do("clock", command)
    assert {m.key for m in table.log[-1].messages} < first


def test_who_has_to_confirm_is_reminded_and_nobody_else() -> None:
    table = provisional("FAO", "WHO").wait(DAY).do("who", c.ConfirmPosition(2))
    table.do("sec", c.SendReminders())
    assert sent(table) == sorted(to(Kind.REMINDER, answering("FAO")))
    assert {m.facts["ask"] for m in table.log[-1].messages} == {"confirm"}


def test_who_has_not_commented_is_reminded_and_nobody_else() -> None:
    table = in_comment().comments("FAO").do("who", c.StateNoComments())
    table.do("sec", c.SendReminders())
    assert sent(table) == sorted(to(Kind.REMINDER, answering("UNEP", "ILO", "WMO", "IMO")))
    assert {m.facts["ask"] for m in table.log[-1].messages} == {"comment"}


# What is still wanted at hand-over


def wanted_now(table: Table, messages: Iterable[Message]) -> set[str]:
    """Whose messages still make sense."""
    return {
        m.organisation or ""
        for m in messages
        if still_wanted(WORKFLOW, table.negotiation, table.o, m, table.now)
    }


def test_a_request_is_wanted_until_it_is_answered_and_again_when_it_is_withdrawn() -> None:
    table = in_endorsement()
    asked = table.log[-1].messages
    requests = [m for m in asked if m.only_while_owed]
    assert {m.kind for m in requests} == {Kind.POSITION_REQUESTED}
    assert wanted_now(table, requests) == set(ORGANISATIONS)
    table.holds("FAO", "endorse")
    assert wanted_now(table, requests) == set(ORGANISATIONS) - {"FAO"}
    table.do("fao", c.WithdrawPosition(2))
    assert wanted_now(table, requests) == set(ORGANISATIONS)


@pytest.mark.parametrize("step", ["hold", "withdraw", "revise"])
def test_no_request_is_wanted_after_the_stage_was_left(step: str) -> None:
    table = in_endorsement()
    requests = [m for m in table.log[-1].messages if m.only_while_owed]
    assert wanted_now(table.step("sec", step), requests) == set()


def test_no_request_is_wanted_at_its_deadline_even_before_the_clock_noticed() -> None:
    table = in_endorsement()
    requests = [m for m in table.log[-1].messages if m.only_while_owed]
    assert wanted_now(table.until(table.deadline - MINUTE), requests) == set(ORGANISATIONS)
    assert wanted_now(table.until(table.deadline), requests) == set()


def test_what_asks_for_nothing_is_always_handed_over() -> None:
    table = in_endorsement().holds("FAO", "endorse")
    receipts = table.log[-1].messages
    assert not any(m.only_while_owed for m in receipts)
    table.step("sec", "withdraw").wait(900 * DAY)
    assert wanted_now(table, receipts) == {"FAO"}


# All of it


walks = pytest.mark.parametrize("name", WALKS)


@walks
def test_no_message_is_written_twice(name: str) -> None:
    keys = Counter(m.key for m in all_messages(WALKS[name]()))
    assert {k: n for k, n in keys.items() if n > 1} == {}


@walks
def test_every_message_goes_to_somebody_with_a_part_in_it(name: str) -> None:
    for message in all_messages(WALKS[name]()):
        assert message.person in EVERYBODY
        if message.organisation:
            facts = message.facts
            answering = {message.organisation, facts.get("holder"), facts.get("cast_by")}
            assert message.person.split(".")[0] in {str(x).lower() for x in answering if x}


@walks
def test_requests_go_only_to_those_who_owe_at_that_instant(name: str) -> None:
    table = WALKS[name]()
    for change in table.log:
        for_now = [m for m in change.messages if m.only_while_owed]
        asked = {m.organisation for m in for_now if m.run is not None}
        assert asked <= set(owing(table.workflow, table.negotiation, change.after, change.at))
        for message in (m for m in for_now if m.run is None):
            after = (change.after, message, change.at)
            assert still_wanted(table.workflow, table.negotiation, *after)


@walks
def test_no_message_carries_reasons_wording_or_reservations(name: str) -> None:
    """The words of positions and comments, as the walks write them."""
    secret = (
        "beyond our mandate",
        "read it narrowly",
        "Parties may share",
        "Too vague",
        "share all",
    )
    for message in all_messages(WALKS[name]()):
        said = json.dumps(dict(message.facts))
        assert not [words for words in secret if words in said], message.key


@walks
def test_every_message_has_the_facts_that_its_kind_needs(name: str) -> None:
    for message in all_messages(WALKS[name]()):
        facts = wanted.Facts(message.kind, message.facts)
        for text in ("ref", "symbol", "negotiation", "hash", "path"):
            assert facts.text(text)
        assert bool(facts.text("title")) != facts.true("restricted")
        assert facts.whole("version") >= 1
        ask = message.facts.get("ask")
        needs: tuple[str, ...] = ()
        if message.kind in (Kind.REMINDER, Kind.LAST_CALL):
            assert ask in ("position", "comment", "confirm")
            needs = wanted.ASKED
        if ask == "position" or message.kind in (Kind.PROPOSED, Kind.POSITION_REQUESTED):
            needs = (*needs, *wanted.BALLOT)
        if ask == "confirm":
            needs = (*needs, *wanted.CONFIRM)
        if message.kind is Kind.CONFIRM_NEEDED:
            held = "confirm_by" in message.facts
            needs = (*needs, *(wanted.CONFIRM if held else wanted.BALLOT))
        assert [fact for fact in needs if fact not in message.facts] == [], message.key
        for name_of in ("deadline", "was", "confirm_by", "at"):
            if name_of in message.facts:
                facts.instant(name_of)


@walks
def test_every_message_names_its_objective_and_its_text(name: str) -> None:
    table = WALKS[name]()
    for change in table.log:
        versions = {change.after.text.number}
        if change.after.ballot is not None:
            versions.add(change.after.ballot.text)
        for message in change.messages:
            assert (message.negotiation, message.objective) == ("EWCG-2027", "OBJ-0001")
            assert message.facts["version"] in versions


# Invitations


def test_who_is_given_a_part_is_invited_and_who_gives_it_to_themselves_is_not() -> None:
    table = a_table()
    sec = person("sec")
    appointed, office, own, seat = (
        decide_table(table.negotiation, command, sec, table.now)
        for command in (
            c.AppointDelegate("new", "FAO", Capacity.DRAFTER),
            c.AppointOfficer("new", Role.CHAIR),
            c.AppointOfficer("sec", Role.CHAIR),
            c.InviteOrganisation("ITU"),
        )
    )
    made = [
        (m.kind, m.person, m.facts["capacity"])
        for m in invitations(table.negotiation, (*appointed, *office, *own, *seat), sec)
    ]
    assert made == [
        (Kind.INVITATION, "new", "drafter"),
        (Kind.INVITATION, "new", "chair"),
    ]
    for message in invitations(table.negotiation, (*appointed, *office), sec):
        wanted.Facts(message.kind, message.facts)


def test_the_answer_to_a_comment_is_told_to_its_author_only() -> None:
    table = in_comment().comments("FAO").comments("WHO").step("sec", "close_comments")
    table.answers(1).do("sec", c.AnswerComment(2, Disposition.NOTED, "For later"))
    table.step("sec", "put_forward")
    told = {m.person: m.facts["answers"] for m in only(table, Kind.ANSWERS)}
    assert told == {
        **{p: [{"label": "1", "change": "accepted"}] for p in FAO},
        "who": [{"label": "2", "change": "noted"}],
    }
