"""What is agreed, paragraph by paragraph: brackets, levels, packages."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.change_facts import shortened
from placet.engine.errors import N_
from placet.templates.dates import number
from placet.templates.happenings.paragraphs import (
    SayNaming,
    Texts,
    paragraph_named,
    paragraphs_named,
)
from placet.templates.happenings.saying import Payload, Say, plain
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed

_QUOTED = 160
"""Characters of a bracket that the record quotes."""


def _agreed(p: Payload) -> str:
    n = len(p["agreed"])
    sentence = ngettext(
        "{n} paragraph is agreed ad referendum; the rest stays open.",
        "{n} paragraphs are agreed ad referendum; the rest stays open.",
        n,
    )
    return filled(sentence, {"n": number(n)})


def _reopened(p: Payload, texts: Texts) -> str:
    values = {"paragraphs": paragraphs_named(p["paragraphs"], texts)}
    if p.get("by"):
        return filled(_("Open again: {paragraphs}."), values)
    return filled(_("Open again, because the words were changed: {paragraphs}."), values)


_LEVELS: Mapping[str, str] = {
    "informal": N_("Agreed in informals: {paragraphs}."),
    "ad_referendum": N_("Agreed ad referendum: {paragraphs}."),
    "agreed": N_("Agreed: {paragraphs}."),
}


def _noted(p: Payload, texts: Texts) -> str:
    noted = p["agreement"]
    values = {"paragraphs": paragraphs_named(p["paragraphs"], texts, noted["text"])}
    if pending := noted.get("pending"):
        values["pending"] = listed(pending)
        return filled(_("Agreed in informals, pending {pending}: {paragraphs}."), values)
    return filled(_(_LEVELS[noted["level"]]), values)


def _settled(p: Payload, texts: Texts) -> str:
    before, after = _what_differs(p["before"], p["after"])
    values = {
        "paragraph": paragraph_named(p["paragraph"], texts, p["version"]),
        "version": p["version"],
        "before": shortened(before, _QUOTED),
        "after": shortened(after, _QUOTED),
    }
    if after:
        said = _(
            "A bracket in {paragraph} was settled in version {version}: \u201c{before}\u201d "
            "became \u201c{after}\u201d."
        )
    else:
        said = _(
            "A bracket in {paragraph} was settled in version {version}: \u201c{before}\u201d "
            "was deleted."
        )
    return filled(said, values)


def _what_differs(before: str, after: str) -> tuple[str, str]:
    """Both wordings without what they share at their beginning and their end."""
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    rest = most - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    return before[head : len(before) - tail].strip(), after[head : len(after) - tail].strip()


def _linked(p: Payload, texts: Texts) -> str:
    package = p["package"]
    values = {
        "number": package["number"],
        "title": package["title"],
        "paragraphs": paragraphs_named(package["paragraphs"], texts),
    }
    return filled(
        _("Package {number}, \u201c{title}\u201d, links {paragraphs}."),
        values,
    )


EVENTS: Mapping[str, Say] = {
    "ParagraphsAgreed": _agreed,
    "PackageDissolved": plain(N_("Package {number} was dissolved."), "number"),
}

NAMING: Mapping[str, SayNaming] = {
    "ParagraphsReopened": _reopened,
    "AgreementNoted": _noted,
    "BracketSettled": _settled,
    "PackageFormed": _linked,
}
