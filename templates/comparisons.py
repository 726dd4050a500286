"""Where two rules differ, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from placet.engine.model import Seat
from placet.engine.rules import Held, Rule, Verdict
from placet.engine.rules.difference import Comparison
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed
from placet.templates.sheets import paragraph, section
from placet.templates.verdict_sheets import verdict_lines
from placet.templates.what_ifs import up_to_seats

Named = tuple[str, Rule]
"""What a rule was called by, and the rule."""


def comparison_sentence(a: str, b: str, found: Comparison) -> str:
    """Whether two rules differ, and among which rosters that is known."""
    values = {"a": a, "b": b, "among": up_to_seats(found.up_to, found.weights)}
    if found.difference is not None:
        seats, held = found.difference.seats, found.difference.held
        values["seats"] = filled(
            ngettext("{n} seat", "{n} seats", len(seats)), {"n": number(len(seats))}
        )
        values["positions"] = filled(
            ngettext("{n} position", "{n} positions", len(held)), {"n": number(len(held))}
        )
        if found.exact:
            said = _("{a} and {b} differ; the smallest case has {seats} and {positions}.")
        else:
            said = _(
                "{a} and {b} differ, as in a case with {seats} and {positions}; "
                "there may be a smaller one."
            )
    elif found.exact:
        said = _("{a} and {b} say the same of every case with {among}.")
    else:
        said = _(
            "No case with {among} was found on which {a} and {b} differ, but not all could be "
            "looked at."
        )
    return filled(said, values)


def comparison_sheet(
    a: Named, b: Named, found: Comparison, verdicts: Sequence[Verdict], otherwise: Sequence[str]
) -> str:
    """The comparison, the smallest case, and what each rule says of it."""
    return "\n".join(_lines(a, b, found, verdicts, otherwise))


def _lines(
    a: Named, b: Named, found: Comparison, verdicts: Sequence[Verdict], otherwise: Sequence[str]
) -> Iterator[str]:
    yield paragraph(comparison_sentence(a[0], b[0], found))
    if otherwise:
        said = filled(_("They also differ in {keys}."), {"keys": listed(otherwise)})
        yield paragraph(said)
    if found.difference is None:
        return
    seats, held = found.difference.seats, found.difference.held
    titles = {c.name: _(c.title) for _n, rule in (b, a) for c in rule.classes}
    yield from section(_("The case"), [_seat(s, held, titles, found) for s in seats])
    for (name, _rule), verdict in zip((a, b), verdicts, strict=True):
        yield ""
        yield f"{name}:"
        yield from verdict_lines(verdict, positions=False)


def _seat(
    seat: Seat, held: Sequence[Held], titles: dict[str, str], found: Comparison
) -> tuple[str, str]:
    mine = [p for p in held if p.organisation == seat.organisation]
    parts = [titles.get(c) or c for c in seat.classes]
    if found.weights is not None:
        parts.append(filled(_("weight {n}"), {"n": number(seat.weight)}))
    parts.append(listed([_held(p) for p in mine]) if mine else position_label(""))
    return seat.organisation, _(", ").join(parts)


def _held(position: Held) -> str:
    said = position_label(position.kind)
    more = [mark.replace("_", " ") for mark in position.marks]
    if not position.reasons:
        more.append(_("without reasons"))
    return filled(_("{kind} ({marks})"), {"kind": said, "marks": listed(more)}) if more else said
