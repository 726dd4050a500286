"""The numbers that Word prints before paragraphs, counted as Word counts them.

Theory.  A list (``num``) is a use of a scheme (``abstractNum``) with nine levels; all lists of
one scheme count on together, unless a list says where it starts anew.  A number on a level
lets the deeper ones begin again.  What is printed is the pattern of the level, in which
``%1`` stands for the number of the first level.  Word counts paragraphs without words too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from placet.engine.documents.reading.word_styles import W, child, is_on, value, whole
from placet.engine.text.labels import roman
from placet.engine.text.numbering import Printed, Style, printed

_PLACE = re.compile(r"%([1-9])")
_LARGEST = 3_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scheme; `left` and `first` are twips, `restart` is the level above it."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    decimal: bool = False
    restart: int | None = None
    style: str = ""
    left: int | None = None
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed, and the level that says so."""

    words: str
    printed: Printed
    level: Level
    at: int


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._schemes: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def peek(self, list: str, level: int, style: str = "") -> Number | None:
        """What ``next`` would give, without counting."""
        counts = {name: [*held] for name, held in self._counts.items()}
        begun = set(self._begun)
        found = self.next(list, level, style)
        self._counts, self._begun = counts, begun
        return found

    def next(self, list: str, level: int, style: str = "") -> Number | None:
        """The number of the next paragraph of a list; None where there is no such list.

        A style that prints numbers says its level by the scheme.
        """
        if list not in self._lists:
            return None
        scheme, levels, starts = self._lists[list]
        by_style = [at for at, one in levels.items() if style and one.style == style]
        level = by_style[0] if by_style else max(0, min(level, 8))
        counts = self._counts.setdefault(scheme, [None] * 9)
        for at in starts.keys() - {at for one, at in self._begun if one == list}:
            if at <= level:
                self._begun.add((list, at))
                counts[at] = starts[at] - (at == level)
        present = counts[level]
        counts[level] = levels.get(level, Level()).start if present is None else present + 1
        for deeper in range(level + 1, 9):
            restart = levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                counts[deeper] = None
        for above in range(level):
            if counts[above] is None:
                counts[above] = levels.get(above, Level()).start
        return _number(levels, level, counts)

    def _read(self, root: etree._Element) -> None:
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for scheme in root.iter(W + "abstractNum"):
            id = value(scheme, "abstractNumId")
            self._schemes[id] = _levels(scheme)
            if name := value(child(scheme, "styleLink")):
                styled[name] = id
            if name := value(child(scheme, "numStyleLink")):
                links[id] = name
        for list in root.iter(W + "num"):
            id = value(child(list, "abstractNumId"))
            id = styled.get(links.get(id, ""), id)
            levels, starts = dict(self._schemes.get(id, {})), {}
            for override in list.iter(W + "lvlOverride"):
                at = whole(value(override, "ilvl"))
                levels |= _levels(override)
                if (start := child(override, "startOverride")) is not None:
                    starts[at] = whole(value(start), 1)
            if levels:
                self._lists[value(list, "numId")] = (id, levels, starts)


def _levels(holder: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in holder.findall(W + "lvl"):
        indents = child(level, "pPr", "ind")
        left = value(indents, "left") or value(indents, "start")
        restart = value(child(level, "lvlRestart"))
        found[whole(value(level, "ilvl"))] = Level(
            start=whole(value(child(level, "start")), 0),
            format=value(child(level, "numFmt")) or "decimal",
            pattern=value(child(level, "lvlText")),
            decimal=is_on(child(level, "isLgl")) or False,
            restart=whole(restart) if restart else None,
            style=value(child(level, "pStyle")),
            left=whole(left) if left else None,
            first=whole(value(indents, "firstLine")) - whole(value(indents, "hanging")),
        )
    return found


def _number(levels: Mapping[int, Level], at: int, counts: list[int | None]) -> Number | None:
    level = levels.get(at, Level())

    def said(met: re.Match[str]) -> str:
        place = int(met[1]) - 1
        format = levels.get(place, Level()).format
        return written(counts[place] or 0, "decimal" if level.decimal else format)

    if level.format == "none":
        words = level.pattern if not _PLACE.search(level.pattern) else ""
        return Number(words, Printed(words or None, "number", 0), level, at) if words else None
    if level.format == "bullet":
        return Number("", Printed(None, "bullet", 0), level, at)
    words = _PLACE.sub(said, level.pattern).strip()
    return Number(words, as_printed(words, level.format), level, at) if words else None


def as_printed(words: str, format: str) -> Printed:
    """A number that a word processor prints, read as if it had been typed."""
    met = printed(words + " x")
    if met and met.words_at == len(words) and met.style != "bullet":
        return met
    style: Style = "number"
    if "Letter" in format:
        style = "letter"
    elif "Roman" in format:
        style = "roman"
    elif re.search(r"\w\.\w", words):
        style = "dotted"
    return Printed(words.rstrip(".:") or words, style, 0)


def written(number: int, format: str) -> str:
    """A number in a format of Word: 27 is ``aa`` and 28 is ``bb`` in letters."""
    write = _FORMATS.get(format)
    return write(number) if write and 0 < number <= _LARGEST else str(number)


def _letters(number: int) -> str:
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _thousands(number),
    "upperRoman": lambda number: _thousands(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}


def _thousands(number: int) -> str:
    hundreds = (
        "", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm",
    )  # fmt: skip
    return "m" * (number // 1000) + hundreds[number % 1000 // 100] + roman(number % 100)
