"""The JSON Schema of workflow files: what an editor needs to complete and explain them.

The shape comes from the models that read the files; here stands which names may stand
where, and in `keys` what every key is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from placet.engine import definition as d
from placet.engine.deadlines import PERIOD_PATTERN, TERM_PATTERN, WEEKDAYS
from placet.engine.guards import GUARDS
from placet.engine.model import SUBMITTING, Qualifier
from placet.workflows import schema
from placet.workflows.json_schema import Names, json_schema, or_another
from placet.workflows.keys import WORDS
from placet.workflows.rules import shipped_rules


def workflow_schema() -> str:
    """The JSON Schema of a workflow file, as text."""
    return json_schema(schema.WorkflowFile, "A workflow of Placet", WORDS, _names)


def _names(part: str, key: str) -> Names | None:
    """What a name in this place may be."""
    if (part, key) in _FIXED:
        return {"enum": list(_FIXED[part, key])}
    if key in _PERIODS.get(part, ()):
        term = (part, key) == ("StagePart", "period")
        return {"pattern": f"^({TERM_PATTERN if term else PERIOD_PATTERN})$"}
    rules = shipped_rules()
    if (part, key) == ("RulePart", "name"):
        return or_another(dict.fromkeys(name for name, _version in rules))
    if (part, key) == ("BallotPart", "kinds"):
        return or_another(dict.fromkeys(kind for rule in rules.values() for kind in rule.kinds))
    return None


_FIXED: Mapping[tuple[str, str], Iterable[str]] = {
    ("StagePart", "state"): d.STATES,
    ("StagePart", "text_changed_by"): d.TEXT_ROLES,
    ("StagePart", "restarts_on"): d.RESTARTING,
    ("StagePart", "codes"): d.SUB_STATES,
    ("BallotPart", "carry_over"): d.CARRY_OVER,
    ("BallotPart", "closes_when"): d.CLOSES_WHEN,
    ("BallotPart", "qualifiers"): [str(q) for q in Qualifier],
    ("BallotPart", "visibility"): d.VISIBILITIES,
    ("BallotPart", "breaker"): d.BREAKERS,
    ("BoundsPart", "by"): d.OFFICES,
    ("ReviewersPart", "by"): d.OFFICES,
    ("ReminderPart", "to"): sorted(str(c) for c in SUBMITTING),
    ("StepPart", "by"): d.ROLES,
    ("StepPart", "guards"): list(GUARDS),
    ("StepPart", "effects"): d.EFFECTS,
    ("StepPart", "decides"): d.OUTCOMES,
    ("StepPart", "circular"): d.CIRCULARS,
    ("CalendarPart", "weekend"): WEEKDAYS,
}
"""The names that may stand under a key."""

_PERIODS: Mapping[str, Iterable[str]] = {
    "StagePart": ("period", "minimum", "reminders"),
    "BallotPart": ("confirm_within", "closes_not_before"),
    "BoundsPart": ("most",),
    "OverduePart": ("every",),
    "ReviewersPart": ("period",),
    "ReminderPart": ("before",),
}
"""The keys under which a length of time stands."""
