"""The draft as a value: what it says at every stage, and what it never says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from placet.engine.draft import agreement
from placet.engine.model import BallotState, Capacity, RuleRef
from placet.engine.text import Kind, Text, flattened, walk
from tests.draft.tables import (
    BRACKETED,
    CHECKPOINT,
    CLEAN,
    DUE,
    HELD,
    NAMES,
    NOW,
    ORGANISATIONS,
    adopted,
    ballot,
    draft,
    head,
    negotiation,
    objective,
    paragraph,
    position,
    put_forward,
)

STAGES = [
    ("proposal", "proposed"),
    ("comment", "open_for_comments"),
    ("revision", "under_revision"),
    ("endorsement", "put_forward"),
    ("not_adopted", "not_adopted"),
    ("lapsed", "lapsed"),
    ("withdrawn", "withdrawn"),
    ("on_hold", "on_hold"),
]


@pytest.mark.parametrize(("stage", "state"), STAGES)
def test_there_is_a_draft_at_every_stage_without_any_ballot(stage: str, state: str) -> None:
    made = draft(stage=stage)
    assert (made.state, made.annex, made.rule, made.verdict) == (state, None, None, None)
    assert (made.signatures, made.adopted, made.is_final) == ((), False, False)


def test_the_state_that_the_workflow_gives_is_preferred() -> None:
    o = objective(CLEAN, "plenary")
    given = (negotiation(), o, head(CLEAN), CLEAN, None, None, ORGANISATIONS, CHECKPOINT, NOW)
    assert agreement(*given, state="put_forward").state == "put_forward"
    assert agreement(*given).state == "plenary"


def test_every_word_of_the_text_is_in_the_lines() -> None:
    made = draft()
    assert [flattened(line.tree) for line in made.lines] == [p.words for _, p in walk(BRACKETED)]
    assert [line.label for line in made.lines] == [
        "", "PP1", "PP2", "", "", "1", "2", "(a)", "(b)", "3", "4",
    ]  # fmt: skip


def test_open_brackets_are_counted_and_their_paragraphs_named_in_full() -> None:
    made = draft()
    found = [(b.label, b.opened) for b in made.brackets]
    assert found == [("PP2", 2), ("1", 6), ("2(a)", 1), ("3", 3)]
    assert made.open_brackets == 12


def test_a_bracket_that_ends_in_a_later_paragraph_marks_both() -> None:
    text = Text(
        (
            paragraph("p1", Kind.OPERATIVE, "One [two"),
            paragraph("p2", Kind.OPERATIVE, "three"),
            paragraph("p3", Kind.OPERATIVE, "four] five]"),
        )
    )
    made = draft(text)
    assert [(b.label, b.opened, b.astray) for b in made.brackets] == [("1", 1, 0), ("3", 0, 1)]
    assert made.open_brackets == 1


def test_an_escaped_asterisk_is_no_bracket_and_a_lone_closing_one_counts() -> None:
    text = Text((paragraph("p1", Kind.OPERATIVE, "four] \\* five"),))
    assert draft(text).open_brackets == 1


def test_every_seat_is_in_one_group_objections_first_and_silence_last() -> None:
    annex = put_forward().annex
    assert annex is not None
    assert [(g.kind, g.organisations) for g in annex.groups] == [
        ("object", ("UNHCR",)),
        ("endorse", ("UNEP", "WMO", "IFRC")),
        ("no_objection", ("ITU",)),
        ("", ("FAO",)),
    ]
    assert sum(len(g.organisations) for g in annex.groups) == annex.seats


def test_an_open_call_gives_positions_as_of_now_and_a_closed_one_as_of_its_closing() -> None:
    open_annex, closed_annex = put_forward().annex, adopted().annex
    assert open_annex is not None
    assert closed_annex is not None
    assert (open_annex.open, open_annex.as_of) == (True, NOW)
    assert (closed_annex.open, closed_annex.as_of) == (False, DUE.at)


def test_who_acted_is_named_by_capacity_and_never_by_person() -> None:
    made = put_forward()
    assert made.annex is not None
    assert {h.capacity for h in made.annex.held} == {Capacity.FOCAL_POINT}
    ended = replace(
        negotiation(),
        delegates=tuple(replace(d, until=d.since) for d in negotiation().delegates),
    )
    call = ballot(BRACKETED)
    o = objective(BRACKETED, "endorsement")
    again = agreement(
        ended, o, head(BRACKETED), BRACKETED, call, None, ORGANISATIONS, CHECKPOINT, NOW
    )
    assert again.annex is not None
    assert {h.capacity for h in again.annex.held} == {None}


def test_positions_on_another_text_are_counted_and_not_shown() -> None:
    made = draft(BRACKETED, "revision", ballot(CLEAN, text=3))
    assert (made.annex, made.rule, made.verdict) == (None, None, None)
    assert (made.elsewhere, made.elsewhere_version) == (len(HELD), 3)


@pytest.mark.parametrize("state", [BallotState.SUPERSEDED, BallotState.WITHDRAWN])
def test_positions_of_a_call_that_no_longer_decides_are_not_shown(state: BallotState) -> None:
    made = draft(call=ballot(BRACKETED, state=state))
    assert made.annex is None
    assert made.elsewhere == len(HELD)


def test_an_older_version_says_that_it_was_replaced() -> None:
    o = objective(BRACKETED, "endorsement", text=head(BRACKETED, 5))
    made = agreement(
        negotiation(), o, head(CLEAN), CLEAN, None, None, ORGANISATIONS, CHECKPOINT, NOW
    )
    assert (made.state, made.version, made.newest) == ("earlier_version", 4, 5)


def test_a_text_that_was_adopted_in_other_words_is_not_adopted() -> None:
    result = adopted().instrument
    made = draft(BRACKETED, "adopted", instrument=result)
    assert not made.adopted
    assert made.signatures == ()


def test_lines_for_signatures_come_from_recorded_positions_and_signatures_only() -> None:
    made = adopted()
    lines = [(line.organisation, line.signed_on) for line in made.signatures]
    assert lines == [("UNEP", "2027-03-20"), ("ITU", ""), ("FAO", ""), ("IFRC", "")]
    assert made.not_bound == ("UNHCR",)
    assert made.is_final


def test_an_unconfirmed_position_ad_referendum_signs_only_while_adoption_is_provisional() -> None:
    made = adopted(provisional=True)
    assert made.state == "adopted_provisionally"
    assert "WMO" in {line.organisation for line in made.signatures}
    assert not made.is_final


def test_a_signature_without_a_position_has_a_line_of_its_own() -> None:
    made = adopted(signatures=(*adopted().instrument.signatures, _signature("UNHCR")))  # type: ignore[union-attr]
    last = made.signatures[-1]
    assert (last.organisation, last.held, last.signed_on) == ("UNHCR", None, "2027-04-01")


def test_who_was_silent_signs_where_silence_agrees() -> None:
    held = (position("IFRC", "reserve", reasons="IFRC reserves its position on 2(a)."),)
    call = ballot(
        CLEAN,
        held,
        rule=RuleRef("silence", 1, {}),
        kinds=("object", "reserve"),
        state=BallotState.CLOSED,
        closed_at=DUE.at,
        passed=True,
    )
    result = adopted().instrument
    assert result is not None
    made = draft(CLEAN, "adopted", call, instrument=replace(result, signatures=(), not_bound=()))
    lines = {line.organisation: line.silent for line in made.signatures}
    assert lines == {code: code != "IFRC" for code in NAMES}
    assert [h.organisation for h in made.annex.statements] == ["IFRC"]  # type: ignore[union-attr]


def test_what_is_agreed_ad_referendum_is_named_until_the_whole_is_adopted() -> None:
    first = BRACKETED.paragraphs[0].id
    assert len(draft(agreed=(first,)).agreed) == 1
    assert draft().agreed == ()


def test_the_rule_is_given_for_the_seats_of_the_call() -> None:
    made = put_forward()
    assert made.rule is not None
    assert [(c.criterion, c.count, c.total) for c in made.rule.clauses] == [
        ("objections", 1, None), ("share", 4, 6), ("minimum", 2, None),
    ]  # fmt: skip


def test_the_draft_is_a_function_of_what_is_recorded_and_of_the_instant() -> None:
    assert put_forward() == put_forward()
    later = replace(put_forward(), rendered_at=NOW + timedelta(days=1))
    assert later != put_forward()


def _signature(organisation: str) -> object:
    from placet.engine.model import Signature

    return Signature(organisation, "2027-04-01")
