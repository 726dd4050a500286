"""Connections and transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from placet.engine.store.store import Store


class Database:
    """A database by its address: `sqlite:///path` or `postgresql+psycopg://...`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.dialect = "sqlite" if url.startswith("sqlite") else "postgresql"

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """A transaction that writes: commit at the end, roll back on any exception."""
        raise NotImplementedError
        yield

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """A read-only transaction that sees one moment."""
        raise NotImplementedError
        yield

    def close(self) -> None:
        """Give all connections back."""
