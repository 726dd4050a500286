"""What stands below the cards: steps that are told instead of drawn, and the key."""

from __future__ import annotations

from placet.templates.dates import number
from placet.templates.diagram.layout import LINE, MARGIN, SIGN
from placet.templates.diagram.measure import wrapped
from placet.templates.diagram.plan import Plan
from placet.templates.diagram.shapes import Picture, Sign, Wire, Words
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _

SAMPLE = 34
"""How long the line in the key is."""


def add_legend(picture: Picture, plan: Plan) -> None:
    """Append the legend to a picture that was laid out; it grows downwards."""
    picture.width = max(picture.width, 560)
    y = picture.height + 8
    room = picture.width - 2 * MARGIN
    if plan.told:
        y += LINE
        picture.words.append(Words(MARGIN, y, _("Besides"), 14, bold=True, tone="ink"))
    for told in plan.told:
        for at, line in enumerate(wrapped(told.words, room - (12 if told else 0), 13, most=4)):
            y += LINE
            picture.words.append(Words(MARGIN + (12 if at else 0), y, line))
        y += 4
    if plan.rounds > 1:
        n = plan.rounds
        said = ngettext("{n} round is allowed.", "{n} rounds are allowed.", n)
        y += LINE
        picture.words.append(Words(MARGIN, y, filled(said, {"n": number(n)})))
    y = _key(picture, y + 14)
    picture.height = y + MARGIN


def _key(picture: Picture, y: int) -> int:
    """What lines and marks mean."""
    x = MARGIN
    for words, dashed in ((_("taken by people"), False), (_("by the clock alone"), True)):
        y += LINE
        picture.wires.append(Wire(((x, y - 4), (x + SAMPLE, y - 4)), dashed))
        picture.words.append(Words(x + SAMPLE + 10, y, words))
    y += LINE
    picture.signs += [Sign("person", x + 7, y - 5), Sign("clock", x + 7 + SIGN, y - 5)]
    picture.words.append(Words(x + SAMPLE + 10, y, _("who takes a step: people, the clock")))
    y += LINE
    picture.signs.append(Sign("end", x + 8, y - 5))
    picture.words.append(Words(x + SAMPLE + 10, y, _("an end")))
    return y
