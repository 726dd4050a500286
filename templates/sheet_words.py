"""What is said about tables of comments: where a row stands, what is wrong with it, the answers."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.documents.comment_tables import REFUSALS, SENTENCES, Finding, Spot, Status
from placet.engine.model import Comment, Disposition
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import DISPOSITIONS, disposition_label


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


_ANSWERS: Mapping[str, Disposition] = {
    "agreed": Disposition.ACCEPTED,
    "accepted with modifications": Disposition.ACCEPTED_MODIFIED,
    "accepted in principle": Disposition.ACCEPTED_MODIFIED,
    "partially accepted": Disposition.ACCEPTED_MODIFIED,
    "partly accepted": Disposition.ACCEPTED_MODIFIED,
    "not agreed": Disposition.NOT_ACCEPTED,
    "rejected": Disposition.NOT_ACCEPTED,
}
"""What secretariats write beside the names that Placet gives to answers."""

_COLOURS: Mapping[Status, Disposition] = {
    Status.ACCEPTED: Disposition.ACCEPTED,
    Status.MODIFIED: Disposition.ACCEPTED_MODIFIED,
    Status.NOTED: Disposition.NOTED,
    Status.REJECTED: Disposition.NOT_ACCEPTED,
}


def answer_read(words: str, status: Status) -> tuple[Disposition, str] | None:
    """The answer that an observation gives, and the words to it; None where it gives none.

    It begins with the name of the answer, in English or in the reader's language, and a stop; or
    its colour says the answer, and all of it are the words.
    """
    offered = [d for d in Disposition if d is not Disposition.WITHDRAWN]
    names = {**_ANSWERS, **{disposition_label(d).casefold(): d for d in offered}}
    names |= {DISPOSITIONS[d].casefold(): d for d in offered}
    for name in sorted(names, key=len, reverse=True):
        rest = words[len(name) :]
        if words[: len(name)].casefold() == name and (not rest or rest[0] in ":.,;\n"):
            return names[name], rest[1:].strip()
    coloured = _COLOURS.get(status)
    return (coloured, words) if coloured else None


def answer_said(comment: Comment) -> str:
    """The answer to a comment as the observation on it; empty where there is none."""
    if comment.disposition is None:
        return ""
    label = disposition_label(comment.disposition)
    return f"{label}: {comment.response}" if comment.response else label
