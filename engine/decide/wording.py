"""Which function decides a command about the words, and which texts it needs for that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide import agreeing, amendments, entering, merging
from placet.engine.decide.situation import Situation
from placet.engine.model import Objective


def decide_wording(s: Situation, command: c.WordingCommand) -> tuple[e.ObjectiveEvent, ...]:
    """What the command brings about, or a PlacetError."""
    match command:
        case c.ProposeAmendment():
            return amendments.propose_amendment(s, command)
        case c.EnterProposals():
            return entering.enter_proposals(s, command)
        case c.CosponsorAmendment():
            return amendments.cosponsor(s, command)
        case c.DissociateFromAmendment():
            return amendments.dissociate(s, command)
        case c.EndCosponsorship():
            return amendments.end_cosponsorship(s, command)
        case c.WithdrawAmendment():
            return amendments.withdraw_amendment(s, command)
        case c.ProposeTreatment():
            return amendments.propose_treatment(s, command)
        case c.AnswerTreatment():
            return amendments.answer_treatment(s, command)
        case c.RefuseAmendment():
            return amendments.refuse_amendment(s, command)
        case c.ReopenAmendment():
            return amendments.reopen_amendment(s, command)
        case _:
            return _on_the_text(s, command)


def _on_the_text(
    s: Situation,
    command: c.MergeAmendments
    | c.UndoMerge
    | c.SettleBracket
    | c.AgreeParagraphs
    | c.ReopenParagraphs
    | c.FormPackage
    | c.DissolvePackage
    | c.RecordTranslation,
) -> tuple[e.ObjectiveEvent, ...]:
    match command:
        case c.MergeAmendments():
            return merging.merge_amendments(s, command)
        case c.UndoMerge():
            return merging.undo_merge(s, command)
        case c.SettleBracket():
            return merging.settle_bracket(s, command)
        case c.AgreeParagraphs():
            return agreeing.agree_paragraphs(s, command)
        case c.ReopenParagraphs():
            return agreeing.reopen_paragraphs(s, command)
        case c.FormPackage():
            return agreeing.form_package(s, command)
        case c.DissolvePackage():
            return agreeing.dissolve_package(s, command)
        case c.RecordTranslation():
            return agreeing.record_translation(s, command)
        case _:
            assert_never(command)


def versions_needed(o: Objective, command: c.Command) -> frozenset[int]:
    """The versions besides the present one whose words the command speaks of.

    Versions that the text does not have are left out: the command is refused for them.
    """
    wanted: set[int] = set()
    match command:
        case c.ProposeAmendment() | c.EnterProposals() | c.RecordTranslation():
            wanted = {command.base}
        case c.ProposeTreatment() | c.RefuseAmendment() | c.ReopenAmendment():
            wanted = _bases(o, (command.number,))
        case c.MergeAmendments():
            wanted = _bases(o, (*command.accept, *command.refuse))
        case c.UndoMerge():
            inside = (a.number for a in o.amendments.values() if a.decided_in == command.version)
            wanted = {command.version - 1} | _bases(o, inside)
        case c.AnswerComment() if command.take_wording and command.number in o.comments:
            wanted = {o.comments[command.number].text}
        case c.AnswerComment() if command.implemented is not None:
            wanted = {command.implemented.version}
        case _:
            pass
    return frozenset(n for n in wanted if 1 <= n < o.text.number)


def _bases(o: Objective, numbers: Iterable[int]) -> set[int]:
    """The versions that these amendments were written against."""
    chosen = (o.amendments.get(number) for number in numbers)
    return {a.base for a in chosen if a}
