"""Where the reading of an OpenDocument text stands in its lists, and what they print.

A list that does not say that it goes on with another one begins to count anew.  The first
paragraph of an item carries its number; those after it stand under the item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml import etree

from placet.engine.documents.reading.open_styles import TEXT, Counting, Level, OpenStyles
from placet.engine.documents.reading.word_styles import whole
from placet.engine.text.numbering import Printed

_INDENT = 4


@dataclass(slots=True)
class Lists:
    """The open lists, from the outermost, and how far each has counted."""

    styles: OpenStyles
    _open: list[str] = field(default_factory=list)
    _counting: Counting = field(default_factory=Counting)
    _headings: Counting = field(default_factory=Counting)
    _latest: dict[str, Counting] = field(default_factory=dict)
    _waits: bool = False  # the number of an item has not been printed yet
    _start: int | None = None
    _goes_on: bool = False
    _joins: bool = False
    _last: tuple[Mapping[int, Level], int, Counting] | None = None
    _before: tuple[Counting, list[int]] = field(default_factory=lambda: (Counting(), []))

    @contextmanager
    def inside(self, one: etree._Element) -> Iterator[None]:
        """Read a list, or an item that stands alone."""
        style = one.get(TEXT + "style-name") or (self._open[-1] if self._open else "")
        if not self._open:
            self._counting = self._continued(one, style)
            self._latest[style] = self._counting
            self._latest[f"#{_id(one)}"] = self._counting
        deeper = max(0, whole(one.get(TEXT + "level") or "1", 1, 9) - 1)
        self._open += [style] * (deeper + 1)
        try:
            yield
        finally:
            del self._open[-deeper - 1 :]
            self._waits = False

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Read what stands in no list, such as the cells of a table in one."""
        before = self._open, self._counting, self._waits
        self._open, self._waits = [], False
        try:
            yield
        finally:
            self._open, self._counting, self._waits = before

    @contextmanager
    def again(self, begun: bool) -> Iterator[None]:
        """Read what was taken out of the document: lists count on where they stood.

        The first paragraph goes on with one that is `begun`, and is not counted then.
        """
        before = self._open, self._waits, self._counting
        self._open, self._goes_on, self._joins = [], True, begun
        try:
            yield
        finally:
            self._open, self._waits, self._counting = before
            self._goes_on = self._joins = False

    def item(self, one: etree._Element) -> None:
        """An item begins."""
        start = one.get(TEXT + "start-value")
        self._start = whole(start) if start else None
        self._waits = True

    def no_item(self) -> None:
        """Something begins that stands in a list without being an item."""
        self._waits = False

    def indent(self, numbered: bool) -> int:
        """How far a paragraph is indented; one without a number stands under its item."""
        return max(0, len(self._open) - numbered) * _INDENT

    def number(self, heading: int, silent: bool = False) -> tuple[str, Printed] | None:
        """The number of the paragraph that is read, if it begins an item or is a heading."""
        self._before = self._counting, [*self._counting.counts]
        if self._joins:
            self._joins = self._waits = False
            return None
        if self._open and self._waits:
            self._waits = False
            levels, at = self.styles.lists.get(self._open[-1], {}), len(self._open)
            return self._printed(levels, at, self._counting)
        level = self.styles.outline.get(heading)
        if level and level.format and not silent and not self._open:
            self._before = self._headings, [*self._headings.counts]
            return self._printed(self.styles.outline, heading, self._headings)
        return None

    def renumber(self) -> tuple[str, Printed] | None:
        """The last number once more, after something was counted before it."""
        return self._printed(*self._last) if self._last else None

    def take_back(self) -> None:
        """The paragraph is only proposed: it was not counted."""
        counting, counts = self._before
        counting.counts = counts

    def _printed(
        self, levels: Mapping[int, Level], at: int, counting: Counting
    ) -> tuple[str, Printed]:
        self._last = levels, at, counting
        counting.next(levels, at, self._start)
        self._start = None
        return self.styles.number(levels, at, counting)

    def _continued(self, one: etree._Element, style: str) -> Counting:
        """The counting of a list: a new one, or that of the list with which it goes on."""
        if (before := one.get(TEXT + "continue-list")) and f"#{before}" in self._latest:
            return self._latest[f"#{before}"]
        goes_on = self._goes_on or one.get(TEXT + "continue-numbering") == "true"
        if goes_on and style in self._latest:
            return self._latest[style]
        return Counting()


def _id(one: etree._Element) -> str:
    return next((str(value) for key, value in one.items() if str(key).endswith("}id")), "")
