"""Words in the order in which they flow by, cut into lines: for HTML and OpenDocument.

Theory.  There, unlike in Word, white space in the file is one space and none at the beginning
of a line, tracked changes may begin in one paragraph and end in another, and what forms words
stands around them.  So what is open is kept here while the words flow by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from placet.engine.documents.reading.manuscript import Line, Manuscript, Piece, Revisions
from placet.engine.text.report import Found

_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look, where it matters."""

    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    struck: bool = False


@dataclass(slots=True)
class Flow:
    """The line under way, what is open, and the lines that are finished."""

    manuscript: Manuscript
    line: Line | None = None
    finished: list[Line] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    inserted: Revisions = ()
    deleted: Revisions = ()

    def write(self, text: str, exact: bool = False) -> None:
        """Words; white space is one space unless they are exact."""
        if not exact:
            text = _SPACE.sub(" ", text)
            if text.startswith(" ") and self._at_space():
                text = text[1:]
        if not text:
            return
        if self.look.hidden:
            if text.strip():
                self.manuscript.met(Found.HIDDEN, text)
            return
        if self.look.struck and text.strip():
            self.manuscript.met(Found.STRUCK, text)
        look = self.look
        self.current().pieces.append(
            Piece(text, look.strong, look.emphasis, self.inserted, self.deleted)
        )

    def sign(self, sign: str) -> None:
        """The sign of a comment or a note."""
        self.current().pieces.append(
            Piece("", inserted=self.inserted, deleted=self.deleted, sign=sign)
        )

    def current(self) -> Line:
        """The line under way; one begins where there is none."""
        if self.line is None:
            self.line = Line(self.manuscript.count())
        return self.line

    def begin(self, line: Line) -> None:
        """Begin a line; the one under way ends."""
        self.end()
        self.line = line

    def end(self) -> None:
        """The line ends, in what is open now."""
        if self.line is not None:
            self.line.inserted, self.line.deleted = self.inserted, self.deleted
            self.finished.append(self.line)
        self.line = None

    def taken(self) -> list[Line]:
        """The finished lines, which are forgotten here."""
        found, self.finished = self.finished, []
        return found

    @contextmanager
    def looking(self, look: Look) -> Iterator[None]:
        """Write in another look for a while."""
        before, self.look = self.look, look
        try:
            yield
        finally:
            self.look = before

    @contextmanager
    def within(self, inserted: Revisions, deleted: Revisions) -> Iterator[None]:
        """Write inside tracked changes for a while."""
        before = self.inserted, self.deleted
        self.inserted, self.deleted = (*self.inserted, *inserted), (*self.deleted, *deleted)
        try:
            yield
        finally:
            self.inserted, self.deleted = before

    def _at_space(self) -> bool:
        """Whether a space would begin a line or follow another one."""
        texts = [p.text for p in (self.line.pieces if self.line else [])[-8:] if p.text]
        return not texts or texts[-1][-1] in " \n"
