"""Who sees whose position, in one sentence, wherever positions are sought or shown."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.engine.model import Ballot, BallotState
from placet.templates.i18n import gettext as _

_OPEN: Mapping[str, str] = {
    "sealed": N_("Positions are sealed: everybody sees them once the ballot is closed."),
    "undisclosed": N_("Positions are seen by the secretariat and the chair alone."),
    "secret": N_("The ballot is secret: nobody sees a position but one's own, only totals."),
}
_ENDED: Mapping[str, str] = {
    "sealed": N_("The ballot ended without an outcome, so its positions stay sealed."),
    "undisclosed": N_("Positions are seen by the secretariat and the chair alone."),
    "secret": N_("The ballot was secret: only totals are shown."),
}


def disclosure_sentence(ballot: Ballot) -> str:
    """What is not shown to everybody; empty where everything is."""
    if ballot.visibility == "sealed" and ballot.state is BallotState.CLOSED:
        said = ""
    else:
        words = _OPEN if ballot.state is BallotState.OPEN else _ENDED
        said = _(words[ballot.visibility]) if ballot.visibility in words else ""
    if ballot.breaker == "undisclosed" and ballot.visibility in ("open", "sealed"):
        breaker = _("Who stands in the way is seen by the secretariat and the chair alone.")
        return f"{said} {breaker}".strip()
    return said
