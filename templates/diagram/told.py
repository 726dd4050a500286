"""Steps that are told in words below the picture: what may be done from almost everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.definition import CLOCK, Step, Workflow
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed, role_label, stage_label, step_label

EVERYWHERE, MANY = 3, 6
"""A step to a bad end is told below if it leaves half of the cards, so many at least; or many."""


@dataclass(frozen=True, slots=True)
class Told:
    """A step in the legend: its rows, and the words from where, by what name and to where."""

    rows: tuple[Step, ...]
    words: str


def legend(workflow: Workflow, told: list[Step], order: list[str]) -> tuple[Told, ...]:
    """The rows that are told, those of one title, sources and destination together."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Step]] = {}
    for row in told:
        to = stage_label(workflow.stages[row.dest])
        alike = [r for r in told if (r.name, r.sources) == (row.name, row.sources)]
        if "returns_to" in row.guards and len(alike) > 1:
            to = _("back to where it came from")
        groups.setdefault((step_label(row), to, row.sources), []).append(row)
    found = []
    for (title, to, sources), rows in groups.items():
        by = dict.fromkeys(role_label(role) for row in rows for role in row.by if role != CLOCK)
        words = filled(
            _("From {where}: {step} \N{RIGHTWARDS ARROW} {to} ({who})"),
            {
                "where": _where(workflow, sources, order),
                "step": title,
                "to": to,
                "who": ", ".join(by) or _("by itself"),
            },
        )
        found.append(Told(tuple(rows), words))
    return tuple(found)


def _where(workflow: Workflow, sources: tuple[str, ...], order: list[str]) -> str:
    """Where a step may be taken, in few words: every stage, a row of stages, or their names."""
    stages = workflow.stages
    working = [n for n in order if not stages[n].end and not stages[n].instrument]
    inside = [name for name in order if name in sources]
    names = [stage_label(stages[name]) for name in sources if name not in inside]
    missing = [stage_label(stages[name]) for name in working if name not in inside]
    between = order[order.index(inside[0]) : order.index(inside[-1]) + 1] if inside else []
    if len(inside) < EVERYWHERE:
        said = [stage_label(stages[name]) for name in inside]
    elif not missing:
        said = [_("every stage under way")]
        names += [stage_label(stages[name]) for name in inside if name not in working]
    elif between == inside:
        ends = {"first": stage_label(stages[inside[0]]), "last": stage_label(stages[inside[-1]])}
        said = [filled(_("every stage from {first} to {last}"), ends)]
    elif len(missing) <= 2 and set(inside) <= set(working):
        said = [filled(_("every stage under way but {those}"), {"those": listed(missing)})]
    else:
        said = [stage_label(stages[name]) for name in inside]
    return listed([*said, *names])
