"""A house for one rehearsal: a database, a clock that stands still, the use cases, the worker.

Everything in it is what an installation has; nothing in it is the installation's.  The
database is a file in a folder of its own, in memory where there is one, that is gone when
the rehearsal ends.  Ids are counted instead of drawn, so that the same scenario always gives
the same mails under the same Message-IDs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from placet.api.rehearsal.bounds import UNBOUNDED, Budget
from placet.api.rehearsal.postbox import Postbox
from placet.engine.clock import DEMONSTRATION, StillClock
from placet.engine.service import UseCases
from placet.engine.store import Database, migrate
from placet.engine.workflow import Workflow
from placet.notifications.mail import House as MailHouse
from placet.notifications.outbox import Outbox

DOMAIN = "rehearsal.example"
"""A domain that never receives mail."""

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
"""Where a file is in memory, on systems that have such a place."""

AT_ONCE = 25
"""Mails that are written before somebody looks whether the rehearsal may go on."""

_SECRET = bytes(32)
_MIGRATING = Lock()


@dataclass(frozen=True, slots=True)
class House:
    """What a rehearsal lives in."""

    database: Database
    clock: StillClock
    cases: UseCases
    outbox: Outbox
    postbox: Postbox

    def work(self, budget: Budget = UNBOUNDED) -> None:
        """What clock and worker have to do at this instant, until nothing is left."""
        while self.cases.tick() + self.outbox.drain(AT_ONCE):
            budget.check()


@contextmanager
def throwaway_house(workflow: Workflow, starts: datetime) -> Iterator[House]:
    """A house that knows one procedure and nobody, at an instant; gone afterwards."""
    with _folder() as folder:
        file = folder / "rehearsal.sqlite"
        with _MIGRATING:
            empty = _empty_database()
        file.write_bytes(empty)
        database = Database(f"sqlite:///{file}")
        try:
            yield _furnished(database, workflow, starts)
        finally:
            database.close()


def _furnished(database: Database, workflow: Workflow, starts: datetime) -> House:
    with database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    clock, postbox = StillClock(database, starts), Postbox()
    workflows = {(workflow.name, workflow.version): workflow}
    numbers = count(1)
    cases = UseCases(
        database, workflows, clock, mint=lambda: f"{next(numbers):032x}", mail_domain=DOMAIN
    )
    cases.publish_workflows()
    mail = MailHouse(f"https://{DOMAIN}", f"Placet <placet@{DOMAIN}>", DOMAIN, _SECRET)
    outbox = Outbox(database, postbox, clock, workflows, mail, "rehearsal")
    return House(database, clock, cases, outbox, postbox)


@contextmanager
def _folder() -> Iterator[Path]:
    where = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    with TemporaryDirectory(prefix="placet-rehearsal-", dir=where) as folder:
        yield Path(folder)


@cache
def _empty_database() -> bytes:
    """An empty database with the newest schema; made once in a process."""
    with _folder() as folder:
        file = folder / "empty.sqlite"
        database = Database(f"sqlite:///{file}")
        migrate(database)
        database.close()
        return file.read_bytes()
