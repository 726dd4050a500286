"""The pictures and tables of the board: time in stages, forecasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from placet.engine.board import Spent
from placet.engine.board_views import ForecastView, TimesView
from placet.templates.bars_picture import BarRow, Bars, Part, bars
from placet.templates.board_words import days_words
from placet.templates.csv_cells import Cell
from placet.templates.dates import number, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _

DAY = timedelta(days=1)


def times_picture(view: TimesView) -> Bars:
    """How long each objective was in which stage, one after the other."""
    now = view.board.now
    rows = []
    titles = {c.objective.ref: {n: s.title for n, s in c.workflow.stages.items()}
              for c in view.board.columns}  # fmt: skip
    for column in view.board.columns:
        o = column.objective
        spent = _ongoing(view.spent.get(o.ref, ()), column.ended)
        if spent:
            rows.append(_times_row(o.ref, spent, titles[o.ref], now))
    legend = (("even", _("one stage")), ("odd", _("the next")))
    return bars(times_sentence(view), rows, legend)


def _ongoing(spent: Sequence[Spent], ended: bool) -> Sequence[Spent]:
    """An end is no time spent."""
    return spent[:-1] if ended and spent and spent[-1].left_at is None else spent


def _times_row(
    ref: str, spent: Iterable[Spent], titles: Mapping[str, str], now: datetime
) -> BarRow:
    parts = []
    at = timedelta(0)
    for index, s in enumerate(spent):
        lasted = s.lasted(now)
        values = {
            "ref": ref,
            "stage": _(titles.get(s.run.stage, s.run.stage)),
            "round": number(s.run.round),
            "days": days_words(lasted),
        }
        title = filled(_("{ref}, {stage}, round {round}: {days}"), values)
        look = "odd" if index % 2 else "even"
        start, end = round(at / DAY * 10), round((at + lasted) / DAY * 10)
        parts.append(Part(look, start, end, title, values["stage"]))
        at += lasted
    return BarRow(ref, tuple(parts), days_words(at), f"/objectives/{ref}")


def times_sentence(view: TimesView) -> str:
    """How many objectives, and the longest time so far."""
    return filled(
        ngettext(
            "{n} objective, each from its proposal to its end or to now.",
            "{n} objectives, each from its proposal to its end or to now.",
            len(view.board.columns),
        ),
        {"n": number(len(view.board.columns))},
    )


TIMES = ("objective", "title", "run", "stage", "round", "entered", "left", "hours")


def times_table(view: TimesView) -> list[Sequence[Cell]]:
    """Every passage through a stage under its headings."""
    rows: list[Sequence[Cell]] = [TIMES]
    for column in view.board.columns:
        o = column.objective
        for s in _ongoing(view.spent.get(o.ref, ()), column.ended):
            hours = s.lasted(view.board.now) // timedelta(hours=1)
            left = s.left_at.isoformat() if s.left_at else ""
            rows.append(
                (o.ref, o.title, s.run.number, s.run.stage, s.run.round,
                 s.run.entered_at.isoformat(), left, hours)
            )  # fmt: skip
    return rows


def forecast_picture(view: ForecastView) -> Bars:
    """From now: the span in which each objective will probably be adopted."""
    now, zone = view.board.now, view.board.negotiation.zone
    rows = []
    for row in view.rows:
        made = row.forecast
        if made is None:
            continue
        first, last = (made.earliest - now) // DAY, (made.latest - now) // DAY
        middle = (made.expected - now) // DAY
        ref = row.column.objective.ref
        values = {
            "ref": ref,
            "from": when(made.earliest, zone, "short"),
            "to": when(made.latest, zone, "short"),
        }
        title = filled(_("{ref}: between {from} and {to}"), values)
        said = when(made.expected, zone, "short")
        parts = (
            Part("span", first, max(last, first + 1), title),
            Part("given", middle, middle, said),
        )
        rows.append(BarRow(ref, parts, said, f"/objectives/{ref}"))
    legend = (("span", _("four in five")), ("given", _("the middle")))
    longest = max((p.end for r in rows for p in r.parts), default=0)
    ticks = [(0, _("now"))]
    ticks += [(n, days_words(n * DAY)) for n in _round(longest) if n]
    said = _("Days from now to adoption, by what others took.")
    return bars(said, rows, legend, ticks)


def _round(longest: int) -> range:
    step = next((s for s in (7, 14, 30, 60, 90, 180, 365) if longest <= 4 * s), 730)
    return range(0, longest + 1, step)


FORECAST = ("objective", "title", "stage", "expected", "earliest", "latest", "cases")


def forecast_table(view: ForecastView) -> list[Sequence[Cell]]:
    """Every forecast under its headings; empty dates where there are too few cases."""
    rows: list[Sequence[Cell]] = [FORECAST]
    for row in view.rows:
        o, made = row.column.objective, row.forecast
        dates = (
            [x.isoformat(timespec="seconds") for x in (made.expected, made.earliest, made.latest)]
            if made
            else ["", "", ""]
        )
        rows.append((o.ref, o.title, o.stage, *dates, made.cases if made else row.cases))
    return rows
