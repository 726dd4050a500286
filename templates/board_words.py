"""The board in words and marks: cells, how long ago, until when.

A mark is a shape and a letter; its name says organisation, objective, position and version, so
that who hears the table knows what who sees it knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from placet.engine.board import Cell, CellState, Column
from placet.engine.errors import N_
from placet.engine.forecast import Forecast, PastError
from placet.engine.model import Position
from placet.templates.dates import day, number, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_in_full, position_mark
from placet.templates.needs import needed_sentence

_OWED: Mapping[str, str] = {
    "position": N_("no position, owed"),
    "comment": N_("no comments yet, owed"),
    "confirm": N_("to be confirmed"),
}
_STATES: Mapping[CellState, str] = {
    CellState.NONE: N_("no position"),
    CellState.HIDDEN: N_("not shown"),
    CellState.NO_COMMENTS: N_("no comments to make"),
    CellState.NOT_ASKED: N_("not asked yet"),
    CellState.NOT_ENTITLED: N_("no seat"),
}
_CODES: Mapping[CellState, tuple[str, str]] = {
    CellState.OWED: ("", ""),
    CellState.NONE: ("-", ""),
    CellState.HIDDEN: ("H", "?"),
    CellState.NO_COMMENTS: ("C", "0"),
    CellState.NOT_ASKED: ("-", ""),
    CellState.NOT_ENTITLED: ("X", ""),
}


def cell_mark(cell: Cell, column: Column) -> tuple[str, str]:
    """The code of the shape, and the letter in it."""
    if cell.state is CellState.COMMENTED:
        return "C", number(cell.comments) if cell.comments < 100 else "+"
    if cell.state is CellState.AWAITING:
        return position_mark("awaiting_instructions")
    if cell.position is None:
        return _CODES[cell.state]
    effects = None
    if column.ballot is not None:
        terms = column.workflow.terms(column.ballot.rule, column.ballot.kinds)
        effects = terms.effects.get(cell.position.kind)
    return position_mark(cell.position, cell.state is CellState.STALE, effects)


def cell_words(cell: Cell) -> str:
    """What a cell tells, without whose it is: Endorse, v4."""
    said = _told(cell)
    if cell.late is not None:
        values = {"said": said, "position": position_in_full(cell.late)}
        return filled(_("{said}, late and not counted: {position}"), values)
    return said


def _told(cell: Cell) -> str:
    if cell.position is not None:
        return _position(cell, cell.position)
    if cell.awaiting is not None:
        return _awaiting(cell)
    if cell.state is CellState.COMMENTED:
        sentence = ngettext("{n} comment", "{n} comments", cell.comments)
        return filled(sentence, {"n": number(cell.comments)})
    if cell.state is CellState.OWED:
        return _(_OWED[cell.asks])
    return _(_STATES[cell.state])


def _position(cell: Cell, held: Position) -> str:
    values = {"position": position_in_full(held), "n": str(cell.version)}
    said = filled(_("{position}, v{n}"), values)
    if held.cast_by:
        said = filled(_("{said}, cast by {who}"), {"said": said, "who": held.cast_by})
    if held.evidence:
        said = filled(_("{said}, entered by the secretariat"), {"said": said})
    if cell.state is CellState.STALE:
        said = filled(_("{said}, not counted"), {"said": said})
    if cell.asks:
        said = filled(_("{said}, {owed}"), {"said": said, "owed": _(_OWED[cell.asks])})
    return said


def _awaiting(cell: Cell) -> str:
    """Awaiting instructions is no position, so it stays owed."""
    said = _("awaiting instructions")
    if cell.awaiting is not None and cell.awaiting.expected:
        values = {"said": said, "day": day(cell.awaiting.expected)}
        said = filled(_("{said}, expected on {day}"), values)
    if cell.asks:
        said = filled(_("{said}, {owed}"), {"said": said, "owed": _(_OWED[cell.asks])})
    return said


def cell_label(cell: Cell) -> str:
    """The name of a cell: UNEP, OBJ-0042: Object, v4."""
    values = {"who": cell.organisation, "what": cell.objective, "said": cell_words(cell)}
    return filled(_("{who}, {what}: {said}"), values)


def column_needs(column: Column) -> str:
    """What is still needed, as the objective's own page says it; empty where nothing is counted."""
    if column.verdict is None or not column.counts:
        return ""
    return needed_sentence(column.verdict)


def days_words(span: timedelta) -> str:
    """A span in whole days: 12 days."""
    days = span // timedelta(days=1)
    return filled(ngettext("{n} day", "{n} days", days), {"n": number(days)})


def forecast_sentence(found: Forecast | None, cases: int, zone: str) -> str:
    """When it will probably be adopted: 12 June 2027, between 3 June and 2 July (9 cases)."""
    if found is None:
        sentence = ngettext(
            "Too few cases: {n} was adopted by this procedure.",
            "Too few cases: {n} were adopted by this procedure.",
            cases,
        )
        return filled(sentence, {"n": number(cases)})
    values = {
        "day": when(found.expected, zone, "date"),
        "from": when(found.earliest, zone, "date"),
        "to": when(found.latest, zone, "date"),
        "n": number(found.cases),
    }
    said = ngettext(
        "{day}; four in five between {from} and {to} (from {n} case)",
        "{day}; four in five between {from} and {to} (from {n} cases)",
        found.cases,
    )
    return filled(said, values)


def error_sentence(found: PastError | None) -> str:
    """How wrong such forecasts were."""
    if found is None:
        return _("No forecast could have been made for those that were adopted so far.")
    values = {
        "n": number(found.count),
        "days": number(round(found.middle)),
        "inside": number(found.inside),
    }
    sentence = ngettext(
        "Of {n} forecast made the same way in the past, half were at most {days} days off; "
        "{inside} came within the span.",
        "Of {n} forecasts made the same way in the past, half were at most {days} days off; "
        "{inside} came within the span.",
        found.count,
    )
    return filled(sentence, values)


def since_contact(at: datetime | None, now: datetime) -> str:
    """How long ago the last message was: 12 days ago; never."""
    if at is None:
        return _("never written to")
    days = (now - at) // timedelta(days=1)
    if days == 0:
        return _("written to today")
    return filled(
        ngettext("written to {n} day ago", "written to {n} days ago", days), {"n": number(days)}
    )
