"""When a step is possible: what its guards ask for, said of the workflow itself.

`waiting` says what a step of a running negotiation still misses; here the same guards are
said as conditions, for diagrams and tables of a procedure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from placet.engine.errors import N_
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed

CONDITIONS: Mapping[str, str] = {
    "verdict_passes": N_("the rule is met"),
    "verdict_fails": N_("the rule is not met"),
    "deadline_passed": N_("the deadline has passed"),
    "in_time": N_("the deadline has not passed"),
    "ballot_closed": N_("the ballot is closed"),
    "ballot_open_or_failed": N_("the ballot is open or has failed"),
    "comments_answered": N_("every comment is answered"),
    "rounds_left": N_("a round is left"),
    "no_rounds_left": N_("no round is left"),
    "all_confirmed": N_("every position is confirmed"),
    "confirmation_over": N_("nobody is waited for to confirm"),
    "not_provisional": N_("the adoption is final"),
    "minimum_passed": N_("the least time is over"),
    "reviews_in": N_("every review is in"),
    "waits_to_start": N_("it has not begun"),
    "started": N_("it has begun"),
    "broken": N_("it is broken"),
    "not_broken": N_("it is not broken"),
    "partly_broken": N_("it is broken on some paragraphs only"),
    "ballot_void": N_("the ballot is void"),
    "last_passed": N_("the last ballot passed"),
    "last_failed": N_("the last ballot failed"),
    "no_concern_open": N_("no concern is open"),
    "endorsers_enough": N_("there are endorsers enough"),
    "no_rival_adopted": N_("no alternative to it is adopted"),
}


def condition(guards: Iterable[str]) -> str:
    """What must be the case, as a clause without capital and full stop; may be empty."""
    said = [
        _(CONDITIONS[guard]) if guard in CONDITIONS else guard.replace("_", " ")
        for guard in guards
        if guard != "returns_to"
    ]
    return listed(said)
