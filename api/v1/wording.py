"""The words of an objective: amendments, their treatment, brackets, agreement, languages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from placet.api.problems import VersionNeeded
from placet.api.session import Caller, RootOf
from placet.api.v1.asking import Ask, Asking, Done, Page
from placet.api.v1.given_wording import (
    AgreementGiven,
    AmendmentGiven,
    BracketGiven,
    EntryGiven,
    MaybeReasonGiven,
    MergeGiven,
    PackageGiven,
    ReasonGiven,
    ReopeningGiven,
    TranslationGiven,
    TreatmentAnswerGiven,
    TreatmentGiven,
    UndoGiven,
)
from placet.api.v1.limits import NumberAt, RefAt
from placet.api.v1.shown_amendments import AmendmentsShown, MergeShown
from placet.api.v1.shown_wording import (
    AgreementsShown,
    ConvergingShown,
    ParagraphRead,
    RemarkShown,
    RemarksShown,
    TranslationShown,
)
from placet.engine import commands as c

router = APIRouter(prefix="/objectives/{ref}", tags=["wording"])

ParagraphAt = Annotated[str, Path(pattern=r"^p[1-9][0-9]{0,8}$")]
LanguageAt = Annotated[str, Path(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]


@router.get("/amendments")
def amendments(root: RootOf, who: Caller, ref: RefAt) -> AmendmentsShown:
    """All amendments: what they do, whether they fit the present text, where they clash."""
    return AmendmentsShown.of(root.cases.amendments(who.actor, ref))


@router.post("/amendments", status_code=201)
def propose(ask: Asking, ref: RefAt, given: AmendmentGiven) -> Done:
    """Propose a change to the text; `reference` is the amendment's number."""
    return ask.give(given.command(), objective=ref)


@router.post("/amendments/entered", status_code=201)
def enter(ask: Asking, ref: RefAt, given: EntryGiven) -> Done:
    """Enter on behalf of organisations what they proposed and remarked elsewhere."""
    return ask.give(given.command(), objective=ref)


@router.post("/amendments/{number}/cosponsors", status_code=201)
def cosponsor(ask: Asking, ref: RefAt, number: NumberAt) -> Done:
    """Join the sponsor of an amendment."""
    return ask.give(c.CosponsorAmendment(number), objective=ref)


@router.delete("/amendments/{number}/cosponsors")
def end_cosponsorship(ask: Asking, ref: RefAt, number: NumberAt) -> Done:
    """No longer be among the co-sponsors."""
    return ask.give(c.EndCosponsorship(number), objective=ref)


@router.post("/amendments/{number}/withdraw")
def withdraw(ask: Asking, ref: RefAt, number: NumberAt, given: MaybeReasonGiven) -> Done:
    """Take back an amendment of the asker's organisation before it is decided."""
    return ask.give(c.WithdrawAmendment(number, given.reason), objective=ref)


@router.post("/amendments/{number}/treatment")
def treat(ask: Asking, ref: RefAt, number: NumberAt, given: TreatmentGiven) -> Done:
    """Propose how an amendment is to be treated."""
    return ask.give(given.command(number), objective=ref)


@router.post("/amendments/{number}/treatment/answer")
def answer(ask: Asking, ref: RefAt, number: NumberAt, given: TreatmentAnswerGiven) -> Done:
    """Accept the treatment proposed for one's amendment, or maintain the amendment."""
    return ask.give(given.command(number), objective=ref)


@router.post("/amendments/{number}/refuse")
def refuse(ask: Asking, ref: RefAt, number: NumberAt, given: ReasonGiven) -> Done:
    """Decide that an amendment is not taken into the text."""
    return ask.give(c.RefuseAmendment(number, given.reason), objective=ref)


@router.post("/amendments/{number}/reopen")
def reopen(ask: Asking, ref: RefAt, number: NumberAt, given: ReasonGiven) -> Done:
    """Open a refused amendment again."""
    return ask.give(c.ReopenAmendment(number, given.reason), objective=ref)


@router.get("/merge")
def merging(
    root: RootOf,
    who: Caller,
    ref: RefAt,
    n: Annotated[list[int], Query(min_length=1, max_length=500)],
) -> MergeShown:
    """What the text would be with these amendments in it; nothing is saved."""
    return MergeShown.of(root.cases.merging(who.actor, ref, tuple(n)))


@router.post("/merge", status_code=201)
def merge(ask: Asking, ref: RefAt, given: MergeGiven) -> Done:
    """Take amendments into the text as a new version; needs If-Match."""
    return _on_what_was_read(ask).give(given.command(), objective=ref)


@router.post("/merge/undo")
def undo(ask: Asking, ref: RefAt, given: UndoGiven) -> Done:
    """Take the amendments of the present version out again; needs If-Match."""
    return _on_what_was_read(ask).give(given.command(), objective=ref)


@router.post("/brackets", status_code=201)
def settle(ask: Asking, ref: RefAt, given: BracketGiven) -> Done:
    """Settle one bracket as a new version; needs If-Match."""
    return _on_what_was_read(ask).give(given.command(), objective=ref)


@router.get("/agreements")
def agreements(root: RootOf, who: Caller, ref: RefAt) -> AgreementsShown:
    """How far each paragraph is agreed, and which are linked."""
    return AgreementsShown.of(root.cases.objective(who.actor, ref).objective)


@router.post("/agreements", status_code=201)
def agree(ask: Asking, ref: RefAt, given: AgreementGiven) -> Done:
    """Note how far paragraphs are agreed."""
    return ask.give(given.command(), objective=ref)


@router.post("/agreements/reopen")
def reopen_paragraphs(ask: Asking, ref: RefAt, given: ReopeningGiven) -> Done:
    """Open again what was agreed."""
    return ask.give(given.command(), objective=ref)


@router.post("/packages", status_code=201)
def link(ask: Asking, ref: RefAt, given: PackageGiven) -> Done:
    """Link paragraphs; `reference` is the number of the package."""
    return ask.give(given.command(), objective=ref)


@router.post("/packages/{number}/dissolve")
def unlink(ask: Asking, ref: RefAt, number: NumberAt, given: MaybeReasonGiven) -> Done:
    """Unlink the paragraphs of a package."""
    return ask.give(c.DissolvePackage(number, given.reason), objective=ref)


@router.get("/paragraphs/{paragraph}")
def paragraph(root: RootOf, who: Caller, ref: RefAt, paragraph: ParagraphAt) -> ParagraphRead:
    """One paragraph through time: where its words came from, what became of it."""
    return ParagraphRead.of(root.cases.paragraph(who.actor, ref, paragraph))


@router.get("/convergence")
def convergence(root: RootOf, who: Caller, ref: RefAt) -> Page[ConvergingShown]:
    """How far each version had come: brackets, alternatives, agreed paragraphs."""
    points = root.cases.convergence(who.actor, ref).points
    return Page(items=[ConvergingShown.model_validate(point) for point in points])


@router.get("/remarks")
def remarks(root: RootOf, who: Caller, ref: RefAt) -> RemarksShown:
    """The comments of all rounds on the words that they are about now, or why these are gone."""
    rows = root.cases.remarks(who.actor, ref).rows
    return RemarksShown(items=tuple(RemarkShown.of(row) for row in rows))


@router.get("/translations/{language}")
def translation(root: RootOf, who: Caller, ref: RefAt, language: LanguageAt) -> TranslationShown:
    """The newest version in another language, paragraph by paragraph."""
    return TranslationShown.of(root.cases.translation(who.actor, ref, language))


@router.post("/translations/{language}", status_code=201)
def translate(ask: Asking, ref: RefAt, language: LanguageAt, given: TranslationGiven) -> Done:
    """Record words of paragraphs in another language."""
    return ask.give(given.command(language), objective=ref)


def _on_what_was_read(ask: Ask) -> Ask:
    """The request, which must say which version of the objective was read."""
    if ask.expected is None:
        raise VersionNeeded()
    return ask
