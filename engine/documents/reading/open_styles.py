"""The styles and lists of an OpenDocument text, as far as they say what a paragraph is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from placet.engine.documents.reading.flow import Look
from placet.engine.documents.reading.word_numbering import as_printed, written
from placet.engine.documents.reading.word_styles import whole
from placet.engine.text.numbering import Printed

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, STYLE, DRAW = (
    _SPACE % name for name in ("office", "text", "table", "style", "drawing")
)
FO = _SPACE % "xsl-fo-compatible"
DC = "{http://purl.org/dc/elements/1.1/}"
LINK = "{http://www.w3.org/1999/xlink}"
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = 10
_DEEPEST_CHAIN = 30


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered; `format` is empty for a bullet and for nothing."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    bullet: bool = False


@dataclass(slots=True)
class Counting:
    """How far a list has counted, by levels from 1."""

    counts: list[int] = field(default_factory=lambda: [0] * (_LEVELS + 1))

    def next(self, levels: Mapping[int, Level], at: int, start: int | None) -> None:
        """Count one more on a level; the deeper ones begin again."""
        at = max(1, min(at, _LEVELS))
        first = levels.get(at, Level()).start
        self.counts[at] = start if start is not None else (self.counts[at] or first - 1) + 1
        for deeper in range(at + 1, _LEVELS + 1):
            self.counts[deeper] = 0


class OpenStyles:
    """The styles by family and name, and the levels of lists by name."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._automatic: set[tuple[str, str]] = set()
        self.lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        for root in roots:
            for style in root.iter(STYLE + "style"):
                key = style.get(STYLE + "family") or "", style.get(STYLE + "name") or ""
                self._styles.setdefault(key, style)
                if style.getparent() is not None and _is_automatic(style):
                    self._automatic.add(key)
            for one in root.iter(TEXT + "list-style"):
                self.lists.setdefault(one.get(STYLE + "name") or "", _levels(one))
            for one in root.iter(TEXT + "outline-style"):
                self.outline = self.outline or _levels(one)

    def chain(self, family: str, name: str) -> Iterator[tuple[bool, etree._Element]]:
        """A style and those that it stands on, and whether each was made for one place."""
        for _ in range(_DEEPEST_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield (family, name) in self._automatic, style
            name = style.get(STYLE + "parent-style-name") or ""

    def is_title(self, name: str) -> bool:
        """Whether a paragraph's style is that of the title."""
        names = [s.get(STYLE + "name") for _, s in self.chain("paragraph", name)]
        return "Title" in (name, *names)

    def of_text(self, name: str, under: Look) -> Look:
        """How characters of a style look, over another look."""
        return _look([style for _, style in self.chain("text", name)], under)

    def of_paragraph(self, name: str) -> Look:
        """How a paragraph looks that was formed as a whole by hand; its style says nothing."""
        chain = self.chain("paragraph", name)
        return _look([style for automatic, style in chain if automatic], Look())

    @staticmethod
    def number(levels: Mapping[int, Level], at: int, counting: Counting) -> tuple[str, Printed]:
        """The number that a counted level prints."""
        level = levels.get(at, Level(bullet=True))
        if not level.format:
            return "", Printed(None, "bullet", 0)
        first = max(1, at - level.shown + 1)
        shown = [
            written(counting.counts[place] or 1, levels.get(place, Level()).format or level.format)
            for place in range(first, at)
        ]
        said = [*shown, written(counting.counts[at], level.format)]
        words = f"{level.prefix}{'.'.join(said)}{level.suffix}".strip()
        return words, as_printed(words, level.format)


def _is_automatic(style: etree._Element) -> bool:
    parent = style.getparent()
    return parent is not None and parent.tag == OFFICE + "automatic-styles"


def _look(styles: list[etree._Element], under: Look) -> Look:
    """What these styles say, the first before the others, over another look."""
    said: dict[str, str] = {}
    for style in reversed(styles):
        for properties in style.iter(STYLE + "text-properties"):
            said |= {str(name): str(value) for name, value in properties.items()}
    weight = said.get(FO + "font-weight", "")
    slant = said.get(FO + "font-style", "")
    line = said.get(STYLE + "text-line-through-style", "")
    hidden = said.get(TEXT + "display", "")
    return Look(
        weight in ("bold", "700", "800", "900") if weight else under.strong,
        slant in ("italic", "oblique") if slant else under.emphasis,
        hidden == "none" if hidden else under.hidden,
        line != "none" if line else under.struck,
    )


def _levels(style: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in style:
        at = whole(one.get(TEXT + "level") or "1", 1)
        format = one.get(STYLE + "num-format") or ""
        found[at] = Level(
            _FORMATS.get(format, "decimal") if format else "",
            one.get(STYLE + "num-prefix") or "",
            one.get(STYLE + "num-suffix") or "",
            whole(one.get(TEXT + "start-value") or "1", 1),
            whole(one.get(TEXT + "display-levels") or "1", 1),
            one.tag == TEXT + "list-level-style-bullet",
        )
    return found
