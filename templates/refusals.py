"""What a person reads when something cannot be done, in their language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from placet.engine.errors import N_, IllegalMove, Obstacle, Obstructed, PlacetError, Refused
from placet.templates.dates import utc
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed, step_label
from placet.templates.waiting import missing_guards

_WORDS = ("kind", "what", "action")
"""Places that hold words of ours (`N_`), not data."""
THINGS = (
    N_("amendment"),
    N_("comment"),
    N_("file"),
    N_("goal"),
    N_("language"),
    N_("mail"),
    N_("message"),
    N_("negotiation"),
    N_("objective"),
    N_("organisation"),
    N_("link"),
    N_("package"),
    N_("page"),
    N_("post"),
    N_("provision"),
    N_("sounding"),
    N_("paragraph"),
    N_("person"),
    N_("position"),
    N_("rule"),
    N_("scenario"),
    N_("text"),
    N_("version"),
    N_("workflow"),
)
"""What may not be found, as `NotFound` calls it."""

TERMS: Mapping[str, str] = {
    "kinds": N_("the positions on offer"),
    "rule": N_("the rule"),
    "rule_by": N_("which ballot fixes the rule"),
    "carry_over": N_("what becomes of positions when the text changes"),
    "carries_from": N_("which positions of other stages are carried over"),
    "closes_when": N_("when it closes early"),
    "not_before": N_("when it closes early"),
    "frozen_text": N_("whether the text may change"),
    "void_when_text_changes": N_("whether the text may change"),
    "qualifiers": N_("what a position may carry"),
    "confirm_within": N_("until when ad referendum is confirmed"),
    "visibility": N_("who sees positions"),
    "breaker": N_("who learns who broke the silence"),
    "partial": N_("what an objection to single paragraphs does"),
    "cls": N_("who has a seat"),
}
"""The terms of a ballot, by the names of their fields."""
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
    if "keys" in values:
        keys = str(values["keys"]).split(", ")
        values["keys"] = listed(list(dict.fromkeys(_(TERMS.get(key, key)) for key in keys)))
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
