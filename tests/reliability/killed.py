"""A negotiation in a process of its own, to be killed at any moment and begun again.

    python killed.py DATABASE MAIL

MAIL is `local` or the port of a mail server on this machine.  At each line on its standard
input the process makes a child that lives the story on from where the database says it
stands.  On standard output it says, line by line and flushed: `pid N`, `said KEY ANSWER` for
every acknowledged request, `done`; and when the child has ended, `ended STATUS`.  What costs
time (importing) is done once, so that thousands of children can be killed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from placet.engine import commands as c
from placet.engine.clock import DEMONSTRATION, StillClock
from placet.engine.model import Qualifier
from placet.engine.service import Answer
from placet.engine.store import Database
from placet.notifications.transports import LocalTransport, Relay, SmtpTransport, Transport
from tests.fakes import Mint
from tests.reliability.world import START, World

STEP = "story"
"""The setting that keeps how far the story has come."""


def say(*words: object) -> None:
    """One line to whoever listens, at once."""
    print(*words, flush=True)  # noqa: T201 - this is how it answers


class MortalWorld(World):
    """A world whose requests have fixed keys and whose acknowledgements are said aloud."""

    act = 0
    asked = 0

    def do(self, who: str, command: c.Command, key: str = "", **about: Any) -> Answer:
        """Ask, with a key that follows from the place in the story."""
        self.asked += 1
        key = f"act-{self.act}-{self.asked}"
        self.cases.mint = Mint(key)
        answer = self.ask(who, command, key, **about)
        kind = command.kind if isinstance(command, c.RecordPosition) else ""
        say("said", key, json.dumps([answer.object, answer.version, answer.reference, kind]))
        self.work()
        return answer

    def work(self) -> None:
        """What clock and worker have to do now."""
        self.cases.tick()
        self.outbox.drain()

    def wait(self, **time: float) -> None:
        """Let time pass, day by day, to an instant counted from the beginning."""
        goal = START + timedelta(**time)
        while (now := self.clock.now()) < goal:
            self.clock.set(min(goal, now + timedelta(days=1)))
            self.work()

    def live(self) -> None:
        """Go on from where the database stands, to the end."""
        with self.database.reading() as store:
            stands = int(store.setting(STEP) or 0)
        for number, act in enumerate(STORY):
            if number < stands:
                continue
            self.act, self.asked = number, 0
            act(self)
            with self.database.writing() as store:
                store.set_setting(STEP, str(number + 1))
        # Whatever a dead worker had taken up is free again when its lease is over.
        for _ in range(2):
            self.clock.set(self.clock.now() + timedelta(hours=1))
            self.work()
        say("done")


def second(world: MortalWorld) -> None:
    """The text in other words; the same request again and again."""
    world.do("ada", world.revised("Each of them names a desk that answers in a week.", base=1))


STORY: tuple[Callable[[Any], object], ...] = (
    World.register,
    World.open_table,
    lambda w: w.wait(hours=1),
    World.propose,
    lambda w: w.take("aur", "support"),
    lambda w: w.take("bor", "support"),
    lambda w: w.take("cyg", "stand_aside"),
    lambda w: w.wait(days=15),
    lambda w: w.comment("bor"),
    lambda w: w.comment("cyg", "Two days are short."),
    lambda w: w.wait(days=44),
    lambda w: w.answer(1),
    lambda w: w.answer(2),
    second,
    lambda w: w.step("put_forward"),
    lambda w: w.wait(days=46),
    lambda w: w.take("aur", "endorse"),
    lambda w: w.object_to("cyg"),
    lambda w: w.step("revise", "CYG offers to talk."),
    lambda w: w.step("put_forward"),
    lambda w: w.wait(days=70),
    lambda w: w.take("bor", "endorse", qualifiers=(Qualifier.AD_REFERENDUM,)),
    lambda w: w.take("cyg", "no_objection"),
    lambda w: w.wait(days=72),
    lambda w: w.do("bor", c.ConfirmPosition(3)),
    lambda w: w.do("ada", c.RecordSignature("AUR", "2027-06-01")),
)


def world(url: str, mail: str) -> MortalWorld:
    """The installation over this database, with everybody whom it knows."""
    database = Database(url)
    with database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    transport: Transport = LocalTransport()
    if mail != "local":
        transport = SmtpTransport(Relay("127.0.0.1", int(mail), tls="none", timeout=30.0))
    clock: Any = StillClock(database, START)
    return MortalWorld(database, clock, patient=False, transport=transport)


def main(url: str, mail: str) -> None:
    """Make a child for each line."""
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            say("pid", os.getpid())
            world(url, mail).live()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(*sys.argv[1:])
