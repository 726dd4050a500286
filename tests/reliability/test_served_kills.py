"""The server is killed again and again while the walk of the documentation goes through it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from placet.engine.store import Database
from tests.invariants.checks import check_all
from tests.reliability.served import ROOT, Served, Struck, stubborn, the_walk

KILLS = 10
REQUESTS = 50
"""The walk sends more than so many requests; kills fall among these."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [1])
def test_nothing_is_lost_and_nothing_is_doubled_when_the_server_is_killed_ten_times(
    seed: int, tmp_path: Path
) -> None:
    served = Served(tmp_path)
    served.start()
    struck = Struck(served, KILLS, REQUESTS, seed)
    acknowledged: list[tuple[str, dict[str, object]]] = []
    walk = the_walk()
    try:
        house = stubborn(walk, served, struck, acknowledged)(served.base)
        ref = walk.Walk(house, f"K{seed}").go()
        chain = f"WALK-K{seed}"
        export = tmp_path / "record.jsonl"
        _placet(tmp_path, "ledger", "export", chain, "--output", str(export))
    finally:
        served.stop()

    assert struck.struck == KILLS
    assert served.starts == KILLS + 1
    database = Database(served.database)
    try:
        assert check_all(database) == []
        _nothing_acknowledged_is_lost(database, ref, acknowledged)
        _every_mail_left_once(database)
    finally:
        database.close()
    _verifies(tmp_path, export)


def _nothing_acknowledged_is_lost(
    database: Database, ref: str, acknowledged: list[tuple[str, dict[str, object]]]
) -> None:
    with database.reading() as store:
        recorded = {line.position.reference for line in store.position_history(ref)}
        objective = store.objective(ref)
    told = {str(a["reference"]) for path, a in acknowledged if path.endswith("/positions")}
    assert told
    assert told <= recorded
    assert objective.stage == "adopted"
    versions = [a["version"] for path, a in acknowledged if f"/objectives/{ref}/" in path]
    assert all(isinstance(v, int) and v <= objective.version for v in versions)


def _every_mail_left_once(database: Database) -> None:
    with database.reading() as store:
        stored = store.messages(limit=10_000)
        delivered = [mail.message_id for mail in store.mailbox(limit=10_000)]
    sent = [m.message_id for m in stored if m.state.value == "sent"]
    unsent = [m for m in stored if m.state.value not in ("sent", "cancelled")]
    assert unsent == []
    assert sorted(delivered) == sorted(sent)


def _verifies(folder: Path, export: Path) -> None:
    """Placet and the one-file verifier agree, and both name an entry after one byte changed."""
    verifier = [sys.executable, str(ROOT / "engine" / "verifier.py")]
    _placet(folder, "ledger", "verify", str(export))
    subprocess.run([*verifier, str(export)], check=True, capture_output=True)  # noqa: S603
    broken = bytearray(export.read_bytes())
    broken[len(broken) // 2] ^= 1
    other = folder / "broken.jsonl"
    other.write_bytes(bytes(broken))
    found = subprocess.run([*verifier, str(other)], capture_output=True, text=True)  # noqa: S603
    assert found.returncode == 2
    assert "entry" in found.stdout + found.stderr


def _placet(folder: Path, *words: str) -> None:
    placet = Path(sys.executable).with_name("placet")
    subprocess.run([placet, *words], cwd=folder, check=True, capture_output=True)  # noqa: S603
