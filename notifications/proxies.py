"""Letters about answering for another organisation: offered, accepted, declined, ended."""

from __future__ import annotations

from placet.notifications import parts
from placet.notifications.letter import Letter, Row, Section, Sentence, Value, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _


def offered(case: Case) -> Letter:
    """Somebody asks the organisation of the reader to answer for it."""
    words = _("{giver} asks {holder} to answer for it in {negotiation}, {time}.")
    return _letter(
        case,
        case.subject(_("{giver} offers its proxy [{symbol}]"), **_names(case)),
        filled(_("{giver} offers {holder} its proxy"), _names(case)),
        (_said(case, words),),
        _("Accept or decline"),
        filled(_("Nothing happens until {holder} accepts."), _names(case)),
    )


def accepted(case: Case) -> Letter:
    """From now on one organisation may answer for another."""
    if case.facts.true("casts"):
        words = _("{holder} was declared to cast for {giver} in {negotiation}, {time}.")
        wins = _(
            "It casts for those of its members that are present and have not answered themselves."
        )
    else:
        words = _("{holder} accepted: it may answer for {giver} in {negotiation}, {time}.")
        wins = _("The own answer wins: what {giver} records itself replaces what {holder} records.")
    return _letter(
        case,
        case.subject(_("{holder} may answer for {giver} [{symbol}]"), **_names(case)),
        filled(_("{holder} may answer for {giver}"), _names(case)),
        (_said(case, words), _said(case, wins)),
        _("See the proxies"),
        "",
    )


def ended(case: Case) -> Letter:
    """It was declined, taken back or ended."""
    declined = case.facts.text("state") == "declined"
    subject = _("{holder} may no longer answer for {giver} [{symbol}]")
    heading = _("{holder} may no longer answer for {giver}")
    words = _("The proxy that {giver} gave {holder} in {negotiation} was ended.")
    if case.facts.true("casts"):
        words = _("{holder} no longer casts for {giver} in {negotiation}.")
    stays = _(
        "What {holder} recorded for {giver} stays as it is. As long as a ballot is open, {giver} "
        "can change it or take it back."
    )
    lead = [_said(case, words), _said(case, stays)]
    if declined:
        subject = _("{holder} declined the proxy of {giver} [{symbol}]")
        heading = _("{holder} declined the proxy of {giver}")
        lead = [_said(case, _("{holder} will not answer for {giver} in {negotiation}."))]
    return _letter(
        case,
        case.subject(subject, **_names(case)),
        filled(heading, _names(case)),
        tuple(lead),
        _("See the proxies"),
        "",
    )


def _letter(
    case: Case,
    subject: str,
    heading: str,
    lead: tuple[Sentence, ...],
    label: str,
    silence: str,
) -> Letter:
    return Letter(
        subject=subject,
        heading=heading,
        lead=lead,
        reference=case.text("symbol"),
        table=case.text("negotiation"),
        silence=silence,
        action=case.action(label),
        sections=(*_scope(case), *parts.reason(case), *parts.questions(case)),
        footer=parts.footer(case),
    )


def _names(case: Case) -> dict[str, str]:
    return {"giver": case.text("giver"), "holder": case.text("holder")}


def _said(case: Case, words: str) -> Sentence:
    """A sentence with both organisations and the time."""
    names = {name: Value(code, "strong") for name, code in _names(case).items()}
    return case.said(words, **names, time=Value(_time(case), data=False))


def _time(case: Case) -> str:
    since = case.until("from").text
    if "until" not in case.facts:
        return filled(_("from {since}"), {"since": since})
    return filled(_("from {since} to {until}"), {"since": since, "until": case.until("until").text})


def _scope(case: Case) -> tuple[Section, ...]:
    refs = case.facts.texts("objectives")
    said = w.listed(refs) if refs else _("all objectives of the negotiation")
    return (Section(_("What it is for"), rows=(Row(_("Objectives"), said),)),)


def by_proxy(case: Case) -> tuple[Sentence, ...]:
    """Says to whoever may answer for another organisation why it is asked."""
    if "holder" not in case.facts:
        return ()
    words = _("You are asked because {holder} may answer for {organisation}.")
    return (sentence(words, {**case.places, "holder": Value(case.text("holder"), "strong")}),)
