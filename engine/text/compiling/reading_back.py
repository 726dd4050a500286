r"""From printed words back to what one of the proposers wrote.

Theory.  A bracket is one of ours where one of its readings begins with names of proposers and a
colon; any other bracket belongs to the words.  In a bracket of ours who is named has the reading
with the name; who is not named has the first reading where that is nobody's, and else nothing
there.  A reading that is exactly ``delete`` is
nothing.  A reading that is nothing takes one space with it: the one that follows where white
space (or the beginning) stands before the bracket, else the one before where the words end
behind the bracket or a punctuation mark follows.  A backslash before one of ``\ [ ] / : d``
makes that a plain character and goes.

That is all there is to know; whoever prints has to see that it leads back.  One pass finds the
brackets, one pass reads, and neither recurses.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from placet.engine.text.notation.groups import DELETE

SLASH = " / "
_TOKEN = re.compile(r"\\[\\\[\]/:d]|\[|\]| / |[^\\\[\] ]+|[\s\S]")
_ESCAPED = re.compile(r"\\([\\\[\]/:d])")
_PUNCTUATION = tuple(",.;:!?)\u2026\u060c\u061b\u061f\u3001\u3002")


def unescaped(words: str) -> str:
    """Printed words for people: without the backslashes that only reading back needs."""
    return _ESCAPED.sub(r"\1", words)


@dataclass(slots=True)
class _Group:
    """A bracket, by tokens: where it opens and closes, and where its readings are divided."""

    open: int
    close: int = -1
    slashes: list[int] = field(default_factory=list)
    leads: list[tuple[frozenset[str], int]] = field(default_factory=list)  # names, first token


class Printed:
    """Printed words, read once; ``read`` then gives what a name reads in them."""

    def __init__(self, words: str, proposers: Collection[str]) -> None:
        self.tokens: list[str] = _TOKEN.findall(words)
        self.lead = _lead(tuple(proposers))
        self.ours: dict[int, _Group] = {}
        self._find(words)

    def read(self, name: str) -> str:
        """The words as that name wrote them."""
        out: list[str] = []
        skipped: list[tuple[int, int]] = []  # by bracket of ours: where its reading ends, its end
        begun: list[int] = []
        at = 0
        while at < len(self.tokens):
            if skipped and at == skipped[-1][0]:
                _, at = skipped.pop()
                if len(out) == begun.pop():
                    at = self._nothing(out, at)
                continue
            if (group := self.ours.get(at)) is not None:
                start, end = self._reading(group, name)
                skipped.append((end, group.close + 1))
                begun.append(len(out))
                at = start
                continue
            token = self.tokens[at]
            out.append(token[1:] if len(token) == 2 and token[0] == "\\" else token)
            at += 1
        while skipped:  # brackets that end where the words do
            skipped.pop()
            if len(out) == begun.pop():
                self._nothing(out, at)
        return "".join(out)

    def _reading(self, group: _Group, name: str) -> tuple[int, int]:
        """From which token to before which the reading of a name stands; nothing at the end."""
        ends = [*group.slashes, group.close]
        for (names, start), end in zip(group.leads, ends, strict=True):
            if name in names:
                if self.tokens[start:end] == [DELETE]:
                    return end, end
                return start, end
        names, start = group.leads[0]
        return (group.close, group.close) if names else (start, ends[0])

    def _nothing(self, out: list[str], at: int) -> int:
        """Take one space away with a reading that is nothing; returns where to go on."""
        while out and not out[-1]:
            out.pop()
        after = self.tokens[at] if at < len(self.tokens) else ""
        before = out[-1][-1:] if out else ""
        if after.isspace() and (not before or before.isspace()):
            return at + 1
        if before == " " and (not after or after in ("]", SLASH) or after[0] in _PUNCTUATION):
            out[-1] = out[-1][:-1]
        return at

    def _find(self, words: str) -> None:
        """Find the brackets of ours."""
        places = list(_places(self.tokens))
        open: list[_Group] = []
        for at, said in enumerate(self.tokens):
            if said == "[":
                open.append(_Group(at))
            elif said == SLASH and open:
                open[-1].slashes.append(at)
            elif said == "]" and open:
                group = open.pop()
                group.close = at
                for start in (group.open, *group.slashes):
                    group.leads.append(self._names(words, places, start + 1))
                if any(names for names, _ in group.leads):
                    self.ours[group.open] = group

    def _names(self, words: str, places: list[int], start: int) -> tuple[frozenset[str], int]:
        """The names before a reading that begins with a token, and its first token after them."""
        met = self.lead.match(words, places[start]) if start < len(places) else None
        if met is None:
            return frozenset(), start
        at = start
        while at < len(places) and places[at] < met.end():
            at += 1
        if at < len(places) and places[at] != met.end():
            return frozenset(), start
        return frozenset(met[1].split(", ")), at


def read_back(words: str, name: str, proposers: Collection[str]) -> str:
    """What a proposer wrote, from words that were printed with the names of all proposers.

    Empty where it has no such words here.
    """
    return Printed(words, proposers).read(name)


def _places(tokens: list[str]) -> Iterator[int]:
    at = 0
    for token in tokens:
        yield at
        at += len(token)


@lru_cache(maxsize=64)
def _lead(proposers: tuple[str, ...]) -> re.Pattern[str]:
    """What an attribution to some of the proposers looks like."""
    one = "|".join(map(re.escape, sorted(proposers, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"((?:{one})(?:, (?:{one}))*): ")
