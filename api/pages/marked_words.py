"""Words of a paragraph with stretches of them marked: what a remark quotes, whose words they are.

Theory.  A stretch is two places among the characters of a paragraph; what a page draws is a tree
of brackets with its own marks, and a stretch may begin in one bracket and end in another.  So
no stretch is an element of the tree: each leaf is cut where stretches begin and end, and knows
which of them it is in and which end with it.  The characters stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from placet.engine.text import Alternative, Bracket, BracketTree, Mark, Plain, Span

_NOTHING = Plain("")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters from `start` to before `end`; `number` says of what."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Marked(Plain):
    """A leaf within stretches, by their numbers; `ends` are those that end with it."""

    leaf: Span = _NOTHING
    numbers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def marked(tree: BracketTree, stretches: Iterable[Stretch]) -> BracketTree:
    """The same tree, its leaves cut at the stretches; those of no printed character are left out.

    The places are those of the words of which the tree was made.
    """
    leaves = [(at, text) for at, text in _leaves(tree, 0) if text.strip()]
    printed = [found for s in stretches if (found := _printed(s, leaves))]
    return _marked(tree, 0, printed)[0] if printed else tree


def _leaves(tree: BracketTree, at: int) -> Iterator[tuple[int, str]]:
    """The leaves with the place of their first character."""
    for span in tree:
        if isinstance(span, Bracket | Alternative):
            yield from _leaves(span.children, at + _before(span))
        elif not isinstance(span, Mark):
            yield at, span.text
        at += _length(span)


def _printed(stretch: Stretch, leaves: Iterable[tuple[int, str]]) -> Stretch | None:
    """The stretch up to its last printed character that is no bracket; None where it has none."""
    end = 0
    for at, text in leaves:
        inside = text[max(stretch.start - at, 0) : max(stretch.end - at, 0)]
        if inside.strip():
            end = max(stretch.start, at) + len(inside.rstrip())
    return replace(stretch, end=end) if end else None


def _marked(tree: BracketTree, at: int, stretches: list[Stretch]) -> tuple[BracketTree, int]:
    """The spans marked, and the place after them; `at` is where they begin."""
    made: list[Span] = []
    for span in tree:
        if isinstance(span, Bracket | Alternative):
            inside, _ = _marked(span.children, at + _before(span), stretches)
            made.append(replace(span, children=inside))
        elif isinstance(span, Mark):
            made.append(span)
        else:
            made += _cut(span, at, stretches)
        at += _length(span)
    return tuple(made), at


def _cut(leaf: Span, at: int, stretches: list[Stretch]) -> Iterator[Span]:
    text = _text(leaf)
    here = [s for s in stretches if s.start < at + len(text) and s.end > at]
    places = {0, len(text)}
    for s in here:
        places |= {max(s.start - at, 0), min(s.end - at, len(text))}
    cuts = sorted(places)
    for start, end in pairwise(cuts):
        part = _said(leaf, text[start:end])
        numbers = tuple(s.number for s in here if s.start <= at + start and at + end <= s.end)
        ends = tuple(s.number for s in here if s.end == at + end)
        yield Marked(text[start:end], part, numbers, ends) if numbers else part


def _said(leaf: Span, text: str) -> Span:
    return replace(leaf, text=text) if not isinstance(leaf, Bracket | Alternative) else leaf


def _text(span: Span) -> str:
    return "" if isinstance(span, Bracket | Alternative) else span.text


def _before(span: Bracket | Alternative) -> int:
    """How many characters stand in it before its children."""
    return 1 if isinstance(span, Bracket) else len(span.lead)


def _length(span: Span) -> int:
    """How many characters of the words it is."""
    if isinstance(span, Bracket | Alternative):
        inside = sum(map(_length, span.children))
        after = int(span.closed) if isinstance(span, Bracket) else len(span.separator)
        return _before(span) + inside + after
    return len(span.text)
