"""What a letter to everybody says about a call for positions, and about what comes next."""

from __future__ import annotations

from placet.notifications import parts
from placet.notifications.letter import Section, Sentence, Value, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.dates import number
from placet.templates.i18n import gettext as _


def call(case: Case) -> tuple[Section, ...]:
    """What is asked about, what breaks it, and what is recorded beside it."""
    if "against" not in case.facts:
        return ()
    sections = [*_asked(case)]
    if not case.facts.true("silence"):
        return (*sections, *parts.progress(case))
    sections.append(Section(_("What breaks it"), _breaks(case)))
    beside = case.facts.texts("beside")
    if beside:
        kinds = Value(w.listed([w.position_label(k) for k in beside]), data=False)
        words = _("Recorded, and no break: {kinds}.")
        sections.append(Section(_("What does not"), (sentence(words, {"kinds": kinds}),)))
    return tuple(sections)


def _asked(case: Case) -> tuple[Section, ...]:
    if "paragraphs" not in case.facts:
        return ()
    asked = Value(w.listed(case.facts.texts("paragraphs")))
    said = [sentence(_("Only these paragraphs are asked about: {asked}."), {"asked": asked})]
    if "agreed" in case.facts:
        agreed = Value(w.listed(case.facts.texts("agreed")))
        words = _("Agreed ad referendum, and not asked about: {agreed}.")
        said.append(sentence(words, {"agreed": agreed}))
    return (Section(_("What is asked about"), tuple(said)),)


def _breaks(case: Case) -> tuple[Sentence, ...]:
    kinds = Value(
        w.listed([w.position_label(k) for k in case.facts.texts("against")], "or"), data=False
    )
    said = [
        sentence(
            _("{kinds}, if received before {deadline}. At that instant it is too late."),
            {"kinds": kinds, "deadline": case.until()},
        )
    ]
    if case.facts.true("at_once"):
        said.append(sentence(_("It breaks at once; once broken, it stays broken.")))
    if case.facts.true("partial"):
        words = _("Where only paragraphs are named, the others are agreed ad referendum.")
        said.append(sentence(words))
    return tuple(said)


def to_you(case: Case) -> tuple[Sentence, ...]:
    """What it means for the reader's organisation in particular."""
    said = []
    if "kind" in case.facts and "since" in case.facts:
        words = _(
            "{organisation}\u2019s position on version {since}, {held}, no longer counts, since "
            "the text was put forward anew."
        )
        since, held = number(case.facts.whole("since")), w.position_label(case.text("kind"))
        said.append(case.said(words, since=since, held=held))
    if case.facts.true("observer"):
        said.append(case.said(_("{organisation} is an observer of this objective now.")))
    elif "against" in case.facts and case.organisation and not case.facts.true("seated"):
        said.append(case.said(_("{organisation} has no seat in this call and looks on.")))
    return tuple(said)


def following(case: Case) -> tuple[Section, ...]:
    """What happens next, in the words of the procedure."""
    if "consequence" not in case.facts:
        return ()
    return (Section(_("What happens next"), (sentence(_(case.text("consequence"))),)),)
