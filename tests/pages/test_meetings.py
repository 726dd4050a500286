"""Meetings in the browser: called, held at the desk, seen in the room, written down."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document

from placet.engine import commands as c
from placet.engine.meetings import AgendaItem, Attendance, Meeting, MeetingState, present_at
from placet.engine.model import Capacity, Role
from placet.engine.text import Kind, Paragraph, Text
from placet.templates import PSEUDO, PSEUDO_RTL, untranslated
from tests.pages import journey as j
from tests.pages.checks import (
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
    look_for_landmarks,
)
from tests.pages.house import PEOPLE, START, TABLE, House

AT = f"/negotiations/{TABLE}/meetings"
ONE = f"{AT}/1"
HOUR = timedelta(hours=1)


def called(house: House, ref: str = "", days: int = 0) -> None:
    """A meeting that begins in two hours, with an item about the objective."""
    assert house.root.still is not None
    begins = house.root.still.now() + 2 * HOUR + timedelta(days=days)
    agenda = (AgendaItem(0, "Opening"), AgendaItem(0, "The text", ref or house.ref))
    plan = c.PlanMeeting("First session", "Rome", begins, begins + 8 * HOUR, "", agenda)
    house.root.cases.handle(house.actor("ada"), plan, negotiation=TABLE)


def opened(house: House, ref: str = "") -> None:
    """It is open, and AUR and BOR are there."""
    called(house, ref)
    for command in (c.NotePresence(1, (c.Arrival("AUR"), c.Arrival("BOR"))), c.OpenMeeting(1)):
        house.root.cases.handle(house.actor("ada"), command, negotiation=TABLE)


def meeting_in(house: House) -> Meeting:
    view = house.root.cases.negotiation(house.actor("ada"), TABLE)
    return view.negotiation.meetings[0]


def test_a_meeting_is_called_held_and_written_down_by_hand(house: House) -> None:
    sent = house.post("ada", f"{AT}/new", key=1, **{
        "title": "First session", "day": f"{START:%Y-%m-%d}", "from": "23:30",
        "last_day": f"{START + timedelta(days=1):%Y-%m-%d}", "until": "10:00", "place": "Rome",
        "zone": "Europe/Rome", "quorum": "half",
        "title.0": "Opening", "title.1": "The text", "objective.1": house.ref,
    })  # fmt: skip
    assert sent.headers["location"] == f"{ONE}?done=meeting-called"
    assert "Opening" in house.get("olga", ONE).text
    assert house.post("ada", f"{ONE}/presence", key=2, head="AUR\nBOR").status_code == 303
    assert house.post("ada", f"{ONE}/open", key=3).status_code == 303
    assert house.post("ada", f"{ONE}/show", key=4, item=2, paragraph="p1").status_code == 303
    done = house.post("ada", f"{ONE}/decisions", key=5, item=2, words="It goes to informals.")
    assert done.status_code == 303
    assert (
        house.post(
            "ada", f"{ONE}/agreed", key=6, level="informal", paragraph="p1", base=1
        ).status_code
        == 303
    )
    assert house.post("ada", f"{ONE}/presence", key=7, head="AUR").status_code == 303
    assert house.post("ada", f"{ONE}/close", key=8).status_code == 303
    draft = house.get("ada", f"{ONE}/minutes").text
    assert "Agreed in informals: 1." in draft
    assert house.get("fay", f"{ONE}/minutes").status_code == 403
    kept = {"opening": "It was held.", "item.1": "Nothing.", "item.2": "Much.", "do": "keep"}
    assert house.post("ada", f"{ONE}/minutes", key=9, **kept).status_code == 303
    assert "Much." in house.get("bea", f"{ONE}/minutes").text
    assert (
        house.post("ada", f"{ONE}/minutes", key=10, **{**kept, "do": "publish"}).status_code == 303
    )
    read = " ".join(house.get("fay", f"{ONE}/minutes").text.split())
    for said in ("It was held.", "Much.", "It goes to informals.", "2 were present; 2 needed."):
        assert said in read
    assert "<textarea" not in read
    m = meeting_in(house)
    assert (m.state, len(m.decisions), [s.organisation for s in m.presence]) == (
        MeetingState.CLOSED, 1, ["AUR", "BOR"],
    )  # fmt: skip


def test_the_minutes_are_one_in_page_print_and_word(house: House) -> None:
    opened(house)
    decide = c.NoteDecision(1, 1, "The agenda is adopted.")
    for command in (decide, c.CloseMeeting(1), c.PublishMinutes(1, "It was held in peace.")):
        house.root.cases.handle(house.actor("ada"), command, negotiation=TABLE)
    pdf = house.get("fay", f"{ONE}/minutes.pdf")
    assert pdf.content.startswith(b"%PDF")
    word = house.get("fay", f"{ONE}/minutes.docx")
    said = [p.text for p in Document(BytesIO(word.content)).paragraphs]
    page = house.get("fay", f"{ONE}/minutes").text
    for words in ("The agenda is adopted.", "It was held in peace."):
        assert any(words in line for line in said)
        assert words in page


def test_the_room_has_no_form_and_says_nothing_of_positions(house: House) -> None:
    ref = j.in_endorsement(house)
    opened(house, ref)
    room = f"{ONE}/room?item=2"
    before = house.get("olga", room).text
    assert "<form" not in before
    assert "<input" not in before
    j.hold(house, "dora", ref, "endorse")
    assert house.get("olga", room).text == before


def test_the_room_follows_the_desk_and_is_silent_while_nothing_changes(house: House) -> None:
    opened(house)
    mark = re.findall(r'data-mark="([^"]+)"', house.get("fay", f"{ONE}/room").text)[0]
    shown = f"{ONE}/room/shown?seen="
    assert house.get("fay", shown + mark).status_code == 204
    house.post("ada", f"{ONE}/show", item=2, paragraph="p1")
    now = house.get("fay", shown + mark)
    assert now.status_code == 200
    assert "soundings" in now.text
    assert "<form" not in now.text


def test_what_is_typed_in_vain_is_not_lost(house: House) -> None:
    called(house)
    bad = house.post("ada", f"{AT}/new", **{"title": "Kept", "day": "nonsense", "title.0": "Mine"})
    assert bad.status_code == 422
    assert 'value="Kept"' in bad.text
    assert 'value="Mine"' in bad.text
    past = house.post("ada", f"{ONE}/move", **{"day": "2001-01-01", "place": "Kept there"})
    assert past.status_code == 422
    assert "Kept there" in past.text


@pytest.mark.parametrize("path", ["open", "close", "presence", "decisions", "cancel", "show"])
def test_a_delegate_changes_nothing_at_a_meeting(house: House, path: str) -> None:
    called(house)
    house.get("fay", ONE)
    before = house.rows()
    assert house.post("fay", f"{ONE}/{path}", item=1, words="x", reason="x").status_code == 403
    assert house.rows() == before


def test_the_pages_are_whole_pages(house: House) -> None:
    opened(house)
    for path in (AT, f"{AT}/new", ONE, f"{ONE}/change", f"{ONE}/desk", f"{ONE}/minutes"):
        html = house.get("ada", path).text
        look_for_landmarks(html)
        look_for_anything_inline(html)
        look_at_tables_forms_and_ids(html)


def test_the_calendar_file_is_one_event_that_moves(house: House) -> None:
    called(house, days=5)
    first = house.get("fay", f"{ONE}/calendar.ics").text
    assert first.count("BEGIN:VEVENT") == 1
    assert "SEQUENCE:0\r\n" in first
    assert all(len(line.encode()) <= 75 for line in first.split("\r\n"))
    m = meeting_in(house)
    move = c.MoveMeeting(1, m.begins + HOUR, m.ends + HOUR, m.place)
    house.root.cases.handle(house.actor("ada"), move, negotiation=TABLE)
    assert "SEQUENCE:1\r\n" in house.get("fay", f"{ONE}/calendar.ics").text


def test_deadlines_that_are_counted_from_a_meeting_move_with_it(house: House) -> None:
    cases, ada = house.root.cases, house.actor("ada")
    cases.handle(ada, c.OpenNegotiation("TAP", "Recommendation", "To agree", "UTC", "itu-tap"))
    for command in (
        c.InviteOrganisation("AUR", ("member_state",)),
        c.AppointOfficer(house.ids["bea"], Role.CHAIR),
        c.AppointDelegate(house.ids["fay"], "AUR", Capacity.FOCAL_POINT),
    ):
        cases.handle(ada, command, negotiation="TAP")
    text = Text((Paragraph("p1", Kind.OPERATIVE, "It is recommended."),))
    made = cases.handle(house.actor("fay"), c.Propose("X", "Y", text, 1), negotiation="TAP")
    begins = START + timedelta(days=120)
    plan = c.PlanMeeting("Study group", "", begins, begins + 8 * HOUR)
    cases.handle(ada, plan, negotiation="TAP")
    j.do(house, "bea", made.object, c.TakeStep("determine", "It is mature."))
    j.do(house, "ada", made.object, c.ScheduleMeeting(begins, 1))
    j.do(house, "ada", made.object, c.TakeStep("consult"))
    before = j.seen(house, made.object).objective
    week = timedelta(days=7)
    move = c.MoveMeeting(1, begins + week, begins + week + HOUR, "", "A strike.")
    cases.handle(ada, move, negotiation="TAP")
    after = j.seen(house, made.object).objective
    assert after.course.meeting == begins + week
    assert before.run.deadline is not None
    assert after.run.deadline is not None
    assert after.run.deadline.at == before.run.deadline.at + week
    assert house.get("ada", "/negotiations/TAP/audit").text.count("was moved from") == 1


def test_positions_taken_in_the_room_are_entered_as_one_batch(house: House) -> None:
    ref = j.in_endorsement(house)
    opened(house, ref)
    grid = house.get("ada", f"{ONE}/positions?item=2").text
    assert 'name="kind.AUR"' in grid
    assert 'name="kind.CYG"' not in grid, "who is absent has no row"
    b = j.ballot(house, ref)
    said = {"item": 2, "ballot": b.number, "text_hash": b.text_hash,
            "kind.AUR": "endorse", "kind.BOR": "no_objection", "kind.CYG": "endorse"}  # fmt: skip
    check = house.post("ada", f"{ONE}/positions", key=1, do="check", **said)
    assert "Is this what was said?" in check.text
    assert j.ballot(house, ref).positions == {}, "a check enters nothing"
    assert house.post("ada", f"{ONE}/positions", key=2, do="enter", **said).status_code == 303
    held = {o: (p.kind, p.evidence) for o, p in j.ballot(house, ref).positions.items()}
    number, begins = 1, meeting_in(house).begins
    day = f"{begins.day} {begins:%B} {begins.year}"
    evidence = f"Meeting {number}, {day}, item 2"
    assert held == {"AUR": ("endorse", evidence), "BOR": ("no_objection", evidence)}
    assert "Endorse: AUR." in house.get("ada", f"{ONE}/minutes").text


def test_an_entry_that_cannot_stand_enters_nothing_and_keeps_what_was_typed(house: House) -> None:
    ref = j.in_endorsement(house)
    opened(house, ref)
    b = j.ballot(house, ref)
    bad = house.post("ada", f"{ONE}/positions", do="enter", item=2, ballot=b.number,
                     text_hash=b.text_hash, **{"kind.AUR": "endorse", "kind.BOR": "discuss",
                                               "reasons.BOR": "Kept words"})  # fmt: skip
    assert bad.status_code == 422
    assert "Kept words" in bad.text
    assert j.ballot(house, ref).positions == {}


@pytest.mark.parametrize("code", [PSEUDO, PSEUDO_RTL])
def test_every_word_of_the_pages_goes_through_a_catalogue(house: House, code: str) -> None:
    opened(house)
    ours = [
        "It goes to informals.",
        "First session",
        "Opening",
        "The text",
        "Rome",
        "Share soundings",
    ]
    ours += [TABLE, house.ref, "Ocean data", "To measure the sea together.", "AUR", "BOR", "CYG"]
    ours += [
        "The organisations share [all] soundings.",
        "The organisations share",
        "all",
        "soundings.",
    ]
    ours += [*(full for full, _ in PEOPLE.values()), "Europe", "Nairobi", "New York", "PDF"]
    ours += ["The organisations share", "Africa", "America"]
    decide = c.NoteDecision(1, 1, "It goes to informals.", "It goes to informals.")
    house.root.cases.handle(house.actor("ada"), decide, negotiation=TABLE)
    house.root.cases.show_in_room(house.actor("ada"), TABLE, 1, 2, "p1")
    with house.root.database.engine.begin() as connection:
        connection.exec_driver_sql("update person set language = ?", (code,))
    paths = ("", "/change", "/desk", "/minutes", "/room", "/room?item=0", "/room?item=1")
    for path in (AT, f"{AT}/new", *(f"{ONE}{x}" for x in paths)):
        html = re.sub(r"<option[^>]*>.*?</option>", "", house.get("ada", path).text)
        assert untranslated(html, ours) == (), path


def test_reading_a_meeting_changes_no_row(house: House) -> None:
    opened(house)
    house.get("ada", AT)
    before = house.rows()
    for path in (AT, ONE, f"{ONE}/desk", f"{ONE}/room", f"{ONE}/minutes", f"{ONE}/calendar.ics"):
        assert house.get("ada", path).status_code == 200
    assert house.rows() == before


def test_somebody_without_a_part_learns_of_no_meeting(house: House) -> None:
    called(house)
    for path in (AT, ONE, f"{ONE}/room", f"{ONE}/room/shown", f"{ONE}/calendar.ics"):
        answer = house.get("zoe", path)
        assert answer.status_code == 404
        assert "First session" not in answer.text


def present_in(house: House) -> dict[str, Attendance]:
    assert house.root.still is not None
    return dict(present_at(meeting_in(house), house.root.still.now()))


def was_on(house: House) -> str:
    found = re.search(r'name="was" value="([^"]*)"', house.get("ada", f"{ONE}/desk").text)
    assert found is not None
    return found[1]


def test_an_old_page_of_the_desk_sends_nobody_out_whom_another_one_let_in(house: House) -> None:
    opened(house)
    old = was_on(house)
    assert (
        house.post("ada", f"{ONE}/presence", key=2, was=old, head="AUR\nBOR\nCYG").status_code
        == 303
    )
    late = house.post("ada", f"{ONE}/presence", key=3, was=old, alternate="AUR", head="BOR")
    assert late.status_code == 303
    assert present_in(house) == {
        "AUR": Attendance.ALTERNATE,
        "BOR": Attendance.HEAD,
        "CYG": Attendance.HEAD,
    }


def test_who_was_ticked_stays_ticked_where_the_time_is_nonsense(house: House) -> None:
    opened(house)
    sent = {"was": was_on(house), "day": f"{START:%Y-%m-%d}", "time": "25:99", "alternate": "CYG"}
    bad = house.post("ada", f"{ONE}/presence", key=2, **sent)
    assert bad.status_code == 422
    ticked = re.findall(r'name="(head|alternate)" value="(\w+)" checked', bad.text)
    assert ticked == [("alternate", "CYG")]
    assert present_in(house) == {"AUR": Attendance.HEAD, "BOR": Attendance.HEAD}


def test_a_form_that_was_sent_before_says_what_became_of_it_and_can_be_sent_again(
    house: House,
) -> None:
    opened(house)
    assert house.post("ada", f"{ONE}/decisions", key=2, item=1, words="One.").status_code == 303
    back = house.post("ada", f"{ONE}/decisions", key=2, item=1, words="Two.")
    assert back.status_code == 422
    assert "You sent this form before" in back.text
    assert "idempotency" not in back.text.casefold()
    assert "Two." in back.text
    fresh = re.findall(r'name="key" value="([^"]+)"', back.text)[0]
    assert house.post("ada", f"{ONE}/decisions", key=fresh, item=1, words="Two.").status_code == 303
    assert [d.words for d in meeting_in(house).decisions] == ["One.", "Two."]


def test_what_happens_after_a_draft_of_the_minutes_was_kept_is_named_beside_it(
    house: House,
) -> None:
    opened(house)
    kept = {"opening": "", "item.1": "", "item.2": "We talked.", "do": "keep"}
    assert house.post("ada", f"{ONE}/minutes", key=2, **kept).status_code == 303
    assert "Not in these words yet" not in house.get("ada", f"{ONE}/minutes").text
    house.post("ada", f"{ONE}/show", key=3, item=2, paragraph="p1")
    agreed = house.post("ada", f"{ONE}/agreed", key=4, level="informal", paragraph="p1", base=1)
    assert agreed.status_code == 303
    page = house.get("ada", f"{ONE}/minutes").text
    assert "Not in these words yet" in page
    assert '<li dir="auto">Agreed in informals: 1.</li>' in page
    whole = {**kept, "item.2": "We talked. Agreed in informals: 1."}
    house.post("ada", f"{ONE}/minutes", key=5, **whole)
    assert "Not in these words yet" not in house.get("ada", f"{ONE}/minutes").text
