"""Whole walks through the default workflow, from the proposal to wherever they end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.amendments import Treating
from placet.engine.beginnings import Beginnings, Provision
from placet.engine.model import CommentType, Disposition, Implemented, Qualifier
from placet.engine.text import Act, Change, Kind, Origin, Paragraph, Text

from .concerned import concerned
from .delegating import gives, grouped
from .silences import partly_broken
from .table import (
    DAY,
    FIRST,
    HOUR,
    ORGANISATIONS,
    Table,
    a_table,
    adopted,
    in_comment,
    in_endorsement,
    in_revision,
    proposed,
    provisional,
    reworded,
)
from .test_board import MEETING, begun


def mandated(table: Table) -> Table:
    """UNEP has named a provision of its mandate."""
    provision = Provision(
        1, "UNEP", "Resolution 2997", "It keeps the environment under review.", ()
    )
    table.negotiation = replace(table.negotiation, beginnings=Beginnings((provision,)))
    return table


def long_way() -> Table:
    """Two rounds, a superseded ballot, a late confirmation, a signature and a review."""
    table = mandated(proposed(leads=("FAO",))).wait(DAY)
    table.do("unep", c.NameProvisions((1,)))
    table.holds("FAO", "support").holds("ILO", "support_with_comments").holds("WHO", "stand_aside")
    table.revises("unep", reworded(FIRST, p3="A secretariat serves both."))
    table.let_it_end().do("sec", c.AdmitOrganisation("WMO", "It came late")).wait(DAY)
    table.do("who", c.MakeComment(CommentType.SUBSTANTIVE, "Too vague", "p1", "share all"))
    vague = c.MakeComment(CommentType.GENERAL, "Too vague")
    table.do("ilo", c.SubmitComments((vague,))).do("fao", c.StateNoComments()).do(
        "sec", c.SendReminders()
    )
    table.let_it_end().wait(DAY).answers(1)
    table.do("sec", c.AnswerComment(2, Disposition.NOTED, "For the next time"))
    table.revises("fao", reworded(table.text, p1="Parties share all observations."))
    table.step("sec", "another_round").wait(DAY).comments("WMO").step("chair", "close_comments")
    table.answers(3).do("chair", c.ExtendRounds("Close to agreement"))
    table.do("sec", c.HandOverLead(("UNEP",), "FAO has no time"))
    table.step("sec", "hold").wait(9 * DAY).step("sec", "resume", "")
    table.step("chair", "put_forward").wait(DAY)
    table.holds("WHO", "object", paragraphs=("p1",), wording="Parties may share.")
    table.holds("ILO", "object", paragraphs=("p2",)).holds("WMO", "endorse")
    table.do("wmo", c.WithdrawPosition(table.ballot.number))
    table.do("sec", c.ChangeDeadline(table.deadline + 7 * DAY, "Holidays"))
    table.wait(DAY).step("chair", "revise")
    table.revises("unep", reworded(table.text, p1="Parties may share observations."))
    table.wait(DAY).step("sec", "put_forward").wait(HOUR)
    table.holds("ILO", "abstain").holds("WHO", "no_objection", Qualifier.RESERVATION)
    table.all_hold("endorse", "UNEP", "WMO").holds("FAO", "endorse", Qualifier.AD_REFERENDUM)
    table.wait(DAY).do("fao", c.ConfirmPosition(table.ballot.number))
    table.do("sec", c.RecordSignature("UNEP", "2027-09-01"))
    table.do("sec", c.SetEntryIntoForce("2027-10-01"))
    table.do("sec", c.ScheduleReview(table.now + 365 * DAY)).let_it_end().wait(DAY)
    return table.step("chair", "conclude_review")


def moved_on() -> Table:
    """A later version of the procedure is published and followed, on hold and at work."""
    table = in_comment().publishes(rounds=4).wait(DAY)
    table.do("sec", c.MoveToVersion(2, "The house allows more rounds")).publishes()
    table.step("sec", "hold").do("sec", c.MoveToVersion(3, "A mistake was mended"))
    return table.step("sec", "resume", "").step("sec", "close_comments")


def abandoned() -> Table:
    """Nobody but the objector answered; narrowed, then abandoned, reopened, withdrawn."""
    table = proposed().wait(DAY).holds("WHO", "object").let_it_end().step("unep", "narrow")
    table.wait(DAY).step("sec", "abandon").wait(DAY).step("chair", "reopen").wait(DAY)
    return table.step("unep", "withdraw")


def lapsed() -> Table:
    """Three rounds without agreement, then time runs out."""
    table = in_revision(comments=False)
    for _ in range(2):
        table.step("sec", "another_round").step("sec", "close_comments")
    return table.let_it_end()


def proceeded_without() -> Table:
    """Two object and are left out; the rest is not enough."""
    table = proposed().all_hold("support", "FAO", "ILO").all_hold("object", "WHO", "WMO")
    table.let_it_end().step("chair", "proceed_without").let_it_end().step("sec", "put_forward")
    table.holds("FAO", "object").let_it_end()
    return table.step("chair", "not_adopt")


def undone() -> Table:
    """Provisionally adopted, not confirmed, reopened."""
    table = in_endorsement().all_hold("endorse", "UNEP", "FAO", "ILO")
    table.all_hold("abstain", "WMO", "IMO").holds("WHO", "endorse", Qualifier.AD_REFERENDUM)
    return table.let_it_end().wait(DAY).step("chair", "reopen")


def reopened() -> Table:
    """Adopted and reopened."""
    return adopted().wait(DAY).step("chair", "reopen")


def confirmed_at_last() -> Table:
    """The rule is met without those who never confirmed."""
    return provisional("WHO", "WMO").let_it_end()


def unattended() -> Table:
    """Nobody looks for a year: time has decided twice."""
    table = in_comment().comments("FAO")
    for organisation in ORGANISATIONS[2:]:
        table.do(organisation.lower(), c.StateNoComments())
    return table.wait(400 * DAY).tick()


def by_the_board() -> Table:
    """A procedure with a registry, reviewers, a meeting, and a judgement against the count."""
    table = begun().wait(DAY).do("chair", c.NameReviewer("WHO")).wait(DAY)
    table.do("who", c.GiveReview("Sound")).do("unep", c.ChangeDeadline(table.deadline + DAY, "Eve"))
    table.wait(2 * DAY).do("sec", c.TakeStep("consult", meeting=MEETING)).wait(HOUR)
    table.do("sec", c.ScheduleMeeting(MEETING + DAY)).holds("WHO", "object").let_it_end()
    return table.step("chair", "adopt").wait(DAY)


def silently() -> Table:
    """Broken on one paragraph, resumed, recalled, an agreed paragraph opened, void, adopted."""
    table = partly_broken().wait(HOUR).step("chair", "recall").wait(HOUR)
    table.revises("unep", reworded(table.text, p1="Parties may share.")).wait(HOUR)
    table.step("chair", "open_silence", "").wait(HOUR)
    table.revises("unep", reworded(table.text, p2="Parties may report.")).wait(HOUR)
    table.step("chair", "put_again", "").let_it_end().wait(DAY)
    return table.step("sec", "take_note", "")


def word_by_word() -> Table:
    """Amendments of every fate, brackets, agreement, a package, a translation; then adopted."""
    table = proposed().wait(DAY).do("fao", c.ProposeAmendment(1, _reads("p1", "Parties pay.")))
    table.do("who", c.CosponsorAmendment(1)).do("ilo", c.CosponsorAmendment(1))
    table.do("who", c.EndCosponsorship(1)).wait(HOUR).do("fao", c.WithdrawAmendment(1, "No"))
    table.all_hold("support", *(s.organisation for s in table.ballot.seats)).let_it_end()
    quoting = c.MakeComment(CommentType.EDITORIAL, "Which?", "p1", quotation="observations")
    table.do("who", quoting).step("sec", "close_comments").wait(HOUR)
    all_of, some = "Parties share all observations.", "Parties share some observations."
    table.do("fao", c.ProposeAmendment(1, _reads("p1", all_of), "All are needed")).wait(HOUR)
    table.do("ilo", c.ProposeAmendment(1, _reads("p1", some)))
    paying = Change(Act.ADD, words="Members pay.", kind=Kind.OPERATIVE, after="p3")
    table.do("wmo", c.ProposeAmendment(1, paying)).wait(HOUR)
    less = c.ProposeTreatment(2, Treating.MODIFY, "", _reads("p1", "Parties share much."))
    table.do("unep", less).do("fao", c.AnswerTreatment(2, False, "We maintain it"))
    table.do("chair", c.AgreeParagraphs(1, ("p1", "p2"), Level.INFORMAL, ("WHO",)))
    table.do("chair", c.FormPackage("Duties", ("p1", "p2"))).wait(HOUR)
    table.do("sec", c.MergeAmendments(1, (2, 3), (4,), "Read")).wait(HOUR)
    table.do("sec", c.UndoMerge(2, "Too early")).do("sec", c.RefuseAmendment(4, "Alone"))
    table.do("sec", c.ReopenAmendment(4, "Again"))
    table.wait(HOUR).do("unep", c.MergeAmendments(3, (2, 3, 4))).wait(HOUR)
    place = table.text.paragraphs[0].words.index("[")
    table.do("unep", c.SettleBracket(4, "p1", place, 2, "As ILO has it")).wait(HOUR)
    table.do("sec", c.RecordTranslation(5, "fr", {"p2": "Les Parties font rapport."}))
    table.do("chair", c.AgreeParagraphs(5, ("p1", "p2", "p3", "p4"), Level.AGREED))
    table.do("chair", c.ReopenParagraphs(("p3",), "WHO asks for it")).wait(HOUR)
    table.do("fao", c.ProposeAmendment(5, Change(Act.RETAIN, "p3"))).wait(HOUR)
    table.do("sec", c.RefuseAmendment(5, "It stays anyway")).do("chair", c.DissolvePackage(1))
    table.answers(1).step("sec", "put_forward").wait(HOUR)
    return table.all_hold("endorse", *(s.organisation for s in table.ballot.seats))


def taken_over() -> Table:
    """A text that was negotiated elsewhere, taken over with its versions."""
    earlier = (c.EarlierVersion(reworded(FIRST, p1="Parties share."), "2026", "First draft"),)
    text = Text((*FIRST.paragraphs, Paragraph("p4", Kind.OPERATIVE, "Members pay.")))
    origins = {"p4": Origin(Act.SPLIT, ("p3",))}
    command = c.Propose("Share", "Warn", text, 4, earlier=earlier, dated="2027", origins=origins)
    return a_table().do("unep", command).wait(DAY).step("unep", "withdraw")


def beside_the_positions() -> Table:
    """Entered on behalf, awaiting instructions, pending, and one that came too late."""
    table = in_endorsement().wait(HOUR)
    ballot, text_hash = table.ballot.number, table.ballot.text_hash
    table.do("who", c.AwaitInstructions(ballot, "2027-05-01")).wait(HOUR)
    entered = (c.EnteredPosition("UNEP", "endorse"), c.EnteredPosition("WHO", "no_objection"))
    table.do("sec", c.EnterPositions(ballot, text_hash, "Minutes, item 4", entered)).wait(HOUR)
    table.do("ilo", c.AwaitInstructions(ballot)).holds("UNEP", "no_objection").wait(HOUR)
    table.do(
        "fao",
        c.RecordPosition(
            ballot, text_hash, "endorse", qualifiers=(Qualifier.PENDING,), pending="Rome"
        ),
    )
    table.let_it_end().wait(DAY)
    return table.do("ilo", c.RecordLatePosition(ballot, "endorse", "It came on Monday"))


def answered() -> Table:
    """Comments answered in bulk, an answer cleared, a wording taken, published, rated."""
    table = in_comment()
    proposing = c.MakeComment(CommentType.SUBSTANTIVE, "All", "p1", "Parties share all of it.")
    table.do("fao", proposing).comments("WHO").comments("ILO").wait(HOUR)
    table.step("sec", "close_comments").wait(HOUR)
    table.do("unep", c.AnswerComment(1, Disposition.ACCEPTED, take_wording=True))
    table.do("sec", c.AnswerComments((2, 3), Disposition.NOTED, "For later"))
    table.do("sec", c.ClearAnswer(3)).wait(HOUR)
    table.do("sec", c.PublishDispositions(partial=True, reason="WHO asked for it")).wait(HOUR)
    table.do("who", c.RateAnswer(2, False, "Later is too late"))
    where = Implemented(2, "p1")
    table.do("sec", c.AnswerComment(3, Disposition.ACCEPTED, "", where)).wait(HOUR)
    table.step("sec", "another_round").do("fao", c.RateAnswer(1, True)).wait(HOUR)
    return table.step("sec", "close_comments").step("sec", "put_forward")


def _reads(paragraph: str, words: str) -> Change:
    return Change(Act.REPLACE, paragraph, words)


def for_others() -> Table:
    """A group sponsors and speaks, a member parts from it, and one answers for another."""
    table = gives(grouped(in_revision().wait(DAY), "FAO", "ILO", "WHO"), "WMO", "IMO")
    everything = _reads("p1", "Parties share everything.")
    table.do("fao", c.ProposeAmendment(1, everything, "For all", "G3"))
    table.do("ilo", c.DissociateFromAmendment(1)).do("who", c.DissociateFromAmendment(1))
    table.do("who", c.CosponsorAmendment(1)).answers(1).wait(HOUR)
    table.do("sec", c.MergeAmendments(1, (1,))).step("sec", "put_forward").wait(HOUR)
    ballot = table.ballot
    said = c.SpeakForGroup(ballot.number, ballot.text_hash, "G3", "abstain", "As a group")
    table.do("fao", said)
    held = c.RecordPosition(ballot.number, ballot.text_hash, "abstain", organisation="WMO")
    table.do("imo", held).do("imo", c.WithdrawPosition(ballot.number, "WMO")).do("imo", held)
    others = (x for x in ORGANISATIONS if x != "WMO")
    return table.all_hold("endorse", *others)


def among_few() -> Table:
    """Restricted from the beginning, seen by one more, at last by everybody."""
    command = c.Propose(
        "Share observations", "Warn earlier", FIRST, len(FIRST.paragraphs), restricted_to=("FAO",)
    )
    table = a_table().do("unep", command).wait(DAY).all_hold("support", "UNEP", "FAO").let_it_end()
    table.do("sec", c.RestrictObjective(("UNEP", "FAO", "WHO"), "It concerns health"))
    return table.comments("WHO").wait(DAY).do("sec", c.RestrictObjective((), "It is ready"))


WALKS: dict[str, Callable[[], Table]] = {
    walk.__name__: walk
    for walk in (
        long_way,
        moved_on,
        abandoned,
        lapsed,
        proceeded_without,
        undone,
        reopened,
        confirmed_at_last,
        unattended,
        by_the_board,
        silently,
        word_by_word,
        taken_over,
        for_others,
        among_few,
        beside_the_positions,
        concerned,
        answered,
    )
}
