"""Lists of organisations: every sound row is taken, every other one is named with its place."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from placet.api.filing.organisations import written
from placet.engine.documents.organisation_lists import (
    ListedOrganisation,
    read_organisations,
)
from placet.engine.errors import BadInput
from placet.engine.model import Capacity


def sheet(*rows: tuple[str | float, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_columns_are_known_by_their_headings_in_any_order_and_several_languages() -> None:
    data = "Membres 2027\n\nPoids;Sigle;Nom complet;Qualité;Courriel;Observateur;Note\n"
    data += "2;OMM;Organisation météorologique mondiale;Chef de délégation;a@b.example;oui;x\n"
    for encoded in (data.encode(), data.encode("utf-8-sig"), data.encode("cp1252")):
        found = read_organisations("list.csv", encoded)
        assert found.bad == ()
        assert found.unknown == ("Note",)
        assert found.rows == (
            ListedOrganisation(
                4, "OMM", "Organisation météorologique mondiale", weight=2, observer=True,
                contact_email="a@b.example", capacity=Capacity.HEAD,
            ),
        )  # fmt: skip


def test_a_workbook_is_read_as_a_table_and_its_formulas_are_refused() -> None:
    data = sheet(
        ("code", "name", "weight"),
        ("FAO", "Food", 2),
        ("WHO", "=1+1", 1),
        ("ITU", "Telecom", 2.0),
        ("UPU", "Post", 1.5),
    )
    found = read_organisations("list.xlsx", data)
    assert [(r.line, r.code, r.weight) for r in found.rows] == [(2, "FAO", 2), (4, "ITU", 2)]
    assert [(b.line, b.column, b.found) for b in found.bad] == [
        (3, "name", "=1+1"),
        (5, "weight", "1.5"),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"nothing here", b"\0\1\2", b"PK\x03\x04 and no more", b"name\nFood\n"]
)
def test_a_file_that_is_no_list_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_organisations("list", data)
    assert refused.value.field == "file"
    assert refused.value.advice


def test_an_organisation_stands_once_but_may_have_several_contacts() -> None:
    data = b"code,name,contact email\nFAO,Food,a@b.example\nfao,,c@d.example\nFAO,Again,\n"
    found = read_organisations("list.csv", data)
    assert [r.contact_email for r in found.rows] == ["a@b.example", "c@d.example"]
    assert [b.line for b in found.bad] == [4]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40
).filter(lambda words: words == words.strip() and "\u2028" not in words and "\x85" not in words)
ROWS = st.builds(
    ListedOrganisation,
    line=st.just(0),
    code=st.from_regex(r"[A-Z][A-Z0-9]{0,9}", fullmatch=True),
    name=WORDS.filter(lambda w: not w.startswith(("'", "\uff1d", "\uff0b", "\uff0d", "\uff20"))),
    classes=st.lists(st.sampled_from(["P", "O"]), unique=True, max_size=2).map(tuple),
    weight=st.integers(0, 2_000_000_000),
    observer=st.booleans(),
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@given(rows=st.lists(ROWS, max_size=5, unique_by=lambda r: r.code.casefold()))
def test_what_is_written_is_read_back(ending: str, rows: list[ListedOrganisation]) -> None:
    data, _ = written(tuple(rows), ending)
    found = read_organisations(f"list.{ending}", data)
    read = {r.code: (r.name, r.classes, r.weight, r.observer) for r in found.rows}
    refused = {b.line: b.found for b in found.bad}
    for line, row in enumerate(rows, 2):
        if ending == "xlsx" and line in refused:
            assert row.name.startswith(("=", "+", "@"))  # never taken for words again
            continue
        assert read[row.code] == (row.name, row.classes, row.weight, row.observer)
