"""One reading of a manuscript: the paragraphs that are there when some changes are made.

Theory.  A piece is there when every insertion around it is made and no deletion; a paragraph
goes on with the next one where its end is not there.  Each paragraph of a reading, a *passage*,
knows which pieces it is made of, so that two readings are compared by what they are made of
and not by their likeness.  A passage that no tracked change touches is made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from placet.engine.documents.reading.manuscript import (
    Accepts,
    Cell,
    Line,
    Manuscript,
    Piece,
    Table,
    stands,
)
from placet.engine.documents.reading.passages import Part, Passage, is_note, made
from placet.engine.text.lines import Block
from placet.engine.text.recognition import Said
from placet.engine.text.tree import Kind

Cache = dict[tuple[int, ...], Passage | None]


def reading(manuscript: Manuscript, accepts: Accepts, cache: Cache) -> list[Passage]:
    """The passages in order; `cache` holds those that no tracked change touches."""
    found: list[Passage] = []
    for item in _flat(manuscript.items):
        if isinstance(item, Table):
            found += _grid(item, accepts, cache)
        else:
            for group in _groups(item, accepts):
                if passage := _passage(group, accepts, cache):
                    found.append(passage)
    there = {note for passage in found for note in passage.said.notes}
    named = {p.sign[5:] for line in manuscript.lines() for p in line.pieces if is_note(p)}
    for line in manuscript.footnotes:
        if line.name in there or line.name not in named:
            if passage := _passage([line], accepts, cache):
                found.append(passage)
    return found


def _flat(items: Iterable[Line | Table]) -> Iterator[list[Line] | Table]:
    """The tables, and between them the lines that follow each other."""
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Table):
            yield lines
            yield item
            lines = []
        else:
            lines.append(item)
    yield lines


def _groups(lines: Iterable[Line], accepts: Accepts) -> Iterator[list[Line]]:
    """The lines that are one paragraph, because the ends between them are not there."""
    group: list[Line] = []
    for line in lines:
        group.append(line)
        if stands(line.inserted, line.deleted, accepts):
            yield group
            group = []
    if group:
        yield group


def _grid(table: Table, accepts: Accepts, cache: Cache) -> Iterator[Passage]:
    """A table with the rows and cells that are there; none where no row is."""
    rows = [row for row in table.rows if stands(row.inserted, row.deleted, accepts)]
    if not rows:
        return
    if not table.captions:
        yield Passage(Said(Block(table.number, table.indent, "table"), ""), (table.number,))
    for group in _groups(table.captions, accepts):
        last = group[-1]
        if stands(last.inserted, last.deleted, accepts):
            lead = next((line for line in group if _has_words(line, accepts)), last)
            number = lead.number if lead.marks else table.number
            block = Block(number, table.indent, "table")
            yield _owned(made(block, _there(group, accepts), (number,), exact=True), [lead])
    for row in rows:
        first = row.cells[0].lines if row.cells else []
        yield _owned(Passage(Said(Block(row.number, 0, "row"), ""), (row.number,)), first)
        if len(row.cells) == 1 and _is_filler(first):
            continue
        for cell in row.cells:
            if stands(cell.inserted, cell.deleted, accepts):
                yield _celled(cell, accepts, cache)


def _is_filler(lines: Sequence[Line]) -> bool:
    """Whether this is the cell that a row without cells has in a document, where it needs one."""
    only_row = [mark.kind for line in lines for mark in line.marks] == [Kind.ROW]
    return only_row and not any(piece.text for line in lines for piece in line.pieces)


def _celled(cell: Cell, accepts: Accepts, cache: Cache) -> Passage:
    """A cell: its paragraphs as lines of one."""
    key = (cell.number, *(line.number for line in cell.lines))
    if (kept := cache.get(key)) is not None:
        return kept
    parts: list[Part] = []
    for group in _groups(cell.lines, accepts):
        if parts:
            parts.append(Part(Piece("\n")))
        if auto := next((line.auto for line in group if line.auto), ""):
            parts.append(Part(Piece(auto + " ")))
        parts += _there(group, accepts)
    exact = any(line.marks for line in cell.lines)
    found = _owned(
        made(Block(cell.number, 0, "cell"), parts, (cell.number,), exact=exact), cell.lines
    )
    if not any(map(_touched, cell.lines)):
        cache[key] = found
    return found


def _passage(group: Sequence[Line], accepts: Accepts, cache: Cache) -> Passage | None:
    """The passage of a group of lines; None where it has no words."""
    key = tuple(line.number for line in group)
    if key in cache:
        return cache[key]
    found = _read(group, accepts)
    lead = next((line for line in group if found and line.number == found.number), None)
    if found and lead and lead.marks:
        found = _owned(found, [lead])
    if len(group) == 1 and not _touched(group[0]):
        cache[key] = found
    return found


def _read(group: Sequence[Line], accepts: Accepts) -> Passage | None:
    lead = next((line for line in group if _has_words(line, accepts)), None)
    if lead is None:
        last = group[-1]
        if not last.marks or not stands(last.inserted, last.deleted, accepts):
            return None
        lead = last
    parts = _there(group, accepts)
    block = Block(lead.number, lead.indent, lead.shape, lead.level, lead.name)
    lines = tuple(line.number for line in group)
    if lead.marks:
        return made(block, parts, lines, exact=True)
    if lead.shape == "heading":
        auto = [Part(Piece(lead.auto + " "))] if lead.auto else []
        plain = [Part(replace(part.piece, strong=False), part.serial) for part in parts]
        return made(block, [*auto, *plain], lines)
    if lead.shape == "footnote":
        return made(block, parts, lines)
    if lead.printed:
        numbers = [line.printed for line in group if line.printed and line.auto]
        block.number = numbers[0] if numbers else lead.printed
        return replace(made(block, parts, lines), auto=True)
    return made(block, parts, lines, typed=True)


def _owned(found: Passage, lines: Iterable[Line]) -> Passage:
    """A passage with what Placet left in its lines to find it again."""
    shape = found.said.block.shape
    wanted = Kind(shape) if shape in ("table", "row", "cell") else None
    marks = (mark for line in lines for mark in line.marks)
    if wanted:
        mark = next((mark for mark in marks if mark.kind is wanted), None)
        return replace(found, mark=mark)
    mark = next((mark for mark in marks if mark.kind is not Kind.ROW), None)
    style = next((line.kind for line in lines), None)
    return replace(found, mark=mark, style=style)


def _has_words(line: Line, accepts: Accepts) -> bool:
    return any(p.text.strip() and stands(p.inserted, p.deleted, accepts) for p in line.pieces)


def _touched(line: Line) -> bool:
    """Whether any tracked change has to do with a line."""
    return bool(line.inserted or line.deleted) or any(p.inserted or p.deleted for p in line.pieces)


def _there(group: Iterable[Line], accepts: Accepts) -> list[Part]:
    """The pieces of these lines that are there; signs of comments always are."""
    return [
        Part(piece, (line.number, at))
        for line in group
        for at, piece in enumerate(line.pieces)
        if piece.sign.startswith(("open:", "close:", "at:"))
        or stands(piece.inserted, piece.deleted, accepts)
    ]
