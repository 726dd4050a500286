"""The worlds of the reliability tests, to be broken."""

from __future__ import annotations

from tests.reliability.conftest import copies, file_copies, row_copies

__all__ = ["copies", "file_copies", "row_copies"]
