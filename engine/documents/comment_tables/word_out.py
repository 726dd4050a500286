"""A table of comments as a Word document: landscape A4, its headings on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from placet.engine.documents.comment_tables.rows import COLOURS, Status
from placet.engine.documents.comment_tables.sheet import Sheet
from placet.engine.documents.writing.about import About, Labels
from placet.engine.documents.writing.frame import A4_LANDSCAPE, assembled
from placet.engine.documents.writing.glyphs import STRONG, runs_right
from placet.engine.documents.writing.runs import runs
from placet.engine.documents.writing.xml import Element, w


def write_word(sheet: Sheet, about: About, words: Labels) -> bytes:
    """The document; what stands above the table is a table of its own, as in the template."""
    widths = [heading.width for heading in sheet.headings]
    body: list[Element] = []
    if about.title:
        body.append(w("p", w("pPr", w("pStyle", val="Title")), *runs(about.title, 0, False)))
    if sheet.above:
        each = [sum(widths) // len(sheet.above)] * len(sheet.above)
        body += [_table(each, [_row(each, sheet.above, [""] * len(each), False)]), w("p")]
    titles = [heading.title for heading in sheet.headings]
    rows = [_row(widths, titles, ["EEEEEE"] * len(titles), True)]
    for cells, status in zip(sheet.cells, sheet.statuses, strict=True):
        rows.append(_row(widths, cells, _fills(sheet, cells, status), False))
    body += [_table(widths, rows), w("p")]
    return assembled(body, [], words.language, False, about, words, page=A4_LANDSCAPE)


def _fills(sheet: Sheet, cells: Sequence[str], status: Status) -> list[str]:
    fills = [""] * len(cells)
    fills[sheet.observed] = COLOURS[status]
    return fills


def _table(widths: Sequence[int], rows: Iterable[Element]) -> Element:
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="PlacetGrid"),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
              noHBand=1, noVBand=1),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )  # fmt: skip


def _row(widths: Sequence[int], cells: Sequence[str], fills: Sequence[str], head: bool) -> Element:
    return w(
        "tr",
        w("trPr", w("cantSplit"), w("tblHeader")) if head else None,
        *(
            w(
                "tc",
                w("tcPr", w("tcW", w=width, type="dxa"),
                  w("shd", val="clear", color="auto", fill=fill) if fill else None),
                _paragraph(words, head),
            )
            for width, words, fill in zip(widths, cells, fills, strict=True)
        ),
    )  # fmt: skip


def _paragraph(words: str, head: bool) -> Element:
    rtl = runs_right(words)
    layout = w("pPr", w("pStyle", val="PlacetCell"), w("bidi") if rtl else None)
    return w("p", layout, *runs(words, STRONG if head else 0, rtl))
