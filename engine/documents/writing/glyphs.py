"""How each character of a paragraph's words is printed.

Theory.  The words carry their marks as characters (`*`, `**`, `\\*`); a document shows them as
italics and bold and prints no asterisk.  So each character has a *face*: hidden, or a set of
bits.  Whatever is drawn later (a word deleted, another inserted, a remark between) cuts the
words where it must, and each piece still knows its face.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

from placet.engine.text import Alternative, Bracket, Span, spans
from placet.engine.text.marks import pieces

HIDDEN = -1
EMPHASIS = 1
STRONG = 2
LITERAL = 4
BRACKET = 8
ATTRIBUTION = 16
ADDED = 32
REMOVED = 64

_PAIRED = "()[]{}"
_RTL = ("R", "AL")


def faces(words: str) -> list[int]:
    """The face of each character: HIDDEN for a mark, otherwise bits."""
    found: list[int] = []
    escaped = False
    for piece in pieces(words):
        if piece.mark:
            found += [HIDDEN] * len(piece.text)
            escaped = piece.text == "\\"
            continue
        face = EMPHASIS * piece.emphasis | STRONG * piece.strong
        found += [face | BRACKET * (char in "[]") for char in piece.text]
        if escaped:
            found[-len(piece.text)] |= LITERAL
            escaped = False
    if "[" in words:
        for start, end in _attributions(words):
            found[start:end] = [f | ATTRIBUTION if f >= 0 else f for f in found[start:end]]
    return found


def marks_of(words: str) -> list[int]:
    """The face of each character as far as it is the words' own: HIDDEN, or the marks' bits."""
    return [own(face) for face in faces(words)]


def own(face: int) -> int:
    """A face without what brackets add to it, which follows from the words around."""
    return face if face == HIDDEN else face & (EMPHASIS | STRONG | LITERAL)


def pieced(words: str, given: Sequence[int] | None = None) -> tuple[tuple[str, int], ...]:
    """What is printed of the words, cut where the face changes."""
    marked = faces(words) if given is None else given
    found: list[tuple[str, int]] = []
    begin = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or marked[at] != marked[begin]:
            if marked[begin] != HIDDEN:
                found.append((words[begin:at], marked[begin]))
            begin = at
    return tuple(found)


def _attributions(words: str) -> Iterator[tuple[int, int]]:
    """Where in the words stands whose an alternative is ("A, B: ")."""
    at = 0
    waiting: list[Span | str] = list(reversed(spans(words, None)))
    while waiting:
        span = waiting.pop()
        if isinstance(span, str):
            at += len(span)
        elif isinstance(span, Bracket):
            at += 1
            waiting += ["]"] if span.closed else []
            waiting += reversed(span.children)
        elif isinstance(span, Alternative):
            if span.lead:
                yield at, at + len(span.lead)
            at += len(span.lead)
            waiting.append(span.separator)
            waiting += reversed(span.children)
        else:
            at += len(span.text)


def runs_right(words: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    for char in words:
        way = bidirectional(char)
        if way == "L" or way in _RTL:
            return way in _RTL
    return False


def has_right(words: str) -> bool:
    """Whether any letter is written from right to left."""
    return not words.isascii() and any(bidirectional(char) in _RTL for char in words)


def directed(words: str, rtl: bool) -> list[tuple[str, bool]]:
    """The words cut into stretches of one direction (true: from right to left).

    Characters without one of their own (spaces, digits) go with their neighbours where both
    agree, otherwise with the paragraph; brackets go with the paragraph, so that a pair is one.
    """
    if not rtl and not has_right(words):
        return [(words, False)] if words else []
    ways = [rtl if char in _PAIRED else _way(char) for char in words]
    found: list[tuple[str, bool]] = []
    begin, current = 0, rtl
    at = 0
    while at < len(words):
        if ways[at] is None:
            end = at
            while end < len(words) and ways[end] is None:
                end += 1
            before = ways[at - 1] if at else rtl
            after = ways[end] if end < len(words) else rtl
            way = before if before == after and before is not None else rtl
        else:
            end, way = at + 1, bool(ways[at])
        if way != current:
            if begin < at:
                found.append((words[begin:at], current))
            begin, current = at, way
        ways[at:end] = [way] * (end - at)
        at = end
    return [*found, (words[begin:], current)]


def _way(char: str) -> bool | None:
    way = bidirectional(char)
    if way == "L":
        return False
    return True if way in (*_RTL, "AN") else None
