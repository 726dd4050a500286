"""Classic traps of merging: two amendments to one text, and exactly what is made of both.

`table` renders the rows for people: ``python -m pytest tests/text/amending/test_traps.py -s``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import pytest

from placet.engine.text import (
    Act,
    Change,
    Kind,
    Numbered,
    Paragraph,
    Text,
    clashes,
    merged,
    walk,
)

SUB = Kind.SUBPARAGRAPH


@dataclass(frozen=True)
class Trap:
    """Two changes, by A and by B, to a text; what they become, and why they clash."""

    name: str
    base: Text
    one: Change
    other: Change
    result: tuple[str, ...]
    clashes: tuple[str, ...] = ()


def flat(*wordings: str) -> Text:
    return Text(
        tuple(Paragraph(f"p{at}", Kind.OPERATIVE, words) for at, words in enumerate(wordings, 1))
    )


def to(paragraph: str, words: str) -> Change:
    return Change(Act.REPLACE, paragraph, words)


def new(words: str, after: str) -> Change:
    return Change(Act.ADD, words=words, kind=Kind.OPERATIVE, after=after)


def shown(text: Text) -> tuple[str, ...]:
    return tuple(f"{'> ' * depth}{paragraph.words}" for depth, paragraph in walk(text))


def many(word: str, count: int) -> str:
    return " ".join([word] * count)


ONE = flat("Parties will act soon.", "They report yearly.", "This ends.")
LIST = Text(
    (
        Paragraph(
            "p1", Kind.OPERATIVE, "Decides:",
            (
                Paragraph("p2", SUB, "to meet;"),
                Paragraph("p3", SUB, "to report;"),
                Paragraph("p4", SUB, "to review."),
            ),
        ),
        Paragraph("p5", Kind.OPERATIVE, "Requests a study."),
    )
)  # fmt: skip
HALVES = flat("The fund is created. The board meets yearly.")
BRACKETS = flat("The [rate [of X] or] sum is due.")
BOILER = flat(*["Recalling its resolution,"] * 4)
HOSTILE = many("a", 1500) + " b " + many("a", 1500)
LONG = " ".join(f"word{at % 700}" for at in range(20_000))
ARABIC = flat("تلتزم الأطراف بـ Paris Agreement كاملا.")

TRAPS = (
    Trap("the same word changed twice, equally", ONE,
         to("p1", "Parties shall act soon."), to("p1", "Parties shall act soon."),
         ("Parties shall act soon.", "They report yearly.", "This ends.")),
    Trap("the same word changed twice, differently", ONE,
         to("p1", "Parties shall act soon."), to("p1", "Parties should act soon."),
         ("Parties [A: shall / B: should] act soon.", "They report yearly.", "This ends."),
         ("same_words: will",)),
    Trap("neighbouring words", ONE,
         to("p1", "Parties shall act soon."), to("p1", "Parties will cooperate soon."),
         ("Parties shall cooperate soon.", "They report yearly.", "This ends.")),
    Trap("neighbouring words, one of them changed by both", ONE,
         to("p1", "Parties shall cooperate soon."), to("p1", "Parties shall act soon."),
         ("Parties shall [A: cooperate / B: act] soon.", "They report yearly.", "This ends."),
         ("same_words: will act",)),
    Trap("two insertions at one point", ONE,
         to("p1", "Parties will really act soon."), to("p1", "Parties will perhaps act soon."),
         ("Parties will [A: really / B: perhaps] act soon.", "They report yearly.", "This ends."),
         ("neighbour: ",)),
    Trap("one takes words out, the other changes them", ONE,
         to("p1", "Parties will act."), to("p1", "Parties will act quickly."),
         ("Parties will act [B: quickly / A: delete].", "They report yearly.", "This ends."),
         ("same_words:  soon",)),
    Trap("moved and changed", ONE,
         Change(Act.MOVE, "p1", after="p3"), to("p1", "Parties shall act soon."),
         ("They report yearly.", "This ends.", "Parties shall act soon.")),
    Trap("moved to two places", ONE,
         Change(Act.MOVE, "p1", after="p3"), Change(Act.MOVE, "p1", after="p2"),
         ("They report yearly.", "This ends.", "Parties will act soon."),
         ("moved_apart: Parties will act soon.",)),
    Trap("split, and the second half changed", HALVES,
         Change(Act.SPLIT, "p1", at=21), to("p1", "The fund is created. The board meets daily."),
         ("The fund is created.", "The board meets daily.")),
    Trap("split where the other changes words on both sides", HALVES,
         Change(Act.SPLIT, "p1", at=21), to("p1", "The fund is opened. The board meets daily."),
         ("The fund is opened.", "The board meets daily."),
         ("split_or_merged: created", "split_or_merged: yearly")),
    Trap("merged, and the second one changed", ONE,
         Change(Act.MERGE, "p1", other="p2"), to("p2", "They report daily."),
         ("Parties will act soon. They report daily.", "This ends.")),
    Trap("list item deleted and changed", LIST,
         Change(Act.DELETE, "p3"), to("p3", "to report early;"),
         ("Decides:", "> to meet;", "> [B: to report early; / A: delete]", "> to review.",
          "Requests a study."),
         ("deleted: ",)),
    Trap("child deleted, its parent moved", LIST,
         Change(Act.DELETE, "p3"), Change(Act.MOVE, "p1", after="p5"),
         ("Requests a study.", "Decides:", "> to meet;", "> to review.")),
    Trap("parent deleted, its child changed", LIST,
         Change(Act.DELETE, "p1"), to("p2", "to meet yearly;"),
         ("[Decides: / A: delete]", "> to meet yearly;", "> to report;", "> to review.",
          "Requests a study."),
         ("deleted: ",)),
    Trap("each moved under the other", ONE,
         Change(Act.MOVE, "p1", under="p2"), Change(Act.MOVE, "p2", under="p1"),
         ("They report yearly.", "> Parties will act soon.", "This ends."),
         ("moved_apart: Parties will act soon.", "moved_apart: They report yearly.")),
    Trap("inserted twice at one place", ONE,
         new("First.", "p1"), new("Second.", "p1"),
         ("Parties will act soon.", "First.", "Second.", "They report yearly.", "This ends."),
         ("same_place: ",)),
    Trap("inserted behind what is deleted", ONE,
         new("New.", "p2"), Change(Act.DELETE, "p2"),
         ("Parties will act soon.", "New.", "This ends.")),
    Trap("retained and changed", ONE,
         Change(Act.RETAIN, "p1"), to("p1", "Parties shall act soon."),
         ("Parties [A: will / B: shall] act soon.", "They report yearly.", "This ends."),
         ("retained: will",)),
    Trap("nested bracket changed on both sides, apart", BRACKETS,
         to("p1", "The rate [of X] or sum is due."), to("p1", "The [rate [of Y] or] sum is due."),
         ("The rate [of Y] or sum is due.",)),
    Trap("nested bracket changed by one, taken out by the other", BRACKETS,
         to("p1", "The [rate [of Y] or] sum is due."), to("p1", "The [rate or] sum is due."),
         ("The [rate [A: [of Y] / B: delete] or] sum is due.",),
         ("same_words: [of X] ",)),
    Trap("combining marks and neighbouring words", flat("हिन्दी भाषा"),
         to("p1", "हिन्दु भाषा"), to("p1", "हिन्दी भाषाएँ"),
         ("हिन्दु भाषाएँ",)),
    Trap("one word, two accents", flat("Le cafe est ouvert."),
         to("p1", "Le café est ouvert."), to("p1", "Le cafè est ouvert."),
         ("Le [A: café / B: cafè] est ouvert.",),
         ("same_words: cafe",)),
    Trap("Arabic and Latin in one sentence", ARABIC,
         to("p1", "تتعهد الأطراف بـ Paris Agreement كاملا."),
         to("p1", "تلتزم الأطراف بـ Kyoto Protocol كاملا."),
         ("تتعهد الأطراف بـ Kyoto Protocol كاملا.",)),
    Trap("repeated boilerplate, one changed, another deleted", BOILER,
         to("p2", "Recalling its resolutions,"), Change(Act.DELETE, "p3"),
         ("Recalling its resolution,", "Recalling its resolutions,",
          "Recalling its resolution,")),
    Trap("6 kB of one repeated word, changed at both ends", flat(HOSTILE),
         to("p1", f"x {HOSTILE}"), to("p1", f"{HOSTILE} y"),
         (f"x {HOSTILE} y",)),
    Trap("6 kB of one repeated word, the odd one changed twice", flat(HOSTILE),
         to("p1", HOSTILE.replace("b", "c")), to("p1", HOSTILE.replace("b", "d")),
         (HOSTILE.replace("b", "[A: c / B: d]"),),
         ("same_words: b",)),
    Trap("20,000 words, changed in the middle and at the end", flat(LONG),
         to("p1", LONG.replace("word699 word0 ", "word699 NEW word0 ", 1)),
         to("p1", f"{LONG} END"),
         (LONG.replace("word699 word0 ", "word699 NEW word0 ", 1) + " END",)),
)  # fmt: skip


def made(trap: Trap) -> tuple[str, ...]:
    changes = (Numbered(1, ("A",), trap.one), Numbered(2, ("B",), trap.other))
    return shown(merged(trap.base, changes, 10).text)


@pytest.mark.parametrize("trap", TRAPS, ids=[trap.name for trap in TRAPS])
def test_both_amendments_become_exactly_this(trap: Trap) -> None:
    assert made(trap) == trap.result
    met = clashes(trap.base, trap.one, trap.other)
    assert tuple(f"{clash.why}: {clash.quotation}" for clash in met) == trap.clashes


@pytest.mark.parametrize("trap", TRAPS, ids=[trap.name for trap in TRAPS])
def test_who_comes_first_changes_nothing_but_the_order_in_brackets_and_places(trap: Trap) -> None:
    turned = (Numbered(2, ("B",), trap.other), Numbered(1, ("A",), trap.one))
    words = " ".join(shown(merged(trap.base, turned, 10).text))
    assert sorted(words.replace("[", " ").replace("]", " ").split()) == sorted(
        " ".join(trap.result).replace("[", " ").replace("]", " ").split()
    ) or any(why.startswith(("moved_apart", "deleted")) for why in trap.clashes)


def short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[:28]} ... {words[-28:]}"


def said(base: Text, change: Change) -> str:
    rest = {"words": short(change.words), "under": change.under, "after": change.after,
            "at": change.at, "other": change.other}  # fmt: skip
    told = ", ".join(f"{name} {value}" for name, value in rest.items() if value)
    return f"{change.act} {change.paragraph} {told}".replace("  ", " ").strip()


def table() -> str:
    """The traps as a table in Markdown: name, base, A, B, result, clashes."""
    rows = [("trap", "base", "A", "B", "result", "clashes"), ("---",) * 6]
    for trap in TRAPS:
        base = " ¶ ".join(short(words) for words in shown(trap.base))
        result = " ¶ ".join(short(words) for words in made(trap))
        changes = said(trap.base, trap.one), said(trap.base, trap.other)
        rows.append((trap.name, base, *changes, result, "; ".join(trap.clashes) or "none"))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def test_the_table_has_a_row_for_each_trap() -> None:
    lines = table().splitlines()
    assert len(lines) == len(TRAPS) + 2
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
