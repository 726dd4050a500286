"""What is said of meetings: states, quorum, the rule behind it, the minutes before anybody edits.

The sentence of a quorum is one, on the page, in the room, beside a decision and in the minutes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from fractions import Fraction

from placet.engine.agreements import Level
from placet.engine.errors import N_
from placet.engine.meeting_views import ItemThere
from placet.engine.meetings import Attendance, Meeting, MeetingDecision, Quorum, QuorumRule
from placet.templates.dates import city, number, there, utc_time, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import level_label, listed
from placet.templates.statements import statement_label

STATES: Mapping[str, str] = {
    "planned": N_("Planned"),
    "open": N_("Open"),
    "closed": N_("Closed"),
    "cancelled": N_("Cancelled"),
}
CAPACITIES: Mapping[str, str] = {
    "head": N_("head of delegation"),
    "alternate": N_("alternate"),
}
_HALF = Fraction(1, 2)


def meeting_state_label(state: str) -> str:
    """Where a meeting stands, in a word."""
    return _(STATES[state])


def attendance_label(capacity: Attendance) -> str:
    """In what capacity an organisation is present."""
    return _(CAPACITIES[capacity.value])


def quorum_sentence(quorum: Quorum) -> str:
    """17 of 30 are present; 16 are needed."""
    values = {
        "present": number(quorum.present),
        "seats": number(quorum.seats),
        "needed": number(quorum.needed),
    }
    present = ngettext(
        "{present} of {seats} is present", "{present} of {seats} are present", quorum.present
    )
    if not quorum.needed:
        asked = _("no quorum is asked for")
    else:
        asked = ngettext("{needed} is needed", "{needed} are needed", quorum.needed)
    return filled(_("{present}; {asked}."), {
        "present": filled(present, values), "asked": filled(asked, values)
    })  # fmt: skip


def decision_quorum(decision: MeetingDecision) -> str:
    """What the quorum was when it was decided."""
    values = {"present": number(decision.present), "needed": number(decision.needed)}
    if decision.without_quorum:
        words = _("Without a quorum: {present} were present, {needed} were needed.")
        return filled(words, values)
    words = ngettext(
        "{present} was present; {needed} needed.",
        "{present} were present; {needed} needed.",
        decision.present,
    )
    return filled(words, values)


def quorum_rule(rule: QuorumRule) -> str:
    """What must be present, in words: more than 1/2 of the seats and at least 25."""
    said = []
    if rule.share or rule.strict:
        words = _("more than {share} of the seats") if rule.strict else _("{share} of the seats")
        said.append(filled(words, {"share": _share(rule.share)}))
    if rule.attending is not None:
        words = _("more than {share} of those that came at all")
        said.append(filled(words, {"share": _share(rule.attending)}))
    if rule.at_least:
        words = ngettext("at least {n} organisation", "at least {n} organisations", rule.at_least)
        said.append(filled(words, {"n": number(rule.at_least)}))
    return listed(said) if said else _("no quorum is asked for")


def _share(share: Fraction) -> str:
    return _("half") if share == _HALF else str(share)


def meeting_time(meeting: Meeting) -> str:
    """When it is, in its own zone: from a day to a day, or within one."""
    zone = meeting.zone
    last = meeting.ends - timedelta(microseconds=1)
    same = there(meeting.begins, zone).date() == there(last, zone).date()
    ends = when(meeting.ends, zone, "time" if same else "long")
    said = filled(_("{begins} to {ends}"), {"begins": when(meeting.begins, zone), "ends": ends})
    if zone in ("UTC", "Etc/UTC"):
        return f"{said} UTC"
    values = {"said": said, "city": city(zone), "utc": utc_time(meeting.begins, zone)}
    return filled(_("{said}, {city} time (from {utc})"), values)


def agreed_sentence(level: Level, paragraphs: Sequence[str]) -> str:
    """What was noted of paragraphs in a meeting."""
    values = {"level": level_label(level), "paragraphs": listed(paragraphs)}
    return filled(_("{level}: {paragraphs}."), values)


def opening_words(meeting: Meeting) -> str:
    """How the minutes begin, before anybody edits them."""
    if meeting.opened_at is None or meeting.closed_at is None:
        return ""
    values = {
        "title": meeting.title,
        "opened": when(meeting.opened_at, meeting.zone),
        "closed": when(meeting.closed_at, meeting.zone),
        "city": city(meeting.zone),
    }
    return filled(_("{title} was opened on {opened} and closed on {closed} ({city} time)."), values)


def happened_sentences(there: ItemThere | None) -> list[str]:
    """What happened under an item, for the minutes: agreement, positions, statements."""
    if there is None:
        return []
    said = [agreed_sentence(x.level, x.paragraphs) for x in there.agreed]
    kinds: dict[str, list[str]] = {}
    for position in there.positions:
        kinds.setdefault(position.kind, []).append(position.organisation)
    for kind, who in kinds.items():
        values = {"kind": position_label(kind), "who": listed(who)}
        said.append(filled(_("{kind}: {who}."), values))
    for x in there.stated:
        values = {"who": x.organisation, "kind": statement_label(x.kind), "words": x.words}
        said.append(filled(_("{who} ({kind}): {words}"), values))
    return said
