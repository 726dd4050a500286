"""The Paris drafts through `placet text`: counted, compared, compiled with three proposers."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest

from placet.api.texts.measuring import measure
from placet.engine.text import (
    Kind,
    block_stats,
    burn_down,
    compare,
    count_words,
    match_imported,
    parse_markdown,
    spans,
    walk,
)
from placet.engine.text.brackets import flattened
from placet.engine.text.compiling import (
    BASE,
    Compilation,
    aligned,
    base_of,
    bracketed,
    clashes_of,
    compiled,
    read_back,
    reading_of,
)
from placet.engine.text.notation import clean, groups_of, marks_of, written

DRAFTS = ("2015-10-23", "2015-12-04")
FOOTNOTE_MARK = r"\[\^[^\]\[\s]+\]"
DEFINITION = r"^\[([^\]\[^]+)\]: http.*$"


def without_what_is_no_text(source: str) -> str:
    """The file without footnote marks, definitions of links, and the brackets of links."""
    defined = "|".join(re.findall(DEFINITION, source, re.M))
    bare = re.sub(DEFINITION, "", re.sub(FOOTNOTE_MARK, "", source), flags=re.M)
    return re.sub(rf"\[([^\[\]]*)\]\[(?:{defined})\]", r"\1", bare)


def source_of(data: Path, draft: str) -> str:
    return (data / "paris-2015" / f"{draft}.md").read_text(encoding="utf-8")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_counts_are_those_of_the_characters_but_for_what_is_no_text(
    data: Path, draft: str
) -> None:
    source = source_of(data, draft)
    file = data / "paris-2015" / f"{draft}.md"
    found = json.loads(measure(file, as_json=True, by_paragraph=False))
    bare = without_what_is_no_text(source)
    marks = len(re.findall(FOOTNOTE_MARK, source))
    shown = {key: said for key, said in found.items() if isinstance(said, int | float)}
    say(f"{draft}: {json.dumps(shown)}")
    say(
        f"characters: {source.count('[')} and {source.count(']')}; {marks} footnote marks, "
        f"{source.count('[') - bare.count('[') - marks} of links; left {bare.count('[')} and "
        f"{bare.count(']')}"
    )
    assert (found["open_brackets"], found["close_brackets"]) == (bare.count("["), bare.count("]"))
    assert found["source"] == {
        "open_brackets": source.count("["),
        "close_brackets": source.count("]"),
    }
    assert found["open_brackets"] == block_stats(parse_markdown(source).blocks).open_brackets


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_bracket_is_read_and_printed_as_it_stands(data: Path, draft: str) -> None:
    text = parse_markdown(source_of(data, draft)).text
    notation = marks_of(text)
    words = {p.id: p.words for _, p in walk(text)}
    for said in words.values():
        assert flattened(spans(said, None)) == said
        assert all(written(said, g) == said[g.start : g.end] for g in groups_of(said))
    meanings = Counter(str(found.group.meaning) for found in notation.brackets)
    say(
        f"{draft}: {dict(meanings)}, {len(notation.options)} groups of options, "
        f"{len(notation.placeholders)} placeholders, {len(notation.unbalanced)} halves, "
        f"{sum(half.partner is not None for half in notation.unbalanced)} with a partner"
    )
    assert len(notation.options) > 40
    assert not any("[" in p.words or "]" in p.words for _, p in walk(clean(text)))


def test_october_becomes_december(data: Path) -> None:
    old, new = (parse_markdown(source_of(data, draft)) for draft in DRAFTS)
    start = perf_counter()
    text, _, matched = match_imported(old.text, new.text, old.minted)
    between = perf_counter()
    counts = compare(old.text, text).counts
    end = perf_counter()
    say(
        f"matched in {between - start:.3f} s: {len(matched.exact)} the same, "
        f"{len(matched.similar)} alike, {len(matched.fresh)} new, {len(matched.gone)} gone; "
        f"compared in {end - between:.3f} s: {counts}"
    )
    for point in burn_down([(1, old.text), (2, text)]):
        say(f"{point}, {float(point.share):.3f} of the words in brackets")
    assert counts.words_inserted < 6_000
    assert counts.words_deleted < 8_000


def test_three_proposers_are_compiled_and_each_is_read_back(data: Path) -> None:
    source = source_of(data, DRAFTS[0])
    base = parse_markdown(source)
    files = {name: parse_markdown(said).text for name, said in proposals(source).items()}
    start = perf_counter()
    texts, _ = aligned(base.text, files, base.minted)
    between = perf_counter()
    made = compiled(base.text, texts)
    shown = [bracketed(made, passage) for passage in made.passages]
    end = perf_counter()
    assert base_of(made) == base.text
    for name, text in texts.items():
        assert reading_of(made, name) == text
        assert [(d, p.kind, p.words) for d, p in walk(text)] == [
            (d, p.kind, p.words) for d, p in walk(files[name])
        ]
    varying = [
        words
        for passage, words in zip(made.passages, shown, strict=True)
        if any(passage.variations()) or len(passage.holders) < 1 + len(made.proposals)
    ]
    clashes = clashes_of(made)
    say(
        f"aligned in {between - start:.3f} s, compiled and printed in {end - between:.3f} s; "
        f"{len(varying)} of {len(shown)} paragraphs differ, {len(clashes)} clashes, "
        f"{sum(count_words(words) for words in varying)} words in those paragraphs"
    )
    for words in varying[:6]:
        say(f"  {words[:300]}")
    assert len(clashes) >= 15
    check_read_back(made, shown)


def check_read_back(made: Compilation, shown: list[str]) -> None:
    for passage, words in zip(made.passages, shown, strict=True):
        for number, proposal in enumerate(made.proposals, 1):
            for name in proposal.names:
                said = made.words(passage, number) if number in passage.holders else ""
                assert read_back(words, name, made.names) == said
        if BASE not in passage.holders:
            assert passage.forms[0].kind in (Kind.PREAMBULAR, Kind.OPERATIVE)


def proposals(source: str) -> dict[str, str]:
    """Three delegations at work: brackets settled both ways, words, a paragraph, a move."""
    first = source.replace("[shall][should][other]", "shall").replace("[Agreement]", "Agreement")
    second = source.replace("[shall][should][other]", "should").replace(
        '2. "Party" means a Party to this Agreement;\n', ""
    )
    third = first.replace("a Party to this Agreement", "a State Party to this Agreement")
    blocks = third.split("\n\n")
    moved = next(at for at, b in enumerate(blocks) if b.startswith("*Recognizing* the critical"))
    blocks.insert(moved - 4, blocks.pop(moved))
    blocks.insert(moved - 1, "*Recalling* the duty of care of all States,")
    return {"AOSIS": first, "G77+China": second, "UNEP": "\n\n".join(blocks)}
