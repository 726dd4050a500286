"""A text and what several organisations made of it."""

from __future__ import annotations

from hypothesis import strategies as st

from placet.engine.text import Edit, Kind, Paragraph, Text, minted_id, walk
from placet.engine.text.tree import grown
from tests.text.strategies import texts, words


@st.composite
def readings(draw: st.DrawFn, most: int = 3) -> tuple[Text, list[Text]]:
    """A base and some readings of it."""
    base, minted = draw(texts())
    count = draw(st.integers(1, most))
    return base, [_revised(draw, base, minted) for _ in range(count)]


def _revised(draw: st.DrawFn, base: Text, minted: int) -> Text:
    """Paragraphs dropped, moved, raised, reworded, relabelled, split, joined and added."""
    rows = [Edit(p.id, p.kind, depth, p.words, p.label) for depth, p in walk(base)]
    for _ in range(draw(st.integers(0, 4))):
        act = draw(st.sampled_from(("drop", "move", "level", "reword", "label", "split",
                                    "join", "add")))  # fmt: skip
        at = draw(st.integers(0, max(0, len(rows) - 1)))
        if act == "add" or not rows:
            kind = draw(st.sampled_from([row.kind for row in rows] or list(Kind)))
            rows.insert(at, Edit(None, kind, draw(st.integers(0, 2)), draw(words)))
            continue
        row = rows.pop(at)
        if act == "drop":
            continue
        if act == "move":
            at = draw(st.integers(0, len(rows)))
        cut = row.words.split(" ")
        place = draw(st.integers(0, len(cut)))
        if act == "reword":
            cut[place : place + draw(st.integers(0, 2))] = draw(words).split(" ")
        wording = " ".join(cut).strip() or "x"
        label = "7 bis" if act == "label" else row.label
        level = draw(st.integers(0, 2)) if act == "level" else row.level
        rows.insert(at, Edit(row.id, row.kind, level, wording, label))
        if act == "split" and 0 < place < len(cut):
            first, rest = " ".join(cut[:place]).strip(), " ".join(cut[place:]).strip()
            if first and rest:
                rows[at] = Edit(row.id, row.kind, row.level, first, row.label)
                rows.insert(at + 1, Edit(None, row.kind, row.level, rest))
        if act == "join" and at + 1 < len(rows):
            other = rows.pop(at + 1)
            rows[at] = Edit(row.id, row.kind, row.level, f"{row.words} {other.words}", row.label)
    return _grown(rows, minted)


def _grown(rows: list[Edit], minted: int) -> Text:
    """The rows as a tree, also where no form would take it (a cell that stands in no row)."""
    found: list[tuple[int, Paragraph]] = []
    for row in rows:
        level = min(row.level, found[-1][0] + 1 if found else 0)
        id = row.id
        if id is None:
            id, minted = minted_id(minted)
        found.append((level, Paragraph(id, row.kind, row.words, (), row.label)))
    return Text(grown(found))
