"""The limit: the same rows written by hand from ready-made values, behind a bare endpoint.

Nothing is judged, hashed, encoded or loaded here; each request is one durable transaction of
seven statements over the same schema with the same constraints and triggers.  The values are
those of the positions that stand in the database already, under new numbers.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response
from psycopg_pool import ConnectionPool

Row = dict[str, Any]
READY = b'{"object":"OBJ-0001","version":1,"reference":"OBJ-0001/1/IO-01/1","stage":"proposal"}'
TABLES = ("position", "current_position", "outbox", "idempotency", "ledger")
WHOSE = {
    "position": "by = ? ORDER BY number DESC",
    "current_position": "organisation = (SELECT organisation FROM delegate WHERE person = ?)",
    "outbox": "person = ? AND kind = 'receipt' ORDER BY id DESC",
    "idempotency": "person = ?",
    "ledger": "actor = ? AND kind = 'PositionRecorded' ORDER BY seq DESC",
}


class Hand:
    """The statements, in the order of their locks, with the values of each person."""

    def __init__(self, execute: Callable[..., Any], mark: str) -> None:
        self.mark = mark
        self.persons = dict(execute("SELECT hash, person FROM token").fetchall())
        self.rows = {p: {t: self._first(execute, t, p) for t in TABLES} for p in self._all()}
        row = self.rows[self._all()[0]]
        self.statements = {t: self._insert(t, list(row[t])) for t in TABLES}
        self.statements["current_position"] += (
            " ON CONFLICT (ref, ballot, organisation) DO UPDATE SET number = excluded.number,"
            " confirmed_at = excluded.confirmed_at"
        )
        self.bump = self._spelt(
            "UPDATE objective SET version = version + 1 WHERE ref = ? RETURNING version"
        )
        self.advance = self._spelt(
            "UPDATE ledger_head SET seq = seq + 1, hash = ? WHERE chain = ? RETURNING seq"
        )

    def _all(self) -> list[str]:
        return list(self.persons.values())

    def _spelt(self, statement: str) -> str:
        return statement.replace("?", self.mark)

    def _first(self, execute: Callable[..., Any], table: str, person: str) -> Row:
        query = f"SELECT * FROM {table} WHERE {WHOSE[table]} LIMIT 1"  # noqa: S608
        found = execute(self._spelt(query), (person,))
        row = found.fetchone()
        values = dict(zip([d[0] for d in found.description], row, strict=True))
        if table == "outbox":
            values.pop("id")
        return {k: json.dumps(v) if isinstance(v, (dict, list)) else v for k, v in values.items()}

    def _insert(self, table: str, names: list[str]) -> str:
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join(self.mark for _ in names)
        return f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608

    def write(self, execute: Callable[..., Any], person: str, ref: str, key: str) -> None:
        """One position with all that belongs to it."""
        ready = self.rows[person]
        (version,) = execute(self.bump, (ref,)).fetchone()
        number = version + 100
        numbered = {"ref": ref, "number": number}
        self._put(execute, "position", ready, reference=key, **numbered)
        self._put(execute, "current_position", ready, **numbered)
        self._put(execute, "outbox", ready, key=key, message_id=f"<{key}@bench>", objective=ref)
        self._put(execute, "idempotency", ready, key=key)
        last = ready["ledger"]
        (seq,) = execute(self.advance, (last["hash"], last["chain"])).fetchone()
        self._put(execute, "ledger", ready, seq=seq)

    def _put(
        self, execute: Callable[..., Any], table: str, ready: dict[str, Row], **new: Any
    ) -> None:
        execute(self.statements[table], tuple({**ready[table], **new}.values()))


@contextmanager
def _one_by_one(connection: sqlite3.Connection, lock: threading.Lock) -> Iterator[Any]:
    with lock:
        connection.execute("BEGIN IMMEDIATE")
        yield connection.execute
        connection.execute("COMMIT")


def application(url: str) -> FastAPI:
    """The endpoint over a database."""
    begin: Callable[[], Any]
    if url.startswith("sqlite:///"):
        connection = sqlite3.connect(
            url.removeprefix("sqlite:///"), check_same_thread=False, isolation_level=None
        )
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        hand = Hand(connection.execute, "?")
        lock = threading.Lock()

        def begin() -> Any:
            return _one_by_one(connection, lock)

    else:
        pool = ConnectionPool(
            url.replace("+psycopg", ""), min_size=20, max_size=20, open=True,
            kwargs={"options": "-c timezone=UTC"},
        )  # fmt: skip
        with pool.connection() as first:
            hand = Hand(first.execute, "%s")

        @contextmanager
        def begin() -> Iterator[Any]:
            with pool.connection() as connection:
                yield connection.execute

    app = FastAPI(openapi_url=None)

    @app.post("/api/v1/objectives/{ref}/positions")
    def record(ref: str, request: Request) -> Response:
        token = request.headers["authorization"].removeprefix("Bearer ")
        person = hand.persons[sha256(token.encode()).hexdigest()]
        with begin() as execute:
            hand.write(execute, person, ref, request.headers["idempotency-key"])
        return Response(READY, 201, media_type="application/json")

    return app


if __name__ == "__main__":
    config = uvicorn.Config(
        application(sys.argv[1]),
        port=int(sys.argv[2]),
        access_log=False,
        log_config=None,
        ws="none",
    )
    uvicorn.Server(config).run()
