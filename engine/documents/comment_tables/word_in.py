"""The tables of a Word document, cell by cell.

Theory.  Only what a reader of the document would see is taken: words deleted with tracking and
the codes of fields are not.  Merged cells are taken apart: what stretches downwards stands in
every row, what stretches across stands in its first column.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from placet.engine.documents.comment_tables.grids import (
    EMPTY,
    MOST_COLUMNS,
    Budget,
    Cell,
    Grid,
    Grids,
    Row,
)
from placet.engine.documents.comment_tables.rows import kept
from placet.engine.documents.reading.package import Package, damaged
from placet.engine.documents.reading.word_elements import chosen, local
from placet.engine.documents.reading.word_styles import W, child, value, whole

_PASSED = frozenset(("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "txbxContent"))
_HOLDERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")


def read_word(package: Package) -> Grids:
    """All tables that stand by themselves, in order; also what headers of pages say."""
    root = package.xml("word/document.xml")
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise damaged()
    budget = Budget()
    tables: list[Grid] = []
    lines: list[str] = []
    for one in _held(body, ("tbl", "p")):
        if local(one) == "tbl":
            tables.append(Grid(len(tables) + 1, tuple(_rows(one, budget))))
        elif words := kept(budget.words(_words(one))):
            lines.append(words)
    for name in sorted(package.names):
        if name.startswith("word/header") and name.endswith(".xml"):
            header = package.xml(name)
            paragraphs = () if header is None else header.iter(W + "p")
            lines += [kept(budget.words(_words(one))) for one in paragraphs]
    return Grids(tuple(tables), tuple(filter(None, lines)))


def _rows(table: etree._Element, budget: Budget) -> Iterator[Row]:
    above: dict[int, Cell] = {}
    for number, source in enumerate(_held(table, ("tr",)), 1):
        budget.row()
        mark = child(source, "trPr", "del")
        if mark is None:
            yield Row(number, tuple(_cells(source, above, budget)))


def _cells(row: etree._Element, above: dict[int, Cell], budget: Budget) -> list[Cell]:
    found: list[Cell] = [EMPTY] * max(0, min(whole(value(child(row, "trPr", "gridBefore"))), 8))
    for held in _held(row, ("tc",)):
        if len(found) >= MOST_COLUMNS:
            break
        properties = child(held, "tcPr")
        at = len(found)
        wide = max(1, min(whole(value(child(properties, "gridSpan")), 1), MOST_COLUMNS - at))
        merge = child(properties, "vMerge")
        cell = _cell(held, properties, wide, budget)
        if merge is None:
            above.pop(at, None)
        elif value(merge) == "restart" or at not in above:
            above[at] = cell
        elif not cell.words:
            cell = above[at]
        found += [cell, *[EMPTY] * (wide - 1)]
    return found


def _cell(
    held: etree._Element, properties: etree._Element | None, wide: int, budget: Budget
) -> Cell:
    shade = child(properties, "shd")
    fill = "" if shade is None else (shade.get(W + "fill") or "").upper()
    nested = any(True for _ in _held(held, ("tbl",)))
    lines = [_words(one) for one in held.iter(W + "p") if not _within(one, held)]
    return Cell(kept(budget.words("\n".join(lines))), fill, wide, nested=nested)


def _within(paragraph: etree._Element, holder: etree._Element) -> bool:
    """Whether a paragraph stands in something that is passed over."""
    above = paragraph.getparent()
    while above is not None and above is not holder:
        if local(above) in _PASSED:
            return True
        above = above.getparent()
    return False


def _words(holder: etree._Element) -> str:
    """The words that a reader sees."""
    said: list[str] = []
    waiting = [holder]
    while waiting:
        one = waiting.pop()
        name = local(one)
        if name == "t":
            said.append(one.text or "")
        elif name == "br" or name == "cr":
            said.append("\n")
        elif name == "tab" and local_parent(one) == "r":
            said.append("\t")
        elif name == "noBreakHyphen":
            said.append("\u2011")
        elif isinstance(one.tag, str) and one.tag.endswith("}AlternateContent"):
            waiting += reversed(list(chosen(one)))
        elif name not in _PASSED:
            waiting += reversed(list(one))
    return "".join(said)


def local_parent(one: etree._Element) -> str:
    """The name of the element around another one."""
    above = one.getparent()
    return "" if above is None else local(above)


def _held(holder: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Elements of these names, those in content controls too."""
    for one in holder:
        if local(one) in names:
            yield one
        elif local(one) in _HOLDERS:
            yield from _held(one, names)
