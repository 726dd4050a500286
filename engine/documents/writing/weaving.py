"""Several readings of one base woven into one: who brings, and who removes, which words.

Theory.  Every stretch of the woven text says by whom it came (nobody: it is the base) and by
whom it went.  Two laws hold, and are what the tests test: without what came and with what
went, it is the base; and with everything that bears one organisation's name carried out and
everything else undone, it is that organisation's text.  Where several propose the same, the
stretch bears all their names, so that neither law needs a choice between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from placet.engine.documents.writing.glyphs import HIDDEN, faces, own, pieced
from placet.engine.documents.writing.proposers import FIRST, Reading, Split, read
from placet.engine.documents.writing.units import Unit
from placet.engine.documents.writing.woven import (
    Break,
    LabelPart,
    Looks,
    Point,
    Points,
    Printed,
    Stretch,
    Woven,
)
from placet.engine.text import word_operations


@dataclass(slots=True)
class _Words:
    """The words of one base unit while readings are laid over them."""

    went: list[int]
    brought: dict[int, list[tuple[Printed, int]]] = field(default_factory=dict)
    breaks: dict[int, list[Break]] = field(default_factory=dict)

    def bring(self, at: int, printed: Printed, who: int) -> None:
        """Words that somebody brings before character `at`; the same words are one."""
        if not printed:
            return
        here = self.brought.setdefault(at, [])
        for place, (other, others) in enumerate(here):
            if other == printed and not others & who:
                here[place] = (other, others | who)
                return
        here.append((printed, who))


def weave(
    base: Sequence[Unit],
    proposed: Sequence[Sequence[Unit]],
    points: Points,
    breaks: bool = True,
    looks: Looks | None = None,
) -> tuple[Woven, ...]:
    """The base with all readings laid over it.

    Without `breaks` a paragraph that was split or joined is one with other words, and another
    that came or went.
    """
    readings = [read(base, units, breaks) for units in proposed]
    if len(readings) == 1:  # of several, what is the same must arrive at the same place
        readings = [readings[0].after_what_went(len(base))]
    waiting = {id: list(found) for id, found in points.items()}
    found = [*_arrivals(readings, FIRST, waiting)]
    for at, unit in enumerate(base):
        found.append(_woven(unit, at, readings, waiting, looks or {}))
        found += _arrivals(readings, at, waiting)
    return tuple(found)


def _arrivals(readings: Sequence[Reading], at: int, points: Points) -> list[Woven]:
    """The units that arrive after a place of the base; the same unit of several is one."""
    merged: list[tuple[Unit, int]] = []
    for number, reading in enumerate(readings):
        place = 0
        for unit in reading.arrived.get(at, ()):
            same = [n for n in range(place, len(merged)) if _same(merged[n][0], unit)]
            if same:
                place = same[0]
                merged[place] = (merged[place][0], merged[place][1] | 1 << number)
            else:
                merged.insert(place, (unit, 1 << number))
            place += 1
    return [_arrived(unit, who, points) for unit, who in merged]


def _same(one: Unit, other: Unit) -> bool:
    """Whether two arriving units are drawn alike; ids of new paragraphs mean nothing here."""
    return (
        (one.kind, one.depth, one.level, one.heading, one.words, one.pinned, len(one.cells))
        == (other.kind, other.depth, other.level, other.heading, other.words, other.pinned,
            len(other.cells))
        and (one.label == other.label or not one.pinned)
        and all(
            len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
            for a, b in zip(one.cells, other.cells, strict=True)
        )
    )  # fmt: skip


def _arrived(unit: Unit, who: int, points: Points) -> Woven:
    """A unit all of which came."""
    words = _Words([0] * len(unit.words))
    parts = tuple(
        replace(part, came=who) if isinstance(part, Stretch) else part
        for part in _parts(unit.words, words, points.pop(unit.id, []))
    )
    cells = tuple(tuple(_arrived(inner, who, points) for inner in cell) for cell in unit.cells)
    label = (LabelPart(unit.label, unit.pinned, came=who),) if unit.label else ()
    return Woven(unit, parts, label, cells, came=who)


def _woven(unit: Unit, at: int, readings: Sequence[Reading], points: Points, looks: Looks) -> Woven:
    """One unit of the base with what every reading makes of it."""
    versions = [reading.stays.get(at) for reading in readings]
    splits = [reading.splits.get(at) for reading in readings]
    joined = {n: r.joined[at] for n, r in enumerate(readings) if at in r.joined}
    return _laid(unit, versions, splits, joined, points, looks)


def _laid(
    unit: Unit,
    versions: Sequence[Unit | None],
    splits: Sequence[Split | None],
    joined: dict[int, str],
    points: Points,
    looks: Looks,
) -> Woven:
    """A unit under the versions that the readings have of it (`None`: it is gone there)."""
    gone = sum(1 << n for n, version in enumerate(versions) if version is None)
    words = _Words([gone] * len(unit.words))
    given = list(looks.get(unit.id) or faces(unit.words))
    for number, version in enumerate(versions):
        if version is not None and version.words != unit.words:
            _lay(unit.words, given, version.words, words, 1 << number)
    for number, split in enumerate(splits):
        if split is not None:
            for place in range(split.at, split.resumes):
                words.went[place] |= 1 << number
            words.breaks.setdefault(split.resumes, []).append(Break(1 << number, split.unit))
    for number, between in joined.items():
        words.bring(len(unit.words), ((between, 0),) if between else (), 1 << number)
    cells = tuple(
        tuple(
            _laid(inner, [v and v.cells[c][i] for v in versions], [], {}, points, looks)
            for i, inner in enumerate(cell)
        )
        for c, cell in enumerate(unit.cells)
    )
    return Woven(
        unit,
        _parts(unit.words, words, points.pop(unit.id, []), given),
        _labels(unit, versions, gone),
        cells,
        went=gone,
        ends=sum(1 << number for number in joined),
    )


def _lay(old: str, old_faces: list[int], new: str, words: _Words, who: int) -> None:
    """Lay one wording over the base: what goes, and what is brought where.

    What stays but changes its face goes and is brought again.
    """
    new_faces = faces(new)
    at = place = 0
    for op in word_operations(old, new):
        size = len(op.text)
        if op.op == "delete":
            words.went[at : at + size] = [w | who for w in words.went[at : at + size]]
            at += size
        elif op.op == "insert":
            words.bring(at, pieced(op.text, new_faces[place : place + size]), who)
            place += size
        else:
            for begin, end, same in _stretches(old_faces, at, new_faces, place, size):
                if same:
                    continue
                for char in range(at + begin, at + end):
                    words.went[char] |= who
                again = new[place + begin : place + end]
                face = new_faces[place + begin : place + end]
                words.bring(at + end, pieced(again, face), who)
            at, place = at + size, place + size


def _stretches(
    old: list[int], at: int, new: list[int], place: int, size: int
) -> list[tuple[int, int, bool]]:
    """Where faces agree along equal words, as (begin, end, agree)."""
    found: list[tuple[int, int, bool]] = []
    begin = 0
    for n in range(1, size + 1):
        same = own(old[at + begin]) == own(new[place + begin])
        if n == size or (own(old[at + n]) == own(new[place + n])) != same:
            found.append((begin, n, same))
            begin = n
    return found


def _labels(unit: Unit, versions: Sequence[Unit | None], gone: int) -> tuple[LabelPart, ...]:
    """The label with what the readings make of it; computed labels follow by themselves."""
    went = gone
    brought: dict[tuple[str, bool], int] = {}
    for number, version in enumerate(versions):
        if version is None or not (version.pinned or unit.pinned):
            continue
        if (version.label, version.pinned) != (unit.label, unit.pinned):
            went |= 1 << number
            if version.label:
                key = (version.label, version.pinned)
                brought[key] = brought.get(key, 0) | 1 << number
    parts = [LabelPart(unit.label, unit.pinned, went=went)] if unit.label else []
    parts += [LabelPart(label, pinned, came=who) for (label, pinned), who in brought.items()]
    return tuple(parts)


def _parts(
    words: str, laid: _Words, points: list[tuple[int, Point]], given: list[int] | None = None
) -> tuple[Stretch | Break | Point, ...]:
    """The words in order, cut wherever something changes."""
    look = faces(words) if given is None else given
    marks: dict[int, list[Point]] = {}
    for at, point in points:
        marks.setdefault(max(0, min(at, len(words))), []).append(point)
    found: list[Stretch | Break | Point] = []
    begin = 0
    for at in range(len(words) + 1):
        cut = at == len(words) or at in laid.brought or at in laid.breaks or at in marks
        differs = at < len(words) and begin < at and (
            look[at] != look[begin] or laid.went[at] != laid.went[begin]
        )  # fmt: skip
        if cut or differs:
            if begin < at and look[begin] != HIDDEN:
                found.append(Stretch(words[begin:at], look[begin], 0, laid.went[begin]))
            begin = at
        for printed, who in laid.brought.get(at, ()):
            found += [Stretch(text, face, who) for text, face in printed]
        found += laid.breaks.get(at, ())
        found += sorted(marks.get(at, ()), key=lambda p: _order(p, marks[at]))
    return tuple(found)


def _order(point: Point, here: list[Point]) -> int:
    """Remarks that end here, then those that begin, then those that do both."""
    if point.begins:
        return 1
    return 2 if Point(point.remark, True) in here else 0
