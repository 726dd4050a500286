"""Participation as a picture, as tables, and as the sentences of the duty to vote."""

from __future__ import annotations

from collections.abc import Sequence

from placet.engine.board import Attended, Participation
from placet.engine.board_views import ParticipationView
from placet.templates.bars_picture import BarRow, Bars, Part, bars
from placet.templates.csv_cells import Cell
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed


def participation_picture(view: ParticipationView) -> Bars:
    """Who answered in time, late, or not at all."""
    rows = [p for p in view.rows if p.asked]
    legend = (("given", _("in time")), ("open", _("late")), ("held", _("missed")))
    return bars(participation_sentence(view), [_participant(p) for p in rows], legend)


def participation_sentence(view: ParticipationView) -> str:
    """How many ballots were asked, and how much was missed."""
    asked = sum(p.asked for p in view.rows)
    missed = sum(len(p.missed) for p in view.rows)
    if not asked:
        return _("No ballot is closed yet.")
    values = {"asked": number(asked), "missed": number(missed)}
    sentence = ngettext(
        "Of {asked} answer that was asked for, {missed} was missed.",
        "Of {asked} answers that were asked for, {missed} were missed.",
        asked,
    )
    return filled(sentence, values)


def _participant(p: Participation) -> BarRow:
    parts: list[Part] = []
    at = 0
    for look, word, of in (
        ("given", _("in time"), p.in_time),
        ("open", _("late"), p.late),
        ("held", _("missed"), p.missed),
    ):
        if of:
            said = number(len(of))
            title = filled(_("{who}: {n} {how}"), {"who": p.organisation, "n": said, "how": word})
            parts.append(Part(look, at, at + len(of), title))
            at += len(of)
    values = {"n": number(len(p.missed)), "of": number(p.asked)}
    return BarRow(p.organisation, tuple(parts), filled(_("{n} of {of} missed"), values))


PARTICIPATION = (
    "organisation", "name", "asked", "in_time", "late", "missed", "not_known", "asked_last_year",
    "missed_last_year", "flagged", "missed_ballots",
)  # fmt: skip


def participation_table(view: ParticipationView) -> list[Sequence[Cell]]:
    """The figures under their headings, the same in every language; who missed what at the end."""
    return [PARTICIPATION, *(_participation_row(view, p) for p in view.rows)]


def _participation_row(view: ParticipationView, p: Participation) -> Sequence[Cell]:
    named = view.organisations.get(p.organisation)
    missed = " ".join(f"{a.objective}/{a.ballot.number}" for a in p.missed)
    return (
        p.organisation, named.name if named else "", p.asked, len(p.in_time), len(p.late),
        len(p.missed), p.unknown, p.recent_asked, p.recent_missed,
        "yes" if p.flagged else "no", missed,
    )  # fmt: skip


MISSED = (
    "organisation", "name", "negotiation", "body", "objective", "title", "ballot", "stage",
    "closed", "in_the_last_year", "counts_alone",
)  # fmt: skip


def missed_table(view: ParticipationView) -> list[Sequence[Cell]]:
    """Who missed what: one row for each answer that never came."""
    rows = [_missed_row(view, p, a) for p in view.rows for a in p.missed]
    return [MISSED, *rows]


def _missed_row(view: ParticipationView, p: Participation, a: Attended) -> Sequence[Cell]:
    named = view.organisations.get(p.organisation)
    closed = a.ballot.closed_at or a.ballot.deadline.at
    return (
        p.organisation, named.name if named else "", a.negotiation, a.body, a.objective, a.title,
        a.ballot.number, a.ballot.stage, closed.isoformat(),
        "yes" if a.within_a_year(view.now) else "no", "yes" if a in p.failed else "no",
    )  # fmt: skip


def duty_sentences(view: ParticipationView) -> tuple[str, ...]:
    """Of each organisation that missed so much that a body might remind it: what it missed."""
    return tuple(_duty(view, p) for p in view.rows if p.flagged)


def _duty(view: ParticipationView, p: Participation) -> str:
    values = {
        "who": p.organisation,
        "n": number(p.recent_missed),
        "of": number(p.recent_asked),
        "what": listed([f"{a.objective}/{a.ballot.number}" for a in _recent(view, p)]),
    }
    sentence = ngettext(
        "{who} missed {n} of {of} ballots of the last year: {what}.",
        "{who} missed {n} of {of} ballots of the last year: {what}.",
        p.recent_missed,
    )
    if not p.failed:
        return filled(sentence, values)
    stages = dict.fromkeys(view.stages.get(a.ballot.stage, a.ballot.stage) for a in p.failed)
    values["stages"] = listed([_(title) for title in stages])
    sentence = ngettext(
        "{who} missed {n} of {of} ballots of the last year, where one is enough ({stages}): "
        "{what}.",
        "{who} missed {n} of {of} ballots of the last year, where one is enough ({stages}): "
        "{what}.",
        p.recent_missed,
    )
    return filled(sentence, values)


def _recent(view: ParticipationView, p: Participation) -> tuple[Attended, ...]:
    return tuple(a for a in p.missed if a.within_a_year(view.now))
