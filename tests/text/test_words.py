"""How one wording becomes another: cut into tokens, compared, made readable."""

from itertools import pairwise
from random import Random
from unicodedata import combining

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from placet.engine.text import Op, count_words, word_operations
from placet.engine.text.aligning import aligned
from placet.engine.text.tokens import tokens
from placet.engine.text.words import OUTWEIGHED

from .strategies import characters, words

SCRIPTS = st.text(
    alphabet="กขคงเแโา้่ิ์ฯๆ๑ກຂເໂ້ວ ကခငဂ္်ွျ့၊ កខគ្ាំ។ 各か゚カ\U000e0100❤\ufe0f\u200d🔥👩🏽 "
    "aé\u0301\u0308\"[]().,-\u2011'الدُّـ،٬1234 \n",
    max_size=30,
)


def weight(text: str) -> int:
    """How many words and marks."""
    return sum(not token.isspace() for token in tokens(text))


def fewest(old: str, new: str) -> int:
    """The fewest words and marks that must come and go."""
    left, right = ([t for t in tokens(text) if not t.isspace()] for text in (old, new))
    numbers: dict[str, int] = {}
    first, second = ([numbers.setdefault(t, len(numbers)) for t in side] for side in (left, right))
    return Indel.distance(first, second)


@given(SCRIPTS | words | characters)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(SCRIPTS)
def test_no_mark_is_parted_from_what_it_stands_on(text: str) -> None:
    for before, token in pairwise(tokens(text)):
        assert not combining(token[0]) or before.isspace(), (before, token)
        assert not before.endswith("\u200d") or not token.startswith(("🔥", "❤"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ประเทศสมาชิกควรแบ่งปันข้อมูล", "ประเทศสมาชิก|ควร|แบ่ง|ปัน|ข้อมูล"),
        ("ASEANประเทศ", "ASEAN|ประเทศ"),
        ("ຂໍ້ມູນ", "ຂໍ້|ມູ|ນ"),
        ("រដ្ឋគួរ។", "រ|ដ្ឋ|គួ|រ|។"),
        ("နိုင်ငံများ၊", "နိုင်|ငံ|များ|၊"),
        ("国\U000e0100际", "国\U000e0100|际"),
        ("か\u309aき", "か\u309a|き"),
        ("❤\ufe0f\u200d🔥!", "❤\ufe0f\u200d🔥|!"),
        ("الدُّوَلُ، الأعضـــاء", "الدُّوَلُ|،| |الأعضـــاء"),
        ("١٬٠٠٠", "١٬٠٠٠"),  # noqa: RUF001
        ("[\u0301x] e\u0301a", "[\u0301|x|]| |e\u0301a"),
    ],
)
def test_each_script_is_cut_where_its_readers_would(text: str, expected: str) -> None:
    assert "|".join(tokens(text)) == expected


def test_words_of_thai_are_counted_and_its_sentences_are_not_one_word() -> None:
    assert count_words("ประเทศสมาชิกควรแบ่งปันข้อมูล") == 5


@given(SCRIPTS | words | characters, SCRIPTS | words | characters)
def test_an_edit_touches_the_fewest_words_and_at_most_a_quarter_more(old: str, new: str) -> None:
    found = sum(weight(op.text) for op in word_operations(old, new) if op.op != "equal")
    least = fewest(old, new)
    assert least <= found <= least + least // 4


@given(st.integers(0, 10**9), st.integers(1, 12))
def test_long_changes_too_touch_at_most_a_quarter_more(seed: int, every: int) -> None:
    random = Random(seed)
    old = [random.choice("of the , ministers agreed to share reports".split()) for _ in range(300)]
    new = [w if random.randrange(every + 1) else f"new{at}" for at, w in enumerate(old)]
    left, right = " ".join(old), " ".join(new)
    ops = word_operations(left, right)
    assert "".join(op.text for op in ops if op.op != "insert") == left
    assert "".join(op.text for op in ops if op.op != "delete") == right
    found, least = sum(weight(op.text) for op in ops if op.op != "equal"), fewest(left, right)
    event(f"more than the fewest: {found > least}")
    assert least <= found <= least + least // 4


def test_an_insertion_begins_with_its_first_word_and_takes_the_space_after_it() -> None:
    old, new = "We and others shall act", "We and others and States shall act"
    assert word_operations(old, new) == (
        Op("equal", "We and others "),
        Op("insert", "and States "),
        Op("equal", "shall act"),
    )


def test_an_insertion_that_could_slide_begins_at_the_word() -> None:
    old, new = "We shall act and report.", "We shall act and shall act and report."
    assert word_operations(old, new) == (
        Op("equal", "We shall act and "),
        Op("insert", "shall act and "),
        Op("equal", "report."),
    )


def test_an_inserted_sentence_is_shown_as_one() -> None:
    old = "The desk answers. It reports."
    new = "The desk answers. The desk answers calls. It reports."
    assert word_operations(old, new) == (
        Op("equal", "The desk answers. "),
        Op("insert", "The desk answers calls. "),
        Op("equal", "It reports."),
    )


def test_crumbs_between_two_long_changes_go_with_them() -> None:
    old = "one two three four five six seven eight of nine ten eleven twelve thirteen, stays"
    new = "a1 b1 c1 d1 e1 f1 g1 h1 of i1 j1 k1 l1 m1, stays"
    assert [op.op for op in word_operations(old, new)] == ["delete", "insert", "equal"]
    for kept in ("12", "[", "ministers"):
        apart = word_operations(old.replace("of", kept), new.replace("of", kept))
        assert Op("equal", f" {kept} ") in apart


def test_a_short_change_beside_a_crumb_stays_apart() -> None:
    ops = word_operations("shall, in time, act", "should, in time, report")
    assert [op.text for op in ops if op.op == "equal"] == [", in time, "]
    assert OUTWEIGHED > 2


def test_a_text_too_long_to_compare_at_once_is_cut_where_it_is_the_same() -> None:
    random = Random(7)
    old = [f"{random.randrange(5_000)}" for _ in range(24_000)]
    new = [word for word in old if random.randrange(50)]
    kept = sum(length for _, _, length in aligned(old, new))
    assert kept == len(new)
    other = [f"x{word}" for word in old]
    assert aligned(old, other) == []
