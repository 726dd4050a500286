"""Counters, settings, workflows, remembered answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from placet.engine.store.rows import Rows
from placet.engine.store.values import Remembered


class InstallationRows(Rows):
    """Counters, settings, workflows, remembered answers."""

    def next_reference(self, name: str = "objective") -> int:
        """The next number of a counter, from 1; never given twice."""
        raise NotImplementedError

    def publish_workflow(self, name: str, version: int, moves: Iterable[tuple[str, str]]) -> None:
        """Write the legal moves (from, to) of a version; Conflict if it was published otherwise."""
        raise NotImplementedError

    def remembered(self, person: str, key: str) -> Remembered | None:
        """The stored answer to a request."""
        raise NotImplementedError

    def remember(
        self, person: str, key: str, request_hash: str, answer: Mapping[str, Any], at: datetime
    ) -> None:
        """Store an answer; Conflict when the key was used in the meantime."""
        raise NotImplementedError

    def forget_answers(self, before: datetime) -> int:
        """Drop answers older than that."""
        raise NotImplementedError

    def setting(self, key: str) -> str | None:
        """A value of the installation itself."""
        raise NotImplementedError

    def set_setting(self, key: str, value: str) -> None:
        """Set a value of the installation itself."""
        raise NotImplementedError

    def database_time(self) -> datetime:
        """PostgreSQL's clock, now."""
        raise NotImplementedError
