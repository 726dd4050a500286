"""A first scenario for a procedure, as a file to be edited.

It has the seats of a table (codes, classes, weights; nobody's name) or those of an invented
one, and a course in which everybody agrees.  The keys are those of scenario files; what is
said in it is in the language of whoever asks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from placet.api.rehearsal.course import Course, Line, Words
from placet.api.rehearsal.sketching import course_of
from placet.engine.definition import Workflow
from placet.engine.model import Participant, Role
from placet.templates.dates import when
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.workflows.scenario import times

INVENTED = ("AUR", "BOR", "CYG", "DOR", "ERI", "FEN", "GAL", "HEL", "ISK", "JUR")
EARLIEST, LATEST = 1970, 2150
"""The years in which a sketched scenario may begin."""

FEWEST, MOST = 5, 300
"""Seats of an invented table, at least; seats that a scenario may have."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?:[+-]\d\d:\d\d)?")
_SPECIAL = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Sketch:
    """The file, and whether its course comes to an end."""

    text: str
    complete: bool


def first_scenario(
    workflow: Workflow,
    zone: str,
    starts: datetime,
    seats: Sequence[Participant] = (),
    table: str = "",
) -> Sketch:
    """The scenario of a table (its title is `table`), or of an invented one without seats.

    It begins with a proposal of the first seat at `starts`.
    """
    words = _words()
    offices = [role.value for role in Role]
    mine = [p for p in seats if p.organisation not in offices][:MOST]
    if mine:
        course = course_of(workflow, mine, zone, starts, words)
    else:
        mine, course = _invented(workflow, zone, starts, words)
    title = filled(_("{procedure}, for {table}"), {"procedure": _(workflow.title), "table": table})
    title = title if table else _(workflow.title)
    lines = _file(workflow, title[:200], zone, mine, course, words)
    return Sketch("\n".join(lines) + "\n", course.complete)


def start_of(day: str, zone: str, now: datetime) -> datetime:
    """Ten o'clock of that day (2027-03-14) in the zone; of tomorrow where none is given.

    ValueError where it is no day, or one in a distant century.
    """
    there = ZoneInfo(zone)
    chosen = date.fromisoformat(day) if day else now.astimezone(there).date() + timedelta(1)
    if not EARLIEST <= chosen.year <= LATEST:
        raise ValueError(f"the year must be between {EARLIEST} and {LATEST}")
    return datetime.combine(chosen, time(10), there).astimezone(UTC)


def classes_of(workflow: Workflow) -> tuple[str, ...]:
    """The classes of seats that the ballots of a procedure make a difference between."""
    found: list[str] = []
    for stage in workflow.stages.values():
        if (spec := stage.ballot) is not None:
            terms = workflow.terms(spec.rule, spec.kinds)
            found += [spec.cls] if spec.cls else []
            found += [*sorted(terms.classes), *terms.rule.filter.only]
    return tuple(dict.fromkeys(found))


def _invented(
    workflow: Workflow, zone: str, starts: datetime, words: Words
) -> tuple[list[Participant], Course]:
    """Seats of each class in turn; of all classes where that does not lead to an end."""
    classes = classes_of(workflow)
    codes = INVENTED[: max(FEWEST, min(2 * len(classes), len(INVENTED)))]
    every = len(classes) or 1
    mixed = [Participant(x, classes[n % every : n % every + 1]) for n, x in enumerate(codes)]
    course = course_of(workflow, mixed, zone, starts, words)
    if course.complete or every == 1:
        return mixed, course
    alike = [Participant(code, classes) for code in codes]
    return alike, course_of(workflow, alike, zone, starts, words)


def _words() -> Words:
    return Words(
        text=(
            _("The organisations share what they know of the matter."),
            _("Each organisation names an office that answers questions."),
            _("The organisations review this after two years."),
        ),
        comment=_("Say how often."),
        changed=_("The organisations share what they know of the matter each month."),
        reason=_("As the table agreed."),
    )


def _file(
    workflow: Workflow,
    title: str,
    zone: str,
    seats: Sequence[Participant],
    course: Course,
    words: Words,
) -> Iterator[str]:
    yield from _remarks(workflow, course)
    head = {"schema_version": 1, "title": title, "workflow": workflow.name, "zone": zone}
    yield from (f"{key}: {scalar(value)}" for key, value in head.items())
    yield "participants:"
    yield from (f"  - {_seat(seat)}" for seat in seats)
    yield from ("objective:", f"  title: {scalar(_('A text that all can agree to'))}", "  text:")
    yield from (f"    - {scalar(paragraph)}" for paragraph in words.text)
    yield "acts:"
    yield from _acts(workflow, course, zone)
    if course.ends is not None:
        yield f"until: {_day(course.ends + timedelta(1), zone)}"
    yield from ("expect:", f"  - {{stage: {scalar(course.stage)}}}")


def _remarks(workflow: Workflow, course: Course) -> Iterator[str]:
    """What the reader should know before they change anything, as comments."""
    said = [_("A course that everybody agrees with, to begin with. Change whatever you like.")]
    if classes := classes_of(workflow):
        told = filled(
            _("Classes that make a difference: {classes}."), {"classes": ", ".join(classes)}
        )
        said.append(told)
    if not course.complete:
        where = {"stage": _(workflow.stages[course.stage].title) if course.stage else "-"}
        said.append(filled(_("At “{stage}” this table gets no further by agreement alone."), where))
    return (f"# {' '.join(sentence.split())}" for sentence in said)


def _acts(workflow: Workflow, course: Course, zone: str) -> Iterator[str]:
    """The acts, stage by stage, each stage with its deadline as a comment."""
    lines = {run: list(of) for run, of in groupby(course.lines, lambda line: line.run)}
    for run in sorted({*lines, *course.passages}):
        passage = course.passages.get(run)
        if passage is not None:
            heading = _(workflow.stages[passage.stage].title)
            if passage.until is not None:
                until = {"stage": heading, "until": when(passage.until, zone)}
                heading = filled(_("{stage}, until {until}"), until)
            yield f"  # {' '.join(heading.split())}"
        if passage is not None and passage.silent:
            yield f"  # {_('Silence agrees here; nobody needs to answer.')}"
        for line in lines.get(run, ()):
            yield from _act(line, zone)


def _act(line: Line, zone: str) -> Iterator[str]:
    given: dict[str, Any] = {"at": local(line.at, zone), "by": line.by, "do": line.do, **line.args}
    flow = f"  - {_flow(given)}"
    if len(flow) <= _WIDTH:
        yield flow
        return
    for n, (key, value) in enumerate(given.items()):
        yield f"  {'- ' if n == 0 else '  '}{key}: {_value(value)}"


def _seat(seat: Participant) -> str:
    given: dict[str, Any] = {"organisation": seat.organisation}
    if seat.classes:
        given["classes"] = list(seat.classes)
    if seat.weight != 1:
        given["weight"] = seat.weight
    return _value(given) if len(given) > 1 else scalar(seat.organisation)


def _flow(given: Mapping[str, Any]) -> str:
    return f"{{{', '.join(f'{scalar(key)}: {_value(value)}' for key, value in given.items())}}}"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return _flow(value)
    if isinstance(value, list):
        return f"[{', '.join(scalar(one) for one in value)}]"
    return scalar(value)


def scalar(value: object) -> str:
    """A value as YAML 1.2 has it: plain where nothing could be mistaken, else in quotes."""
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) or _TIME.fullmatch(text)
    return text if plain and text.lower() not in _SPECIAL else json.dumps(text, ensure_ascii=False)


def local(at: datetime, zone: str) -> str:
    """The local time as scenarios write it; with its offset where the clocks are changed."""
    there = at.astimezone(ZoneInfo(zone))
    said = f"{there:%Y-%m-%dT%H:%M}"
    try:
        return (
            said if times.instant(said, ZoneInfo(zone)) == at else there.isoformat("T", "minutes")
        )
    except times.Unclear:
        return there.isoformat("T", "minutes")


def _day(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
