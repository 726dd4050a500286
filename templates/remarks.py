"""What an import says: what it met in a file, and where."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _

FOUND: Mapping[str, str] = {
    "front_matter": N_("front matter, not taken as text"),
    "attributes": N_("attributes, left out"),
    "contents": N_("table of contents, left out"),
    "link_target": N_("target of a link, left out"),
    "link_definition": N_("definition of a link, left out"),
    "footnote_mark": N_("mark of a footnote"),
    "footnote_unused": N_("a footnote that nothing refers to stands at the end"),
    "tag": N_("HTML tag, left out"),
    "rule": N_("ruled line, left out"),
    "characters": N_("characters that cannot stand in a text, left out"),
    "too_deep": N_("nested less deeply than it was"),
    "too_long": N_("longer than one form takes"),
    "image": N_("picture, left out"),
    "field": N_("field: its result is kept as words, what makes it is left out"),
    "text_box": N_("text box, left out with its words"),
    "header": N_("header or footer of the pages, left out"),
    "merged_cells": N_("merged cells: the words stand in the first, the others are empty"),
    "nested_table": N_("a table in a cell: its words stand in that cell, row by row"),
    "hidden": N_("hidden words, left out"),
    "struck": N_("words struck through by hand are kept: only a tracked deletion deletes"),
    "equation": N_("equation, left out"),
    "embedded": N_("embedded object, left out"),
    "external": N_("something outside the file, not fetched"),
    "symbol": N_("a symbol of a font that has no character, left out"),
    "script": N_("script or style sheet, left out"),
    "formatting": N_("a tracked change of the form alone, not taken as a proposal"),
    "comment_moved": N_("the place of a comment is not in the text: it stands at the nearest"),
}
"""Every code of `placet.engine.text.Found` in words."""


def found_label(code: str) -> str:
    """What was met, and what became of it; a code that is not known is said as it is."""
    return _(FOUND[code]) if code in FOUND else code.replace("_", " ")


def remark_place(line: int, format: str = "") -> str:
    """Where it was met: a line of a text file, a block (paragraph, row, cell) of a document."""
    sentence = _("block {n}") if format in ("docx", "odt", "html") else _("line {n}")
    return filled(sentence, {"n": line})
