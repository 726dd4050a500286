"""Agendas: their items with clean words and numbers, and what must be present to decide on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from placet.engine.decide.words import REMARK, TITLE, line, words
from placet.engine.errors import N_, BadInput
from placet.engine.meetings import AgendaItem, Meeting, QuorumRule, item_of

MOST_ITEMS = 200
"""The most items of an agenda."""


def cleaned(items: Iterable[AgendaItem], objectives: Collection[str]) -> tuple[AgendaItem, ...]:
    """The items with their words cleaned; BadInput names what cannot stand there."""
    found = []
    for item in items:
        if item.objective and item.objective not in objectives:
            raise BadInput(
                "agenda", N_("{ref} is no objective of this negotiation."),
                N_("Choose one of its objectives, or none."), ref=repr(item.objective[:40]),
            )  # fmt: skip
        found.append(
            AgendaItem(
                item.number,
                line("agenda", item.title, TITLE),
                item.objective or None,
                tuple(dict.fromkeys(line("agenda", p, 80) for p in item.paragraphs)),
                words("agenda", item.asked, REMARK),
            )
        )
    if len(found) > MOST_ITEMS:
        raise BadInput(
            "agenda", N_("An agenda has at most {most} items."), N_("Plan another meeting."),
            most=MOST_ITEMS,
        )  # fmt: skip
    return tuple(found)


def numbered(
    items: tuple[AgendaItem, ...], after: int, *, keep: bool = False
) -> tuple[AgendaItem, ...]:
    """The items with their numbers; new ones are counted on."""
    made = []
    for item in items:
        if keep and item.number:
            made.append(item)
        else:
            after += 1
            made.append(replace(item, number=after))
    return tuple(made)


def check_kept(meeting: Meeting, asked: tuple[AgendaItem, ...]) -> None:
    """BadInput unless no item loses its decisions, none is invented, none stands there twice."""
    numbers = [item.number for item in asked if item.number]
    for number in numbers:
        if item_of(meeting, number) is None or numbers.count(number) > 1:
            raise no_item(number)
    kept = {(i.number, i.objective) for i in asked}
    for decision in meeting.decisions:
        if (decision.item, decision.objective) not in kept:
            raise BadInput(
                "agenda", N_("Something was decided under item {item}, so it stays."),
                N_("Leave the item on the agenda."), item=decision.item,
            )  # fmt: skip


def checked_quorum(rule: QuorumRule, seats: int) -> QuorumRule:
    """The rule, if it can be met at all at a table of so many seats."""
    shares = [rule.share, *([rule.attending] if rule.attending is not None else [])]
    if any(not 0 <= share <= 1 for share in shares) or (rule.strict and rule.share == 1):
        raise BadInput(
            "quorum", N_("A share is a fraction from 0 to 1, and nobody is more than all."),
            N_("Write more than 1/2, or at least 2/3."),
        )  # fmt: skip
    if not 0 <= rule.at_least <= max(seats, 1):
        raise BadInput(
            "at_least", N_("{count} organisations cannot be present: {seats} are at the table."),
            N_("Ask for fewer."), count=rule.at_least, seats=seats,
        )  # fmt: skip
    return rule


def no_item(number: int) -> BadInput:
    """What is said of an item that the agenda does not have."""
    return BadInput(
        "item", N_("The agenda has no item {item}."), N_("Choose an item of the agenda."),
        item=number,
    )  # fmt: skip
