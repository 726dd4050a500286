"""The classic traps of comparing negotiated texts, each with what must be found.

Inside a paragraph the redline is written as people type it: {-deleted-}{+inserted+}.
"""

from dataclasses import replace
from random import Random

import pytest
from rapidfuzz.distance import Indel

from placet.engine.text import (
    Edit,
    Fate,
    Kind,
    Op,
    Paragraph,
    Text,
    compare,
    edited,
    listed,
    parse_markdown,
    walk,
    word_operations,
)
from placet.engine.text.tokens import tokens

from .strategies import operatives


def shown(ops: tuple[Op, ...]) -> str:
    marks = {"equal": "{}", "delete": "{{-{}-}}", "insert": "{{+{}+}}"}
    return "".join(marks[op.op].format(op.text) for op in ops)


WORDS = {
    "the same word twice, the first changed": (
        "The Parties shall act and shall report.",
        "The Parties should act and shall report.",
        "The Parties {-shall-}{+should+} act and shall report.",
    ),
    "the same word twice, the second changed": (
        "The Parties shall act and shall report.",
        "The Parties shall act and should report.",
        "The Parties shall act and {-shall-}{+should+} report.",
    ),
    "neighbour words are one change": (
        "Parties shall take action.",
        "Parties should make action.",
        "Parties {-shall take-}{+should make+} action.",
    ),
    "an insertion before its own first word": (
        "We shall act and report.",
        "We shall act and shall act and report.",
        "We shall act and {+shall act and +}report.",
    ),
    "an inserted sentence that begins as the next one": (
        "The desk answers. It reports.",
        "The desk answers. It writes. It reports.",
        "The desk answers. {+It writes. +}It reports.",
    ),
    "repeated boilerplate": (
        "as set out in Article 2 and as set out in Article 4",
        "as set out in Article 2, as set out in Article 3 and as set out in Article 4",
        "as set out in Article 2{+, as set out in Article 3+} and as set out in Article 4",
    ),
    "a composed and a decomposed accent are different until an import cleans them": (
        "cafe\u0301 rules",
        "caf\u00e9 rules",
        "{-cafe\u0301-}{+caf\u00e9+} rules",
    ),
    "an accent is not a change beside its letter": (
        "cafe rules",
        "caf\u00e9 rules",
        "{-cafe-}{+caf\u00e9+} rules",
    ),
    "Arabic with a Latin acronym and numerals": (
        "تلتزم الدول الأعضاء في ASEAN بتقديم 12 تقريرا.",
        "تلتزم الدول الأعضاء في ECOWAS بتقديم 15 تقريرا.",
        "تلتزم الدول الأعضاء في {-ASEAN-}{+ECOWAS+} بتقديم {-12-}{+15+} تقريرا.",
    ),
    "Arabic vowel signs belong to their word": (
        "الدول الأعضاء",
        "الدُّوَلُ الأعضاء",
        "{-الدول-}{+الدُّوَلُ+} الأعضاء",
    ),
    "a Chinese character deleted": ("各国应当合作。", "各国应合作。", "各国应{-当-}合作。"),
    "a Chinese word replaced": ("各国应当合作。", "各国可以合作。", "各国{-应当-}{+可以+}合作。"),
    "a Thai word replaced": (
        "ประเทศสมาชิกควรแบ่งปันข้อมูล",
        "ประเทศสมาชิกต้องแบ่งปันข้อมูล",
        "ประเทศสมาชิก{-ควร-}{+ต้อง+}แบ่งปันข้อมูล",
    ),
    "a Lao syllable replaced, its marks with it": (
        "ແບ່ງປັນຂໍ້ມູນ",
        "ແບ່ງປັນຂໍ້ມີນ",
        "ແບ່ງປັນຂໍ້{-ມູ-}{+ມີ+}ນ",
    ),
    "an ideograph with a variation selector": (
        "国际法",
        "国\U000e0100际法",
        "{-国-}{+国\U000e0100+}际法",
    ),
    "punctuation only": (
        "Parties act, report and meet.",
        "Parties act; report and meet.",
        "Parties act{-,-}{+;+} report and meet.",
    ),
    "case only": ("the Parties act", "The Parties act", "{-the-}{+The+} Parties act"),
    "a hyphen and one that does not break": (
        "low-emission growth",
        "low\u2011emission growth",
        "{-low-emission-}{+low\u2011emission+} growth",
    ),
    "a hyphen and a space": (
        "low-emission growth",
        "low emission growth",
        "{-low-emission-}{+low emission+} growth",
    ),
    "two kinds of apostrophe": (
        "the Party's duty",
        "the Party\u2019s duty",
        "the {-Party's-}{+Party\u2019s+} duty",
    ),
    "brackets around words that stay": (
        "Parties shall act.",
        "Parties [shall] act.",
        "Parties {+[+}shall{+]+} act.",
    ),
    "brackets taken away": (
        "[Parties shall act.]",
        "Parties shall act.",
        "{-[-}Parties shall act.{-]-}",
    ),
    "one of two alternatives chosen": (
        "Parties [shall / should] act.",
        "Parties should act.",
        "Parties {-[shall / -}should{-]-} act.",
    ),
    "white space only": (
        "Parties  shall act.",
        "Parties shall act.",
        "Parties{-  -}{+ +}shall act.",
    ),
    "a line break for a space": ("Parties\nact.", "Parties act.", "Parties{-\n-}{+ +}act."),
    "a thousand and a thousandth": ("1,000 ships", "1.000 ships", "{-1,000-}{+1.000+} ships"),
    "emphasis only": ("Recalling it", "*Recalling* it", "{+*+}Recalling{+*+} it"),
    "words that changed places": (
        "shall, as appropriate, report",
        "shall report, as appropriate",
        "shall{+ report+}, as appropriate{-, report-}",
    ),
    "an emoji is not taken apart": (
        "safe 👩🏽\u200d🚒",
        "safe 👩\u200d🚒",
        "safe {-👩🏽\u200d🚒-}{+👩\u200d🚒+}",
    ),
}


@pytest.mark.parametrize("trap", WORDS)
def test_inside_a_paragraph(trap: str) -> None:
    old, new, expected = WORDS[trap]
    assert shown(word_operations(old, new)) == expected


def test_an_import_brings_accents_into_one_form() -> None:
    composed, decomposed = (parse_markdown(f"1. caf{e} rules").text for e in ("\u00e9", "e\u0301"))
    assert compare(composed, decomposed).rows[0].change == "same"


BASE = operatives("one alpha", "two beta", "three gamma", "four delta")


def revised(*rows: tuple[str | None, str]) -> Text:
    text, _ = edited(BASE, [Edit(id, Kind.OPERATIVE, 0, words) for id, words in rows], 4)
    return text


PARAGRAPHS: dict[str, tuple[Text, list[tuple[str, Fate, str | None, str | None]]]] = {
    "moved and edited": (
        revised(("p4", "four new"), ("p1", "one alpha"), ("p2", "two beta"), ("p3", "three gamma")),
        [
            ("p4", "moved_changed", "4", "1"),
            ("p1", "same", "1", "2"),
            ("p2", "same", "2", "3"),
            ("p3", "same", "3", "4"),
        ],
    ),
    "two neighbours swapped: one of them moved": (
        revised(
            ("p1", "one alpha"), ("p3", "three gamma"), ("p2", "two beta"), ("p4", "four delta")
        ),
        [
            ("p1", "same", "1", "1"),
            ("p3", "moved", "3", "2"),
            ("p2", "same", "2", "3"),
            ("p4", "same", "4", "4"),
        ],
    ),
    "split: the second half is new": (
        revised(
            ("p1", "one"), (None, "alpha"), ("p2", "two beta"), ("p3", "three gamma"),
            ("p4", "four delta"),
        ),
        [
            ("p1", "changed", "1", "1"),
            ("p5", "added", None, "2"),
            ("p2", "same", "2", "3"),
            ("p3", "same", "3", "4"),
            ("p4", "same", "4", "5"),
        ],
    ),
    "one deleted, those after it counted otherwise": (
        revised(("p1", "one alpha"), ("p3", "three gamma"), ("p4", "four delta")),
        [
            ("p1", "same", "1", "1"),
            ("p2", "removed", "2", None),
            ("p3", "same", "3", "2"),
            ("p4", "same", "4", "3"),
        ],
    ),
    "one deleted and the next reworded": (
        revised(("p1", "one alpha"), ("p3", "three new"), ("p4", "four delta")),
        [
            ("p1", "same", "1", "1"),
            ("p2", "removed", "2", None),
            ("p3", "changed", "3", "2"),
            ("p4", "same", "4", "3"),
        ],
    ),
    "another paragraph with the same words added": (
        revised(
            ("p1", "one alpha"), (None, "one alpha"), ("p2", "two beta"), ("p3", "three gamma"),
            ("p4", "four delta"),
        ),
        [
            ("p1", "same", "1", "1"),
            ("p5", "added", None, "2"),
            ("p2", "same", "2", "3"),
            ("p3", "same", "3", "4"),
            ("p4", "same", "4", "5"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("trap", PARAGRAPHS)
def test_between_paragraphs(trap: str) -> None:
    new, expected = PARAGRAPHS[trap]
    rows = compare(BASE, new).rows
    assert [(row.id, row.change, row.old_label, row.new_label) for row in rows] == expected


def test_another_number_given_by_hand_is_a_change_and_another_count_is_none() -> None:
    one, two, *rest = BASE.paragraphs
    new = Text((one, replace(two, label="1 bis"), *rest))
    rows = compare(BASE, new).rows
    assert [row.change for row in rows] == ["same", "changed", "same", "same"]
    assert [(s.what, s.old, s.new) for s in listed(compare(BASE, new))] == [
        ("label_changed", "2", "1 bis")
    ]


SOURCE = "| A | B |\n| --- | --- |\n| FAO | 1 |\n| WHO | 2 |"


def test_a_change_in_a_cell_is_found_in_its_cell() -> None:
    old = parse_markdown(SOURCE).text
    cells = {p.words: p.id for _, p in walk(old) if p.kind is Kind.CELL}
    rows = [
        Edit(p.id, p.kind, depth, "3" if p.words == "2" else p.words, p.label)
        for depth, p in walk(old)
    ]
    new, _ = edited(old, rows, 99)
    assert [(s.paragraph, s.name, s.old, s.new) for s in listed(compare(old, new))] == [
        (cells["2"], "Table 1, row 3, column 2", "2", "3")
    ]


def test_a_row_that_came_is_one_change() -> None:
    old = parse_markdown(SOURCE).text
    held = [Edit(p.id, p.kind, depth, p.words, p.label) for depth, p in walk(old)]
    added = [Edit(None, Kind.ROW, 1, ""), *(Edit(None, Kind.CELL, 2, w) for w in ("ITU", "9"))]
    new, _ = edited(old, [*held, *added], 99)
    assert [(s.what, s.name, s.new) for s in listed(compare(old, new))] == [
        ("paragraph_added", "Table 1, row 4", "ITU | 9")
    ]


def size(ops: tuple[Op, ...]) -> int:
    return sum(not token.isspace() for op in ops if op.op != "equal" for token in tokens(op.text))


def fewest(old: list[str], new: list[str]) -> int:
    numbers: dict[str, int] = {}
    first, second = ([numbers.setdefault(t, len(numbers)) for t in side] for side in (old, new))
    return Indel.distance(first, second)


def test_six_thousand_characters_of_two_words_in_any_order_are_compared_exactly() -> None:
    old = ["a", "b"] * 1_500
    new = old[:]
    Random(3).shuffle(new)
    left, right = " ".join(old), " ".join(new)
    ops = word_operations(left, right)
    assert "".join(op.text for op in ops if op.op != "insert") == left
    assert "".join(op.text for op in ops if op.op != "delete") == right
    least = fewest(old, new)
    assert least <= size(ops) <= least + least // 4


def test_fifty_changes_in_twenty_thousand_words_are_fifty_changes() -> None:
    random = Random(5)
    old = [f"w{random.randrange(3_000)}" for _ in range(20_000)]
    new = old[:]
    for at in range(50):
        new[at * 400 + 7] = f"new{at}"
    ops = word_operations(" ".join(old), " ".join(new))
    assert [op.op for op in ops] == ["equal", "delete", "insert"] * 50 + ["equal"]
    assert size(ops) == 100


def test_a_whole_text_of_one_paragraph_repeated_differs_where_it_differs() -> None:
    old = operatives(*["The Parties shall report."] * 300)
    new = Text(
        tuple(
            replace(p, words="The Parties should report.") if p.id == "p150" else p
            for p in old.paragraphs
        )
    )
    assert [(s.paragraph, s.old, s.new) for s in listed(compare(old, new))] == [
        ("p150", "shall", "should")
    ]


def test_a_paragraph_of_another_kind_is_said_so() -> None:
    old = Text((Paragraph("p1", Kind.NOTE, "one"),))
    new = Text((Paragraph("p1", Kind.PREAMBULAR, "one"),))
    assert [(s.what, s.old, s.new) for s in listed(compare(old, new))] == [
        ("kind_changed", "note", "preambular")
    ]
