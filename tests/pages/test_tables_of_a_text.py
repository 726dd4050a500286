"""Tables and annexes on the pages of an objective: shown, compared, edited."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from placet.api.pages import paragraph_rows as rows_
from placet.api.pages.paragraph_rows import Row
from placet.engine import commands as c
from placet.engine.text import match_imported, parse_markdown
from placet.templates import PSEUDO, PSEUDO_RTL, untranslated
from tests.pages import journey as j
from tests.pages.house import House, settled
from tests.pages.test_every_page import (
    data_of,
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
)

SOURCE = """1. Share soundings.

Table: What each brings

| Organisation | Ships |
| --- | --- |
| FAO | [2] |
| WHO | 3 |

## Annex I: Duties

1. Answer within two days.

## Annex II

1. Report.
"""


def with_a_table(house: House) -> str:
    """An objective whose second text has a table and annexes, and whose third changed them."""
    ref = j.in_revision(house)
    present = j.seen(house, ref)
    minted = present.objective.paragraphs_minted
    text, minted, _ = match_imported(present.text, parse_markdown(SOURCE).text, minted)
    j.do(house, "ada", ref, c.ReviseText(1, text, minted, "With a table."))
    newer = SOURCE.replace("| 3 |", "| 5 |\n| WMO | 1 |").replace("two days", "three days")
    changed, minted, _ = match_imported(text, parse_markdown(newer).text, minted)
    j.do(house, "ada", ref, c.ReviseText(2, changed, minted, "More ships."))
    return ref


def test_a_table_is_a_table_whose_first_row_heads_its_columns(house: House) -> None:
    html = house.get("fay", f"/objectives/{with_a_table(house)}").text
    assert "<caption>What each brings</caption>" in html
    html, handles = re.subn(r' <a class="no" href="\?tools=.*?</a>', "", html)
    assert handles == 8  # one for each cell
    heads = re.findall(r'<th scope="col" id="p\d+">(.*?)</th>', html)
    assert heads == ["Organisation", "Ships"]
    cells = re.findall(r'<td id="p\d+"[^>]*>(.*?)</td>', html)
    assert [re.sub(r"<[^>]+>", "", cell) for cell in cells] == [
        "FAO", "[2]", "WHO", "Changed: 5", "Changed: WMO", "Changed: 1",
    ]  # fmt: skip
    assert re.search(r'<h2 id="p\d+" class="annex">Annex I<br>Duties</h2>', html)
    look_at_tables_forms_and_ids(html)
    look_for_anything_inline(html)


def test_a_comparison_shows_the_change_in_its_cell_and_says_which(house: House) -> None:
    ref = with_a_table(house)
    html = house.get("fay", f"/objectives/{ref}/compare/2..3").text
    assert re.search(
        r'<td id="c\d+" class="changed">.*<del>.*3.*</del> <ins>.*5.*</ins></td>', html
    )
    listed = re.sub(r"<[^>]+>", " ", html.split('class="changes')[1].split("</ol>")[0])
    said = " ".join(listed.split())
    assert "Table 1, row 3, column 2 “3” replaced by “5”." in said
    assert "Table 1, row 4 New row: “WMO | 1”" in said
    assert "Annex I, 1 “two” replaced by “three”." in said
    look_at_tables_forms_and_ids(html)


@pytest.mark.parametrize("code", [PSEUDO, PSEUDO_RTL])
def test_every_word_around_a_table_goes_through_a_catalogue(
    sqlite_template: Path, tmp_path: Path, code: str
) -> None:
    file = tmp_path / "pseudo.db"
    shutil.copy(sqlite_template, file)
    house = settled(file, code)
    ref = with_a_table(house)
    data = [
        *data_of(house), ref, "Chart the sea", "One chart for all.", "With a table.", "More ships.",
        "Share soundings", "What each brings", "Organisation", "Ships", "FAO", "WHO", "WMO",
        "Duties", "Answer within two days", "Answer within three days", "Report", "two", "three",
        "Practice of joint statements between international organisations",
        "OECD co-ordination with partner organisations", "Codex Alimentarius and IPPC",
        "Say how", "deep", "The organisations", "shall", "should", "share", "soundings of the sea",
        "ada@example.org", "revision",
        "Answer within", "days",
        "Table", "row", "column", "Annex", "II",  # the text names its parts in its own language
    ]  # fmt: skip
    for path in ("", "/compare/2..3", "/revise"):
        html = house.get("ada", f"/objectives/{ref}{path}").text
        assert untranslated(html, data) == (), path


def test_the_editor_offers_the_kinds_of_a_table_in_words(house: House) -> None:
    html = house.get("ada", f"/objectives/{with_a_table(house)}/revise").text
    for label in ("Annex", "Table", "Row of a table", "Cell of a table", "Add a table below"):
        assert label in html
    assert "Table 1, row 4, column 2" in html
    look_at_tables_forms_and_ids(html)


def kinds(rows: rows_.Rows | None) -> list[tuple[str, int]]:
    return [(row.kind, row.level) for row in rows or ()]


def test_the_buttons_of_a_table_keep_it_one() -> None:
    start = (Row(kind="operative", words="x"),)
    table = rows_.pressed(start, "table:0")
    assert kinds(table) == [
        ("operative", 0), ("table", 0), ("row", 1), ("cell", 2), ("cell", 2), ("row", 1),
        ("cell", 2), ("cell", 2),
    ]  # fmt: skip
    assert table is not None
    assert kinds(rows_.pressed(table, "add:2"))[5:8] == [("row", 1), ("cell", 2), ("cell", 2)]
    assert kinds(rows_.pressed(table, "add:3"))[3:6] == [("cell", 2)] * 3
    assert kinds(rows_.pressed(table, "table:6"))[8:10] == [("table", 0), ("row", 1)]
    assert kinds(rows_.pressed(table, "delete:2")) == kinds((*table[:2], *table[5:]))
    assert kinds(rows_.pressed(table, "delete:1")) == [("operative", 0)]
    assert kinds(rows_.pressed(table, "add:1"))[8:] == [("operative", 0)]
