"""What stands below the text of a draft: positions, reservations, dates, places to sign.

Theory.  Only what is recorded is said: a line for a signature names the position and its
day, a reservation is printed in full and in the words of the organisation, and those who
hold no position are listed like everybody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from placet.engine.draft import AgreementDraft, Annex, Group, Held, SignatureLine
from placet.templates.dates import day, number, utc, when
from placet.templates.draft_beside import entered, late_positions
from placet.templates.draft_runs import direction_of
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_in_full, position_label, position_mark, qualified
from placet.templates.labels import capacity_label, listed
from placet.templates.rulings import deadline_sentence

Block = dict[str, Any]


def positions(draft: AgreementDraft) -> list[Block]:
    """Until when positions are given, the table of every seat, and what does not apply."""
    found: list[Block] = []
    annex = draft.annex
    if annex is not None:
        found.append({"type": "p", "words": _as_of(annex)})
        head = [_("Position"), _("Number"), _("Organisations")]
        rows = [_row(group) for group in annex.groups]
        found.append({"type": "positions", "head": head, "rows": rows})
        found += entered(annex)
    found += late_positions(draft)
    if draft.elsewhere:
        sentence = ngettext(
            "{n} position was recorded on version {version}; it does not apply to this text.",
            "{n} positions were recorded on version {version}; they do not apply to this text.",
            draft.elsewhere,
        )
        values = {"n": number(draft.elsewhere), "version": draft.elsewhere_version}
        found.append({"type": "p", "words": filled(sentence, values)})
    return found


def _as_of(annex: Annex) -> str:
    at = utc(annex.as_of)
    if not annex.open:
        return filled(_("As recorded when the call for positions closed, {at}."), {"at": at})
    due = deadline_sentence(annex.deadline.at, annex.deadline.zone)
    sentence = _("As recorded by {at}; positions can change until {deadline}.")
    return filled(sentence, {"at": at, "deadline": due})


def _row(group: Group) -> Block:
    code, letter = position_mark(group.kind or None)
    who = [{"code": h.organisation, "note": _remark(h)} for h in group.held]
    return {
        "mark": code,
        "letter": letter,
        "label": position_label(group.kind),
        "count": number(len(group.organisations)),
        "who": who or [{"code": o, "note": ""} for o in group.organisations],
    }


def _remark(held: Held) -> str:
    """What a position carries, in parentheses."""
    position = held.position
    remarks = [qualified(position, q) for q in position.qualifiers]
    if position.cast_by:
        remarks.append(filled(_("by {organisation}"), {"organisation": position.cast_by}))
    if position.evidence:
        remarks.append(_("entered by the secretariat"))
    if position.carried_from is not None:
        remarks.append(_("carried over"))
    return f"({_(', ').join(remarks)})" if remarks else ""


def statements(annex: Annex, zone: str, now: datetime) -> list[Block]:
    """Reservations and statements in full, then who awaits a confirmation and until when."""
    found: list[Block] = []
    for held in annex.reservations:
        values = {
            "organisation": named(held.organisation, held.name),
            "position": position_in_full(held.position),
        }
        said = filled(_("{organisation}, with its position ({position}):"), values)
        words = held.position.reservation or _("No words were given.")
        found.append({"type": "quote", "words": said, "quote": words, "dir": direction_of(words)})
    for held in annex.statements:
        values = {
            "organisation": named(held.organisation, held.name),
            "position": position_in_full(held.position),
        }
        said = filled(_("{organisation}: {position}"), values)
        words = held.position.reasons
        found.append({"type": "quote", "words": said, "quote": words, "dir": direction_of(words)})
    if annex.reservations:
        found.append(
            {"type": "p", "words": _("A reservation does not change the count."), "small": True}
        )
    found += [
        {"type": "p", "words": _ad_referendum(held, zone, now)} for held in annex.ad_referendum
    ]
    return found


def _ad_referendum(held: Held, zone: str, now: datetime) -> str:
    position = held.position
    values = {
        "organisation": named(held.organisation, held.name),
        "position": position_in_full(position),
    }
    if position.confirmed_at is not None:
        values["day"] = when(position.confirmed_at, zone, "date")
        return filled(_("{organisation}: {position}; confirmed on {day}."), values)
    if position.confirm_by is None:
        return filled(_("{organisation}: {position}; not confirmed yet."), values)
    values["day"] = when(position.confirm_by, zone, "date")
    if now >= position.confirm_by:
        return filled(_("{organisation}: {position}; it was not confirmed by {day}."), values)
    return filled(_("{organisation}: {position}; to be confirmed by {day}."), values)


def not_bound(organisations: Sequence[str]) -> list[Block]:
    """Who abstained."""
    sentence = ngettext(
        "{organisations} abstained and is not bound by this text.",
        "{organisations} abstained and are not bound by this text.",
        len(organisations),
    )
    return [{"type": "p", "words": filled(sentence, {"organisations": listed(organisations)})}]


def closing_sections(draft: AgreementDraft) -> Iterable[Block]:
    """The dates on record, entry into force among them."""
    facts = [
        (_("Proposed"), when(draft.proposed_at, draft.zone, "date")),
        (
            ngettext("Lead organisation", "Lead organisations", len(draft.leads)),
            listed(draft.leads),
        ),
        (_("This version"), when(draft.made_at, draft.zone, "date")),
    ]
    if draft.annex is not None:
        facts.append((_("Positions sought"), when(draft.annex.opened_at, draft.zone, "date")))
    if draft.instrument is not None:
        at = when(draft.instrument.adopted_at, draft.zone, "date")
        label = _("Adopted provisionally") if draft.instrument.provisional else _("Adopted")
        facts.append((label, at))
        force = dated(draft.instrument.entry_into_force)
        facts.append((_("Entry into force"), force or _("not recorded yet")))
        if draft.instrument.review_on is not None:
            facts.append((_("Review"), when(draft.instrument.review_on, draft.zone, "date")))
    yield {
        "id": "dates",
        "heading": _("Dates"),
        "blocks": [{"type": "facts", "rows": [list(fact) for fact in facts if fact[1]]}],
    }


def signatures(draft: AgreementDraft) -> list[Block]:
    """The places to sign, or why there are none."""
    if not draft.adopted:
        words = _("Built from recorded positions only, once the text is adopted.")
        return [{"type": "p", "words": words, "small": True}]
    if not draft.signatures:
        words = _("No recorded position and no recorded signature binds an organisation.")
        return [{"type": "p", "words": words, "small": True}]
    lines = [_line(line, draft.zone) for line in draft.signatures]
    return [{"type": "signs", "lines": lines}]


def _line(line: SignatureLine, zone: str) -> Block:
    notes = []
    if line.signed_on:
        notes.append(filled(_("signed {day}"), {"day": dated(line.signed_on)}))
    if line.held is not None:
        held = line.held.position
        if held.cast_by:
            notes.append(filled(_("recorded by {organisation}"), {"organisation": held.cast_by}))
        if held.evidence:
            notes.append(_("entered by the secretariat"))
        elif line.held.capacity is not None:
            notes.append(capacity_label(line.held.capacity))
        at = when(line.held.position.at, zone, "short")
        notes.append(f"{position_in_full(line.held.position)}, {at}")
    else:
        silent = _("no position recorded; silence counted as agreement")
        notes.append(silent if line.silent else _("no position recorded"))
    return {
        "who": filled(_("For {organisation}"), {"organisation": line.organisation}),
        "name": line.name if line.name != line.organisation else "",
        "note": " · ".join(notes),
    }


def named(code: str, name: str) -> str:
    """An organisation with its full name: WMO (World Meteorological Organization)."""
    return code if name == code else f"{code} ({name})"


def dated(words: str) -> str:
    """An ISO date in words; anything else as it was written."""
    try:
        return day(date.fromisoformat(words).isoformat(), "date")
    except ValueError:
        return words
