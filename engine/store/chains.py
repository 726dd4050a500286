"""The ledger's rows: appended under the lock of the chain's head."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from placet.engine.ledger import (
    Checkpoint,
    Entry,
    LedgerItem,
    canonical,
    entries_after,
    export_lines,
    genesis,
)
from placet.engine.store.rows import Rows, table, unless_there
from placet.engine.tables import LedgerHeadRow, LedgerRow

ledger = table(LedgerRow)
head = table(LedgerHeadRow)

_HEAD = select(head.c.chain, head.c.seq, head.c.hash).where(head.c.chain == bindparam("chain"))
_LOCKED = _HEAD.with_for_update()
_BEGIN = unless_there(head)
_ADVANCE = (
    head.update()
    .where(head.c.chain == bindparam("of"))
    .values(seq=bindparam("seq"), hash=bindparam("hash"))
)


class LedgerRows(Rows):
    """The ledger."""

    def record(
        self, chain: str, actor: str, cause: str, at: datetime, items: Sequence[LedgerItem]
    ) -> Checkpoint:
        """Append one entry per event; call it last, since the head row is locked."""
        before = self._locked_head(chain)
        entries = entries_after(before, actor, cause, at, items)
        if not entries:
            return before
        self._connection.execute(ledger.insert(), [_row(entry) for entry in entries])
        last = entries[-1]
        self._connection.execute(_ADVANCE, {"of": chain, "seq": last.seq, "hash": last.hash})
        return Checkpoint(chain, last.seq, last.hash)

    def hold(self, chain: str) -> Checkpoint:
        """Lock a chain before deciding: whoever else would append to it waits for the end."""
        return self._locked_head(chain)

    def _locked_head(self, chain: str) -> Checkpoint:
        row = self._connection.execute(_LOCKED, {"chain": chain}).one_or_none()
        if row is None:
            begun = {"chain": chain, "seq": 0, "hash": genesis(chain)}
            self._connection.execute(self._put(_BEGIN), begun)
            row = self._connection.execute(_LOCKED, {"chain": chain}).one()
        return Checkpoint(row.chain, row.seq, row.hash)

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
        query = select(ledger).where(ledger.c.chain == chain, ledger.c.seq > after)
        if object is not None:
            query = query.where(_about(object))
        if before is not None:
            query = query.where(ledger.c.seq < before)
        order = ledger.c.seq.desc() if newest_first else ledger.c.seq
        rows = self._connection.execute(query.order_by(order).limit(limit))
        return tuple(_entry(row) for row in rows)

    def ledger_count(self, chain: str, object: str | None = None) -> int:
        """How many entries there are."""
        query = select(func.count()).select_from(ledger).where(ledger.c.chain == chain)
        if object is not None:
            query = query.where(_about(object))
        return self._connection.execute(query).scalar_one()

    def ledger_head(self, chain: str) -> Checkpoint:
        """The last entry of the chain; number 0 when it is empty."""
        row = self._connection.execute(_HEAD, {"chain": chain}).one_or_none()
        return Checkpoint(chain, 0, genesis(chain)) if row is None else Checkpoint(*row)

    def ledger_export(self, chain: str) -> Iterator[bytes]:
        """The export, line by line; read it inside the transaction."""
        last = self.ledger_head(chain)
        return export_lines(last, self._entries_up_to(last))

    def _entries_up_to(self, last: Checkpoint) -> Iterator[Entry]:
        after = 0
        while after < last.seq:
            page = self.ledger_entries(last.chain, after, limit=500, before=last.seq + 1)
            yield from page
            after = page[-1].seq if page else last.seq


def _about(object: str) -> Any:
    """An object and its parts: `O-3` is also `O-3/ballot/1`."""
    return (ledger.c.object == object) | ledger.c.object.startswith(f"{object}/", autoescape=True)


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at,
        "actor": entry.actor,
        "cause": entry.cause,
        "kind": entry.kind,
        "object": entry.object,
        "before": entry.before,
        "after": entry.after,
        "payload": canonical(entry.payload).decode(),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _entry(row: Any) -> Entry:
    values = dict(row._mapping)
    return Entry(**{**values, "payload": json.loads(values["payload"])})
