"""What answers hold about a board in figures: who answered, how long, until when."""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.engine.board import Participation, Spent
from placet.engine.board_views import Forecasted, ForecastView, ParticipationView, TimesView
from placet.engine.forecast import PastError
from placet.templates.board_words import error_sentence


class ParticipantShown(Shown):
    """One organisation over the ballots that are closed; `missed` names them.

    `failed` are those missed in the last year at a stage where a single one counts.
    """

    organisation: str
    asked: int
    in_time: int
    late: int
    missed: tuple[str, ...]
    unknown: int
    recent_asked: int
    recent_missed: int
    failed: tuple[str, ...]
    flagged: bool

    @classmethod
    def of(cls, found: Participation) -> ParticipantShown:
        """One row."""
        return cls(
            organisation=found.organisation,
            asked=found.asked,
            in_time=len(found.in_time),
            late=len(found.late),
            missed=tuple(f"{a.objective}/{a.ballot.number}" for a in found.missed),
            unknown=found.unknown,
            recent_asked=found.recent_asked,
            recent_missed=found.recent_missed,
            failed=tuple(f"{a.objective}/{a.ballot.number}" for a in found.failed),
            flagged=found.flagged,
        )


class ParticipationShown(Shown):
    """Who answered, over one negotiation or over all of the asker's."""

    negotiations: tuple[str, ...]
    bodies: tuple[str, ...]
    items: tuple[ParticipantShown, ...]

    @classmethod
    def of(cls, view: ParticipationView) -> ParticipationShown:
        """All rows."""
        return cls(
            negotiations=tuple(n.symbol for n in view.tables),
            bodies=view.bodies,
            items=tuple(map(ParticipantShown.of, view.rows)),
        )


class PassageShown(Shown):
    """One passage of an objective through a stage; `left_at` is None while it lasts."""

    ref: str
    run: int
    stage: str
    round: int
    entered_at: datetime
    left_at: datetime | None

    @classmethod
    def of(cls, ref: str, spent: Spent) -> PassageShown:
        """One passage."""
        run = spent.run
        return cls(
            ref=ref,
            run=run.number,
            stage=run.stage,
            round=run.round,
            entered_at=run.entered_at,
            left_at=spent.left_at,
        )


class RoundShown(Shown):
    """One ballot of a stage in figures, as it stood last.

    `favour`, `against`, `neither`, `hidden` (answered, not shown to the asker) and `silent` are
    together the `seats`.
    """

    objective: str
    stage: str
    round: int
    ballot: int
    version: int
    state: str
    seats: int
    favour: int
    against: int
    neither: int
    hidden: int
    silent: int


class TimesShown(Shown):
    """How long objectives spent in which stage, and how answers moved from ballot to ballot."""

    symbol: str
    items: tuple[PassageShown, ...]
    rounds: tuple[RoundShown, ...]

    @classmethod
    def of(cls, view: TimesView) -> TimesShown:
        """All passages."""
        refs = (c.objective.ref for c in view.board.columns)
        items = (PassageShown.of(ref, s) for ref in refs for s in view.spent.get(ref, ()))
        return cls(
            symbol=view.board.negotiation.symbol,
            items=tuple(items),
            rounds=tuple(map(RoundShown.model_validate, view.rounds)),
        )


class ForecastItem(Shown):
    """When an objective will probably be adopted; no instants where there are too few cases."""

    ref: str
    stage: str
    expected: datetime | None
    earliest: datetime | None
    latest: datetime | None
    cases: int

    @classmethod
    def of(cls, row: Forecasted) -> ForecastItem:
        """One forecast."""
        made = row.forecast
        return cls(
            ref=row.column.objective.ref,
            stage=row.column.stage.name,
            expected=made.expected if made else None,
            earliest=made.earliest if made else None,
            latest=made.latest if made else None,
            cases=made.cases if made else row.cases,
        )


class PastErrorShown(Shown):
    """How wrong the same forecasts of one procedure were; None where none could be made."""

    workflow: str
    count: int
    median_days: float | None
    inside: int
    sentence: str

    @classmethod
    def of(cls, workflow: str, found: PastError | None) -> PastErrorShown:
        """The error of one procedure."""
        return cls(
            workflow=workflow,
            count=found.count if found else 0,
            median_days=round(found.middle, 1) if found else None,
            inside=found.inside if found else 0,
            sentence=error_sentence(found),
        )


class ForecastShown(Shown):
    """Forecasts of adoption, and how wrong such forecasts were."""

    symbol: str
    items: tuple[ForecastItem, ...]
    errors: tuple[PastErrorShown, ...]

    @classmethod
    def of(cls, view: ForecastView) -> ForecastShown:
        """All forecasts."""
        return cls(
            symbol=view.board.negotiation.symbol,
            items=tuple(map(ForecastItem.of, view.rows)),
            errors=tuple(PastErrorShown.of(*x) for x in sorted(view.errors.items())),
        )
