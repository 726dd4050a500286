"""The laws of amendments, and how often each of them is really tried.

Each law is a function of a drawn case; it fails, or says whether the case was one in which the
law could have failed.  A test for each law counts those cases and holds the share above a
floor, for a law that is never tried proves nothing.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from placet.engine.errors import BadInput
from placet.engine.text import (
    Act,
    Anchor,
    Applied,
    Change,
    Numbered,
    Orphan,
    Paragraph,
    Text,
    Unfit,
    Variation,
    Version,
    WhyUnfit,
    applied,
    applied_all,
    changes_between,
    clashes,
    find,
    follow,
    independent,
    merged,
    moot_after,
    ordered,
    paragraph_ids,
    provenance,
    read_by,
    rebased,
    three_way,
    walk,
    word_merge,
)
from placet.engine.text.amending.words import half_bracket
from placet.engine.text.tokens import is_word, tokens
from placet.engine.text.tree import grown
from tests.text.amending.strategies import (
    Pair,
    forks,
    histories,
    pairs,
    remarks,
    reworded,
    words,
)
from tests.text.strategies import revisions


def without_fresh_ids(text: Text, minted: int) -> Text:
    """The text with ids above the counter renamed in reading order, and " alt" labels unpinned.

    Ids are given in the order in which changes are made, and an alternative is named after the
    number that its paragraph has at that moment.
    """
    rows: list[tuple[int, Paragraph]] = []
    for at, (depth, p) in enumerate(walk(text)):
        id = p.id if int(p.id[1:]) <= minted else f"new{at}"
        label = "alt" if id != p.id and "alt" in (p.label or "") else p.label
        rows.append((depth, Paragraph(id, p.kind, p.words, (), label)))
    return Text(grown(rows), text.language)


def about(change: Change) -> set[str]:
    """The paragraphs that a change is about, or stands beside."""
    if change.act is Act.ADD:
        return {id for id in (change.under, change.after) if id is not None}
    return {change.paragraph, change.other} - {""}


def then(pair: Pair, first: Change, second: Change) -> Text:
    """The text after the first change and, brought onto that, the second."""
    made = applied(pair.text, first, pair.minted)
    brought = rebased(second, pair.text, made.text, made.origins)
    if isinstance(brought, Unfit):
        assert brought.reason is WhyUnfit.DONE, (first, second, brought)
        return made.text
    try:
        return applied(made.text, brought, made.minted).text
    except BadInput as refusal:  # both together may be too much for one of the limits
        raise AssertionError((first, second, brought)) from refusal


def independent_changes_commute(pair: Pair) -> bool:
    met = clashes(pair.text, pair.one, pair.other)
    assert set(met) == set(clashes(pair.text, pair.other, pair.one))
    for clash in met:
        paragraph = find(pair.text, clash.paragraph)
        said = paragraph.words[clash.start : clash.end] if paragraph else ""
        assert said == clash.quotation
    if met:
        event("clash")
        return False
    first = then(pair, pair.one, pair.other)
    second = then(pair, pair.other, pair.one)
    assert without_fresh_ids(first, pair.minted) == without_fresh_ids(second, pair.minted)
    return bool(about(pair.one) & about(pair.other))


def equal_changes_and_changes_apart_never_clash(pair: Pair) -> bool:
    assert independent(pair.text, pair.one, pair.one)
    words_only = (Act.REPLACE, Act.RETAIN)
    apart = pair.one.paragraph != pair.other.paragraph
    if pair.one.act in words_only and pair.other.act in words_only and apart:
        assert independent(pair.text, pair.one, pair.other)
        return True
    return False


def a_change_rebased_onto_itself_is_done(pair: Pair) -> bool:
    assert rebased(pair.one, pair.text, pair.text) == pair.one
    made = applied(pair.text, pair.one, pair.minted)
    again = rebased(pair.one, pair.text, made.text, made.origins)
    if pair.one.act is Act.RETAIN:
        assert again == pair.one
        return False
    assert isinstance(again, Unfit)
    assert again.reason is WhyUnfit.DONE
    return True


def a_rebased_change_fits_or_says_why(pair: Pair) -> bool:
    made = applied(pair.text, pair.one, pair.minted)
    brought = rebased(pair.other, pair.text, made.text, made.origins)
    if isinstance(brought, Unfit):
        event(brought.reason)
        return True
    applied_all(made.text, (brought,), made.minted)
    return brought != pair.other


def changes_between_two_texts_make_the_one_into_the_other(history: list[Applied]) -> bool:
    old, new = history[0], history[-1]
    found = changes_between(old.text, new.text)
    assert applied_all(old.text, found, old.minted).text == new.text
    assert changes_between(new.text, new.text) == ()
    return len({change.act for change in found}) > 1


def changes_between_any_two_revisions(pair: tuple[Text, Text]) -> bool:
    old, new = pair
    for before, after in ((old, new), (new, old)):
        found = changes_between(before, after)
        assert applied_all(before, found, 0).text == after
    return len({change.act for change in found}) > 1


def what_one_side_touched_is_taken(fork: tuple[Text, Text, Text, int]) -> bool:
    base, mine, theirs, minted = fork
    assert three_way(base, mine, base, minted).text == mine
    assert three_way(base, base, theirs, minted).text == theirs
    assert three_way(base, mine, mine, minted).text == mine
    both = three_way(base, mine, theirs, minted)
    old, left, right, all_of_it = (
        {p.id: p for _, p in walk(text)} for text in (base, mine, theirs, both.text)
    )
    told = {conflict.paragraph for conflict in both.conflicts}
    for id in old:
        if id in left and left[id].words == old[id].words and id in right and id not in told:
            assert all_of_it[id].words == right[id].words
        if id in right and right[id].words == old[id].words and id in left and id not in told:
            assert all_of_it[id].words == left[id].words
        if id not in left and id not in right:
            assert id not in all_of_it or id in told
    added = {*left, *right} - {*old}
    assert added <= {*all_of_it}
    turned = three_way(base, theirs, mine, minted)
    assert {c.paragraph for c in turned.conflicts} == told
    assert sorted(paragraph_ids(turned.text)) == sorted(paragraph_ids(both.text))
    return any(
        id in left and id in right and left[id].words != old[id].words != right[id].words
        for id in old
    ) or bool(told)


def merging_shows_all_and_loses_nothing(fork: tuple[Text, Text, Text, int]) -> bool:
    """Accepted amendments together: those that meet nobody are made as if alone."""
    base, mine, theirs, minted = fork
    changes = [
        Numbered(number, (name,), change)
        for number, (name, change) in enumerate(
            [
                (name, change)
                for name, side in (("A", mine), ("B", theirs))
                for change in changes_between(base, side)
                if _fits(base, change, minted)
            ],
            1,
        )
    ]
    together = merged(base, changes, minted)
    met = {number for collision in together.collisions for number in collision.numbers}
    for item in changes:
        if item.number not in met:
            assert item.number in together.applied
        alone = merged(base, [item], minted)
        assert alone.text == applied_all(base, [item.change], minted).text
        assert alone.collisions == ()
        if item.change.act is Act.REPLACE:
            assert find(together.text, item.change.paragraph) is not None or item.number in met
    words = [item.change.paragraph for item in changes if item.change.act is Act.REPLACE]
    return bool(met) or len(words) > len(set(words))


def _fits(base: Text, change: Change, minted: int) -> bool:
    try:
        applied_all(base, (change,), minted)
    except BadInput:
        return False
    return True


def unchanged_words_keep_their_remark(case: tuple[Anchor, list[Applied]]) -> bool:
    anchor, history = case
    here: Anchor | Orphan = anchor
    bites = False
    for before, after in pairwise(history):
        if not isinstance(here, Anchor):
            break
        old = find(before.text, here.paragraph)
        new = find(after.text, here.paragraph)
        bites = bites or (old is not None and (new is None or new.words != old.words))
        here = follow(here, before.text, after.text, after.origins)
        if isinstance(here, Orphan):
            assert here.quotation == anchor.quotation
            assert new is None or anchor.quotation not in new.words or (
                new.words.count(anchor.quotation) > 1
            )  # fmt: skip
            continue
        home = find(after.text, here.paragraph)
        assert home is not None
        said = home.words[here.start : here.end]
        assert here.changed == (said != anchor.quotation)
        assert said == said.strip() != ""
        assert here.quotation == anchor.quotation
    return bites


def stretches_joined_are_the_words(history: list[Applied]) -> bool:
    versions = [Version(at, made.text, made.origins) for at, made in enumerate(history, 1)]
    bites = False
    for id in {id for made in history for id in paragraph_ids(made.text)}:
        newest = next(v.text for v in reversed(versions) if find(v.text, id))
        paragraph = find(newest, id)
        assert paragraph is not None
        found = provenance(versions, id)
        assert "".join(text for text, _, _ in found) == paragraph.words
        assert all(amendment in (0, number - 1) for _, number, amendment in found)
        for text, number, _ in found:
            there = " ".join(p.words for _, p in walk(versions[number - 1].text))
            assert all(token in there for token in tokens(text) if is_word(token))
        bites = bites or len({number for _, number, _ in found}) > 1
    return bites


def every_reading_is_read_back(case: tuple[str, list[str]]) -> bool:
    base, readings = case
    given_names = [((f"N{at}",), said) for at, said in enumerate(readings)]
    for whole in (False, True):
        pieces = word_merge(base, given_names, whole_brackets=whole)
        assert read_by(pieces, None) == base
        assert [read_by(pieces, names[0]) for names, _ in given_names] == readings
        if whole and not any(half_bracket(said) for said in (base, *readings)):
            for piece in pieces:
                if isinstance(piece, Variation):
                    assert not half_bracket(piece.base_text)
                    assert not any(half_bracket(said) for _, said in piece.readings)
    return any(isinstance(piece, Variation) and len(piece.readings) > 1 for piece in pieces)


def every_change_is_put_once_and_what_is_moot_is_named(pair: Pair) -> bool:
    changes = (pair.one, pair.other)
    order = ordered(pair.text, changes)
    assert sorted(order) == [0, 1]
    assert order == tuple(1 - at for at in ordered(pair.text, changes[::-1])) or (
        pair.one == pair.other
        or len({change.act for change in changes}) == 1
    )  # fmt: skip
    moot = moot_after(pair.text, pair.one, [pair.other])
    assert moot_after(pair.text, pair.one, [pair.one]) == (0,)
    if moot and pair.one != pair.other:
        made = applied(pair.text, pair.one, pair.minted)
        brought = rebased(pair.other, pair.text, made.text, made.origins)
        assert isinstance(brought, Unfit) or pair.one.act is Act.RETAIN
    return bool(moot)


@st.composite
def wordings(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Words, and what two to four others make of them."""
    base = draw(words)
    return base, [reworded(draw, base) for _ in range(draw(st.integers(2, 4)))]


@dataclass(frozen=True)
class Law:
    """A law, what it is tried on, how often, and the least share of cases that try it."""

    holds: Callable[[Any], bool]
    cases: st.SearchStrategy[Any]
    times: int
    least: Fraction


LAWS = (
    Law(independent_changes_commute, pairs(), 250, Fraction(30, 100)),
    Law(equal_changes_and_changes_apart_never_clash, pairs(), 100, Fraction(5, 100)),
    Law(a_change_rebased_onto_itself_is_done, pairs(), 100, Fraction(60, 100)),
    Law(a_rebased_change_fits_or_says_why, pairs(), 100, Fraction(30, 100)),
    Law(changes_between_two_texts_make_the_one_into_the_other, histories(7), 100,
        Fraction(30, 100)),
    Law(changes_between_any_two_revisions, revisions(), 100, Fraction(30, 100)),
    Law(what_one_side_touched_is_taken, forks(), 100, Fraction(30, 100)),
    Law(merging_shows_all_and_loses_nothing, forks(), 100, Fraction(30, 100)),
    Law(unchanged_words_keep_their_remark, remarks(), 100, Fraction(30, 100)),
    Law(stretches_joined_are_the_words, histories(7), 100, Fraction(30, 100)),
    Law(every_reading_is_read_back, wordings(), 100, Fraction(30, 100)),
    Law(every_change_is_put_once_and_what_is_moot_is_named, pairs(), 100, Fraction(15, 100)),
)  # fmt: skip


@pytest.mark.parametrize("law", LAWS, ids=[law.holds.__name__ for law in LAWS])
def test_a_law_holds_in_cases_that_try_it(law: Law) -> None:
    counts = Counter[str]()

    most = max(law.times, settings().max_examples)

    @settings(
        max_examples=most,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(law.cases)
    def tried(case: Any) -> None:
        counts["cases"] += 1
        counts["tried"] += law.holds(case)

    tried()
    share = Fraction(counts["tried"], counts["cases"])
    name = law.holds.__name__.replace("_", " ")
    percent = share.numerator * 100 // share.denominator
    sys.stdout.write(f"\n{name}: {counts['cases']} cases, {percent} % try it\n")
    assert share >= law.least
