"""Brackets with their places: what each one says, and whose the readings in it are.

Theory.  ``spans`` reads a paragraph for rendering; here the same reading is kept with places,
as a flat sequence in the order of the opening brackets, so that one bracket can be named,
counted and settled.  A group holds no words, only where its readings begin and end: nested ten
thousand deep it costs ten thousand small values and not their sum.

Meanings.  One reading without a name is words that are not agreed.  One with a name is an
insertion, unless it says exactly ``delete`` (the words before it, or around it, go) or
``retain`` (they stay).  ``[words / A: delete]`` is a deletion with its words.  Brackets side by
side, white space apart, are a run of alternatives: ``[shall][should]``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from placet.engine.text.brackets import Alternative, Bracket, Span, spans
from placet.engine.text.marks import as_read

DELETE = "delete"
RETAIN = frozenset(("retain", "keep"))
_LONGEST_PLACEHOLDER = 200
_PLACEHOLDER = re.compile(r"[Xx]{1,4}|[.\u2026]+|_+|[-\u2013\u2014]+|#+|\?+|")
_NAMED_PLACEHOLDER = re.compile(r"[\W_]*placeholder\b", re.IGNORECASE)


class Meaning(StrEnum):
    """What a bracket says."""

    OPEN = "open"
    ALTERNATIVES = "alternatives"
    INSERTION = "insertion"
    DELETION = "deletion"
    RETENTION = "retention"
    PLACEHOLDER = "placeholder"
    UNCLOSED = "unclosed"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading in a bracket: whose, where its words stand, what is written around them.

    ``lead`` is the attribution as written before the words, ``separator`` the slash after.
    """

    start: int
    end: int
    names: tuple[str, ...] = ()
    lead: str = ""
    separator: str = ""
    deletes: bool = False
    retains: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A bracket from its opening character to after its closing one (or the paragraph's end).

    ``depth`` is 1 for an outermost one; ``holder`` the index of the group around it, -1 for none.
    """

    start: int
    end: int
    depth: int
    holder: int
    meaning: Meaning
    readings: tuple[Reading, ...]

    @property
    def closed(self) -> bool:
        """Whether the bracket ends."""
        return self.meaning is not Meaning.UNCLOSED

    @property
    def is_plain(self) -> bool:
        """Whether it holds one reading that is nobody's, and so may be one of a run."""
        return self.closed and len(self.readings) == 1 and not self.readings[0].names


@dataclass(frozen=True, slots=True)
class Choice:
    """Readings of which one is to be chosen: those of a group, or a run of plain groups."""

    start: int
    end: int
    groups: tuple[Group, ...]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings, in order."""
        return tuple(reading for group in self.groups for reading in group.readings)


@dataclass(slots=True)
class _Draft:
    start: int
    depth: int
    holder: int
    readings: list[Reading]


def groups_of(words: str) -> tuple[Group, ...]:
    """Every bracket of these words, in the order in which they open; nesting has no limit."""
    return _Walk(words).groups()


def written(words: str, group: Group) -> str:
    """The characters of a group, put together from its readings: what stands in the words."""
    inside = "".join(r.lead + words[r.start : r.end] + r.separator for r in group.readings)
    return f"[{inside}{']' if group.closed else ''}"


def choices_of(words: str, groups: tuple[Group, ...]) -> tuple[Choice, ...]:
    """What there is to choose: each closed group, plain neighbours together as a run."""
    found: list[Choice] = []
    last: dict[int, int] = {}  # by holder: the choice that ended last in it
    for group in groups:
        if not group.closed:
            continue
        before = last.get(group.holder, -1)
        if before >= 0 and _adjoins(words, found[before], group):
            run = found[before]
            found[before] = Choice(run.start, group.end, (*run.groups, group))
        else:
            last[group.holder] = len(found)
            found.append(Choice(group.start, group.end, (group,)))
    return tuple(found)


def strays(words: str) -> Iterator[int]:
    """Where brackets stand that close nothing."""
    at = 0
    open = 0
    for at, char in enumerate(words):
        if char == "[":
            open += 1
        elif char == "]":
            if not open:
                yield at
            open = max(open - 1, 0)


def _adjoins(words: str, run: Choice, group: Group) -> bool:
    """Whether a group goes on with a run."""
    plain = run.groups[-1].is_plain and group.is_plain
    return plain and not words[run.end : group.start].strip()


class _Walk:
    """One pass over the spans of some words, counting characters."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.at = 0
        self.open: list[int] = []
        self.found: list[Group | _Draft] = []

    def groups(self) -> tuple[Group, ...]:
        waiting: list[Span | tuple[Span, int]] = []
        waiting.extend(reversed(spans(self.words, None)))
        while waiting:
            span = waiting.pop()
            if isinstance(span, tuple):
                self._leave(*span)
            elif isinstance(span, Bracket):
                holder = self.open[-1] if self.open else -1
                self.open.append(len(self.found))
                self.found.append(_Draft(self.at, len(self.open), holder, []))
                self.at += 1
                waiting.append((span, self.at))
                waiting.extend(reversed(span.children))
            elif isinstance(span, Alternative):
                self.at += len(span.lead)
                waiting.append((span, self.at))
                waiting.extend(reversed(span.children))
            else:
                self.at += len(span.text)
        return tuple(group for group in self.found if isinstance(group, Group))

    def _leave(self, span: Span, begin: int) -> None:
        """The end of a bracket, or of a reading in it."""
        draft = self.found[self.open[-1]]
        if not isinstance(draft, _Draft):  # pragma: no cover - what is open is a draft
            return
        if isinstance(span, Alternative):
            first = not draft.readings
            said = self._short(begin, self.at)
            named = bool(span.attribution) or not first
            draft.readings.append(
                Reading(
                    begin, self.at, span.attribution, span.lead, span.separator,
                    deletes=named and said == DELETE,
                    retains=bool(span.attribution) and said in RETAIN,
                )
            )  # fmt: skip
            self.at += len(span.separator)
        elif isinstance(span, Bracket):
            readings = tuple(draft.readings) or (Reading(begin, self.at),)
            self.at += span.closed
            meaning = self._meaning(readings) if span.closed else Meaning.UNCLOSED
            self.found[self.open.pop()] = Group(
                draft.start, self.at, draft.depth, draft.holder, meaning, readings
            )

    def _short(self, start: int, end: int) -> str:
        """Words as read where they are few, else nothing."""
        if end - start > _LONGEST_PLACEHOLDER:
            return self.words[start : start + _LONGEST_PLACEHOLDER]
        return as_read(self.words[start:end]).strip()

    def _meaning(self, readings: tuple[Reading, ...]) -> Meaning:
        first = readings[0]
        if len(readings) == 2 and readings[1].deletes and not first.deletes:
            return Meaning.DELETION
        if len(readings) > 1:
            return Meaning.ALTERNATIVES
        if first.deletes:
            return Meaning.DELETION
        if first.retains:
            return Meaning.RETENTION
        if first.names:
            return Meaning.INSERTION
        said = self._short(first.start, first.end)
        if _PLACEHOLDER.fullmatch(said) or _NAMED_PLACEHOLDER.match(said):
            return Meaning.PLACEHOLDER
        return Meaning.OPEN
