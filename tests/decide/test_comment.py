"""Comments are taken until the deadline, from those at the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.deadlines import ends, parse_period
from placet.engine.decide.comments import MOST_SUBMITTED
from placet.engine.errors import BadInput, IllegalMove, NotAllowed, NotOpen, PlacetError
from placet.engine.model import Comment, CommentType, Disposition, SubState
from placet.engine.owing import owing

from .refusals import refused
from .table import (
    DAY,
    MINUTE,
    ORGANISATIONS,
    WORKFLOW,
    Table,
    in_comment,
    in_endorsement,
    in_revision,
    proposed,
)

WORDS = c.MakeComment(CommentType.TECHNICAL, "Name the data", "p2", "report their data")


def owe(table: Table) -> set[str]:
    """Who still owes an answer."""
    return set(owing(WORKFLOW, table.negotiation, table.o, table.now))


def test_a_comment_keeps_who_said_what_about_which_words() -> None:
    table = in_comment().wait(DAY).do("fao", WORDS)
    assert table.o.comments == {
        1: Comment(
            1,
            "FAO",
            "fao",
            table.now,
            1,
            1,
            CommentType.TECHNICAL,
            "p2",
            "Name the data",
            "report their data",
        )
    }
    assert owe(table) == set(ORGANISATIONS) - {"FAO"}


def test_an_organisation_comments_as_often_as_it_likes_and_numbers_go_on() -> None:
    table = in_comment().comments("FAO").comments("WHO").comments("FAO")
    assert [(n, k.organisation) for n, k in table.o.comments.items()] == [
        (1, "FAO"),
        (2, "WHO"),
        (3, "FAO"),
    ]


@pytest.mark.parametrize("who", ["sec", "chair", "admin", "fao.drafter", "fao.observer", "nobody"])
def test_only_who_binds_an_organisation_comments_for_it(who: str) -> None:
    table = in_comment()
    for command in (WORDS, c.SubmitComments((WORDS,)), c.StateNoComments()):
        with refused(table, NotAllowed):
            table.do(who, command)


def test_comments_submitted_together_are_made_in_their_order() -> None:
    table = in_comment().comments("WHO").wait(DAY)
    general = c.MakeComment(CommentType.GENERAL, "Too long")
    table.do("fao", c.SubmitComments((WORDS, general)))
    assert [type(x) for x in table.log[-1].events] == [
        e.CommentMade, e.CommentMade, e.CommentsSubmitted,
    ]  # fmt: skip
    assert table.log[-1].events[-1] == e.CommentsSubmitted("FAO", (2, 3), "fao")
    alone = in_comment().comments("WHO").wait(DAY).do("fao", WORDS).do("fao", general)
    assert table.o == replace(alone.o, version=table.o.version)
    assert owe(table) == owe(alone)


@pytest.mark.parametrize(
    ("bad", "field", "error"),
    [
        (c.MakeComment(CommentType.GENERAL, "Vague", "p9"), "comments.1.paragraph", BadInput),
        (c.MakeComment(CommentType.GENERAL, "  "), "comments.1.body", BadInput),
        (c.MakeComment(CommentType.GENERAL, "x", "p1", quotation="no"), "comments.1.quotation",
         BadInput),
        (c.MakeComment(CommentType.GENERAL, "x", organisation="WHO"), "", NotAllowed),
    ],
)  # fmt: skip
def test_one_bad_comment_of_a_batch_is_named_and_none_is_made(
    bad: c.MakeComment, field: str, error: type[PlacetError]
) -> None:
    table = in_comment()
    with refused(table, error) as told:
        table.do("fao", c.SubmitComments((WORDS, bad)))
    assert getattr(told.value, "field", "") == field


def test_a_batch_holds_something_and_not_too_much() -> None:
    table = in_comment()
    for batch in ((), (WORDS,) * (MOST_SUBMITTED + 1)):
        with refused(table, BadInput):
            table.do("fao", c.SubmitComments(batch))


def test_nobody_comments_for_another_organisation() -> None:
    table = in_comment()
    theirs = c.MakeComment(CommentType.GENERAL, "We disagree", organisation="WHO")
    with refused(table, NotAllowed):
        table.do("fao", theirs)
    with refused(table, NotAllowed):
        table.do("fao", c.StateNoComments("WHO"))


def test_a_comment_on_a_paragraph_that_is_not_there_is_refused() -> None:
    table = in_comment()
    with refused(table, BadInput):
        table.do("fao", c.MakeComment(CommentType.GENERAL, "Vague", "p9"))


def test_a_comment_without_words_is_refused() -> None:
    table = in_comment()
    with refused(table, BadInput):
        table.do("fao", c.MakeComment(CommentType.GENERAL, " \n "))


@pytest.mark.parametrize("stage", [proposed, in_revision, in_endorsement])
def test_no_comment_is_taken_outside_the_comment_stage(stage: Callable[[], Table]) -> None:
    table = stage()
    vague = c.MakeComment(CommentType.GENERAL, "Vague")
    for command in (vague, c.SubmitComments((vague,)), c.StateNoComments()):
        with refused(table, NotOpen):
            table.do("fao", command)


def test_who_has_no_comments_says_so_and_owes_nothing_more() -> None:
    table = in_comment().do("fao", c.StateNoComments())
    assert table.o.no_comments == ("FAO",)
    assert table.o.comments == {}
    assert "FAO" not in owe(table)


def test_to_say_it_twice_adds_nothing() -> None:
    table = in_comment().do("fao", c.StateNoComments())
    before = table.o
    try:
        table.do("fao", c.StateNoComments())
    except PlacetError:
        pass
    assert table.o.no_comments == ("FAO",)
    assert table.o.comments == before.comments


def test_a_comment_after_no_comments_replaces_that_word() -> None:
    table = in_comment().do("fao", c.StateNoComments()).comments("FAO")
    assert table.o.no_comments == ()
    assert set(table.o.comments) == {1}


def test_who_commented_cannot_say_that_it_has_no_comments() -> None:
    table = in_comment().comments("FAO")
    with refused(table, BadInput):
        table.do("fao", c.StateNoComments())


def test_the_secretariat_and_the_chair_close_comments_early() -> None:
    for who in ("sec", "chair"):
        table = in_comment().wait(DAY).comments("FAO").wait(DAY).step(who, "close_comments")
        assert (table.stage, table.o.run.entered_at) == ("revision", table.now)
        assert table.o.run.deadline == ends(table.now, parse_period("8 weeks"), "Europe/Paris")
        assert set(table.o.comments) == {1}


@pytest.mark.parametrize("who", ["unep", "fao", "fao.drafter", "admin", "nobody"])
def test_nobody_else_closes_comments(who: str) -> None:
    table = in_comment()
    with refused(table, NotAllowed):
        table.step(who, "close_comments")


def test_at_the_deadline_the_clock_closes_with_the_deadlines_own_instant() -> None:
    table = in_comment().comments("FAO")
    deadline = table.deadline
    table.until(deadline - MINUTE).tick()
    assert table.stage == "comment"
    table.until(deadline + 3 * DAY).tick()
    assert (table.stage, table.o.run.entered_at) == ("revision", deadline)
    assert table.o.run.deadline == ends(deadline, parse_period("8 weeks"), "Europe/Paris")


def test_a_comment_at_the_instant_of_the_deadline_is_late() -> None:
    table = in_comment()
    table.until(table.deadline - MINUTE).comments("FAO")
    table.until(table.deadline).tick()
    with refused(table, NotOpen):
        table.comments("WHO")


def test_the_first_command_after_the_deadline_closes_even_if_it_is_refused() -> None:
    table = in_comment()
    deadline = table.deadline
    table.until(deadline + DAY)
    with pytest.raises(NotOpen):
        table.comments("WHO")
    assert (table.stage, table.o.run.entered_at) == ("revision", deadline)


def test_comments_do_not_wait_for_silent_organisations_nor_close_by_themselves() -> None:
    table = in_comment()
    for organisation in ORGANISATIONS:
        table.do(organisation.lower(), c.StateNoComments())
    assert (table.stage, table.o.run.state) == ("comment", SubState.RUNNING)
    assert owe(table) == set()


def test_an_organisation_invited_meanwhile_comments_too() -> None:
    table = in_comment().wait(DAY).invites("ITU", "itu").comments("ITU")
    assert table.comment(1).organisation == "ITU"


def test_an_ended_delegation_comments_no_more() -> None:
    table = in_comment().wait(DAY).ends("fao", "FAO")
    with refused(table, NotAllowed):
        table.comments("FAO")


def test_steps_of_other_stages_do_not_exist_here() -> None:
    table = in_comment()
    for name in ("adopt", "put_forward", "proceed", "narrow", "resume", "sign"):
        with refused(table, IllegalMove):
            table.step("sec", name)


def test_comments_are_answered_in_the_revision_only() -> None:
    table = in_comment().comments("FAO")
    try:
        table.do("sec", c.AnswerComment(1, Disposition.ACCEPTED))
    except PlacetError:
        assert table.comment(1).disposition is None
    else:
        assert table.comment(1).disposition is Disposition.ACCEPTED
