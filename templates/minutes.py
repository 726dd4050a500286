"""The minutes of a meeting: one sheet of words, placed by a page, a PDF and a Word document.

Attendance, quorum and decisions come from the record; the words around them from whoever wrote
the minutes.  Until somebody has, they begin with what Placet knows: when it was opened and
closed, and which paragraphs were agreed under each item.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document

from placet.engine.meeting_views import MeetingView
from placet.engine.meetings import AgendaItem, Meeting, attended
from placet.templates import i18n
from placet.templates.dates import city, when
from placet.templates.drafts import MEMORY, SECONDS, printed_sheet
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.meeting_words import (
    attendance_label,
    decision_quorum,
    happened_sentences,
    meeting_time,
    opening_words,
    quorum_rule,
    quorum_sentence,
)

Sheet = dict[str, Any]


def drafted(found: MeetingView) -> tuple[str, Mapping[int, str]]:
    """The words that may be edited: as kept at the desk, else as Placet would begin them."""
    meeting, desk = found.meeting, found.desk
    if meeting.minutes is not None:
        kept = {x.item: x.words for x in meeting.minutes.items}
        return meeting.minutes.opening, {i.number: kept.get(i.number, "") for i in meeting.agenda}
    written = {x.item: x.words for x in desk.items}
    opening = desk.opening or ("" if written else opening_words(meeting))
    items = {}
    for item in meeting.agenda:
        known = "\n".join(happened_sentences(found.happened.get(item.number)))
        items[item.number] = written.get(item.number, known)
    return opening, items


def unwritten(found: MeetingView, item: int, words: str) -> tuple[str, ...]:
    """What happened under an item and is not in the words about it: a draft may be older."""
    happened = happened_sentences(found.happened.get(item))
    return tuple(said for said in happened if said not in words)


def minutes_sheet(found: MeetingView) -> Sheet:
    """Everything that the minutes say, as plain data, in the language that is spoken now."""
    meeting = found.meeting
    opening, words = drafted(found)
    code = i18n.current()
    status = _("Minutes") if meeting.minutes else _("Draft minutes, not published")
    return {
        "lang": code,
        "dir": i18n.direction(code),
        "title": filled(_("Minutes of {title}"), {"title": meeting.title}),
        "status": status,
        "table": found.view.negotiation.title,
        "facts": _facts(found),
        "opening": _lines(opening),
        "attendance": _("Attendance"),
        "columns": [_("Organisation"), _("In what capacity"), _("From"), _("Until")],
        "present": _present(meeting),
        "nobody": _("Nobody was noted as present."),
        "items": [_item(meeting, item, words.get(item.number, "")) for item in meeting.agenda],
        "foot": f"{found.view.negotiation.symbol} \N{MIDDLE DOT} {meeting.title}",
        "page": _("Page {page} of {pages}"),
        "missing": _("Some characters have no typeface here; they are printed as numbers."),
    }


def _facts(found: MeetingView) -> list[list[str]]:
    meeting = found.meeting
    came = [o for o in attended(meeting) if o in found.seats]
    count = {"came": len(came), "seats": len(found.seats)}
    facts = [
        [_("Meeting"), f"{meeting.number}. {meeting.title}"],
        [_("Held"), meeting_time(meeting)],
        [_("Place"), meeting.place or _("not said")],
        [_("Quorum"), quorum_rule(meeting.quorum)],
        [_("Present at some time"), filled(_("{came} of {seats}"), count)],
    ]
    if meeting.closed_at is not None:
        facts.append([_("Present at the end"), quorum_sentence(found.quorum)])
    return facts


def _present(meeting: Meeting) -> list[list[str]]:
    def at(when_: datetime | None) -> str:
        return when(when_, meeting.zone, "stamp") if when_ else _("still present")

    rows = sorted(meeting.presence, key=lambda s: (s.organisation, s.arrived))
    return [[s.organisation, attendance_label(s.capacity), at(s.arrived), at(s.left)] for s in rows]


def _item(meeting: Meeting, item: AgendaItem, words: str) -> dict[str, Any]:
    title = f"{item.number}. {item.title}"
    decisions = [
        {
            "words": _lines(d.words),
            "about": f"{when(d.at, meeting.zone, 'stamp')} {city(meeting.zone)} "
            f"\N{MIDDLE DOT} {decision_quorum(d)}",
            "reason": d.without_quorum,
        }
        for d in meeting.decisions
        if d.item == item.number
    ]
    return {
        "title": f"{title} ({item.objective})" if item.objective else title,
        "asked": item.asked,
        "words": _lines(words),
        "decided": _("Decided"),
        "decisions": decisions,
    }


def _lines(words: str) -> list[str]:
    return [line for line in words.split("\n") if line.strip()]


def minutes_pdf(sheet: Sheet, now: datetime) -> bytes:
    """The minutes as a tagged PDF; raises DraftFailed."""
    return printed_sheet(sheet, int(now.timestamp()), SECONDS, MEMORY, "minutes.typ")


def minutes_docx(sheet: Sheet, now: datetime) -> bytes:
    """The minutes as a Word document, with headings that Word knows as such."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.subject = sheet["title"], sheet["table"], sheet["status"]
    about.created = about.modified = now.replace(tzinfo=None)
    about.language = sheet["lang"]
    document.add_heading(sheet["title"], 0)
    document.add_paragraph(f"{sheet['table']} \N{MIDDLE DOT} {sheet['status']}")
    for name, said in sheet["facts"]:
        line = document.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(said)
    for line in sheet["opening"]:
        document.add_paragraph(line)
    document.add_heading(sheet["attendance"], 1)
    _table(document, sheet)
    for item in sheet["items"]:
        document.add_heading(item["title"], 1)
        if item["asked"]:
            document.add_paragraph().add_run(item["asked"]).italic = True
        for line in item["words"]:
            document.add_paragraph(line)
        for decision in item["decisions"]:
            said = document.add_paragraph()
            said.add_run(f"{item['decided']}: ").bold = True
            said.add_run("\n".join(decision["words"]))
            document.add_paragraph(" ".join(filter(None, (decision["about"], decision["reason"]))))
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _table(document: Any, sheet: Sheet) -> None:
    if not sheet["present"]:
        document.add_paragraph(sheet["nobody"])
        return
    table = document.add_table(rows=1, cols=len(sheet["columns"]))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, sheet["columns"], strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for row in sheet["present"]:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
