"""What is offered is what would be carried out: commands and steps, in every stage."""

from __future__ import annotations

from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.amendments import Treating
from placet.engine.decide import settle
from placet.engine.offers import fitting, mine
from placet.engine.text import Act, Change
from placet.engine.workflow import Possible

from .table import (
    DAY,
    WORKFLOW,
    Table,
    in_comment,
    in_endorsement,
    in_revision,
    proposed,
    provisional,
    reworded,
)


def offered(table: Table, by: str) -> frozenset[str]:
    """What is of use to a person now."""
    s = table.situation(by)
    return fitting(s.after(settle(s)))


def test_a_seat_is_offered_a_position_while_the_ballot_is_open() -> None:
    table = in_endorsement()
    assert {"RecordPosition", "WithdrawPosition"} <= offered(table, "fao")
    assert "RecordPosition" not in offered(table, "sec")
    assert "RecordPosition" not in offered(table.until(table.deadline), "fao")


def test_comments_are_offered_while_they_are_collected() -> None:
    asked = {"MakeComment", "SubmitComments", "StateNoComments"}
    assert asked <= offered(in_comment(), "fao")
    assert not asked & offered(in_revision(), "fao")


def test_who_made_a_comment_is_offered_to_take_it_back_until_it_is_answered() -> None:
    table = in_comment().comments("FAO")
    assert "WithdrawComment" in offered(table, "fao")
    assert "WithdrawComment" not in offered(table, "who")
    table.step("sec", "close_comments")
    assert "WithdrawComment" in offered(table, "fao")
    assert {"AnswerComment", "ReviseText"} <= offered(table, "sec")
    assert "WithdrawComment" in offered(table.answers(1), "fao")  # it knows of no answer yet
    assert "PublishDispositions" in offered(table, "sec")
    table.do("sec", c.PublishDispositions())
    assert "WithdrawComment" not in offered(table, "fao")
    assert "RateAnswer" in offered(table, "fao")


def test_a_stage_without_a_ballot_can_be_given_more_time_after_its_end() -> None:
    table = in_revision().let_it_end()
    assert "ChangeDeadline" in offered(table, "sec")
    table.do("sec", c.ChangeDeadline(table.now + 7 * DAY, "Holidays"))
    assert "SendReminders" in offered(table, "sec")


def test_a_closed_ballot_is_not_given_more_time() -> None:
    table = proposed().holds("FAO", "object").let_it_end()
    assert not {"ChangeDeadline", "SendReminders"} & offered(table, "sec")


def test_under_a_hold_neither_time_nor_comments_move() -> None:
    table = in_comment().comments("FAO").step("sec", "hold")
    moving = {"ChangeDeadline", "SendReminders", "MakeComment", "WithdrawComment"}
    assert not moving & offered(table, "sec")
    assert not moving & offered(table, "fao")


def test_an_adopted_text_is_signed_and_reviewed_and_no_longer_extended() -> None:
    table = provisional("WHO", "WMO")
    kept = offered(table, "sec")
    assert {"RecordSignature", "SetEntryIntoForce", "ScheduleReview"} <= kept
    assert not {"ExtendRounds", "HandOverLead", "ChangeDeadline", "AdmitOrganisation"} & kept
    assert "ConfirmPosition" in offered(table, "who")
    assert "ConfirmPosition" not in offered(table, "fao")


def test_an_observer_can_be_admitted_until_the_end() -> None:
    table = proposed().all_hold("support", "UNEP", "FAO").let_it_end()
    assert "AdmitOrganisation" in offered(table, "chair")
    assert "AdmitOrganisation" not in offered(table.step("sec", "withdraw"), "chair")


def test_of_several_rows_of_a_step_the_one_that_is_allowed_is_shown() -> None:
    row = WORKFLOW.steps[0]
    waits = Possible("go", "a", ("chair",), False, ("ballot_closed",), row)
    ready = Possible("go", "b", ("chair",), True, (), row)
    other = Possible("stop", "c", ("lead",), True, (), row)
    chair = frozenset({"chair"})
    assert mine((waits, ready, other), chair) == (ready,)
    assert mine((ready, waits, other), chair) == (ready,)
    assert mine((waits, other), chair) == (waits,)


def test_amendments_are_offered_where_there_is_something_to_do_with_them() -> None:
    table = in_revision()
    change = Change(Act.REPLACE, "p1", "Parties share all observations.")
    about_one = {"WithdrawAmendment", "AnswerTreatment", "CosponsorAmendment", "EndCosponsorship"}
    drafting = {"ProposeTreatment", "RefuseAmendment", "MergeAmendments"}
    assert "ProposeAmendment" in offered(table, "fao")
    assert not about_one & offered(table, "fao")
    assert not drafting & offered(table, "sec")
    table.do("fao", c.ProposeAmendment(1, change))
    assert offered(table, "fao") & about_one == {"WithdrawAmendment"}
    assert offered(table, "who") & about_one == {"CosponsorAmendment"}
    assert drafting <= offered(table, "sec")
    assert "MergeAmendments" not in offered(table, "fao")
    table.do("who", c.CosponsorAmendment(1)).do("sec", c.ProposeTreatment(1, Treating.ACCEPT))
    assert "AnswerTreatment" in offered(table, "fao")
    assert offered(table, "who") & about_one == {"EndCosponsorship"}
    assert not {"UndoMerge", "ReopenAmendment"} & offered(table, "sec")
    table.do("sec", c.MergeAmendments(1, (1,)))
    assert "UndoMerge" in offered(table, "sec")
    assert not drafting & offered(table, "sec")
    table.revises("sec", reworded(table.text, p2="Parties report."))
    assert "UndoMerge" not in offered(table, "sec")


def test_agreement_is_offered_while_the_text_is_negotiated() -> None:
    table = in_endorsement()
    assert {"AgreeParagraphs", "FormPackage"} <= offered(table, "chair")
    assert not {"ReopenParagraphs", "DissolvePackage"} & offered(table, "chair")
    table.do("chair", c.AgreeParagraphs(1, ("p1",), Level.AGREED))
    table.do("chair", c.FormPackage("Duties", ("p1", "p2")))
    assert {"ReopenParagraphs", "DissolvePackage"} <= offered(table, "chair")
    assert not {"AgreeParagraphs", "ReopenParagraphs"} & offered(provisional("WHO"), "chair")
    assert "RecordTranslation" in offered(provisional("WHO"), "sec")
