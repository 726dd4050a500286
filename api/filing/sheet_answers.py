"""The answers in the column of observations, for comments that stand in Placet already.

Theory.  A secretariat takes the table away, has it filled in by those who know, and brings it back:
its rows are comments that are known, and what is new in them are the observations.  They become
drafts of answers, as if they were typed into the table of answers.  What is published already is
left as it is, since a file that is older than the answer must not take its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from placet.engine import commands as c
from placet.engine.decide.words import REMARK, unfilled
from placet.engine.documents.comment_tables import Finding, SheetRow, Spot, Trouble, cut
from placet.engine.model import Comment, Disposition
from placet.engine.views import ObjectiveView
from placet.templates.sheet_words import answer_read, answer_said

_NUMBER = re.compile(r"(\d{1,7})\s*$")


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """An answer that a row gives to a comment: which, what, and where it stands."""

    number: int
    disposition: Disposition
    response: str
    at: Spot


def answered_in(
    known: Iterable[tuple[SheetRow, Sequence[Comment]]], view: ObjectiveView
) -> tuple[tuple[SheetAnswer, ...], tuple[Finding, ...]]:
    """What these rows answer to the comments that say the same, and what is not taken of it.

    Nothing where this person does not answer comments now.
    """
    if "AnswerComments" not in view.may:
        return (), ()
    answers: dict[int, SheetAnswer] = {}
    noted: list[Finding] = []
    for row, same in known:
        comment = _meant(row, [x for x in same if x.round == view.objective.round])
        if comment is None or not row.observations:
            continue
        if row.observations == answer_said(comment) or comment.number in answers:
            continue
        read = answer_read(row.observations, row.status)
        if trouble := _trouble(comment, read):
            noted.append(Finding(row.at, trouble, cut(row.observations)))
        elif read and read != (comment.disposition, comment.response):
            answers[comment.number] = SheetAnswer(comment.number, *read, row.at)
    return tuple(answers[n] for n in sorted(answers)), tuple(noted)


def answers_for(answers: Iterable[SheetAnswer]) -> tuple[c.AnswerComments, ...]:
    """The commands that give them, equal answers together."""
    together: dict[tuple[Disposition, str], list[int]] = {}
    for one in answers:
        together.setdefault((one.disposition, one.response), []).append(one.number)
    return tuple(c.AnswerComments(tuple(n), *answer) for answer, n in together.items())


def _meant(row: SheetRow, same: Sequence[Comment]) -> Comment | None:
    """Of the comments that say what the row says the one with its number, or the first."""
    standing = [x for x in same if x.disposition is not Disposition.WITHDRAWN]
    said = _NUMBER.search(row.id)
    numbered = (x for x in standing if said and x.number == int(said[1]))
    return next(numbered, standing[0] if standing else None)


def _trouble(comment: Comment, read: tuple[Disposition, str] | None) -> Trouble | None:
    if comment.disposition is not None and comment.published:
        return Trouble.ANSWERED
    if read is None:
        return Trouble.ODD_ANSWER
    disposition, response = read
    if not response and disposition is not Disposition.ACCEPTED:
        return Trouble.BARE_ANSWER
    return Trouble.ODD_ANSWER if len(response) > REMARK or unfilled(response) else None
