"""What would turn a verdict, and whether it can still be turned, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from placet.engine.rules.pivot import Change, Move, Settled, SmallestChanges
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed

MOST_NAMES = 12
"""So many names are said; of more, how many others there are."""


def suppose_sentence(changes: Sequence[Change]) -> str:
    """Of whom what is supposed: If WHO held No and FAO held no position:"""
    said = [
        filled(_("{name} held {kind}"), {"name": c.organisation, "kind": _held(c.kind, c.marks)})
        for c in changes
    ]
    return filled(_("If {changes}:"), {"changes": listed(said)})


def changes_sentence(found: SmallestChanges) -> str:
    """The fewest changes to an outcome: One change makes it pass: FAO to Yes."""
    if found.changes is None:
        return _nothing(found)
    if not found.changes:
        return _("The rule is met now.") if found.passes else _("The rule is not met now.")
    count = len(found.changes)
    if found.passes:
        said = ngettext("One change makes it pass: {moves}.", "{n} changes make it pass: {moves}.",
                        count)  # fmt: skip
    else:
        said = ngettext("One change makes it fail: {moves}.", "{n} changes make it fail: {moves}.",
                        count)  # fmt: skip
    moves = _("; ").join(_move(move) for move in found.moves)
    words = filled(said, {"n": number(count), "moves": moves})
    if found.exact:
        return words if count == 1 else f"{words} {_('Fewer do not.')}"
    least = filled(_("Fewer may, but not fewer than {n}."), {"n": number(found.at_least)})
    return f"{words} {least}"


def _nothing(found: SmallestChanges) -> str:
    if found.exact and found.passes:
        return _("Nothing that anybody could do makes it pass.")
    if found.exact:
        return _("Nothing that anybody could do makes it fail.")
    values = {"n": number(found.at_least)}
    if found.passes:
        said = _("No changes that make it pass were found; if there are any, they are {n} or more.")
    else:
        said = _("No changes that make it fail were found; if there are any, they are {n} or more.")
    return filled(said, values)


def _move(move: Move) -> str:
    values = {"n": number(move.count), "names": names(move.among)}
    values["kind"] = _held(move.kind, move.marks)
    if move.count == len(move.among):
        return filled(_("{names} to {kind}"), values)
    return filled(_("any {n} of {names} to {kind}"), values)


def _held(kind: str | None, marks: Sequence[str]) -> str:
    if kind is None:
        return _("no position")
    if not marks:
        return position_label(kind)
    said = listed([mark.replace("_", " ") for mark in marks])
    return filled(_("{kind} ({marks})"), {"kind": position_label(kind), "marks": said})


def names(organisations: Sequence[str]) -> str:
    """Names in words, not more than can be read."""
    if len(organisations) <= MOST_NAMES:
        return listed(organisations)
    others = number(len(organisations) - MOST_NAMES)
    return listed([*organisations[:MOST_NAMES], filled(_("{n} others"), {"n": others})])


def up_to_seats(seats: int, weights: tuple[int, int] | None) -> str:
    """Among which rosters something was looked for: up to 60 seats of weights from 1 to 1,000."""
    said = filled(_("up to {n} seats"), {"n": number(seats)})
    if weights is None:
        return said
    values = {"seats": said, "least": number(weights[0]), "most": number(weights[1])}
    return filled(_("{seats} of weights from {least} to {most}"), values)


def settled_sentence(found: Settled) -> str:
    """Whether the outcome can still change, and by whom."""
    if found.by_the_silent:
        said = _("The outcome is open: those without a position can still change it.")
    elif found.by_anybody:
        said = _("Those without a position cannot change the outcome; changed positions can.")
    else:
        said = _("The outcome is settled: nothing that anybody could do changes it.")
    return said if found.exact else f"{said} {_('This could not be computed in full.')}"
