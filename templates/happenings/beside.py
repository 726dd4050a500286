"""What stands beside the positions: statements, concerns, endorsements of a proposal."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.templates.happenings.saying import Payload, Say, plain
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.statements import STATEMENTS


def _stated(p: Payload) -> str:
    made = p["statement"]
    kind = made["kind"]
    values = {
        "organisation": made["organisation"],
        "kind": _(STATEMENTS[kind]) if kind in STATEMENTS else kind,
        "n": made["number"],
    }
    return filled(_("{organisation} made statement {n}: {kind}."), values)


def _statement_ended(p: Payload) -> str:
    values = {"organisation": p["organisation"], "n": p["number"]}
    sentence = _STATEMENT_ENDS.get(p["state"], N_("Statement {n} of {organisation} ended."))
    return filled(_(sentence), values)


_STATEMENT_ENDS: Mapping[str, str] = {
    "lifted": N_("{organisation} lifted its scrutiny reserve (statement {n})."),
    "overridden": N_("The scrutiny reserve of {organisation} (statement {n}) was overridden."),
    "withdrawn": N_("{organisation} withdrew statement {n}."),
}


def _raised(p: Payload) -> str:
    made = p["concern"]
    values = {"organisation": made["organisation"], "n": made["number"]}
    return filled(_("{organisation} raised concern {n}."), values)


def _concern_ended(p: Payload) -> str:
    values = {"organisation": p["organisation"], "n": p["number"]}
    if p["state"] == "withdrawn":
        return filled(_("{organisation} withdrew concern {n}."), values)
    if p.get("ended_for"):
        return filled(_("{organisation} said that its concern {n} is resolved."), values)
    return filled(_("Concern {n} of {organisation} was declared resolved on its behalf."), values)


EVENTS: Mapping[str, Say] = {
    "StatementMade": _stated,
    "StatementEnded": _statement_ended,
    "ConcernRaised": _raised,
    "ConcernEnded": _concern_ended,
    "ConcernReopened": plain(
        N_("{organisation} opened concern {number} again."), "organisation", "number"
    ),
    "ProposalEndorsed": plain(N_("{organisation} endorses the proposal."), "organisation"),
    "EndorsementEnded": plain(
        N_("{organisation} endorses the proposal no longer."), "organisation"
    ),
}
