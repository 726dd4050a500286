"""Options across paragraphs: ``Option 1:`` ... ``Option 2:`` ... as alternatives of each other.

Theory.  An option begins with a paragraph that begins with its mark, inside brackets and
emphasis or not.  Marks of one series (the same word, numbers or letters) that rise among the
paragraphs of one parent are one group.  An option holds what stands after its mark up to the
next mark of its group; the last one holds its own paragraph, and what follows only where
nothing but the mark stands in it.  A series of another style inside (``Option (a):`` below
``Option 2:``) is a group of its own.  Where a numbered paragraph itself begins with the first
mark and the others stand under it, it is the first option, with what stands there before them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from placet.engine.text.labels import from_letters, from_roman
from placet.engine.text.marks import as_read
from placet.engine.text.tree import Paragraph, Text, walk

_MARK = re.compile(
    r"[\s\[(*]*(?P<word>option|alternative|alt)\b[\s.]*"
    r"(?P<number>\d{1,2}(?![\w.]*\d)"
    r"|\(?(?P<letter>[a-zA-Z]|[ivx]{2,4}|[IVX]{2,4})(?:\)|(?=\s*[:.\]]|\s*$)))"
    r"\s*[\])*]*\s*[:.\u2013-]?[\s*\])]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its mark as printed (``Option 1``), and all its paragraphs by id, in order."""

    mark: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options among which one is to be chosen; ``parent`` is the id above them, None at the top."""

    parent: str | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    word: str
    style: str
    number: int
    printed: str
    alone: bool  # nothing else stands in its paragraph


@dataclass(slots=True)
class _Series:
    """A group on its way: the indices of its options among their siblings, and their marks."""

    marks: list[_Mark]
    starts: list[int]


@dataclass(slots=True)
class _Level:
    """The children of one parent, and the series met among them."""

    parent: str | None
    children: Sequence[Paragraph]
    open: list[_Series] = field(default_factory=list)
    found: list[tuple[_Series, int]] = field(default_factory=list)  # with where it ends


def option_groups(text: Text) -> tuple[OptionGroup, ...]:
    """Every group of options, in the order of the first option of each."""
    places = {paragraph.id: at for at, (_, paragraph) in enumerate(walk(text))}
    groups = _of_level(None, text.paragraphs)
    for _, paragraph in walk(text):
        children = paragraph.children
        if _leads(paragraph):
            children = (replace(paragraph, children=()), *children)
        groups += _of_level(paragraph.id, children)
    return tuple(sorted(groups, key=lambda group: places[group.options[0].paragraphs[0]]))


def _of_level(parent: str | None, children: Sequence[Paragraph]) -> list[OptionGroup]:
    level = _Level(parent, children)
    for at, child in enumerate(children):
        if not _leads(child) and (mark := _mark(child.words)) is not None:
            _meet(level, at, mark)
    level.found += [(series, len(children)) for series in level.open]
    return [_group(level, series, end) for series, end in level.found]


def _leads(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the first option of those that stand under it."""
    first = _mark(paragraph.words) if paragraph.children else None
    if first is None:
        return False
    marks = (_mark(child.words) for child in paragraph.children)
    next_ = next((m for m in marks if m and (m.word, m.style) == (first.word, first.style)), None)
    return next_ is not None and next_.number == first.number + 1


def _meet(level: _Level, at: int, mark: _Mark) -> None:
    """A mark goes on with an open series, which ends those inside it, or begins one."""
    for depth in range(len(level.open) - 1, -1, -1):
        last = level.open[depth].marks[-1]
        if (last.word, last.style) == (mark.word, mark.style):
            level.found += [(series, at) for series in level.open[depth + 1 :]]
            del level.open[depth + 1 :]
            if mark.number > last.number:
                level.open[depth].marks.append(mark)
                level.open[depth].starts.append(at)
                return
            level.found.append((level.open.pop(), at))
            break
    level.open.append(_Series([mark], [at]))


def _group(level: _Level, series: _Series, end: int) -> OptionGroup:
    options = []
    ends = [*series.starts[1:], end]
    for mark, start, stop in zip(series.marks, series.starts, ends, strict=True):
        if mark is series.marks[-1] and not mark.alone:
            stop = start + 1
        held = Text(tuple(level.children[start:stop]))
        options.append(Option(mark.printed, tuple(p.id for _, p in walk(held))))
    return OptionGroup(level.parent, tuple(options))


def _mark(words: str) -> _Mark | None:
    met = _MARK.match(words)
    if met is None:
        return None
    said = (met["letter"] or met["number"]).strip("()")
    if said.isdecimal():
        style, number = "number", int(said)
    else:
        roman = from_roman(said.lower()) if len(said) > 1 or said in "iIvVxX" else None
        number = roman or from_letters(said.lower()) or 0
        style = ("upper" if said.isupper() else "lower") + (" roman" if roman else " letter")
    printed = " ".join(as_read(met.group()).strip(" \t\n[](*:.-\u2013").split())
    if printed.count("(") != printed.count(")"):
        printed += ")"
    alone = not words[met.end() :].strip(" \t\n[](*):.")
    return _Mark(met["word"].lower(), style, number, printed, alone)
