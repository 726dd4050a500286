"""Lengths of time in words: 4 weeks; 7 business days before the meeting; at the meeting."""

from __future__ import annotations

from placet.engine.deadlines import AfterMeeting, BeforeMeeting, Period, parse_term
from placet.engine.errors import BadInput
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _


def term_label(text: str) -> str:
    """What a stage says of its time, in the reader's language; unreadable text as it stands."""
    try:
        term = parse_term(text)
    except BadInput:
        return text
    if isinstance(term, Period):
        return _period(term)
    return _of_meeting(term)


def _of_meeting(term: BeforeMeeting | AfterMeeting) -> str:
    if term.by is None:
        return _("at the meeting")
    if isinstance(term, AfterMeeting):
        return filled(_("{period} after the meeting"), {"period": _period(term.by)})
    return filled(_("{period} before the meeting"), {"period": _period(term.by)})


def _period(period: Period) -> str:
    n = period.count
    said = {
        "hours": ngettext("{n} hour", "{n} hours", n),
        "days": ngettext("{n} day", "{n} days", n),
        "business days": ngettext("{n} business day", "{n} business days", n),
        "weeks": ngettext("{n} week", "{n} weeks", n),
        "months": ngettext("{n} month", "{n} months", n),
        "years": ngettext("{n} year", "{n} years", n),
    }[period.unit]
    return filled(said, {"n": number(n)})
