"""How wide words are, without a font: never less than in the fonts that may be there.

The figures are those of DejaVu Sans, the widest of the sans-serif faces that systems fall
back on; words of other scripts are taken as wide as they may be.  A box that fits these
fits the faces of Placet with room to spare.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, east_asian_width

_WIDTHS = {
    29: "'ijlIJ",
    34: " ,./:;\\|",
    40: "f-()[]t!",
    47: 'r"',
    53: "*_`szc?",
    60: "LFkvxyP",
    64: "TYaoeESbdghnpqu$0123456789{}",
    70: "KAVBRXZC",
    79: "UHNDG&OQ",
    86: "w#+<=>^~M",
    100: "%mW@",
}
"""Hundredths of the size, by character."""

_WIDTH = {ch: width for width, chars in _WIDTHS.items() for ch in chars}
_LOWER, _UPPER, _FULL = 76, 92, 105
_BOLD = 114
"""Bold words are wider, in hundredths."""


@lru_cache(maxsize=4096)
def width(text: str, size: int, bold: bool = False) -> int:
    """The width of a line of words in pixels, rounded up."""
    hundredths = sum(map(_of, text)) * (_BOLD if bold else 100)
    return -(-hundredths * size // 10_000)


def _of(char: str) -> int:
    if char in _WIDTH:
        return _WIDTH[char]
    if combining(char):
        return 0
    if east_asian_width(char) in "WF":
        return _FULL
    return _UPPER if char.isupper() else _LOWER


def wrapped(text: str, room: int, size: int, bold: bool = False, most: int = 9) -> tuple[str, ...]:
    """The text in lines that fit, broken between words, else within them; at most so many.

    What does not fit in the last line is cut and ends in an ellipsis.
    """
    lines: list[str] = []
    line = ""
    for word in _words(text, room, size, bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), room, size, bold)]
    return tuple(lines)


def _words(text: str, room: int, size: int, bold: bool) -> list[str]:
    """The words; one that is wider than the room in pieces."""
    pieces: list[str] = []
    for word in text.split():
        while width(word, size, bold) > room and len(word) > 1:
            fits = next(n for n in range(len(word) - 1, 0, -1) if _fits(word[:n], room, size, bold))
            pieces.append(word[:fits])
            word = word[fits:]
        pieces.append(word)
    return pieces


def _fits(text: str, room: int, size: int, bold: bool) -> bool:
    return len(text) == 1 or width(text, size, bold) <= room


def _cut(text: str, room: int, size: int, bold: bool) -> str:
    while text and width(f"{text}\N{HORIZONTAL ELLIPSIS}", size, bold) > room:
        text = text[:-1].rstrip()
    return f"{text}\N{HORIZONTAL ELLIPSIS}"
