"""The text itself: proposals, versions, comments, translations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from placet.engine.errors import N_
from placet.templates.dates import day, number
from placet.templates.happenings.saying import Payload, Say, plain, with_evidence
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import disposition_label, language_name, listed


def _proposed(p: Payload) -> str:
    values = {"leads": listed(p["leads"]), "title": p["title"]}
    said = _("{leads} proposed \u201c{title}\u201d.")
    if not p["head"].get("organisation"):
        said = _("The secretariat entered \u201c{title}\u201d, led by {leads}.")
    said = filled(said, values)
    if not p["head"].get("taken_over"):
        return said
    return f"{said} {filled(_('{version} was taken over from before Placet.'), _version(p))}"


def _revised(p: Payload) -> str:
    n = len(p["changed"])
    values = {**_version(p), "number": p["head"]["number"], "n": number(n)}
    if p["head"].get("taken_over"):
        sentence = ngettext(
            "{version} was taken over from before Placet: {n} paragraph changed.",
            "{version} was taken over from before Placet: {n} paragraphs changed.",
            n,
        )
    else:
        sentence = ngettext(
            "Version {number} of the text: {n} paragraph changed.",
            "Version {number} of the text: {n} paragraphs changed.",
            n,
        )
    said = filled(sentence, values)
    return f"{said} {_('It is editorial.')}" if p["head"].get("editorial") else said


def _version(p: Payload) -> Mapping[str, str]:
    """Version 2, dated 3 May 2026."""
    head = p["head"]
    if not head.get("dated"):
        return {"version": filled(_("Version {number}"), {"number": head["number"]})}
    values = {"number": head["number"], "date": dated(head["dated"])}
    return {"version": filled(_("Version {number}, dated {date},"), values)}


def dated(said: str) -> str:
    """The date that a version bears: an ISO date as people write it, anything else as it is."""
    try:
        return day(date.fromisoformat(said).isoformat())
    except ValueError:
        return said


def _comment(p: Payload) -> str:
    comment = p["comment"]
    values = {"n": comment["number"], "organisation": comment["organisation"]}
    return with_evidence(filled(_("{organisation} made comment {n}."), values), comment)


def _submitted(p: Payload) -> str:
    n = len(p["numbers"])
    sentence = ngettext(
        "{organisation} submitted {n} comment.", "{organisation} submitted {n} comments.", n
    )
    return filled(sentence, {"organisation": p["organisation"], "n": number(n)})


def _answered(p: Payload) -> str:
    values = {"n": p["number"], "disposition": disposition_label(p["disposition"])}
    said = filled(_("Comment {n} was answered: {disposition}."), values)
    if p.get("implemented"):
        place = {"n": p["implemented"]["version"]}
        said = f"{said} {filled(_('Version {n} of the text does what it asks for.'), place)}"
    return said


def _published(p: Payload) -> str:
    n = len(p["numbers"])
    sentence = ngettext(
        "The answer to {n} comment was published.", "The answers to {n} comments were published.", n
    )
    return filled(sentence, {"n": number(n)})


def _rated(p: Payload) -> str:
    values = {"organisation": p["organisation"], "n": p["number"]}
    if p["satisfied"]:
        return filled(_("{organisation} is satisfied with the answer to comment {n}."), values)
    return filled(_("{organisation} is not satisfied with the answer to comment {n}."), values)


def _translated(p: Payload) -> str:
    n = len(p["words"])
    sentence = ngettext(
        "{language}: the words of {n} paragraph of version {version} were recorded.",
        "{language}: the words of {n} paragraphs of version {version} were recorded.",
        n,
    )
    values = {"language": language_name(p["language"]), "version": p["version"]}
    return filled(sentence, {**values, "n": number(n)})


EVENTS: Mapping[str, Say] = {
    "ObjectiveProposed": _proposed,
    "TextRevised": _revised,
    "CommentMade": _comment,
    "CommentsSubmitted": _submitted,
    "NoCommentsStated": plain(N_("{organisation} has no comments."), "organisation"),
    "CommentAnswered": _answered,
    "AnswerCleared": plain(N_("The answer to comment {number} was taken back."), "number"),
    "DispositionsPublished": _published,
    "AnswerRated": _rated,
    "TranslationRecorded": _translated,
}
