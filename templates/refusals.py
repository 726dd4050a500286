"""What a person reads when something cannot be done, in their language."""

from __future__ import annotations

import re
from datetime import datetime

from placet.engine.errors import IllegalMove, Obstacle, Obstructed, PlacetError, Refused
from placet.templates.dates import utc
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import step_label
from placet.templates.waiting import missing_guards

_WORDS = ("kind", "what", "action")
"""Places that hold words of ours (`N_`), not data."""
_TITLES = ("stage", "back")
"""Places that hold the title of a stage."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


def error_sentence(error: PlacetError) -> str:
    """What happened, and whether anything was recorded."""
    return _filled(error, error.sentence)


def error_advice(error: PlacetError) -> str:
    """What to do now; may be empty."""
    return _filled(error, error.advice)


def obstacle_sentence(obstacle: Obstacle) -> str:
    """One thing that stands in the way; titles of stages are said in the reader's language."""
    values = {
        name: _(value) if name in _TITLES and isinstance(value, str) else value
        for name, value in obstacle.values.items()
    }
    return filled(_(obstacle.sentence), values)


def error_in_full(error: PlacetError) -> str:
    """Both, as one paragraph."""
    return " ".join(part for part in (error_sentence(error), error_advice(error)) if part)


def _filled(error: PlacetError, sentence: str) -> str:
    return filled(_(" ".join(sentence.split())), _values(error)) if sentence else ""


def _values(error: PlacetError) -> dict[str, object]:
    values = {name: _readable(value) for name, value in error.values.items()}
    for name in _WORDS:
        said = values.get(name)
        if isinstance(said, str) and not any(c.isdigit() for c in said):
            values[name] = _(said)
    match error:
        case Refused():
            values.update(step=step_label(error.step), missing=missing_guards(error.missing))
        case Obstructed():
            said = " ".join(obstacle_sentence(o) for o in error.obstacles)
            values["obstacles"] = said.removesuffix(".")
        case IllegalMove():
            allowed = ", ".join(step_label(step) for step in error.allowed)
            values.update(step=step_label(error.step), allowed=allowed or "-")
    return values


def _readable(value: object) -> object:
    """An instant as people write it; anything else as it is."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        return value
    try:
        return utc(datetime.fromisoformat(value))
    except ValueError:
        return value
