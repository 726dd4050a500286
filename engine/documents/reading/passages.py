"""A paragraph of a reading, made of pieces of the manuscript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from placet.engine.documents.marks import Mark
from placet.engine.documents.reading.manuscript import Piece
from placet.engine.documents.reading.marking import Formed, Marked, marked
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


@dataclass(frozen=True, slots=True)
class Part:
    """A piece that is there, with its serial number (none: a break between paragraphs)."""

    piece: Piece
    serial: Serial | None = None


def is_note(piece: Piece) -> bool:
    """Whether a piece is the sign of a footnote."""
    return piece.sign.startswith("note:")


def made(
    block: Block,
    parts: Sequence[Part],
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
    cut: list[Formed] = []
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
    parts: Sequence[Part],
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
        if is_note(part.piece):
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
