"""The names of paragraphs in the record, as far as the words are at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from placet.engine.change_facts import paragraph_facts
from placet.engine.text import Text, find
from placet.templates.amendment_words import paragraph_in_words
from placet.templates.dates import number
from placet.templates.happenings.saying import Payload
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed

Texts = Mapping[int, Text]
"""The words of versions of the text, by their numbers."""

SayNaming = Callable[[Payload, Texts], str]
"""The sentence for an event that speaks of paragraphs."""

MOST_NAMED = 8
"""More paragraphs than these are counted."""


def paragraphs_named(ids: Sequence[str], texts: Texts, version: int = 0) -> str:
    """Paragraphs 1 and 3 (a); a number of paragraphs where one of them is not known, or many are.

    They are looked for in `version` and then in the others, newest first.
    """
    found = [_facts(id, texts, version) for id in ids]
    known = [facts for facts in found if facts is not None]
    if len(known) < len(ids) or not 0 < len(ids) <= MOST_NAMED:
        said = ngettext("{n} paragraph", "{n} paragraphs", len(ids))
        return filled(said, {"n": number(len(ids))})
    labels = [str(facts["label"]) for facts in known if facts["label"]]
    if len(labels) == len(known):
        said = ngettext("paragraph {labels}", "paragraphs {labels}", len(labels))
        return filled(said, {"labels": listed(labels)})
    return listed([paragraph_in_words(facts) for facts in known])


def paragraph_named(id: str, texts: Texts, version: int = 0) -> str:
    """Paragraph 3 (a); `a paragraph` where the words are not at hand."""
    facts = _facts(id, texts, version)
    return paragraph_in_words(facts) if facts else _("a paragraph")


def _facts(id: str, texts: Texts, version: int) -> Mapping[str, object] | None:
    for number_ in sorted(texts, key=lambda n: (n != version, -n)):
        if find(texts[number_], id) is not None:
            return paragraph_facts(texts[number_], id)
    return None
