"""The letter that reminds of several things at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from placet.engine.errors import N_
from placet.engine.messages import Json
from placet.engine.model import Deadline
from placet.notifications import parts
from placet.notifications.facts import MissingFact
from placet.notifications.letter import Letter, Row, Section, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.dates import number, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _

_ASKS: Mapping[str, str] = {
    "position": N_("{organisation}: a position on version {version}"),
    "comment": N_("{organisation}: comments, or the word that there are none"),
    "confirm": N_("{organisation}: the confirmation of what was agreed ad referendum"),
}


def reminder_digest(case: Case) -> Letter:
    """Everything that the reader's organisations still owe of what was chosen."""
    items = case.facts.rows("items")
    count = len(items)
    values = {"n": number(count), "symbol": case.text("symbol")}
    dues = [d for i in items if (d := _due(case, i)) is not None]
    first = min(dues, key=lambda d: d.at, default=None)
    if first is None:
        said = ngettext("{n} answer is awaited [{symbol}]", "{n} answers are awaited [{symbol}]",
                        count)  # fmt: skip
    else:
        values["day"] = when(first.at, first.zone, "short")
        said = ngettext(
            "{n} answer is awaited by {day} [{symbol}]",
            "{n} answers are awaited, the first by {day} [{symbol}]",
            count,
        )
    lead = ngettext(
        "The secretariat of {negotiation} still awaits {n} answer from you.",
        "The secretariat of {negotiation} still awaits {n} answers from you.",
        count,
    )
    after = _("What was answered before this message was written is left out.")
    return Letter(
        subject=filled(said, values),
        heading=_("What is still awaited"),
        lead=(case.said(lead, n=number(count)), sentence(after)),
        table=case.text("negotiation"),
        action=case.action(_("Open the inbox")),
        sections=(
            Section(_("In the order of their deadlines"), rows=tuple(_row(case, i) for i in items)),
            *parts.questions(case),
        ),
        footer=parts.footer(case),
    )


def _row(case: Case, item: Mapping[str, Json]) -> Row:
    values = {
        "organisation": _text(case, item, "organisation"),
        "version": str(item.get("version", "")),
        "title": _text(case, item, "title") or _("(restricted)"),
    }
    asked = filled(_(_ASKS.get(_text(case, item, "ask"), _ASKS["position"])), values)
    due = _due(case, item)
    words = f"{values['title']}. {asked}"
    if due is not None:
        words = filled(_("{words}, by {deadline}"), {"words": words, "deadline": w.in_zone(due)})
    return Row(_text(case, item, "objective"), words)


def _due(case: Case, item: Mapping[str, Json]) -> Deadline | None:
    if not item.get("deadline"):
        return None
    try:
        at = datetime.fromisoformat(_text(case, item, "deadline")).astimezone(UTC)
    except ValueError:
        raise MissingFact(case.message.kind.value, "items.deadline", "an instant") from None
    return Deadline(at, _text(case, item, "zone"))


def _text(case: Case, item: Mapping[str, Json], name: str) -> str:
    value = item.get(name)
    if not isinstance(value, str):
        raise MissingFact(case.message.kind.value, f"items.{name}", "a string")
    return value
