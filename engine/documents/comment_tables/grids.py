"""Tables as files have them: cells with their words, their colour, and what is odd about them."""

from __future__ import annotations

from dataclasses import dataclass, field

from placet.engine.documents.reading.package import too_large

MOST_ROWS = 20_000
"""Rows that a file of comments may have."""
MOST_COLUMNS = 64
"""Columns that are looked at."""
MOST_CHARACTERS = 20_000_000
"""Characters that all cells together may have."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell; `wide` is over how many columns it stretches."""

    words: str = ""
    fill: str = ""
    wide: int = 1
    formula: str = ""
    nested: bool = False
    dated: bool = False


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, one a column, and its number as people count it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its number, or the name of its sheet."""

    number: int
    rows: tuple[Row, ...]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Grids:
    """All tables of a file, and the lines of words that stand outside them."""

    tables: tuple[Grid, ...]
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class Budget:
    """How much of a file was read; a BadInput says where it is too much."""

    rows: int = 0
    characters: int = field(default=0)

    def row(self) -> None:
        """Another row."""
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise too_large()

    def words(self, said: str) -> str:
        """Words that were read."""
        self.characters += len(said)
        if self.characters > MOST_CHARACTERS:
            raise too_large()
        return said
