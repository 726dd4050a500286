"""A text as a Word document: clean, bracketed, or with the changes that organisations propose.

Theory.  The three are one: units woven with readings, drawn by one pen.  A clean document has
no readings; a bracketed one is a clean one of a text whose brackets are characters.

What is lost.  Where several organisations remove the same words, Word can name only one author
of a deletion, so the author is all of them ("AUR + BOR"); to try one organisation's reading in
Word, show the changes of every reviewer whose name contains it, accept those shown, reject the
rest.  Accepting everything of everybody puts rival words side by side: it is nobody's text.
A change of kind or level is a removal and an insertion.  Computed labels keep the number that
they had in the base until the document is read again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placet.engine.documents.writing.about import About, Labels
from placet.engine.documents.writing.frame import assembled
from placet.engine.documents.writing.layout import columns
from placet.engine.documents.writing.package import Part
from placet.engine.documents.writing.pen import Pen
from placet.engine.documents.writing.proposing import CommentOut, Proposer, Tracked
from placet.engine.documents.writing.remarks import comment_parts, points, threads
from placet.engine.documents.writing.units import units
from placet.engine.documents.writing.weaving import weave
from placet.engine.documents.writing.xml import w
from placet.engine.text import Kind, Text, direction


def to_docx(text: Text, about: About, words: Labels, tracking: bool = False) -> bytes:
    """The text as it stands; brackets are characters of it.

    `tracking`: whoever edits the document leaves tracked changes.
    """
    return _written(text, (), (), about, words, tracking)


def drawn_document(
    text: Text, about: About, words: Labels, looks: Mapping[str, Sequence[int]]
) -> bytes:
    """The text with faces of our own for the characters of some paragraphs, by id."""
    return _written(text, (), (), about, words, False, looks)


def to_docx_tracked(
    base: Text,
    proposals: Sequence[Tracked],
    comments: Sequence[CommentOut],
    about: About,
    words: Labels,
) -> bytes:
    """The base with what each organisation would change, and remarks on it.

    Rejecting everything gives the base; accepting what bears one organisation's name and
    rejecting the rest gives that organisation's text.
    """
    return _written(base, proposals, comments, about, words, True)


def _written(
    base: Text,
    proposals: Sequence[Tracked],
    comments: Sequence[CommentOut],
    about: About,
    words: Labels,
    tracking: bool,
    looks: Mapping[str, Sequence[int]] | None = None,
) -> bytes:
    before = units(base)
    after = [units(proposal.text) for proposal in proposals]
    woven = weave(before, after, points(base, proposals, comments), looks=looks or {})
    rtl = direction(base) == "rtl"
    talk = threads(comments)
    pen = Pen(
        proposers=[Proposer(proposal.author, proposal.at) for proposal in proposals],
        rtl=rtl,
        remarks={number: thread.numbers for number, thread in enumerate(talk)},
        columns=columns([unit for row in (before, *after) for unit in row]),
    )
    body = pen.body(woven)
    last = woven[-1] if woven else None
    if last is None or last.unit.kind is Kind.ROW or last.came or last.went or last.ends:
        body.append(w("p"))
    parts: list[Part] = comment_parts(talk, [proposal.author for proposal in proposals])
    legend = _legend(proposals, words)
    return assembled(body, parts, base.language, rtl, about, words, tracking, legend)


def _legend(proposals: Sequence[Tracked], words: Labels) -> str:
    """What a change with several names means; said where there may be one."""
    if len(proposals) < 2:
        return ""
    names = [proposal.author for proposal in proposals]
    return words.joint.replace("{organisations}", " + ".join(names[:2]))
