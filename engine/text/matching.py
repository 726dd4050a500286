"""Which paragraph of an imported revision is which paragraph of the text.

Theory.  A file knows no ids.  Paragraphs with the very same words are the same, first in
their order, then wherever such words stand once on each side (they moved).  Between these
fixed points the others are paired in order, so that the sum of their likeness is greatest
and nothing less alike than ``LIKE`` is paired.  The work is bounded: where a gap is large,
only pairs near its diagonal are looked at.

Parts of tables are compared with parts of tables of the same kind alone; a row is what its
cells say.  A cell that nothing is like is the one that stood in its column, where the row is
the same and has as many cells.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from placet.engine.text.aligning import MOST_CELLS
from placet.engine.text.tokens import tokens
from placet.engine.text.tree import Kind, Paragraph, Text, grown, minted_id, walk

LIKE = 0.6
"""How alike two paragraphs must be (2 x common tokens / all tokens) to be one."""
MOST_PAIRS = 200_000
_BRACKETS = ("[", "]")


@dataclass(frozen=True, slots=True)
class Matched:
    """How the imported paragraphs found their ids: by id, in the order of the new text.

    ``gone`` are the ids of the old text that nothing took up.
    """

    exact: tuple[str, ...]
    similar: tuple[str, ...]
    fresh: tuple[str, ...]
    gone: tuple[str, ...]


def match_imported(old: Text, imported: Text, minted: int) -> tuple[Text, int, Matched]:
    """The imported text with the ids of the old one where the words are the same or alike.

    Other paragraphs get fresh ids; ``minted`` is the highest number ever used.  Returns the
    text, the new counter, and what was matched how.
    """
    before = [paragraph for _, paragraph in walk(old)]
    after = list(walk(imported))
    told = [_told(p) for p in before], [_told(p) for _, p in after]
    pairs = _exact(*told)
    exact = {**pairs[0], **pairs[1]}
    similar = _similar(*told, *pairs)
    similar |= _same_columns(before, [p for _, p in after], exact | similar)
    rows: list[tuple[int, Paragraph]] = []
    fresh: list[str] = []
    for at, (depth, paragraph) in enumerate(after):
        place = exact.get(at, similar.get(at))
        if place is None:
            id, minted = minted_id(minted)
            fresh.append(id)
        else:
            id = before[place].id
        rows.append((depth, replace(paragraph, id=id)))
    kept = {paragraph.id for _, paragraph in rows}
    report = Matched(
        exact=tuple(rows[at][1].id for at in sorted(exact)),
        similar=tuple(rows[at][1].id for at in sorted(similar)),
        fresh=tuple(fresh),
        gone=tuple(paragraph.id for paragraph in before if paragraph.id not in kept),
    )
    return Text(grown(rows), imported.language), minted, report


def _told(paragraph: Paragraph) -> str:
    """What a paragraph is compared by: its words; in a table with a mark of its kind."""
    if paragraph.kind is Kind.ROW:
        return _ROW + _ROW.join(("", *(cell.words for cell in paragraph.children)))
    return _MARKS.get(paragraph.kind, "") + paragraph.words


_ROW = "\u2016"
_MARKS = {Kind.TABLE: "\x1d", Kind.ROW: _ROW, Kind.CELL: "\x1f"}


def _same_columns(
    before: list[Paragraph], after: list[Paragraph], found: dict[int, int]
) -> dict[int, int]:
    """Places (new to old) of cells that nothing is like, in the columns of a row that is known."""
    old_at = {id(paragraph): at for at, paragraph in enumerate(before)}
    new_at = {id(paragraph): at for at, paragraph in enumerate(after)}
    taken = set(found.values())
    more: dict[int, int] = {}
    for new, old in found.items():
        columns = before[old].children, after[new].children
        if after[new].kind is not Kind.ROW or len(columns[0]) != len(columns[1]):
            continue
        for left, right in zip(*columns, strict=True):
            if old_at[id(left)] not in taken and new_at[id(right)] not in found:
                more[new_at[id(right)]] = old_at[id(left)]
    return more


def matched_versions(imported: Sequence[Text]) -> tuple[tuple[Text, ...], int]:
    """Versions of one text that were kept as files, oldest first, with ids they share.

    Each is matched to the one before it.  Returns the texts and the counter of ids.
    """
    texts: list[Text] = []
    minted = 0
    for text in imported:
        before = texts[-1] if texts else Text((), text.language)
        matched, minted, _ = match_imported(before, text, minted)
        texts.append(matched)
    return tuple(texts), minted


def _exact(before: list[str], after: list[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Places (new to old) with the same words: those in order, then moved ones that are unique."""
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(words, len(numbers)) for words in before]
    right = [numbers.setdefault(words, len(numbers)) for words in after]
    ordered: dict[int, int] = {}
    fits = len(left) * len(right) <= MOST_CELLS
    for block in Indel.opcodes(left, right) if fits else ():
        if block.tag == "equal":
            places = range(block.src_start, block.src_end)
            ordered.update(zip(range(block.dest_start, block.dest_end), places, strict=True))
    taken = set(ordered.values())
    free = [(words, at) for at, words in enumerate(before) if at not in taken]
    wanted = [(words, at) for at, words in enumerate(after) if at not in ordered]
    times = Counter(words for words, _ in free), Counter(words for words, _ in wanted)
    place = {words: at for words, at in free if times[0][words] == 1}
    moved = {at: place[words] for words, at in wanted if words in place and times[1][words] == 1}
    return ordered, moved


def _similar(
    before: list[str], after: list[str], ordered: dict[int, int], moved: dict[int, int]
) -> dict[int, int]:
    """Places (new to old) paired by likeness in the gaps between those with the same words."""
    taken = set(moved.values())
    read = _encoded(before, after)
    found: dict[int, int] = {}
    old_from = new_from = 0
    for new_to, old_to in [*sorted(ordered.items()), (len(after), len(before))]:
        old_gap = [at for at in range(old_from, old_to) if at not in taken]
        new_gap = [at for at in range(new_from, new_to) if at not in moved]
        found |= _aligned(read, old_gap, new_gap)
        old_from, new_from = old_to + 1, new_to + 1
    return found


def _encoded(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Each wording as a string with one character for each of its tokens, for quick likeness.

    Those of a table have characters of their own, so that they are like nothing else.
    """
    numbers: dict[tuple[str, str], int] = {}

    def encode(words: str) -> str:
        mark = words[:1] if words[:1] in _MARKS.values() else ""
        kept = (t for t in tokens(words) if not t.isspace() and t not in _BRACKETS)
        cut = ((mark, token) for token in kept)
        return "".join(chr(numbers.setdefault(t, len(numbers)) % 0x10FFFF + 1) for t in cut)

    return [encode(words) for words in before], [encode(words) for words in after]


def _aligned(read: tuple[list[str], list[str]], old: list[int], new: list[int]) -> dict[int, int]:
    """The pairs of two gaps, in order, whose likeness adds up to the most.

    ``tops[i]`` is a Fenwick tree of the best sum of a chain that ends before old place i.
    """
    tops = [(0, -1)] * (len(old) + 1)
    pairs: list[tuple[int, int, int]] = []  # old, new, the pair before it in its chain
    for row, column, score in _candidates(read, old, new):
        total, link = max(_prefixes(tops, column))
        pairs.append((old[column], new[row], link))
        at = column + 1
        while at <= len(old):
            tops[at] = max(tops[at], (total + score, len(pairs) - 1))
            at += at & -at
    link = max(_prefixes(tops, len(old)))[1]
    found: dict[int, int] = {}
    while link >= 0:
        place, wanted, link = pairs[link]
        found[wanted] = place
    return found


def _candidates(
    read: tuple[list[str], list[str]], old: list[int], new: list[int]
) -> Iterator[tuple[int, int, int]]:
    """Pairs that are alike (row, column, likeness in millionths), each row from the right.

    From the right, so that two pairs of one row never stand in one chain.
    """
    if not old or not new:
        return
    band = max(1, MOST_PAIRS // (2 * len(new)))
    for row, wanted in enumerate(new):
        middle = row * len(old) // len(new)
        for column in range(min(len(old), middle + band + 1) - 1, max(0, middle - band) - 1, -1):
            left, right = read[0][old[column]], read[1][wanted]
            alike = Indel.normalized_similarity(left, right, score_cutoff=LIKE)
            if alike >= LIKE:
                yield row, column, round(alike * 1_000_000)


def _prefixes(tops: list[tuple[int, int]], at: int) -> Iterator[tuple[int, int]]:
    """The nodes of the Fenwick tree that together cover the places before ``at``."""
    yield 0, -1
    while at > 0:
        yield tops[at]
        at &= at - 1
