"""Who is told what about amendments, treatments and agreement, and what the inbox asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.amendments import Treating
from placet.engine.codec import instant
from placet.engine.inbox import inbox_of
from placet.engine.messages import Kind, Message
from placet.engine.model import CommentType, Person
from placet.engine.notices import still_wanted
from placet.engine.text import Act, Change
from placet.engine.views import Task
from placet.notifications import facts as wanted
from placet.notifications.content import LETTERS, letter
from tests.decide.table import (
    DAY,
    FIRST,
    MINUTE,
    Table,
    in_comment,
    in_revision,
    person,
    reworded,
)
from tests.notices.test_who_is_told import FAO, only, sent, to

CHANGE = Change(Act.REPLACE, "p1", "Parties should share observations.")
OTHER = Change(Act.REPLACE, "p1", "Parties should share all observations.")
DELETE = Change(Act.DELETE, "p3")
BECAUSE = "It was settled before"


def amended(*by: str) -> Table:
    """In revision, with an amendment by each of these organisations."""
    table = in_revision(comments=False)
    changes = (CHANGE, DELETE, OTHER)
    for organisation, change in zip(by, changes, strict=False):
        table.do(organisation.lower(), c.ProposeAmendment(1, change))
    return table


def facts(table: Table, kind: Kind, name: str) -> Mapping[str, Any]:
    """The facts of the one message of this kind that the last change sent to a person."""
    (message,) = [m for m in only(table, kind) if m.person == name]
    return message.facts


def wants(table: Table, message: Message) -> bool:
    """Whether the message would be handed over now."""
    return still_wanted(table.workflow, table.negotiation, table.o, message, table.now)


def tasks(table: Table, name: str) -> list[Task]:
    """What the inbox of a person asks for now."""
    found = inbox_of(
        person(name),
        Person(name, name, f"{name}@example.org"),
        table.now,
        (table.negotiation,),
        [(table.negotiation, table.o)],
        lambda _name, _version: table.workflow,
    )
    return list(found.needs_you)


def asks(table: Table, name: str) -> list[str]:
    """The verbs of these."""
    return [task.ask for task in tasks(table, name)]


# Amendments


def test_an_amendment_is_told_to_the_lead_and_to_the_secretariat_in_words() -> None:
    table = amended("FAO")
    assert sent(table) == sorted(to(Kind.AMENDMENT, ("unep", "unep.head", "sec")))
    told = facts(table, Kind.AMENDMENT, "sec")
    assert (told["amendment"], told["sponsor"], told["organisation"]) == (1, "FAO", "")
    assert told["change"]["edits"] == [{"old": "", "new": "should", "after": "Parties"}]
    assert told["path"] == "/objectives/OBJ-0001/amendments#a1"


def test_an_amendment_of_the_lead_is_not_told_to_the_lead() -> None:
    assert sent(amended("UNEP")) == to(Kind.AMENDMENT, ["sec"])


def test_joining_an_amendment_and_leaving_it_send_nothing() -> None:
    table = amended("FAO").do("who", c.CosponsorAmendment(1))
    assert sent(table) == []
    assert sent(table.do("who", c.EndCosponsorship(1))) == []


# Treatments


def treated(treating: Treating, change: Change | None = None) -> Table:
    return amended("FAO").do("sec", c.ProposeTreatment(1, treating, BECAUSE, change))


def test_a_treatment_is_put_to_those_who_can_answer_for_the_sponsor() -> None:
    table = treated(Treating.MODIFY, OTHER)
    assert sent(table) == sorted(to(Kind.TREATMENT, ("fao", "fao.alternate")))
    told = facts(table, Kind.TREATMENT, "fao")
    assert told["reason"] == BECAUSE
    assert told["treating"] == "modify"
    assert told["change"]["edits"][0]["new"] == "should"
    assert told["edits"] == [{"old": "", "new": "all", "after": "Parties should share"}]


def test_a_treatment_is_asked_about_until_it_is_answered() -> None:
    table = treated(Treating.REFUSE)
    (asked, _other) = only(table, Kind.TREATMENT)
    assert wants(table, asked)
    table.do("fao", c.AnswerTreatment(1, accepts=False))
    assert sent(table) == []
    assert not wants(table, asked)


@pytest.mark.parametrize(
    ("by", "command"),
    [
        ("fao", c.WithdrawAmendment(1)),
        ("sec", c.RefuseAmendment(1, BECAUSE)),
        ("sec", c.MergeAmendments(1, (1,))),
        ("sec", c.ProposeTreatment(1, Treating.REFUSE, BECAUSE)),
    ],
)
def test_a_treatment_is_moot_when_the_amendment_is_decided_or_treated_anew(
    by: str, command: c.ObjectiveCommand
) -> None:
    table = treated(Treating.ACCEPT)
    (asked, _other) = only(table, Kind.TREATMENT)
    table.wait(MINUTE).do(by, command)
    assert not wants(table, asked)


def test_a_treatment_outlives_the_stage_in_which_it_was_proposed() -> None:
    table = treated(Treating.ACCEPT)
    (asked, _other) = only(table, Kind.TREATMENT)
    table.step("sec", "another_round")
    assert asked.run is None
    assert wants(table, asked)


# Decisions


def test_what_is_decided_together_is_told_to_each_sponsor_in_one_mail() -> None:
    table = amended("FAO", "WHO").do("who", c.CosponsorAmendment(1))
    table.do("sec", c.MergeAmendments(1, (1,), (2,), note=BECAUSE))
    assert sent(table) == sorted(to(Kind.AMENDMENTS_DECIDED, (*FAO, "who")))
    mine = facts(table, Kind.AMENDMENTS_DECIDED, "who")
    assert [(r["amendment"], r["state"], r["reason"]) for r in mine["amendments"]] == [
        (1, "accepted", ""),
        (2, "refused", BECAUSE),
    ]
    assert (mine["version"], mine["taken"]) == (2, True)
    theirs = facts(table, Kind.AMENDMENTS_DECIDED, "fao.observer")
    assert [r["amendment"] for r in theirs["amendments"]] == [1]


def test_the_reason_of_a_treatment_that_was_followed_is_the_reason_of_the_decision() -> None:
    table = treated(Treating.MODIFY, OTHER).do("fao", c.AnswerTreatment(1, accepts=True))
    table.do("sec", c.MergeAmendments(1, (1,)))
    (row,) = facts(table, Kind.AMENDMENTS_DECIDED, "fao")["amendments"]
    assert (row["state"], row["reason"]) == ("modified", BECAUSE)
    assert row["change"]["edits"][0]["new"] == "should"


def test_a_refusal_alone_and_a_decision_taken_back_are_told_to_the_sponsor() -> None:
    table = amended("FAO").do("sec", c.RefuseAmendment(1, BECAUSE))
    assert sent(table) == sorted(to(Kind.AMENDMENTS_DECIDED, FAO))
    assert facts(table, Kind.AMENDMENTS_DECIDED, "fao")["taken"] is False
    table.do("sec", c.ReopenAmendment(1, BECAUSE))
    (row,) = facts(table, Kind.AMENDMENTS_DECIDED, "fao")["amendments"]
    assert row["state"] == "reopened"


def test_a_withdrawal_is_told_to_those_who_joined() -> None:
    table = amended("FAO").do("who", c.CosponsorAmendment(1)).do("fao", c.WithdrawAmendment(1))
    assert sent(table) == to(Kind.AMENDMENTS_DECIDED, ["who"])


def test_a_period_that_begins_anew_is_told_in_the_same_mail() -> None:
    table = in_comment()
    stage = table.workflow.stages["comment"]
    again = replace(stage, text_changed_by=("lead",), restarts_on=("text",))
    table.workflow = replace(table.workflow, stages={**table.workflow.stages, "comment": again})
    table.wait(DAY).do("fao", c.ProposeAmendment(1, CHANGE))
    was = table.deadline
    table.wait(DAY).do("unep", c.MergeAmendments(1, (1,)))
    assert table.deadline > was
    assert sorted(m.person for m in only(table, Kind.AMENDMENTS_DECIDED)) == sorted(FAO)
    assert not {m.person for m in only(table, Kind.DEADLINE_CHANGED)} & {*FAO}
    told = facts(table, Kind.AMENDMENTS_DECIDED, "fao")
    assert (told["was"], told["deadline"]) == (instant(was), instant(table.deadline))
    assert told["cause"] == "restarted"


# Agreement


def noted(*pending: str) -> c.AgreeParagraphs:
    return c.AgreeParagraphs(1, ("p1", "p2"), Level.INFORMAL, pending)


def test_whoever_an_agreement_waits_for_is_asked_once() -> None:
    table = in_revision(comments=False).do("sec", noted("FAO", "WHO"))
    assert sent(table) == sorted(to(Kind.AGREEMENT_PENDING, ("fao", "fao.alternate", "who")))
    told = facts(table, Kind.AGREEMENT_PENDING, "who")
    assert [p["label"] for p in told["paragraphs"]] == ["1", "2"]
    (first,) = [m for m in only(table, Kind.AGREEMENT_PENDING) if m.person == "who"]
    table.do("sec", noted("WHO", "ILO"))
    assert sent(table) == to(Kind.AGREEMENT_PENDING, ["ilo"])
    assert wants(table, first)
    table.do("sec", noted())
    assert sent(table) == []
    assert not wants(table, first)


def test_words_that_change_under_a_pending_agreement_make_the_question_moot() -> None:
    table = in_revision(comments=False).do("sec", noted("WHO"))
    (asked,) = only(table, Kind.AGREEMENT_PENDING)
    table.revises("unep", reworded(FIRST, p1="Parties share.", p2="Parties report."))
    assert not wants(table, asked)


def test_agreement_without_anybody_pending_and_reopening_send_nothing() -> None:
    table = in_revision(comments=False).do("sec", noted())
    assert sent(table) == []
    assert sent(table.do("sec", c.ReopenParagraphs(("p1",), BECAUSE))) == []


# What is sent can be said


def test_every_message_about_the_words_has_what_its_letter_needs() -> None:
    table = treated(Treating.MODIFY, OTHER)
    table.do("who", c.ProposeAmendment(1, DELETE))
    table.do("sec", c.MergeAmendments(1, (1,), (2,), "Read in the plenary"))
    table.do("sec", c.AgreeParagraphs(2, ("p2",), Level.INFORMAL, ("WHO",)))
    messages = [m for change in table.log for m in change.messages if "amend" in m.kind.value]
    messages += only(table, Kind.AGREEMENT_PENDING)
    assert {m.kind for m in messages} > {Kind.AMENDMENT, Kind.AMENDMENTS_DECIDED}
    for message in messages:
        assert message.kind in LETTERS
        assert set(wanted.NEEDS[message.kind]) <= set(message.facts)


# The inbox


def test_the_inbox_asks_the_drafters_for_treatments_and_the_sponsor_for_its_answer() -> None:
    table = amended("FAO", "WHO")
    (treat,) = [t for t in tasks(table, "sec") if t.ask == "treat"]
    assert treat.amendments == (1, 2)
    assert "treat" in asks(table, "unep")
    assert asks(table, "fao") == []
    table.do("sec", c.ProposeTreatment(1, Treating.REFUSE, BECAUSE))
    (answer,) = tasks(table, "fao")
    assert (answer.ask, answer.amendments, answer.due) == ("treatment", (1,), None)
    assert asks(table, "fao.observer") == []
    assert asks(table, "who") == []
    table.do("fao", c.AnswerTreatment(1, accepts=True))
    assert asks(table, "fao") == []


def test_the_inbox_tells_whoever_an_agreement_waits_for() -> None:
    table = in_revision(comments=False).do("sec", noted("WHO"))
    (task,) = tasks(table, "who")
    assert (task.ask, task.paragraphs) == ("agree", ("p1", "p2"))
    assert asks(table, "ilo") == []
    table.do("sec", noted())
    assert asks(table, "who") == []


# Entered on behalf


FILE = "Comments of March.docx"
OF_FAO = c.EnteredAmendment("FAO", CHANGE, "They should")
OF_WHO = c.EnteredAmendment("WHO", DELETE)
ON_REPORTS = c.EnteredComment("FAO", "How often?", CommentType.TECHNICAL, "p2", 8, 14)


def entered(*amendments: c.EnteredAmendment, comments: tuple[c.EnteredComment, ...] = ()) -> Table:
    table = in_revision(comments=False)
    return table.do("sec", c.EnterProposals(1, FILE, amendments, comments))


def again(n: int) -> c.EnteredAmendment:
    """Another amendment of FAO to the same paragraph."""
    change = replace(OF_FAO.change, words=f"{OF_FAO.change.words} Number {n}.")
    return replace(OF_FAO, change=change)


def test_each_organisation_is_told_what_was_entered_on_its_behalf() -> None:
    table = entered(OF_FAO, OF_WHO, again(1), comments=(ON_REPORTS,))
    assert {m.person for m in only(table, Kind.ENTERED_ON_BEHALF)} == {
        "fao",
        "fao.alternate",
        "who",
    }
    mine = facts(table, Kind.ENTERED_ON_BEHALF, "fao")
    assert (mine["amendments"], mine["comments"], mine["evidence"]) == (2, 1, FILE)
    assert [row["amendment"] for row in mine["listed_amendments"]] == [1, 3]
    assert mine["listed_amendments"][0]["change"]["edits"][0]["new"] == "should"
    (remark,) = mine["listed_comments"]
    assert (remark["paragraph"]["label"], remark["quotation"]) == ("2", "report")
    assert mine["path"] == "/objectives/OBJ-0001/amendments?organisation=FAO"
    theirs = facts(table, Kind.ENTERED_ON_BEHALF, "who")
    assert (theirs["amendments"], theirs["comments"]) == (1, 0)


def test_the_drafters_get_one_mail_about_all_that_was_entered_and_none_for_each() -> None:
    table = entered(OF_FAO, OF_WHO, comments=(ON_REPORTS,))
    assert only(table, Kind.AMENDMENT) == []
    assert {m.person for m in only(table, Kind.PROPOSALS_ENTERED)} == {"unep", "unep.head"}
    told = facts(table, Kind.PROPOSALS_ENTERED, "unep")
    assert told["organisations"] == ["FAO", "WHO"]
    assert [row["sponsor"] for row in told["listed_amendments"]] == ["FAO", "WHO"]


def test_however_much_is_entered_nobody_gets_more_than_two_mails() -> None:
    many = (replace(OF_FAO, organisation="UNEP"), *map(again, range(300)))
    remarks = tuple(replace(ON_REPORTS, body=f"Remark {n}") for n in range(100))
    table = entered(*many, comments=remarks)
    sends = [m.person for m in table.log[-1].messages]
    assert {sends.count(person) for person in sends} == {1, 2}
    mine = facts(table, Kind.ENTERED_ON_BEHALF, "fao")
    assert (mine["amendments"], len(mine["listed_amendments"])) == (300, 12)
    assert (mine["comments"], len(mine["listed_comments"])) == (100, 12)


def test_who_only_had_comments_entered_is_led_to_the_comments() -> None:
    table = entered(comments=(ON_REPORTS, c.EnteredComment("FAO", "A good text.")))
    told = facts(table, Kind.ENTERED_ON_BEHALF, "fao")
    assert told["path"] == "/objectives/OBJ-0001/comments?organisation=FAO"
    assert [row["paragraph"] == {} for row in told["listed_comments"]] == [False, True]


def test_what_is_told_of_an_entry_can_be_said() -> None:
    for message in entered(OF_FAO, comments=(ON_REPORTS,)).log[-1].messages:
        assert set(wanted.NEEDS[message.kind]) <= set(message.facts)
        said = letter(message, Person("fao", "Fao", "fao@example.org"), "https://placet.example")
        assert FILE in " ".join(str(p) for section in said.sections for p in section.paragraphs)
