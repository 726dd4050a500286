"""How the machine chooses what to ask for, and keeps what was acknowledged.

Most requests are aimed: at an objective in the right stage, by somebody who may.  The others are
made all the same, and must change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition

from placet.engine.model import BallotState, Objective, SubState
from tests.model.table import PEOPLE, SEALED, Acknowledged, Asked, Planted

T = TypeVar("T")
Wanted = Callable[[Objective], object]

aimed = st.sampled_from([True] * 9 + [False])
"""Whether a request is one that has a chance."""

reasons = st.sampled_from(["It is time.", "Zu früh; trop tôt."])
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SOMETIMES = 24
"""One in so many times a rule is offered although there is nothing for it to act on."""


def votes(o: Objective) -> bool:
    """Whether positions are asked for now."""
    b = o.ballot
    return b is not None and b.state is BallotState.OPEN and b.stage == o.stage and running(o)


def running(o: Objective) -> bool:
    """Whether the stage is under way."""
    return o.run.state is SubState.RUNNING and o.run.paused_at is None


def comments(o: Objective) -> bool:
    """Whether comments are asked for now."""
    return o.stage == "comment" and running(o)


def works(o: Objective) -> bool:
    """Whether it is not over."""
    return o.stage in ("proposal", "comment", "revision", "endorsement")


def agree(wrong: list[str]) -> None:
    """Nothing is wrong; otherwise it is said in words, one fault a line."""
    if wrong:
        raise AssertionError("\n" + "\n".join(line[:3_000] for line in wrong))


def anything(_: Objective) -> bool:
    """Whatever there is."""
    return True


class Acts(RuleBasedStateMachine):
    """One run over tables that were laid before."""

    def __init__(self) -> None:
        super().__init__()
        self.table = self.lay()
        self.asked = self.words = 0
        self.keys: list[tuple[str, str, Any, str, dict[str, Any]]] = []

    def lay(self) -> Asked:
        """The tables of a run."""
        raise NotImplementedError

    def leave(self) -> None:
        """The run is over."""

    # --- choosing ---------------------------------------------------------------------------

    @property
    def refs(self) -> list[str]:
        """The objectives that there are."""
        return list(self.table.state.objectives)

    def fits(self, wanted: Wanted) -> list[Objective]:
        """The objectives that are as wanted."""
        return [o for o in self.table.state.objectives.values() if wanted(o)]

    def aims(self, data: st.DataObject) -> bool:
        """Whether this request should have a chance."""
        return data.draw(aimed)

    def one(self, data: st.DataObject, wanted: Wanted) -> Objective:
        """An objective, most often as wanted."""
        found = self.fits(wanted)
        pool = found if found and self.aims(data) else self.fits(anything)
        ref = data.draw(st.sampled_from([o.ref for o in pool]))
        return self.table.state.objectives[ref]

    def who(self, data: st.DataObject, proper: Sequence[str]) -> str:
        """Somebody, most often one of these."""
        pool = proper if proper and self.aims(data) else PEOPLE
        return data.draw(st.sampled_from(list(pool)))

    def of(self, data: st.DataObject, there: Sequence[T], otherwise: T) -> T:
        """One of what there is, most often; else something that there is not."""
        return self.among(data, there) if there and self.aims(data) else otherwise

    def among(self, data: st.DataObject, there: Sequence[T]) -> T:
        """One of these; what is drawn is its place, so that a failure can be read."""
        return there[data.draw(st.integers(0, len(there) - 1))]

    # --- asking -----------------------------------------------------------------------------

    def do(self, rule: str, who: str, path: str, body: Any) -> Any:
        """Ask under a key of its own, and remember how."""
        self.asked += 1
        key = f"{who}-{self.asked}"
        answer = self.table.do(rule, who, "POST", path, body, {"Idempotency-Key": key})
        if answer.status_code < 300:
            self.keys.append((who, path, body, key, answer.json()))
        return answer

    def send(
        self, rule: str, who: str, method: str, path: str, body: Any = None, **headers: str
    ) -> Any:
        """Ask without a key."""
        self.asked += 1
        return self.table.do(rule, who, method, path, body, headers)

    def plant(self, o: Objective, kind: str, organisations: Sequence[str | None]) -> str:
        """A word for something that is kept to oneself for a time."""
        self.words += 1
        word = f"secret{self.words:03}x"
        number = o.round
        if kind == "position":
            number = o.ballot.number if o.ballot else 0
        if kind == "position" and not votes(o):
            return word  # what is said beside no open ballot is for everybody
        if kind == "prepared" or o.negotiation == SEALED:
            whose = frozenset(x for x in organisations if x)
            self.table.planted.append(Planted(word, kind, o.ref, number, whose))
        return word

    def holds(self, o: Objective, organisation: str, kind: str, reference: str) -> None:
        """Somebody was told that this is what an organisation holds."""
        assert o.ballot is not None
        self.table.acknowledged.append(
            Acknowledged(o.ref, o.ballot.number, organisation, kind, reference)
        )

    def organisation(self, who: str, o: Objective) -> str:
        """For whom somebody acts; nobody: an empty word."""
        return self.table.standing(who, o.negotiation).organisation or ""


def when(wanted: Wanted) -> Any:
    """Offer a rule where an objective is as wanted, and once in a while where none is."""

    def there(machine: Acts) -> bool:
        if not machine.refs:
            return False
        return machine.asked % SOMETIMES == 0 or bool(machine.fits(wanted))

    return precondition(there)
