"""What a draft prints beside the count: statements, what groups said, late positions.

All in full, in the words of their authors, and marked as what they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from placet.engine.draft import AgreementDraft, Annex
from placet.engine.statements import Statement
from placet.templates.dates import when
from placet.templates.draft_runs import direction_of
from placet.templates.group_words import spoken_as
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


def groups_section(draft: AgreementDraft) -> Iterable[Block]:
    """What groups said on the ballot, for whom, and in whose words."""
    if not draft.spoken:
        return
    blocks: list[Block] = []
    for made in draft.spoken:
        values = {
            "who": spoken_as(made.group, made.speaker),
            "members": listed(made.members),
            "position": position_label(made.kind),
        }
        said = filled(_("{who}, for {members}: {position}"), values)
        if made.words:
            quoted = {"quote": made.words, "dir": direction_of(made.words)}
            blocks.append({"type": "quote", "words": said, **quoted})
        else:
            blocks.append({"type": "p", "words": said})
    words = _("What a group says is counted nowhere; its members answer for themselves.")
    blocks.append({"type": "p", "words": words, "small": True})
    yield {"id": "groups", "heading": _("Said by groups"), "blocks": blocks}


def entered(annex: Annex) -> list[Block]:
    """Which positions the secretariat entered, and where they stand in writing."""
    found: dict[str, list[str]] = {}
    for held in annex.held:
        if held.position.evidence:
            found.setdefault(held.position.evidence, []).append(held.organisation)
    return [
        {
            "type": "p",
            "words": filled(
                _("Entered by the secretariat for {organisations}: {evidence}."),
                {"organisations": listed(codes), "evidence": evidence.rstrip(".")},
            ),
            "small": True,
        }
        for evidence, codes in found.items()
    ]


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
