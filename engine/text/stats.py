"""How bracketed a text is: the figure that says whether a text converges.

Theory.  Brackets are counted in the text as read, and the depth is the deepest nesting met
while reading the whole text through, since real brackets span paragraphs.  A closing bracket
that closes nothing is flagged and does not lower the depth.  Two counts exist side by side:
by the tree's paragraphs (``stats``) and by the blocks of a source between blank lines
(``block_stats``), which also counts alternatives: runs of two or more bracket groups side by
side, and groups of Options.

A paragraph by itself (``paragraph_stats``) is read as it is shown: a bracket that never ends
holds the rest of it.  A bracket with several readings counts among its alternatives too.  What
a whole text comes to, version after version, is its burn-down.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from placet.engine.text.labels import labelled
from placet.engine.text.notation.groups import groups_of
from placet.engine.text.notation.options import option_groups
from placet.engine.text.notation.read import placeholders_in
from placet.engine.text.tokens import is_word, tokens
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


@dataclass(frozen=True, slots=True)
class ParagraphStats:
    """The counts of one paragraph; ``bracketed_words`` are those of its words inside brackets."""

    id: str
    label: str | None
    opened: int
    closed: int
    depth: int
    alternatives: int
    placeholders: int
    balanced: bool
    bracketed_words: int
    words: int

    @property
    def share(self) -> Fraction:
        """The share of its words that stand in brackets, from 0 to 1; 0 without words."""
        return Fraction(self.bracketed_words, self.words) if self.words else Fraction(0)


@dataclass(frozen=True, slots=True)
class Point:
    """Where one version stands: what is still open in it.

    ``brackets`` are opening ones, ``bracketed`` the paragraphs that have any; ``alternatives``
    are those of the paragraphs and the groups of options.
    """

    number: int
    brackets: int
    depth: int
    alternatives: int
    bracketed: int
    paragraphs: int
    bracketed_words: int
    words: int
    placeholders: int

    @property
    def share(self) -> Fraction:
        """The share of the words that stand in brackets, from 0 to 1; 0 without words."""
        return Fraction(self.bracketed_words, self.words) if self.words else Fraction(0)


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


def paragraph_stats(text: Text) -> tuple[ParagraphStats, ...]:
    """The counts of every paragraph, in reading order."""
    return tuple(_measured(row.id, row.label, row.paragraph.words) for row in labelled(text))


def burn_down(versions: Iterable[tuple[int, Text]]) -> tuple[Point, ...]:
    """What is open in each version of a text, given with its number.

    Most paragraphs of a version read as they did before; words are counted once.
    """
    known: dict[str, ParagraphStats] = {}
    return tuple(_point(number, text, known) for number, text in versions)


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


def _point(number: int, text: Text, known: dict[str, ParagraphStats]) -> Point:
    said = [paragraph.words for _, paragraph in walk(text)]
    for words in said:
        if words not in known:
            known[words] = _measured("", None, words)
    rows = [known[words] for words in said]
    return Point(
        number=number,
        brackets=sum(row.opened for row in rows),
        depth=_counts(said)[2],
        alternatives=sum(row.alternatives for row in rows) + len(option_groups(text)),
        bracketed=sum(row.opened + row.closed > 0 for row in rows),
        paragraphs=len(rows),
        bracketed_words=sum(row.bracketed_words for row in rows),
        words=sum(row.words for row in rows),
        placeholders=sum(row.placeholders for row in rows),
    )


def _measured(id: str, label: str | None, words: str) -> ParagraphStats:
    opened, closed, depth = _counts([words])
    bracketed, count = _words_in_brackets(words)
    divided = sum(len(group.readings) > 1 for group in groups_of(words)) if opened else 0
    return ParagraphStats(
        id=id,
        label=label,
        opened=opened,
        closed=closed,
        depth=depth,
        alternatives=adjacent_groups(words) + divided,
        placeholders=len(placeholders_in(words)),
        balanced=is_balanced(words),
        bracketed_words=bracketed,
        words=count,
    )


def _words_in_brackets(words: str) -> tuple[int, int]:
    """How many words stand inside brackets, and how many there are."""
    depth = inside = count = 0
    for token in tokens(words):
        if token[0] == "[":
            depth += 1
        elif token[0] == "]":
            depth = max(depth - 1, 0)
        elif is_word(token):
            count += 1
            inside += depth > 0
    return inside, count
