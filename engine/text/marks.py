"""Inline marks: where ``*emphasis*`` and ``**strong**`` begin and end.

Theory.  Real drafts put marks across brackets (``*[Taking* account]``), so marks cannot nest
with them.  They are found first, on their own, by one pass over the asterisks: an asterisk
can open when no white space follows it, and close when none stands before it; each kind is
open at most once; one that finds no partner is an asterisk.  ``\\*`` is an asterisk, always.
The pieces cover the words exactly, so whoever joins their characters has the words back.
"""

import re
from dataclasses import dataclass

_ASTERISKS = re.compile(r"\\\*|\*+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words with the same marks; ``mark``: the characters are not printed."""

    text: str
    emphasis: bool = False
    strong: bool = False
    mark: bool = False


@dataclass(slots=True)
class _Open:
    """Which marks are open, by width: 1 is emphasis, 2 is strong."""

    at: dict[int, int]
    paired: dict[int, int]

    def meet(self, start: int, width: int, opens: bool, closes: bool) -> None:
        """One mark of that width: it closes, opens, or stays a character."""
        if closes and width in self.at:
            self.paired[self.at.pop(width)] = width
            self.paired[start] = width
        elif opens:
            self.at[width] = start


def pieces(words: str) -> list[Piece]:
    """The words cut where marks begin and end; joined, their texts are the words."""
    found: list[Piece] = []
    emphasis = strong = False
    begin = 0
    for start, width in sorted(_marks(words).items()):
        if begin < start:
            found.append(Piece(words[begin:start], emphasis, strong))
        begin = start + max(width, 1)
        found.append(Piece(words[start:begin], mark=True))
        emphasis ^= width == 1
        strong ^= width == 2
    if begin < len(words):
        found.append(Piece(words[begin:], emphasis, strong))
    return found


def as_read(words: str) -> str:
    """The words without their marks, as somebody would read them aloud."""
    if "*" not in words:
        return words
    return "".join(piece.text for piece in pieces(words) if not piece.mark)


def _marks(words: str) -> dict[int, int]:
    """Where marks stand: position to width, with 0 for the backslash of an escape."""
    state = _Open({}, {})
    escapes: dict[int, int] = {}
    for met in _ASTERISKS.finditer(words):
        start, end = met.span()
        if met.group().startswith("\\"):
            escapes[start] = 0
            continue
        opens = end < len(words) and not words[end].isspace()
        closes = start > 0 and not words[start - 1].isspace()
        if end - start <= 2:
            state.meet(start, end - start, opens, closes)
        elif end - start == 3 and closes and state.at.keys() == {1, 2}:
            first = 1 if state.at[1] > state.at[2] else 2
            state.meet(start, first, False, True)
            state.meet(start + first, 3 - first, False, True)
        elif end - start == 3:
            state.meet(start, 2, opens, False)
            state.meet(start + 2, 1, opens, False)
    return state.paired | escapes
