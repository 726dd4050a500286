"""A table that is about to be written: what stands above it, its headings, its cells."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.documents.comment_tables.rows import Column, Status


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: what it holds, what it is called, its width in twentieths of a point."""

    column: Column
    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table; `statuses` are the answers of its rows, which their last cell shows in colour."""

    above: tuple[str, ...]
    headings: tuple[Heading, ...]
    cells: tuple[tuple[str, ...], ...]
    statuses: tuple[Status, ...]

    @property
    def observed(self) -> int:
        """The place of the observations."""
        columns = [heading.column for heading in self.headings]
        return columns.index(Column.OBSERVATIONS)
