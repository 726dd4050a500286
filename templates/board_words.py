"""The board in words and marks: cells, what blocks, how far, who answered.

A mark is a shape and a letter; its name says organisation, objective, position and version, so
that who hears the table knows what who sees it knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from placet.engine.board import Against, Blocked, Cell, CellState, Column
from placet.engine.board.blocking import FAR
from placet.engine.errors import N_
from placet.engine.forecast import Forecast, PastError
from placet.templates.dates import number, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_in_full, position_label, position_mark
from placet.templates.labels import listed
from placet.templates.needs import needed_sentence, needed_sentences
from placet.templates.what_ifs import changes_sentence

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
    if cell.position is None:
        return _CODES[cell.state]
    effects = None
    if column.ballot is not None:
        terms = column.workflow.terms(column.ballot.rule, column.ballot.kinds)
        effects = terms.effects.get(cell.position.kind)
    return position_mark(cell.position, cell.state is CellState.STALE, effects)


def cell_words(cell: Cell) -> str:
    """What a cell tells, without whose it is: Endorse, v4."""
    if cell.position is not None:
        values = {"position": position_in_full(cell.position), "n": str(cell.version)}
        said = filled(_("{position}, v{n}"), values)
        if cell.state is CellState.STALE:
            said = filled(_("{said}, not counted"), {"said": said})
        if cell.asks:
            said = filled(_("{said}, {owed}"), {"said": said, "owed": _(_OWED[cell.asks])})
        return said
    if cell.state is CellState.COMMENTED:
        sentence = ngettext("{n} comment", "{n} comments", cell.comments)
        return filled(sentence, {"n": number(cell.comments)})
    if cell.state is CellState.OWED:
        return _(_OWED[cell.asks])
    return _(_STATES[cell.state])


def cell_label(cell: Cell) -> str:
    """The name of a cell: UNEP, OBJ-0042: Object, v4."""
    values = {"who": cell.organisation, "what": cell.objective, "said": cell_words(cell)}
    return filled(_("{who}, {what}: {said}"), values)


def column_needs(column: Column) -> str:
    """What is still needed, as the objective's own page says it; empty where nothing is counted."""
    if column.verdict is None or not column.counts:
        return ""
    return needed_sentence(column.verdict)


def blocked_phrases(found: Blocked, places: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What stands in the way, one phrase each; `places` are the names of paragraphs."""
    names = places or {}
    missing = _("; ").join(needed_sentences(found.needed))
    said = [filled(_("missing: {phrases}"), {"phrases": missing})] if missing else []
    said += [_against(a, names) for a in found.against]
    if found.silent:
        said.append(_silent(found))
    if found.unconfirmed:
        values = {"names": listed(found.unconfirmed)}
        said.append(filled(_("to be confirmed by {names}"), values))
    if found.comments_open:
        sentence = ngettext(
            "{n} comment unanswered", "{n} comments unanswered", found.comments_open
        )
        said.append(filled(sentence, {"n": number(found.comments_open)}))
    if found.reviews_open:
        said.append(filled(_("review by {names}"), {"names": listed(found.reviews_open)}))
    if found.brackets:
        sentence = ngettext("{n} bracket open", "{n} brackets open", found.brackets)
        said.append(filled(sentence, {"n": number(found.brackets)}))
    if found.decision:
        said.append(_("secretariat or chair must decide"))
    if found.begins:
        said.append(_("the stage is not begun"))
    if found.paused:
        said.append(_("on hold"))
    return tuple(said)


def blocked_sentence(found: Blocked, places: Mapping[str, str] | None = None) -> str:
    """The same in one line."""
    said = " \N{MIDDLE DOT} ".join(blocked_phrases(found, places))
    return said or _("nothing is asked in this stage")


def _against(found: Against, names: Mapping[str, str]) -> str:
    parts = [found.organisation]
    if found.paragraphs:
        named = listed([names.get(p, p) for p in found.paragraphs])
        one, many = _("paragraph {named}"), _("paragraphs {named}")
        parts.append(filled(one if len(found.paragraphs) == 1 else many, {"named": named}))
    parts.append(_("wording offered") if found.offered else _("no text offered"))
    values = {"kind": position_label(found.kind), "by": _(", ").join(parts)}
    return filled(_("{kind}: {by}"), values)


def _silent(found: Blocked) -> str:
    sentence = ngettext("{n} silent", "{n} silent", len(found.silent))
    said = filled(sentence, {"n": number(len(found.silent))})
    if not found.bounced:
        return said
    bounced = ngettext("{n} with bounced mail", "{n} with bounced mail", len(found.bounced))
    return _(", ").join((said, filled(bounced, {"n": number(len(found.bounced))})))


def what_if_phrases(found: Blocked) -> tuple[str, ...]:
    """What would let it pass, as the verdict says it, and what each objection alone decides."""
    said = [changes_sentence(found.changes)] if found.changes is not None else []
    for a in found.against:
        if a.enough is None:
            continue
        values = {"name": a.organisation, "kind": position_label(a.kind)}
        if a.enough:
            said.append(filled(_("If {name} lifts its {kind}, the rule is met."), values))
        else:
            said.append(filled(_("If {name} alone lifts its {kind}, the rule is not met."), values))
    return tuple(said)


def reach_sentence(found: Blocked) -> str:
    """How far it is: One change away, in the stage that adopts."""
    stages, changes = found.reach.stages, found.reach.changes
    if stages >= FAR:
        return _("No step leads to adoption from here.")
    if changes >= FAR:
        near = _("Nothing that anybody could do meets the rule")
    elif found.column.counts:
        sentence = ngettext("{n} change away", "{n} changes away", changes)
        near = filled(sentence, {"n": number(changes)})
    else:
        sentence = ngettext("{n} thing is open", "{n} things are open", changes)
        near = filled(sentence, {"n": number(changes)})
    then = ngettext("{n} step before adoption", "{n} steps before adoption", stages)
    values = {"near": near, "then": filled(then, {"n": number(stages)})}
    return filled(_("{near}, {then}."), values)


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
