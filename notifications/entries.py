"""Letters about what the secretariat entered on behalf of organisations."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.messages import Json
from placet.notifications import parts
from placet.notifications.letter import Letter, Row, Section, Value, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.amendment_words import paragraph_in_words, proposal_sentence
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _


def on_behalf(case: Case) -> Letter:
    """What now stands under the name of an organisation, and from where it was taken."""
    words = _(
        "The secretariat entered {entries} on behalf of {organisation}, "
        "on version {base} of {ref} {title}."
    )
    check = _(
        "Please check that this is what {organisation} said. What is wrong can be withdrawn on "
        "the page, and said again in the right words."
    )
    return Letter(
        subject=case.subject(_("Entered on behalf of {organisation}: {ref} {title} [{symbol}]")),
        heading=filled(_("Entered on behalf of {organisation}"), _named(case)),
        lead=(case.said(words, **_counted(case)), case.said(check)),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=filled(
            _("It stands as {organisation}\u2019s own until {organisation} withdraws it."),
            _named(case),
        ),
        action=case.action(_("See what was entered")),
        sections=(*_listed(case, sponsors=False), *parts.questions(case)),
        footer=parts.footer(case),
    )


def entered(case: Case) -> Letter:
    """The whole of an entry, for those who work on the text."""
    organisations = case.facts.texts("organisations")
    words = ngettext(
        "The secretariat entered {entries} on behalf of {n} organisation, "
        "on version {base} of {ref} {title}: {organisations}.",
        "The secretariat entered {entries} on behalf of {n} organisations, "
        "on version {base} of {ref} {title}: {organisations}.",
        len(organisations),
    )
    named = Value(w.listed(organisations))
    said = case.said(words, n=number(len(organisations)), organisations=named, **_counted(case))
    return Letter(
        subject=case.subject(_("Proposals entered: {ref} {title} [{symbol}]")),
        heading=_("Proposals entered on behalf of organisations"),
        lead=(said, sentence(_("Each organisation was told what stands under its name."))),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=_("The text stays as it is until the amendments are decided.")
        if case.facts.whole("amendments")
        else "",
        action=case.action(_("See what was entered")),
        sections=(*_listed(case, sponsors=True), *parts.questions(case)),
        footer=parts.footer(case),
    )


def _named(case: Case) -> Mapping[str, str]:
    return {"organisation": case.organisation}


def _counted(case: Case) -> dict[str, Value | str | int]:
    """How many amendments and comments; against which version."""
    amendments, comments = case.facts.whole("amendments"), case.facts.whole("comments")
    both = (
        (ngettext("{n} amendment", "{n} amendments", amendments), amendments),
        (ngettext("{n} comment", "{n} comments", comments), comments),
    )
    said = [filled(words, {"n": number(n)}) for words, n in both if n]
    base = number(case.facts.whole("base"))
    return {"entries": Value(w.listed(said), data=False), "base": base}


def _listed(case: Case, *, sponsors: bool) -> tuple[Section, ...]:
    """The evidence, and the first amendments and comments in words."""
    evidence = sentence("{evidence}", {"evidence": Value(case.text("evidence"))})
    sections = [Section(_("Evidence"), (evidence,))]
    amendments = [_amendment(row, sponsors) for row in case.facts.rows("listed_amendments")]
    left = case.facts.whole("amendments") - len(amendments)
    if amendments:
        more = ngettext("and {n} more amendment", "and {n} more amendments", left)
        sections.append(_section(_("Amendments"), amendments, more, left))
    comments = [_comment(row, sponsors) for row in case.facts.rows("listed_comments")]
    left = case.facts.whole("comments") - len(comments)
    if comments:
        more = ngettext("and {n} more comment", "and {n} more comments", left)
        sections.append(_section(_("Comments"), comments, more, left))
    return tuple(sections)


def _section(heading: str, rows: list[Row], more: str, left: int) -> Section:
    after = (sentence(more, {"n": number(left)}),) if left > 0 else ()
    return Section(heading, after, tuple(rows))


def _amendment(row: Mapping[str, Json], sponsors: bool) -> Row:
    change = row.get("change")
    said = proposal_sentence(change) if isinstance(change, Mapping) and change else ""
    label = _("Amendment {n} of {sponsor}") if sponsors else _("Amendment {n}")
    return Row(_label(label, row, "amendment"), said)


def _comment(row: Mapping[str, Json], sponsors: bool) -> Row:
    place, body = row.get("paragraph"), str(row.get("body", ""))
    quotation = str(row.get("quotation", ""))
    if isinstance(place, Mapping) and place:
        words = _("On {paragraph}: {body}")
        if quotation:
            words = _("On {paragraph}, \u201c{quotation}\u201d: {body}")
        values = {"paragraph": paragraph_in_words(place), "quotation": quotation, "body": body}
        body = filled(words, values)
    label = _("Comment {n} of {sponsor}") if sponsors else _("Comment {n}")
    return Row(_label(label, row, "comment"), body)


def _label(words: str, row: Mapping[str, Json], name: str) -> str:
    return filled(words, {"n": row.get(name, ""), "sponsor": row.get("sponsor", "")})
