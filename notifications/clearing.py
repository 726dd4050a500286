"""Letters that stay inside an organisation: what waits for clearance, its own deadline."""

from __future__ import annotations

from placet.engine.model import Deadline
from placet.notifications import parts
from placet.notifications.letter import Letter, Section, Value, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.preparing_words import prepared_counted


def clearance_waits(case: Case) -> Letter:
    """So much waits until whoever binds the organisation clears it (M9)."""
    counts = case.facts.object("counts")
    whole = {kind: n for kind, n in counts.items() if isinstance(n, int)}
    what, total = prepared_counted(whole), sum(whole.values())
    subject = ngettext(
        "{what} waits for your clearance: {ref} [{symbol}]",
        "{what} wait for your clearance: {ref} [{symbol}]",
        total,
    )
    drafts = filled(ngettext("{n} draft", "{n} drafts", total), {"n": number(total)})
    words = ngettext(
        "{what} prepared by your colleagues on {ref} {title} waits until you clear it.",
        "{what} prepared by your colleagues on {ref} {title} wait until you clear them.",
        total,
    )
    inside = _("Nobody outside {organisation} sees any of this before you submit it.")
    return Letter(
        subject=case.subject(subject, what=what if len(whole) == 1 else drafts),
        heading=_("Waiting for your clearance"),
        lead=(case.said(words, what=Value(what, "strong", data=False)), case.said(inside)),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=_("Nothing is submitted until you submit it."),
        action=case.action(_("See what waits")),
        footer=parts.footer(case),
    )


def internal_reminder(case: Case) -> Letter:
    """The organisation's own deadline comes near."""
    words = _(
        "{organisation} wants its answer on {ref} {title}, version {version}, ready by {internal}."
    )
    zone = case.zone
    lead = [case.said(words, internal=case.until("internal"))]
    lead += case.your_time("internal")
    sections = []
    if "deadline" in case.facts:
        real = w.in_zone(Deadline(case.facts.instant("deadline"), zone))
        said = sentence(_("The deadline of the stage itself is {deadline}."), {"deadline": real})
        sections.append(Section(_("The deadline of the stage"), (said,)))
    return Letter(
        subject=case.subject(
            _("By {day} inside {organisation}: {ref} {title} [{symbol}]"), day=case.day("internal")
        ),
        heading=_("Your organisation\u2019s own deadline"),
        lead=tuple(lead),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        action=case.action(_("See what is prepared")),
        sections=tuple(sections),
        footer=parts.footer(case),
    )
