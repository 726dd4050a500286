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

Formed = tuple[str, bool, bool, bool]
"""Characters, whether they are strong, emphasised, and asterisks that were escaped."""

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


def marked(parts: Sequence[Formed], exact: bool = False) -> Marked:
    """The words of these parts; `exact`: white space too has the form that it says."""
    plain = "".join(text for text, *_ in parts)
    if not plain or (not any(any(form) for _, *form in parts) and as_read(plain) == plain):
        return Marked(plain)
    given = [part for part in parts if part[0]]
    if exact:
        found = _written(_joined(given))
        if _read(found) == _joined([(t, s, e, False) for t, s, e, _ in given]):
            return found
    for strong, emphasis in ((True, True), (False, True), (True, False)):
        meant = _settled([(t, s and strong, e and emphasis, x) for t, s, e, x in given])
        for escaping in (False, True):
            found = _written([(t, s, e, x or escaping) for t, s, e, x in meant])
            if _read(found) == _joined([(t, s, e, False) for t, s, e, _ in meant]):
                return found
    return _written([(plain, False, False, True)])


def _read(found: Marked) -> list[Formed]:
    """What is read in words with marks."""
    cut = [p for p in pieces(found.words) if not p.mark]
    return _joined([(piece.text, piece.strong, piece.emphasis, False) for piece in cut])


def _settled(parts: Sequence[Formed]) -> list[Formed]:
    """The parts with white space in the form of what stands on both sides of it."""
    cut: list[Formed] = []
    for text, *form in parts:
        met = _EDGES.fullmatch(text)
        before, inner, after = met.groups() if met else ("", text, "")
        strong, emphasis, literal = form
        cut.append((before, False, False, False))
        cut += [(inner, strong, emphasis, literal), (after, False, False, False)]
    cut = _joined([part for part in cut if part[0]])
    for at in range(1, len(cut) - 1):
        (_, s, e, _), (text, *_), (_, t, f, _) = cut[at - 1 : at + 2]
        if text.isspace():
            cut[at] = (text, s and t, e and f, False)
    return _joined(cut)


def _joined(parts: Sequence[Formed]) -> list[Formed]:
    """Neighbours of one form as one part."""
    found: list[Formed] = []
    for part in parts:
        if found and found[-1][1:] == part[1:]:
            found[-1] = (found[-1][0] + part[0], *part[1:])
        else:
            found.append(part)
    return found


def _written(parts: Sequence[Formed]) -> Marked:
    """The parts with their marks between them."""
    words: list[str] = []
    places: list[tuple[int, int]] = []
    at, was = 0, (False, False)
    for text, *now in [*parts, ("", False, False, False)]:
        strong, emphasis = now[0] != was[0], now[1] != was[1]
        closing = "**" * (strong and was[0]) + "*" * (emphasis and was[1])
        opening = "**" * (strong and not was[0]) + "*" * (emphasis and not was[1])
        words.append(closing + opening)
        at += len(closing) + len(opening)
        for char in text:
            width = 2 if char == "*" and now[2] else 1
            places.append((at, at + width))
            at += width
        words.append(text.replace("*", "\\*") if now[2] else text)
        was = (bool(now[0]), bool(now[1]))
    return Marked("".join(words), tuple(places))
