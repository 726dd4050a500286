"""Texts."""

from __future__ import annotations

from placet.engine.model import TextHead
from placet.engine.store.rows import Rows
from placet.engine.text import Text


class TextRows(Rows):
    """Texts."""

    def text(self, ref: str, number: int) -> Text:
        """The words of one version; raises NotFound."""
        raise NotImplementedError

    def text_heads(self, ref: str) -> tuple[TextHead, ...]:
        """All versions without their words, oldest first."""
        raise NotImplementedError
