"""Every event is a sentence, and nobody's reasons are in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

import pytest

from placet.engine import events as e
from placet.engine.codec import encode
from placet.engine.definition import Stage, Step, Workflow
from placet.engine.model import (
    BallotState,
    Capacity,
    Deadline,
    Determination,
    Disposition,
    Instrument,
    Qualifier,
    Review,
    Role,
    Signature,
)
from placet.engine.published import DefinitionKind
from placet.templates import PSEUDO, language
from placet.templates import wording as w
from placet.templates.i18n import untranslated_text
from tests.builders import (
    a_ballot,
    a_comment,
    a_person,
    a_position,
    a_run,
    a_text,
    a_text_head,
    an_organisation,
    invited,
)
from tests.fakes import NOON

REASON = "Secretreason"


@dataclass(frozen=True)
class Entry:
    """As much of an entry of the ledger as a sentence needs."""

    kind: str
    payload: dict[str, Any]


def entry(event: object) -> Entry:
    return Entry(type(event).__name__, encode(event))


DEADLINE = Deadline(NOON, "UTC")
HEAD = a_text_head(number=2)

EVENTS = [
    (e.OrganisationRegistered(an_organisation("UNEP")), "UNEP was registered."),
    (invited(a_person()), "A person was invited."),
    (
        e.NegotiationOpened("EWCG", "T", "P", "UTC", "joint-objective", 1, NOON, ""),
        "The negotiation EWCG was opened.",
    ),
    (e.OrganisationInvited("UNEP", (), 1), "UNEP was seated."),
    (
        e.DelegateAppointed("ada", "UNEP", Capacity.FOCAL_POINT, NOON),
        "A person was appointed focal point of UNEP.",
    ),
    (e.DelegateEnded("ada", "UNEP", NOON, REASON), "A person no longer acts for UNEP."),
    (e.OfficerAppointed("ada", Role.CHAIR), "A person was appointed chair."),
    (
        e.ObjectiveProposed(
            "OBJ-1",
            "Early warning",
            "P",
            "joint-objective",
            1,
            ("WMO", "ITU"),
            3,
            HEAD,
            a_text(),
            1,
        ),
        "WMO and ITU proposed \u201cEarly warning\u201d.",
    ),
    (e.StageEntered(a_run("on_hold"), "", "", None), "The stage \u201con hold\u201d began."),
    (
        e.StageEntered(a_run("comment"), "another_round", REASON, "revision"),
        "another round: the stage \u201ccomment\u201d began, round 1.",
    ),
    (
        e.BallotOpened(a_ballot(deadline=DEADLINE)),
        "Ballot 1: version 1 was put forward to 3 organisations; deadline 1 Mar 2027, 12:00 UTC.",
    ),
    (
        e.PositionRecorded(2, a_position("UNEP", kind="object", reasons=REASON)),
        "UNEP objects to the text of ballot 2.",
    ),
    (
        e.PositionRecorded(
            2, a_position("UNEP", qualifiers=(Qualifier.AD_REFERENDUM,), carried_from=1)
        ),
        "UNEP endorses the text of ballot 2, ad referendum, carried over from ballot 1.",
    ),
    (e.PositionWithdrawn(2, "UNEP", "ada"), "UNEP withdrew its position on ballot 2."),
    (e.PositionConfirmed(2, "UNEP", "ada", NOON), "UNEP confirmed its position on ballot 2."),
    (
        e.BallotClosed(2, BallotState.CLOSED, NOON, True, {}),
        "Ballot 2 was closed. The rule was met.",
    ),
    (
        e.BallotClosed(2, BallotState.CLOSED, NOON, False, {}),
        "Ballot 2 was closed. The rule was not met.",
    ),
    (
        e.BallotClosed(2, BallotState.SUPERSEDED, NOON, None, {}),
        "Ballot 2 was superseded and does not decide.",
    ),
    (
        e.ParagraphsAgreed(2, ("p1", "p3")),
        "2 paragraphs are agreed ad referendum; the rest stays open.",
    ),
    (
        e.ParagraphsReopened(("p1",)),
        "1 paragraph that was agreed ad referendum is open again.",
    ),
    (
        e.BallotClosed(2, BallotState.WITHDRAWN, NOON, None, {}),
        "Ballot 2 was withdrawn and does not decide.",
    ),
    (e.StageClosed(3), "The time of this stage is over; a decision is awaited."),
    (
        e.TextRevised(HEAD, 1, a_text(), 1, ("p1", "p2")),
        "Version 2 of the text: 2 paragraphs changed.",
    ),
    (
        e.TextRevised(a_text_head(number=3, editorial=True), 2, a_text(), 1, ("p1",)),
        "Version 3 of the text: 1 paragraph changed. It is editorial.",
    ),
    (e.CommentMade(a_comment(12, "UNEP")), "UNEP made comment 12."),
    (e.NoCommentsStated("UNEP", "ada"), "UNEP has no comments."),
    (
        e.CommentAnswered(12, Disposition.ACCEPTED_MODIFIED, REASON, "ada"),
        "Comment 12 was answered: Accepted in part.",
    ),
    (
        e.DeadlineChanged(1, Deadline(NOON, "UTC"), "ad_referendum"),
        "Confirmations are awaited until 1 Mar 2027, 12:00 UTC.",
    ),
    (
        e.DeadlineChanged(1, Deadline(NOON, "UTC"), "resumed"),
        "The deadline is 1 Mar 2027, 12:00 UTC from now on.",
    ),
    (
        e.DeadlineChanged(1, Deadline(NOON, "Africa/Nairobi"), REASON),
        "The deadline was moved to 1 Mar 2027, 15:00 Nairobi time.",
    ),
    (e.DeadlineChanged(1, None, REASON), "No deadline is set any longer."),
    (
        e.DeadlineChanged(1, Deadline(NOON, "UTC"), "restarted"),
        "The deadline is 1 Mar 2027, 12:00 UTC from now on.",
    ),
    (e.MeetingScheduled(NOON), "The meeting is on 1 Mar 2027, 12:00 UTC."),
    (
        e.DeterminationMade(Determination("endorsement", 3, "ada", NOON, REASON, ("WMO", "FAO"))),
        "It was judged that consensus exists, over the opposition of WMO and FAO.",
    ),
    (
        e.DeterminationMade(Determination("endorsement", 3, "ada", NOON, REASON)),
        "It was judged that consensus exists; nobody sustained an opposition.",
    ),
    (
        e.ReviewerNamed(Review("WHO", NOON)),
        "WHO was asked for a review by 1 Mar 2027, 12:00 UTC.",
    ),
    (e.ReviewGiven("WHO", REASON, NOON), "WHO gave its review."),
    (e.RoundsExtended(4, REASON), "4 rounds are allowed now."),
    (e.LeadsChanged(("WMO", "FAO"), REASON), "WMO and FAO lead from now on."),
    (
        e.ObserversChanged(("FAO",), REASON),
        "Without a seat from now on, as observers: FAO.",
    ),
    (e.ObserversChanged((), REASON), "Every organisation at the table holds a seat again."),
    (e.Adopted(Instrument(4, "h", 2, NOON)), "Version 4 is adopted."),
    (
        e.Adopted(Instrument(4, "h", 2, NOON, provisional=True)),
        "Version 4 was adopted provisionally, until it is confirmed.",
    ),
    (e.AdoptionUndone(REASON), "The adoption was undone."),
    (e.SignatureRecorded(Signature("UNEP", "2027-04-01")), "UNEP signed on 1 Apr 2027."),
    (e.EntryIntoForceSet("2027-05-01"), "The text takes effect on 1 May 2027."),
    (e.ReviewScheduled(NOON), "The text comes up for review on 1 Mar 2027, 12:00 UTC."),
    (e.RemindersSent(1, "7d", ("UNEP", "FAO")), "Reminded: UNEP and FAO."),
    (e.RemindersSent(1, "7d", ()), "Nobody had to be reminded."),
    (
        e.WorkflowChanged("joint-objective", 2, 3, REASON),
        "Version 2 of the procedure is followed from now on.",
    ),
    (
        e.DefinitionPublished(DefinitionKind.WORKFLOW, "quick", 3, "h", "name: quick", REASON),
        "Version 3 of quick was published.",
    ),
    (
        e.RemindersSent(1, "overdue1", ()),
        "Whoever must decide was reminded that the time of the stage is over.",
    ),
]


@pytest.mark.parametrize(("event", "said"), EVENTS)
def test_an_event_in_words(event: object, said: str) -> None:
    assert w.event_sentence(entry(event)) == said


def test_every_event_is_among_them() -> None:
    assert {type(event) for event, _ in EVENTS} == set(get_args(e.Event))


@pytest.mark.parametrize(("event", "said"), EVENTS)
def test_an_event_can_be_translated_and_tells_no_reasons(event: object, said: str) -> None:
    data = ("UNEP", "FAO", "WMO", "WHO", "ITU", "EWCG", "Early warning", "Nairobi", "quick")
    with language(PSEUDO):
        there = w.event_sentence(entry(event))
    stages = ("comment", "another round", "on hold")
    assert untranslated_text(there, (*data, *stages)) == ()
    assert REASON not in said


def test_with_the_workflow_stages_and_steps_have_their_titles() -> None:
    stages = {"comment": Stage("comment", "Comments", "open_for_comments")}
    steps = (Step("another_round", ("revision",), "comment", (), title="Open another round"),)
    workflow = Workflow("w", 1, "W", "", stages, steps, "comment")
    entered = entry(e.StageEntered(a_run("comment"), "another_round", REASON, "revision"))
    said = "Open another round: the stage \u201cComments\u201d began, round 1."
    assert w.event_sentence(entered, workflow) == said
    elsewhere = entry(e.StageEntered(a_run("review"), "", "", None))
    assert w.event_sentence(elsewhere, workflow) == "The stage \u201creview\u201d began."
    with language(PSEUDO):
        assert untranslated_text(w.event_sentence(entered, workflow)) == ()


def test_an_event_of_a_later_version_is_named() -> None:
    assert w.event_sentence(Entry("SomethingNew", {})) == "SomethingNew"


def test_a_ballot_that_ended_in_another_way_ended() -> None:
    assert w.event_sentence(Entry("BallotClosed", {"ballot": 2, "state": "lost"})) == (
        "Ballot 2 ended."
    )
