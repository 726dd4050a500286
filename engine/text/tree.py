"""The negotiated text: a tree of paragraphs with permanent ids.

Theory.  Comments, amendments, positions and redlines must point at *this paragraph* while
its number changes, its words change and it moves.  So a paragraph has an id that is given
once and never used again, and the number that people see is a label, computed from the
place in the tree or pinned where a text is printed with its own numbers (PP2 bis, 4 ter).
The words are plain characters with two inline marks, ``*emphasis*`` and ``**strong**`` (and
``\\*`` for an asterisk that is none); square brackets are real characters.  There is no HTML
and there are no line numbers.

Headings hold what stands under them as children, as operative paragraphs hold their
sub-paragraphs, and annexes hold what is annexed.  A table holds its rows and a row its cells,
so a cell has an id like any paragraph and is commented on, amended and compared like one; the
words of a table are its caption and a row has none; those of an annex are its title.  A
``note`` is whatever carries no number: the opening of a sentence, an option's line, a footnote.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from placet.engine.text.tokens import count_words

_RTL_LANGUAGES = frozenset("ar arc ckb dv fa ha-arab he ks nqo ps sd syr ug ur yi".split())
_RTL_SCRIPTS = frozenset("adlm arab aran hebr mand mend nkoo rohg samr syrc thaa".split())


class Kind(StrEnum):
    """What a paragraph is in the text."""

    TITLE = "title"
    HEADING = "heading"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    SUBPARAGRAPH = "subparagraph"
    NOTE = "note"
    ANNEX = "annex"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"


WORDLESS = frozenset((Kind.ANNEX, Kind.TABLE, Kind.ROW, Kind.CELL))
"""Kinds that may have no words of their own."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: a permanent id, a kind, words, and what belongs under it.

    ``label`` is a pinned display label such as "PP2 bis"; ``None`` means computed.
    """

    id: str
    kind: Kind
    words: str
    children: tuple["Paragraph", ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text in one language (a BCP 47 tag)."""

    paragraphs: tuple[Paragraph, ...]
    language: str = "en"


def direction(text: Text) -> Literal["ltr", "rtl"]:
    """The direction in which the text's language is written, for the ``dir`` attribute."""
    language, *rest = text.language.lower().replace("_", "-").split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if language in _RTL_LANGUAGES else "ltr"


def minted_id(minted: int) -> tuple[str, int]:
    """A fresh id and the new counter; ``minted`` is the highest number ever used."""
    return f"p{minted + 1}", minted + 1


def walk(text: Text) -> Iterator[tuple[int, Paragraph]]:
    """Every paragraph in reading order with its depth (0 at the top)."""
    waiting = [(0, paragraph) for paragraph in reversed(text.paragraphs)]
    while waiting:
        depth, paragraph = waiting.pop()
        yield depth, paragraph
        waiting.extend((depth + 1, child) for child in reversed(paragraph.children))


def find(text: Text, id: str) -> Paragraph | None:
    """The paragraph with that id, or ``None``."""
    return next((paragraph for _, paragraph in walk(text) if paragraph.id == id), None)


def paragraph_ids(text: Text) -> tuple[str, ...]:
    """All ids in reading order."""
    return tuple(paragraph.id for _, paragraph in walk(text))


def word_count(text: Text) -> int:
    """How many words the text has, headings and notes included, labels not."""
    return sum(count_words(paragraph.words) for _, paragraph in walk(text))


def reworded(text: Text, id: str, words: str) -> Text:
    """The text with other words in one paragraph."""
    rows = [
        (depth, replace(paragraph, words=words) if paragraph.id == id else paragraph)
        for depth, paragraph in walk(text)
    ]
    return Text(grown(rows), text.language)


def grown(rows: list[tuple[int, Paragraph]]) -> tuple[Paragraph, ...]:
    """The tree of a flat sequence of (depth, paragraph), as ``walk`` gives it.

    Children that the given paragraphs have are replaced; a depth may rise by one at most.
    """
    finished: list[list[Paragraph]] = [[]]
    for depth, paragraph in reversed(rows):
        while len(finished) < depth + 2:
            finished.append([])
        children = tuple(reversed(finished[depth + 1]))
        finished[depth + 1] = []
        finished[depth].append(
            Paragraph(paragraph.id, paragraph.kind, paragraph.words, children, paragraph.label)
        )
    return tuple(reversed(finished[0]))
