"""How a board is looked at: which rows and columns, in which order, with which marks.

All of it is in the address, so that a way of looking can be sent, kept and come back to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Depends, Query

from placet.engine.board import Cell, CellState, Column
from placet.engine.board.distance import needed_count
from placet.engine.board_views import BoardView
from placet.engine.rules import Verdict

Columns = Literal["deadline", "missing", "stage", "ref"]
Rows = Literal["name", "owed", "table"]
Heat = Literal["position", "contact", "staleness"]
Only = Literal["ongoing", "asked", "all"]


@dataclass(frozen=True, slots=True)
class Looking:
    """A way of looking at a board."""

    columns: Columns = "deadline"
    rows: Rows = "name"
    heat: Heat = "position"
    only: Only = "ongoing"
    stage: str = ""

    def query(self, **changes: str) -> str:
        """The part of an address that says it; what is usual is left out."""
        said = {
            "columns": self.columns,
            "rows": self.rows,
            "heat": self.heat,
            "only": self.only,
            "stage": self.stage,
            **changes,
        }
        usual = {"columns": "deadline", "rows": "name", "heat": "position", "only": "ongoing"}
        kept = {k: v for k, v in said.items() if v and usual.get(k) != v}
        return f"?{urlencode(kept)}" if kept else ""


def _looking(
    columns: Annotated[Columns, Query()] = "deadline",
    rows: Annotated[Rows, Query()] = "name",
    heat: Annotated[Heat, Query()] = "position",
    only: Annotated[Only, Query()] = "ongoing",
    stage: Annotated[str, Query(max_length=60)] = "",
) -> Looking:
    return Looking(columns, rows, heat, only, stage)


Look = Annotated[Looking, Depends(_looking)]


@dataclass(frozen=True, slots=True)
class Total:
    """What stands below a column."""

    have: int
    seats: int
    against: int
    needs: int | None
    met: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row: whose it is, its cells in the order of the columns, and what they add up to."""

    organisation: str
    cells: tuple[Cell, ...]
    owes: int
    against: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """A board in the order in which it is looked at."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    groups: tuple[tuple[str, int], ...]
    stages: tuple[str, ...]

    @property
    def owed(self) -> int:
        """How many answers are owed on what is shown."""
        return sum(line.owes for line in self.lines)


def matrix(view: BoardView, look: Looking) -> Matrix:
    """The board as it is looked at."""
    chosen = [c for c in view.columns if _shown(c, look)]
    chosen.sort(key=lambda c: _column_key(c, look))
    by_row: dict[str, list[Cell]] = {code: [] for code in view.rows}
    for c in chosen:
        for cell in c.cells(view.rows):
            by_row[cell.organisation].append(cell)
    lines = [_line(code, tuple(cells)) for code, cells in by_row.items()]
    if look.rows == "owed":
        lines.sort(key=lambda line: (-line.owes, -line.against, line.organisation))
    elif look.rows == "name":
        lines.sort(key=lambda line: line.organisation)
    stages = dict.fromkeys(c.stage.name for c in view.columns)
    return Matrix(
        columns=tuple(chosen),
        lines=tuple(lines),
        totals=tuple(total_of(c, tuple(cells)) for c, cells in _by_column(chosen, lines)),
        groups=_groups(chosen, look, view.now),
        stages=tuple(stages),
    )


def _by_column(columns: list[Column], lines: list[Line]) -> list[tuple[Column, list[Cell]]]:
    return [(c, [line.cells[at] for line in lines]) for at, c in enumerate(columns)]


def total_of(c: Column, cells: tuple[Cell, ...]) -> Total:
    """What a column adds up to; counts that the reader may not know are left out."""
    if c.asks == "comment":
        entitled = [x for x in cells if x.organisation in c.entitled]
        said = (CellState.COMMENTED, CellState.NO_COMMENTS)
        return Total(sum(x.state in said for x in entitled), len(entitled), 0, None, met=False)
    ballot = c.ballot
    if ballot is None:
        return Total(0, 0, 0, None, met=False)
    against = sum(x.against for x in cells)
    return Total(ballot.answered, len(ballot.seats), against, _needs(c), met=_met(c))


def _met(c: Column) -> bool:
    return bool(c.counts and c.verdict is not None and c.verdict.passes)


def _needs(c: Column) -> int | None:
    if not c.counts or c.verdict is None:
        return None
    verdict: Verdict = c.verdict
    return 0 if verdict.passes else needed_count(verdict.needed)


def _line(code: str, cells: tuple[Cell, ...]) -> Line:
    return Line(code, cells, sum(bool(x.asks) for x in cells), sum(x.against for x in cells))


def _shown(c: Column, look: Looking) -> bool:
    if look.stage and c.stage.name != look.stage:
        return False
    if look.only == "asked":
        return bool(c.asks) and not c.ended
    return look.only == "all" or not c.ended


def _column_key(c: Column, look: Looking) -> tuple[object, ...]:
    o = c.objective
    due = (c.due is None, c.due.at.timestamp() if c.due else 0.0, o.ref)
    if look.columns == "missing":
        return (-len(c.owing), *due)
    if look.columns == "stage":
        order = list(c.workflow.stages)
        return (order.index(c.stage.name), *due)
    return (o.ref,) if look.columns == "ref" else due


def _groups(columns: list[Column], look: Looking, now: datetime) -> tuple[tuple[str, int], ...]:
    """The heads that stand above several columns: a key that templates word, and how many."""
    if look.columns == "stage":
        keys = [c.stage.name for c in columns]
    elif look.columns == "deadline":
        keys = [_span(c, now) for c in columns]
    else:
        return ()
    found: list[tuple[str, int]] = []
    for key in keys:
        if found and found[-1][0] == key:
            found[-1] = (key, found[-1][1] + 1)
        else:
            found.append((key, 1))
    return tuple(found)


def _span(c: Column, now: datetime) -> str:
    if c.due is None:
        return "none"
    left = c.due.at - now
    if left <= timedelta(0):
        return "past"
    return (
        "week" if left <= timedelta(days=7) else "month" if left <= timedelta(days=31) else "later"
    )


def heat_of(view: BoardView, cell: Cell, column: Column, heat: Heat) -> tuple[int, str]:
    """How hot a cell is, from 0 to 4, and the figure in it: days, or versions behind."""
    if heat == "contact":
        last = view.contacts.get((cell.objective, cell.organisation))
        if last is None:
            return (4, "") if cell.asks else (0, "")
        days = max((view.now - last.at) // timedelta(days=1), 0)
        level = 0 if days < 2 else 1 if days < 7 else 2 if days < 14 else 3 if days < 30 else 4
        return level, str(days) if days < 100 else "99"
    behind = column.objective.text.number - cell.version if cell.version else 0
    return min(max(behind, 0), 4), str(behind) if behind else ""


def weeks(
    view: BoardView,
) -> tuple[tuple[datetime, tuple[tuple[datetime, tuple[Column, ...]], ...]], ...]:
    """What is due, by week (its Monday) and by instant; the crowded days come out of it."""
    due = [c for c in view.columns if c.due is not None and not c.ended]
    by: dict[datetime, dict[datetime, list[Column]]] = {}
    for c in sorted(due, key=lambda c: (c.due.at if c.due else view.now, c.objective.ref)):
        if c.due is None:
            continue
        day = c.due.at.replace(hour=0, minute=0, second=0, microsecond=0)
        monday = day - timedelta(days=day.weekday())
        by.setdefault(monday, {}).setdefault(day, []).append(c)
    return tuple(
        (monday, tuple((day, tuple(of)) for day, of in days.items())) for monday, days in by.items()
    )


CROWDED = 3
"""So many deadlines on one day are pointed out."""


def states(view: BoardView) -> Mapping[str, int]:
    """How many objectives are in which stage."""
    return Counter(c.stage.name for c in view.columns)
