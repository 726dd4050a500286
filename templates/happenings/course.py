"""The course that an objective takes: stages, time, who leads, who is reminded."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.definition import Workflow
from placet.engine.errors import N_
from placet.templates.happenings.saying import Payload, Say, plain, time
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed, stage_label, step_label


def entered(p: Payload, workflow: Workflow | None) -> str:
    """The sentence for a stage that was entered, with the step that led there."""
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


def _deadline(p: Payload) -> str:
    deadline = p["deadline"]
    if deadline is None:
        return _("No deadline is set any longer.")
    values = {"deadline": time(deadline["at"], deadline["zone"])}
    if p.get("reason") == "ad_referendum":
        return filled(_("Confirmations are awaited until {deadline}."), values)
    if p.get("reason") in ("confirmed", "resumed", "review", "restarted", "meeting"):
        return filled(_("The deadline is {deadline} from now on."), values)
    return filled(_("The deadline was moved to {deadline}."), values)


def _leads(p: Payload) -> str:
    return filled(_("{leads} lead from now on."), {"leads": listed(p["leads"])})


def _restricted(p: Payload) -> str:
    if not p.get("organisations"):
        return _("Everybody at the table sees it from now on.")
    return filled(
        _("Only {organisations} see it from now on."),
        {"organisations": listed(p["organisations"])},
    )


def _observers(p: Payload) -> str:
    if not p["observers"]:
        return _("Every organisation at the table holds a seat again.")
    return filled(
        _("Without a seat from now on, as observers: {observers}."),
        {"observers": listed(p["observers"])},
    )


def _meeting(p: Payload) -> str:
    return filled(_("The meeting is on {at}."), {"at": time(p["at"])})


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
    values = {"organisation": review["organisation"], "due": time(review["due"])}
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


EVENTS: Mapping[str, Say] = {
    "StageClosed": plain(N_("The time of this stage is over; a decision is awaited.")),
    "DeadlineChanged": _deadline,
    "MeetingScheduled": _meeting,
    "DeterminationMade": _determined,
    "ReviewerNamed": _reviewer,
    "ReviewGiven": plain(N_("{organisation} gave its review."), "organisation"),
    "RoundsExtended": plain(N_("{allowed} rounds are allowed now."), "allowed"),
    "LeadsChanged": _leads,
    "ObserversChanged": _observers,
    "RestrictionChanged": _restricted,
    "RemindersSent": _reminded,
    "WorkflowChanged": plain(
        N_("Version {version} of the procedure is followed from now on."), "version"
    ),
}
