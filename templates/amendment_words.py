"""Amendments and paragraphs in words: Replace in paragraph 3: “shall” by “should”.

The sentences are made of the facts that `placet.engine.change_facts` finds, on pages from the
text itself, in mails from what the message kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from placet.engine.change_facts import change_facts, paragraph_facts
from placet.engine.errors import N_
from placet.engine.text import Change, Text
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import paragraph_kind_label

Facts = Mapping[str, Any]

_NAMES: Mapping[str, str] = {
    "title": N_("the title"),
    "heading": N_("the heading \u201c{words}\u201d"),
    "note": N_("the note \u201c{words}\u201d"),
    "annex": N_("the annex \u201c{words}\u201d"),
    "table": N_("the table \u201c{words}\u201d"),
    "row": N_("the row \u201c{words}\u201d"),
    "cell": N_("the cell \u201c{words}\u201d"),
    "": N_("paragraph {words}"),
}

_PLACES: Mapping[str, str] = {
    "after": N_("after {paragraph}"),
    "under": N_("first under {paragraph}"),
    "beginning": N_("at the beginning"),
}

_SENTENCES: Mapping[str, str] = {
    "delete": N_("Delete {paragraph}"),
    "retain": N_("Keep {paragraph} as it is"),
    "move": N_("Move {paragraph} {place}"),
    "split": N_("Split {paragraph} before \u201c{words}\u201d"),
    "merge": N_("Join {other} to {paragraph}"),
    "alternative": N_("Add beside {paragraph} as an alternative: \u201c{words}\u201d"),
}


def change_sentence_of(change: Change, base: Text) -> str:
    """What the change does to the text that it was written against, without a full stop."""
    return proposal_sentence(change_facts(change, base))


def proposal_sentence(facts: Facts) -> str:
    """The same from the facts alone."""
    values = {
        "paragraph": _called(facts.get("paragraph")),
        "other": _called(facts.get("other")),
        "words": facts.get("words", ""),
        "place": place_in_words(facts.get("place", {})),
    }
    if facts["act"] == "replace":
        return _replaced(facts, values)
    if facts["act"] == "add":
        return _added(facts, values)
    return filled(_(_SENTENCES[facts["act"]]), values)


def edits_sentence(edits: Sequence[Any]) -> str:
    """Edits one after the other: replace “shall” by “should”; delete “soon”."""
    return _("; ").join(_edit(edit, _MANY) for edit in edits)


def paragraph_name(text: Text, id: str) -> str:
    """How people call a paragraph inside a sentence: paragraph 3 (a); the heading “Scope”."""
    return paragraph_in_words(paragraph_facts(text, id))


def paragraph_in_words(facts: Facts) -> str:
    """The same from the facts of the paragraph."""
    if facts["label"]:
        return filled(_("paragraph {label}"), facts)
    return filled(_(_NAMES.get(facts["kind"], N_("the paragraph \u201c{words}\u201d"))), facts)


def place_in_words(facts: Facts) -> str:
    """Where something is put: after paragraph 4."""
    if not facts:
        return ""
    return filled(_(_PLACES[facts["at"]]), {"paragraph": _called(facts.get("paragraph"))})


def _called(paragraph: Facts | None) -> str:
    return paragraph_in_words(paragraph) if paragraph else ""


def _replaced(facts: Facts, values: Mapping[str, object]) -> str:
    edits: Sequence[Facts] = facts.get("edits", ())
    if not edits:
        return filled(_("Replace the words of {paragraph} by: \u201c{words}\u201d"), values)
    if len(edits) > 1:
        return filled(
            _("Change in {paragraph}: {edits}"), {**values, "edits": edits_sentence(edits)}
        )
    return _edit({**values, **edits[0]}, _ONE)


_ONE: Mapping[str, str] = {
    "replace": N_("Replace in {paragraph}: \u201c{old}\u201d by \u201c{new}\u201d"),
    "delete": N_("Delete in {paragraph}: \u201c{old}\u201d"),
    "insert": N_("Insert in {paragraph} after \u201c{after}\u201d: \u201c{new}\u201d"),
    "begin": N_("Insert at the beginning of {paragraph}: \u201c{new}\u201d"),
}
_MANY: Mapping[str, str] = {
    "replace": N_("replace \u201c{old}\u201d by \u201c{new}\u201d"),
    "delete": N_("delete \u201c{old}\u201d"),
    "insert": N_("insert after \u201c{after}\u201d: \u201c{new}\u201d"),
    "begin": N_("insert at the beginning: \u201c{new}\u201d"),
}


def _edit(edit: Facts, sentences: Mapping[str, str]) -> str:
    if edit["old"]:
        return filled(_(sentences["replace" if edit["new"] else "delete"]), edit)
    return filled(_(sentences["insert" if edit["after"] else "begin"]), edit)


def _added(facts: Facts, values: Mapping[str, object]) -> str:
    kind = facts.get("kind", "")
    named = facts.get("label") or (paragraph_kind_label(kind) if kind else "")
    sentence = _("Add {place} ({named})") if named else _("Add {place}")
    said = filled(sentence, {**values, "named": named})
    if not values["words"]:
        return said
    return filled(_("{added}: \u201c{words}\u201d"), {**values, "added": said})
