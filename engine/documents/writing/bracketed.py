"""A compilation as a Word document: brackets as characters, deletions struck, additions underlined.

Theory.  These are the modalities of intergovernmental drafting: what somebody would take out is
struck, what somebody brings is underlined, both in brackets with the names.  Each variation of
a passage is one bracket of its words, in order, and what the base has is its first reading; a
passage where the brackets do not answer the variations one to one (words that hold brackets
with names themselves) is shown without strokes rather than with wrong ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from placet.engine.documents.writing.about import About, Labels
from placet.engine.documents.writing.docx import drawn_document
from placet.engine.documents.writing.glyphs import ADDED, HIDDEN, REMOVED, faces
from placet.engine.text import Alternative, Bracket, Span, flattened, spans, walk
from placet.engine.text.compiling import BASE, Compilation, Passage, as_text
from placet.engine.text.notation.groups import DELETE

_Reading = tuple[int, int, str]  # where its words begin and end, and the words


def to_docx_bracketed(
    compilation: Compilation, about: About, words: Labels, attributed: bool = True
) -> bytes:
    """The bracketed text, with or without the names of proposers in its brackets."""
    text = as_text(compilation, attributed)
    looks = {
        paragraph.id: look(paragraph.words, passage, compilation.names)
        for (_, paragraph), passage in zip(walk(text), compilation.passages, strict=True)
        if attributed
    }
    return drawn_document(text, about, words, looks)


def look(words: str, passage: Passage, names: Collection[str]) -> list[int]:
    """The face of each character of a passage's bracketed words."""
    found = faces(words)
    groups = list(_ours(words, frozenset(names)))
    variations = list(passage.variations())
    outer = len(groups) == len(variations) + 1
    if len(groups) != len(variations) + outer:
        return found
    if outer:
        _stroke(found, groups.pop(0), BASE in passage.holders)
    for group, variation in zip(groups, variations, strict=True):
        _stroke(found, group, bool(variation.base_text) and BASE in passage.holders)
    return found


def _stroke(found: list[int], readings: list[_Reading], has_base: bool) -> None:
    """Strike the reading of the base, underline the others; a whole paragraph is the first."""
    for number, (begin, end, words) in enumerate(readings):
        if words == DELETE:
            continue
        bit = REMOVED if has_base and number == 0 else ADDED
        found[begin:end] = [
            face if face == HIDDEN or face & (ADDED | REMOVED) else face | bit
            for face in found[begin:end]
        ]


def _ours(words: str, names: frozenset[str]) -> Iterator[list[_Reading]]:
    """The readings of each bracket that names proposers, in the order of the brackets."""
    at = 0
    waiting: list[Span | str] = list(reversed(spans(words, None)))
    while waiting:
        span = waiting.pop()
        if isinstance(span, str):
            at += len(span)
        elif isinstance(span, Bracket):
            at += 1
            if any(_names(child) & names for child in span.children):
                yield list(_readings(span, at))
            waiting += ["]"] if span.closed else []
            waiting += reversed(span.children)
        elif isinstance(span, Alternative):
            at += len(span.lead)
            waiting.append(span.separator)
            waiting += reversed(span.children)
        else:
            at += len(span.text)


def _names(span: Span) -> frozenset[str]:
    return frozenset(span.attribution) if isinstance(span, Alternative) else frozenset()


def _readings(bracket: Bracket, at: int) -> Iterator[_Reading]:
    """Where the words of each reading stand, without its names and the slash after it."""
    for child in bracket.children:
        if isinstance(child, Alternative):
            inner = flattened(child.children)
            begin = at + len(child.lead)
            yield begin, begin + len(inner), inner
        at += len(flattened((child,)))
