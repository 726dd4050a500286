"""Circulars: the letters that everybody at the table gets when a step is taken.

Each says in its first sentence what happened and when, then what is asked or what broke it,
then what follows.  A call for positions that the same step opened is in the letter, since
whoever gets it is not asked by another mail.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from placet.engine.errors import N_
from placet.engine.model import Deadline
from placet.notifications import parts
from placet.notifications.amending import fates
from placet.notifications.calling import call, following, to_you
from placet.notifications.letter import Letter, Row, Section, Sentence, Value, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.dates import number
from placet.templates.i18n import gettext as _
from placet.templates.i18n import ngettext
from placet.templates.statements import STATEMENTS

Said = tuple[str, str, tuple[Sentence, ...], tuple[Section, ...]]
"""Subject, heading, first sentences, and what is particular to this letter."""

PLAIN: Mapping[str, tuple[str, str]] = {
    "noted": (
        N_("Taken note of"),
        N_("The adoption of {ref} {title}, version {version}, was taken note of."),
    ),
    "not_adopted": (N_("Not adopted"), N_("{ref} {title}, version {version}, is not adopted.")),
    "recalled": (
        N_("Recalled"),
        N_(
            "{ref} {title}, version {version}, was recalled; what was asked ended without an "
            "outcome."
        ),
    ),
    "held": (N_("On hold"), N_("Work on {ref} {title} is on hold; no deadline runs.")),
    "resumed": (N_("Resumed"), N_("Work on {ref} {title} goes on.")),
    "meeting": (N_("For a meeting"), N_("{ref} {title}, version {version}, goes to a meeting.")),
    "decided": (
        N_("Next stage"),
        N_("{ref} {title}, version {version}, is at the stage \u201c{stage}\u201d now."),
    ),
    "appeal": (N_("Appeal"), N_("An appeal was made about {ref} {title}.")),
    "reopened": (N_("Reopened"), N_("{ref} {title} is open again.")),
}
"""Letters that say one thing: their heading and their sentence."""


def circular(case: Case) -> Letter:
    """The letter of that name."""
    name = case.facts.text("circular")
    subject, heading, lead, sections = _LETTERS.get(name, _plain)(case)
    calls = "against" in case.facts
    return Letter(
        subject=subject,
        heading=heading,
        lead=(*lead, *to_you(case)),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=parts.silence(case) if calls else "",
        action=case.action(_label(case)),
        sections=(
            *sections,
            *fates(case),
            *call(case),
            *following(case),
            *parts.reason(case),
            *parts.questions(case),
        ),
        footer=parts.footer(case),
    )


def _label(case: Case) -> str:
    if case.facts.true("seated"):
        return _("Read and record {organisation}\u2019s position")
    return _("Open {ref}").replace("{ref}", case.text("ref"))


def _opening(case: Case) -> Said:
    if case.facts.true("silence"):
        subject = _("Under silence until {day}: {ref} {title} [{symbol}]")
        words = _("{ref} {title}, version {version}, is put under silence until {deadline}.")
        heading = _("Under silence")
    elif "deadline" in case.facts:
        subject = _("Opened until {day}: {ref} {title} [{symbol}]")
        words = _("{ref} {title}, version {version}, is put forward until {deadline}.")
        heading = _("Put forward")
    else:
        said = case.said(_("{ref} {title}, version {version}, is put forward."))
        return case.subject(_("Opened: {ref} {title} [{symbol}]")), _("Put forward"), (said,), ()
    lead = (case.said(words, deadline=case.until()), *case.your_time())
    if "stage_title" in case.facts and not case.facts.true("silence"):
        stage = Value(_(case.text("stage_title")), data=False)
        lead = (*lead, sentence(_("It is at the stage \u201c{stage}\u201d."), {"stage": stage}))
    return case.subject(subject, day=case.day()), heading, lead, ()


def _broken(case: Case) -> Said:
    at = case.until("at", "home")
    if case.facts.true("silence"):
        subject, heading = _("Silence broken: {ref} {title} [{symbol}]"), _("Silence broken")
        words = _("The silence on {ref} {title}, version {version}, was broken on {at}.")
    else:
        subject, heading = _("Objection: {ref} {title} [{symbol}]"), _("Objection")
        words = _("Objections to {ref} {title}, version {version}, stood in its way on {at}.")
    said = [*_about(case), *_by(case)]
    section = (Section(_("What it is about"), tuple(said)),) if said else ()
    return case.subject(subject), heading, (case.said(words, at=at),), section


def _about(case: Case) -> tuple[Sentence, ...]:
    named = case.facts.texts("paragraphs")
    if not named:
        return (sentence(_("It concerns the text as a whole.")),)
    names = {"paragraphs": Value(w.listed(named))}
    if case.facts.true("partial"):
        words = _(
            "It concerns these paragraphs: {paragraphs}. Everything else that was asked about is "
            "agreed ad referendum."
        )
        return (sentence(words, names),)
    return (sentence(_("It names these paragraphs: {paragraphs}."), names),)


def _by(case: Case) -> tuple[Sentence, ...]:
    if "by" in case.facts:
        by = Value(w.listed(case.facts.texts("by")))
        return (sentence(_("It came from {by}."), {"by": by}),)
    n = case.facts.whole("count", 0)
    words = ngettext(
        "It came from {n} organisation, whose name is not disclosed.",
        "It came from {n} organisations, whose names are not disclosed.",
        n,
    )
    return (sentence(words, {"n": number(n)}),) if n else ()


def _extended(case: Case) -> Said:
    was = w.in_zone(Deadline(case.facts.instant("was"), case.zone))
    words = _("The time for {ref} {title}, version {version}, is extended until {deadline}.")
    if case.facts.true("silence"):
        words = _("The silence on {ref} {title}, version {version}, is extended until {deadline}.")
    lead = (
        case.said(words, deadline=case.until()),
        *case.your_time(),
        sentence(_("It was to end on {was}."), {"was": was}),
    )
    subject = case.subject(_("Extended until {day}: {ref} {title} [{symbol}]"), day=case.day())
    return subject, _("Extended"), lead, ()


def _adopted(case: Case) -> Said:
    at = case.until("at", "home")
    if case.facts.true("silence"):
        subject = _("Considered adopted: {ref} {title} [{symbol}]")
        heading = _("Considered adopted")
        words = _(
            "The silence on {ref} {title} was not broken; version {version} is considered adopted "
            "as of {at}."
        )
    else:
        subject, heading = _("Adopted: {ref} {title} [{symbol}]"), _("Adopted")
        words = _("{ref} {title}, version {version}, is adopted as of {at}.")
    lead = [case.said(words, at=at)]
    if "confirm_by" in case.facts:
        confirm = _("Positions ad referendum are to be confirmed by {deadline}.")
        lead.append(sentence(confirm, {"deadline": case.until("confirm_by")}))
    if "not_bound" in case.facts:
        names = Value(w.listed(case.facts.texts("not_bound")))
        lead.append(sentence(_("Not bound: {names}."), {"names": names}))
    return case.subject(subject), heading, tuple(lead), _attached(case)


def _attached(case: Case) -> tuple[Section, ...]:
    rows = tuple(
        Row(str(row.get("organisation", "")), _attachment(str(row.get("kind", ""))))
        for row in case.facts.rows("attached")
    )
    if not rows:
        return ()
    words = sentence(_("Their words stand in the record and are printed with the text."))
    return (Section(_("Attached"), (words,), rows),)


def _attachment(kind: str) -> str:
    if kind in STATEMENTS:
        return w.statement_label(kind)
    return _("Reservation") if kind == "with_reservation" else w.position_label(kind)


def _void(case: Case) -> Said:
    words = _(
        "The text of {ref} {title} was changed while it was asked about; what was asked is void. "
        "A new period has to be opened for version {version}."
    )
    subject = case.subject(_("Void: {ref} {title} [{symbol}]"))
    return subject, _("Void"), (case.said(words),), _again(case)


def _paragraphs(case: Case) -> Said:
    words = _("In version {version} of {ref} {title} something was changed that was agreed.")
    subject = case.subject(_("Open again: {ref} {title} [{symbol}]"))
    return subject, _("Open again"), (case.said(words),), _again(case)


def _again(case: Case) -> tuple[Section, ...]:
    if "reopened" not in case.facts:
        return ()
    names = {"paragraphs": Value(w.listed(case.facts.texts("reopened")))}
    words = _("These paragraphs were agreed ad referendum and are open again: {paragraphs}.")
    return (Section(_("Open again"), (sentence(words, names),)),)


def _plain(case: Case) -> Said:
    heading, words = PLAIN.get(case.facts.text("circular"), (N_("News"), N_("{ref} {title}.")))
    lead = [case.said(_(words), stage=_(case.text("stage_title") or case.text("state")))]
    if "deadline" in case.facts:
        until = sentence(_("This stage ends on {deadline}."), {"deadline": case.until()})
        lead += [until, *case.your_time()]
    subject = case.subject(_("{heading}: {ref} {title} [{symbol}]"), heading=_(heading))
    return subject, _(heading), tuple(lead), ()


_LETTERS: Mapping[str, Callable[[Case], Said]] = {
    "opening": _opening,
    "broken": _broken,
    "extended": _extended,
    "adopted": _adopted,
    "void": _void,
    "paragraphs": _paragraphs,
}
