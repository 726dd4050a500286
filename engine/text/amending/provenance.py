"""Who wrote which words of a paragraph, and in which version.

Theory.  The descent of a paragraph (`lineage`) is followed backwards stretch by stretch: words
that the comparison with the version before finds there are older, the others are of this
version, by the amendment that it names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from placet.engine.text.amending.lineage import Version, standing
from placet.engine.text.changes import Act, Origin
from placet.engine.text.tree import walk
from placet.engine.text.words import word_operations

Stretch = tuple[str, int, int]
"""Words, the number of the version in which they first appeared, and of the amendment or 0."""


def provenance(versions: Sequence[Version], paragraph: str) -> tuple[Stretch, ...]:
    """The words of a paragraph in the newest version that has it, by where they first appeared.

    The stretches joined are its words exactly.  Versions oldest first.
    """
    versions = standing(versions, paragraph)
    words = [{p.id: p.words for _, p in walk(version.text)} for version in versions]
    newest = max((at for at, said in enumerate(words) if paragraph in said), default=-1)
    if newest < 0:
        return ()
    origin: list[tuple[int, int, int, int]] = []  # start, end, version, amendment
    length = len(words[newest][paragraph])
    waiting = [(newest, paragraph, [(0, length, 0)])]
    while waiting:
        at, id, spans = waiting.pop()
        made = versions[at].origins.get(id)
        sources = _sources(made, id) if at else ()
        sources = tuple(s for s in sources if s in words[at - 1]) if at else ()
        older, younger = _divided(words[at][id], [words[at - 1][s] for s in sources], spans)
        by = made.amendment if made else 0
        origin += [(start, end, versions[at].number, by) for start, end in younger]
        waiting += [(at - 1, s, found) for s, found in zip(sources, older, strict=True) if found]
    return _joined(words[newest][paragraph], sorted(origin))


def _sources(origin: Origin | None, id: str) -> tuple[str, ...]:
    """The paragraphs of the version before that one was made of."""
    if origin is None or origin.act is Act.REPLACE:
        return (id,)
    return () if origin.objective else origin.paragraphs


_Spans = list[tuple[int, int, int]]  # start, end, and where that start is in the newest words


def _divided(
    words: str, sources: Sequence[str], spans: _Spans
) -> tuple[list[_Spans], list[tuple[int, int]]]:
    """Spans of words as spans of the sources that have them, and as places of what is new."""
    older: list[_Spans] = [[] for _ in sources]
    bounds: list[tuple[int, int]] = []
    for source in sources:
        begin = bounds[-1][1] + 1 if bounds else 0
        bounds.append((begin, begin + len(source)))
    taken: list[tuple[int, int]] = []
    before = now = 0
    for op in word_operations(" ".join(sources), words):
        length = len(op.text)
        if op.op == "delete":
            before += length
            continue
        if op.op == "equal":
            for number, (begin, end) in enumerate(bounds):
                left, right = max(begin, before), min(end, before + length)
                if left < right:
                    shift = now - before
                    cut = _cut(spans, left + shift, right + shift)
                    older[number] += [(a - shift - begin, b - shift - begin, c) for a, b, c in cut]
                    taken.append((left + shift, right + shift))
            before += length
        now += length
    fresh: list[tuple[int, int]] = []
    at = 0
    for left, right in [*taken, (len(words), len(words))]:
        fresh += [(c, c + b - a) for a, b, c in _cut(spans, at, left)]
        at = right
    return older, fresh


def _cut(spans: _Spans, start: int, end: int) -> _Spans:
    """What of the spans, which are in order, lies between two places."""
    found: _Spans = []
    at = bisect_right(spans, start, key=lambda span: span[1])
    while at < len(spans) and spans[at][0] < end:
        a, b, c = spans[at]
        if max(a, start) < min(b, end):
            found.append((max(a, start), min(b, end), c + max(a, start) - a))
        at += 1
    return found


def _joined(words: str, origin: Sequence[tuple[int, int, int, int]]) -> tuple[Stretch, ...]:
    """The stretches of the words; white space alone goes with what stands before it."""
    found: list[Stretch] = []
    for start, end, version, amendment in origin:
        text = words[start:end]
        last = found[-1] if found else None
        if last and (last[1:] == (version, amendment) or not text.strip()):
            found[-1] = (last[0] + text, *last[1:])
        else:
            found.append((text, version, amendment))
    return tuple(found)
