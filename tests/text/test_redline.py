from hypothesis import assume, given

from placet.engine.text import (
    Edit,
    Kind,
    Op,
    Text,
    changed_ids,
    compare,
    edited,
    match_imported,
    operations,
    paragraph_ids,
    parse_markdown,
    to_markdown,
    walk,
    word_operations,
)

from .strategies import characters, operatives, revisions, texts, words


def joined(ops: tuple[Op, ...], without: str) -> str:
    return "".join(op.text for op in ops if op.op != without)


@given(words | characters, words | characters)
def test_equal_and_deleted_words_are_the_old_ones_and_equal_and_inserted_the_new(
    old: str, new: str
) -> None:
    ops = word_operations(old, new)
    assert joined(ops, "insert") == old
    assert joined(ops, "delete") == new
    assert all(op.text for op in ops)


@given(words, words)
def test_no_lone_white_space_stands_between_two_changes(old: str, new: str) -> None:
    assert not any(op.op == "equal" and op.text.isspace() for op in word_operations(old, new)[1:-1])


def test_one_changed_word_is_one_change() -> None:
    assert word_operations("Parties shall take action", "Parties should now take action") == (
        Op("equal", "Parties "),
        Op("delete", "shall"),
        Op("insert", "should now"),
        Op("equal", " take action"),
    )


def test_a_script_without_spaces_is_compared_by_character() -> None:
    ops = word_operations("各国应当合作", "各国应合作")
    assert ops == (Op("equal", "各国应"), Op("delete", "当"), Op("equal", "合作"))


def test_a_repetitive_paragraph_is_compared_too() -> None:
    old, new = "a " * 3_000, "a b " * 1_500
    assert joined(word_operations(old, new), "delete") == new
    old, new = "a b " * 15_000, "b c " * 15_000
    assert joined(word_operations(old, new), "insert") == old


@given(revisions())
def test_reading_the_operations_through_gives_both_texts(pair: tuple[Text, Text]) -> None:
    old, new = pair
    found = operations(old, new)
    for text, other in ((old, "insert"), (new, "delete")):
        read = "".join(op.text for op in found if op.op != other)
        assert read == "".join(p.words for _, p in walk(text))


@given(revisions())
def test_rows_stand_in_the_new_order_and_hold_every_paragraph_once(
    pair: tuple[Text, Text],
) -> None:
    old, new = pair
    rows = compare(old, new).rows
    assert tuple(row.id for row in rows if row.change != "removed") == paragraph_ids(new)
    assert sorted(r.id for r in rows) == sorted({*paragraph_ids(old), *paragraph_ids(new)})


@given(revisions())
def test_the_summary_counts_what_the_rows_show(pair: tuple[Text, Text]) -> None:
    old, new = pair
    redline = compare(old, new)
    gone = set(paragraph_ids(old)) - set(paragraph_ids(new))
    come = set(paragraph_ids(new)) - set(paragraph_ids(old))
    assert (redline.counts.removed, redline.counts.added) == (len(gone), len(come))
    mine = {p.id: p.words for _, p in walk(old)}
    reworded = [p.id for _, p in walk(new) if p.id in mine and p.words != mine[p.id]]
    assert redline.counts.changed == len(reworded)
    assert set(changed_ids(old, new)) == gone | come | set(reworded)


@given(texts())
def test_a_text_does_not_differ_from_itself(made: tuple[Text, int]) -> None:
    text, _ = made
    assert {row.change for row in compare(text, text).rows} <= {"same"}
    assert changed_ids(text, text) == ()


def test_the_smallest_set_of_paragraphs_has_moved() -> None:
    old = operatives("one", "two", "three", "four", "five")
    order = ("p5", "p1", "p2", "p3", "p4")
    new, _ = edited(old, [Edit(id, Kind.OPERATIVE, 0, "x", None) for id in order], 5)
    moved = [r for r in compare(old, new).rows if r.change in ("moved", "moved_changed")]
    assert [(r.id, r.old_label, r.new_label) for r in moved] == [("p5", "5", "1")]


def test_a_removed_paragraph_is_shown_where_it_stood() -> None:
    old = operatives("one", "two", "three")
    new, _ = edited(old, [Edit(i, Kind.OPERATIVE, 0, i) for i in ("p1", "p3")], 3)
    assert [row.id for row in compare(old, new).rows] == ["p1", "p2", "p3"]
    new, _ = edited(old, [Edit("p3", Kind.OPERATIVE, 0, "three")], 3)
    assert [row.id for row in compare(old, new).rows] == ["p1", "p2", "p3"]


def test_a_paragraph_of_another_kind_has_changed() -> None:
    old = operatives("one")
    new, _ = edited(old, [Edit("p1", Kind.NOTE, 0, "one")], 1)
    assert changed_ids(old, new) == ("p1",)


@given(texts())
def test_a_text_written_out_and_imported_again_finds_all_its_ids(made: tuple[Text, int]) -> None:
    text, minted = made
    imported = parse_markdown(to_markdown(text)).text
    found, after, report = match_imported(text, imported, minted)
    assert sorted(paragraph_ids(found)) == sorted(paragraph_ids(text))
    assert (after, report.fresh, report.gone, report.similar) == (minted, (), (), ())


@given(revisions())
def test_an_imported_revision_takes_each_id_at_most_once(pair: tuple[Text, Text]) -> None:
    old, new = pair
    minted = len(paragraph_ids(old))
    found, after, report = match_imported(old, new, minted)
    ids = paragraph_ids(found)
    assert len(set(ids)) == len(ids)
    assert [p.words for _, p in walk(found)] == [p.words for _, p in walk(new)]
    assert after == minted + len(report.fresh)
    assert {*report.exact, *report.similar} | {*report.gone} == {*paragraph_ids(old)}


@given(texts())
def test_a_lightly_reworded_paragraph_keeps_its_id(made: tuple[Text, int]) -> None:
    text, minted = made
    wordings = [p.words for _, p in walk(text)]
    assume(len(set(wordings)) == len(wordings))
    long = operatives(*(f"{at} one two three four five six seven" for at in range(len(wordings))))
    new = operatives(*(p.words.replace("four", "4") for p in long.paragraphs))
    found, after, _ = match_imported(long, new, minted)
    assert paragraph_ids(found) == paragraph_ids(long)
    assert after == minted


def test_what_is_not_alike_gets_a_fresh_id_and_a_moved_one_keeps_its_own() -> None:
    old = operatives("one two three four", "alpha beta gamma", "x y z w", "hello world out there")
    new = operatives("hello world out there", "one two three five", "alpha beta gamma", "quite new")
    found, minted, report = match_imported(old, new, 9)
    assert paragraph_ids(found) == ("p4", "p1", "p2", "p10")
    assert (minted, report.gone, report.similar) == (10, ("p3",), ("p1",))


def test_many_paragraphs_alike_are_matched_within_bounds() -> None:
    old = operatives(*(f"a b c d {at} e" for at in range(1_500)))
    new = operatives(*(f"a b c {at} e" for at in range(1_500)))
    assert len(match_imported(old, new, 1_500)[2].fresh) < 100
