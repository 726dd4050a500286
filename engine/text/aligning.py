"""Which tokens of two sequences are the same ones: the fewest insertions and deletions.

Theory.  Indel distance, bit-parallel, from rapidfuzz: exact, and its cost is the product of the
two lengths whatever the tokens are, so a hostile text costs no more than another of its
length.  Tokens are numbered before they are compared, so equality is equality of characters
and not of hashes.

Above ``MOST_CELLS`` pairs the sequences are first cut into parts of about ``PART_CELLS``,
where four tokens in a row stand once on each side, along the longest run of such places that
both have in the same order.  Each part is compared as above; where there is no such place and
a part is still too large, it is replaced as a whole.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

MOST_CELLS = 400_000_000
"""How many pairs of tokens are compared at once (50 MB of bits)."""
PART_CELLS = MOST_CELLS // 16
"""How many of a part, where there is more than that."""
_RUN = 4

Match = tuple[int, int, int]
"""Where a run of equal tokens begins on the left and on the right, and how long it is."""


def aligned(left: Sequence[str], right: Sequence[str]) -> list[Match]:
    """The runs of tokens that stay, in order; whatever is outside them comes or goes."""
    numbers: dict[str, int] = {}
    old = [numbers.setdefault(token, len(numbers)) for token in left]
    new = [numbers.setdefault(token, len(numbers)) for token in right]
    found: list[Match] = []
    for a, b, c, d in _parts(old, new):
        for at, to, length in _runs(old[a:b], new[c:d]):
            _add(found, (a + at, c + to, length))
    return found


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """The indices of one longest increasing subsequence (patience sorting, n log n)."""
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        previous.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        ends[pile : pile + 1] = [at]
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = previous[at]
    return found[::-1]


def common(left: Sequence[object], right: Sequence[object]) -> int:
    """How many items are the same from the beginning."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))


def _parts(old: list[int], new: list[int]) -> Iterator[tuple[int, int, int, int]]:
    """The pairs of stretches that are compared with each other: one, or those between cuts."""
    if len(old) * len(new) <= MOST_CELLS:
        yield 0, len(old), 0, len(new)
        return
    first, second = _unique(old), _unique(new)
    places = sorted((at, second[run]) for run, at in first.items() if run in second)
    a = c = b = d = 0
    for cut in longest_rise([to for _, to in places]):
        e, f = places[cut]
        if (e - a) * (f - c) > PART_CELLS and b > a and d > c:
            yield a, b, c, d
            a, c = b, d
        b, d = e, f
    if (len(old) - a) * (len(new) - c) > PART_CELLS and b > a and d > c:
        yield a, b, c, d
        a, c = b, d
    yield a, len(old), c, len(new)


def _unique(numbers: list[int]) -> dict[tuple[int, ...], int]:
    """The runs of four that stand here once, and where."""
    found: dict[tuple[int, ...], int] = {}
    for at, run in enumerate(zip(*(numbers[k:] for k in range(_RUN)), strict=False)):
        found[run] = -1 if run in found else at
    return {run: at for run, at in found.items() if at >= 0}


def _runs(old: list[int], new: list[int]) -> Iterator[Match]:
    """The equal runs of one pair of stretches."""
    head = common(old, new)
    tail = common(old[head:][::-1], new[head:][::-1])
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    yield 0, 0, head
    if left and right and len(left) * len(right) <= MOST_CELLS:
        for code in Indel.opcodes(left, right):
            if code.tag == "equal":
                length = code.src_end - code.src_start
                yield head + code.src_start, head + code.dest_start, length
    yield len(old) - tail, len(new) - tail, tail


def _add(found: list[Match], run: Match) -> None:
    """One more run, joined to the last where it goes on from it."""
    at, to, length = run
    if not length:
        return
    if found:
        a, b, before = found[-1]
        if (a + before, b + before) == (at, to):
            found[-1] = (a, b, before + length)
            return
    found.append(run)
