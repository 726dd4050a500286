"""How organisations meet on a theme, in words."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.engine.overlap import Meeting, Theme
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed

MEETINGS: Mapping[Meeting, str] = {
    Meeting.SHARED: N_("Shared"),
    Meeting.CONTESTED: N_("Contested"),
    Meeting.ALONE: N_("One voice"),
    Meeting.OPEN: N_("Not spoken of"),
}

SENSES: Mapping[str, str] = {"seek": N_("Sought"), "avoid": N_("To be avoided")}


def meeting_label(meeting: str) -> str:
    """`shared` as people read it."""
    return _(MEETINGS[Meeting(meeting)])


def sense_label(sense: str) -> str:
    """`seek` as people read it."""
    return _(SENSES[sense])


def meeting_sentence(theme: Theme) -> str:
    """Where organisations overlap and where they part on this theme."""
    seeking, avoiding = listed(theme.seeking), listed(theme.avoiding)
    match theme.meeting:
        case Meeting.SHARED:
            said = filled(_("{seeking} overlap here."), {"seeking": seeking})
        case Meeting.CONTESTED:
            said = filled(
                _("Here they part: {seeking} would go further, {avoiding} would not."),
                {"seeking": seeking, "avoiding": avoiding},
            )
        case Meeting.ALONE:
            said = filled(_("Only {who} has spoken."), {"who": seeking or avoiding})
        case _:
            said = _("Mandates bear on it, and nobody has spoken yet.")
    if theme.unspoken and theme.meeting is not Meeting.OPEN:
        more = _("With a mandate, and silent so far: {silent}.")
        said = f"{said} {filled(more, {'silent': listed(theme.unspoken)})}"
    return said
