"""A compilation as people need it: one bracketed text, columns, and where proposals clash.

A clash is where two proposals want to change the same words in different ways (or one takes a
paragraph out that another changes or moves).  Who keeps the words of the base proposes nothing
there and clashes with nobody.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from placet.engine.text.compiling.compiled import base_of, reading_of
from placet.engine.text.compiling.printing import bracketed
from placet.engine.text.compiling.values import BASE, Compilation, Form, Passage
from placet.engine.text.labels import labelled
from placet.engine.text.tree import Paragraph, Text, grown, minted_id

Fate = Literal["same", "changed", "added", "deleted", "moved", "moved_away", "absent"]

_ID = re.compile(r"p([0-9]{1,12})")


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of a paragraph for which there are several proposals.

    ``words`` are those of the base, None where it has none there; ``readings`` those of the
    proposals that change them, with their names; None means that the paragraph goes.
    """

    paragraph: str
    label: str | None
    words: str | None
    readings: tuple[tuple[tuple[str, ...], str | None], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one proposal has at a place of the text; ``absent``: nothing, and it need not."""

    fate: Fate
    words: str | None


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One row of the table: base, proposals in the order of the compilation, the bracketed text.

    ``words`` is None where the base has nothing here; ``changed_form`` says that some have the
    paragraph in another kind, label or depth.
    """

    paragraph: str
    label: str | None
    depth: int
    words: str | None
    cells: tuple[Cell, ...]
    bracketed: str
    changed_form: bool


def as_text(
    compilation: Compilation, attributed: bool = True, minted: int = 0, keepers: bool = True
) -> Text:
    """The bracketed text, with or without the names of proposers in its brackets.

    ``keepers``: those who keep the words of the base are named too.

    Paragraphs of the base keep their ids at their place; a paragraph that stands at a second
    place too (it is moved) has a fresh id there.  ``minted`` is the highest number ever used
    for an id; those of the compilation count by themselves.
    """
    passages = compilation.passages
    numbers = [int(met[1]) for p in passages if (met := _ID.fullmatch(p.id))]
    minted = max([minted, *numbers])
    taken = {p.id for p in passages if BASE in p.holders}
    rows: list[tuple[int, Paragraph]] = []
    for passage in passages:
        id = passage.id
        if BASE not in passage.holders:
            if id in taken:
                id, minted = minted_id(minted)
            taken.add(id)
        form = _first_form(passage)
        depth = min(form.depth, rows[-1][0] + 1 if rows else 0)
        words = bracketed(compilation, passage, attributed, keepers)
        rows.append((depth, Paragraph(id, form.kind, words, (), form.label)))
    return Text(grown(rows), compilation.language)


def columns(compilation: Compilation) -> tuple[ColumnRow, ...]:
    """The rows of a table with the base, every proposal, and the bracketed text."""
    labels = _labels(compilation)
    at_base = {p.id for p in compilation.passages if BASE in p.holders}
    having = [
        {p.id for p in compilation.passages if number in p.holders}
        for number in range(len(compilation.proposals) + 1)
    ]
    found: list[ColumnRow] = []
    for passage in compilation.passages:
        cells = tuple(
            _cell(compilation, passage, number, passage.id in at_base, having[number])
            for number in range(1, len(compilation.proposals) + 1)
        )
        first = passage.holders[0]
        found.append(
            ColumnRow(
                passage.id,
                labels.get((first, passage.id)),
                _first_form(passage).depth,
                compilation.words(passage, BASE) if first == BASE else None,
                cells,
                bracketed(compilation, passage),
                len(passage.forms) > 1,
            )
        )
    return tuple(found)


def clashes_of(compilation: Compilation) -> tuple[Clash, ...]:
    """Where proposals differ on the same words, in the order of the text."""
    labels = _labels(compilation)
    places: dict[str, list[Passage]] = {}
    for passage in compilation.passages:
        places.setdefault(passage.id, []).append(passage)
    found: list[Clash] = []
    for passage in compilation.passages:
        label = labels.get((passage.holders[0], passage.id))
        has_base = BASE in passage.holders
        for clash in _of_words(compilation, passage, has_base):
            found.append(Clash(passage.id, label, *clash))
        if has_base and (clash_ := _of_paragraph(compilation, passage, places[passage.id])):
            found.append(Clash(passage.id, label, *clash_))
    return tuple(found)


_Clash = tuple[str | None, tuple[tuple[tuple[str, ...], str | None], ...]]


def _of_words(compilation: Compilation, passage: Passage, has_base: bool) -> Iterator[_Clash]:
    """The variations for which there are two proposals or more."""
    names = compilation.names_of(passage.holders)
    for variation in passage.variations():
        readings: list[tuple[tuple[str, ...], str | None]] = list(variation.readings)
        if not has_base:
            others = {name for of, _ in variation.readings for name in of}
            first = tuple(name for name in names if name not in others)
            readings.insert(0, (first, variation.base_text))
        if len(readings) > 1:
            yield variation.base_text if has_base else None, tuple(readings)


def _of_paragraph(
    compilation: Compilation, passage: Passage, places: Sequence[Passage]
) -> _Clash | None:
    """A paragraph that some take out and others change, or move elsewhere."""
    every = range(1, len(compilation.proposals) + 1)
    elsewhere = {holder for other in places if other is not passage for holder in other.holders}
    out = tuple(n for n in every if n not in passage.holders and n not in elsewhere)
    base = compilation.words(passage, BASE)
    changed: dict[str, list[str]] = {}
    for holder in passage.holders:
        words = compilation.words(passage, holder)
        if holder != BASE and words != base:
            changed.setdefault(words, []).extend(compilation.names_of((holder,)))
    moved = tuple(n for n in every if n in elsewhere)
    if not out or not (changed or moved):
        return None
    readings: list[tuple[tuple[str, ...], str | None]] = [
        (tuple(names), words) for words, names in changed.items()
    ]
    if moved:
        readings.append((compilation.names_of(moved), base))
    return base, (*readings, (compilation.names_of(out), None))


def _cell(
    compilation: Compilation, passage: Passage, number: int, in_base: bool, having: set[str]
) -> Cell:
    """What one proposal has at one place."""
    if number not in passage.holders:
        if BASE not in passage.holders:
            return Cell("absent", None)
        return Cell("moved_away" if passage.id in having else "deleted", None)
    words = compilation.words(passage, number)
    if BASE not in passage.holders:
        return Cell("moved" if in_base else "added", words)
    same = words == compilation.words(passage, BASE)
    return Cell("same" if same and number in _first_form(passage).holders else "changed", words)


def _first_form(passage: Passage) -> Form:
    """The form of the base, or of the first who has the paragraph here."""
    return passage.form(passage.holders[0])


def _labels(compilation: Compilation) -> dict[tuple[int, str], str | None]:
    """Labels by text and id, for every text that is the first to have some paragraph."""
    found: dict[tuple[int, str], str | None] = {}
    for holder in sorted({passage.holders[0] for passage in compilation.passages}):
        names = compilation.names_of((holder,))
        text = reading_of(compilation, names[0]) if names else base_of(compilation)
        found |= {(holder, row.id): row.label for row in labelled(text)}
    return found
