"""Letters about a reserve that was overridden and a concern that was declared resolved."""

from __future__ import annotations

from placet.notifications import parts
from placet.notifications.letter import Letter, Row, Section, sentence
from placet.notifications.parts import Case
from placet.templates.dates import utc
from placet.templates.i18n import gettext as _


def reserve_overridden(case: Case) -> Letter:
    """To who holds it: what was overridden, and why."""
    return _ended(
        case,
        _("Scrutiny reserve overridden: {ref} [{symbol}]"),
        _("Reserve overridden"),
        _("The scrutiny reserve of {organisation} on {ref} {title} was overridden."),
        _("It stays on record, and so does the reason. The count is as it was."),
    )


def concern_resolved(case: Case) -> Letter:
    """To its author: who is not content opens it again."""
    return _ended(
        case,
        _("Concern declared resolved: {ref} [{symbol}]"),
        _("Concern resolved"),
        _("A concern of {organisation} on {ref} {title} was declared resolved on its behalf."),
        _("If it is not resolved, open it again on the page; no reason is needed."),
    )


def _ended(case: Case, subject: str, heading: str, lead: str, then: str) -> Letter:
    rows = [Row(_("Time"), utc(case.facts.instant("at")))]
    if "concern" in case.facts:
        rows.insert(0, Row(_("Concern"), case.facts.text("concern")))
    rows.append(Row(_("Your words"), case.facts.text("words")))
    rows.append(Row(_("Reason"), case.facts.text("reason")))
    return Letter(
        subject=case.subject(subject)[: parts.SUBJECT],
        heading=heading,
        lead=(case.said(lead),),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence="",
        action=case.action(_("See what stands beside the positions")),
        sections=(
            Section(_("On record"), rows=tuple(rows)),
            Section(_("What happens now"), (sentence(then),)),
            *parts.questions(case),
        ),
        footer=parts.footer(case),
    )
