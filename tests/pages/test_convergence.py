"""How a text converges: the sentence, the picture, the table, and the files to take away."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from io import StringIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.model import TextHead
from placet.engine.wording_views import Converging
from placet.templates import PSEUDO_RTL, language
from placet.templates.convergence_picture import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    convergence_sentence,
    frames,
    picture,
)
from placet.templates.csv_cells import csv_cell, csv_table
from tests.pages import journey as j
from tests.pages.house import House
from tests.pages.test_passages import merged, said

AT = datetime(2027, 3, 1, tzinfo=UTC)


def point(number: int, brackets: int, agreed: int = 0, paragraphs: int = 20) -> Converging:
    head = TextHead(number=number, hash="0" * 64, made_at=AT, by="x", organisation="AUR")
    return Converging(head, brackets, 1, 0, 0, paragraphs, agreed, 200, min(brackets, 200), 0)


POINTS = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 500)), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("brackets", "sentence"),
    [
        ((41, 30, 22, 15, 12), "Brackets fell from 41 to 12 in 5 versions; "),
        ((3, 5), "Brackets rose from 3 to 5 in 2 versions; "),
        ((5, 9, 5), "Brackets stand at 5 after 3 versions, as many as at first; "),
        ((1,), "There is 1 bracket; "),
        ((1025,), "There are 1,025 brackets; "),
    ],
)
def test_the_sentence_says_what_the_picture_shows(brackets: tuple[int, ...], sentence: str) -> None:
    points = [point(n, count, agreed=7) for n, count in enumerate(brackets, 1)]
    assert convergence_sentence(points) == f"{sentence}7 of 20 paragraphs are agreed."


@given(POINTS)
def test_every_point_stands_in_its_frame_and_higher_means_more(
    values: list[tuple[int, int]],
) -> None:
    points = [point(n, b, agreed, 500) for n, (b, agreed) in enumerate(values, 1)]
    for frame in frames(points):
        xs = [dot.x for dot in frame.dots]
        assert xs == sorted(set(xs))
        assert all(LEFT <= dot.x <= RIGHT and TOP <= dot.y <= BOTTOM for dot in frame.dots)
    brackets = frames(points)[0]
    pairs = list(zip(brackets.dots, values, strict=True))
    for one, (few, _) in pairs:
        for other, (many, _) in pairs:
            assert few > many or one.y >= other.y


@given(POINTS)
def test_the_picture_stands_alone_and_is_sound(values: list[tuple[int, int]]) -> None:
    points = [point(n, b, agreed, 500) for n, (b, agreed) in enumerate(values, 1)]
    root = ElementTree.fromstring(picture(points, "Sea & <sky>"))  # noqa: S314
    text = " ".join(root.itertext())
    assert "Sea & <sky>" in text
    assert convergence_sentence(points) in text
    assert not [e for e in root.iter() if e.tag.endswith(("script", "image", "use"))]
    assert "prefers-color-scheme: dark" in text


def test_each_measure_has_a_shape_and_a_name_of_its_own() -> None:
    drawn = picture([point(1, 12), point(2, 4, 3)], "Sea")
    shapes = [re.search(rf'cv-dot cv-{key}".*?<(rect|path|circle)', drawn, re.S)
              for key in ("brackets", "share", "agreed")]  # fmt: skip
    assert [found[1] for found in shapes if found] == ["rect", "path", "circle"]
    assert ">12</text>" in drawn
    assert ">6%</text>" in drawn
    assert ">20 paragraphs</text>" in drawn


def test_a_text_without_words_or_brackets_is_drawn_too() -> None:
    empty = replace(point(1, 0), words=0, bracketed_words=0, paragraphs=0)
    assert [dot.y for frame in frames([empty]) for dot in frame.dots] == [BOTTOM] * 3


def test_the_picture_speaks_the_language_of_the_reader() -> None:
    with language(PSEUDO_RTL):
        drawn = picture([point(1, 3), point(2, 1)], "x")
    assert "Brackets" not in drawn


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\uff1d1", "\n=1"]
)
def test_no_cell_is_a_formula(words: str) -> None:
    assert csv_cell(words) == f"'{words}"
    (row,) = csv.reader(csv_table([[words, -3]]).decode("utf-8-sig").splitlines(keepends=True))
    assert row == [f"'{words}", "-3"]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1))
def test_a_table_is_read_back_as_it_was(words: list[str]) -> None:
    sheet = StringIO(csv_table([words]).decode("utf-8-sig"), newline="")
    (row,) = csv.reader(sheet)
    assert row == [csv_cell(word) for word in words]
    assert [cell for cell in row if cell.startswith("'")] == [
        csv_cell(word) for word in words if csv_cell(word).startswith("'")
    ]


def test_the_page_has_sentence_picture_and_table(house: House) -> None:
    ref = merged(house)
    j.do(house, "bea", ref, c.AgreeParagraphs(3, ("p1",), Level.AGREED))
    html = house.get("dora", f"/objectives/{ref}/convergence").text
    told = said(html)
    assert "Brackets fell from 3 to 2 in 3 versions; 1 of 5 paragraphs is agreed." in told
    assert html.count('<svg class="cv"') == 3
    assert 'aria-label="Brackets: 3 in version 1, 2 in version 3."' in html
    assert "Version 3 16 Mar 2027 2 1 2 2 of 5" in told
    text = house.get("dora", f"/objectives/{ref}").text
    assert f'href="/objectives/{ref}/convergence">' in text


def test_the_figures_and_the_picture_are_files_to_take_away(house: House) -> None:
    ref = j.in_revision(house)
    found = j.seen(house, ref).text
    words = [replace(found.paragraphs[0], words="Aware,"), *found.paragraphs[1:]]
    changed = replace(found, paragraphs=tuple(words))
    j.do(house, "ada", ref, c.ReviseText(1, changed, 4, note='=HYPERLINK("http://x")'))
    table = house.get("dora", f"/objectives/{ref}/convergence.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"] == f'attachment; filename="{ref}-convergence.csv"'
    rows = list(csv.DictReader(table.content.decode("utf-8-sig").splitlines()))
    assert [row["version"] for row in rows] == ["1", "2"]
    assert [row["brackets"] for row in rows] == ["3", "3"]
    assert rows[1]["note"] == '\'=HYPERLINK("http://x")'
    share = Fraction(100 * int(rows[1]["bracketed_words"]), int(rows[1]["words"]))
    assert abs(Fraction(rows[1]["bracketed_share_percent"]) - share) <= Fraction(1, 20)
    drawn = house.get("dora", f"/objectives/{ref}/convergence.svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "Chart the sea" in drawn.text
    assert house.get("zoe", f"/objectives/{ref}/convergence.csv").status_code == 404
