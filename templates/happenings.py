"""What happened, in one sentence for each event, for timelines and the audit page.

An entry keeps its event as data; fields at their default are absent there.  Nobody's
reasons are in these sentences: they stand beside the position, for those who may read them.
An event that a later version of Placet wrote is said by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from placet.engine.definition import Workflow
from placet.engine.errors import N_
from placet.engine.withheld import WITHHELD
from placet.templates.dates import city, day, number, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_deed, qualifier_label
from placet.templates.labels import (
    capacity_label,
    disposition_label,
    listed,
    role_label,
    stage_label,
    step_label,
)

Payload = Mapping[str, Any]


class Recorded(Protocol):
    """What an entry of the ledger says about its event."""

    @property
    def kind(self) -> str:
        """The name of the event's class."""
        ...

    @property
    def payload(self) -> Payload:
        """The event as data."""
        ...


def event_sentence(entry: Recorded, workflow: Workflow | None = None) -> str:
    """The sentence for one entry; with the workflow, stages and steps have their titles."""
    if entry.kind == "StageEntered":
        return _entered(entry.payload, workflow)
    if entry.payload.get(WITHHELD):
        return filled(_(_WITHHELD[entry.kind]), {"n": entry.payload.get("ballot", "")})
    said = _EVENTS.get(entry.kind)
    return said(entry.payload) if said else entry.kind


_WITHHELD: Mapping[str, str] = {
    "PositionRecorded": N_("A position on ballot {n} was recorded; whose is not disclosed."),
    "PositionWithdrawn": N_("A position on ballot {n} was withdrawn; whose is not disclosed."),
    "PositionConfirmed": N_("A position on ballot {n} was confirmed; whose is not disclosed."),
    "RemindersSent": N_("Whoever had not answered was reminded."),
}
"""Entries of which the reader learns only that there is one."""


def _plain(sentence: str, *places: str) -> Callable[[Payload], str]:
    """A sentence whose places are fields of the event (`a.b` reaches into a field)."""

    def say(payload: Payload) -> str:
        values = {place.rsplit(".", 1)[-1]: _at(payload, place) for place in places}
        return filled(_(sentence), values)

    return say


def _at(payload: Payload, place: str) -> Any:
    found: Any = payload
    for name in place.split("."):
        found = found.get(name, "") if isinstance(found, Mapping) else ""
    return found


def _time(text: str, zone: str = "UTC") -> str:
    local = when(datetime.fromisoformat(text), zone, "stamp")
    if zone in ("UTC", "Etc/UTC"):
        return f"{local} UTC"
    return filled(_("{local} {city} time"), {"local": local, "city": city(zone)})


def _delegate(p: Payload) -> str:
    values = {"organisation": p["organisation"], "capacity": capacity_label(p["capacity"])}
    return filled(_("A person was appointed {capacity} of {organisation}."), values)


def _officer(p: Payload) -> str:
    return filled(_("A person was appointed {role}."), {"role": role_label(p["role"])})


def _proposed(p: Payload) -> str:
    values = {"leads": listed(p["leads"]), "title": p["title"]}
    return filled(_("{leads} proposed \u201c{title}\u201d."), values)


def _entered(p: Payload, workflow: Workflow | None) -> str:
    name = p["run"]["stage"]
    stage = workflow.stages.get(name) if workflow else None
    values = {
        "stage": stage_label(stage) if stage else name.replace("_", " "),
        "round": p["run"]["round"],
    }
    if not p["step"]:
        return filled(_("The stage \u201c{stage}\u201d began."), values)
    values["step"] = step_label(p["step"], workflow, dest=name)
    if p.get("override"):
        said = _("{step}, against the verdict: the stage \u201c{stage}\u201d began, round {round}.")
        return filled(said, values)
    return filled(_("{step}: the stage \u201c{stage}\u201d began, round {round}."), values)


def _opened(p: Payload) -> str:
    ballot = p["ballot"]
    deadline = ballot["deadline"]
    values = {
        "ballot": ballot["number"],
        "version": ballot["text"],
        "n": number(len(ballot["seats"])),
        "deadline": _time(deadline["at"], deadline["zone"]),
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
    if "carried_from" in position:
        said.append(filled(_("carried over from ballot {n}"), {"n": position["carried_from"]}))
    return _(", ").join(said) + "."


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


def _revised(p: Payload) -> str:
    n = len(p["changed"])
    values = {"version": p["head"]["number"], "n": number(n)}
    sentence = ngettext(
        "Version {version} of the text: {n} paragraph changed.",
        "Version {version} of the text: {n} paragraphs changed.",
        n,
    )
    said = filled(sentence, values)
    return f"{said} {_('It is editorial.')}" if p["head"].get("editorial") else said


def _agreed(p: Payload) -> str:
    n = len(p["agreed"])
    sentence = ngettext(
        "{n} paragraph is agreed ad referendum; the rest stays open.",
        "{n} paragraphs are agreed ad referendum; the rest stays open.",
        n,
    )
    return filled(sentence, {"n": number(n)})


def _reopened(p: Payload) -> str:
    n = len(p["paragraphs"])
    sentence = ngettext(
        "{n} paragraph that was agreed ad referendum is open again.",
        "{n} paragraphs that were agreed ad referendum are open again.",
        n,
    )
    return filled(sentence, {"n": number(n)})


def _comment(p: Payload) -> str:
    comment = p["comment"]
    values = {"n": comment["number"], "organisation": comment["organisation"]}
    return filled(_("{organisation} made comment {n}."), values)


def _answered(p: Payload) -> str:
    values = {"n": p["number"], "disposition": disposition_label(p["disposition"])}
    return filled(_("Comment {n} was answered: {disposition}."), values)


def _deadline(p: Payload) -> str:
    deadline = p["deadline"]
    if deadline is None:
        return _("No deadline is set any longer.")
    values = {"deadline": _time(deadline["at"], deadline["zone"])}
    if p.get("reason") == "ad_referendum":
        return filled(_("Confirmations are awaited until {deadline}."), values)
    if p.get("reason") in ("confirmed", "resumed", "review", "restarted", "meeting"):
        return filled(_("The deadline is {deadline} from now on."), values)
    return filled(_("The deadline was moved to {deadline}."), values)


def _leads(p: Payload) -> str:
    return filled(_("{leads} lead from now on."), {"leads": listed(p["leads"])})


def _observers(p: Payload) -> str:
    if not p["observers"]:
        return _("Every organisation at the table holds a seat again.")
    return filled(
        _("Without a seat from now on, as observers: {observers}."),
        {"observers": listed(p["observers"])},
    )


def _adopted(p: Payload) -> str:
    instrument = p["instrument"]
    values = {"version": instrument["text"]}
    if instrument.get("provisional"):
        sentence = _("Version {version} was adopted provisionally, until it is confirmed.")
    else:
        sentence = _("Version {version} is adopted.")
    return filled(sentence, values)


def _signed(p: Payload) -> str:
    signature = p["signature"]
    values = {"organisation": signature["organisation"], "day": day(signature["signed_on"])}
    return filled(_("{organisation} signed on {day}."), values)


def _force(p: Payload) -> str:
    return filled(_("The text takes effect on {day}."), {"day": day(p["on"])})


def _review(p: Payload) -> str:
    return filled(_("The text comes up for review on {at}."), {"at": _time(p["at"])})


def _meeting(p: Payload) -> str:
    return filled(_("The meeting is on {at}."), {"at": _time(p["at"])})


def _determined(p: Payload) -> str:
    opposed = p["determination"].get("opposed", ())
    if not opposed:
        return _("It was judged that consensus exists; nobody sustained an opposition.")
    return filled(
        _("It was judged that consensus exists, over the opposition of {opposed}."),
        {"opposed": listed(opposed)},
    )


def _reviewer(p: Payload) -> str:
    review = p["review"]
    values = {"organisation": review["organisation"], "due": _time(review["due"])}
    return filled(_("{organisation} was asked for a review by {due}."), values)


def _reminded(p: Payload) -> str:
    if p["step"].startswith("overdue"):
        return _("Whoever must decide was reminded that the time of the stage is over.")
    if not p["organisations"]:
        return _("Nobody had to be reminded.")
    return filled(
        _("Reminded: {organisations}."),
        {"organisations": listed(p["organisations"])},
    )


_EVENTS: Mapping[str, Callable[[Payload], str]] = {
    "OrganisationRegistered": _plain(N_("{code} was registered."), "organisation.code"),
    "PersonInvited": _plain(N_("A person was invited.")),
    "DefinitionPublished": _plain(
        N_("Version {version} of {name} was published."), "name", "version"
    ),
    "NegotiationOpened": _plain(N_("The negotiation {symbol} was opened."), "symbol"),
    "OrganisationInvited": _plain(N_("{organisation} was seated."), "organisation"),
    "DelegateAppointed": _delegate,
    "DelegateEnded": _plain(N_("A person no longer acts for {organisation}."), "organisation"),
    "OfficerAppointed": _officer,
    "ObjectiveProposed": _proposed,
    "BallotOpened": _opened,
    "PositionRecorded": _position,
    "PositionWithdrawn": _plain(
        N_("{organisation} withdrew its position on ballot {ballot}."), "organisation", "ballot"
    ),
    "PositionConfirmed": _plain(
        N_("{organisation} confirmed its position on ballot {ballot}."), "organisation", "ballot"
    ),
    "BallotClosed": _closed,
    "StageClosed": _plain(N_("The time of this stage is over; a decision is awaited.")),
    "ParagraphsAgreed": _agreed,
    "ParagraphsReopened": _reopened,
    "TextRevised": _revised,
    "CommentMade": _comment,
    "NoCommentsStated": _plain(N_("{organisation} has no comments."), "organisation"),
    "CommentAnswered": _answered,
    "DeadlineChanged": _deadline,
    "MeetingScheduled": _meeting,
    "DeterminationMade": _determined,
    "ReviewerNamed": _reviewer,
    "ReviewGiven": _plain(N_("{organisation} gave its review."), "organisation"),
    "RoundsExtended": _plain(N_("{allowed} rounds are allowed now."), "allowed"),
    "LeadsChanged": _leads,
    "ObserversChanged": _observers,
    "Adopted": _adopted,
    "AdoptionUndone": _plain(N_("The adoption was undone.")),
    "SignatureRecorded": _signed,
    "EntryIntoForceSet": _force,
    "ReviewScheduled": _review,
    "RemindersSent": _reminded,
    "WorkflowChanged": _plain(
        N_("Version {version} of the procedure is followed from now on."), "version"
    ),
}
