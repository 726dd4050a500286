"""The labels that people see: PP1, 1, (a), (i), Annex II.

Theory.  UN practice numbers preambular paragraphs (PP) and operative paragraphs each in one
run through the whole text, headings notwithstanding, and letters what hangs under them.  An
annex is a text of its own: in it both runs begin anew.  Annexes are numbered where one paragraph
holds more than one, in capital roman numerals; they are called so in the language of the
text, whose words these are.  Tables, rows and cells have no label of their own (`naming` says
how people call them).

A pinned label is kept as it is.  When a pinned label is a plain number (or letter) of its run,
the run goes on from there; "4 bis" or "alt" does not move it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from placet.engine.text.tree import Kind, Paragraph, Text, grown, walk

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
          (4, "iv"), (1, "i"))  # fmt: skip


ANNEXES = {
    "ar": "المرفق", "de": "Anhang", "en": "Annex", "es": "Anexo", "fr": "Annexe",
    "it": "Allegato", "pt": "Anexo", "ru": "Приложение", "zh": "附件",
}  # fmt: skip
"""What an annex is called, by the language of the text; in others as in English."""


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
    runs = _Runs(text)
    for depth, paragraph in walk(text):
        runs.enter(depth, paragraph)
        label = runs.moved_on(paragraph)
        rows.append(Labelled(paragraph.id, depth, paragraph.kind, label, paragraph))
    return tuple(rows)


def counted(text: Text) -> Text:
    """The text in which no paragraph pins the number that it would have by itself.

    So a text that was written with its numbers counts anew when a paragraph is added.
    """
    return without_needless_labels(text, [paragraph.id for _, paragraph in walk(text)])


def without_needless_labels(text: Text, ids: Collection[str]) -> Text:
    """The text in which those of these paragraphs whose pinned label is computed too are free."""
    rows: list[tuple[int, Paragraph]] = []
    runs = _Runs(text)
    for depth, paragraph in walk(text):
        runs.enter(depth, paragraph)
        free = replace(paragraph, label=None)
        if paragraph.id in ids and runs.next(free)[0] == paragraph.label:
            paragraph = free
        runs.moved_on(paragraph)
        rows.append((depth, paragraph))
    return Text(grown(rows), text.language)


@dataclass(frozen=True, slots=True)
class _Place:
    """An open paragraph: how many sub-paragraphs enclose it or are it, and in which annex."""

    id: str = ""
    nested: int = 0
    annex: str = ""


@dataclass(slots=True)
class _Runs:
    """Where the runs of numbers have come to while a text is read through."""

    text: Text
    numbers: dict[str, int] = field(default_factory=dict)
    path: list[_Place] = field(default_factory=lambda: [_Place()])
    several: set[str] = field(default_factory=set)  # what holds more than one annex

    def __post_init__(self) -> None:
        holders = (("", self.text.paragraphs), *((p.id, p.children) for _, p in walk(self.text)))
        self.several = {
            id for id, held in holders if sum(one.kind is Kind.ANNEX for one in held) > 1
        }

    def enter(self, depth: int, paragraph: Paragraph) -> None:
        """Go on to a paragraph."""
        del self.path[depth + 1 :]
        above = self.path[-1]
        nested = above.nested + (paragraph.kind is Kind.SUBPARAGRAPH)
        annex = paragraph.id if paragraph.kind is Kind.ANNEX else above.annex
        self.path.append(_Place(paragraph.id, nested, annex))

    def moved_on(self, paragraph: Paragraph) -> str | None:
        """The label of the paragraph that was entered; its run moves on."""
        label, run, number = self.next(paragraph)
        self.numbers[run] = number
        return label

    def next(self, paragraph: Paragraph) -> tuple[str | None, str, int]:
        """The label of the paragraph that was entered, its run, and where that then is."""
        above = self.path[-2]
        if paragraph.kind is Kind.PREAMBULAR:
            run, style = f"PP {above.annex}", "PP"
        elif paragraph.kind is Kind.OPERATIVE:
            run, style = f"OP {above.annex}", ""
        elif paragraph.kind is Kind.SUBPARAGRAPH:
            run, style = f"under {above.id}", "a" if above.nested % 2 == 0 else "i"
        elif paragraph.kind is Kind.ANNEX:
            run, style = f"annexes {above.id}", "I"
        else:
            return paragraph.label, "", 0
        before = self.numbers.get(run, 0)
        if paragraph.label is not None:
            return paragraph.label, run, _number(paragraph.label, style) or before
        return self._computed(style, before + 1), run, before + 1

    def _computed(self, style: str, number: int) -> str:
        if style == "I":
            name = ANNEXES.get(language_of(self.text), ANNEXES["en"])
            alone = self.path[-2].id not in self.several
            return name if alone else f"{name} {roman(number).upper()}"
        if style == "a":
            return f"({letters(number)})"
        return f"({roman(number)})" if style == "i" else f"{style}{number}"


def language_of(text: Text) -> str:
    """The language of the text without its script and country."""
    return text.language.lower().replace("_", "-").split("-")[0]


def _number(label: str, style: str) -> int | None:
    """Which number of its run a pinned label is, if it is a plain one."""
    if style == "i":
        return from_roman(label.strip("()").lower())
    if style == "I":
        last = (label.split() or [""])[-1]
        return int(last) if re.fullmatch("[0-9]{1,3}", last) else from_roman(last.lower())
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
