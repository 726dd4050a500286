"""A text as the characters of a file: what is printed before a paragraph, and its words.

The printed number (`1.`, `(a)`, `PP2 bis`) is not among the words of a paragraph, and neither
are a bullet and the marks of a heading or a footnote in Markdown; a file without them is not
that file.  So what these commands give back as OLD, NEW or an organisation's file has them as
they stand in the file, and where there is none, as they would be written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from placet.engine.text import Kind, Text, labelled
from placet.engine.text.numbering import printed
from placet.engine.text.recognition import FOOTNOTE

BREAK = "\n\n"

_STOPPED = re.compile(r"\d{1,3}|[a-z]")
_INDENT = re.compile(r"[\s>]*")
_MARKDOWN = re.compile(r"#{1,30}\s+|\[\^[^\]\[\s]+\]:\s*")
_KEY = 24

Marks = Mapping[str, str]
"""What is printed before paragraphs, by id."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as it is printed: its id, what stands before its words, its words."""

    id: str
    mark: str
    words: str


def lines(text: Text, marks: Marks) -> Iterator[Line]:
    """The paragraphs as they are printed; numbers that only Placet computes are not there."""
    usual = usual_marks(text)
    for row in labelled(text):
        yield Line(row.id, marks.get(row.id, usual[row.id]), row.paragraph.words)


def as_file(text: Text, marks: Marks) -> str:
    """The text as the characters of a file, paragraphs separated by empty lines."""
    return BREAK.join(line.mark + line.words for line in lines(text, marks))


def usual_marks(text: Text) -> dict[str, str]:
    """What would be written before each paragraph."""
    found: dict[str, str] = {}
    above: list[Kind] = []
    for row in labelled(text):
        del above[row.depth :]
        above.append(row.kind)
        label = row.paragraph.label or ""
        if row.kind is Kind.TITLE:
            found[row.id] = "# "
        elif row.kind in (Kind.HEADING, Kind.ANNEX):
            found[row.id] = "#" * (2 + above[:-1].count(Kind.HEADING)) + " "
        elif label.startswith(FOOTNOTE):
            found[row.id] = f"[^{label.removeprefix(FOOTNOTE)}]: "
        elif label:
            found[row.id] = f"{label}. " if _STOPPED.fullmatch(label) else f"{label} "
        else:
            found[row.id] = ""
    return found


def marks_in(text: Text, source: str) -> dict[str, str]:
    """What is printed in a file before each paragraph of its text.

    A paragraph is found again by how its words begin, in the order of the file.
    """
    entries = [_entry(line) for line in source.splitlines()]
    by_key: dict[str, list[int]] = {}
    for at, (_, key) in enumerate(entries):
        by_key.setdefault(key, []).append(at)
    found: dict[str, str] = {}
    reached = 0
    for row in labelled(text):
        places = by_key.get(_key(row.paragraph.words), [])
        is_note = (row.paragraph.label or "").startswith(FOOTNOTE)
        after = bisect_left(places, 0 if is_note else reached)
        if after < len(places):
            found[row.id] = entries[places[after]][0]
            reached = reached if is_note else places[after] + 1
        elif row.kind is Kind.TITLE:
            found[row.id] = ""  # it stood in the front matter
    return found


def _entry(line: str) -> tuple[str, str]:
    """What is printed before the words of a line, and how these begin."""
    indent = _INDENT.match(line)
    bare = line[indent.end() :] if indent else line
    met = _MARKDOWN.match(bare)
    number = None if met else printed(bare)
    end = met.end() if met else number.words_at if number else 0
    mark = bare[:end].rstrip()
    return (f"{mark} " if mark else ""), _key(bare[end:])


def _key(words: str) -> str:
    """How words begin: their first letters and digits, footnote marks and notation left out."""
    first = re.sub(r"\[\^[^\]\[\s]+\]", "", words[: 8 * _KEY].split("\n")[0])
    return "".join(char for char in first if char.isalnum())[:_KEY]
