"""What a mail says, before anybody decides how it looks.

A letter is one value; its plain part and its HTML part are two renderings of it, so they
cannot differ in a date, a reference or a link.  A sentence is a row of runs, because HTML
may set a name in bold and plain text may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_PLACE = re.compile(r"\{(\w+)\}")

STRONG, EMPHASIS, PLAIN = "strong", "em", ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind; `data` says that they come from people, not from a catalogue."""

    text: str
    mark: str = PLAIN
    data: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """Running text."""

    runs: tuple[Run, ...] = ()

    def __str__(self) -> str:
        """As plain text, where quotation marks stand for emphasis."""
        return "".join(
            f"\u201c{run.text}\u201d" if run.mark == EMPHASIS else run.text for run in self.runs
        )

    def __bool__(self) -> bool:
        return bool(self.runs)


@dataclass(frozen=True, slots=True)
class Value:
    """Something to be put into a sentence: ours, or (with `data`) somebody else's."""

    text: str
    mark: str = PLAIN
    data: bool = True


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing to do."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a small table."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    heading: str
    paragraphs: tuple[Sentence, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole mail, in the order in which it is read.

    `reference` and `table` (the negotiation's title) stand in the docket; `code` is the mark
    that a sign-in code replaces.
    """

    subject: str
    heading: str
    lead: tuple[Sentence, ...]
    reference: str = ""
    table: str = ""
    silence: str = ""
    code: str = ""
    action: Action | None = None
    sections: tuple[Section, ...] = ()
    footer: tuple[str, ...] = ()


def sentence(words: str, values: Mapping[str, Value | str | int] | None = None) -> Sentence:
    """A translated sentence with its {places} filled; a plain value is ours."""
    return Sentence(tuple(_runs(words, values or {})))


def _runs(words: str, values: Mapping[str, Value | str | int]) -> Iterator[Run]:
    end = 0
    for place in _PLACE.finditer(words):
        if place.start() > end:
            yield Run(words[end : place.start()])
        value = values.get(place[1], f"({place[1]})")
        if isinstance(value, Value):
            yield Run(value.text, value.mark, value.data)
        else:
            yield Run(str(value))
        end = place.end()
    if end < len(words):
        yield Run(words[end:])
