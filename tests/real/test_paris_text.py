"""The two drafts of the Paris Agreement that negotiators had before them."""

from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest

from placet.engine.text import (
    Found,
    Imported,
    Kind,
    block_stats,
    compare,
    flattened,
    match_imported,
    parse_markdown,
    spans,
    stats,
    to_markdown,
    walk,
)
from placet.engine.text.tokens import is_word, tokens

DRAFTS = ("2015-10-23", "2015-12-04")


def read(data: Path, draft: str) -> str:
    return (data / "paris-2015" / f"{draft}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def imported(data: Path) -> dict[str, Imported]:
    found = {}
    for draft in DRAFTS:
        source = read(data, draft)
        start = perf_counter()
        found[draft] = parse_markdown(source)
        print(f"{draft}: {perf_counter() - start:.3f} s")  # noqa: T201
    return found


def words_of(*parts: str) -> Counter[str]:
    return Counter(t for part in parts for t in tokens(part.replace("*", "")) if is_word(t))


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_word_of_the_draft_is_in_the_tree_or_in_the_report(
    data: Path, imported: dict[str, Imported], draft: str
) -> None:
    found = imported[draft]
    rows = [paragraph for _, paragraph in walk(found.text)]
    kept = words_of(*(p.words for p in rows), *(p.label or "" for p in rows))
    reported = words_of(*(remark.source for remark in found.report))
    assert not words_of(read(data, draft)) - kept - reported


@pytest.mark.parametrize(
    ("draft", "paragraphs", "opened", "closed", "depth"),
    [("2015-10-23", 574, 1025, 1026, 7), ("2015-12-04", 447, 1015, 1018, 10)],
)
def test_paragraphs_and_brackets_are_counted(
    imported: dict[str, Imported],
    draft: str,
    paragraphs: int,
    opened: int,
    closed: int,
    depth: int,
) -> None:
    found = stats(imported[draft].text)
    blocks = block_stats(imported[draft].blocks)
    assert found.paragraphs == paragraphs
    assert (found.open_brackets, found.close_brackets, found.depth) == (opened, closed, depth)
    assert (blocks.open_brackets, blocks.close_brackets, blocks.depth) == (opened, closed, depth)
    assert 0 < len(found.unbalanced_paragraphs) < found.bracketed_paragraphs < paragraphs


def test_preamble_and_articles_are_told_apart(imported: dict[str, Imported]) -> None:
    kinds = Counter(paragraph.kind for _, paragraph in walk(imported["2015-10-23"].text))
    assert kinds[Kind.TITLE] == 1
    assert kinds[Kind.PREAMBULAR] == 16
    assert kinds[Kind.HEADING] == 32
    assert kinds[Kind.OPERATIVE] > 150


def test_only_what_is_no_text_was_left_out(imported: dict[str, Imported]) -> None:
    found = Counter(remark.found for remark in imported["2015-10-23"].report)
    assert found == {
        Found.FRONT_MATTER: 4, Found.FOOTNOTE_MARK: 12, Found.ATTRIBUTES: 3, Found.CONTENTS: 2,
        Found.TAG: 2, Found.LINK_TARGET: 1, Found.LINK_DEFINITION: 1,
    }  # fmt: skip


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_draft_survives_writing_and_rendering(
    imported: dict[str, Imported], draft: str
) -> None:
    text = imported[draft].text
    again = parse_markdown(to_markdown(text)).text
    assert [p.words for _, p in walk(again)] == [p.words for _, p in walk(text)]
    assert [(d, p.kind) for d, p in walk(again)] == [(d, p.kind) for d, p in walk(text)]
    assert all(flattened(spans(p.words)) == p.words for _, p in walk(text))


def test_the_december_draft_is_a_revision_of_the_october_draft(
    imported: dict[str, Imported],
) -> None:
    old, new = (imported[draft] for draft in DRAFTS)
    text, minted, report = match_imported(old.text, new.text, old.minted)
    assert len(report.exact) > 150
    assert len(report.similar) > 100
    assert minted == old.minted + len(report.fresh)
    redline = compare(old.text, text)
    assert redline.counts.added == len(report.fresh)
    assert redline.counts.removed == len(report.gone)
