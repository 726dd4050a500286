"""The words of a rehearsal: what happened, why somebody gets a mail, what was refused.

The list is for whoever tries a procedure out, so it says more than a page would: who took a
step, which deadline a stage has, and for every mail why this person gets it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from placet.engine.definition import Workflow
from placet.engine.errors import N_, PlacetError
from placet.engine.messages import Kind
from placet.engine.model import Deadline
from placet.templates.dates import in_zone
from placet.templates.happenings import Recorded, Texts, event_sentence
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import capacity_label, listed, role_label, step_label
from placet.templates.refusals import error_in_full as in_words
from placet.templates.refusals import error_sentence
from placet.templates.rehearsal_labels import outcome_label, verb_label

__all__ = [
    "entry_sentence",
    "in_words",
    "mail_reason",
    "mail_sentence",
    "nothing_sentence",
    "refusal_sentence",
    "step_label",
]

What = Mapping[str, Any]

_TAKES_PART = N_("{who}, which takes part")
_OWES: Mapping[str, str] = {
    "position": N_("{who}, which owes a position"),
    "comment": N_("{who}, which owes comments"),
    "confirm": N_("{who}, which owes a confirmation"),
}
_STILL_OWES: Mapping[str, str] = {
    "position": N_("{who}, which still owes a position"),
    "comment": N_("{who}, which still owes comments"),
    "confirm": N_("{who}, which still owes a confirmation"),
}
_UNDER_SILENCE = N_("{who}, which agrees unless it answers")
_REASONS: Mapping[str, str] = {
    Kind.INVITATION: N_("{who}, newly appointed"),
    Kind.PROPOSED: _OWES["position"],
    Kind.POSITION_REQUESTED: _OWES["position"],
    Kind.COMMENTS_REQUESTED: _OWES["comment"],
    Kind.RECEIPT: N_("{who}, whose position was recorded"),
    Kind.ANSWERS: N_("{who}, whose comments were answered"),
    Kind.REVIEW_REQUESTED: N_("{who}, which is asked for a review"),
    Kind.AMENDMENT: N_("{who}, which leads"),
    Kind.TREATMENT: N_("{who}, which proposed the amendment"),
    Kind.AMENDMENTS_DECIDED: N_("{who}, which sponsors or co-sponsors them"),
    Kind.AGREEMENT_PENDING: N_("{who}, for which an agreement waits"),
    Kind.ENTERED_ON_BEHALF: N_("{who}, on whose behalf it was entered"),
    Kind.PROPOSALS_ENTERED: N_("{who}, which leads"),
    Kind.DELEGATION: N_("{who}, whom it concerns"),
    Kind.REMINDER_DIGEST: N_("{who}, which still owes answers"),
    Kind.PROXY_OFFERED: N_("{who}, which is to hold the proxy"),
    Kind.PROXY_ACCEPTED: N_("{who}, which gave or holds the proxy"),
    Kind.PROXY_ENDED: N_("{who}, which gave or held the proxy"),
    Kind.STATEMENT_ENDED: N_("{who}, which held the reserve"),
    Kind.CONCERN_ENDED: N_("{who}, which raised the concern"),
    Kind.COMMENTS_SUBMITTED: N_("{who}, whose comments were submitted"),
}
_OFFICERS: Mapping[str, str] = {
    Kind.INVITATION: N_("{who}, newly appointed"),
    Kind.DECISION_NEEDED: N_("{who}, who must decide"),
}


def mail_reason(kind: str, facts: What, organisation: str | None) -> str:
    """Why a person gets a mail: focal point of FR, which owes a position."""
    capacity = str(facts.get("capacity", ""))
    if not organisation:
        who = capacity_label(capacity) if capacity else _("a person")
        return filled(_(_OFFICERS.get(kind, N_("{who}, who serves the negotiation"))), {"who": who})
    values = {"capacity": capacity_label(capacity), "organisation": organisation}
    who = filled(_("{capacity} of {organisation}"), values) if capacity else organisation
    return filled(_(_why(kind, facts)), {"who": who})


_ASKING = (
    Kind.PROPOSED,
    Kind.POSITION_REQUESTED,
    Kind.CONFIRM_NEEDED,
    Kind.REMINDER,
    Kind.LAST_CALL,
)


def _silence_agrees(facts: What) -> bool:
    """Whether whoever does nothing agrees, by the rule that the message names."""
    rule = facts.get("rule")
    sentence = rule.get("sentence") if isinstance(rule, Mapping) else None
    return isinstance(sentence, Mapping) and sentence.get("silence") == "agrees"


def _why(kind: str, facts: What) -> str:
    ask = str(facts.get("ask", ""))
    if _silence_agrees(facts) and ask in ("", "position") and kind in _ASKING:
        return _UNDER_SILENCE
    if kind in (Kind.REMINDER, Kind.LAST_CALL):
        return _STILL_OWES.get(ask, _STILL_OWES["position"])
    if kind == Kind.CONFIRM_NEEDED:
        return _OWES["position" if "seats" in facts else "confirm"]
    if kind == Kind.RECEIPT and facts.get("kind") == "withdrawn":
        return N_("{who}, whose position was withdrawn")
    if kind == Kind.RECEIPT and facts.get("confirmed"):
        return N_("{who}, whose position was confirmed")
    if kind == Kind.CIRCULAR and facts.get("seated"):
        return N_("{who}, which has a seat in this call")
    if facts.get("observer"):
        return N_("{who}, which is an observer now")
    return _REASONS.get(kind, _TAKES_PART)


def mail_sentence(what: What) -> str:
    """To whom a mail went, and why."""
    return filled(_("To {to} ({reason}): {subject}"), what)


def refusal_sentence(by: str, verb: str, error: PlacetError, step: str = "") -> str:
    """Who was refused what, and why; `step` is the title of the step that was wanted."""
    do = filled(_("take the step \u201c{step}\u201d"), {"step": step}) if step else verb_label(verb)
    values = {"by": _who(by), "do": do, "why": error_sentence(error)}
    return filled(_("{by} wants to {do} and is refused: {why}"), values)


def nothing_sentence(by: str, verb: str) -> str:
    """Somebody did something that changed nothing."""
    values = {"by": _who(by), "do": verb_label(verb)}
    return filled(_("{by} wants to {do}, and nothing changes by it."), values)


def _who(by: str) -> str:
    return role_label(by) if by in ("secretariat", "chair", "clock") else by


def entry_sentence(
    kind: str,
    what: What,
    recorded: Recorded,
    workflow: Workflow,
    versions: Texts | None = None,
) -> str:
    """What happened; by default the sentence that the record has for it."""
    said = _SENTENCES.get(kind)
    return said(what, workflow) if said else event_sentence(recorded, workflow, versions)


def _decision(what: What, workflow: Workflow) -> str:
    step = step_label(what["step"], workflow, what.get("stage", ""), what["leads_to"])
    values = {"by": _who(what["by"]), "step": step}
    said = filled(_("{step}: decided by {by}."), values)
    if what.get("override"):
        said = filled(_("{step}: decided by {by}, against the verdict."), values)
    said = _coded(said, what)
    reason = what.get("reason")
    return (
        filled(_("{said} Reason: {reason}"), {"said": said, "reason": reason}) if reason else said
    )


def _closed(what: What, workflow: Workflow) -> str:
    values = {"stage": _title(what, workflow)}
    return _coded(filled(_("The time of \u201c{stage}\u201d is over."), values), what)


def _stage(what: What, workflow: Workflow) -> str:
    values = {"stage": _(what["title"]), "round": what["round"]}
    return _coded(filled(_("The stage \u201c{stage}\u201d began, round {round}."), values), what)


def _coded(said: str, what: What) -> str:
    """A sentence with the body's own code behind it."""
    code = what.get("code")
    return filled(_("{said} Code {code}."), {"said": said, "code": code}) if code else said


def _deadline(what: What, workflow: Workflow) -> str:
    if not what["deadline"]:
        return _("No deadline is set any longer.")
    values = {"deadline": _until(what, "deadline"), "stage": _title(what, workflow)}
    return filled(_("\u201c{stage}\u201d lasts until {deadline}."), values)


def _extension(what: What, workflow: Workflow) -> str:
    if not what.get("deadline") or not what.get("was"):
        return _("The deadline was moved.")
    values = {"deadline": _until(what, "deadline"), "was": _until(what, "was")}
    return filled(_("The deadline is {deadline} now; it was {was}."), values)


def _outcome(what: What, workflow: Workflow) -> str:
    return outcome_label(str(what["outcome"]))


def _verdict(what: What, workflow: Workflow) -> str:
    said = filled(_("Ballot {ballot} was closed."), what)
    met = _("The rule is met.") if what["passed"] else _("The rule is not met.")
    return " ".join((said, met, *(f["sentence"] for f in what["findings"])))


def _break(what: What, workflow: Workflow) -> str:
    values = {"organisations": listed(what["broken_by"]), "numbers": listed(what["paragraphs"])}
    if not what["paragraphs"]:
        return filled(_("The silence is broken by {organisations}."), values)
    return filled(_("The silence is broken by {organisations}, on {numbers}."), values)


def _title(what: What, workflow: Workflow) -> str:
    stage = workflow.stages.get(what["stage"])
    return _(stage.title) if stage else str(what["stage"])


def _until(what: What, name: str) -> str:
    return in_zone(Deadline(datetime.fromisoformat(what[name]), what.get("zone", "UTC")))


_SENTENCES: Mapping[str, Callable[[What, Workflow], str]] = {
    "break": _break,
    "decision": _decision,
    "stage": _stage,
    "closed": _closed,
    "deadline": _deadline,
    "extension": _extension,
    "outcome": _outcome,
    "verdict": _verdict,
}
