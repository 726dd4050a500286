"""Letters about comments that were submitted together: the receipt, and the word of it."""

from __future__ import annotations

from placet.notifications import parts
from placet.notifications.letter import Letter, Row, Section, Sentence, Value
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.dates import number, utc
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _

MOST_NUMBERED = 40
"""Comments whose numbers a letter lists; the page has all of them."""


def submitted(case: Case) -> Letter:
    """What an organisation submitted, to all its people."""
    n = case.facts.whole("count")
    subject = ngettext(
        "Submitted: {n} comment of {organisation} on {ref} [{symbol}]",
        "Submitted: {n} comments of {organisation} on {ref} [{symbol}]",
        n,
    )
    words = ngettext(
        "{n} comment of {organisation} on {ref} {title}, version {version}, was submitted.",
        "{n} comments of {organisation} on {ref} {title}, version {version}, were submitted.",
        n,
    )
    return _letter(case, subject, _("Comments submitted"), case.said(words, n=number(n)))


def received(case: Case) -> Letter:
    """The same, to the secretariat."""
    n, sponsor = case.facts.whole("count"), case.text("sponsor")
    subject = ngettext(
        "{n} comment from {sponsor}: {ref} {title} [{symbol}]",
        "{n} comments from {sponsor}: {ref} {title} [{symbol}]",
        n,
    )
    words = ngettext(
        "{sponsor} submitted {n} comment on {ref} {title}, version {version}.",
        "{sponsor} submitted {n} comments on {ref} {title}, version {version}.",
        n,
    )
    lead = case.said(words, n=number(n), sponsor=Value(sponsor, "strong"))
    return _letter(case, subject, _("Comments received"), lead)


def _letter(case: Case, subject: str, heading: str, lead: Sentence) -> Letter:
    n = case.facts.whole("count")
    numbers = [str(x) for x in case.facts.numbers("numbers")]
    listed = w.listed(numbers[:MOST_NUMBERED])
    left = n - min(len(numbers), MOST_NUMBERED)
    if left > 0:
        more = ngettext("{listed} and {n} more", "{listed} and {n} more", left)
        listed = filled(more, {"listed": ", ".join(numbers[:MOST_NUMBERED]), "n": number(left)})
    rows = (
        Row(ngettext("Comment", "Comments", n), listed),
        Row(_("Time"), utc(case.facts.instant("at"))),
        Row(_("Text"), w.hash_short(case.text("hash"))),
    )
    return Letter(
        subject=case.subject(subject, n=number(n), sponsor=case.text("sponsor")),
        heading=heading,
        lead=(lead,),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        action=case.action(_("See the comments")),
        sections=(Section(_("On record"), rows=rows), *parts.questions(case)),
        footer=parts.footer(case),
    )
