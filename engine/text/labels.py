"""The labels that people see: PP1, 1, (a), (i).

Theory.  UN practice numbers preambular paragraphs (PP) and operative paragraphs each in one
run through the whole text, headings notwithstanding, and letters what hangs under them.  A
pinned label is kept as it is.  When a pinned label is a plain number (or letter) of its run,
the run goes on from there; "4 bis" or "alt" does not move it.
"""

import re
from collections import ChainMap
from collections.abc import Collection, Iterable, MutableMapping
from dataclasses import dataclass, replace

from placet.engine.text.tree import Kind, Paragraph, Text, grown, walk

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
          (4, "iv"), (1, "i"))  # fmt: skip


_FIRST = 5
"""How many words stand for a paragraph that has no label."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph with the label that is shown beside it (``None``: it has none)."""

    id: str
    depth: int
    kind: Kind
    label: str | None
    paragraph: Paragraph


def labelled(text: Text) -> tuple[Labelled, ...]:
    """Every paragraph in reading order with its label: pinned, or computed from its place."""
    rows: list[Labelled] = []
    runs: dict[str, int] = {}
    path: list[tuple[str, int]] = []  # (id, how many sub-paragraphs enclose it or are it)
    for depth, paragraph in walk(text):
        del path[depth:]
        parent, nested = path[-1] if path else ("", 0)
        is_sub = paragraph.kind is Kind.SUBPARAGRAPH
        path.append((paragraph.id, nested + 1 if is_sub else nested))
        label = _label(paragraph, parent, nested, runs)
        rows.append(Labelled(paragraph.id, depth, paragraph.kind, label, paragraph))
    return tuple(rows)


def names_of(text: Text, ids: Iterable[str]) -> tuple[str, ...]:
    """How people call these paragraphs: the label with those above it, "3 (a)".

    One without a label is called by its first words, in quotation marks.  In the order of the
    ids, which need not all be in the text.
    """
    names: dict[str, str] = {}
    above: list[str] = []
    for row in labelled(text):
        del above[row.depth :]
        above.append(row.label or "")
        names[row.id] = " ".join(x for x in above if x) if row.label else _first_words(row)
    return tuple(names.get(id, id) for id in ids)


def without_needless_labels(text: Text, ids: Collection[str]) -> Text:
    """The text in which those of these paragraphs whose pinned label is computed too are free."""
    rows: list[tuple[int, Paragraph]] = []
    runs: dict[str, int] = {}
    path: list[tuple[str, int]] = []
    for depth, paragraph in walk(text):
        del path[depth:]
        parent, nested = path[-1] if path else ("", 0)
        path.append((paragraph.id, nested + (paragraph.kind is Kind.SUBPARAGRAPH)))
        free = replace(paragraph, label=None)
        moved: dict[str, int] = {}
        computed = _label(free, parent, nested, ChainMap(moved, runs))
        if paragraph.id in ids and computed == paragraph.label:
            runs |= moved
            rows.append((depth, free))
        else:
            _label(paragraph, parent, nested, runs)
            rows.append((depth, paragraph))
    return Text(grown(rows), text.language)


def _first_words(row: Labelled) -> str:
    """The beginning of a paragraph in quotation marks; its id where it has no words."""
    words = row.paragraph.words.split()
    if not words:
        return row.id
    begun = " ".join(words[:_FIRST]).rstrip(",;:.") + ("..." if len(words) > _FIRST else "")
    return f"\u201c{begun}\u201d"


def _label(
    paragraph: Paragraph, parent: str, nested: int, runs: MutableMapping[str, int]
) -> str | None:
    """The label of one paragraph; moves its run on."""
    if paragraph.kind is Kind.PREAMBULAR:
        run, style = "PP", "PP{}"
    elif paragraph.kind is Kind.OPERATIVE:
        run, style = "OP", "{}"
    elif paragraph.kind is Kind.SUBPARAGRAPH:
        run, style = f"under {parent}", "a" if nested % 2 == 0 else "i"
    else:
        return paragraph.label
    if paragraph.label is not None:
        runs[run] = _number(paragraph.label, style) or runs.get(run, 0)
        return paragraph.label
    runs[run] = runs.get(run, 0) + 1
    if style == "a":
        return f"({letters(runs[run])})"
    return f"({roman(runs[run])})" if style == "i" else style.format(runs[run])


def _number(label: str, style: str) -> int | None:
    """Which number of its run a pinned label is, if it is a plain one."""
    if style == "i":
        return from_roman(label.strip("()").lower())
    if style == "a":
        return from_letters(label.strip("()").lower())
    met = re.fullmatch(r"(?:PP|OP)?\s?([0-9]{1,6})[.)]?", label)
    return int(met.group(1)) if met else None


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, 28 is ab."""
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def from_letters(label: str) -> int | None:
    """The inverse of ``letters`` for at most three letters; ``None`` for anything else."""
    if not re.fullmatch("[a-z]{1,3}", label):
        return None
    number = 0
    for letter in label:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number


def roman(number: int) -> str:
    """A number in small roman numerals."""
    found = ""
    for value, numeral in _ROMAN:
        found += numeral * (number // value)
        number %= value
    return found


def from_roman(label: str) -> int | None:
    """The number that small roman numerals say, or ``None`` when they are not well formed."""
    if not re.fullmatch("[ivxlc]{1,15}", label):
        return None
    number, rest = 0, label
    for value, numeral in _ROMAN:
        while rest.startswith(numeral):
            number, rest = number + value, rest[len(numeral) :]
    return number if not rest and roman(number) == label else None
