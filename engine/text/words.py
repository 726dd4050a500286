"""The difference of two wordings, word by word.

Theory.  The fewest words and marks that come and go (`aligning`), not ``difflib``, which is
cubic on repetitive treaty text and marks whole sentences where one word changed.  White space
is not compared but follows the words between which it stands, so that no change is bought
with spaces.  Then the result is made readable:

* an insertion or a deletion that could as well begin a little earlier or later begins where
  a sentence, a clause or at least a word begins, and takes the space after it (`_slid`);
* changes between which nothing stands but white space are one;
* so are two long changes between which only crumbs are left, a comma or an "of the"
  (`_is_crumbs`).  Only this touches more than the fewest, and at most a quarter more: the
  crumbs between two changes weigh at most a sixteenth of what these touch.

Joined, the equal and deleted texts are the old words and the equal and inserted texts are
the new words, character by character.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from placet.engine.text.aligning import aligned, common
from placet.engine.text.tokens import is_word, tokens

SHORT = 3
"""A word of at most so many characters may be a crumb."""
CRUMBS = 3
"""So many words and marks at most are crumbs."""
OUTWEIGHED = 16
"""How many words and marks two changes must touch for each one of the crumbs between them."""


@dataclass(frozen=True, slots=True)
class Op:
    """A stretch of words that stays, comes or goes."""

    op: Literal["equal", "insert", "delete"]
    text: str


_Change = tuple[int, int, int, int]
"""Tokens [a, b) of the old words become tokens [c, d) of the new ones."""


def word_operations(old: str, new: str) -> tuple[Op, ...]:
    """How the old words become the new ones."""
    if old == new:
        return (Op("equal", old),) if old else ()
    left, right = tokens(old), tokens(new)
    changes = _joined(_slid(_changes(left, right), left, right), left, right)
    found: list[Op] = []
    at = 0
    for a, b, c, d in changes:
        parts: tuple[tuple[Literal["equal", "insert", "delete"], list[str]], ...]
        parts = (("equal", left[at:a]), ("delete", left[a:b]), ("insert", right[c:d]))
        found += [Op(op, "".join(part)) for op, part in parts if part]
        at = b
    return (*found, Op("equal", "".join(left[at:]))) if at < len(left) else tuple(found)


def _changes(left: Sequence[str], right: Sequence[str]) -> list[_Change]:
    """What differs between the words that stay."""
    old = [at for at, token in enumerate(left) if not token.isspace()]
    new = [at for at, token in enumerate(right) if not token.isspace()]
    found: list[_Change] = []
    a = c = 0
    for at, to, length in aligned([left[i] for i in old], [right[i] for i in new]):
        for i, j in zip(old[at : at + length], new[to : to + length], strict=True):
            found += _trimmed((a, i, c, j), left, right)
            a, c = i + 1, j + 1
    return found + _trimmed((a, len(left), c, len(right)), left, right)


def _trimmed(change: _Change, left: Sequence[str], right: Sequence[str]) -> list[_Change]:
    """A change without what both sides have in common at its ends; nothing if that is all."""
    a, b, c, d = change
    head = common(left[a:b], right[c:d])
    a, c = a + head, c + head
    tail = common(left[a:b][::-1], right[c:d][::-1])
    b, d = b - tail, d - tail
    return [(a, b, c, d)] if a < b or c < d else []


def _slid(changes: list[_Change], left: Sequence[str], right: Sequence[str]) -> list[_Change]:
    """Insertions and deletions moved to where they read best; as long and as many as before."""
    found: list[_Change] = []
    for place, (a, b, c, d) in enumerate(changes):
        if a < b and c < d:
            found.append((a, b, c, d))
            continue
        side, start, end = (left, a, b) if a < b else (right, c, d)
        last = found[-1] if found else (0, 0, 0, 0)
        after = changes[place + 1] if place + 1 < len(changes) else None
        least = -(a - last[1])
        most = after[0] - b if after else len(left) - b
        low = high = 0
        while low > least and side[start + low - 1] == side[end + low - 1]:
            low -= 1
        while high < most and side[start + high] == side[end + high]:
            high += 1

        def beauty(by: int) -> tuple[int, int]:
            meets = (by == least and bool(found)) + (by == most and after is not None)  # noqa: B023
            return _edge(side, start + by) + _edge(side, end + by) + 3 * meets, by  # noqa: B023

        by = max(range(low, high + 1), key=beauty)
        found.append((a + by, b + by, c + by, d + by))
    return found


def _edge(side: Sequence[str], at: int) -> int:
    """How well a change may begin or end before this token."""
    if at in (0, len(side)):
        return 6
    before, after = side[at - 1], side[at]
    if not before.isspace():
        if before in _OPENING or after in _CLOSING:
            return -1
        return 4 if before in "。！？" else 3 if before in "、，；" else int(after.isspace())  # noqa: RUF001
    if "\n" in before:
        return 5
    told = side[at - 2] if at > 1 else ""
    return 4 if told in _ENDS else 3 if told in _PAUSES else 2


_OPENING = frozenset("([{\u00ab\u2018\u201c*")
_CLOSING = frozenset(")]}\u00bb\u2019\u201d,;:.!?\u060c\u061b\u061f")
_ENDS = frozenset(".!?\u061f\u06d4\u0964\u17d4\u104b")
_PAUSES = frozenset(",;:\u060c\u061b\u104a")


def _joined(changes: Iterable[_Change], left: Sequence[str], right: Sequence[str]) -> list[_Change]:
    """Changes joined where white space or crumbs are all that stands between them."""
    found: list[_Change] = []
    weight = 0  # of the last change as it was before anything was joined to it
    for change in changes:
        a, b, c, d = change
        own = sum(not t.isspace() for t in (*left[a:b], *right[c:d]))
        if found:
            e, f, g, h = found[-1]
            between = left[f:a]
            spaces = all(map(str.isspace, between))
            pieces = (e < f) + (g < h) + (a < b) + (c < d) + 1
            if spaces or (pieces >= 4 and _is_crumbs(between, weight + own)):
                found[-1] = (e, b, g, d)
                weight = weight + own if spaces else own
                continue
        found.append(change)
        weight = own
    return [part for change in found for part in _trimmed(change, left, right)]


def _is_crumbs(between: Sequence[str], weight: int) -> bool:
    """Whether what stands between two changes is too little to be worth keeping apart.

    Marks and short words are; brackets, and whatever holds a digit, never.
    """
    kept = [token for token in between if not token.isspace()]
    return len(kept) <= min(CRUMBS, weight // OUTWEIGHED) and not any(
        one in "[]" or (is_word(one) and (len(one) > SHORT or any(map(str.isdigit, one))))
        for one in kept
    )
