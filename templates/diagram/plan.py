"""What is drawn of a workflow, and what is told below it.

A stage is a card, a small end beside the steps that lead to it, or stands aside (a hold).
A step is drawn where it leaves a card; what leaves most cards for the same end or for a
stage aside, and what leads back to where it came from, is told in the legend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from placet.engine.definition import CLOCK, Stage, Step, Workflow
from placet.engine.rules import rule_sentence_values
from placet.templates.clauses import rule_sentence
from placet.templates.conditions import condition
from placet.templates.diagram.order import in_order
from placet.templates.diagram.told import EVERYWHERE, MANY, Told, legend
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed, role_label, stage_label, step_label
from placet.templates.terms import term_label

Way = Literal["next", "back", "on", "end", "here"]
"""Down to the next card, back (or to itself), further on, to an end, or no move at all."""

GIVEN = ("adopted", "published", "noted")
"""States that a procedure works towards: an end in one of them is a card."""


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes a step and when: the words, and whether it is the clock alone."""

    words: str
    clock: bool
    people: bool


@dataclass(frozen=True, slots=True)
class Exit:
    """A step out of a card: its title, who takes it, and which way it leads."""

    name: str
    title: str
    to: str
    to_title: str
    way: Way
    takers: tuple[Taker, ...]

    @property
    def by_clock_alone(self) -> bool:
        """Whether no person ever takes it."""
        return not any(t.people for t in self.takers)


@dataclass(frozen=True, slots=True)
class Card:
    """A stage with what it is about and the steps out of it, in the order of drawing."""

    stage: Stage
    title: str
    period: str
    lines: tuple[str, ...]
    exits: tuple[Exit, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a diagram shows."""

    title: str
    cards: tuple[Card, ...]
    ends: Mapping[str, Stage]
    told: tuple[Told, ...]
    rounds: int


def plan(workflow: Workflow) -> Plan:
    """What is drawn of a workflow."""
    kinds = {name: _kind(workflow, stage) for name, stage in workflow.stages.items()}
    cards = [name for name, kind in kinds.items() if kind == "card"]
    told, drawn = [], []
    for row in workflow.steps:
        shown = (
            () if _is_told(workflow, row, kinds) else tuple(a for a in row.sources if a in cards)
        )
        rest = tuple(a for a in row.sources if a not in shown)
        drawn += [replace(row, sources=shown)] if shown else []
        told += [replace(row, sources=rest)] if rest else []
    order = in_order(
        [workflow.initial, *(c for c in cards if c != workflow.initial)],
        [(a, row.dest) for row in drawn for a in row.sources if row.dest in cards],
    )
    return Plan(
        title=_(workflow.title),
        cards=tuple(_card(workflow, name, order, drawn, kinds) for name in order),
        ends={name: workflow.stages[name] for name, kind in kinds.items() if kind == "end"},
        told=legend(workflow, told, order),
        rounds=workflow.rounds,
    )


def _kind(workflow: Workflow, stage: Stage) -> str:
    """A card, an end beside a step, or a stage aside."""
    out = [r for r in workflow.steps if stage.name in r.sources]
    leaves = [r for r in out if "returns_to" not in r.guards]
    if stage.name == workflow.initial or stage.ballot or stage.collects_comments:
        return "card"
    if stage.end:
        plain = not leaves and not stage.instrument and stage.state not in GIVEN
        return "end" if plain else "card"
    back = len(leaves) < len(out)
    only_ends = all(workflow.stages[r.dest].end for r in leaves)
    return "aside" if back and only_ends and stage.period is None else "card"


def _is_told(workflow: Workflow, row: Step, kinds: Mapping[str, str]) -> bool:
    """Whether a row is told in the legend instead of being drawn."""
    if "returns_to" in row.guards or kinds[row.dest] == "aside":
        return True
    dest = workflow.stages[row.dest]
    if not dest.end or dest.instrument or dest.state in GIVEN:
        return False
    sources = [a for a in row.sources if kinds[a] == "card"]
    cards = sum(kind == "card" for kind in kinds.values())
    return len(sources) >= MANY or (len(sources) >= EVERYWHERE and 2 * len(sources) >= cards)


def _card(
    workflow: Workflow,
    name: str,
    order: list[str],
    drawn: list[Step],
    kinds: Mapping[str, str],
) -> Card:
    stage = workflow.stages[name]
    rows: dict[tuple[str, str, str], list[Step]] = {}
    for row in drawn:
        if name in row.sources:
            rows.setdefault((row.name, step_label(row), row.dest), []).append(row)
    exits = [
        Exit(
            name=key[0],
            title=key[1],
            to=key[2],
            to_title=stage_label(workflow.stages[key[2]]),
            way=_way(name, same, order, kinds),
            takers=tuple(dict.fromkeys(map(_taker, same))),
        )
        for key, same in rows.items()
    ]
    return Card(
        stage=stage,
        title=stage_label(stage),
        period=term_label(stage.period) if stage.period else "",
        lines=tuple(_about(workflow, stage)),
        exits=tuple(sorted(exits, key=lambda x: _ORDER.index(x.way))),
    )


_ORDER = ("here", "back", "end", "on", "next")


def _way(name: str, rows: list[Step], order: list[str], kinds: Mapping[str, str]) -> Way:
    dest = rows[0].dest
    if kinds[dest] == "end":
        return "end"
    if dest == name and "start" in rows[0].effects:
        return "here"
    ahead = order.index(dest) - order.index(name)
    return "next" if ahead == 1 else "on" if ahead > 0 else "back"


def _taker(row: Step) -> Taker:
    """Who takes a row, and under which condition."""
    people = [role_label(role) for role in row.by if role != CLOCK]
    when = condition(row.guards)
    who = listed([*people, _("by itself")] if CLOCK in row.by else people, "or")
    words = filled(_("{who}: when {condition}"), {"who": who, "condition": when}) if when else who
    return Taker(words, CLOCK in row.by, bool(people))


def _about(workflow: Workflow, stage: Stage) -> Iterable[str]:
    """What a stage is about: positions and comments that are asked for, and its least time."""
    if (ballot := stage.ballot) is not None:
        yield " \N{MIDDLE DOT} ".join(position_label(kind) for kind in ballot.kinds)
        yield rule_sentence(rule_sentence_values(workflow.terms(ballot.rule, ballot.kinds)))
    if stage.minimum:
        yield filled(_("At least {period}"), {"period": term_label(stage.minimum)})
    if stage.collects_comments:
        yield _("Comments are collected")
    if stage.codes:
        yield filled(_("Codes: {codes}"), {"codes": ", ".join(stage.codes.values())})
    if stage.text_changed_by:
        who = listed([role_label(role) for role in stage.text_changed_by])
        yield filled(_("The text is changed by: {who}"), {"who": who})
