"""A text made ready to be read: paragraphs with their brackets, tables with their cells.

Theory.  A page draws values; it does not look for brackets.  A paragraph is a tree of spans,
or, where it is nothing but brackets of some length, one block for each reading, so that a
whole alternative stands under its own drawn bracket.  A table holds its rows of cells; what
else stands under it (a footnote) follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from placet.api.pages.marked_words import Stretch, marked
from placet.engine.model import Comment
from placet.engine.text import (
    Alternative,
    BracketTree,
    Kind,
    Labelled,
    Text,
    as_read,
    labelled,
    names_of,
    spans,
    standing_alone,
)

GRID = (Kind.TABLE, Kind.ROW, Kind.CELL)
_NONE: Mapping[str, Sequence[Stretch]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Block:
    """One reading under a drawn bracket; `before` and `after` are its hidden characters."""

    tree: BracketTree
    before: str
    after: str
    number: int = 0
    attribution: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table."""

    id: str
    changed: bool
    cells: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shown:
    """One paragraph as a page shows it; `grid` are the rows of a table.

    `name` is how people call a table, a row or a cell; others are called by their label.
    """

    id: str
    label: str
    name: str
    kind: str
    depth: int
    tree: BracketTree
    blocks: tuple[Block, ...]
    changed: bool
    comments: tuple[Comment, ...]
    grid: list[ShownRow] = field(default_factory=list)

    @property
    def touched(self) -> bool:
        """Whether it changed, or something in the table that it is."""
        return self.changed or any(
            row.changed or any(cell.changed for cell in row.cells) for row in self.grid
        )


def paragraphs(
    text: Text,
    touched: Iterable[str] = (),
    comments: Sequence[Comment] = (),
    quoted: Mapping[str, Sequence[Stretch]] = _NONE,
) -> tuple[Shown, ...]:
    """Every paragraph in reading order, with whether it changed and what was said of it.

    `quoted` are the stretches that comments are about, by the paragraph.
    """
    changed, beside = frozenset(touched), by_paragraph(comments)
    names = label_of(text)
    found: list[Shown] = []
    table: Shown | None = None
    for row in labelled(text):
        is_changed, said = row.id in changed, beside.get(row.id, ())
        if row.kind is Kind.ROW and table is not None:
            table.grid.append(ShownRow(row.id, is_changed))
            continue
        shown = _shown(row, names[row.id], is_changed, said, quoted.get(row.id, ()))
        if row.kind is Kind.CELL and table is not None and table.grid:
            table.grid[-1].cells.append(shown)
            continue
        found.append(shown)
        if row.kind is Kind.TABLE:
            table = shown
        elif table is not None and row.depth <= table.depth:
            table = None
    return tuple(found)


def by_paragraph(comments: Sequence[Comment]) -> Mapping[str | None, tuple[Comment, ...]]:
    """The comments beside each paragraph, in the order of their numbers."""
    found: dict[str | None, list[Comment]] = {}
    for comment in sorted(comments, key=lambda c: c.number):
        found.setdefault(comment.paragraph, []).append(comment)
    return {paragraph: tuple(said) for paragraph, said in found.items()}


def gist(words: str, most: int = 56) -> str:
    """The beginning of the words without their marks, cut between two words."""
    read = as_read(words)
    if len(read) <= most:
        return read
    return f"{read[:most].rsplit(' ', 1)[0].rstrip(' ,;:.')} \u2026"


def label_of(text: Text) -> Mapping[str, str]:
    """The number that people see, by paragraph id; what a part of a table is called."""
    rows = labelled(text)
    grid = [row.id for row in rows if row.kind in GRID]
    names = dict(zip(grid, names_of(text, grid), strict=True)) if grid else {}
    return {row.id: names.get(row.id) or row.label or "" for row in rows}


def _shown(
    row: Labelled,
    name: str,
    changed: bool,
    comments: tuple[Comment, ...],
    quoted: Sequence[Stretch],
) -> Shown:
    tree = marked(spans(row.paragraph.words), quoted)
    return Shown(
        id=row.id,
        label=row.label or "",
        name=name,
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
