"""How answers moved over the rounds of a stage, as a picture and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from placet.engine.board import Round
from placet.engine.board_views import TimesView
from placet.engine.errors import N_
from placet.templates.bars_picture import BarRow, Bars, Part, bars
from placet.templates.csv_cells import Cell
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _

PARTS = (
    ("given", N_("for"), "favour"),
    ("even", N_("neither"), "neither"),
    ("held", N_("against"), "against"),
    ("rest", N_("not shown"), "hidden"),
    ("open", N_("silent"), "silent"),
)
"""What a row is made of, in its order: look, name, and figure of a `Round`."""

ENDS = {
    "open": N_("still open"),
    "superseded": N_("put anew"),
    "withdrawn": N_("withdrawn"),
}


def rounds_picture(view: TimesView) -> Bars:
    """A bar for each ballot, those of one stage of an objective below each other."""
    titles = {
        c.objective.ref: {n: s.title for n, s in c.workflow.stages.items()}
        for c in view.board.columns
    }
    rows = [_row(r, titles[r.objective].get(r.stage, r.stage)) for r in view.rounds]
    return bars(rounds_sentence(view), rows, [(look, _(said)) for look, said, _of in PARTS])


def rounds_sentence(view: TimesView) -> str:
    """How many ballots, on how many objectives."""
    if not view.rounds:
        return _("No position was asked for yet.")
    sentence = ngettext(
        "{n} ballot; below each other are those of one objective.",
        "{n} ballots; below each other are those of one objective.",
        len(view.rounds),
    )
    return filled(sentence, {"n": number(len(view.rounds))})


def _row(r: Round, stage: str) -> BarRow:
    parts: list[Part] = []
    at = 0
    where = {"ref": r.objective, "stage": _(stage), "n": number(r.version)}
    for look, said, of in PARTS:
        count: int = getattr(r, of)
        if not count:
            continue
        values = {**where, "count": number(count), "said": _(said)}
        title = filled(_("{ref}, {stage}, v{n}: {count} {said}"), values)
        parts.append(Part(look, at, at + count, title, number(count)))
        at += count
    label = filled(_("{ref} r{round} v{n}"), {**where, "round": number(r.round)})
    values = {"against": number(r.against), "seats": number(r.seats)}
    figure = filled(_("{against} of {seats} against"), values)
    return BarRow(label, tuple(parts), figure if not r.hidden else _("not shown"))


def ended_label(r: Round) -> str:
    """Why a ballot did not decide; empty where it did."""
    return _(ENDS[r.state]) if r.state in ENDS else ""


ROUNDS = (
    "objective", "stage", "round", "ballot", "version", "state", "seats", "for", "against",
    "neither", "not_shown", "silent",
)  # fmt: skip


def rounds_table(view: TimesView) -> list[Sequence[Cell]]:
    """Every ballot in figures under its headings."""
    rows: list[Sequence[Cell]] = [ROUNDS]
    rows += [
        (r.objective, r.stage, r.round, r.ballot, r.version, r.state, r.seats, r.favour,
         r.against, r.neither, r.hidden, r.silent)
        for r in view.rounds
    ]  # fmt: skip
    return rows
