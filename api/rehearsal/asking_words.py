"""From an act about the words to the command that a form would send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from placet.engine import commands as c
from placet.engine.amendments import Treating
from placet.engine.model import Objective
from placet.engine.text import Change, Text, anchored, find
from placet.workflows.scenario import acts
from placet.workflows.scenario.wording import Changing, EnteredComment

Id = Callable[[int | str], str]
"""The id of a paragraph by its number in the present text."""


def wording_command(act: acts.Act, o: Objective, text: Text, id_of: Id) -> c.WordingCommand | None:
    """The command, against the present version; None for an act about something else."""
    present = o.text.number
    match act:
        case acts.AmendAct():
            return c.ProposeAmendment(present, _change(act, id_of), act.reason)
        case acts.EnterAct():
            return _entry(act, present, text, id_of)
        case acts.CosponsorAct():
            return c.CosponsorAmendment(act.amendment)
        case acts.EndCosponsorshipAct():
            return c.EndCosponsorship(act.amendment)
        case acts.WithdrawAmendmentAct():
            return c.WithdrawAmendment(act.amendment, act.reason)
        case acts.TreatAct():
            modified = _modified(act, o)
            return c.ProposeTreatment(act.amendment, act.treating, act.reason, modified)
        case acts.AnswerTreatmentAct():
            return c.AnswerTreatment(act.amendment, act.accepts, act.reason)
        case acts.MergeAct():
            accept, refuse = tuple(act.accept), tuple(act.refuse)
            return c.MergeAmendments(present, accept, refuse, act.note, act.editorial)
        case acts.UndoMergeAct():
            return c.UndoMerge(present, act.reason)
        case acts.RefuseAmendmentAct():
            return c.RefuseAmendment(act.amendment, act.reason)
        case acts.ReopenAmendmentAct():
            return c.ReopenAmendment(act.amendment, act.reason)
        case _:
            return _on_paragraphs(act, present, text, id_of)


def _on_paragraphs(act: acts.Act, present: int, text: Text, id_of: Id) -> c.WordingCommand | None:
    match act:
        case acts.SettleAct():
            paragraph = id_of(act.paragraph)
            place = _bracket(text, paragraph, act.bracket)
            return c.SettleBracket(present, paragraph, place, act.reading, act.note)
        case acts.AgreeAct():
            which = tuple(map(id_of, act.paragraphs))
            return c.AgreeParagraphs(present, which, act.level, tuple(act.pending), act.reason)
        case acts.ReopenAct():
            return c.ReopenParagraphs(tuple(map(id_of, act.paragraphs)), act.reason)
        case acts.LinkAct():
            return c.FormPackage(act.title, tuple(map(id_of, act.paragraphs)))
        case acts.UnlinkAct():
            return c.DissolvePackage(act.package, act.reason)
        case acts.TranslateAct():
            words = {id_of(which): said for which, said in act.words.items()}
            return c.RecordTranslation(present, act.language, words)
        case _:
            return None


def _entry(act: acts.EnterAct, present: int, text: Text, id_of: Id) -> c.EnterProposals:
    amendments = (
        c.EnteredAmendment(x.organisation, _change(x, id_of), x.reason) for x in act.amendments
    )
    comments = (_remark(x, text, id_of) for x in act.comments)
    return c.EnterProposals(present, act.evidence, tuple(amendments), tuple(comments))


def _remark(made: EnteredComment, text: Text, id_of: Id) -> c.EnteredComment:
    """The comment, on the words that it quotes; BadInput where they do not stand there."""
    paragraph = None if made.paragraph is None else id_of(made.paragraph)
    start = end = 0
    if made.quotation:
        found = find(text, paragraph or "")
        start, end = anchored(found.words if found else "", made.quotation)
    return c.EnteredComment(made.organisation, made.body, made.type, paragraph, start, end)


def _change(act: Changing, id_of: Id) -> Change:
    def named(which: int | str | None) -> str | None:
        return None if which is None else id_of(which)

    return Change(
        act.act,
        named(act.paragraph) or "",
        act.words,
        act.kind,
        act.label,
        named(act.under),
        named(act.follows),
        act.cut,
        named(act.other) or "",
    )


def _modified(act: acts.TreatAct, o: Objective) -> Change | None:
    """The amendment with other words; the engine refuses a treatment that lacks them."""
    amendment = o.amendments.get(act.amendment)
    if act.treating is not Treating.MODIFY or amendment is None or not act.words:
        return None
    return replace(amendment.change, words=act.words)


def _bracket(text: Text, paragraph: str, which: int) -> int:
    """Where the opening bracket of that number stands; the end of the words if there is none."""
    found = find(text, paragraph)
    words = found.words if found else ""
    places = [at for at, letter in enumerate(words) if letter == "["]
    return places[which - 1] if 0 < which <= len(places) else len(words)
