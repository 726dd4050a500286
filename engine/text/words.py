"""The difference of two wordings, word by word.

Theory.  The fewest insertions and deletions of tokens (Indel distance, bit-parallel, from
rapidfuzz), not ``difflib``, which is cubic on repetitive treaty text and marks whole
sentences where one word changed.  Tokens are numbered before they are compared, so equality
is equality of characters and not of hashes.  Then the result is made readable: white space
that alone survives between two changes joins them, and what a joined change has in common at
its ends goes back to what is equal.

Joined, the equal and deleted texts are the old words and the equal and inserted texts are
the new words, character by character.
"""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from placet.engine.text.tokens import tokens

MOST_CELLS = 400_000_000
"""Above this many pairs of tokens (50 MB of bits) a changed middle is replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Op:
    """A stretch of words that stays, comes or goes."""

    op: Literal["equal", "insert", "delete"]
    text: str


_Stretch = tuple[list[str], list[str]]  # old tokens, new tokens


def word_operations(old: str, new: str) -> tuple[Op, ...]:
    """How the old words become the new ones."""
    if old == new:
        return (Op("equal", old),) if old else ()
    left, right = tokens(old), tokens(new)
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    middle = _opcodes(left[head : len(left) - tail], right[head : len(right) - tail])
    found = [_equal(left[:head]), *_joined(middle), _equal(left[len(left) - tail :])]
    return _written(found)


def _opcodes(left: list[str], right: list[str]) -> list[_Stretch]:
    """The raw comparison: stretches that are equal on both sides, or changed."""
    if not left or not right or len(left) * len(right) > MOST_CELLS:
        return [(left, right)]
    numbers: dict[str, int] = {}
    first = [numbers.setdefault(token, len(numbers)) for token in left]
    second = [numbers.setdefault(token, len(numbers)) for token in right]
    return [
        (left[code.src_start : code.src_end], right[code.dest_start : code.dest_end])
        for code in Indel.opcodes(first, second)
    ]


def _joined(stretches: list[_Stretch]) -> list[_Stretch]:
    """Changes joined where nothing, or white space alone, stands between them."""
    found: list[_Stretch] = []
    change: _Stretch | None = None
    between: _Stretch = ([], [])
    for left, right in stretches:
        if left == right:
            if change is not None and not between[0] and all(map(str.isspace, left)):
                between = (left, right)
                continue
            found += _closed(change, between)
            found.append((left, right))
            change, between = None, ([], [])
        elif change is None:
            change = (left, right)
        else:
            change = (change[0] + between[0] + left, change[1] + between[1] + right)
            between = ([], [])
    return found + _closed(change, between)


def _closed(change: _Stretch | None, after: _Stretch) -> list[_Stretch]:
    """A joined change with what is common at its ends given back, and what follows it."""
    if change is None:
        return [after]
    left, right = change
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    return [
        _equal(left[:head]),
        (left[head : len(left) - tail], right[head : len(right) - tail]),
        _equal(left[len(left) - tail :]),
        after,
    ]


def _written(stretches: list[_Stretch]) -> tuple[Op, ...]:
    """The operations: neighbours that are equal in one piece, deletions before insertions."""
    found: list[Op] = []
    equal: list[str] = []
    for left, right in stretches:
        if left == right:
            equal += left
            continue
        if equal:
            found.append(Op("equal", "".join(equal)))
            equal = []
        if left:
            found.append(Op("delete", "".join(left)))
        if right:
            found.append(Op("insert", "".join(right)))
    if equal:
        found.append(Op("equal", "".join(equal)))
    return tuple(found)


def _equal(part: list[str]) -> _Stretch:
    return part, part


def _common(left: list[str], right: list[str]) -> int:
    """How many tokens are the same from the beginning."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))
