"""Meetings: calling, moving and cancelling one, its agenda, presence, decisions, minutes.

A decision is noted with the quorum of that instant.  Where there is none it may still be noted,
with the reason why it stands: the record shows both, and who reads it can judge.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Actor
from placet.engine.codec import instant
from placet.engine.decide.agendas import check_kept, checked_quorum, cleaned, no_item, numbered
from placet.engine.decide.negotiations import zone_of
from placet.engine.decide.presence import may_sit, note_presence
from placet.engine.decide.words import REMARK, TITLE, WORDING, line, words
from placet.engine.errors import N_, BadInput, NotFound, NotOpen
from placet.engine.meetings import (
    ItemMinutes,
    Meeting,
    MeetingDecision,
    MeetingState,
    Minutes,
    item_of,
    quorum,
)
from placet.engine.model import Negotiation

Events = tuple[e.NegotiationEvent, ...]

EARLY = timedelta(days=1)
"""How long before its time a meeting may be opened."""
FURTHEST = timedelta(days=3653)
"""How far away a meeting may be: ten years, as a deadline."""
LONGEST = timedelta(days=92)
"""How long one may last."""


def meeting_of(negotiation: Negotiation, number: int) -> Meeting:
    """The meeting of that number, or NotFound."""
    for meeting in negotiation.meetings:
        if meeting.number == number:
            return meeting
    raise NotFound("meeting", f"{negotiation.symbol}/{number}")


def decide_meetings(
    before: Negotiation,
    command: c.MeetingCommand,
    objectives: Collection[str],
    actor: Actor,
    now: datetime,
) -> Events:
    """What the command brings about; `objectives` are those of the table, where it names any."""
    if isinstance(command, c.PlanMeeting):
        return plan(before, command, objectives, now)
    meeting = meeting_of(before, command.meeting)
    match command:
        case c.MoveMeeting():
            return move(meeting, command, now)
        case c.ChangeAgenda():
            return change_agenda(meeting, command, objectives)
        case c.OpenMeeting():
            _in_state(meeting, MeetingState.PLANNED)
            _check_near(meeting, now)
            return (e.MeetingOpened(meeting.number, now),)
        case c.NotePresence():
            return note_presence(before, meeting, command, now)
        case c.NoteDecision():
            return note_decision(before, meeting, command, actor, now)
        case c.CloseMeeting():
            _in_state(meeting, MeetingState.OPEN)
            return (e.MeetingClosed(meeting.number, now),)
        case c.CancelMeeting():
            _in_state(meeting, MeetingState.PLANNED)
            reason = words("reason", command.reason, REMARK, required=True)
            return (e.MeetingCancelled(meeting.number, reason),)
        case c.PublishMinutes():
            return publish(meeting, command, actor, now)


def plan(
    before: Negotiation, command: c.PlanMeeting, objectives: Collection[str], now: datetime
) -> Events:
    """A meeting that is still to come, under the next number."""
    meeting = Meeting(
        number=len(before.meetings) + 1,
        title=line("title", command.title, TITLE),
        place=line("place", command.place, TITLE, required=False),
        begins=command.begins,
        ends=command.ends,
        zone=zone_of("zone", command.zone or before.zone),
        agenda=numbered(cleaned(command.agenda, objectives), 0),
        quorum=checked_quorum(command.quorum, len(may_sit(before))),
    )
    _check_times(command.begins, command.ends, now)
    return (e.MeetingPlanned(meeting),)


def move(meeting: Meeting, command: c.MoveMeeting, now: datetime) -> Events:
    """Another time or place of a meeting that has not begun."""
    _in_state(meeting, MeetingState.PLANNED)
    place = line("place", command.place, TITLE, required=False)
    if (command.begins, command.ends, place) == (meeting.begins, meeting.ends, meeting.place):
        raise BadInput(
            "begins", N_("The meeting is there and then already."), N_("Change its time or place.")
        )
    if (command.begins, command.ends) != (meeting.begins, meeting.ends):
        _check_times(command.begins, command.ends, now)
    reason = words("reason", command.reason, REMARK)
    return (
        e.MeetingMoved(meeting.number, command.begins, command.ends, place, meeting.begins, reason),
    )


def change_agenda(meeting: Meeting, command: c.ChangeAgenda, objectives: Collection[str]) -> Events:
    """Another agenda; an item under which something was decided stays."""
    if not meeting.running:
        raise NotOpen(N_("The meeting"))
    asked = cleaned(command.agenda, objectives)
    if meeting.state is MeetingState.PLANNED:
        agenda = numbered(asked, 0)
    else:
        check_kept(meeting, asked)
        agenda = numbered(asked, max((i.number for i in meeting.agenda), default=0), keep=True)
    if agenda == meeting.agenda:
        raise BadInput("agenda", N_("This is the agenda already."), N_("Change an item of it."))
    return (e.AgendaChanged(meeting.number, agenda),)


def note_decision(
    before: Negotiation, meeting: Meeting, command: c.NoteDecision, actor: Actor, now: datetime
) -> Events:
    """What was decided, with the quorum as it is now."""
    _in_state(meeting, MeetingState.OPEN)
    item = item_of(meeting, command.item)
    if item is None:
        raise no_item(command.item)
    said = words("words", command.words, REMARK, required=True)
    found = quorum(meeting, may_sit(before), now)
    reason = words("reason", command.reason, REMARK)
    if not found.met and not reason:
        raise BadInput(
            "reason",
            N_("There is no quorum: {present} of {seats} are present, and {needed} are needed."),
            N_("Note who came, or say why the decision stands all the same."),
            present=found.present,
            seats=found.seats,
            needed=found.needed,
        )
    decision = MeetingDecision(
        number=len(meeting.decisions) + 1,
        item=item.number,
        words=said,
        by=actor.person,
        at=now,
        objective=item.objective,
        present=found.present,
        needed=found.needed,
        without_quorum="" if found.met else reason,
    )
    return (e.DecisionNoted(meeting.number, decision),)


def publish(meeting: Meeting, command: c.PublishMinutes, actor: Actor, now: datetime) -> Events:
    """The minutes, once; they are not edited afterwards."""
    _in_state(meeting, MeetingState.CLOSED)
    if meeting.minutes is not None:
        raise BadInput(
            "meeting", N_("The minutes are published already."),
            N_("Note a correction in the minutes of the next meeting."),
        )  # fmt: skip
    opening = words("opening", command.opening, WORDING)
    said = {x.item: words("items", x.words, WORDING) for x in command.items}
    for number in said:
        if item_of(meeting, number) is None:
            raise no_item(number)
    items = tuple(
        ItemMinutes(i.number, said[i.number]) for i in meeting.agenda if said.get(i.number)
    )
    return (e.MinutesPublished(meeting.number, Minutes(now, actor.person, opening, items)),)


def _check_times(begins: datetime, ends: datetime, now: datetime) -> None:
    if begins <= now:
        raise BadInput(
            "begins", N_("{begins} is already past."), N_("Choose an instant after {now}."),
            begins=instant(begins), now=instant(now),
        )  # fmt: skip
    if begins - now > FURTHEST:
        raise BadInput(
            "begins", N_("{begins} is more than ten years away."), N_("Choose an earlier year."),
            begins=instant(begins),
        )  # fmt: skip
    if not begins < ends <= begins + LONGEST:
        raise BadInput(
            "ends", N_("A meeting ends after it begins, and within three months."),
            N_("Choose an end after {begins}."), begins=instant(begins),
        )  # fmt: skip


def _check_near(meeting: Meeting, now: datetime) -> None:
    if now < meeting.begins - EARLY:
        raise BadInput(
            "meeting",
            N_("The meeting begins {begins}; it can be opened a day before at most."),
            N_("Move the meeting if it begins sooner."),
            begins=instant(meeting.begins),
        )


def _in_state(meeting: Meeting, state: MeetingState) -> None:
    if meeting.state is not state:
        raise BadInput(_FIELD, _STATES[state], _WHAT_THEN[state])


_FIELD = "meeting"
_STATES = {
    MeetingState.PLANNED: N_(
        "Only a meeting that has not begun can be opened, moved or cancelled."
    ),
    MeetingState.OPEN: N_("The meeting is not open."),
    MeetingState.CLOSED: N_("Minutes are published when the meeting is closed."),
}
_WHAT_THEN = {
    MeetingState.PLANNED: N_("Plan another meeting."),
    MeetingState.OPEN: N_("Open it first."),
    MeetingState.CLOSED: N_("Close it first."),
}
