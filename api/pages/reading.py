"""A text made ready to be read: paragraphs with their brackets, redlines with context.

Theory.  A page draws values; it does not look for brackets or count changes.  A paragraph
is a tree of spans, or, where it is nothing but brackets of some length, one block for each
reading, so that a whole alternative stands under its own drawn bracket.  A comparison of a
long text shows what changed with its neighbours and counts what it leaves out; nothing is
left out without saying so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from placet.engine.model import Comment
from placet.engine.text import (
    Alternative,
    BracketTree,
    Labelled,
    Op,
    Redline,
    Row,
    Said,
    Text,
    as_read,
    compare,
    flattened,
    labelled,
    listed_row,
    spans,
    standing_alone,
    word_operations,
)

WHOLE = 40
"""Up to how many paragraphs a comparison is shown whole."""
AROUND = 1
"""How many unchanged paragraphs stand on each side of a change in a shortened comparison."""


@dataclass(frozen=True, slots=True)
class Block:
    """One reading under a drawn bracket; `before` and `after` are its hidden characters."""

    tree: BracketTree
    before: str
    after: str
    number: int = 0
    attribution: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One paragraph as a page shows it."""

    id: str
    label: str
    kind: str
    depth: int
    tree: BracketTree
    blocks: tuple[Block, ...]
    changed: bool
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a redline with its marks; brackets are plain characters there."""

    op: str
    tree: BracketTree

    @property
    def words(self) -> str:
        """The words without their marks and without the space around them."""
        return as_read(flattened(self.tree)).strip()


@dataclass(frozen=True, slots=True)
class Compared:
    """One paragraph of a comparison; `number` counts the changes, 0 where there is none."""

    row: Row
    pieces: tuple[Piece, ...]
    number: int

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere now."""
        return self.row.change in ("moved", "moved_changed")

    @property
    def said(self) -> tuple[Said, ...]:
        """The changes as values that can be said."""
        return listed_row(self.row)


@dataclass(frozen=True, slots=True)
class Gap:
    """So many unchanged paragraphs that are not shown."""

    left_out: int


def paragraphs(
    text: Text, touched: Iterable[str] = (), comments: Sequence[Comment] = ()
) -> tuple[Shown, ...]:
    """Every paragraph in reading order, with whether it changed and what was said of it."""
    changed, beside = frozenset(touched), by_paragraph(comments)
    return tuple(_shown(row, row.id in changed, beside.get(row.id, ())) for row in labelled(text))


def by_paragraph(comments: Sequence[Comment]) -> Mapping[str | None, tuple[Comment, ...]]:
    """The comments beside each paragraph, in the order of their numbers."""
    found: dict[str | None, list[Comment]] = {}
    for comment in sorted(comments, key=lambda c: c.number):
        found.setdefault(comment.paragraph, []).append(comment)
    return {paragraph: tuple(said) for paragraph, said in found.items()}


def pieces(operations: Iterable[Op]) -> tuple[Piece, ...]:
    """Operations with their marks, ready to be drawn."""
    return tuple(Piece(op.op, spans(op.text, 0)) for op in operations)


def gist(words: str, most: int = 56) -> str:
    """The beginning of the words without their marks, cut between two words."""
    read = as_read(words)
    if len(read) <= most:
        return read
    return f"{read[:most].rsplit(' ', 1)[0].rstrip(' ,;:.')} \u2026"


def replaced(pieces: Iterable[Piece]) -> bool:
    """Whether so little of the old words is left that a redline would only confuse."""
    kept = went = 0
    for piece in pieces:
        kept += len(piece.words) if piece.op == "equal" else 0
        went += len(piece.words) if piece.op == "delete" else 0
    return kept < went


def redline(old: str, new: str) -> tuple[Piece, ...]:
    """How one wording becomes another."""
    return pieces(word_operations(old, new))


def compared(found: Redline, whole: bool = False) -> tuple[Compared | Gap, ...]:
    """The rows of a comparison; a long one without what stands far from every change."""
    rows: list[Compared] = []
    number = 0
    for row in found.rows:
        number += row.change != "same"
        rows.append(Compared(row, pieces(row.operations), number if row.change != "same" else 0))
    if whole or len(rows) <= WHOLE:
        return tuple(rows)
    near = {
        place
        for at, row in enumerate(rows)
        if row.number
        for place in range(at - AROUND, at + AROUND + 1)
    }
    shown: list[Compared | Gap] = []
    for kept, run in groupby(enumerate(rows), key=lambda pair: pair[0] in near):
        part = [row for _, row in run]
        shown += part if kept or len(part) == 1 else [Gap(len(part))]
    return tuple(shown)


def touched_since(old: Text, new: Text) -> tuple[str, ...]:
    """The paragraphs of the new text that are not as they were."""
    return tuple(row.id for row in compare(old, new).rows if row.change not in ("same", "removed"))


def label_of(text: Text) -> Mapping[str, str]:
    """The number that people see, by paragraph id."""
    return {row.id: row.label or "" for row in labelled(text)}


def _shown(row: Labelled, changed: bool, comments: tuple[Comment, ...]) -> Shown:
    tree = spans(row.paragraph.words)
    return Shown(
        id=row.id,
        label=row.label or "",
        kind=row.kind.value,
        depth=row.depth,
        tree=tree,
        blocks=_blocks(tree),
        changed=changed,
        comments=comments,
    )


def _blocks(tree: BracketTree) -> tuple[Block, ...]:
    """The readings of a paragraph that is nothing but closed brackets, if any is long."""
    brackets = standing_alone(tree)
    several = len(brackets) > 1
    blocks: list[Block] = []
    for bracket in brackets:
        readings = [r for r in bracket.children if isinstance(r, Alternative)]
        if readings and len(readings) == len(bracket.children):
            blocks += _readings(readings, len(blocks) if several else 0, several)
        else:
            number = len(blocks) + 1 if several else 0
            blocks.append(Block(bracket.children, "[", "]", number))
    return tuple(blocks)


def _readings(readings: Sequence[Alternative], before: int, several: bool) -> list[Block]:
    """The alternatives of one bracket; only the first opens it and only the last closes it."""
    last = len(readings)
    numbered = several or last > 1
    return [
        Block(
            tree=reading.children,
            before="[" if place == 1 else "",
            after="]" if place == last else reading.separator,
            number=before + place if numbered else 0,
            attribution=reading.attribution,
        )
        for place, reading in enumerate(readings, 1)
    ]
