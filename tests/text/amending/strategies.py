"""Texts as trees with tables, and changes, revisions and anchors made *from* a text.

What is drawn beside a text rarely meets it.  So paragraphs are drawn from the text, words are
changed inside its words, and two changes are drawn with a paragraph in common two times in
three.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from placet.engine.errors import BadInput
from placet.engine.text import (
    Act,
    Anchor,
    Applied,
    Change,
    Kind,
    Paragraph,
    Text,
    applied,
    edited,
    walk,
)
from placet.engine.text.editing import Edit
from placet.engine.text.tokens import tokens

VOCABULARY = (
    "Parties shall should share observations [and] warnings / [[data], EU: Article 3.2 *early* "
    "**strong** low-emission 世界 हिन्दी café the the of of , . ] [ the Parties".split(" ")
)
PLAIN = (Kind.OPERATIVE, Kind.OPERATIVE, Kind.PREAMBULAR, Kind.SUBPARAGRAPH, Kind.HEADING,
         Kind.NOTE, Kind.ANNEX)  # fmt: skip

words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12).map(" ".join)


@st.composite
def trees(draw: st.DrawFn) -> tuple[Text, int]:
    """A text with a tree and now and then a table, and its counter of ids."""
    edits: list[Edit] = []
    level = 0
    for wanted in draw(st.lists(st.integers(0, 3), min_size=2, max_size=8)):
        level = min(wanted, level + 1) if edits else 0
        label = draw(st.sampled_from((None, None, None, "PP2 bis", "4", "3 alt")))
        edits.append(Edit(None, draw(st.sampled_from(PLAIN)), level, draw(words), label))
        if draw(st.integers(0, 5)) == 0:
            edits += _table(draw, level)
            level -= 1  # nothing but rows stands under a table
    return _text(edits)


def _table(draw: st.DrawFn, level: int) -> list[Edit]:
    rows = draw(st.integers(1, 2))
    found = [Edit(None, Kind.TABLE, level, draw(words))]
    for _ in range(rows):
        found.append(Edit(None, Kind.ROW, level + 1, "-"))
        found += [Edit(None, Kind.CELL, level + 2, draw(words)) for _ in range(2)]
    return found


def _text(edits: list[Edit]) -> tuple[Text, int]:
    text, minted = edited(Text(()), edits, 0)
    return Text(tuple(map(_rowless, text.paragraphs)), text.language), minted


def _rowless(paragraph: Paragraph) -> Paragraph:
    """The paragraph, its rows without words."""
    said = "" if paragraph.kind is Kind.ROW else paragraph.words
    children = tuple(map(_rowless, paragraph.children))
    return Paragraph(paragraph.id, paragraph.kind, said, children, paragraph.label)


def reworded(draw: st.DrawFn, old: str) -> str:
    """The words with one or two runs of them replaced, taken out or put in."""
    cut = old.split(" ")
    for _ in range(draw(st.integers(1, 2))):
        place = draw(st.integers(0, len(cut)))
        put = draw(words).split(" ")[: draw(st.integers(0, 3))]
        cut[place : place + draw(st.integers(0, 2))] = put
    return " ".join(cut).strip() or "nothing"


def _place(draw: st.DrawFn, text: Text, near: Paragraph) -> tuple[str | None, str | None]:
    """A place of the text, half of the time one beside or under a paragraph."""
    rows = [(None, text.paragraphs), *((p.id, p.children) for _, p in walk(text))]
    if draw(st.booleans()):
        beside = (row for row in rows if near.id == row[0] or near in row[1])
        rows = list(beside)
    under, children = draw(st.sampled_from(rows))
    after = draw(st.sampled_from((None, *(child.id for child in children))))
    return under, after


@st.composite
def changes_to(draw: st.DrawFn, text: Text, minted: int, near: str = "") -> Change:
    """A change that fits the text; about the paragraph `near` if it is named."""
    paragraphs = [p for _, p in walk(text)]
    about = next((p for p in paragraphs if p.id == near), None)
    about = about or draw(st.sampled_from(paragraphs))
    act = draw(st.sampled_from((*Act, Act.REPLACE, Act.REPLACE, Act.REPLACE, Act.MOVE)))
    change = Change(act, about.id)
    if act is Act.ADD:
        under, after = _place(draw, text, about)
        kind = draw(st.sampled_from(PLAIN))
        change = Change(act, words=draw(words), kind=kind, under=under, after=after)
    elif act is Act.REPLACE:
        change = Change(act, about.id, reworded(draw, about.words))
    elif act is Act.MOVE:
        under, after = _place(draw, text, draw(st.sampled_from(paragraphs)))
        change = Change(act, about.id, under=under, after=after)
    elif act is Act.SPLIT:
        ends = [0]
        for token in tokens(about.words):
            ends.append(ends[-1] + len(token))
        change = Change(act, about.id, at=draw(st.sampled_from(ends)))
    elif act is Act.MERGE:
        change = Change(act, about.id, other=draw(st.sampled_from(paragraphs)).id)
    elif act is Act.ALTERNATIVE:
        change = Change(act, about.id, reworded(draw, about.words))
    for tried in (change, Change(Act.REPLACE, about.id, reworded(draw, about.words))):
        try:
            applied(text, tried, minted)
        except BadInput:
            continue
        return tried
    return Change(Act.RETAIN, about.id)


@dataclass(frozen=True)
class Pair:
    """A text and two changes that fit it."""

    text: Text
    minted: int
    one: Change
    other: Change


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Two changes to one text, two times in three about one paragraph."""
    text, minted = draw(trees())
    near = ""
    if draw(st.integers(0, 2)):
        near = draw(st.sampled_from([p.id for _, p in walk(text)]))
    one = draw(changes_to(text, minted, near))
    other = draw(changes_to(text, minted, near))
    return Pair(text, minted, one, other)


@st.composite
def histories(draw: st.DrawFn, longest: int = 5) -> list[Applied]:
    """A text and what it became, one change after the other; the first has none."""
    text, minted = draw(trees())
    found = [Applied(text, minted, (), {})]
    near = draw(st.sampled_from([p.id for _, p in walk(text)]))
    for number in range(1, draw(st.integers(2, longest))):
        last = found[-1]
        if not last.text.paragraphs:
            break
        about = near if draw(st.booleans()) else ""
        change = draw(changes_to(last.text, last.minted, about))
        found.append(applied(last.text, change, last.minted, number))
    return found


@st.composite
def forks(draw: st.DrawFn) -> tuple[Text, Text, Text, int]:
    """A text and two that grew from it, with paragraphs in common."""
    text, minted = draw(trees())
    near = draw(st.sampled_from([p.id for _, p in walk(text)]))
    sides: list[Text] = []
    for _ in range(2):
        side = text
        for _ in range(draw(st.integers(1, 3))):
            if not side.paragraphs:
                break
            about = near if draw(st.booleans()) else ""
            made = applied(side, draw(changes_to(side, minted, about)), minted)
            side, minted = made.text, made.minted
        sides.append(side)
    return text, sides[0], sides[1], minted


@st.composite
def remarks(draw: st.DrawFn) -> tuple[Anchor, list[Applied]]:
    """An anchor on words of the first text of a history."""
    history = draw(histories())
    paragraph = draw(st.sampled_from([p for _, p in walk(history[0].text) if p.words]))
    cut = tokens(paragraph.words)
    ends = [0]
    for token in cut:
        ends.append(ends[-1] + len(token))
    first = draw(st.integers(0, len(cut) - 1))
    last = draw(st.integers(first + 1, len(cut)))
    said = paragraph.words[ends[first] : ends[last]]
    if not said.strip():
        first, last = 0, len(cut)
        said = paragraph.words
    start = ends[first] + len(said) - len(said.lstrip())
    end = ends[last] - len(said) + len(said.rstrip())
    return Anchor(paragraph.id, start, end, paragraph.words[start:end]), history
