"""The list of changes in words: "Paragraph 4: “shall” replaced by “should”."

Theory.  Page, mail, interface and command line say a change with the same sentence, made of
the same value (`placet.engine.text.listed`).  Long words are cut, since the redline has them
whole; an insertion is told with the words before it, because nothing that was there shows
where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.engine.text import Kind, Said, What
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import paragraph_kind_label

LONGEST = 160
"""How many characters of the words of a change are told."""

_NUMBERED = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.SUBPARAGRAPH)


def change_place(said: Said) -> str:
    """Where it changed: Paragraph 4; Table 1, row 2, column 3."""
    if said.kind in _NUMBERED and said.label and "," not in said.name:
        return filled(_("Paragraph {name}"), {"name": said.name})
    return said.name


def change_sentence(said: Said) -> str:
    """What changed: “shall” replaced by “should”."""
    values = {
        "old": _quoted(said.old),
        "new": _quoted(said.new),
        "before": _quoted(said.before),
    }
    match said.what:
        case What.REPLACED:
            return filled(_("{old} replaced by {new}."), values)
        case What.DELETED:
            return filled(_("{old} deleted."), values)
        case What.INSERTED if said.before:
            return filled(_("{new} inserted after {before}."), values)
        case What.INSERTED:
            return filled(_("{new} inserted at the beginning."), values)
        case What.BRACKETS_DELETED:
            return _("Brackets deleted.")
        case What.BRACKETS_INSERTED:
            return _("Brackets inserted.")
        case What.SPACING:
            return _("Spaces or line breaks changed.")
        case What.PARAGRAPH_ADDED:
            return _came(said.kind, said.new, values)
        case What.PARAGRAPH_REMOVED:
            return filled(_("Removed: {old}"), values) if said.old else _("Removed.")
    return _standing(said)


_NEW: Mapping[Kind, str] = {
    Kind.HEADING: N_("New heading: {new}"),
    Kind.ANNEX: N_("New annex: {new}"),
    Kind.TABLE: N_("New table: {new}"),
    Kind.ROW: N_("New row: {new}"),
    Kind.CELL: N_("New cell: {new}"),
}


def _came(kind: Kind, words: str, values: Mapping[str, str]) -> str:
    """That a paragraph is new, and what it says."""
    if not words:
        return _("New, without words.")
    return filled(_(_NEW.get(kind, N_("New paragraph: {new}"))), values)


def _standing(said: Said) -> str:
    """What became of the paragraph but not of its words."""
    values = {"old": said.old, "new": said.new}
    if said.what is What.MOVED:
        if said.old and said.new and said.old != said.new:
            return filled(_("Moved from {old} to {new}."), values)
        return _("Moved.")
    if said.what is What.KIND_CHANGED:
        values = {"old": paragraph_kind_label(said.old), "new": paragraph_kind_label(said.new)}
        return filled(_("Kind of paragraph: {new}, was {old}."), values)
    if not said.new:
        return filled(_("Number {old} taken away."), values)
    if not said.old:
        return filled(_("Numbered {new}."), values)
    return filled(_("Numbered {new}, was {old}."), values)


def change_in_full(said: Said) -> str:
    """Where and what: Paragraph 4: “shall” replaced by “should”."""
    values = {"place": change_place(said), "change": change_sentence(said)}
    return filled(_("{place}: {change}"), values)


def _quoted(words: str) -> str:
    if len(words) > LONGEST:
        kept = words[: LONGEST - 1]
        words = f"{kept.rsplit(' ', 1)[0] if ' ' in kept else kept}\u2026"
    return filled(_("\u201c{words}\u201d"), {"words": words})
