"""Tables on both databases, each laid once and copied for every run."""

from __future__ import annotations

from tests.reliability.conftest import copies, file_copies, row_copies

__all__ = ["copies", "file_copies", "row_copies"]
