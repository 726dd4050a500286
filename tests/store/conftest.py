"""The worlds of the reliability tests, in which a negotiation has come some way."""

from __future__ import annotations

from tests.reliability.conftest import copies, file_copies, row_copies

__all__ = ["copies", "file_copies", "row_copies"]
