"""Versions that were negotiated before an objective came to Placet, said as such everywhere."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from placet.engine.model import TextHead
from placet.templates.i18n import SOURCE, accented, current, filled, is_pseudo, locale
from placet.templates.i18n import gettext as _


def from_before(head: TextHead) -> str:
    """From before Placet, dated 3 November 2026; empty for a version that was made here."""
    if not head.taken_over:
        return ""
    if not head.dated:
        return _("from before Placet")
    return filled(_("from before Placet, dated {date}"), {"date": _dated(head.dated)})


def _dated(words: str) -> str:
    """A date as it is written in the reader's language; other words as they are."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return words
    code = current()
    if code == SOURCE or is_pseudo(code):
        said = format_date(day, "d MMMM y", locale=locale(SOURCE))
        return accented(said) if is_pseudo(code) else said
    return format_date(day, "long", locale=locale(code))
