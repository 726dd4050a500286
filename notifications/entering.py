"""Letters that let people in: a sign-in code, an invitation."""

from __future__ import annotations

from placet.notifications import parts
from placet.notifications.letter import Letter, Value, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.dates import utc
from placet.templates.i18n import gettext as _

CODE_MARK = "******"
"""Stands in the stored mail where the six digits go; they exist only while it is sent."""


def sign_in(case: Case) -> Letter:
    """The code, which is not in the subject: subjects are shown on locked screens."""
    return Letter(
        subject=_("Sign-in code for Placet"),
        heading=_("Your sign-in code"),
        lead=(
            sentence(
                _(
                    "Enter this code on the page where you asked for it. It is valid until "
                    "{expires}, and once."
                ),
                {"expires": utc(case.facts.instant("expires"))},
            ),
        ),
        code=CODE_MARK,
        silence=_("If you did not ask for it, do nothing; without the code nobody can sign in."),
        action=case.action(_("Open the sign-in page")),
        footer=parts.footer(case),
    )


def invitation(case: Case) -> Letter:
    """Somebody may act in a negotiation, or may sign in at all."""
    symbol, title = case.text("symbol"), case.text("negotiation")
    if symbol:
        subject = case.subject(_("Invitation: {title} [{symbol}]"), title)
        words = _("You are invited to {negotiation}.")
    else:
        subject, words = _("Invitation to Placet"), _("You may now sign in to Placet.")
    lead = [case.said(words)]
    if "capacity" in case.facts:
        capacity = w.capacity_label(case.text("capacity"))
        role = _("You act as {capacity} of {organisation}.")
        if not case.organisation:
            role = _("Your office is: {capacity}.")
        lead.append(case.said(role, capacity=Value(capacity, data=False)))
    return Letter(
        subject=subject,
        heading=_("Invitation"),
        lead=tuple(lead),
        reference=symbol,
        table=title,
        silence=_(
            "You need no password: give your address on the sign-in page, and a code is sent "
            "to you."
        ),
        action=case.action(_("Open Placet")),
        sections=parts.questions(case) if symbol else (),
        footer=parts.footer(case),
    )
