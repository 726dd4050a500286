"""What is on the table, as a document has it: whole readings by organisation, and remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placet.engine.documents.writing import CommentOut, Reply, Tracked
from placet.engine.model import Comment, Disposition
from placet.engine.text import Anchor, Orphan, find
from placet.engine.text.compiling import Compilation, reading_of
from placet.engine.views import ObjectiveView
from placet.engine.wording_views import RemarkShown
from placet.templates.document_words import answerer, on_lost_words, with_wording
from placet.templates.labels import disposition_label


def tracked(
    view: ObjectiveView, compilation: Compilation, proposals: Mapping[str, tuple[int, ...]]
) -> tuple[Tracked, ...]:
    """The text as each organisation would have it, dated by the newest of its amendments."""
    known = view.objective.amendments
    return tuple(
        Tracked(name, max(known[n].at for n in proposals[name]), reading_of(compilation, name))
        for name in compilation.names
    )


def comments_out(
    view: ObjectiveView, rows: Sequence[RemarkShown], organisations: tuple[str, ...] = ()
) -> tuple[CommentOut, ...]:
    """The comments that stand, on the words that they are about now, with their answers.

    One about the whole text, or about words that are gone, stands at the first paragraph;
    the latter says what it was about.
    """
    if not view.text.paragraphs:
        return ()
    return tuple(
        _comment(view, row)
        for row in rows
        if row.comment.disposition is not Disposition.WITHDRAWN
        and (not organisations or row.comment.organisation in organisations)
    )


def _comment(view: ObjectiveView, row: RemarkShown) -> CommentOut:
    made, where = row.comment, row.where
    paragraph, start, end, body = made.paragraph, 0, 0, made.body
    if isinstance(where, Anchor):
        paragraph, start, end = where.paragraph, where.start, where.end
    elif isinstance(where, Orphan):
        paragraph = None
        body = on_lost_words(where.quotation, body)
    if made.wording:
        body = with_wording(body, made.wording)
    if paragraph is None or find(view.text, paragraph) is None:
        paragraph, start, end = view.text.paragraphs[0].id, 0, 0
    replies = (_reply(view, made),) if made.disposition else ()
    return CommentOut(
        made.organisation, made.at, paragraph, body, start, end, replies, bool(made.disposition)
    )


def _reply(view: ObjectiveView, made: Comment) -> Reply:
    """The answer to a comment, with the instant at which it was recorded."""
    label = disposition_label(made.disposition) if made.disposition else ""
    body = f"{label}: {made.response}" if made.response else label
    given = (e.at for e in view.history
             if e.kind == "CommentAnswered" and e.payload.get("number") == made.number)  # fmt: skip
    return Reply(answerer(), max(given, default=made.at), body)
