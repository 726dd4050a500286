"""What is said about tables of comments: where a row stands, what is wrong with it, the answers."""

from __future__ import annotations

from placet.engine.documents.comment_tables import REFUSALS, SENTENCES, Finding, Spot
from placet.engine.model import Comment
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import disposition_label


def spot_said(at: Spot) -> str:
    """Where a row stands, without its file: "Sheet1, row 7"; of a file of lines "line 7"."""
    if at.sheet:
        return filled(_("sheet {sheet}, row {row}"), {"sheet": at.sheet, "row": at.row})
    if at.table and at.row:
        return filled(_("table {table}, row {row}"), {"table": at.table, "row": at.row})
    if at.table:
        return filled(_("table {table}"), {"table": at.table})
    return filled(_("line {row}"), {"row": at.row})


def trouble_said(finding: Finding) -> str:
    """What is wrong with a row."""
    return filled(_(SENTENCES[finding.what][0]), {"words": finding.words or "·"})


def trouble_remedy(finding: Finding) -> str:
    """What to do about it."""
    return _(SENTENCES[finding.what][1])


def is_refused(finding: Finding) -> bool:
    """Whether the row is not taken because of it."""
    return finding.what in REFUSALS


def answer_said(comment: Comment) -> str:
    """The answer to a comment as the observation on it; empty where there is none."""
    if comment.disposition is None:
        return ""
    label = disposition_label(comment.disposition)
    return f"{label}: {comment.response}" if comment.response else label
