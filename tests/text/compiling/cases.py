"""Proposals made from a base text rather than beside it, as delegations make them."""

from dataclasses import dataclass

from hypothesis import strategies as st

from placet.engine.text import Edit, Kind, Text, edited, walk

NAMES = ("A", "B", "UNEP", "G77+China", "New Zealand")

PLAIN = [
    *"Parties organisations will shall should share publish all observations data , at the".split(),
    *"and review them or warnings freely . whenever possible as far as by within".split(),
    *("[the]", "[by 2030]", "[every year]", "[shall][should]", "[X]", "and/or", "(a)", "2.5"),
]
NASTY = [*PLAIN, "A:", "[A:", "[B: x]", "delete", "]", "[", "/", "\\[", "\\", "*early*", "", "a:b"]


@dataclass(frozen=True)
class Case:
    """A base with the proposals of several."""

    base: Text
    proposals: dict[str, Text]


@st.composite
def cases(draw: st.DrawFn, vocabulary: list[str] = PLAIN) -> Case:
    """A base of a few paragraphs and two to five proposals made by editing it."""
    words = st.lists(st.sampled_from(vocabulary), min_size=1, max_size=12).map(" ".join)
    rows = [
        Edit(None, draw(st.sampled_from((Kind.OPERATIVE, Kind.HEADING))), 0, draw(words) + " x")
        for _ in range(draw(st.integers(2, 5)))
    ]
    nested = draw(st.booleans())
    rows = [Edit(None, row.kind, int(nested and at > 0), row.words) for at, row in enumerate(rows)]
    base, minted = edited(Text(()), rows, 0)
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    made: list[Text] = []
    addition = Edit(None, Kind.OPERATIVE, 0, draw(words) + " new")
    for _ in names:
        if made and draw(st.sampled_from((False, False, False, True))):
            made.append(draw(st.sampled_from(made)))
            continue
        text, minted = _proposal(draw, base, minted, words, addition)
        made.append(text)
    return Case(base, dict(zip(names, made, strict=True)))


def _proposal(
    draw: st.DrawFn, base: Text, minted: int, words: st.SearchStrategy[str], addition: Edit
) -> tuple[Text, int]:
    rows = [Edit(p.id, p.kind, 0, p.words, p.label) for _, p in walk(base)]
    act = draw(st.sampled_from(("words", "words", "words", "delete", "move", "add", "same_add")))
    for _ in range(draw(st.integers(1, 3))):
        if not rows:
            break
        at = draw(st.integers(0, len(rows) - 1))
        row = rows[at]
        if act == "delete":
            rows.pop(at)
        elif act == "move":
            rows.insert(draw(st.integers(0, len(rows) - 1)), rows.pop(at))
        elif act in ("add", "same_add"):
            new = (
                addition if act == "same_add" else Edit(None, Kind.OPERATIVE, 0, draw(words) + " y")
            )
            rows.insert(at, new)
        else:
            cut = row.words.split(" ")
            place = draw(st.integers(0, len(cut)))
            size = draw(st.integers(0, 2))
            cut[place : place + size] = draw(st.one_of(st.just(""), words)).split(" ")
            said = " ".join(cut).strip() or "z"
            rows[at] = Edit(row.id, row.kind, 0, said, row.label)
        act = draw(st.sampled_from(("words", "delete", "move", "add")))
    return edited(base, rows, minted)
