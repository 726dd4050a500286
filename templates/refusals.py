"""What a person reads when something cannot be done, in their language."""

from __future__ import annotations

from datetime import datetime

from placet.engine.errors import IllegalMove, PlacetError, Refused, TooLate
from placet.templates.dates import utc
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import step_label
from placet.templates.waiting import missing_guards

_WORDS = ("kind", "what", "action")
"""Places that hold words of ours (`N_`), not data."""


def error_sentence(error: PlacetError) -> str:
    """What happened, and whether anything was recorded."""
    return _filled(error, error.sentence)


def error_advice(error: PlacetError) -> str:
    """What to do now; may be empty."""
    return _filled(error, error.advice)


def error_in_full(error: PlacetError) -> str:
    """Both, as one paragraph."""
    return " ".join(part for part in (error_sentence(error), error_advice(error)) if part)


def _filled(error: PlacetError, sentence: str) -> str:
    return filled(_(" ".join(sentence.split())), _values(error)) if sentence else ""


def _values(error: PlacetError) -> dict[str, object]:
    values = dict(error.values)
    for name in _WORDS:
        said = values.get(name)
        if isinstance(said, str) and not any(c.isdigit() for c in said):
            values[name] = _(said)
    match error:
        case Refused():
            values.update(step=step_label(error.step), missing=missing_guards(error.missing))
        case IllegalMove():
            allowed = ", ".join(step_label(step) for step in error.allowed)
            values.update(step=step_label(error.step), allowed=allowed or "-")
        case TooLate():
            values["deadline"] = _instant(str(values["deadline"]))
    return values


def _instant(text: str) -> str:
    try:
        return utc(datetime.fromisoformat(text))
    except ValueError:
        return text
