"""Words for groups and proxies, and what the members of a group hold themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from placet.engine.errors import N_
from placet.engine.groups import GroupKind
from placet.engine.model import Ballot
from placet.engine.proxies import ProxyState
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _

GROUP_KINDS: Mapping[str, str] = {
    GroupKind.REGIONAL: N_("regional group"),
    GroupKind.LIKE_MINDED: N_("like-minded"),
    GroupKind.OTHER: N_("another reason"),
}
PROXY_STATES: Mapping[str, str] = {
    ProxyState.OFFERED: N_("offered and never accepted"),
    ProxyState.ACCEPTED: N_("its time is over"),
    ProxyState.DECLINED: N_("declined"),
    ProxyState.ENDED: N_("ended"),
}


def group_kind_label(kind: str) -> str:
    """What brings the members of a group together."""
    return _(GROUP_KINDS[kind])


def proxy_state_label(state: str) -> str:
    """Why a proxy is over."""
    return _(PROXY_STATES[state])


def spoken_as(group: str, organisation: str) -> str:
    """Who speaks: "G77 (by FAO)", or the organisation alone."""
    if not group:
        return organisation
    return filled(_("{group} (by {organisation})"), {"group": group, "organisation": organisation})


def own_positions(ballot: Ballot, members: Collection[str]) -> tuple[tuple[str, int], ...]:
    """How many members of a group hold what, of the positions that the reader may see."""
    found = Counter(p.kind for o, p in ballot.positions.items() if o in members)
    return tuple((kind, found[kind]) for kind in ballot.kinds if found[kind])
