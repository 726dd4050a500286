"""What answers hold about a board: cells, what blocks, who answered, how long, until when."""

from __future__ import annotations

from datetime import datetime

from placet.api.pages.board_order import total_of
from placet.api.v1.asking import Shown
from placet.engine.board import Blocked, Cell, Column, Participation, Spent
from placet.engine.board_views import (
    BlockersView,
    BoardView,
    Forecasted,
    ForecastView,
    ParticipationView,
    TimesView,
)
from placet.engine.forecast import PastError
from placet.templates.board_words import (
    blocked_phrases,
    cell_label,
    column_needs,
    error_sentence,
    what_if_phrases,
)


class CellShown(Shown):
    """One organisation on one objective; `asks` is what it owes now, "" for nothing.

    `state` is held, stale, owed, none, hidden, commented, no_comments, not_asked or
    not_entitled; `version` the text that a position is about, 0 without one.
    """

    organisation: str
    state: str
    position: str
    qualifiers: tuple[str, ...]
    version: int
    at: datetime | None
    asks: str
    against: bool
    comments: int
    label: str

    @classmethod
    def of(cls, cell: Cell) -> CellShown:
        """A cell."""
        held = cell.position
        return cls(
            organisation=cell.organisation,
            state=cell.state.value,
            position=held.kind if held else "",
            qualifiers=tuple(q.value for q in held.qualifiers) if held else (),
            version=cell.version,
            at=cell.at,
            asks=cell.asks,
            against=cell.against,
            comments=cell.comments,
            label=cell_label(cell),
        )


class ColumnShown(Shown):
    """One objective: its cells, and what they add up to.

    `passes` and `needed` are those of the verdict, None and "" where the reader may not know.
    """

    ref: str
    title: str
    stage: str
    state: str
    deadline: datetime | None
    asks: str
    answered: int
    seats: int
    against: int
    passes: bool | None
    needed: str
    cells: tuple[CellShown, ...]

    @classmethod
    def of(cls, column: Column, rows: tuple[str, ...]) -> ColumnShown:
        """A column."""
        cells = column.cells(rows)
        total = total_of(column, cells)
        known = column.verdict if column.counts else None
        return cls(
            ref=column.objective.ref,
            title=column.objective.title,
            stage=column.stage.name,
            state=column.stage.state,
            deadline=column.due.at if column.due else None,
            asks=column.asks,
            answered=total.have,
            seats=total.seats,
            against=total.against,
            passes=known.passes if known else None,
            needed=column_needs(column),
            cells=tuple(map(CellShown.of, cells)),
        )


class BoardShown(Shown):
    """A board: organisations in the order of the table, objectives in that of their proposal."""

    symbol: str
    now: datetime
    organisations: tuple[str, ...]
    objectives: tuple[ColumnShown, ...]

    @classmethod
    def of(cls, view: BoardView) -> BoardShown:
        """A board."""
        return cls(
            symbol=view.negotiation.symbol,
            now=view.now,
            organisations=view.rows,
            objectives=tuple(ColumnShown.of(c, view.rows) for c in view.columns),
        )


class AgainstShown(Shown):
    """Somebody whose position stands in the way; `enough`: the rule were met without it."""

    organisation: str
    kind: str
    paragraphs: tuple[str, ...]
    offered: bool
    resolve: str
    enough: bool | None


class BlockedShown(Shown):
    """An objective with what stands in the way, in words and as data.

    `stages` is how many steps lie before adoption, `changes` the smallest number of changes
    after which the rule is met (of an objective that asks for no position: of open things).
    """

    ref: str
    title: str
    passes: bool
    stages: int
    changes: int
    phrases: tuple[str, ...]
    what_if: tuple[str, ...]
    against: tuple[AgainstShown, ...]
    silent: tuple[str, ...]
    bounced: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    comments_open: int
    reviews_open: tuple[str, ...]
    brackets: int | None
    decision: bool

    @classmethod
    def of(cls, found: Blocked, view: BlockersView) -> BlockedShown:
        """What blocks one objective."""
        o = found.column.objective
        return cls(
            ref=o.ref,
            title=o.title,
            passes=found.passes,
            stages=found.reach.stages,
            changes=found.reach.changes,
            phrases=blocked_phrases(found, view.places.get(o.ref)),
            what_if=what_if_phrases(found),
            against=tuple(map(AgainstShown.model_validate, found.against)),
            silent=found.silent,
            bounced=found.bounced,
            unconfirmed=found.unconfirmed,
            comments_open=found.comments_open,
            reviews_open=found.reviews_open,
            brackets=found.brackets,
            decision=found.decision,
        )


class BlockersShown(Shown):
    """Every objective that is negotiated, nearest to adoption first; what passes comes last."""

    symbol: str
    items: tuple[BlockedShown, ...]

    @classmethod
    def of(cls, view: BlockersView) -> BlockersShown:
        """What blocks."""
        items = tuple(BlockedShown.of(b, view) for b in (*view.blocked, *view.passing))
        return cls(symbol=view.board.negotiation.symbol, items=items)


class ParticipantShown(Shown):
    """One organisation over the ballots that are closed; `missed` names them."""

    organisation: str
    asked: int
    in_time: int
    late: int
    missed: tuple[str, ...]
    unknown: int
    recent_asked: int
    recent_missed: int
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
            flagged=found.flagged,
        )


class ParticipationShown(Shown):
    """Who answered, over one negotiation or over all of the asker's."""

    negotiations: tuple[str, ...]
    items: tuple[ParticipantShown, ...]

    @classmethod
    def of(cls, view: ParticipationView) -> ParticipationShown:
        """All rows."""
        return cls(
            negotiations=tuple(n.symbol for n in view.tables),
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


class TimesShown(Shown):
    """How long objectives spent in which stage."""

    symbol: str
    items: tuple[PassageShown, ...]

    @classmethod
    def of(cls, view: TimesView) -> TimesShown:
        """All passages."""
        refs = (c.objective.ref for c in view.board.columns)
        items = (PassageShown.of(ref, s) for ref in refs for s in view.spent.get(ref, ()))
        return cls(symbol=view.board.negotiation.symbol, items=tuple(items))


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
