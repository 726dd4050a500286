"""Letters about meetings: called, moved, cancelled, minutes published."""

from __future__ import annotations

from placet.notifications import parts
from placet.notifications.letter import Letter, Section, Sentence, Value, sentence
from placet.notifications.parts import Case
from placet.templates.i18n import gettext as _


def called(case: Case) -> Letter:
    """A meeting was called: when, where, its agenda."""
    subject = _("{title}: {day} [{symbol}]")
    lead = case.said(_("You are called to {title}, a meeting of {negotiation}."))
    more = (_when(case, _("When and where")), *_agenda(case))
    return _letter(case, subject, _("A meeting is called"), (lead,), more, _("Open the meeting"))


def moved(case: Case) -> Letter:
    """It has another time or place."""
    if case.facts.instant("was") == case.facts.instant("begins"):
        lead = case.said(_("The place or the end of {title} changed."))
    else:
        lead = case.said(
            _("{title} does not begin {was}, but {begins}."),
            was=case.until("was"),
            begins=case.until("begins"),
        )
    deadlines = sentence(_("Deadlines that are counted from it have moved with it."))
    more = (_when(case, _("When and where now")), *parts.reason(case))
    subject = _("Moved: {title}, {day} [{symbol}]")
    return _letter(
        case, subject, _("A meeting was moved"), (lead, deadlines), more, _("Open the meeting")
    )


def cancelled(case: Case) -> Letter:
    """It does not take place."""
    lead = case.said(
        _("{title}, called for {begins}, does not take place."), begins=case.until("begins")
    )
    deadlines = sentence(_("Deadlines that were counted from it stay as they are."))
    subject = _("Cancelled: {title}, {day} [{symbol}]")
    return _letter(
        case,
        subject,
        _("A meeting was cancelled"),
        (lead, deadlines),
        parts.reason(case),
        _("Open the meeting"),
    )


def minutes(case: Case) -> Letter:
    """What was decided, with the way to the minutes."""
    lead = case.said(_("The minutes of {title} are published."))
    rows = parts.rows_of(case, "decisions")
    none = (sentence(_("The meeting took no decision.")),)
    decided = Section(_("What was decided"), () if rows else none, rows)
    subject = _("Minutes: {title}, {day} [{symbol}]")
    return _letter(case, subject, _("Minutes"), (lead,), (decided,), _("Read the minutes"))


def _letter(
    case: Case,
    subject: str,
    heading: str,
    lead: tuple[Sentence, ...],
    sections: tuple[Section, ...],
    action: str,
) -> Letter:
    return Letter(
        subject=case.subject(subject, day=case.day("begins")),
        heading=heading,
        lead=lead,
        reference=case.text("symbol"),
        table=case.text("negotiation"),
        action=case.action(action),
        sections=(*sections, *parts.questions(case)),
        footer=parts.footer(case),
    )


def _when(case: Case, heading: str) -> Section:
    """The beginning in the zone of the meeting and in the reader's, the end, and the place."""
    said = [sentence(_("It begins {begins}."), {"begins": case.until("begins")})]
    said += case.your_time("begins")
    said.append(sentence(_("It ends {ends}."), {"ends": case.until("ends")}))
    if "place" in case.facts:
        place = Value(case.text("place"))
        said.append(sentence(_("Place: {place}."), {"place": place}))
    said.append(sentence(_("Its page has a file for your calendar.")))
    return Section(heading, tuple(said))


def _agenda(case: Case) -> tuple[Section, ...]:
    rows = parts.rows_of(case, "agenda")
    none = (sentence(_("The agenda follows.")),)
    return (Section(_("Agenda"), () if rows else none, rows),)
