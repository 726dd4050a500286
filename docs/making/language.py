"""The language of workflow files: every key, every name, every length of time."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence

from making import names
from making.marks import codes, meaning, page, table
from making.practice import PRACTICE
from making.takes import TAKES
from placet.engine import definition
from placet.engine.guards import GUARDS
from placet.engine.model import Capacity, Qualifier
from placet.templates import wording
from placet.workflows import schema, shipped
from placet.workflows.keys import WORDS
from placet.workflows.shape import Part

PARTS: Mapping[type[Part], str] = {
    schema.WorkflowFile: "The file",
    schema.StagePart: "A stage",
    schema.BallotPart: "A ballot",
    schema.RulePart: "The rule of a ballot",
    schema.RuleByPart: "A rule that another ballot fixes",
    schema.StepPart: "A step",
    schema.BoundsPart: "Bounds of a deadline",
    schema.OverduePart: "Overdue",
    schema.ReviewersPart: "Reviewers",
    schema.ReminderPart: "A reminder to certain capacities",
    schema.CalendarPart: "The calendar",
    schema.FreezePart: "A freeze",
}
"""Every part of a file, in the order of the page."""

UNITS: Mapping[str, str] = {
    "72 hours": "Elapsed time, to the minute, also when clocks change.",
    "3 days": "Ends at 23:59 of the third day after the one on which it begins.",
    "10 business days": "As days, but days of the weekend, holidays and freezes do not count.",
    "4 weeks": "As days, 7 to a week.",
    "3 months": "Ends at 23:59 of the same day of the month; of the last one where there is none.",
    "1 year": "As 12 months.",
    "7 business days before the meeting": "Counted back from the meeting of the objective; ends at "
    "23:59 of that day. Only under `period`.",
    "4 weeks after the meeting": "Counted on from the meeting. Only under `period`.",
    "at the meeting": "The instant of the meeting. Only under `period`.",
}
"""Lengths of time as they are written."""

LISTS: Mapping[str, tuple[str, Iterable[str], Mapping[str, str]]] = {
    "Guards": (
        "What must be the case before a step is taken. All guards of a step must hold.",
        GUARDS,
        names.GUARDS,
    ),
    "Effects": (
        "What a step brings about besides the move.",
        definition.EFFECTS,
        names.EFFECTS,
    ),
    "Roles": ("Who may take a step (`by`).", definition.ROLES, names.ROLES),
    "States": (
        "What a stage means to readers: its label and its colour. `in_appeal` and `on_hold` also "
        "remember what they interrupted.",
        definition.STATES,
        names.STATES,
    ),
    "Circulars": (
        "The letter that everybody at the table receives when a step is taken. It takes the place "
        "of the other mails that would tell the same. Two more leave by themselves: one when a "
        "ballot is void because its text changed, one when a paragraph that was agreed is open "
        "again.",
        definition.CIRCULARS,
        names.CIRCULARS,
    ),
    "Sub-states": (
        "Where a run of a stage stands (`codes`), and how it was decided (the last four, under "
        "`decides`). They follow the harmonised stage codes of ISO.",
        definition.SUB_STATES,
        names.SUB_STATES,
    ),
    "What becomes of positions": (
        "When the text gets a new version (`carry_over`).",
        definition.CARRY_OVER,
        names.CARRY_OVER,
    ),
    "What closes a ballot early": (
        "Before its deadline, as soon as one of these is so (`closes_when`).",
        definition.CLOSES_WHEN,
        names.CLOSES_WHEN,
    ),
    "Who sees positions": (
        "Whose position it is, and how the count stands (`visibility`). What was promised when a "
        "ballot was opened holds for ever.",
        definition.VISIBILITIES,
        names.VISIBILITIES,
    ),
    "Who learns who broke it": ("(`breaker`)", definition.BREAKERS, names.BREAKERS),
    "What makes a period begin anew": (
        "(`restarts_on`) The new deadline is counted from that moment; it is never sooner than "
        "the old one.",
        definition.RESTARTING,
        names.RESTARTING,
    ),
    "What an agreement may carry": (
        "(`qualifiers`)",
        [str(q) for q in Qualifier],
        names.QUALIFIERS,
    ),
}
"""Every list of names: what it is for, the names, their meanings."""


def language() -> str:
    """Every key and every name."""
    return page(
        "The language of workflow files",
        "A workflow file is YAML. [How to write one](../procedures.md) has an example from an "
        "empty file to a rehearsed procedure; [the shipped ones](workflows.md) are worth reading. "
        "Keys that are not listed here are refused. An editor completes all of this: see "
        "[Completion in an editor](../procedures.md#completion-in-an-editor).",
        "*Needed* says that the file is refused without the key. A name under *takes* leads to "
        "its list below. *Whose practice* names who needs the key, with a shipped file that uses "
        "it.",
        *(_part(part, title) for part, title in PARTS.items()),
        "## Lengths of time",
        "A period begins when its stage is entered and ends at an instant; what arrives before "
        "that instant is in time. Days are those of the zone of the negotiation.",
        table(("Written", "Means"), ((f"`{w}`", said) for w, said in UNITS.items())),
        "A deadline that would fall into a freeze is 23:59 of the first day after it; one that is "
        "counted back from a meeting is not moved. Of a stage that is shorter than two days, only "
        "reminders counted in hours are sent.",
        *(_list(title, *told) for title, told in LISTS.items()),
        "## Capacities",
        "Who receives a reminder (`to`): "
        + ", ".join(f"`{c}` ({wording.capacity_label(c)})" for c in Capacity)
        + ". Only capacities that submit for their organisation are reminded; if nobody has one "
        "of those that are named, everybody who submits is.",
    )


def _part(part: type[Part], title: str) -> str:
    rows = []
    for name, field in part.model_fields.items():
        key = field.alias or name
        default = (
            "needed"
            if field.is_required()
            else _default(field.get_default(call_default_factory=True))
        )
        rows.append(
            (
                f"`{key}`",
                WORDS[part.__name__, key],
                _takes(part, key, field.annotation),
                default,
                linked(PRACTICE[part.__name__, key]),
            )
        )
    head = f"## {title}\n\n{meaning(part)}"
    return f"{head}\n\n{table(('Key', 'Means', 'Takes', 'Default', 'Whose practice'), rows)}"


def linked(said: str) -> str:
    """A sentence in which names of shipped procedures lead to their pages."""
    known = {name for name, _version in shipped()}

    def link(found: re.Match[str]) -> str:
        return f"[{found[0]}](workflow-{found[1]}.md)" if found[1] in known else found[0]

    return re.sub(r"`([a-z0-9-]+)`", link, said)


_PLAIN = {str: "text", int: "a whole number", bool: "`true` or `false`"}


def _takes(part: type[Part], key: str, hint: object) -> str:
    said = TAKES.get((part.__name__, key))
    return said if said is not None else " or ".join(dict.fromkeys(_plainly(hint)))


def _plainly(hint: object) -> Iterator[str]:
    if isinstance(hint, type) and hint in _PLAIN:
        yield _PLAIN[hint]
        return
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        yield codes(map(str, inside))
    elif origin is list:
        yield f"list of {'/'.join(_plainly(inside[0]))}"
    elif origin in (typing.Annotated, typing.Union, types.UnionType):
        for each in inside[:1] if origin is typing.Annotated else inside:
            yield from _plainly(each)
    else:
        raise KeyError(f"say in TAKES what {hint} is")


def _default(value: object) -> str:
    match value:
        case None | "" | [] | {}:
            return "none"
        case bool():
            return f"`{str(value).lower()}`"
        case list():
            return f"`[{', '.join(map(str, value))}]`"
        case Part():
            return _default(next(iter(value.model_dump().values())))
        case _:
            return f"`{value}`"


def _list(title: str, told: str, listed: Iterable[str], meanings: Mapping[str, str]) -> str:
    rows: Sequence[tuple[str, str]] = [(f"`{name}`", meanings[name]) for name in listed]
    return f"## {title}\n\n{told}\n\n{table(('Name', 'Means'), rows)}"
