"""How bracketed a text is: the figure that says whether a text converges.

Theory.  Brackets are counted in the text as read, and the depth is the deepest nesting met
while reading the whole text through, since real brackets span paragraphs.  A closing bracket
that closes nothing is flagged and does not lower the depth.  Two counts exist side by side:
by the tree's paragraphs (``stats``) and by the blocks of a source between blank lines
(``block_stats``), which also counts alternatives: runs of two or more bracket groups side by
side, and groups of Options.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from placet.engine.text.tree import Text, walk, word_count

_BRACKET = re.compile(r"[\[\]]")
_FIRST_OPTION = re.compile(r"^[ *\[]*option\s+(?:1|i|a)\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by the tree's paragraphs; ``depth`` is read through the whole text."""

    paragraphs: int
    words: int
    open_brackets: int
    close_brackets: int
    depth: int
    unbalanced_paragraphs: tuple[str, ...]
    bracketed_paragraphs: int


@dataclass(frozen=True, slots=True)
class BlockStats:
    """Counts by blocks: what stands between blank lines, headings included."""

    blocks: int
    bracketed_paragraphs: int
    unbalanced_paragraphs: int
    open_brackets: int
    close_brackets: int
    depth: int
    alternatives: int


def stats(text: Text) -> Stats:
    """The counts of a text."""
    paragraphs = [paragraph for _, paragraph in walk(text)]
    words = [paragraph.words for paragraph in paragraphs]
    opened, closed, depth = _counts(words)
    return Stats(
        paragraphs=len(paragraphs),
        words=word_count(text),
        open_brackets=opened,
        close_brackets=closed,
        depth=depth,
        unbalanced_paragraphs=tuple(p.id for p in paragraphs if not is_balanced(p.words)),
        bracketed_paragraphs=sum(map(_is_bracketed, words)),
    )


def block_stats(blocks: Sequence[str]) -> BlockStats:
    """The counts of a source, given its blocks as read."""
    opened, closed, depth = _counts(blocks)
    return BlockStats(
        blocks=len(blocks),
        bracketed_paragraphs=sum(map(_is_bracketed, blocks)),
        unbalanced_paragraphs=sum(not is_balanced(block) for block in blocks),
        open_brackets=opened,
        close_brackets=closed,
        depth=depth,
        alternatives=sum(map(adjacent_groups, blocks))
        + sum(len(_FIRST_OPTION.findall(block)) for block in blocks),
    )


def is_balanced(words: str) -> bool:
    """Whether every bracket in these words has its partner in them."""
    depth = 0
    for met in _BRACKET.finditer(words):
        depth += 1 if met.group() == "[" else -1
        if depth < 0:
            return False
    return depth == 0


def adjacent_groups(words: str) -> int:
    """How many runs of two or more bracket groups stand side by side, white space apart."""
    runs = 0
    ended: list[tuple[int, int]] = [(-1, 0)]  # by level: where the last group ended, its run
    for met in _BRACKET.finditer(words):
        if met.group() == "[":
            ended.append((-1, 0))
        elif len(ended) > 1:
            ended.pop()
            ended[-1] = (met.end(), ended[-1][1])
            continue
        else:
            ended[-1] = (-1, 0)
            continue
        end, run = ended[-2]
        beside = end >= 0 and not words[end : met.start()].strip()
        runs += beside and run == 1
        ended[-2] = (end, run + 1 if beside else 1)
    return runs


def _counts(words: Iterable[str]) -> tuple[int, int, int]:
    """Opening and closing brackets, and the deepest nesting."""
    opened = closed = depth = deepest = 0
    for part in words:
        for met in _BRACKET.finditer(part):
            if met.group() == "[":
                opened, depth = opened + 1, depth + 1
                deepest = max(deepest, depth)
            else:
                closed, depth = closed + 1, max(depth - 1, 0)
    return opened, closed, deepest


def _is_bracketed(words: str) -> bool:
    return _BRACKET.search(words) is not None
