"""Bold and italic of a document as the marks that words of a text carry.

Theory.  A word processor forms any characters; marks begin and end at characters that are no
white space, and each kind is open once (``engine.text.marks``).  So white space takes the form
of what stands around it, an asterisk that is one is escaped, and what was written is read
back: a form that would not be read as it was meant is left out, never a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from placet.engine.text.marks import as_read, pieces

Part = tuple[str, bool, bool]
"""Characters, whether they are strong, whether they are emphasised."""

_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with marks; `places` are where each character of the parts begins and ends in them.

    Without `places` every character stands where it stood.
    """

    words: str
    places: tuple[tuple[int, int], ...] = ()

    def begin(self, at: int) -> int:
        """Where in the words the character `at` of the parts begins, marks before it aside."""
        if not self.places:
            return min(at, len(self.words))
        return self.places[at][0] if at < len(self.places) else self.places[-1][1]

    def end(self, at: int) -> int:
        """Where in the words what stands before the character `at` of the parts ends."""
        if not self.places:
            return min(at, len(self.words))
        return self.places[min(at, len(self.places)) - 1][1] if at else self.places[0][0]


def marked(parts: Sequence[Part]) -> Marked:
    """The words of these parts."""
    plain = "".join(text for text, _, _ in parts)
    formed = any(strong or emphasis for _, strong, emphasis in parts)
    if not plain or (not formed and as_read(plain) == plain):
        return Marked(plain)
    for strong, emphasis in ((True, True), (False, True), (True, False)):
        meant = _settled([(t, s and strong, e and emphasis) for t, s, e in parts])
        found = _written(meant)
        read = [(p.text, p.strong, p.emphasis) for p in pieces(found.words) if not p.mark]
        if _joined(read) == meant:
            return found
    return _written([(plain, False, False)])


def _settled(parts: Sequence[Part]) -> list[Part]:
    """The parts with white space in the form of what stands on both sides of it."""
    cut: list[Part] = []
    for text, strong, emphasis in parts:
        met = _EDGES.fullmatch(text)
        before, inner, after = met.groups() if met else ("", text, "")
        cut += [(before, False, False), (inner, strong, emphasis), (after, False, False)]
    cut = _joined([part for part in cut if part[0]])
    for at in range(1, len(cut) - 1):
        (_, s, e), (text, *_), (_, t, f) = cut[at - 1 : at + 2]
        if text.isspace():
            cut[at] = (text, s and t, e and f)
    return _joined(cut)


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Neighbours of one form as one part."""
    found: list[Part] = []
    for text, strong, emphasis in parts:
        if found and found[-1][1:] == (strong, emphasis):
            found[-1] = (found[-1][0] + text, strong, emphasis)
        else:
            found.append((text, strong, emphasis))
    return found


def _written(parts: Sequence[Part]) -> Marked:
    """The parts with their marks between them."""
    words: list[str] = []
    places: list[tuple[int, int]] = []
    at, was = 0, (False, False)
    for text, *now in [*parts, ("", False, False)]:
        strong, emphasis = now[0] != was[0], now[1] != was[1]
        closing = "**" * (strong and was[0]) + "*" * (emphasis and was[1])
        opening = "**" * (strong and not was[0]) + "*" * (emphasis and not was[1])
        words.append(closing + opening)
        at += len(closing) + len(opening)
        for char in text:
            width = 2 if char == "*" else 1
            places.append((at, at + width))
            at += width
        words.append(text.replace("*", "\\*"))
        was = (bool(now[0]), bool(now[1]))
    return Marked("".join(words), tuple(places))
