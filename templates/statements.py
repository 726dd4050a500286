"""What statements and concerns are called, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.concerns import Concern, ConcernState
from placet.engine.errors import N_
from placet.engine.statements import Statement, StatementKind, StatementState
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _

STATEMENTS: Mapping[str, str] = {
    StatementKind.RESERVATION: N_("reservation"),
    StatementKind.INTERPRETATION: N_("interpretative statement"),
    StatementKind.EXPLANATION: N_("explanation of position"),
    StatementKind.DISSOCIATION: N_("dissociation"),
    StatementKind.SCRUTINY: N_("scrutiny reserve"),
}

MEANINGS: Mapping[str, str] = {
    StatementKind.RESERVATION: N_("You agree, but for what you say here."),
    StatementKind.INTERPRETATION: N_("You say how you understand the words."),
    StatementKind.EXPLANATION: N_("You say why you take the position that you take."),
    StatementKind.DISSOCIATION: N_("You let the text pass, and stand apart from it."),
    StatementKind.SCRUTINY: N_("Your parliament still has to look; you lift it when it has."),
}

STATES: Mapping[str, str] = {
    StatementState.STANDING: N_("stands"),
    StatementState.LIFTED: N_("lifted"),
    StatementState.OVERRIDDEN: N_("overridden"),
    StatementState.WITHDRAWN: N_("withdrawn"),
}

CONCERNS: Mapping[str, str] = {
    ConcernState.OPEN: N_("open"),
    ConcernState.RESOLVED: N_("resolved"),
    ConcernState.WITHDRAWN: N_("withdrawn"),
}


def statement_label(kind: str) -> str:
    """A kind of statement: Scrutiny reserve."""
    said = _(STATEMENTS[kind]) if kind in STATEMENTS else kind.replace("_", " ")
    return said[:1].upper() + said[1:]


def statement_meaning(kind: str) -> str:
    """What making it means, in one line."""
    return _(MEANINGS[kind]) if kind in MEANINGS else ""


def statement_state(statement: Statement) -> str:
    """How it stands: a reserve is held, anything else stands."""
    if statement.is_reserve and statement.stands:
        return _("held")
    return _(STATES[statement.state])


def concern_state(concern: Concern) -> str:
    """How a concern stands, and who said so where it was not its author."""
    said = _(CONCERNS[concern.state])
    if concern.ended_by_office:
        return filled(_("{state} by the secretariat or the chair"), {"state": said})
    return said
