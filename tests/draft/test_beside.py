"""What a draft prints beside the count: who spoke for whom, statements, late positions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from placet.engine.delegations import Absence
from placet.engine.draft import AgreementDraft, agreement
from placet.engine.groups import GroupStatement
from placet.engine.model import BallotState, Capacity, Delegate, Instrument, Qualifier
from placet.engine.statements import Statement, StatementKind, StatementState
from placet.engine.text import text_hash
from placet.templates.draft_words import sheet
from placet.templates.drafts import draft_html
from tests.draft.tables import (
    CHECKPOINT,
    CLEAN,
    DUE,
    HELD,
    MADE,
    NOW,
    ORGANISATIONS,
    adopted,
    ballot,
    draft,
    head,
    negotiation,
    objective,
    position,
)

SAID = MADE + timedelta(days=1)


def words_of(of: AgreementDraft, section: str) -> list[str]:
    """The sentences and the quotations of a section, and what stands beside each organisation."""
    found: list[str] = []
    blocks: list[dict[str, Any]] = next(
        (list(s["blocks"]) for s in sheet(of)["sections"] if s["id"] == section), []
    )
    for block in blocks:
        found += [block[key] for key in ("words", "quote") if key in block]
        for row in block.get("rows", ()) if block["type"] == "positions" else ():
            found += [f"{w['code']} {w['note']}" for w in row["who"] if w["note"]]
        found += [f"{x['who']}: {x['note']}" for x in block.get("lines", ())]
    return found


def test_a_position_says_by_whom_it_was_cast_or_where_it_stands_in_writing() -> None:
    held = (
        position("UNEP", "endorse", by="person-WMO", cast_by="WMO"),
        position("ITU", "no_objection", by="person-sec", evidence="Minutes of 3 March, item 4."),
        position(
            "FAO", "endorse", qualifiers=(Qualifier.PENDING,), pending="our Council",
            confirm_by=DUE.at + timedelta(days=20),
        ),
    )  # fmt: skip
    said = words_of(draft(CLEAN, call=ballot(CLEAN, held)), "positions")
    assert {"UNEP (by WMO)", "ITU (entered by the secretariat)", "FAO (pending our Council)"} <= {
        *said
    }
    assert "Entered by the secretariat for ITU: Minutes of 3 March, item 4." in said


def test_a_line_for_a_signature_says_who_recorded_the_position_in_what_capacity() -> None:
    held = (
        position("UNEP", "endorse", by="person-WMO", cast_by="WMO"),
        position("ITU", "endorse", by="person-sec", evidence="Minutes of 3 March, item 4"),
        position("FAO", "endorse", by="deputy"),
    )
    closed = ballot(CLEAN, held, state=BallotState.CLOSED, closed_at=DUE.at, passed=True)
    table = negotiation()
    deputy = Delegate("deputy", "FAO", Capacity.DRAFTER, MADE)
    away = Absence(1, "person-FAO", "FAO", MADE, MADE + timedelta(days=9), "deputy")
    table = replace(table, delegates=(*table.delegates, deputy), absences=(away,))
    result = Instrument(4, text_hash(CLEAN), 2, DUE.at)
    of = agreement(
        table, objective(CLEAN, "adopted", instrument=result), head(CLEAN), CLEAN, closed, None,
        ORGANISATIONS, CHECKPOINT, NOW, terms=None,
    )  # fmt: skip
    assert of.annex is not None
    assert {h.organisation: h.capacity for h in of.annex.held} == {
        "UNEP": Capacity.FOCAL_POINT, "ITU": None, "FAO": Capacity.FOCAL_POINT,
    }  # fmt: skip
    base = adopted()
    lines = tuple(
        replace(line, held=h, organisation=h.organisation, signed_on="")
        for line, h in zip(base.signatures, of.annex.held, strict=False)
    )
    notes = words_of(replace(base, signatures=lines), "signatures")
    assert [n.split(" · Endorse")[0] for n in notes] == [
        "For UNEP: recorded by WMO · focal point",
        "For ITU: entered by the secretariat",
        "For FAO: focal point",
    ]


def test_what_groups_said_is_printed_with_the_members_they_had_and_that_it_does_not_count() -> None:
    spoken = (
        GroupStatement(2, "G3", "FAO", "object", "Not without funds.", "x", SAID, ("FAO", "ITU")),
        GroupStatement(1, "G3", "FAO", "endorse", "Of an earlier call.", "x", SAID, ("FAO", "ITU")),
    )
    call = ballot(CLEAN)
    of = draft(CLEAN, call=call, spoken=spoken)
    assert of.verdict == draft(CLEAN, call=call).verdict
    assert words_of(of, "groups") == [
        "G3 (by FAO), for FAO and ITU: Object",
        "Not without funds.",
        "What a group says is counted nowhere; its members answer for themselves.",
    ]
    assert words_of(draft(CLEAN, spoken=spoken), "groups") == []


def test_statements_are_printed_until_they_are_taken_back_and_late_positions_as_late() -> None:
    made = Statement(
        1, "ITU", StatementKind.INTERPRETATION, "As we read it.", 4, SAID, "x", ("p2",)
    )
    reserve = Statement(
        2, "FAO", StatementKind.SCRUTINY, "Our parliament looks.", 3, SAID, "x",
        state=StatementState.OVERRIDDEN, ended_by="sec", ended_at=NOW, reason="No time is left.",
    )  # fmt: skip
    taken = replace(made, number=3, words="Not meant.", state=StatementState.WITHDRAWN)
    late = position("FAO", "object", at=NOW)
    closed = ballot(CLEAN, HELD, state=BallotState.CLOSED, closed_at=DUE.at, late=(late,))
    of = draft(CLEAN, call=closed, statements={1: made, 2: reserve, 3: taken})
    text = draft_html(of)
    assert "As we read it." in text
    assert "Our parliament looks." in text
    assert "No time is left." in text
    assert "Not meant." not in text
    (said,) = [x for x in words_of(of, "positions") if x.startswith("Late, not counted")]
    assert said == "Late, not counted: FAO would have said Object (on Thursday 11 March 2027)."
    assert of.verdict == draft(CLEAN, call=replace(closed, late=())).verdict
