"""What people read in exported documents besides the text, in the language spoken now."""

from __future__ import annotations

from collections.abc import Sequence

from placet.engine.documents.writing import Labels
from placet.templates import i18n
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _


def document_words() -> Labels:
    """The words of page numbers, columns and legends; places in braces are filled in later."""
    return Labels(
        language=i18n.current(),
        page=_("Page {page} of {pages}"),
        version=_("version {version}"),
        paragraph=_("Paragraph"),
        base=_("Base text"),
        compromise=_("Compromise"),
        joint=_("{organisations}: a change with several names is proposed by all of them."),
    )


def column_names(proposers: Sequence[str], compromise: bool = False) -> tuple[str, ...]:
    """The headings of the columns: base, each proposer, and the compromise where there is one."""
    words = document_words()
    return (words.base, *proposers, *((words.compromise,) if compromise else ()))


def on_lost_words(quotation: str, body: str) -> str:
    """A comment on words that are no longer in the text, with these words."""
    said = _("[On words that are no longer in the text: “{quotation}”] {body}")
    return filled(said, {"quotation": quotation, "body": body})


def with_wording(body: str, wording: str) -> str:
    """A comment with the wording that it offers."""
    return filled(_("{body}\nProposed wording: {wording}"), {"body": body, "wording": wording})


def answerer() -> str:
    """Who answers comments, as the author of a reply."""
    return _("Secretariat")
