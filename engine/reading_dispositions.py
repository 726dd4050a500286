"""Readings of the table of comments and answers: a page of it, or one comment with all it needs.

A page costs the same number of queries however many comments there are: those of the objective,
the versions that the comments of the page were made on in one, and what became of paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.engine.access import Actor
from placet.engine.decide.dispositions import brought_up
from placet.engine.disposing import (
    ON_ONE_PAGE,
    Choice,
    Progress,
    answered_before,
    chosen,
    identical,
    near,
    progress,
    what_is_said,
)
from placet.engine.errors import NotFound
from placet.engine.model import Comment
from placet.engine.parties import AnswerTemplate
from placet.engine.reading_wording import WordingReading
from placet.engine.store import Store
from placet.engine.text import Text, labelled
from placet.engine.views import ObjectiveView
from placet.engine.wording_shown import Origins, remark_shown, since
from placet.engine.wording_views import RemarkShown


@dataclass(frozen=True, slots=True)
class DispositionLine:
    """A comment in the table.

    `text` is the version that it was made on, `remark` where it stands now; `alike` are the
    numbers of identical comments, its own included, `near` those that are nearly so, `before`
    identical ones that have an answer.
    """

    comment: Comment
    text: Text
    remark: RemarkShown
    alike: tuple[int, ...]
    near: tuple[int, ...]
    before: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class DispositionsView:
    """A page of the table; `found` counts the comments asked for, on all its pages.

    `progress` is that of the present round, or of all comments where it has none.
    """

    view: ObjectiveView
    choice: Choice
    lines: tuple[DispositionLine, ...]
    found: int
    progress: Progress
    in_round: bool

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.found // ON_ONE_PAGE)

    @property
    def templates(self) -> tuple[AnswerTemplate, ...]:
        """The words in which this negotiation often answers."""
        return self.view.negotiation.answer_templates


@dataclass(frozen=True, slots=True)
class DispositionView:
    """One comment; `fitting` is its proposed wording as it would read in the present text."""

    view: ObjectiveView
    line: DispositionLine
    fitting: str


class DispositionReading(WordingReading):
    """Everything that can be looked at about answers."""

    def dispositions(
        self, actor: Actor, ref: str, choice: Choice, *, everything: bool = False
    ) -> DispositionsView:
        """A page of the table, or all of it."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            order = {row.id: at for at, row in enumerate(labelled(view.text))}
            found = chosen(view.comments, choice, order)
            first = (choice.page - 1) * ON_ONE_PAGE
            part = found if everything else found[first : first + ON_ONE_PAGE]
            present = tuple(x for x in view.comments if x.round == view.objective.round)
            return DispositionsView(
                view=view,
                choice=choice,
                lines=_lines(store, view, part, alone=everything),
                found=len(found),
                progress=progress(present or view.comments),
                in_round=bool(present),
            )

    def disposition(self, actor: Actor, ref: str, number: int) -> DispositionView:
        """One comment with its answer; NotFound where the reader sees no such comment."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            comment = next((x for x in view.comments if x.number == number), None)
            if comment is None:
                raise NotFound("comment", f"{ref}/{number}")
            (line,) = _lines(store, view, (comment,))
            made = since(store.origins(ref), comment.text)
            fitting = ""
            if comment.paragraph is not None and comment.wording:
                fitting = brought_up(comment, line.text, view.text, made)
            return DispositionView(view, line, fitting)


def _lines(
    store: Store, view: ObjectiveView, part: Sequence[Comment], *, alone: bool = False
) -> tuple[DispositionLine, ...]:
    """The comments as lines; `alone` leaves out what would be compared with all others."""
    ref, newest = view.objective.ref, view.shown.number
    texts: Mapping[int, Text] = store.texts(ref, {newest, *(x.text for x in part)})
    origins: Origins = store.origins(ref) if part else {}
    others = () if alone else view.comments
    said = what_is_said(others)
    alike = identical(others, said)
    return tuple(
        DispositionLine(
            comment=x,
            text=texts[x.text],
            remark=remark_shown(x, texts, view.shown, origins),
            alike=alike.get(x.number, ()),
            near=() if alone else near(x, others, said),
            before=answered_before(x, others, said) if x.disposition is None and not alone else (),
        )
        for x in part
    )
