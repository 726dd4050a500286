"""Square brackets: what is not agreed, as nested spans.

Theory.  Brackets in a live text are unbalanced, cross the inline marks and nest without
limit.  The reader here refuses nothing: an opening bracket without its partner holds the rest
of the paragraph and says so (``closed=False``), a closing one without its partner is a
``Stray``.  Joined again (``flattened``) the spans are the words, character by character, so
what is shown, copied and searched is the true text.

Inside a bracket, a slash between white space separates alternatives, and acronyms before a
colon say whose they are: ``[A, B: shall / C: should]``.  Leaves carry their own marks and
never contain a bracket.  Everything is one pass without recursion; ``deepest`` bounds the
nesting for whoever renders (a page need not survive ten thousand veils), deeper brackets are
then plain characters.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from placet.engine.text.marks import Piece, pieces

TALL = 60
"""From how many characters on a bracket that fills its paragraph is drawn at full height."""

SHOWN_DEPTH = 12

_BRACKET = re.compile(r"[\[\]]")
_SLASH = re.compile(r"(?<!\s)\s+/\s+")
_NAME = r"[^\W_][^\W_a-z]*(?:[.&][^\W_a-z]+)*(?:[+-][^\W_]+)*"
_ATTRIBUTION = re.compile(rf"\s*({_NAME}(?:\s*,\s*{_NAME})*)\s*:(?!\S*//)\s*")


@dataclass(frozen=True, slots=True)
class Plain:
    """Characters without a mark."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong characters; ``emphasised`` when they are both."""

    text: str
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters of a mark itself (``*``, ``**``, an escape): not printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Stray:
    """A closing bracket that closes nothing."""

    text: str = "]"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the readings inside a bracket, and whose it is.

    ``lead`` is the attribution as written (``"A, B: "``), ``separator`` the slash after it.
    """

    children: tuple["Span", ...]
    attribution: tuple[str, ...] = ()
    lead: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands between brackets; ``closed`` is false when it never ends."""

    children: tuple["Span", ...]
    closed: bool = True


Span = Plain | Emphasis | Strong | Mark | Stray | Alternative | Bracket
BracketTree = tuple[Span, ...]


@dataclass(slots=True)
class _Reader:
    """The brackets that are open, outermost first, with what they hold so far."""

    deepest: int | None
    open: list[list[Span]] = field(default_factory=lambda: [[]])
    flat: int = 0  # open brackets beyond the deepest

    def bracket(self, char: str, piece: Piece) -> None:
        """Open or close at one bracket character."""
        if char == "[":
            if self.deepest is not None and len(self.open) > self.deepest:
                self.flat += 1
                self.open[-1].append(_leaf("[", piece))
            else:
                self.open.append([])
        elif self.flat:
            self.flat -= 1
            self.open[-1].append(_leaf("]", piece))
        elif len(self.open) > 1:
            children = self.open.pop()
            self.open[-1].append(Bracket(_alternatives(children)))
        else:
            self.open[-1].append(Stray())


def spans(words: str, deepest: int | None = SHOWN_DEPTH) -> BracketTree:
    """The words as nested spans, for rendering.

    ``deepest`` is how many brackets may enclose each other before the inner ones stay plain
    characters; ``None`` means all of them.
    """
    reader = _Reader(deepest)
    for piece in pieces(words):
        if piece.mark:
            reader.open[-1].append(Mark(piece.text))
            continue
        begin = 0
        for met in _BRACKET.finditer(piece.text):
            if begin < met.start():
                reader.open[-1].append(_leaf(piece.text[begin : met.start()], piece))
            reader.bracket(met.group(), piece)
            begin = met.end()
        if begin < len(piece.text):
            reader.open[-1].append(_leaf(piece.text[begin:], piece))
    while len(reader.open) > 1:
        children = reader.open.pop()
        reader.open[-1].append(Bracket(tuple(children), closed=False))
    return tuple(reader.open[0])


def flattened(tree: Iterable[Span]) -> str:
    """The words of which these are the spans."""
    found: list[str] = []
    waiting: list[Span | str] = []
    waiting.extend(reversed(tuple(tree)))
    while waiting:
        span = waiting.pop()
        if isinstance(span, str):
            found.append(span)
        elif isinstance(span, Bracket):
            waiting.extend(["]"] if span.closed else [])
            waiting.extend(reversed(span.children))
            waiting.append("[")
        elif isinstance(span, Alternative):
            waiting.append(span.separator)
            waiting.extend(reversed(span.children))
            waiting.append(span.lead)
        else:
            found.append(span.text)
    return "".join(found)


def standing_alone(tree: BracketTree) -> tuple[Bracket, ...]:
    """The brackets of a paragraph that is nothing but closed brackets, if one of them is long."""
    brackets = tuple(span for span in tree if isinstance(span, Bracket))
    between = [span for span in tree if not isinstance(span, Bracket)]
    if not all(bracket.closed for bracket in brackets) or flattened(between).strip():
        return ()
    if any(not isinstance(span, Plain) for span in between):
        return ()
    longest = max((len(flattened(bracket.children)) for bracket in brackets), default=0)
    return brackets if longest >= TALL else ()


def _leaf(text: str, piece: Piece) -> Span:
    if piece.strong:
        return Strong(text, piece.emphasis)
    return Emphasis(text) if piece.emphasis else Plain(text)


def _alternatives(children: list[Span]) -> tuple[Span, ...]:
    """What a closed bracket holds, divided into alternatives where it is written so."""
    readings: list[tuple[list[Span], str]] = []
    present: list[Span] = []
    for child in children:
        if not isinstance(child, Plain) or "/" not in child.text:
            present.append(child)
            continue
        begin = 0
        for met in _SLASH.finditer(child.text):
            if begin < met.start():
                present.append(Plain(child.text[begin : met.start()]))
            readings.append((present, met.group()))
            present, begin = [], met.end()
        if begin < len(child.text):
            present.append(Plain(child.text[begin:]))
    readings.append((present, ""))
    found = [_attributed(reading, separator) for reading, separator in readings]
    if len(found) == 1 and not found[0].attribution:
        return tuple(children)
    return tuple(found)


def _attributed(reading: list[Span], separator: str) -> Alternative:
    """One reading, its attribution taken off when it begins with acronyms and a colon."""
    first = reading[0] if reading else None
    met = _ATTRIBUTION.match(first.text) if isinstance(first, Plain) else None
    names = tuple(re.split(r"\s*,\s*", met.group(1))) if met else ()
    if met is None or not isinstance(first, Plain) or not all(map(_is_acronym, names)):
        return Alternative(tuple(reading), separator=separator)
    rest: list[Span] = [Plain(first.text[met.end() :])] if met.end() < len(first.text) else []
    return Alternative((*rest, *reading[1:]), names, met.group(), separator)


def _is_acronym(name: str) -> bool:
    """Whether a name before a colon can be an organisation's: capitals lead."""
    return name[0].isupper() and re.split("[+-]", name)[0].upper() == re.split("[+-]", name)[0]
