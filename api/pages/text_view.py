"""The text of an objective laid out for one way of reading it.

Theory.  The words are one; what a reader wants to see of them differs.  A way of reading says
which (the text with its brackets, the clean text that one alternative makes, the compilation of
everything proposed), whether names stand in it, and of which paragraph the tools are open where
a text is too long to carry them everywhere.  Beside a paragraph stands how far it is agreed, what
it is linked with and how many amendments are open on it.  Whoever sponsors an amendment that
chooses one of the alternatives stands behind that alternative like those it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from placet.api.pages.reading import Block, Shown
from placet.engine.agreements import Level, ParagraphPackage, held_back_by, level_of
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.model import Objective
from placet.engine.text import (
    Act,
    Alternative,
    Bracket,
    BracketTree,
    Change,
    Span,
    flattened,
)
from placet.engine.text.notation import settled

View = Literal["text", "clean", "compilation"]

LIGHT = 120
"""Up to how many paragraphs each carries its tools; in a longer text they open one at a time."""


@dataclass(frozen=True, slots=True)
class Way:
    """How the text is read; `version` is 0 for the newest one."""

    view: View = "text"
    reading: int = 1
    attribution: bool = True
    tools: str = ""
    version: int = 0

    def address(self, **other: object) -> str:
        """The query of this way of reading with something changed; empty for the usual one."""
        way = replace(self, **other)  # type: ignore[arg-type]
        asked: dict[str, object] = {}
        if way.version:
            asked["version"] = way.version
        if way.view != "text":
            asked["view"] = way.view
        if way.view == "clean" and way.reading != 1:
            asked["reading"] = way.reading
        if not way.attribution:
            asked["attribution"] = "off"
        if way.tools:
            asked["tools"] = way.tools
        return f"?{urlencode(asked)}" if asked else "?"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a paragraph besides its words; `waits` for these linked paragraphs."""

    level: Level
    pending: tuple[str, ...]
    packages: tuple[ParagraphPackage, ...]
    waits: tuple[str, ...]
    amendments: int


def beside(o: Objective) -> Mapping[str, Beside]:
    """What stands beside each paragraph of which anything is to be said."""
    counts: dict[str, int] = {}
    for amendment in o.amendments.values():
        if amendment.state is AmendmentState.OPEN:
            for paragraph in about(amendment.change):
                counts[paragraph] = counts.get(paragraph, 0) + 1
    linked = {paragraph for package in o.packages for paragraph in package.paragraphs}
    found = {}
    for paragraph in {*counts, *linked, *o.agreements}:
        noted = o.agreements.get(paragraph)
        found[paragraph] = Beside(
            level=level_of(o.agreements, paragraph),
            pending=noted.pending if noted else (),
            packages=tuple(p for p in o.packages if paragraph in p.paragraphs),
            waits=held_back_by(o.agreements, o.packages, paragraph),
            amendments=counts.get(paragraph, 0),
        )
    return found


def about(change: Change) -> tuple[str, ...]:
    """The paragraphs at which a change stands in the text."""
    if change.act is Act.ADD:
        place = change.after or change.under
        return (place,) if place else ()
    return (change.paragraph, change.other) if change.other else (change.paragraph,)


def most_readings(paragraphs: Iterable[Shown]) -> int:
    """How many alternatives the bracket with the most of them has; at least 1."""
    most = 1
    waiting: list[Span] = [
        span for shown in paragraphs for one in (shown, *_cells(shown)) for span in one.tree
    ]
    while waiting:
        span = waiting.pop()
        if isinstance(span, Bracket):
            most = max(most, sum(isinstance(child, Alternative) for child in span.children))
            waiting.extend(span.children)
        elif isinstance(span, Alternative):
            waiting.extend(span.children)
    return most


def _cells(shown: Shown) -> Iterator[Shown]:
    """The cells of a table; none of any other paragraph."""
    for row in shown.grid:
        yield from row.cells


def supported(
    paragraphs: Iterable[Shown], changes: Iterable[tuple[Amendment, Change]]
) -> tuple[Shown, ...]:
    """The paragraphs, each alternative with those who propose to choose it.

    `changes` are open amendments with the change that each makes to these words.
    """
    chosen: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for amendment, change in changes:
        if change.act is Act.REPLACE:
            choice = (_plain(change.words), amendment.supporters)
            chosen.setdefault(change.paragraph, []).append(choice)
    return tuple(_with_support(shown, chosen) for shown in paragraphs)


def _with_support(
    shown: Shown, chosen: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]
) -> Shown:
    """The paragraph, or the table with all its cells."""
    if shown.grid:
        grid = [
            replace(row, cells=[_with_support(cell, chosen) for cell in row.cells])
            for row in shown.grid
        ]
        shown = replace(shown, grid=grid)
    return _supported(shown, chosen[shown.id]) if shown.id in chosen else shown


def _supported(shown: Shown, chosen: Sequence[tuple[str, tuple[str, ...]]]) -> Shown:
    words = flattened(shown.tree)
    tree, _ = _joined(shown.tree, 0, words, chosen)
    blocks = tuple(_block(block, shown, words, chosen) for block in shown.blocks)
    return replace(shown, tree=tree, blocks=blocks)


def _block(
    block: Block, shown: Shown, words: str, chosen: Sequence[tuple[str, tuple[str, ...]]]
) -> Block:
    """A tall reading with those who propose just its words."""
    said = _plain(flattened(block.tree))
    also = [name for wanted, names in chosen if wanted == said for name in names]
    return replace(block, attribution=tuple(dict.fromkeys((*block.attribution, *also))))


def _joined(
    tree: BracketTree, at: int, words: str, chosen: Sequence[tuple[str, tuple[str, ...]]]
) -> tuple[BracketTree, int]:
    """The spans with supporters, and the character after them; `at` is where they begin."""
    made: list[Span] = []
    for span in tree:
        if not isinstance(span, Bracket):
            made.append(span)
            at += len(flattened((span,)))
            continue
        end = at + len(flattened((span,)))
        if any(isinstance(child, Alternative) for child in span.children):
            made.append(replace(span, children=_behind(span, at, words, chosen)))
        else:
            made.append(replace(span, children=_joined(span.children, at + 1, words, chosen)[0]))
        at = end
    return tuple(made), at


def _behind(
    bracket: Bracket, place: int, words: str, chosen: Sequence[tuple[str, tuple[str, ...]]]
) -> tuple[Span, ...]:
    """The alternatives of a bracket that opens at `place`, with all who stand behind each."""
    made: list[Span] = []
    for number, child in enumerate(bracket.children, 1):
        if not isinstance(child, Alternative):
            made.append(child)
            continue
        said = _plain(settled(words, place, number))
        also = [name for wanted, names in chosen if wanted == said for name in names]
        names = tuple(dict.fromkeys((*child.attribution, *also)))
        made.append(replace(child, attribution=names))
    return tuple(made)


def _plain(words: str) -> str:
    return " ".join(words.split())
