"""`transitions` as its README shows it: a machine for each object, or one to which all belong."""

from __future__ import annotations

from typing import Any

from transitions import Machine

from bench.peers.by_hand import GUARDS
from bench.peers.walk import ROWS, STAGES, START, Asked, Known

_ROWS = [
    {"trigger": name, "source": list(sources), "dest": dest, "conditions": list(guards)}
    for name, sources, dest, guards in ROWS
]


class Matter:
    """An object with its state; conditions are named as its methods."""

    state: str

    def __init__(self) -> None:
        self.known = Known()

    def deadline_passed(self) -> bool:
        return GUARDS["deadline_passed"](self.known)

    def comments_answered(self) -> bool:
        return GUARDS["comments_answered"](self.known)

    def rounds_left(self) -> bool:
        return GUARDS["rounds_left"](self.known)

    def ballot_closed(self) -> bool:
        return GUARDS["ballot_closed"](self.known)

    def verdict_passes(self) -> bool:
        return GUARDS["verdict_passes"](self.known)

    def verdict_fails(self) -> bool:
        return GUARDS["verdict_fails"](self.known)


class WithMachine(Matter):
    """An object that makes its machine when it is made."""

    def __init__(self, state: str = START) -> None:
        super().__init__()
        self.machine = Machine(model=self, states=list(STAGES), transitions=_ROWS, initial=state)


class MachineEach:
    """One machine an object."""

    def new(self) -> Matter:
        return WithMachine()

    def step(self, of: Matter, asked: Asked, known: Known) -> Matter:
        of.known = known
        getattr(of, asked.name)()
        return of

    def stage(self, of: Matter) -> str:
        return of.state

    def stored(self, of: Matter) -> str:
        return of.state

    def restored(self, stored: str) -> Matter:
        return WithMachine(stored)


class MachineShared(MachineEach):
    """One machine, which keeps every object that it was given until it is taken back."""

    def __init__(self) -> None:
        # The signature of its stubs wants a list of dictionaries of some other kind.
        rows: Any = _ROWS
        self.machine = Machine(model=None, states=list(STAGES), transitions=rows, initial=START)

    def new(self) -> Matter:
        return self.restored(START)

    def stored(self, of: Matter) -> str:
        self.machine.remove_model(of)
        return of.state

    def restored(self, stored: str) -> Matter:
        made = Matter()
        self.machine.add_model(made, initial=stored)
        return made
