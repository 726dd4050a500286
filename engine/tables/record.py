"""The ledger's tables: entries that are never changed, and the head that is locked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from placet.engine.tables.names import Row, long


class LedgerRow(Row, table=True):
    """An entry; `payload` is the event in canonical JSON, byte for byte as it was hashed."""

    __tablename__ = "ledger"
    __table_args__ = (
        long("hash", 64, 64),
        long("previous", 64, 64),
        CheckConstraint("seq >= 1", name="seq_counts_from_one"),
        Index("ix_ledger_chain_object_seq", "chain", "object", "seq"),
    )

    chain: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime
    actor: str
    cause: str
    kind: str
    object: str
    before: str
    after: str
    payload: str
    previous: str
    hash: str


class LedgerHeadRow(Row, table=True):
    """The last entry of each chain; whoever appends holds its lock."""

    __tablename__ = "ledger_head"

    chain: str = Field(primary_key=True)
    seq: int
    hash: str
