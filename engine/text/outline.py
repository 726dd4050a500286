"""Blocks to the tree: which paragraph stands under which, and what kind it is.

Theory.  Headings nest by level; one that says so is an annex (``annexes``).  Items nest by
indentation, and at the same indentation by the style of their number, since many files do not
indent: letters stand under numbers, roman numerals under letters, "1.1" under "1".  An
unnumbered paragraph that is indented stands
under the item that it continues.

Kinds.  A numbered item is operative; inside another item it is a sub-paragraph.  Before the
first operative paragraph after a heading, a paragraph that begins with a participle
(*Recalling*) is preambular.  What carries no number is a note, unless the file numbers
nothing at all: then its paragraphs are the operative ones and are numbered here.  A footnote
becomes a note under the paragraph that first refers to it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from placet.engine.text.annexes import annexed
from placet.engine.text.lines import Block
from placet.engine.text.numbering import Printed, core
from placet.engine.text.tree import Kind

DEEPEST = 20
_RANK = {"preambular": 0, "operative": 0, "number": 0, "dotted": 1, "letter": 2, "roman": 3,
         "bullet": 4}  # fmt: skip
_ARTICLE = re.compile(r"[\W_]*(?:article|artículo|articolo|artikel|статья)\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:\*\*[^*]*\*\*\s*)?[\[*\s]*")
_PARTICIPLE = re.compile(
    r"(?:[^\W\d_]+(?:ing|ant|ando|endo)|guided|convinced|concerned|deeply|mindful|gravely|alarmed"
    r"|aware|conscious|determined|inspired|encouraged|seriously|further|also)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A paragraph on its way into the tree, with its line and the footnotes marked in it."""

    line: int
    depth: int
    kind: Kind
    words: str
    label: str | None = None
    notes: tuple[str, ...] = ()
    too_deep: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    indent: int
    number: Printed

    @property
    def rank(self) -> int:
        return _RANK[self.number.style]


@dataclass(slots=True)
class Outline:
    """The place that reading has reached: open headings, open items, and what was met."""

    headings: list[int] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    sketches: list[Sketch] = field(default_factory=list)
    numbered: bool = False
    past_preamble: bool = False

    def heading(self, block: Block, words: str, notes: tuple[str, ...]) -> None:
        """A heading closes those of its level and deeper."""
        while self.headings and self.headings[-1] >= block.level:
            self.headings.pop()
        self.items.clear()
        annex = annexed(words) if annexed(block.source or words) else None
        kind, (label, words) = (Kind.ANNEX, annex) if annex else (Kind.HEADING, (None, words))
        if self._add(block.line, kind, words, label, notes):
            self.headings.append(block.level)
        self.past_preamble = _ARTICLE.match(words) is not None

    def paragraph(self, block: Block, words: str, notes: tuple[str, ...]) -> None:
        """A paragraph without a number."""
        while self.items and self.items[-1].indent > block.indent - 2:
            self.items.pop()
        preambular = not self.items and not self.past_preamble and is_preambular(words)
        kind = Kind.PREAMBULAR if preambular else Kind.NOTE
        self._add(block.line, kind, words, None, notes)

    def item(self, block: Block, number: Printed, words: str, notes: tuple[str, ...]) -> None:
        """A paragraph with a printed number or a bullet."""
        item = _Item(block.indent, self._styled(number, block.indent))
        while self.items and not _holds(self.items[-1], item):
            self.items.pop()
        inside = any(open.number.style != "bullet" for open in self.items)
        style = item.number.style
        if style == "bullet":
            kind = Kind.NOTE
        elif style == "preambular":
            kind = Kind.PREAMBULAR
        elif style == "operative" or (not inside and style in ("number", "dotted")):
            kind, self.past_preamble = Kind.OPERATIVE, True
        else:
            kind, self.past_preamble = Kind.SUBPARAGRAPH, True
        self.numbered |= number.label is not None
        if self._add(block.line, kind, words, number.label, notes):
            self.items.append(item)

    def grid(
        self,
        block: Block,
        kind: Kind,
        words: str,
        notes: tuple[str, ...],
        label: str | None = None,
    ) -> None:
        """A table, a row of it or a cell of that; any of them may be empty."""
        if kind is Kind.TABLE:
            while self.items and self.items[-1].indent > block.indent - 2:
                self.items.pop()
        depth, deepest = len(self.headings) + len(self.items), DEEPEST - 2
        down = {Kind.TABLE: 0, Kind.ROW: 1, Kind.CELL: 2}[kind]
        deep = kind is Kind.TABLE and depth > deepest
        depth = min(depth, deepest) + down
        self.sketches.append(Sketch(block.line, depth, kind, words, label, notes, deep))

    def _styled(self, number: Printed, indent: int) -> Printed:
        """The style made sure: (i) after (h), and (v) after (iv)."""
        if number.style not in ("letter", "roman") or number.label is None:
            return number
        bare = core(number.label)
        for open in reversed(self.items):
            if abs(open.indent - indent) > 1 or open.number.label is None:
                continue
            before = core(open.number.label)
            if open.number.style == "letter" and len(bare) == 1 and len(before) == 1:
                if ord(bare) == ord(before) + 1:
                    return replace(number, style="letter")
            elif open.number.style == "roman" and set(bare) <= set("ivxl"):
                return replace(number, style="roman")
        return number

    def _add(
        self, line: int, kind: Kind, words: str, label: str | None, notes: tuple[str, ...]
    ) -> bool:
        """Add a paragraph at the present place, unless it is empty."""
        depth = len(self.headings) + len(self.items)
        if not words and not label:
            return False
        self.sketches.append(
            Sketch(line, min(depth, DEEPEST), kind, words, label, notes, depth > DEEPEST)
        )
        return True


def is_preambular(words: str) -> bool:
    """Whether a paragraph begins as a preambular one: with a participle, or set off as one."""
    met = _OPENING.match(words)
    opening, rest = (met.group(), words[met.end() :]) if met else ("", words)
    if re.fullmatch(r"[\[\s]*\*(?!\*)[^*]*\*[\]\s]*", words):
        return False
    ends = words.rstrip(" ]*").endswith((",", ";", "and", "،", "，"))  # noqa: RUF001
    if re.search(r"(?<!\*)\*(?!\*)", opening):
        return ends or _PARTICIPLE.match(rest) is not None
    return ends and _PARTICIPLE.match(rest) is not None


def unnumbered_as_operative(sketches: Iterable[Sketch]) -> list[Sketch]:
    """The sketches of a file that numbers nothing: its paragraphs are operative."""
    found: list[Sketch] = []
    begun = False
    for sketch in sketches:
        if sketch.kind in (Kind.HEADING, Kind.ANNEX):
            begun = False
        if sketch.kind is Kind.NOTE and (begun or not sketch.words.endswith((",", ":"))):
            begun = True
            sketch = replace(sketch, kind=Kind.OPERATIVE)
        found.append(sketch)
    return found


def _holds(open: _Item, item: _Item) -> bool:
    """Whether an open item is one under which the next one stands."""
    if open.indent <= item.indent - 2:
        return True
    if open.indent > item.indent + 1:
        return False
    if open.number.style == "number" and item.number.style == "dotted":
        return core(open.number.label or "") == core(item.number.label or "")
    return open.rank < item.rank
