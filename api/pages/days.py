"""The day at the head of an agenda row: Fri 12 March."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_datetime, format_skeleton

from placet.templates import i18n
from placet.templates.dates import there


def agenda_day(at: datetime, zone: str) -> str:
    """Weekday, day and month in the zone, as the reader's language writes them."""
    local, code = there(at, zone), i18n.current()
    if code == i18n.SOURCE or i18n.is_pseudo(code):
        said = format_datetime(local, "EEE d MMMM", locale=i18n.locale(i18n.SOURCE))
        return i18n.accented(said) if i18n.is_pseudo(code) else said
    return str(format_skeleton("MMMMEd", local, locale=i18n.locale(code)))
