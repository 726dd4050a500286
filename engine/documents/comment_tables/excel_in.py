"""The sheets of an Excel file, cell by cell.

Theory.  Read part by part with the same care as every packed file, without a library that trusts
it: a cell says its place, so an empty sheet of a million rows is as small as it looks.  A formula
is no words, and what it came to last time is whatever its author wrote there: both are named and
neither is taken.  Numbers that the spreadsheet made a date of are said as dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

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
from placet.engine.documents.comment_tables.rows import cut, kept
from placet.engine.documents.reading.package import Package, damaged

_PLACE = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES = frozenset((*range(14, 23), *range(45, 48)))
_MOST_SHEETS = 200
_MOST_COVERED = 200_000
"""Places that merged cells may cover."""


@dataclass(frozen=True, slots=True)
class _Styles:
    """By the number of a style: the colour of its cells, and whether they show dates."""

    fills: tuple[str, ...] = ()
    dated: tuple[bool, ...] = ()


def read_excel(package: Package) -> Grids:
    """All sheets that have rows, in the order of the workbook."""
    book = package.xml("xl/workbook.xml")
    if book is None:
        raise damaged()
    budget = Budget()
    targets = _targets(package)
    strings, styles = _strings(package, budget), _styles(package)
    tables: list[Grid] = []
    for sheet in list(_named(book, "sheet"))[:_MOST_SHEETS]:
        id = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        root = package.xml(targets.get(str(id), ""))
        if root is None or _name(root) != "worksheet":
            continue
        rows = _rows(root, strings, styles, budget)
        name = kept(sheet.get("name") or "")[:60]
        tables.append(Grid(len(tables) + 1, rows, name or str(len(tables) + 1)))
    return Grids(tuple(tables))


def _rows(
    root: etree._Element, strings: Sequence[str], styles: _Styles, budget: Budget
) -> tuple[Row, ...]:
    found: dict[int, list[Cell]] = {}
    number = 0
    for source in _named(root, "row"):
        number = _number(source.get("r"), number + 1)
        budget.row()
        cells = found.setdefault(number, [])
        at = -1
        for one in source:
            if _name(one) != "c":
                continue
            at = _column(one.get("r"), at + 1)
            if at >= MOST_COLUMNS:
                break
            cells += [EMPTY] * (at + 1 - len(cells))
            cells[at] = _cell(one, strings, styles, budget)
    _merge(root, found)
    return tuple(Row(number, tuple(cells)) for number, cells in sorted(found.items()))


def _cell(one: etree._Element, strings: Sequence[str], styles: _Styles, budget: Budget) -> Cell:
    kind, style = one.get("t") or "n", _number(one.get("s"), 0)
    fill = styles.fills[style] if style < len(styles.fills) else ""
    parts = {_name(part): part for part in one}
    raw = (parts["v"].text or "") if "v" in parts else ""
    if "f" in parts:
        formula = "=" + (parts["f"].text or "…")
        return Cell(fill=fill, formula=cut(kept(formula), 60))
    if kind == "s":
        at = _number(raw, len(strings))
        words = strings[at] if at < len(strings) else ""
    elif kind == "inlineStr":
        words = kept(_unescaped(_text(one)))
    elif kind == "n" and raw:
        dated = style < len(styles.dated) and styles.dated[style]
        return Cell(_as_date(raw) if dated else _as_number(raw), fill, dated=dated)
    else:
        words = kept(_unescaped(raw))
    return Cell(budget.words(words), fill)


def _merge(root: etree._Element, rows: dict[int, list[Cell]]) -> None:
    """What stretches downwards stands in every row that there is."""
    covered = 0
    numbers = sorted(rows)
    for merged in _named(root, "mergeCell"):
        first, _, last = (merged.get("ref") or "").partition(":")
        start, end = _PLACE.match(first), _PLACE.match(last)
        if start is None or end is None:
            continue
        left, right = _column(first, 0), min(_column(last, 0), MOST_COLUMNS - 1)
        top, bottom = int(start[2]), int(end[2])
        cells = rows.get(top, [])
        if left >= len(cells) or right < left:
            continue
        cells[left] = replace(cells[left], wide=right - left + 1)
        for number in numbers if bottom > top else ():
            covered += 1
            if covered > _MOST_COVERED:
                return
            if top < number <= bottom:
                below = rows[number]
                below += [EMPTY] * (left + 1 - len(below))
                below[left] = cells[left]


def _strings(package: Package, budget: Budget) -> list[str]:
    root = package.xml("xl/sharedStrings.xml")
    items = () if root is None else (one for one in root if _name(one) == "si")
    return [kept(_unescaped(budget.words(_text(one)))) for one in items]


def _text(holder: etree._Element) -> str:
    """The words of a string, without how they are to be read aloud."""
    return "".join(
        one.text or ""
        for one in holder.iter()
        if _name(one) == "t" and _name(one.getparent()) != "rPh"
    )


def _unescaped(words: str) -> str:
    """The words without the format's own way of writing characters: _x000D_."""
    return _ESCAPED.sub(lambda met: chr(int(met[1], 16)), words) if "_x" in words else words


def _styles(package: Package) -> _Styles:
    root = package.xml("xl/styles.xml")
    if root is None:
        return _Styles()
    fills = [_colour(one) for one in _named(root, "fill")]
    forms = {_number(one.get("numFmtId"), 0): one.get("formatCode") or ""
             for one in _named(root, "numFmt")}  # fmt: skip
    cells = [one for held in _named(root, "cellXfs") for one in held if _name(one) == "xf"]
    ids = [_number(one.get("fillId"), 0) for one in cells]
    formats = [_number(one.get("numFmtId"), 0) for one in cells]
    return _Styles(
        tuple(fills[at] if at < len(fills) else "" for at in ids),
        tuple(at in _DATES or _dates(forms.get(at, "")) for at in formats),
    )


def _dates(form: str) -> bool:
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form).lower()
    return bool(re.search("[dy]", bare)) and "e+" not in bare


def _colour(fill: etree._Element) -> str:
    for one in fill.iter():
        if _name(one) == "fgColor":
            return (one.get("rgb") or "")[-6:].upper()
    return ""


def _targets(package: Package) -> Mapping[str, str]:
    """The parts of the sheets by their relation."""
    root = package.xml("xl/_rels/workbook.xml.rels")
    found: dict[str, str] = {}
    for one in () if root is None else root:
        target = one.get("Target") or ""
        name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        found[one.get("Id") or ""] = name
    return found


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in root.iter() if _name(one) == name)


def _name(one: etree._Element | None) -> str:
    tag = one.tag if one is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _number(words: str | None, default: int) -> int:
    said = (words or "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else default


def _column(place: str | None, default: int) -> int:
    met = _PLACE.match(place or "")
    if met is None:
        return default
    number = 0
    for letter in met[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _as_number(raw: str) -> str:
    try:
        return format(float(raw), ".12g") if len(raw) < 40 else kept(raw)
    except ValueError:
        return kept(raw)


def _as_date(raw: str) -> str:
    try:
        return (date(1899, 12, 30) + timedelta(days=int(float(raw)))).isoformat()
    except (ValueError, OverflowError):
        return kept(raw)
