"""Living a scenario: time goes from instant to instant, and people act when it says so.

Between two acts the clock is moved to every instant at which something is due, so nothing
is late: what the clock does bears its own instant, in the list as in the record.  After every
act and at every such instant the clock's work and the mail worker's are done.
"""

from __future__ import annotations

import re
from datetime import datetime

from placet.api.rehearsal import asking
from placet.api.rehearsal.bounds import UNBOUNDED, Budget
from placet.api.rehearsal.entries import Failure
from placet.api.rehearsal.house import House
from placet.api.rehearsal.listing import Listing
from placet.api.rehearsal.table import SYMBOL, Table
from placet.engine.access import Actor
from placet.engine.errors import PlacetError
from placet.engine.store import MessageState
from placet.templates.rehearsals import in_words
from placet.workflows.scenario import Scenario, ScheduledAct, Who, acts

MOST = 20_000
"""How many instants a rehearsal may stop at: a procedure that never rests is ended."""


class Disappointed(Exception):
    """Something went otherwise than the scenario says; nothing after it would mean much."""

    def __init__(self, place: str, said: str) -> None:
        super().__init__(f"{place}: {said}")
        self.failure = Failure(place, said)


def refusal_name(error: PlacetError) -> str:
    """How a scenario calls a refusal: `too_late`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


class Life:
    """One scenario in one house."""

    def __init__(
        self,
        house: House,
        scenario: Scenario,
        table: Table,
        listing: Listing,
        budget: Budget = UNBOUNDED,
    ) -> None:
        self._house, self._scenario, self._budget = house, scenario, budget
        self._table, self._listing = table, listing
        self._place = f"{scenario.file}:1:1"
        self._stops = 0

    def live(self) -> None:
        """Everything, in the order of time; Disappointed at the first thing that is otherwise.

        TooMuch where the budget does not suffice.
        """
        for scheduled in self._scenario.acts:
            self._until(scheduled.at)
            self._place = scheduled.place
            if isinstance(scheduled.act, acts.Act) and scheduled.by is not None:
                self._act(scheduled, scheduled.act, scheduled.by)
        self._until(self._scenario.until)

    def _until(self, goal: datetime) -> None:
        """Let time pass, stopping wherever something is due."""
        while (at := self._next()) is not None and at <= goal:
            self._pass(at)
        self._pass(goal)

    def _next(self) -> datetime | None:
        """The next instant at which clock or worker have something to do."""
        now = self._house.clock.now()
        with self._house.database.reading() as store:
            due = [m.due_at for m in store.messages(states=(MessageState.QUEUED,), limit=MOST)]
            if self._listing.ref:
                due += [timer.due_at for timer in store.timers(self._listing.ref)]
        return min((at for at in due if at > now), default=None)

    def _pass(self, at: datetime) -> None:
        self._stops += 1
        if self._stops > MOST:
            raise self._otherwise("the clock never rests; end the scenario earlier with `until`")
        self._house.clock.set(at)
        self._work()

    def _work(self) -> None:
        self._house.work(self._budget)
        self._listing.take()
        self._budget.check(len(self._listing.entries))
        with self._house.database.reading() as store:
            stuck = store.messages(states=(MessageState.FAILED,), limit=1) or [
                m for m in store.messages(states=(MessageState.QUEUED,)) if m.attempts
            ]
            now = self._house.clock.now(store)
            ref = self._listing.ref
            late = [t for t in store.timers(ref) if t.due_at <= now] if ref else []
        for mail in stuck:
            words = f"the mail {mail.message.kind} cannot be written: {mail.last_words}"
            raise self._otherwise(words)
        for timer in late:
            raise self._otherwise(f"the clock cannot {timer.kind} ({timer.step}) at {timer.due_at}")

    def _act(self, scheduled: ScheduledAct, act: acts.Act, by: Who) -> None:
        try:
            self._ask(scheduled, act, self._table.player(by).actor)
        except PlacetError as error:
            self._refused(scheduled, act, error)
        else:
            if self._listing.take() == 0:
                self._listing.nothing(act)
            if act.refused is not None:
                what = f"`{act.verb}` by {act.by}"
                raise self._otherwise(f"{what} must be refused ({act.refused}) and was carried out")
        self._work()

    def _ask(self, scheduled: ScheduledAct, act: acts.Act, actor: Actor) -> None:
        handle = self._house.cases.handle
        match act:
            case acts.ProposeAct():
                proposal = asking.proposal(self._scenario, act, scheduled.moments)
                self._listing.ref = handle(actor, proposal, negotiation=SYMBOL).object
            case acts.InviteAct() | acts.AppointAct() | acts.DismissAct():
                self._table.change(act, actor)
            case _:
                ref = self._listing.ref
                with self._house.database.reading() as store:
                    shown = asking.Shown.of(store, ref)
                handle(actor, asking.command_of(act, shown, scheduled.moments), objective=ref)

    def _refused(self, scheduled: ScheduledAct, act: acts.Act, error: PlacetError) -> None:
        name = refusal_name(error)
        self._listing.refusal(act, name, error)
        if act.refused == name:
            return
        said = f"`{act.verb}` by {act.by} was refused ({name}): {in_words(error)}"
        if act.refused is not None:
            said += f" (expected: {act.refused})"
        raise self._otherwise(said)

    def _otherwise(self, said: str) -> Disappointed:
        return Disappointed(self._place, said)
