"""The limit: a dictionary of rows and functions, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bench.peers.walk import ROWS, START, Asked, Known

GUARDS: Mapping[str, Callable[[Known], bool]] = {
    "deadline_passed": lambda known: known.deadline_passed,
    "comments_answered": lambda known: known.comments_open == 0,
    "rounds_left": lambda known: known.round < known.rounds_allowed,
    "ballot_closed": lambda known: known.ballot_closed,
    "verdict_passes": lambda known: known.passes,
    "verdict_fails": lambda known: not known.passes,
}
_TABLE = {
    (source, name): (dest, tuple(GUARDS[guard] for guard in guards))
    for name, sources, dest, guards in ROWS
    for source in sources
}


class ByHand:
    """An object is the name of its stage."""

    def new(self) -> str:
        return START

    def step(self, of: str, asked: Asked, known: Known) -> str:
        dest, guards = _TABLE[of, asked.name]
        return dest if all(guard(known) for guard in guards) else of

    def stage(self, of: str) -> str:
        return of

    def stored(self, of: str) -> str:
        return of

    def restored(self, stored: str) -> str:
        return stored
