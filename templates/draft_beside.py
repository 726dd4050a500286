"""What a draft prints of statements and of late positions: in full, and marked as what they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from placet.engine.draft import AgreementDraft
from placet.engine.statements import Statement
from placet.templates.dates import when
from placet.templates.draft_runs import direction_of
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed
from placet.templates.statements import statement_label, statement_state

Block = dict[str, Any]


def statements_section(draft: AgreementDraft) -> Iterable[Block]:
    """Every statement that goes out with the text, in the words of its author."""
    if not draft.statements:
        return
    blocks: list[Block] = []
    for made, names in draft.statements:
        said = _introduced(made, names, draft)
        blocks.append(
            {"type": "quote", "words": said, "quote": made.words, "dir": direction_of(made.words)}
        )
        if made.reason and not made.stands:
            blocks.append({"type": "p", "words": _ended(made, draft.zone), "small": True})
    blocks.append(
        {"type": "p", "words": _("No statement changes the count of positions."), "small": True}
    )
    yield {"id": "beside", "heading": _("Statements"), "blocks": blocks}


def _introduced(made: Statement, names: tuple[str, ...], draft: AgreementDraft) -> str:
    values = {
        "organisation": made.organisation,
        "kind": statement_label(made.kind),
        "paragraphs": listed(names),
        "state": statement_state(made),
        "n": made.text,
    }
    parts = [filled(_("{organisation}: {kind}"), values)]
    if names:
        parts.append(filled(_("on {paragraphs}"), values))
    if made.text != draft.version:
        parts.append(filled(_("made on version {n}"), values))
    if made.is_reserve:
        parts.append(statement_state(made))
    return _(", ").join(parts)


def _ended(made: Statement, zone: str) -> str:
    day = when(made.ended_at, zone, "date") if made.ended_at else ""
    values = {"state": statement_state(made), "day": day, "reason": made.reason}
    return filled(_("{state} on {day}: {reason}"), values)


def late_positions(draft: AgreementDraft) -> list[Block]:
    """Who would have said what, and that it is not counted."""
    return [
        {
            "type": "p",
            "words": filled(
                _("Late, not counted: {organisation} would have said {position} (on {day})."),
                {
                    "organisation": p.organisation,
                    "position": position_label(p.kind),
                    "day": when(p.at, draft.zone, "date"),
                },
            ),
            "small": True,
        }
        for p in draft.late
    ]
