"""A document that Placet wrote: what it left there says which paragraph is which.

Theory.  A paragraph with a mark is what the mark says, at the depth that it says, as long as
its style still says the same kind; where somebody chose another style, the style does.  A
paragraph without one is new: it is recognised as in any other document.  See
``engine.documents.marks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from placet.engine.documents.marks import Mark
from placet.engine.documents.reading.passages import Passage
from placet.engine.text.outline import Sketch
from placet.engine.text.tree import Kind

_MINTED = re.compile(r"p([1-9][0-9]{0,8})")


def as_marked(sketches: Iterable[Sketch], passages: Sequence[Passage]) -> list[Sketch]:
    """The paragraphs of a reading with the kinds, depths and labels that marks say."""
    if not any(passage.mark for passage in passages):
        return list(sketches)
    by_number = {passage.number: passage for passage in passages}
    found: list[Sketch] = []
    shift = 0
    for sketch in _with_empty(list(sketches), passages):
        passage = by_number[sketch.line]
        mark, deepest = passage.mark, (found[-1].depth + 1 if found else 0)
        if mark is None:
            depth = sketch.depth + shift
        else:
            depth = mark.depth
            shift = mark.depth - sketch.depth
            agreed = passage.style in (None, mark.kind) or sketch.kind in _GRID
            kind = mark.kind if agreed else passage.style or sketch.kind
            sketch = replace(sketch, kind=kind, label=passage.pinned)
        found.append(replace(sketch, depth=max(0, min(depth, deepest))))
    return found


def _with_empty(sketches: Sequence[Sketch], passages: Sequence[Passage]) -> Iterable[Sketch]:
    """The sketches, and between them those of marked paragraphs that have no words."""
    known = {sketch.line for sketch in sketches}
    after: dict[int, list[Sketch]] = {}
    last = 0
    for passage in passages:
        if passage.number in known:
            last = passage.number
        elif passage.mark:
            sketch = Sketch(passage.number, passage.mark.depth, passage.mark.kind, "")
            after.setdefault(last, []).append(sketch)
    yield from after.get(0, ())
    for sketch in sketches:
        yield sketch
        yield from after.get(sketch.line, ())


def highest(marks: Iterable[Mark]) -> int:
    """The highest number of an id among the marks."""
    met = (_MINTED.fullmatch(mark.id) for mark in marks)
    return max((int(one[1]) for one in met if one), default=0)


def own_id(passage: Passage, taken: Iterable[str]) -> str | None:
    """The id that Placet left in a paragraph, if no other one has it already."""
    return passage.mark.id if passage.mark and passage.mark.id not in taken else None


_GRID = (Kind.TABLE, Kind.ROW, Kind.CELL)
