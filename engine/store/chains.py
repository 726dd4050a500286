"""The ledger's rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from placet.engine.ledger import Checkpoint, Entry, LedgerItem
from placet.engine.store.rows import Rows


class LedgerRows(Rows):
    """The ledger's rows."""

    def record(
        self, chain: str, actor: str, cause: str, at: datetime, items: Sequence[LedgerItem]
    ) -> Checkpoint:
        """Append one entry per event; call it last, since the head row is locked."""
        raise NotImplementedError

    def ledger_entries(
        self,
        chain: str,
        after: int = 0,
        limit: int = 100,
        object: str | None = None,
        before: int | None = None,
        newest_first: bool = False,
    ) -> tuple[Entry, ...]:
        """Entries with after < seq < before, of one object if named."""
        raise NotImplementedError

    def ledger_count(self, chain: str, object: str | None = None) -> int:
        """How many entries there are."""
        raise NotImplementedError

    def ledger_head(self, chain: str) -> Checkpoint:
        """The last entry of the chain; number 0 when it is empty."""
        raise NotImplementedError

    def ledger_export(self, chain: str) -> Iterator[bytes]:
        """The export, line by line; read it inside the transaction."""
        raise NotImplementedError
