"""Every word of an agreement draft, in order, once for the page and once for the PDF.

Theory.  `sheet` turns the draft into plain data in the reader's language: strings, integers,
lists and dicts, so that it can travel to another process as JSON.  HTML and PDF only place
what stands here; neither has words of its own.  Blocks below the text have a `type`: p,
quote, facts, positions, signs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from placet.engine.draft import ADOPTED, EARLIER, PROVISIONAL, AgreementDraft, Annex
from placet.engine.errors import N_
from placet.templates import i18n
from placet.templates.clauses import rule_sentence
from placet.templates.dates import number, utc, when
from placet.templates.draft_annex import (
    closing_sections,
    not_bound,
    positions,
    signatures,
    statements,
)
from placet.templates.draft_beside import groups_section, statements_section
from placet.templates.draft_runs import direction_of, lines
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import hash_short, language_name, listed, state_label
from placet.templates.needs import have_sentence, missing_sentence
from placet.templates.rulings import (
    deadline_sentence,
    finding_sentence,
    silence_sentence,
    verdict_sentence,
)

Sheet = dict[str, Any]

NAMED = 12
"""How many paragraphs with brackets are named before the rest is only counted."""

STAMPS = {
    ADOPTED: N_("Adopted"),
    PROVISIONAL: N_("Adopted provisionally"),
    "not_adopted": N_("Not adopted"),
    "lapsed": N_("Lapsed"),
    "withdrawn": N_("Withdrawn"),
}


def sheet(draft: AgreementDraft) -> Sheet:
    """The draft as data for both renderers."""
    code = i18n.current()
    stamp, kind = _stamp(draft)
    version = f"{draft.ref} v{draft.version}"
    return {
        "lang": code,
        "dir": i18n.direction(code),
        "symbol": f"{draft.symbol} / {draft.ref} / v{draft.version}",
        "stamp": stamp,
        "stamp_kind": kind,
        "push": _push(draft),
        "table": draft.table,
        "title": draft.title,
        "title_dir": direction_of(draft.title),
        "named": f"{version}: {draft.title}",
        "notes": notes(draft),
        "text_lang": draft.language,
        "text_dir": draft.dir,
        "lines": lines(draft.lines),
        "sections": list(_sections(draft)),
        "closing": _closing(draft, version),
        "foot": f"{version} · {stamp} · {hash_short(draft.hash)}",
        "page": _("Page {page} of {pages}"),
        "missing": _(
            "This file has no typeface for some of the characters; they are printed as their "
            "Unicode numbers. The page on the screen shows them."
        ),
    }


def _stamp(draft: AgreementDraft) -> tuple[str, str]:
    """The word on the stamp, and how it is drawn."""
    if draft.state in STAMPS:
        return _(STAMPS[draft.state]), "adopted" if draft.adopted else "ended"
    if draft.state == EARLIER:
        return filled(_("Replaced by version {n}"), {"n": draft.newest}), "ended"
    return _("Draft, not adopted"), "draft"


def _push(draft: AgreementDraft) -> str:
    """The state, the day of this version, and its language."""
    original = filled(_("Original: {language}"), {"language": language_name(draft.language)})
    parts = [when(draft.made_at, draft.zone, "short"), original]
    if draft.state not in STAMPS and draft.state != EARLIER:
        parts.insert(0, state_label(draft.state))
    return " · ".join(parts)


def notes(draft: AgreementDraft) -> list[str]:
    """What to know before reading: whether anything is open."""
    if draft.is_final and draft.instrument is not None:
        day = when(draft.instrument.adopted_at, draft.zone, "date")
        return [filled(_("Adopted on {day}. Nothing stands in square brackets."), {"day": day})]
    agreed = []
    if draft.agreed and not draft.adopted:
        names = {"names": listed(draft.agreed)}
        agreed = [filled(_("Agreed ad referendum: {names}."), names)]
    if not draft.brackets:
        return [_("Nothing stands in square brackets."), *agreed]
    return [_("Text in square brackets is not agreed."), brackets_sentence(draft), *agreed]


def brackets_sentence(draft: AgreementDraft) -> str:
    """2 open brackets: paragraphs 4 and 9."""
    n = draft.open_brackets
    if not n:
        return ""
    count = filled(ngettext("{n} open bracket", "{n} open brackets", n), {"n": number(n)})
    labels = [b.label for b in draft.brackets if b.label]
    bare = len(draft.brackets) - len(labels)
    where = []
    if labels:
        several = ngettext("paragraph {labels}", "paragraphs {labels}", len(labels))
        between = _("; ") if any("," in label for label in labels) else _(", ")
        where.append(filled(several, {"labels": between.join(labels[:NAMED])}))
    if len(labels) > NAMED:
        rest = len(labels) - NAMED
        where.append(filled(ngettext("{n} more", "{n} more", rest), {"n": number(rest)}))
    if bare:
        said = ngettext("{n} without a number", "{n} without a number", bare)
        where.append(filled(said, {"n": number(bare)}))
    return filled(_("{count}: {where}."), {"count": count, "where": _("; ").join(where)})


def _sections(draft: AgreementDraft) -> Iterable[dict[str, Any]]:
    annex = draft.annex
    if annex is not None:
        yield {"id": "rule", "heading": _("Rule of adoption"), "blocks": _rule(draft, annex)}
    if annex is not None or draft.elsewhere:
        yield {
            "id": "positions",
            "heading": _("Positions on this text"),
            "blocks": positions(draft),
        }
    if annex is not None and (annex.reservations or annex.statements or annex.ad_referendum):
        heading = _("Reservations and positions ad referendum")
        if annex.statements:
            heading = _("Reservations and statements")
        yield {
            "id": "reservations",
            "heading": heading,
            "blocks": statements(annex, draft.zone, draft.rendered_at),
        }
    if draft.not_bound:
        yield {"id": "bound", "heading": _("Not bound"), "blocks": not_bound(draft.not_bound)}
    yield from groups_section(draft)
    yield from statements_section(draft)
    yield from closing_sections(draft)
    yield {
        "id": "signatures",
        "heading": _("Signatures"),
        "blocks": signatures(draft),
        "keep": True,
    }


def _rule(draft: AgreementDraft, annex: Annex) -> list[dict[str, Any]]:
    """The rule in words, what silence means, the deadline, and how far it is."""
    parts = []
    if draft.rule is not None:
        observers = draft.silent_become_observers
        parts += [
            rule_sentence(draft.rule),
            silence_sentence(draft.rule, annex.deadline, observers),
        ]
    due = deadline_sentence(annex.deadline.at, annex.deadline.zone)
    parts.append(filled(_("Deadline: {deadline}."), {"deadline": due}))
    said = [{"type": "p", "words": " ".join(part for part in parts if part)}]
    have = have_sentence(annex.answered, annex.seats)
    if draft.verdict is None:
        said.append({"type": "p", "words": have})
    elif annex.open:
        said.append({"type": "p", "words": f"{have} {missing_sentence(draft.verdict)}"})
    else:
        findings = [finding_sentence(finding) for finding in draft.verdict.findings]
        verdict = verdict_sentence(draft.verdict.passes)
        said.append({"type": "p", "words": " ".join([verdict, *findings])})
    return said


def _closing(draft: AgreementDraft, version: str) -> list[dict[str, str]]:
    """The last block: what these words are, where the record stood, and when this was made."""
    grouped = " ".join(draft.hash[at : at + 4] for at in range(0, len(draft.hash), 4))
    return [
        {"words": version, "hash": ""},
        {"words": _("text, SHA-256:"), "hash": grouped},
        *([{"words": _("record at:"), "hash": draft.checkpoint}] if draft.checkpoint else []),
        {
            "words": filled(_("rendered {instant}"), {"instant": _instant(draft.rendered_at)}),
            "hash": "",
        },
    ]


def _instant(at: datetime) -> str:
    return utc(at, "stamp")
