"""Steps a second: Placet's core beside other engines, all on the same walk.

Each engine works in a process of its own and they take turns, round by round.  Neighbours
that Placet does not stand on are installed, at pinned versions, into an environment that
serves nothing else (`build/bench-peers`); where they cannot be had, their rows are left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.processes import PYTHON, started
from bench.report import FOLDER, Report, median

SECTION = "engines"
PEERS = FOLDER / "build" / "bench-peers"
PINS = FOLDER / "requirements" / "bench.txt"
MEASURED = ("kept", "restored", "new")
OBJECTS = 300
"""How many are weighed."""


@dataclass(frozen=True)
class At:
    """An engine: how it is called, where it is, and whether it is a neighbour's."""

    title: str
    module: str
    peer: bool = False


TAKE = At("take()", "bench.peers.of_placet:Take")
POSSIBLE = At("possible(), then take()", "bench.peers.of_placet:Possible")
WHOLE = At("the whole step: decide and evolve, 30 seats", "bench.peers.of_placet:Whole")
BY_HAND = At("a dictionary by hand", "bench.peers.by_hand:ByHand")
OTHERS = (
    At("transitions, a machine for each object", "bench.peers.of_transitions:MachineEach"),
    At("transitions, one machine with all objects", "bench.peers.of_transitions:MachineShared"),
    At("python-statemachine", "bench.peers.of_statemachine:StateMachine", peer=True),
    At("SpiffWorkflow, BPMN", "bench.peers.of_spiff:Spiff", peer=True),
)


def measure(report: Report) -> None:
    """All engines in turn."""
    others = [at for at in OTHERS if not at.peer or installed(report)]
    seconds, rounds = (0.1, 2) if report.quick else (0.5, 5)
    everybody = (TAKE, POSSIBLE, WHOLE, BY_HAND, *others)
    found: dict[At, dict[str, list[float]]] = {at: {} for at in everybody}
    with ExitStack() as stack:
        engines = {at: stack.enter_context(_at_work(at)) for at in everybody}
        for engine in engines.values():
            engine.ask("check")
        report.say(f"the same walk by {len(engines)} engines, {rounds} rounds")
        for _ in range(rounds):
            for at, engine in engines.items():
                for what in MEASURED:
                    found[at].setdefault(what, []).append(engine.ask(f"{what} {seconds}"))
        for at, engine in engines.items():
            found[at]["memory"] = [engine.ask(f"memory {OBJECTS}")]
    report.details[SECTION] = {at.title: rounds for at, rounds in found.items()}
    _tell(report, {at: {k: median(v) for k, v in r.items()} for at, r in found.items()}, others)


def _tell(report: Report, of: Mapping[At, Mapping[str, float]], others: list[At]) -> None:
    unit = "steps/s"
    for at in (BY_HAND, *others):
        report.add(SECTION, TAKE.title, of[TAKE]["kept"], unit, of[at]["kept"], at.title)
    take = of[TAKE]["kept"]
    report.add(SECTION, POSSIBLE.title, of[POSSIBLE]["kept"], unit, take, TAKE.title)
    for at in (TAKE, *others):
        report.add(SECTION, WHOLE.title, of[WHOLE]["kept"], unit, of[at]["kept"], at.title)
    what = "take(), each step of a stored object"
    for at in others:
        note = f"{at.title}: restored and stored"
        report.add(SECTION, what, of[TAKE]["restored"], unit, of[at]["restored"], note)
    for at in others:
        objective, theirs = of[WHOLE], of[at]
        what = "an objective made, by propose and evolve"
        report.add(SECTION, what, objective["new"], "objects/s", theirs["new"], at.title)
    for at in others:
        what = "memory of an objective, without its words"
        report.add(SECTION, what, of[WHOLE]["memory"], "bytes", of[at]["memory"], at.title)


class Engine:
    """A process that does what it is asked."""

    def __init__(self, process: Any, title: str) -> None:
        self._process, self._title = process, title

    def ask(self, what: str) -> float:
        """The answer to one line."""
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self._title} gave up at: {what}")
        return float(json.loads(answer))


@contextmanager
def _at_work(at: At) -> Iterator[Engine]:
    python = str(python_of_peers()) if at.peer else PYTHON
    command = [python, "-m", "bench.peers.at_work", at.module]
    process = started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Engine(process, at.title)
    finally:
        process.stdin.close()
        process.wait()


def python_of_peers() -> Path:
    return PEERS / "bin" / "python"


def installed(report: Report) -> bool:
    """Whether the neighbours are there; they are installed if need be, once for their pins."""
    stamp = PEERS / "made-from"
    pins = sha256(PINS.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == pins:
        return True
    report.say(f"installing the neighbours of {PINS.name} into {PEERS.relative_to(FOLDER)}")
    uv = str(Path(sys.executable).with_name("uv"))
    commands = (
        [uv, "venv", "--quiet", "--clear", "--python", PYTHON, str(PEERS)],
        [uv, "pip", "install", "--quiet", "--python", str(python_of_peers()),
         "--require-hashes", "-r", str(PINS)],
    )  # fmt: skip
    for command in commands:
        try:
            subprocess.run(  # noqa: S603  # the commands are those above
                command, check=True, capture_output=True, text=True, env=_environment()
            )
        except (OSError, subprocess.CalledProcessError) as failed:
            why = getattr(failed, "stderr", "") or str(failed)
            report.say(f"left out, they cannot be installed: {why.strip().splitlines()[-1]}")
            return False
    stamp.write_text(pins, encoding="utf-8")
    return True


def _environment() -> Mapping[str, str]:
    """A mirror that pip was told about serves uv as well."""
    mirror = os.environ.get("PIP_INDEX_URL")
    given = {"UV_DEFAULT_INDEX": mirror} if mirror else {}
    return {**given, **os.environ}
