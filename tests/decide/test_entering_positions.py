"""Positions entered on behalf: all or none, with evidence, told, and corrected by their owner."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.errors import BadInput, NotAllowed, Superseded, TooLate
from placet.engine.evolve import evolve_negotiation
from placet.engine.messages import Kind
from placet.engine.model import Position

from .table import HOUR, ORGANISATIONS, Table, in_endorsement

MINUTES = "Minutes of the meeting of 3 March, item 4"


def entering(table: Table, *positions: c.EnteredPosition, evidence: str = MINUTES) -> Table:
    """The secretariat enters these."""
    ballot = table.ballot
    command = c.EnterPositions(ballot.number, ballot.text_hash, evidence, positions)
    return table.do("sec", command)


def test_positions_from_a_meeting_stand_with_their_evidence_and_who_typed_them() -> None:
    table = in_endorsement().wait(HOUR)
    before = table.o
    reasons = "It goes beyond our mandate"
    entering(
        table,
        c.EnteredPosition("FAO", "endorse"),
        c.EnteredPosition("WHO", "object", reasons, paragraphs=("p2",)),
    )
    ballot = table.ballot
    fao, who = ballot.positions["FAO"], ballot.positions["WHO"]
    assert ballot.positions == {
        "FAO": Position("FAO", "endorse", "sec", table.now, 1, fao.reference, evidence=MINUTES),
        "WHO": Position(
            "WHO",
            "object",
            "sec",
            table.now,
            2,
            who.reference,
            reasons=reasons,
            paragraphs=("p2",),
            evidence=MINUTES,
        ),
    }
    assert fao.reference != who.reference
    assert before.ballot is not None
    unchanged = replace(before.ballot, positions=ballot.positions, recorded=2)
    assert replace(before, ballot=unchanged, version=before.version + 1) == table.o


def test_nothing_is_entered_for_an_organisation_that_left_the_table() -> None:
    table = in_endorsement()
    left = e.OrganisationLeft("WHO", table.now, "Its mandate has ended.")
    table.negotiation = evolve_negotiation(table.negotiation, left)
    before = table.o
    with pytest.raises(BadInput) as refused:
        entering(table, c.EnteredPosition("FAO", "endorse"), c.EnteredPosition("WHO", "endorse"))
    assert refused.value.field == "positions.1.organisation"
    assert table.o == before


def test_everybody_of_the_organisation_is_told_and_nobody_else() -> None:
    table = entering(in_endorsement(), c.EnteredPosition("FAO", "endorse"))
    told = table.log[-1].messages
    assert {(m.kind, m.person) for m in told} == {
        (Kind.RECEIPT, f"fao{x}") for x in ("", ".drafter", ".alternate", ".observer")
    }
    assert {m.facts["evidence"] for m in told} == {MINUTES}


def test_the_organisation_corrects_it_and_the_receipt_says_what_it_replaced() -> None:
    table = entering(in_endorsement(), c.EnteredPosition("FAO", "abstain"))
    entered = table.position("FAO")
    table.wait(HOUR).holds("FAO", "endorse")
    held = table.position("FAO")
    assert (held.kind, held.by, held.evidence) == ("endorse", "fao", "")
    receipts = [m for m in table.log[-1].messages if m.kind is Kind.RECEIPT]
    assert {(m.facts["replaced"], m.facts["replaced_reference"]) for m in receipts} == {
        ("abstain", entered.reference)
    }


def test_of_two_delegates_the_later_stands_and_both_are_told_what_it_replaced() -> None:
    table = in_endorsement().holds("FAO", "endorse").wait(HOUR)
    first, ballot = table.position("FAO"), table.ballot
    other = c.RecordPosition(ballot.number, ballot.text_hash, "abstain")
    table.do("fao.alternate", other)
    assert (table.position("FAO").kind, table.position("FAO").by) == ("abstain", "fao.alternate")
    receipts = [m for m in table.log[-1].messages if m.kind is Kind.RECEIPT]
    assert {"fao", "fao.alternate"} <= {m.person for m in receipts}
    assert {m.facts["replaced_reference"] for m in receipts} == {first.reference}


def test_the_rule_is_asked_once_when_all_of_them_stand() -> None:
    table = entering(in_endorsement(), *(c.EnteredPosition(o, "endorse") for o in ORGANISATIONS))
    assert table.stage == "adopted"
    assert set(table.ballot.positions) == set(ORGANISATIONS)


@pytest.mark.parametrize(
    ("positions", "field"),
    [
        ((), "positions"),
        ((c.EnteredPosition("FAO", "endorse"), c.EnteredPosition("FAO", "object", "No")),
         "positions.1.organisation"),
        ((c.EnteredPosition("FAO", "endorse"), c.EnteredPosition("NATO", "endorse")),
         "positions.1.organisation"),
        ((c.EnteredPosition("FAO", "endorse"), c.EnteredPosition("WHO", "approve")),
         "positions.1.kind"),
        ((c.EnteredPosition("WHO", "object"),), "positions.0.reasons"),
        ((c.EnteredPosition("WHO", "endorse", paragraphs=("p9",)),), "positions.0.paragraphs"),
    ],
)  # fmt: skip
def test_one_that_cannot_stand_is_named_and_none_is_entered(
    positions: tuple[c.EnteredPosition, ...], field: str
) -> None:
    table = in_endorsement()
    before = table.o
    with pytest.raises(BadInput) as refused:
        entering(table, *positions)
    assert refused.value.field == field
    assert "(" not in refused.value.in_english()  # every place of the sentence has its value
    assert table.o == before


def test_without_evidence_nothing_is_entered() -> None:
    table = in_endorsement()
    before = table.o
    with pytest.raises(BadInput) as refused:
        entering(table, c.EnteredPosition("FAO", "endorse"), evidence="  ")
    assert refused.value.field == "evidence"
    assert table.o == before


def test_only_the_secretariat_enters_on_the_text_that_is_asked_about_and_in_time() -> None:
    table = in_endorsement()
    before, ballot = table.o, table.ballot
    entry = (c.EnteredPosition("FAO", "endorse"),)
    for by in ("chair", "fao", "unep", "admin"):
        with pytest.raises(NotAllowed):
            table.do(by, c.EnterPositions(ballot.number, ballot.text_hash, MINUTES, entry))
    with pytest.raises(Superseded):
        table.do("sec", c.EnterPositions(ballot.number, "0" * 64, MINUTES, entry))
    assert table.o == before
    table.let_it_end()
    closed = table.o
    with pytest.raises(TooLate):
        table.do("sec", c.EnterPositions(ballot.number, ballot.text_hash, MINUTES, entry))
    assert table.o == closed
