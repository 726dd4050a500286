"""Letters about the words: amendments, their treatment, what became of them, agreement."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.engine.messages import Json
from placet.engine.model import Deadline
from placet.notifications import parts
from placet.notifications.letter import Letter, Row, Section, Sentence, Value, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.amendment_words import edits_sentence, paragraph_in_words, proposal_sentence
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _


def amendment(case: Case) -> Letter:
    """An amendment is on the table."""
    n = number(case.facts.whole("amendment"))
    sponsor = case.text("sponsor")
    words = _("{sponsor} proposes amendment {n} to {ref} {title}, version {base}.")
    lead = case.said(words, sponsor=Value(sponsor, "strong"), n=n, base=_base(case))
    return Letter(
        subject=case.subject(
            _("Amendment {n} by {sponsor}: {ref} {title} [{symbol}]"), n=n, sponsor=sponsor
        ),
        heading=filled(_("Amendment {n}"), {"n": n}),
        lead=(lead,),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=_("The text stays as it is until the amendment is decided."),
        action=case.action(_("Read the amendment")),
        sections=(*_change(case, _("What it does"), "change"), *parts.questions(case)),
        footer=parts.footer(case),
    )


_TREATED: Mapping[str, str] = {
    "accept": N_("It is proposed to accept {organisation}\u2019s amendment {n} to {ref} {title}."),
    "modify": N_(
        "It is proposed to accept {organisation}\u2019s amendment {n} to {ref} {title} as modified."
    ),
    "refuse": N_("It is proposed to refuse {organisation}\u2019s amendment {n} to {ref} {title}."),
}


def treatment(case: Case) -> Letter:
    """How an amendment is to be treated; its sponsor accepts that or maintains it."""
    n, treating = number(case.facts.whole("amendment")), case.facts.text("treating")
    subject = _("Treatment of amendment {n} to {ref} proposed: {treating} [{symbol}]")
    return Letter(
        subject=case.subject(subject, n=n, treating=w.treating_label(treating)),
        heading=filled(_("Proposed treatment of amendment {n}"), {"n": n}),
        lead=(
            case.said(_(_TREATED[treating]), n=n),
            case.said(
                _("Please say whether {organisation} accepts this or maintains the amendment.")
            ),
        ),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=_(
            "Silence is no answer: it neither accepts the treatment nor maintains the amendment, "
            "and the amendment can be decided without it."
        ),
        action=case.action(_("Answer for {organisation}")),
        sections=(
            *_change(case, _("The amendment"), "change"),
            *_change(case, _("As it would be modified"), "modified"),
            *_difference(case),
            *parts.reason(case),
            *parts.questions(case),
        ),
        footer=parts.footer(case),
    )


def decided(case: Case) -> Letter:
    """What became of the amendments that an organisation sponsors or co-sponsors."""
    n = len(case.facts.rows("amendments"))
    if case.facts.true("taken"):
        subject = ngettext(
            "{n} amendment of {organisation} decided: {ref} {title} [{symbol}]",
            "{n} amendments of {organisation} decided: {ref} {title} [{symbol}]",
            n,
        )
    else:
        subject = ngettext(
            "News of {n} amendment of {organisation}: {ref} {title} [{symbol}]",
            "News of {n} amendments of {organisation}: {ref} {title} [{symbol}]",
            n,
        )
    lead = [_news(case, n)]
    if "deadline" in case.facts:
        until = sentence(_("The deadline is now {deadline}."), {"deadline": case.until()})
        was = w.in_zone(Deadline(case.facts.instant("was"), case.zone))
        lead += [until, *case.your_time(), sentence(_("It was {was}."), {"was": was})]
    return Letter(
        subject=case.subject(subject, n=number(n)),
        heading=filled(_("{organisation}\u2019s amendments"), {"organisation": case.organisation}),
        lead=tuple(lead),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        action=case.action(_("See the amendments")),
        sections=(*fates(case), *parts.questions(case)),
        footer=parts.footer(case),
    )


def _news(case: Case, n: int) -> Sentence:
    if case.facts.true("taken"):
        words = ngettext(
            "With version {version} of {ref} {title}, {n} amendment that {organisation} sponsors "
            "or co-sponsors was decided.",
            "With version {version} of {ref} {title}, {n} amendments that {organisation} sponsors "
            "or co-sponsors were decided.",
            n,
        )
    else:
        words = ngettext(
            "There is news of {n} amendment to {ref} {title} that {organisation} sponsors or "
            "co-sponsors.",
            "There is news of {n} amendments to {ref} {title} that {organisation} sponsors or "
            "co-sponsors.",
            n,
        )
    return case.said(words, n=number(n))


def fates(case: Case) -> tuple[Section, ...]:
    """What became of each amendment, and why; nothing where none was decided."""
    rows = tuple(_fate(row) for row in case.facts.rows("amendments"))
    if not rows:
        return ()
    heading = filled(
        _("What became of {organisation}\u2019s amendments"), {"organisation": case.organisation}
    )
    return (Section(heading, rows=rows),)


def _fate(row: Mapping[str, Json]) -> Row:
    state = str(row.get("state", ""))
    reopened = state == "reopened"
    values = {
        "state": _("On the table again") if reopened else w.amendment_state_label(state),
        "change": _said(row.get("change")),
        "reason": str(row.get("reason", "")),
    }
    said = filled(_("{state}: {change}") if values["change"] else "{state}", values)
    if values["reason"]:
        said = filled(_("{said}. Reason: {reason}"), {**values, "said": said})
    return Row(filled(_("Amendment {n}"), {"n": row.get("amendment", "")}), said)


def agreement_pending(case: Case) -> Letter:
    """Paragraphs are agreed but for an organisation."""
    named = [paragraph_in_words(row) for row in case.facts.rows("paragraphs")]
    words = _(
        "In version {version} of {ref} {title} this is agreed in informals, pending "
        "{organisation}: {paragraphs}."
    )
    return Letter(
        subject=case.subject(_("Pending {organisation}: {ref} {title} [{symbol}]")),
        heading=filled(_("Pending {organisation}"), {"organisation": case.organisation}),
        lead=(
            case.said(words, paragraphs=Value(w.listed(named), data=False)),
            case.said(_("Please tell the secretariat whether {organisation} agrees.")),
        ),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=_("Silence is not agreement: it stays pending until something else is noted."),
        action=case.action(_("See what is agreed")),
        sections=parts.questions(case),
        footer=parts.footer(case),
    )


def _base(case: Case) -> str:
    return number(case.facts.whole("base", case.facts.whole("version")))


def _change(case: Case, heading: str, name: str) -> tuple[Section, ...]:
    """A change under its heading, as far as it was kept."""
    if name not in case.facts:
        return ()
    said = Value(_said(case.facts.object(name)), data=False)
    return (Section(heading, (sentence("{change}", {"change": said}),)),)


def _said(change: Json | Mapping[str, Json]) -> str:
    return proposal_sentence(change) if isinstance(change, Mapping) and change else ""


def _difference(case: Case) -> tuple[Section, ...]:
    if "edits" not in case.facts:
        return ()
    said = Value(edits_sentence(case.facts.rows("edits")), data=False)
    words = _("Compared with the amendment: {edits}")
    return (Section(_("What is different"), (sentence(words, {"edits": said}),)),)
