"""One reading of a manuscript: the paragraphs that are there when some changes are made.

Theory.  A piece is there when every insertion around it is made and no deletion; a paragraph
goes on with the next one where its end is not there.  Each paragraph of a reading, a *passage*,
knows which pieces it is made of, so that two readings are compared by what they are made of
and not by their likeness.  A passage that no tracked change touches is made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from placet.engine.documents.marks import Mark
from placet.engine.documents.reading.manuscript import (
    Accepts,
    Cell,
    Line,
    Manuscript,
    Piece,
    Table,
    stands,
)
from placet.engine.documents.reading.marking import Marked, Part, marked
from placet.engine.text.cleaning import mended
from placet.engine.text.lines import Block
from placet.engine.text.numbering import Printed, printed
from placet.engine.text.recognition import Said
from placet.engine.text.tree import Kind

Serial = tuple[int, int]
"""A piece: the number of its line, and its place there."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a reading.

    `lines` are the numbers of the lines that it is made of, `made` where each of its pieces
    begins in the words and how many characters it has, `signs` where comments begin and end
    (as a beginning, as an end), `moves` the moves that brought it, `auto` whether its number
    was printed by the word processor.  `mark`, `style` and `pinned` are what Placet left in it.
    """

    said: Said
    lines: tuple[int, ...]
    made: dict[Serial, tuple[int, int]] = field(default_factory=dict)
    signs: tuple[tuple[str, int, int], ...] = ()
    moves: frozenset[str] = frozenset()
    auto: bool = False
    mark: Mark | None = None
    style: Kind | None = None
    pinned: str | None = None

    @property
    def number(self) -> int:
        """The number of its block, by which it is known."""
        return self.said.block.line

    @property
    def label(self) -> str | None:
        """The number with which it begins, None for none."""
        if self.mark:
            return self.pinned
        return self.said.block.number.label if self.said.block.number else None

    @property
    def id(self) -> str:
        """The id that Placet left in it, empty without one."""
        return self.mark.id if self.mark else ""

    @property
    def words(self) -> str:
        """Its words."""
        return self.said.words


Cache = dict[tuple[int, ...], Passage | None]


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece that is there, with its serial number (none: a break between paragraphs)."""

    piece: Piece
    serial: Serial | None = None


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
    named = {p.sign[5:] for line in manuscript.lines() for p in line.pieces if _is_note(p)}
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
            number = last.number if last.marks else table.number
            block = Block(number, table.indent, "table")
            yield _owned(_made(block, _there(group, accepts), (number,), exact=True), [last])
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
    parts: list[_Part] = []
    for group in _groups(cell.lines, accepts):
        if parts:
            parts.append(_Part(Piece("\n")))
        if auto := next((line.auto for line in group if line.auto), ""):
            parts.append(_Part(Piece(auto + " ")))
        parts += _there(group, accepts)
    exact = any(line.marks for line in cell.lines)
    made = _made(Block(cell.number, 0, "cell"), parts, (cell.number,), exact=exact)
    made = _owned(made, cell.lines)
    if not any(map(_touched, cell.lines)):
        cache[key] = made
    return made


def _passage(group: Sequence[Line], accepts: Accepts, cache: Cache) -> Passage | None:
    """The passage of a group of lines; None where it has no words."""
    key = tuple(line.number for line in group)
    if key in cache:
        return cache[key]
    made = _read(group, accepts)
    lead = next((line for line in group if made and line.number == made.number), None)
    if made and lead and lead.marks:
        made = _owned(made, [lead])
    if len(group) == 1 and not _touched(group[0]):
        cache[key] = made
    return made


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
        return _made(block, parts, lines, exact=True)
    if lead.shape == "heading":
        auto = [_Part(Piece(lead.auto + " "))] if lead.auto else []
        plain = [_Part(replace(part.piece, strong=False), part.serial) for part in parts]
        return _made(block, [*auto, *plain], lines)
    if lead.shape == "footnote":
        return _made(block, parts, lines)
    if lead.printed:
        numbers = [line.printed for line in group if line.printed and line.auto]
        block.number = numbers[0] if numbers else lead.printed
        return replace(_made(block, parts, lines), auto=True)
    return _made(block, parts, lines, typed=True)


def _owned(made: Passage, lines: Iterable[Line]) -> Passage:
    """A passage with what Placet left in its lines to find it again."""
    shape = made.said.block.shape
    wanted = Kind(shape) if shape in ("table", "row", "cell") else None
    marks = (mark for line in lines for mark in line.marks)
    if wanted:
        mark = next((mark for mark in marks if mark.kind is wanted), None)
        return replace(made, mark=mark)
    mark = next((mark for mark in marks if mark.kind is not Kind.ROW), None)
    style = next((line.kind for line in lines), None)
    return replace(made, mark=mark, style=style)


def _has_words(line: Line, accepts: Accepts) -> bool:
    return any(p.text.strip() and stands(p.inserted, p.deleted, accepts) for p in line.pieces)


def _touched(line: Line) -> bool:
    """Whether any tracked change has to do with a line."""
    return bool(line.inserted or line.deleted) or any(p.inserted or p.deleted for p in line.pieces)


def _there(group: Iterable[Line], accepts: Accepts) -> list[_Part]:
    """The pieces of these lines that are there; signs of comments always are."""
    return [
        _Part(piece, (line.number, at))
        for line in group
        for at, piece in enumerate(line.pieces)
        if piece.sign.startswith(("open:", "close:", "at:"))
        or stands(piece.inserted, piece.deleted, accepts)
    ]


def _is_note(piece: Piece) -> bool:
    return piece.sign.startswith("note:")


def _made(
    block: Block,
    parts: Sequence[_Part],
    lines: tuple[int, ...],
    typed: bool = False,
    exact: bool = False,
) -> Passage:
    """The passage of what is there; `typed`: a number may stand at the beginning of it.

    `exact`: Placet wrote it, so the form of white space says something.
    """
    texts = [part.piece.text for part in parts]
    plain = "".join(texts)
    if mended(plain)[0] != plain:
        texts = [mended(text)[0] for text in texts]
        plain = "".join(texts)
    first, last = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    number: Printed | None = printed(plain[first:last]) if typed else None
    if number:
        first += number.words_at
        first += len(plain[first:last]) - len(plain[first:last].lstrip())
        block.number = number
    ends: list[tuple[int, int]] = []
    cut: list[Part] = []
    at = 0
    for part, text in zip(parts, texts, strict=True):
        begin, end = (min(max(place, first), last) - first for place in (at, at + len(text)))
        ends.append((begin, end))
        piece = part.piece
        cut.append(
            (plain[first + begin : first + end], piece.strong, piece.emphasis, piece.literal)
        )
        at += len(text)
    return _placed(block, parts, ends, marked(cut, exact), lines)


def _placed(
    block: Block,
    parts: Sequence[_Part],
    ends: Sequence[tuple[int, int]],
    words: Marked,
    lines: tuple[int, ...],
) -> Passage:
    """The passage with the places of its pieces and signs."""
    made: dict[Serial, tuple[int, int]] = {}
    signs: list[tuple[str, int, int]] = []
    notes: list[str] = []
    moves: set[str] = set()
    label: str | None = None
    for part, (begin, end) in zip(parts, ends, strict=True):
        if _is_note(part.piece):
            notes.append(part.piece.sign[5:])
        elif part.piece.sign.startswith("label:"):
            label = part.piece.sign[6:]
        elif part.piece.sign:
            signs.append((part.piece.sign, words.begin(begin), words.end(begin)))
        elif begin < end and part.serial and not part.piece.text.isspace():
            made[part.serial] = (words.begin(begin), end - begin)
            moves |= {r.move for r in (*part.piece.inserted, *part.piece.deleted) if r.move}
    clean, _ = mended(words.words)
    said = Said(block, clean, tuple(notes))
    return Passage(said, lines, made, tuple(signs), frozenset(moves), pinned=label)
