"""One engine at work: told line by line what to do, it answers each time with a line of JSON.

    python -m bench.peers.at_work bench.peers.by_hand:ByHand

`check` walks once and asks for what must be refused; `kept SECONDS` counts steps of objects
that stay in memory; `restored SECONDS` those of objects that are stored after each step and
restored before the next; `new SECONDS` counts objects that are made; `memory N` weighs N of
them.  Nothing but the standard library and the engine is needed here.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import tracemalloc
from collections.abc import Callable
from importlib import import_module
from typing import Any

from bench.peers.walk import END, WALK, Engine

BATCH = 100
"""Objects that are made before the clock runs (it is that of the processor)."""


def main() -> None:
    """Do what is asked until nothing more is."""
    module, _, name = sys.argv[1].partition(":")
    engine: Engine = getattr(import_module(module), name)()
    gc.collect()
    gc.freeze()  # so that what was imported is not looked through again and again
    for line in sys.stdin:
        what, _, much = line.strip().partition(" ")
        answer = ASKED[what](engine, much)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def check(engine: Engine, _: str) -> bool:
    """Whether it walks to the end, and nowhere else where a guard refuses."""
    for asked in WALK:
        if asked.refused is None:
            continue
        of = _brought_to(engine, asked.number)
        try:
            of = engine.step(of, asked, asked.refused)
        except Exception as refusal:
            said = f"{type(refusal).__name__}: {refusal}"
        else:
            said = "it stays"
        if engine.stage(of) != asked.source:
            raise RuntimeError(f"{asked.name} was not refused: {engine.stage(of)} ({said})")
    found = engine.stage(_brought_to(engine, len(WALK)))
    if found != END:
        raise RuntimeError(f"the walk ended in {found}")
    return True


def _brought_to(engine: Engine, number: int) -> Any:
    of = engine.new()
    for asked in WALK[:number]:
        if engine.stage(of) != asked.source:
            raise RuntimeError(f"{asked.name} is asked for in {engine.stage(of)}")
        of = engine.step(engine.restored(engine.stored(of)), asked, asked.known)
    return of


def kept(engine: Engine, seconds: str) -> float:
    """Steps a second, objects in memory and made beforehand."""
    steps, spent = 0, 0.0
    while spent < float(seconds):
        objects = [engine.new() for _ in range(BATCH)]
        start = time.process_time()
        for of in objects:
            for asked in WALK:
                of = engine.step(of, asked, asked.known)
        spent += time.process_time() - start
        steps += len(objects) * len(WALK)
        for of in objects:
            engine.stored(of)
    return steps / spent


def restored(engine: Engine, seconds: str) -> float:
    """Steps a second of objects that are restored before each and stored after it."""
    steps, spent = 0, 0.0
    while spent < float(seconds):
        first = [engine.stored(engine.new()) for _ in range(BATCH)]
        start = time.process_time()
        for stored in first:
            for asked in WALK:
                of = engine.step(engine.restored(stored), asked, asked.known)
                stored = engine.stored(of)
        spent += time.process_time() - start
        steps += len(first) * len(WALK)
    return steps / spent


def new(engine: Engine, seconds: str) -> float:
    """Objects made a second."""
    made, spent = 0, 0.0
    while spent < float(seconds):
        start = time.process_time()
        objects = [engine.new() for _ in range(BATCH)]
        spent += time.process_time() - start
        made += len(objects)
        for of in objects:
            engine.stored(of)
    return made / spent


def memory(engine: Engine, count: str) -> float:
    """Bytes that one object at rest holds: what is allocated for many, divided."""
    engine.new()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    objects = [engine.new() for _ in range(int(count))]
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return held / len(objects)


ASKED: dict[str, Callable[[Engine, str], Any]] = {
    "check": check, "kept": kept, "restored": restored, "new": new, "memory": memory,
}  # fmt: skip


if __name__ == "__main__":
    main()
