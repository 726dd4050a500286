"""The sentences around the text: what is counted, named and left out."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from placet.engine.draft import agreement_of
from placet.engine.model import Capacity, Qualifier, RuleRef
from placet.engine.rules import terms_of
from placet.engine.text import Kind, Text
from placet.templates import PSEUDO, language
from placet.templates.draft_runs import blocks, direction_of
from placet.templates.draft_words import brackets_sentence, sheet
from placet.templates.drafts import draft_html
from placet.templates.labels import language_name
from placet.workflows.rules import shipped_rules
from tests.draft.tables import (
    BRACKETED,
    CHECKPOINT,
    CLEAN,
    KINDS,
    NOW,
    ORGANISATIONS,
    RULE,
    adopted,
    ballot,
    draft,
    head,
    negotiation,
    objective,
    paragraph,
    position,
)


def view(stage: str, effects: tuple[str, ...]) -> object:
    """What `agreement_of` reads of a view."""
    return SimpleNamespace(
        negotiation=negotiation(),
        objective=objective(BRACKETED, stage),
        shown=head(BRACKETED),
        text=BRACKETED,
        ballot=ballot(BRACKETED, stage=stage),
        verdict=None,
        terms=terms_of(shipped_rules(), RULE, KINDS),
        organisations=ORGANISATIONS,
        now=NOW,
        stage=SimpleNamespace(name=stage, state="proposed"),
        workflow=SimpleNamespace(steps=(SimpleNamespace(sources=("proposal",), effects=effects),)),
    )


@pytest.mark.parametrize(
    ("effects", "sentence"),
    [
        (("silent_become_observers",), "becomes an observer of this objective."),
        ((), "is neither for the text nor against it."),
    ],
)
def test_a_view_gives_a_draft_that_says_what_silence_means_there(
    effects: tuple[str, ...], sentence: str
) -> None:
    made = agreement_of(view("proposal", effects), CHECKPOINT)  # type: ignore[arg-type]
    assert made.state == "proposed"
    assert sentence in draft_html(made)


def test_of_many_paragraphs_with_brackets_twelve_are_named_and_the_rest_counted() -> None:
    numbered = (paragraph(f"p{n}", Kind.OPERATIVE, "[x]") for n in range(1, 16))
    made = draft(Text((*numbered, paragraph("p16", Kind.NOTE, "[y] [z]"))))
    named = ", ".join(str(n) for n in range(1, 13))
    said = f"17 open brackets: paragraphs {named}; 3 more; 1 without a number."
    assert brackets_sentence(made) == said
    assert brackets_sentence(draft(CLEAN)) == ""


def test_brackets_in_paragraphs_without_numbers_are_counted() -> None:
    made = draft(Text((paragraph("p1", Kind.NOTE, "[x]"),)))
    assert brackets_sentence(made) == "1 open bracket: 1 without a number."


def test_a_clean_text_that_is_not_adopted_says_so() -> None:
    words = sheet(draft(CLEAN))
    assert words["notes"] == ["Nothing stands in square brackets."]
    assert (words["stamp"], words["stamp_kind"]) == ("Draft, not adopted", "draft")


@pytest.mark.parametrize(
    ("stage", "stamp"),
    [("not_adopted", "Not adopted"), ("lapsed", "Lapsed"), ("withdrawn", "Withdrawn")],
)
def test_what_ended_is_stamped_so(stage: str, stamp: str) -> None:
    words = sheet(draft(stage=stage))
    assert (words["stamp"], words["stamp_kind"]) == (stamp, "ended")


def test_an_older_version_is_stamped_with_the_one_that_replaced_it() -> None:
    made = replace(draft(), state="earlier_version", newest=6)
    assert sheet(made)["stamp"] == "Replaced by version 6"


def test_a_rule_that_is_not_known_and_a_ledger_that_is_not_given_are_left_out() -> None:
    call = ballot(BRACKETED, rule=RuleRef("no_objection", 1, {"minimum": 1}))
    made = replace(draft(call=call), rule=None, verdict=None, checkpoint="")
    html = draft_html(made)
    assert "Needed:" not in html
    assert "record at:" not in html


def test_languages_are_named_in_the_readers_language() -> None:
    assert language_name("fr") == "French"
    assert language_name("x!") == "x!"
    with language(PSEUDO):
        assert language_name("fr") != "French"


def test_what_is_not_recorded_is_said_to_be_missing() -> None:
    html = draft_html(adopted(entry_into_force="thirty days after the tenth signature"))
    assert "thirty days after the tenth signature" in html
    assert "not recorded yet" in draft_html(adopted(entry_into_force=""))
    bare = replace(adopted(), signatures=())
    assert "No recorded position and no recorded signature" in draft_html(bare)


def test_a_carried_position_and_a_reservation_without_words_are_marked() -> None:
    held = position("ITU", "endorse", carried_from=1, qualifiers=(Qualifier.RESERVATION,))
    html = draft_html(draft(call=ballot(BRACKETED, (held,))))
    assert "(with reservation, carried over)" in html
    assert "No words were given." in html


def test_the_capacity_is_the_one_held_when_the_position_was_recorded() -> None:
    made = draft(call=ballot(BRACKETED, (position("ITU", "endorse", by="somebody"),)))
    assert made.annex is not None
    assert made.annex.held[0].capacity is None
    assert Capacity.FOCAL_POINT not in {h.capacity for h in made.annex.held}


def test_a_direction_is_that_of_the_first_letter() -> None:
    assert direction_of("12 abc") == "ltr"
    assert direction_of("(1) نص") == "rtl"
    assert direction_of("123") == "ltr"


def test_only_a_paragraph_of_nothing_but_long_brackets_is_drawn_tall() -> None:
    tall = draft().lines[9]
    assert [block["alt"] for block in blocks(tall.tree)] == ["Alt 1", "Alt 2"]
    assert blocks(draft().lines[5].tree) == []
    short = Text((paragraph("p1", Kind.OPERATIVE, "[short] [words]"),))
    assert blocks(draft(short).lines[0].tree) == []
