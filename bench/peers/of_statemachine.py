"""`python-statemachine` as its README shows it: a class, and an instance an object."""

from __future__ import annotations

from statemachine import State, StateChart

from bench.peers.by_hand import GUARDS
from bench.peers.walk import START, Asked, Known


class Matter:
    """What a chart writes its state to."""

    def __init__(self, state: str | None = None) -> None:
        self.state = state


class Chart(StateChart):  # type: ignore[misc]  # it is installed for measurements only
    """The table; conditions are named as its methods."""

    draft = State(initial=True)
    comment = State()
    revision = State()
    vote = State()
    adopted = State(final=True)
    withdrawn = State(final=True)

    open = draft.to(comment)
    close = comment.to(revision, cond="deadline_passed")
    again = revision.to(comment, cond=["comments_answered", "rounds_left"])
    put_forward = revision.to(vote, cond="comments_answered")
    adopt = vote.to(adopted, cond=["ballot_closed", "verdict_passes"])
    reject = vote.to(revision, cond=["ballot_closed", "verdict_fails"])
    withdraw = (
        draft.to(withdrawn) | comment.to(withdrawn) | revision.to(withdrawn) | vote.to(withdrawn)
    )

    known = Known()

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


class StateMachine:
    """One chart an object."""

    def new(self) -> Chart:
        return self.restored(START)

    def step(self, of: Chart, asked: Asked, known: Known) -> Chart:
        of.known = known
        of.send(asked.name)
        return of

    def stage(self, of: Chart) -> str:
        return str(of.model.state)

    def stored(self, of: Chart) -> str:
        return self.stage(of)

    def restored(self, stored: str) -> Chart:
        return Chart(Matter(stored))
