"""Calls for positions, and the positions."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.templates.dates import day, number
from placet.templates.happenings.saying import Payload, Say, plain, time, with_evidence
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_deed, position_label, qualifier_label


def _opened(p: Payload) -> str:
    ballot = p["ballot"]
    deadline = ballot["deadline"]
    values = {
        "ballot": ballot["number"],
        "version": ballot["text"],
        "n": number(len(ballot["seats"])),
        "deadline": time(deadline["at"], deadline["zone"]),
    }
    sentence = ngettext(
        "Ballot {ballot}: version {version} was put forward to {n} organisation; "
        "deadline {deadline}.",
        "Ballot {ballot}: version {version} was put forward to {n} organisations; "
        "deadline {deadline}.",
        len(ballot["seats"]),
    )
    return filled(sentence, values)


def _position(p: Payload) -> str:
    position = p["position"]
    ballot = filled(_("the text of ballot {n}"), {"n": p["ballot"]})
    said = [position_deed(position["kind"], position["organisation"], ballot)]
    said += [qualifier_label(q) for q in position.get("qualifiers", ())]
    if "cast_by" in position:
        said.append(filled(_("recorded by {cast_by}"), {"cast_by": position["cast_by"]}))
    if "carried_from" in position:
        said.append(filled(_("carried over from ballot {n}"), {"n": position["carried_from"]}))
    return with_evidence(_(", ").join(said) + ".", position)


def _awaited(p: Payload) -> str:
    values = {"organisation": p["organisation"], "ballot": p["ballot"]}
    expected = p["awaiting"].get("expected", "")
    if not expected:
        return filled(_("{organisation} awaits instructions on ballot {ballot}."), values)
    sentence = _("{organisation} awaits instructions on ballot {ballot}, expected on {day}.")
    return filled(sentence, {**values, "day": day(expected)})


def _late(p: Payload) -> str:
    position = p["position"]
    values = {
        "organisation": position["organisation"],
        "position": position_label(position["kind"]),
        "ballot": p["ballot"],
    }
    sentence = _(
        "{organisation} put on record, after the deadline of ballot {ballot}: {position}. "
        "It is not counted."
    )
    return filled(sentence, values)


def _withdrawn(p: Payload) -> str:
    words = _("{organisation} withdrew its position on ballot {ballot}.")
    if "cast_by" in p:
        words = _("{cast_by} took back what it recorded for {organisation} on ballot {ballot}.")
    return filled(words, {name: p.get(name, "") for name in ("organisation", "ballot", "cast_by")})


def _closed(p: Payload) -> str:
    said = filled(_BALLOT_ENDS[p["state"]], {"n": p["ballot"]})
    if "passed" not in p or p["passed"] is None:
        return said
    return f"{said} {_('The rule was met.') if p['passed'] else _('The rule was not met.')}"


class _Endings(dict[str, str]):
    def __getitem__(self, state: str) -> str:
        return _(super().get(state, N_("Ballot {n} ended.")))


_BALLOT_ENDS = _Endings(
    closed=N_("Ballot {n} was closed."),
    superseded=N_("Ballot {n} was superseded and does not decide."),
    withdrawn=N_("Ballot {n} was withdrawn and does not decide."),
)


EVENTS: Mapping[str, Say] = {
    "BallotOpened": _opened,
    "PositionRecorded": _position,
    "PositionWithdrawn": _withdrawn,
    "PositionConfirmed": plain(
        N_("{organisation} confirmed its position on ballot {ballot}."), "organisation", "ballot"
    ),
    "BallotClosed": _closed,
    "InstructionsAwaited": _awaited,
    "LatePositionRecorded": _late,
}
