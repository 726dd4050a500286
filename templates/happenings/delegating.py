"""Groups and proxies: who speaks for whom, and who answers for whom."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.templates.happenings.saying import Payload, Say, plain
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label


def _spoke(p: Payload) -> str:
    said = p["statement"]
    values = {
        "group": said["group"],
        "speaker": said["speaker"],
        "kind": position_label(said["kind"]),
        "n": p["ballot"],
    }
    return filled(_("{group} (by {speaker}) on the text of ballot {n}: {kind}."), values)


def _answered(p: Payload) -> str:
    words = (
        N_("Proxy {number} was accepted.") if p["accepted"] else N_("Proxy {number} was declined.")
    )
    return filled(_(words), {"number": p["number"]})


def _declared(p: Payload) -> str:
    proxies = p["proxies"]
    values = {
        "holder": proxies[0]["holder"],
        "members": _(", ").join(x["giver"] for x in proxies),
    }
    return filled(_("{holder} was declared to cast for its members: {members}."), values)


EVENTS: Mapping[str, Say] = {
    "GroupFormed": plain(
        N_("The group {code} was formed; {speaker} speaks for it."), "group.code", "group.speaker"
    ),
    "GroupChanged": plain(
        N_("The group {code} was changed; {speaker} speaks for it."), "group.code", "group.speaker"
    ),
    "GroupDissolved": plain(N_("The group {code} was dissolved."), "code"),
    "GroupLeft": plain(N_("{organisation} left the group {code}."), "organisation", "code"),
    "GroupSpoke": _spoke,
    "ProxyOffered": plain(
        N_("{giver} offered {holder} to answer for it (proxy {number})."),
        "proxy.giver",
        "proxy.holder",
        "proxy.number",
    ),
    "ProxyAnswered": _answered,
    "ProxyEnded": plain(N_("Proxy {number} was ended."), "number"),
    "CastingDeclared": _declared,
}
