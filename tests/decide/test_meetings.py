"""Meetings: who is there, whether that is enough, what was decided, and when nothing happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine import commands as c
from placet.engine.codec import decode, encode
from placet.engine.decide.meetings import decide_meetings
from placet.engine.decide.presence import may_sit
from placet.engine.errors import BadInput, NotFound, NotOpen, PlacetError
from placet.engine.evolve import evolve_negotiation
from placet.engine.meetings import (
    NO_QUORUM,
    AgendaItem,
    Attendance,
    ItemMinutes,
    Meeting,
    MeetingDecision,
    MeetingState,
    Minutes,
    Presence,
    Quorum,
    QuorumRule,
    attended,
    needed,
    present_at,
    quorum,
)
from placet.engine.model import Negotiation
from placet.engine.notices.meetings import meetings_told
from tests.builders import a_meeting, a_negotiation

from .table import person

NOW = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)
BEGINS = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SEC = person("ada")
CODES = ("AUR", "BOR", "CYG", "DOR", "ERI")
CALL = c.PlanMeeting(
    "First session",
    "Geneva, Room XX",
    BEGINS,
    BEGINS + 8 * HOUR,
    "Europe/Zurich",
    (AgendaItem(0, "Opening"), AgendaItem(0, "The text", "OBJ-0001", ("p1",))),
)


def after(table: Negotiation, *commands: c.MeetingCommand, at: datetime = BEGINS) -> Negotiation:
    """The table after these commands, each given a minute after the other."""
    for number, command in enumerate(commands):
        now = at + number * MINUTE
        for event in decide_meetings(table, command, {"OBJ-0001"}, SEC, now):
            table = evolve_negotiation(table, event)
    return table


def called() -> Negotiation:
    return after(a_negotiation(codes=CODES), CALL, at=NOW)


def came(*codes: str, at: datetime | None = None) -> c.NotePresence:
    return c.NotePresence(1, tuple(c.Arrival(code) for code in codes), at=at)


def opened(*codes: str) -> Negotiation:
    """Open, with these organisations in the room."""
    return after(called(), came(*codes), c.OpenMeeting(1))


def test_a_meeting_is_called_with_its_items_numbered() -> None:
    assert called().meetings == (
        Meeting(
            1,
            "First session",
            "Geneva, Room XX",
            BEGINS,
            BEGINS + 8 * HOUR,
            "Europe/Zurich",
            (AgendaItem(1, "Opening"), AgendaItem(2, "The text", "OBJ-0001", ("p1",))),
        ),
    )


def test_a_whole_meeting_leaves_what_was_decided_and_by_how_many() -> None:
    table = after(
        opened("AUR", "BOR", "CYG"),
        c.NoteDecision(1, 2, "The text goes to informals."),
        c.NotePresence(1, (c.Arrival("DOR", Attendance.ALTERNATE),), ("AUR",)),
        c.CloseMeeting(1),
        c.PublishMinutes(1, "It began on time.", (ItemMinutes(2, "Much was said."),)),
        at=BEGINS + HOUR,
    )
    at = BEGINS + HOUR
    closed = at + 2 * MINUTE
    assert table.meetings[0] == replace(
        called().meetings[0],
        state=MeetingState.CLOSED,
        opened_at=BEGINS + MINUTE,
        closed_at=closed,
        presence=(
            Presence("AUR", BEGINS, at + MINUTE),
            Presence("BOR", BEGINS, closed),
            Presence("CYG", BEGINS, closed),
            Presence("DOR", at + MINUTE, closed, Attendance.ALTERNATE),
        ),
        decisions=(
            MeetingDecision(1, 2, "The text goes to informals.", "ada", at, "OBJ-0001", 3, 3),
        ),
        minutes=Minutes(
            at + 3 * MINUTE, "ada", "It began on time.", (ItemMinutes(2, "Much was said."),)
        ),
    )
    assert decode(Negotiation, encode(table)) == table


def test_without_a_quorum_a_decision_needs_the_reason_why_it_stands() -> None:
    table = opened("AUR", "BOR")
    with pytest.raises(BadInput) as refused:
        after(table, c.NoteDecision(1, 1, "Agreed."))
    assert refused.value.field == "reason"
    assert "2 of 5 are present, and 3 are needed" in str(refused.value)
    stands = after(table, c.NoteDecision(1, 1, "Agreed.", "The rest agreed by letter."))
    decision = stands.meetings[0].decisions[0]
    assert (decision.present, decision.needed) == (2, 3)
    assert decision.without_quorum == "The rest agreed by letter."


def test_with_a_quorum_no_reason_is_kept() -> None:
    table = after(opened("AUR", "BOR", "CYG"), c.NoteDecision(1, 1, "Agreed.", "Because."))
    assert table.meetings[0].decisions[0].without_quorum == ""


ILLEGAL: Sequence[tuple[str, Negotiation, c.MeetingCommand, type[PlacetError]]] = [
    ("moved when open", opened("AUR"),
     c.MoveMeeting(1, BEGINS + HOUR, BEGINS + 2 * HOUR, ""), BadInput),
    ("opened twice", opened("AUR"), c.OpenMeeting(1), BadInput),
    ("cancelled when open", opened("AUR"), c.CancelMeeting(1, "No."), BadInput),
    ("cancelled without a reason", called(), c.CancelMeeting(1, " "), BadInput),
    ("closed before it opens", called(), c.CloseMeeting(1), BadInput),
    ("decided before it opens", called(), c.NoteDecision(1, 1, "Agreed."), BadInput),
    ("decided under no item", opened(*CODES), c.NoteDecision(1, 9, "Agreed."), BadInput),
    ("decided in no words", opened(*CODES), c.NoteDecision(1, 1, ""), BadInput),
    ("minutes before the close", opened("AUR"), c.PublishMinutes(1), BadInput),
    ("an unknown meeting", called(), c.OpenMeeting(2), NotFound),
    ("a stranger comes", called(), came("ZZZ"), BadInput),
    ("nobody comes", called(), c.NotePresence(1), BadInput),
    ("who is there comes", opened("AUR"), came("AUR"), BadInput),
    ("who is away leaves", called(), c.NotePresence(1, (), ("AUR",)), BadInput),
    ("somebody comes tomorrow", called(), came("AUR", at=BEGINS + 24 * HOUR), BadInput),
    ("leaves before it came", opened("AUR"),
     c.NotePresence(1, (), ("AUR",), BEGINS - HOUR), BadInput),
    ("moved to where it is", called(),
     c.MoveMeeting(1, BEGINS, BEGINS + 8 * HOUR, "Geneva, Room XX"), BadInput),
    ("moved into the past", called(), c.MoveMeeting(1, NOW, BEGINS, ""), BadInput),
    ("ends before it begins", called(), replace(CALL, begins=BEGINS + HOUR, ends=BEGINS), BadInput),
    ("the same agenda", called(), c.ChangeAgenda(1, called().meetings[0].agenda), BadInput),
    ("an objective of elsewhere", called(),
     c.ChangeAgenda(1, (AgendaItem(0, "X", "OBJ-9"),)), BadInput),
    ("more than all", called(),
     replace(CALL, begins=BEGINS + HOUR, quorum=QuorumRule(Fraction(1))), BadInput),
    ("a quorum that cannot be met", called(),
     replace(CALL, begins=BEGINS + HOUR, quorum=QuorumRule(at_least=6)), BadInput),
]  # fmt: skip


@pytest.mark.parametrize(("table", "command", "error"), [x[1:] for x in ILLEGAL],
                         ids=[x[0] for x in ILLEGAL])  # fmt: skip
def test_the_illegal_move_changes_nothing(
    table: Negotiation, command: c.MeetingCommand, error: type[PlacetError]
) -> None:
    before = encode(table)
    with pytest.raises(error):
        decide_meetings(table, command, {"OBJ-0001"}, SEC, BEGINS + HOUR * 0)
    assert encode(table) == before


def test_a_closed_meeting_takes_no_presence_and_no_agenda() -> None:
    closed = after(opened("AUR"), c.CloseMeeting(1))
    for command in (came("BOR"), c.ChangeAgenda(1, ())):
        with pytest.raises(NotOpen):
            after(closed, command)


def test_minutes_are_published_once() -> None:
    done = after(opened("AUR"), c.CloseMeeting(1), c.PublishMinutes(1))
    with pytest.raises(BadInput):
        after(done, c.PublishMinutes(1, "Again."))


def test_an_open_meeting_keeps_the_numbers_of_its_items() -> None:
    first, second = opened("AUR").meetings[0].agenda
    table = after(opened("AUR"), c.ChangeAgenda(1, (second, AgendaItem(0, "New"), first)))
    assert [(i.number, i.title) for i in table.meetings[0].agenda] == [
        (2, "The text"),
        (3, "New"),
        (1, "Opening"),
    ]


def test_before_the_opening_items_are_numbered_anew() -> None:
    first, second = called().meetings[0].agenda
    table = after(called(), c.ChangeAgenda(1, (second, first)))
    assert [i.number for i in table.meetings[0].agenda] == [1, 2]


def test_an_item_under_which_something_was_decided_stays() -> None:
    table = after(opened(*CODES), c.NoteDecision(1, 1, "Agreed."))
    with pytest.raises(BadInput):
        after(table, c.ChangeAgenda(1, (AgendaItem(0, "New"),)))


def test_somebody_may_leave_and_come_back_in_another_capacity() -> None:
    table = after(
        opened("AUR"),
        c.NotePresence(1, (c.Arrival("AUR", Attendance.ALTERNATE),), ("AUR",)),
        at=BEGINS + HOUR,
    )
    meeting = table.meetings[0]
    assert present_at(meeting, BEGINS + HOUR - MINUTE) == {"AUR": Attendance.HEAD}
    assert present_at(meeting, BEGINS + HOUR) == {"AUR": Attendance.ALTERNATE}
    assert attended(meeting) == ("AUR",)


@pytest.mark.parametrize(
    ("rule", "seats", "attending", "least"),
    [
        (QuorumRule(), 30, 0, 16),
        (QuorumRule(), 31, 0, 16),
        (QuorumRule(Fraction(2, 3), strict=False), 30, 0, 20),
        (QuorumRule(Fraction(2, 3), strict=False), 31, 0, 21),
        (QuorumRule(Fraction(2, 3)), 30, 0, 21),
        # Codex: a majority of those attending, and a fifth of the membership, or 25 members.
        (QuorumRule(Fraction(1, 5), False, 25, Fraction(1, 2)), 189, 120, 61),
        (QuorumRule(Fraction(1, 5), False, 25, Fraction(1, 2)), 189, 40, 38),
        (QuorumRule(Fraction(1, 5), False, 25, Fraction(1, 2)), 100, 30, 25),
        (NO_QUORUM, 30, 0, 0),
    ],
)
def test_how_many_are_needed(rule: QuorumRule, seats: int, attending: int, least: int) -> None:
    assert needed(rule, seats, attending) == least


SHARES = st.fractions(0, 1, max_denominator=12)
RULES = st.builds(QuorumRule, SHARES, st.booleans(), st.integers(0, 40), st.none() | SHARES)


@given(RULES, st.integers(0, 40), st.integers(0, 40))
def test_the_number_needed_meets_every_threshold_and_one_less_does_not(
    rule: QuorumRule, seats: int, attending: int
) -> None:
    def enough(present: int) -> bool:
        share, whole = rule.share * seats, rule.attending
        return (
            present >= rule.at_least
            and (present > share if rule.strict else present >= share)
            and (whole is None or present > whole * attending)
        )

    least = needed(rule, seats, attending)
    assert enough(least)
    assert least == 0 or not enough(least - 1)


STAYS = st.lists(
    st.tuples(st.sampled_from((*CODES, "OBS")), st.integers(0, 50), st.integers(1, 50)), max_size=20
)


@given(STAYS, st.integers(0, 110))
def test_who_is_present_is_who_came_and_has_not_left(
    stays: list[tuple[str, int, int]], minute: int
) -> None:
    meeting = a_meeting(
        presence=tuple(
            Presence(code, BEGINS + start * MINUTE, BEGINS + (start + long) * MINUTE)
            for code, start, long in stays
        )
    )
    at = BEGINS + minute * MINUTE
    there = {code for code, start, long in stays if start <= minute < start + long}
    assert set(present_at(meeting, at)) == there
    found = quorum(meeting, CODES, at)
    assert found == Quorum(len(there - {"OBS"}), 5, 3)
    assert found.met == (found.short == 0)


def test_everybody_is_told_once_that_a_meeting_is_called_moved_and_cancelled() -> None:
    table = a_negotiation(codes=CODES)
    for command in (
        CALL,
        c.MoveMeeting(1, BEGINS + HOUR, BEGINS + 9 * HOUR, "Bonn", "A strike."),
        c.CancelMeeting(1, "No room."),
    ):
        events = decide_meetings(table, command, {"OBJ-0001"}, SEC, NOW)
        for event in events:
            table = evolve_negotiation(table, event)
        told = meetings_told(table, events, NOW)
        people = [d.person for d in table.delegates] + ["ada", "bea"]
        assert sorted(m.person for m in told) == sorted(people)
        assert len({m.key for m in told}) == len(told)


def test_every_seat_of_the_table_counts() -> None:
    assert may_sit(a_negotiation(codes=CODES)) == CODES
