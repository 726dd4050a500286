"""Killed at any moment and begun again: nothing acknowledged is lost, every mail leaves once."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from itertools import count
from pathlib import Path
from time import monotonic

import pytest

from placet.engine import verifier
from placet.engine.ledger import verify
from placet.engine.store import Database, MessageState
from tests.invariants.checks import check_all, lost
from tests.reliability.world import SYMBOL

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
KILLS = [
    pytest.param(10, id="10-kills"),
    pytest.param(1000, id="1000-kills", marks=pytest.mark.soak),
]


@dataclass
class Nursery:
    """The process that makes children, and what they said."""

    process: subprocess.Popen[bytes]
    said: dict[str, str] = field(default_factory=dict)
    done: bool = False
    kills: int = 0
    _rest: bytes = b""

    def live(self, fate: random.Random | None) -> None:
        """One life, cut short by fate some words and some thousandths of a second later."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"go\n")
        self.process.stdin.flush()
        child = int(self._line().removeprefix("pid "))
        words = fate.randint(0, 3) if fate else -1
        doom: float | None = None
        while True:
            if words == 0 and fate is not None:
                doom, words = monotonic() + fate.uniform(0, 0.1), -1
            if doom is not None and not self._ready(doom - monotonic()):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                doom = None
            line = self._line()
            words -= 1
            if line.startswith("ended "):
                status = int(line.removeprefix("ended "))
                assert status in (0, -signal.SIGKILL), status
                self.kills += status != 0
                return
            self._hear(line)

    def _hear(self, line: str) -> None:
        kind, _, rest = line.partition(" ")
        if kind == "said":
            key, _, answer = rest.partition(" ")
            assert self.said.setdefault(key, answer) == answer
        elif kind == "done":
            self.done = True

    def _ready(self, patience: float) -> bool:
        if patience <= 0 or b"\n" in self._rest:
            return patience > 0
        assert self.process.stdout is not None
        return bool(select.select([self.process.stdout], [], [], patience)[0])

    def _line(self) -> str:
        assert self.process.stdout is not None
        while b"\n" not in self._rest:
            assert self._ready(PATIENCE), "not a word for a minute"
            more = os.read(self.process.stdout.fileno(), 65536)
            assert more, "the process that makes children is gone"
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()


@contextmanager
def nursery(url: str, mail: str) -> Iterator[Nursery]:
    process = subprocess.Popen(  # noqa: S603 - our own driver
        [sys.executable, str(Path(__file__).with_name("killed.py")), url, mail],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        yield Nursery(process)
    finally:
        process.kill()
        process.communicate()


def lived(url: str, mail: str, kills: int, seed: int) -> Nursery:
    """As many lives as it takes for so many kills, and one that ends in peace."""
    fate = random.Random(seed)
    with nursery(url, mail) as made:
        while made.kills < kills:
            made.live(fate)
            if made.done:
                break
        if not made.done:
            made.live(None)
        assert made.done
    return made


def acknowledged(made: Nursery) -> list[tuple[str, str]]:
    answers = [json.loads(answer) for answer in made.said.values()]
    return [(reference, kind) for _, _, reference, kind in answers if kind]


def sound(database: Database, made: Nursery) -> None:
    """What must hold at the end of every such story."""
    assert check_all(database) == []
    assert lost(database, acknowledged(made)) == []
    with database.reading() as store:
        assert store.objective("OBJ-0001").stage == "adopted"
        for chain in ("registry", SYMBOL):
            entries = store.ledger_entries(chain, limit=100_000)
            assert verify(entries, chain).head == store.ledger_head(chain)
            exported = b"".join(store.ledger_export(chain))
            verifier.verify(exported.splitlines(keepends=True))
        states = {m.state for m in store.messages(limit=100_000)}
    assert states <= {MessageState.SENT, MessageState.CANCELLED}


Fresh = Callable[[], str]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Fresh:
    """A function that makes a migrated database and answers its address."""
    if request.param == "postgresql":
        made: Fresh = request.getfixturevalue("fresh_postgresql")
        return made
    template, numbers = request.getfixturevalue("sqlite_template"), count(1)

    def copied() -> str:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copy(template, path)
        return f"sqlite:///{path}"

    return copied


def stories(fresh: Fresh, mail: str, kills: int) -> Iterator[tuple[Database, Nursery]]:
    """As many stories as it takes to be killed so often; at least the first one whole."""
    killed = 0
    for number in count(1):
        url = fresh()
        made = lived(url, mail, kills - killed, seed=1000 * kills + number)
        killed += made.kills
        database = Database(url)
        sound(database, made)
        yield database, made
        database.close()
        if killed >= kills:
            return


@pytest.mark.parametrize("kills", KILLS)
def test_a_killed_process_loses_nothing_and_every_mail_arrives_once(
    fresh: Fresh, kills: int
) -> None:
    for database, _ in stories(fresh, "local", kills):
        with database.reading() as store:
            boxed = [store.mailbox_message(m.id) for m in store.mailbox(limit=100_000)]
        assert {m.message_id: m.bytes for m in boxed} == sent(database)
        assert len(boxed) == len(sent(database))


def sent(database: Database) -> dict[str, bytes | None]:
    """Every mail that left, by its Message-ID."""
    with database.reading() as store:
        gone = store.messages(states=[MessageState.SENT], limit=100_000)
        return {m.message_id: store.message(m.id).bytes for m in gone}


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A mail server in a process of its own; the port, and the folder it writes mails to."""
    folder = tmp_path / "mails"
    folder.mkdir()
    process = subprocess.Popen(  # noqa: S603 - our own sink
        [sys.executable, str(Path(__file__).with_name("sink.py")), str(folder)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline()), folder
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("kills", KILLS)
def test_over_smtp_only_a_mail_whose_hand_over_was_cut_comes_twice_and_is_the_same(
    fresh: Fresh, sink: tuple[int, Path], kills: int
) -> None:
    port, folder = sink
    for database, made in stories(fresh, str(port), kills):
        arrived: dict[str, list[bytes]] = {}
        for file in sorted(folder.iterdir()):
            data = file.read_bytes()
            arrived.setdefault(message_from_bytes(data)["Message-ID"], []).append(data)
            file.unlink()
        known = sent(database)
        # One that was cancelled after a cut hand-over may have arrived as well.
        assert set(known) <= set(arrived)
        assert sum(len(copies) - 1 for copies in arrived.values()) <= made.kills
        for message_id, copies in arrived.items():
            assert len(set(copies)) == 1
            assert copies[0] == known.get(message_id, copies[0])
