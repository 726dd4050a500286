"""Every event is a sentence, and nobody's reasons are in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine import events as e
from placet.engine.agreements import Agreement, Level, ParagraphPackage
from placet.engine.amendments import AmendmentState, Treating, Treatment
from placet.engine.beginnings import Goal, Post, Provision, Sense, Sounding, SoundingAnswer
from placet.engine.bodies import Body
from placet.engine.codec import encode
from placet.engine.concerns import Concern, ConcernState
from placet.engine.definition import Stage, Step, Workflow
from placet.engine.groups import Group, GroupKind, GroupStatement
from placet.engine.links import Link, LinkKind
from placet.engine.meetings import AgendaItem, MeetingDecision, Minutes, Presence
from placet.engine.model import (
    Absence,
    Awaiting,
    BallotState,
    Capacity,
    Credential,
    CredentialKind,
    Deadline,
    Determination,
    Disposition,
    Implemented,
    Instrument,
    Participation,
    Qualifier,
    Review,
    Role,
    Signature,
)
from placet.engine.parties import AnswerTemplate
from placet.engine.proxies import Proxy
from placet.engine.published import DefinitionKind
from placet.engine.statements import Statement, StatementKind, StatementState
from placet.engine.text import Act, Change, Kind, Paragraph, Text
from placet.templates import PSEUDO, language
from placet.templates import wording as w
from placet.templates.i18n import untranslated_text
from tests.builders import (
    a_ballot,
    a_comment,
    a_meeting,
    a_person,
    a_position,
    a_run,
    a_text,
    a_text_head,
    an_amendment,
    an_organisation,
    invited,
)
from tests.fakes import NOON

REASON = "Secretreason"
EVIDENCE = "Minutes of 3 March, item 4"


@dataclass(frozen=True)
class Entry:
    """As much of an entry of the ledger as a sentence needs."""

    kind: str
    payload: dict[str, Any]


def entry(event: object) -> Entry:
    return Entry(type(event).__name__, encode(event))


GROUP = Group("ITU", "WMO", GroupKind.REGIONAL, ("FAO", "UNEP"), "FAO")
SAID = GroupStatement(2, "ITU", "FAO", "object", REASON, "ada", NOON, ("FAO", "UNEP"))
PROXY = Proxy(1, "UNEP", "FAO", NOON, None, "ada", NOON, reason=REASON)
DEADLINE = Deadline(NOON, "UTC")
HOUR = timedelta(hours=1)
MEETS = a_meeting().begins
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
        e.MeetingPlanned(a_meeting()),
        "Meeting 1 was called for 10 Mar 2027, 09:00 UTC: First session.",
    ),
    (
        e.MeetingMoved(1, MEETS + HOUR, MEETS + 8 * HOUR, "Geneva", MEETS, REASON),
        "Meeting 1 was moved from 10 Mar 2027, 09:00 UTC to 10 Mar 2027, 10:00 UTC.",
    ),
    (
        e.MeetingMoved(1, MEETS, MEETS + 8 * HOUR, "Geneva", MEETS, REASON),
        "Meeting 1 has another place or end: Geneva.",
    ),
    (
        e.AgendaChanged(1, (AgendaItem(1, "Opening"), AgendaItem(2, "Text"))),
        "The agenda of meeting 1 was changed: 2 items.",
    ),
    (e.MeetingOpened(1, MEETS), "Meeting 1 was opened."),
    (
        e.PresenceNoted(1, MEETS, (Presence("FAO", MEETS), Presence("WHO", MEETS)), ("ILO",)),
        "Present at meeting 1 from 10 Mar 2027, 09:00 UTC: FAO and WHO. "
        "Left meeting 1 at 10 Mar 2027, 09:00 UTC: ILO.",
    ),
    (
        e.DecisionNoted(1, MeetingDecision(1, 2, "The text goes on.", "sec", MEETS)),
        "Meeting 1 decided under item 2: The text goes on.",
    ),
    (e.MeetingClosed(1, MEETS), "Meeting 1 was closed."),
    (e.MeetingCancelled(1, REASON), "Meeting 1 was cancelled."),
    (
        e.MinutesPublished(1, Minutes(MEETS, "sec", "Opened.")),
        "The minutes of meeting 1 were published.",
    ),
    (
        e.OrganisationInvited("UNEP", (), 1, observer=True),
        "UNEP was seated as an observer.",
    ),
    (
        e.OrganisationInvited("UNEP", (), 1, state=Participation.INVITED),
        "UNEP was invited to take a seat.",
    ),
    (e.BodyEstablished(Body("EWCG", "Early warning")), "The body EWCG was established."),
    (e.BodyChanged(Body("EWCG", "Early warning"), REASON), "The body EWCG was changed."),
    (e.OrganisationAcceded("UNEP", NOON, REASON), "UNEP took its seat."),
    (e.InvitationDeclined("UNEP", NOON, REASON), "UNEP declined the invitation."),
    (e.OrganisationLeft("UNEP", NOON, REASON), "UNEP left the table."),
    (e.SeatChanged("UNEP", (), 2, False, NOON, REASON), "The seat of UNEP was changed."),
    (
        e.SeatChanged("UNEP", (), 1, True, NOON, REASON),
        "The seat of UNEP was changed: it is an observer.",
    ),
    (
        e.OfficerEnded("ada", Role.CHAIR, NOON, REASON),
        "A person no longer holds the office of chair.",
    ),
    (
        e.AbsenceRecorded(Absence(1, "ada", "UNEP", NOON, NOON, "bea")),
        "Somebody of UNEP is away, and a deputy stands in.",
    ),
    (e.AbsenceCancelled(1, NOON), "Absence 1 was cancelled."),
    (
        e.CredentialRecorded(
            Credential(1, "UNEP", "ada", CredentialKind.FULL_POWERS, "2027-03-01", "", EVIDENCE)
        ),
        "For somebody of UNEP a paper was seen: full powers.",
    ),
    (e.CredentialEnded(1, NOON, REASON), "Paper 1 no longer counts."),
    (
        e.ProvisionCited(Provision(1, "FAO", "quick", REASON, ("soon",))),
        "FAO named a provision of its mandate: quick.",
    ),
    (e.ProvisionRemoved(1), "Provision 1 was removed."),
    (e.GoalStated(Goal(1, "FAO", "quick", Sense.SEEK, REASON)), "FAO said what it seeks on quick."),
    (
        e.GoalStated(Goal(1, "FAO", "quick", Sense.AVOID, REASON)),
        "FAO said what it would avoid on quick.",
    ),
    (e.GoalWithdrawn(1), "Goal 1 was taken back."),
    (
        e.SoundingOpened(Sounding(1, REASON, ("a", "b"), NOON, NOON, theme="quick")),
        "Sounding 1 was opened.",
    ),
    (
        e.SoundingAnswered(1, "FAO", SoundingAnswer("a", "ada", NOON, REASON)),
        "FAO answered sounding 1.",
    ),
    (e.SoundingClosed(1, NOON), "Sounding 1 was closed."),
    (e.PostWritten(Post(1, "ada", NOON, REASON, "FAO", "quick")), "FAO wrote to the discussion."),
    (
        e.PostWritten(Post(2, "sec", NOON, REASON, None, "quick")),
        "The secretariat or the chair wrote to the discussion.",
    ),
    (e.PostWithdrawn(1, NOON), "Post 1 was taken back."),
    (
        e.ProvisionsNamed("FAO", (1,)),
        "FAO named what of its mandate the objective rests on.",
    ),
    (
        e.ObjectivesLinked(Link(1, LinkKind.PACKAGE, "quick", ("OBJ-0001", "OBJ-0002"))),
        "OBJ-0001 and OBJ-0002 were linked as a package: quick.",
    ),
    (e.ObjectivesUnlinked(1, "apart"), "Link 1 was taken away."),
    (
        e.ObjectiveProposed(
            "OBJ-1",
            "Early warning",
            "P",
            "joint-objective",
            1,
            ("WMO", "ITU"),
            3,
            a_text_head(organisation="WMO"),
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
    (
        e.PositionRecorded(2, a_position("UNEP", evidence=EVIDENCE)),
        "UNEP endorses the text of ballot 2. "
        f"The secretariat entered it on its behalf (evidence: {EVIDENCE}).",
    ),
    (
        e.InstructionsAwaited(2, "UNEP", Awaiting("ada", NOON)),
        "UNEP awaits instructions on ballot 2.",
    ),
    (
        e.InstructionsAwaited(2, "UNEP", Awaiting("ada", NOON, "2027-05-01")),
        "UNEP awaits instructions on ballot 2, expected on 1 May 2027.",
    ),
    (
        e.LatePositionRecorded(2, a_position("UNEP", kind="object", reasons=REASON)),
        "UNEP put on record, after the deadline of ballot 2: Object. It is not counted.",
    ),
    (
        e.StatementMade(Statement(2, "UNEP", StatementKind.SCRUTINY, REASON, 1, NOON, "ada")),
        "UNEP made statement 2: scrutiny reserve.",
    ),
    (
        e.StatementEnded(2, "UNEP", StatementState.LIFTED, "ada", NOON, REASON),
        "UNEP lifted its scrutiny reserve (statement 2).",
    ),
    (
        e.StatementEnded(2, "UNEP", StatementState.OVERRIDDEN, "ada", NOON, REASON),
        "The scrutiny reserve of UNEP (statement 2) was overridden.",
    ),
    (
        e.StatementEnded(2, "UNEP", StatementState.WITHDRAWN, "ada", NOON, REASON),
        "UNEP withdrew statement 2.",
    ),
    (
        e.ConcernRaised(Concern(3, "UNEP", "Costs", REASON, 1, NOON, "ada")),
        "UNEP raised concern 3.",
    ),
    (
        e.ConcernEnded(3, "UNEP", ConcernState.RESOLVED, "ada", "UNEP", NOON, REASON),
        "UNEP said that its concern 3 is resolved.",
    ),
    (
        e.ConcernEnded(3, "UNEP", ConcernState.RESOLVED, "ada", "", NOON, REASON),
        "Concern 3 of UNEP was declared resolved on its behalf.",
    ),
    (
        e.ConcernEnded(3, "UNEP", ConcernState.WITHDRAWN, "ada", "UNEP", NOON, REASON),
        "UNEP withdrew concern 3.",
    ),
    (e.ConcernReopened(3, "UNEP", "ada", NOON, REASON), "UNEP opened concern 3 again."),
    (e.ProposalEndorsed("UNEP", "ada"), "UNEP endorses the proposal."),
    (e.EndorsementEnded("UNEP", "ada"), "UNEP endorses the proposal no longer."),
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
        "Open again, because the words were changed: 1 paragraph.",
    ),
    (e.ParagraphsReopened(("p1", "p2"), "ada", NOON, REASON), "Open again: 2 paragraphs."),
    (
        e.AmendmentProposed(an_amendment(4, "FAO", reason=REASON)),
        "FAO proposed amendment 4: it changes words of a paragraph.",
    ),
    (
        e.AmendmentProposed(an_amendment(4, "FAO", evidence=EVIDENCE)),
        "FAO proposed amendment 4: it changes words of a paragraph. The secretariat entered it on "
        "its behalf (evidence: Minutes of 3 March, item 4).",
    ),
    (e.CosponsorJoined(4, "UNEP", "ada"), "UNEP co-sponsors amendment 4."),
    (e.CosponsorLeft(4, "UNEP", "ada"), "UNEP no longer co-sponsors amendment 4."),
    (e.MemberDissociated(4, "UNEP", "ada"), "UNEP does not share amendment 4 of its group."),
    (e.GroupFormed(GROUP), "The group ITU was formed; FAO speaks for it."),
    (e.GroupChanged(GROUP), "The group ITU was changed; FAO speaks for it."),
    (e.GroupDissolved("ITU", REASON), "The group ITU was dissolved."),
    (e.GroupLeft("ITU", "UNEP", "ada", NOON), "UNEP left the group ITU."),
    (e.GroupSpoke(2, SAID), "ITU (by FAO) on the text of ballot 2: Object."),
    (e.ProxyOffered(PROXY), "UNEP offered FAO to answer for it (proxy 1)."),
    (e.ProxyAnswered(1, True, "ada", NOON), "Proxy 1 was accepted."),
    (e.ProxyAnswered(1, False, "ada", NOON, REASON), "Proxy 1 was declined."),
    (e.ProxyEnded(1, "ada", NOON, REASON), "Proxy 1 was ended."),
    (
        e.CastingDeclared((PROXY, replace(PROXY, giver="WHO"))),
        "FAO was declared to cast for its members: UNEP, WHO.",
    ),
    (
        e.PositionRecorded(2, a_position("UNEP", cast_by="FAO")),
        "UNEP endorses the text of ballot 2, recorded by FAO.",
    ),
    (
        e.PositionWithdrawn(2, "UNEP", "ada", "FAO"),
        "FAO took back what it recorded for UNEP on ballot 2.",
    ),
    (
        e.TreatmentProposed(4, Treatment(Treating.MODIFY, REASON, "ada", NOON)),
        "It was proposed to accept amendment 4 as modified.",
    ),
    (
        e.TreatmentAnswered(4, Treatment(Treating.REFUSE, REASON, "ada", NOON, agreed=True)),
        "The sponsor of amendment 4 accepted the proposed treatment.",
    ),
    (
        e.TreatmentAnswered(
            4, Treatment(Treating.REFUSE, REASON, "ada", NOON, agreed=False, answer=REASON)
        ),
        "The sponsor of amendment 4 maintained it.",
    ),
    (
        e.AmendmentDecided(4, AmendmentState.ACCEPTED, 5, "", "ada"),
        "Amendment 4 was accepted in version 5.",
    ),
    (
        e.AmendmentDecided(4, AmendmentState.MODIFIED, 5, "", "ada"),
        "Amendment 4 was accepted as modified in version 5.",
    ),
    (
        e.AmendmentDecided(4, AmendmentState.REFUSED, 0, REASON, "ada"),
        "Amendment 4 was refused.",
    ),
    (
        e.AmendmentDecided(4, AmendmentState.WITHDRAWN, 0, REASON, "ada"),
        "Amendment 4 was withdrawn.",
    ),
    (e.AmendmentReopened(4, REASON, "ada"), "Amendment 4 is on the table again."),
    (
        e.BracketSettled(5, "p1", "WHO [shall][should] meet.", "WHO shall meet.", "ada"),
        "A bracket in a paragraph was settled in version 5: \u201c[shall][should]\u201d became "
        "\u201cshall\u201d.",
    ),
    (
        e.BracketSettled(5, "p1", "WHO meets [soon].", "WHO meets.", "ada"),
        "A bracket in a paragraph was settled in version 5: \u201c[soon]\u201d was deleted.",
    ),
    (
        e.AgreementNoted(("p1",), Agreement(Level.INFORMAL, 5, "ada", NOON, ("FAO", "WMO"))),
        "Agreed in informals, pending FAO and WMO: 1 paragraph.",
    ),
    (
        e.AgreementNoted(("p1",), Agreement(Level.AD_REFERENDUM, 5, "ada", NOON, (), REASON)),
        "Agreed ad referendum: 1 paragraph.",
    ),
    (
        e.PackageFormed(ParagraphPackage(1, "WHO", ("p1", "p2")), "ada"),
        "Package 1, \u201cWHO\u201d, links 2 paragraphs.",
    ),
    (e.PackageDissolved(1, REASON, "ada"), "Package 1 was dissolved."),
    (
        e.TranslationRecorded("fr", 3, {"p1": "Un", "p2": "Deux"}, "ada"),
        "French: the words of 2 paragraphs of version 3 were recorded.",
    ),
    (
        e.TextRevised(
            a_text_head(number=2, taken_over=True, dated="2026-05-03"), 1, a_text(), 1, ("p1",)
        ),
        "Version 2, dated 3 May 2026, was taken over from before Placet: 1 paragraph changed.",
    ),
    (
        e.ObjectiveProposed(
            "OBJ-1",
            "Early warning",
            "P",
            "joint-objective",
            1,
            ("WMO",),
            3,
            a_text_head(taken_over=True),
            a_text(),
            1,
        ),
        "The secretariat entered \u201cEarly warning\u201d, led by WMO. "
        "Version 1 was taken over from before Placet.",
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
    (
        e.CommentMade(a_comment(12, "UNEP", evidence=EVIDENCE)),
        "UNEP made comment 12. The secretariat entered it on its behalf "
        "(evidence: Minutes of 3 March, item 4).",
    ),
    (e.CommentsSubmitted("UNEP", (12,), "ada"), "UNEP submitted 1 comment."),
    (e.CommentsSubmitted("UNEP", (12, 13), "ada"), "UNEP submitted 2 comments."),
    (e.NoCommentsStated("UNEP", "ada"), "UNEP has no comments."),
    (
        e.CommentAnswered(12, Disposition.ACCEPTED_MODIFIED, REASON, "ada"),
        "Comment 12 was answered: Accepted in part.",
    ),
    (
        e.CommentAnswered(12, Disposition.ACCEPTED, "", "ada", True, Implemented(4, "p2")),
        "Comment 12 was answered: Accepted. Version 4 of the text does what it asks for.",
    ),
    (e.AnswerCleared(12, "ada"), "The answer to comment 12 was taken back."),
    (
        e.DispositionsPublished((12, 13), "ada", REASON),
        "The answers to 2 comments were published.",
    ),
    (
        e.AnswerRated(12, "UNEP", True, REASON, "ada"),
        "UNEP is satisfied with the answer to comment 12.",
    ),
    (
        e.AnswerRated(12, "UNEP", False, REASON, "ada"),
        "UNEP is not satisfied with the answer to comment 12.",
    ),
    (
        e.TemplateSaved(AnswerTemplate("UNEP", REASON)),
        "The template \u201cUNEP\u201d for answers was saved.",
    ),
    (e.TemplateRemoved("UNEP"), "The template \u201cUNEP\u201d was removed."),
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
    (e.RestrictionChanged(("FAO", "WMO"), REASON), "Only FAO and WMO see it from now on."),
    (e.RestrictionChanged((), REASON), "Everybody at the table sees it from now on."),
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
    (
        e.DigestsSent((e.RemindedOf("OBJ-0001", "FAO"), e.RemindedOf("OBJ-0002", "FAO")), 1),
        "1 reminder was sent: FAO (OBJ-0001) and FAO (OBJ-0002).",
    ),
    (
        e.DigestsSent((), 2, "The minister asked"),
        "2 reminders were sent.",
    ),
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
    data = (
        "UNEP",
        "FAO",
        "WMO",
        "WHO",
        "ITU",
        "EWCG",
        "Early warning",
        "Nairobi",
        "quick",
        "ILO",
        "First session",
        "Geneva",
        "The text goes on.",
        EVIDENCE,
    )
    with language(PSEUDO):
        there = w.event_sentence(entry(event))
    stages, quoted = ("comment", "another round", "on hold"), ("shall", "should", "soon")
    assert untranslated_text(there, (*data, *stages, *quoted)) == ()
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


WORDS = Text(
    (
        Paragraph(
            "p1",
            Kind.OPERATIVE,
            "WHO [shall] meet.",
            (Paragraph("s", Kind.SUBPARAGRAPH, "There."),),
        ),
        Paragraph("p2", Kind.OPERATIVE, "FAO reports."),
        Paragraph("h", Kind.HEADING, "Means"),
    )
)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (
            e.AmendmentProposed(an_amendment(4, "FAO", change=Change(Act.DELETE, "s"))),
            "FAO proposed amendment 4: it deletes paragraph 1 (a).",
        ),
        (
            e.AmendmentProposed(
                an_amendment(4, "FAO", change=Change(Act.MOVE, "p2", after="h", under=None))
            ),
            "FAO proposed amendment 4: it moves paragraph 2 after the heading \u201cMeans\u201d.",
        ),
        (
            e.AgreementNoted(("p1", "p2"), Agreement(Level.INFORMAL, 1, "ada", NOON, ("NOR",))),
            "Agreed in informals, pending NOR: paragraphs 1 and 2.",
        ),
        (
            e.AgreementNoted(("h", "p2"), Agreement(Level.AGREED, 1, "ada", NOON)),
            "Agreed: the heading \u201cMeans\u201d and paragraph 2.",
        ),
        (e.ParagraphsReopened(("s",), "ada", NOON, REASON), "Open again: paragraph 1 (a)."),
        (
            e.ParagraphsReopened(("p1", "gone")),
            "Open again, because the words were changed: 2 paragraphs.",
        ),
        (
            e.BracketSettled(2, "p1", "WHO [shall] meet.", "WHO shall meet.", "ada"),
            "A bracket in paragraph 1 was settled in version 2: \u201c[shall]\u201d became "
            "\u201cshall\u201d.",
        ),
        (
            e.PackageFormed(ParagraphPackage(1, "Trade-off", ("p1", "p2")), "ada"),
            "Package 1, \u201cTrade-off\u201d, links paragraphs 1 and 2.",
        ),
    ],
)
def test_with_the_words_at_hand_paragraphs_are_called_as_people_call_them(
    event: object, said: str
) -> None:
    assert w.event_sentence(entry(event), versions={1: WORDS}) == said


def test_a_paragraph_is_named_as_in_the_version_that_the_event_speaks_of() -> None:
    renumbered = Text((WORDS.paragraphs[1], WORDS.paragraphs[0]))
    noted = entry(e.AgreementNoted(("p2",), Agreement(Level.AGREED, 1, "ada", NOON)))
    assert w.event_sentence(noted, versions={1: WORDS, 2: renumbered}) == "Agreed: paragraph 2."
    assert w.event_sentence(noted, versions={2: renumbered}) == "Agreed: paragraph 1."


@given(st.integers(0, 3), st.sampled_from(("", "[", "]", "a", "ab]")), st.text("ab[] ", max_size=9))
def test_a_settled_bracket_is_told_by_what_differs(at: int, put: str, words: str) -> None:
    after = words[:at] + put + words[at:]
    said = w.event_sentence(entry(e.BracketSettled(2, "p1", words, after, "ada")))
    assert said.startswith("A bracket in a paragraph was settled in version 2:")
