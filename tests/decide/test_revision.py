"""The text is revised until every comment is answered, for three rounds at most."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from placet.engine import commands as c
from placet.engine.errors import (
    BadInput,
    Conflict,
    IllegalMove,
    NotAllowed,
    NotFound,
    NotOpen,
    PlacetError,
    Refused,
)
from placet.engine.model import Disposition, TextHead
from placet.engine.text import Kind, Paragraph, Text, text_hash

from .refusals import refused
from .table import (
    DAY,
    FIRST,
    Table,
    in_comment,
    in_endorsement,
    in_revision,
    reworded,
)

SECOND = reworded(FIRST, p1="Parties share all observations.")


def another_round(table: Table) -> Table:
    """Comments again, then back to the revision."""
    return table.wait(DAY).step("sec", "another_round").wait(DAY).step("sec", "close_comments")


def in_third_round() -> Table:
    """The revision of the last round that is allowed."""
    return another_round(another_round(in_revision(comments=False)))


def with_paragraphs(text: Text, *more: Paragraph) -> Text:
    """The text with paragraphs at its end."""
    return Text((*text.paragraphs, *more), text.language)


def operative(id: str, words: str = "Members pay.") -> Paragraph:
    """A new paragraph."""
    return Paragraph(id, Kind.OPERATIVE, words)


@pytest.mark.parametrize("who", ["sec", "unep", "unep.head"])
def test_the_secretariat_and_the_lead_change_the_text(who: str) -> None:
    table = in_revision().wait(DAY).revises(who, SECOND)
    organisation = None if who == "sec" else "UNEP"
    assert table.o.text == TextHead(
        2, text_hash(SECOND), table.now, who, organisation, "Redrafted", False, 11
    )
    assert table.texts[2] == SECOND


@pytest.mark.parametrize("who", ["chair", "fao", "fao.drafter", "fao.observer", "admin", "nobody"])
def test_nobody_else_changes_it(who: str) -> None:
    table = in_revision()
    with refused(table, NotAllowed):
        table.revises(who, SECOND)


@pytest.mark.parametrize("stage", [in_comment, in_endorsement])
def test_the_text_stands_still_while_it_is_out(stage: Callable[[], Table]) -> None:
    table = stage()
    for who in ("sec", "unep"):
        with pytest.raises((NotOpen, NotAllowed)):
            table.revises(who, SECOND)
    assert table.o.text.number == 1


def test_a_change_of_an_older_version_is_a_conflict() -> None:
    table = in_revision().revises("unep", SECOND)
    with refused(table, Conflict):
        table.do("sec", c.ReviseText(1, reworded(FIRST, p2="Parties report."), 3))
    with refused(table, Conflict):
        table.do("sec", c.ReviseText(3, reworded(SECOND, p2="Parties report."), 3))


def test_a_text_that_changes_nothing_makes_no_version() -> None:
    table = in_revision()
    try:
        table.revises("unep", FIRST)
    except PlacetError:
        pass
    assert table.o.text.number == 1


def test_new_paragraphs_take_the_next_numbers() -> None:
    table = in_revision().revises("sec", with_paragraphs(FIRST, operative("p4")), 4)
    assert table.o.paragraphs_minted == 4
    with refused(table, BadInput):
        table.revises("sec", with_paragraphs(table.text, operative("p9")), 5)
    with refused(table, BadInput):
        table.revises("sec", with_paragraphs(table.text, operative("p4", "Again.")), 4)


def test_the_id_of_a_deleted_paragraph_is_never_used_again() -> None:
    table = in_revision()
    without = Text(FIRST.paragraphs[:2])
    table.revises("sec", without)
    assert table.o.paragraphs_minted == 3
    with refused(table, BadInput):
        table.revises("sec", with_paragraphs(without, operative("p3")))
    with refused(table, BadInput):
        table.revises("sec", with_paragraphs(without, operative("p3")), 4)
    with refused(table, BadInput):
        table.revises("sec", with_paragraphs(without, operative("p3")), 2)
    table.revises("sec", with_paragraphs(without, operative("p4")), 4)
    assert [p.id for p in table.text.paragraphs] == ["p1", "p2", "p4"]


def test_the_last_paragraph_cannot_be_deleted() -> None:
    table = in_revision()
    with refused(table, BadInput):
        table.revises("sec", Text(()))


@pytest.mark.parametrize("step", ["put_forward", "another_round"])
def test_every_comment_is_answered_before_the_text_leaves(step: str) -> None:
    table = in_comment().comments("FAO").comments("WHO").step("sec", "close_comments")
    table.answers(1)
    with refused(table, Refused) as caught:
        table.step("chair", step)
    assert caught.value.missing == ("comments_answered",)
    table.answers(2).step("chair", step)
    assert table.stage == {"put_forward": "endorsement", "another_round": "comment"}[step]


@pytest.mark.parametrize("disposition", [d for d in Disposition if d is not Disposition.WITHDRAWN])
def test_every_answer_but_acceptance_needs_words(disposition: Disposition) -> None:
    table = in_revision()
    if disposition is Disposition.ACCEPTED:
        table.do("sec", c.AnswerComment(1, disposition))
    else:
        with refused(table, BadInput):
            table.do("sec", c.AnswerComment(1, disposition, "  "))
        table.do("sec", c.AnswerComment(1, disposition, "See paragraph 2"))
    answered = table.comment(1)
    assert (answered.disposition, answered.answered_by) == (disposition, "sec")


def test_a_later_answer_replaces_an_earlier_one() -> None:
    table = in_revision().answers(1)
    table.do("sec", c.AnswerComment(1, Disposition.NOTED, "For the next time"))
    assert table.comment(1).disposition is Disposition.NOTED
    assert table.comment(1).response == "For the next time"


def test_a_comment_that_was_never_made_has_no_answer() -> None:
    table = in_revision()
    with refused(table, NotFound):
        table.do("sec", c.AnswerComment(7, Disposition.ACCEPTED))


def test_the_secretariat_does_not_withdraw_a_comment_for_its_author() -> None:
    table = in_revision()
    with refused(table, BadInput):
        table.do("sec", c.AnswerComment(1, Disposition.WITHDRAWN, "Withdrawn by FAO"))


@pytest.mark.parametrize("who", ["chair", "fao", "unep.drafter", "admin", "nobody"])
def test_only_the_secretariat_and_whoever_drafts_the_text_answer(who: str) -> None:
    table = in_revision()
    with refused(table, NotAllowed):
        table.do(who, c.AnswerComment(1, Disposition.ACCEPTED))


@pytest.mark.parametrize("who", ["unep", "fao", "fao.drafter", "admin", "nobody"])
def test_only_the_secretariat_and_the_chair_take_it_further(who: str) -> None:
    table = in_revision(comments=False)
    for step in ("put_forward", "another_round", "lapse"):
        with refused(table, NotAllowed):
            table.step(who, step)


def test_another_round_asks_everybody_again_about_the_new_text() -> None:
    table = in_revision().answers(1).revises("unep", SECOND).wait(DAY)
    table.step("sec", "another_round")
    assert (table.stage, table.o.round) == ("comment", 2)
    assert (table.o.comments, table.o.no_comments) == ({}, ())
    table.comments("FAO")
    assert (table.comment(2).round, table.comment(2).text) == (2, 2)


def test_there_are_at_most_three_rounds_unless_the_chair_extends() -> None:
    table = in_third_round()
    assert (table.o.round, table.o.rounds_allowed) == (3, 3)
    with refused(table, Refused) as caught:
        table.step("sec", "another_round")
    assert caught.value.missing == ("rounds_left",)
    table.do("chair", c.ExtendRounds("Close to agreement"))
    assert table.o.rounds_allowed == 4
    table.step("sec", "another_round")
    assert (table.stage, table.o.round) == ("comment", 4)


@pytest.mark.parametrize("who", ["sec", "unep", "fao", "admin", "nobody"])
def test_only_the_chair_allows_more_rounds(who: str) -> None:
    table = in_third_round()
    with refused(table, NotAllowed):
        table.do(who, c.ExtendRounds(""))


def test_more_rounds_need_a_reason() -> None:
    table = in_third_round()
    with refused(table, BadInput):
        table.do("chair", c.ExtendRounds("  "))


def test_in_the_last_round_the_deadline_lets_it_lapse_at_its_own_instant() -> None:
    table = in_third_round()
    deadline = table.deadline
    table.until(deadline + 9 * DAY).tick()
    assert (table.stage, table.o.run.entered_at) == ("lapsed", deadline)
    assert table.o.came_from == "revision"


def test_with_rounds_left_the_deadline_moves_nothing_by_itself() -> None:
    table = in_revision().let_it_end()
    assert table.stage == "revision"
    table.answers(1).wait(DAY).step("sec", "put_forward")
    assert table.stage == "endorsement"


def test_after_the_deadline_the_text_can_still_be_revised_while_rounds_are_left() -> None:
    table = in_revision().let_it_end().wait(DAY).revises("unep", SECOND)
    assert table.o.text.number == 2


def test_an_extension_after_the_deadline_of_an_earlier_round_keeps_the_round() -> None:
    table = in_third_round().do("chair", c.ExtendRounds("Close to agreement")).let_it_end()
    assert (table.stage, table.o.rounds_allowed) == ("revision", 4)


def test_the_secretariat_lets_it_lapse_with_a_reason() -> None:
    table = in_revision()
    with refused(table, BadInput):
        table.step("sec", "lapse", "")
    assert table.step("sec", "lapse").stage == "lapsed"


def test_nobody_adopts_from_the_revision() -> None:
    table = in_revision(comments=False)
    with refused(table, IllegalMove):
        table.step("chair", "adopt")
