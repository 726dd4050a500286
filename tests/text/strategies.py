"""Texts for the property tests, and revisions made from a text rather than beside it."""

from hypothesis import strategies as st

from placet.engine.text import Edit, Kind, Paragraph, Text, edited, walk

VOCABULARY = (
    "Parties shall should share [observations] [and] warnings / [[data], EU: Article 3.2 *early* "
    "**strong** \\* 1. (a) - # > 3bis PP2 _x_ ] [ ** * low-emission 世界 हिन्दी café &amp; <b> "
    "[^1] [x](http://a.org) {:toc} === --- | \\ Option 1: Recalling, [a][b] A, B: !"
).split(" ")

words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=9).map(" ".join)
characters = st.text(alphabet="[]*/ :AaB\\,\n_", max_size=40)


@st.composite
def texts(draw: st.DrawFn) -> tuple[Text, int]:
    """A text with a tree, and its counter of ids."""
    levels = draw(st.lists(st.integers(0, 3), max_size=12))
    edits: list[Edit] = []
    for wanted in levels:
        level = min(wanted, edits[-1].level + 1 if edits else 0)
        kind = draw(st.sampled_from(Kind))
        label = draw(st.sampled_from((None, None, "PP2 bis", "4", "(c)", "(ii)")))
        edits.append(Edit(None, kind, level, draw(words), label))
    return edited(Text(()), edits, 0)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Text, Text]:
    """A text and a revision of it: paragraphs dropped, moved, reworded and added."""
    old, minted = draw(texts())
    rows = [Edit(p.id, p.kind, 0, p.words, p.label) for _, p in walk(old)]
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
