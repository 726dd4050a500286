"""What one stage says of itself: names, periods, reminders, bounds.

Lengths of time are compared as `placet.engine.deadlines` compares them: one is shorter
than another only if it is so whenever both begin.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace

from placet.engine.deadlines import Calendar, Period, Term, parse_period, parse_term, shorter
from placet.engine.definition import (
    OFFICES,
    RESTARTING,
    STATES,
    SUB_STATES,
    TEXT_ROLES,
    Bounds,
    Stage,
    Workflow,
)
from placet.engine.errors import BadInput
from placet.engine.flaws import Flaw, Path, in_words, unknown
from placet.engine.model import SUBMITTING

_BINDING = tuple(sorted(SUBMITTING))
"""Whom a reminder may go to: nobody else can give what it asks for."""


def in_calendar(workflow: Workflow) -> Iterator[Flaw]:
    """Days that cannot be: of the weekend, the holidays, the freezes."""
    parts: list[tuple[Path, Workflow]] = [
        (("calendar", "weekend"), replace(workflow, holidays=(), freezes=()))
    ]
    bare = replace(workflow, weekend=(), holidays=(), freezes=())
    for index, day in enumerate(workflow.holidays):
        parts.append((("calendar", "holidays", index), replace(bare, holidays=(day,))))
    for index, freeze in enumerate(workflow.freezes):
        parts.append((("freezes", index), replace(bare, freezes=(freeze,))))
    for at, part in parts:
        try:
            _ = part.calendar
        except BadInput as bad:
            yield Flaw(at, in_words(bad))


def in_stage(stage: Stage, calendar: Calendar, at: Path) -> Iterator[Flaw]:
    """Every flaw in a stage but those of its ballot."""
    yield from unknown((*at, "state"), "state", (stage.state,), STATES)
    yield from unknown((*at, "text_changed_by"), "role", stage.text_changed_by, TEXT_ROLES)
    yield from unknown((*at, "restarts_on"), "event", stage.restarts_on, RESTARTING)
    yield from unknown((*at, "codes"), "sub-state", stage.codes, SUB_STATES)
    period: Period | None = None
    if stage.period is not None:
        term = yield from _term((*at, "period"), stage.period)
        period = term if isinstance(term, Period) else None
    elif stage.registered:
        yield Flaw(
            (*at, "registered"),
            f"a stage that is started has a deadline then; give {stage.name} a period",
        )
    if stage.comments_sealed and not stage.collects_comments:
        yield Flaw(
            (*at, "comments_sealed"),
            f"there are no comments to seal; let {stage.name} collect comments",
        )
    yield from _reminders(stage, period, calendar, at)
    yield from _bounds(stage, period, calendar, at)
    yield from _follow_up(stage, at)


def _reminders(stage: Stage, period: Period | None, calendar: Calendar, at: Path) -> Iterator[Flaw]:
    for index, offset in enumerate(stage.reminders):
        spot = (*at, "reminders", index)
        before = yield from parsed(spot, offset)
        if stage.period is None and not stage.instrument:  # a result waits for confirmations
            yield Flaw(spot, f"a reminder needs a deadline; give {stage.name} a period")
        elif before and period and not shorter(before, period, calendar):
            yield Flaw(
                spot,
                f"a reminder {offset} before the deadline is not shorter than the period "
                f"({stage.period}); shorten it or lengthen the period",
            )
        to = stage.escalates.get(offset, ())
        yield from unknown((*spot, "to"), "capacity that binds", to, _BINDING)


def _bounds(stage: Stage, period: Period | None, calendar: Calendar, at: Path) -> Iterator[Flaw]:
    """What bounds the deadline: a least time, and how far it may be moved by whom."""
    minimum: Period | None = None
    if stage.minimum:
        minimum = yield from parsed((*at, "minimum"), stage.minimum)
        if stage.period is None:
            yield Flaw((*at, "minimum"), f"a minimum needs a deadline; give {stage.name} a period")
        elif minimum and period and shorter(period, minimum, calendar):
            yield Flaw(
                (*at, "period"),
                f"the period ({stage.period}) is under the minimum ({stage.minimum}); "
                "lengthen it or lower the minimum",
            )
    for name, bounds in (("extension", stage.extension), ("shortening", stage.shortening)):
        if bounds is not None:
            yield from _bound(stage, bounds, (*at, name))
    if stage.shortening and stage.period and stage.minimum == stage.period:
        yield Flaw(
            (*at, "shortening"),
            f"nothing can be taken from a period of {stage.period} whose minimum is as long; "
            "lower the minimum or remove shortening",
        )


def _bound(stage: Stage, bounds: Bounds, at: Path) -> Iterator[Flaw]:
    yield from unknown((*at, "by"), "office", bounds.by, OFFICES)
    if stage.period is None:
        yield Flaw(at, f"there is no deadline to move; give {stage.name} a period")
    if bounds.most:
        yield from parsed((*at, "most"), bounds.most)


def _follow_up(stage: Stage, at: Path) -> Iterator[Flaw]:
    if stage.overdue is not None:
        spot = (*at, "overdue")
        yield from parsed((*spot, "every"), stage.overdue.every)
        if stage.period is None:
            yield Flaw(spot, f"nothing is overdue without a deadline; give {stage.name} a period")
    if stage.reviewers is not None:
        spot = (*at, "reviewers")
        yield from unknown((*spot, "by"), "office", stage.reviewers.by, OFFICES)
        yield from parsed((*spot, "period"), stage.reviewers.period)
    if stage.restarts_on and stage.period is None:
        yield Flaw((*at, "restarts_on"), f"there is no period to begin anew; give {stage.name} one")


def parsed(at: Path, text: str) -> Generator[Flaw, None, Period | None]:
    """The period, or one flaw and None."""
    try:
        return parse_period(text)
    except BadInput as bad:
        yield Flaw(at, in_words(bad))
        return None


def _term(at: Path, text: str) -> Generator[Flaw, None, Term | None]:
    """The period, or what is counted from a meeting; or one flaw and None."""
    try:
        return parse_term(text)
    except BadInput as bad:
        yield Flaw(at, in_words(bad))
        return None
