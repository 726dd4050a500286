"""Readings of a board in figures: who answered, how long it took, when it will probably end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from placet.engine.access import Actor, can, standing
from placet.engine.board import Attended, participation, rounds_of, time_in_stages
from placet.engine.board_views import Forecasted, ForecastView, ParticipationView, TimesView
from placet.engine.errors import NotFound
from placet.engine.forecast import Case, Passage, forecast, past_error
from placet.engine.model import Negotiation
from placet.engine.parties import seated
from placet.engine.reading_board import BoardReading
from placet.engine.restricting import within
from placet.engine.store import Store


class FigureReading(BoardReading):
    """Participation, times and forecasts."""

    def participating(
        self,
        actor: Actor,
        symbol: str | None = None,
        body: str = "",
        always: Collection[str] = (),
    ) -> ParticipationView:
        """Who answered in time, late or not at all: at one table, or at all of the person's.

        `body` leaves the tables of one standing body; `always` are names of stages at which a
        single ballot that is missed counts.  NotFound where the person has no part in it.
        """
        with self.database.reading() as store:
            board = self._board(store, actor, symbol) if symbol is not None else None
            now = self.clock.now(store)
            mine = (board.negotiation,) if board else tuple(self._tables(store, actor))
            bodies = tuple(sorted({n.body for n in mine if n.body}))
            if body and body not in bodies:
                raise NotFound("body", body)
            tables = tuple(n for n in mine if not body or n.body == body)
            asked, stages = [], dict[str, str]()
            for n in tables:
                ballots = store.ballots_of(n.symbol)
                for o in store.objectives(n.symbol):
                    if not can(actor, "see", n, o, now):
                        continue
                    who = standing(actor, within(n, o.restricted_to), now)
                    known = self.catalogue.workflow(store, o.workflow, o.workflow_version).stages
                    for ballot in ballots.get(o.ref, ()):
                        asked.append((Attended(n.symbol, o.ref, o.title, ballot, n.body), who))
                        if ballot.stage in known:
                            stages.setdefault(ballot.stage, known[ballot.stage].title)
            seats = {s.organisation for a, _ in asked for s in a.ballot.seats}
            rows = sorted(seats.union(*(seated(n) for n in tables)))
            found = participation(rows, asked, now, always)
            names = {x.code: x for x in store.organisations() if x.code in rows}
            named = tuple(x for x in stages if x in always)
            return ParticipationView(now, tables, found, names, board, bodies, body, stages, named)

    def times(self, actor: Actor, symbol: str) -> TimesView:
        """How long each objective of a table spent in which stage."""
        with self.database.reading() as store:
            board = self._board(store, actor, symbol)
            rounds = tuple(r for col in board.columns for r in rounds_of(col))
            spent = time_in_stages(store.stage_runs(symbol))
            seen = {col.objective.ref for col in board.columns}
            shown = {ref: of for ref, of in spent.items() if ref in seen}
            return TimesView(board, shown, rounds)

    def forecasts(self, actor: Actor, symbol: str) -> ForecastView:
        """When each objective will probably be adopted, and how wrong such forecasts were.

        Compared are adopted objectives of the same procedure at the tables that the person may
        see.
        """
        with self.database.reading() as store:
            board = self._board(store, actor, symbol)
            cases: dict[str, list[Case]] = defaultdict(list)
            here = {n.symbol: n for n in (board.negotiation, *self._tables(store, actor))}
            for table in here.values():
                for name, case in self._cases(store, actor, table, board.now):
                    cases[name].append(case)
            entered = time_in_stages(store.stage_runs(symbol))
            rows = []
            for col in board.columns:
                o = col.objective
                if col.ended or o.instrument is not None:
                    continue
                known = cases[o.workflow]
                first = next(
                    (s.run.entered_at for s in entered.get(o.ref, ()) if s.run.stage == o.stage),
                    o.run.entered_at,
                )
                due = o.run.deadline.at if o.run.deadline else None
                made = forecast(known, o.stage, first, board.now, due)
                rows.append(Forecasted(col, made, len(known)))
            errors = {name: past_error(of) for name, of in cases.items()}
            return ForecastView(board, tuple(rows), errors)

    def _cases(
        self, store: Store, actor: Actor, negotiation: Negotiation, now: datetime
    ) -> Iterable[tuple[str, Case]]:
        """The adopted objectives of a table that the actor sees, by their procedure."""
        runs = time_in_stages(store.stage_runs(negotiation.symbol))
        for o in store.objectives(negotiation.symbol):
            if o.instrument is None or not can(actor, "see", negotiation, o, now):
                continue
            passages = tuple(
                Passage(s.run.stage, s.run.entered_at, s.run.deadline) for s in runs.get(o.ref, ())
            )
            yield o.workflow, Case(o.ref, passages, o.instrument.adopted_at)
