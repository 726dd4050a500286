"""Texts for the property tests, and revisions made from a text rather than beside it."""

from hypothesis import strategies as st

from placet.engine.text import Edit, Kind, Paragraph, Text, edited, walk

VOCABULARY = (
    "Parties shall should share [observations] [and] warnings / [[data], EU: Article 3.2 *early* "
    "**strong** \\* 1. (a) - # > 3bis PP2 _x_ ] [ ** * low-emission 世界 हिन्दी café &amp; <b> "
    "[^1] [x](http://a.org) {:toc} === --- | \\ Option 1: Recalling, [a][b] A, B: ! "
    "Annex Table: | --- |a|"
).split(" ")

GRID = (Kind.TABLE, Kind.ROW, Kind.CELL)
PLAIN = tuple(kind for kind in Kind if kind not in GRID)

words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=9).map(" ".join)
characters = st.text(alphabet="[]*/ :AaB\\,\n_", max_size=40)


@st.composite
def texts(draw: st.DrawFn) -> tuple[Text, int]:
    """A text with a tree, now and then a table in it, and its counter of ids."""
    levels = draw(st.lists(st.integers(0, 3), max_size=12))
    edits: list[Edit] = []
    above = -1
    for wanted in levels:
        level = above = min(wanted, above + 1)
        if draw(st.integers(0, 7)) == 0:
            edits += draw(tables(level))
            above = level - 1
            continue
        kind = draw(st.sampled_from(PLAIN))
        said = draw(words) if kind is not Kind.ANNEX or draw(st.booleans()) else ""
        labels = (None, None, "PP2 bis", "4", "(c)", "(ii)", "Annex III", "Appendix B")
        edits.append(Edit(None, kind, level, said, draw(st.sampled_from(labels))))
    return edited(Text(()), edits, 0)


@st.composite
def tables(draw: st.DrawFn, level: int = 0) -> list[Edit]:
    """The rows of a form that make a table; its rows need not be of one length."""
    label = draw(st.sampled_from((None, None, "Table 3")))
    edits = [Edit(None, Kind.TABLE, level, draw(words | st.just("")), label)]
    for _ in range(draw(st.integers(1, 3))):
        edits.append(Edit(None, Kind.ROW, level + 1, ""))
        for _ in range(draw(st.integers(1, 3))):
            edits.append(Edit(None, Kind.CELL, level + 2, draw(words | st.just(""))))
    return edits


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Text, Text]:
    """A text and a revision of it: paragraphs dropped, moved, reworded and added."""
    old, minted = draw(texts())
    kept = [p for _, p in walk(old) if p.kind not in GRID]
    rows = [Edit(p.id, p.kind, 0, p.words, p.label) for p in kept]
    rows = [row for row in rows if draw(st.integers(0, 4))]
    for _ in range(draw(st.integers(0, 3))):
        if rows:
            row = rows.pop(draw(st.integers(0, len(rows) - 1)))
            rows.insert(draw(st.integers(0, len(rows))), row)
    for at, row in enumerate(rows):
        if draw(st.booleans()):
            cut = row.words.split(" ")
            place = draw(st.integers(0, len(cut)))
            cut[place : place + draw(st.integers(0, 2))] = draw(words).split(" ")
            rows[at] = Edit(row.id, row.kind, 0, " ".join(cut) or "x", row.label)
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(rows)))
        rows.insert(place, Edit(None, Kind.OPERATIVE, 0, draw(words)))
    new, _ = edited(old, rows, minted)
    return old, new


def operatives(*wordings: str) -> Text:
    """A flat text of operative paragraphs p1, p2 and so on."""
    return Text(
        tuple(Paragraph(f"p{at}", Kind.OPERATIVE, words) for at, words in enumerate(wordings, 1))
    )
