"""What a rule asks for, what silence means, how far it is, what a step still misses.

Everything is said from the values that decide (`placet.engine.rules`), so page, mail, draft
and API cannot say something else than the verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from placet.engine.definition import Stage, Workflow
from placet.engine.errors import N_
from placet.engine.model import Ballot, Deadline
from placet.engine.rules import Finding, RuleSentence
from placet.templates.clauses import counted_words, of_class, share
from placet.templates.dates import in_zone, number
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _


def question(ballot: Ballot, stage: Stage, agrees: bool = False) -> str:
    """What is asked of everybody who has a seat, as the heading above it.

    `agrees` says that silence agrees: then nothing is asked, and nothing is owed.
    """
    values = {"version": number(ballot.text)}
    if agrees:
        return filled(_("Version {version} is under silence"), values)
    if stage.state == "proposed" and "support" in ballot.kinds:
        return _("Do the organisations support this objective in principle?")
    if "endorse" in ballot.kinds:
        return filled(_("Do the organisations agree to version {version}?"), values)
    return filled(_("Positions on version {version} are asked for"), values)


def question_to(ballot: Ballot, stage: Stage, organisation: str, agrees: bool = False) -> str:
    """The same, asked of one of them: Does UNEP agree to version 4?"""
    values = {"version": number(ballot.text), "organisation": organisation}
    if agrees:
        return question(ballot, stage, agrees)
    if stage.state == "proposed" and "support" in ballot.kinds:
        return filled(_("Does {organisation} support this objective in principle?"), values)
    if "endorse" in ballot.kinds:
        return filled(_("Does {organisation} agree to version {version}?"), values)
    return filled(_("What is the position of {organisation} on version {version}?"), values)


def silence_sentence(
    rule: RuleSentence, deadline: Deadline | None = None, observers: bool = False
) -> str:
    """What happens to those who record nothing; printed wherever positions are sought.

    `observers` says that the next step makes observers of them.
    """
    if rule.silence == "agrees":
        return _silence_decides(rule, deadline) + " " + _("Silence counts as agreement.")
    if rule.silence == "refuses":
        return _("Silence counts as refusal: what nobody agrees to by the deadline is refused.")
    if observers:
        return _(
            "Silence does not count. An organisation that records nothing becomes an observer "
            "of this objective."
        )
    return _(
        "Silence does not count. An organisation that records nothing is neither for the text "
        "nor against it."
    )


def _silence_decides(rule: RuleSentence, deadline: Deadline | None) -> str:
    n = _objections(rule)
    values = {"n": number(n), "deadline": in_zone(deadline) if deadline else ""}
    if n == 1 and deadline:
        sentence = _("If no objection is recorded by {deadline}, the text is agreed.")
    elif n == 1:
        sentence = _("If no objection is recorded by the deadline, the text is agreed.")
    elif n > 1 and deadline:
        sentence = _("Unless {n} objections are recorded by {deadline}, the text is agreed.")
    elif n > 1:
        sentence = _("Unless {n} objections are recorded by the deadline, the text is agreed.")
    elif deadline:
        sentence = _("If nobody records anything by {deadline}, the text is agreed.")
    else:
        sentence = _("If nobody records anything by the deadline, the text is agreed.")
    return filled(sentence, values)


def _objections(rule: RuleSentence) -> int:
    """How many objections keep the text from passing; 0 where it is not a matter of so many.

    Messages of earlier versions do not say what the rule asks for, only its parameters.
    """
    if not rule.clauses:
        return int(rule.rule.parameters.get("n", 1))
    for clause in rule.clauses if len(rule.clauses) == 1 else ():
        if not clause.of and not clause.form and not clause.weighted and not clause.basis:
            return {"<": 0, "<=": 1}.get(clause.op, -(clause.count or 0)) + (clause.count or 0)
    return 0


def silent_become_observers(workflow: Workflow, stage: str) -> bool:
    """Whether a step out of this stage makes observers of those who stay silent."""
    return any(
        stage in s.sources and "silent_become_observers" in s.effects for s in workflow.steps
    )


_FINDINGS: Mapping[str, str] = {
    "objections": N_("Objections: {n}; {limit}."),
    "abstentions": N_("Abstentions: {n}; {limit}."),
    "minimum": N_("Expressly in favour: {n}; {limit}."),
    "share": N_("In favour: {n} of {of}; {limit}."),
    "quorum": N_("Positions: {n} of {of}; {limit}."),
}


def finding_sentence(finding: Finding) -> str:
    """One criterion with its numbers, and whether it is met; of alternatives, which one."""
    clause = finding.clause
    values = {
        "n": number(finding.numerator),
        "of": number(finding.denominator or 0),
        "limit": _limit(finding),
        "criterion": finding.criterion,
    }
    if finding.criterion in _FINDINGS:
        known = _(_FINDINGS[finding.criterion])
        where = of_class(known.partition(":")[0], clause.cls, clause.not_cls) if clause else ""
        said = filled(f"{where}:{known.partition(':')[2]}" if where else known, values)
    elif clause is None:
        said = filled(_("{criterion}: {n}; {limit}."), values)
    else:
        what = of_class(counted_words(clause), clause.cls, clause.not_cls, clause.mark)
        values["what"] = what[:1].upper() + what[1:]
        said = filled(_words_of(finding), values)
    said = f"{said} {_('Met.') if finding.met else _('Not met.')}"
    if not finding.group:
        return said
    values = {"n": number(finding.option), "finding": said}
    return filled(_("Alternative {n}. {finding}"), values)


def _words_of(finding: Finding) -> str:
    weighted = finding.clause is not None and finding.clause.weighted
    if finding.denominator is None:
        return _("{what}, by weight: {n}; {limit}.") if weighted else _("{what}: {n}; {limit}.")
    if weighted:
        return _("{what}, by weight: {n} of {of}; {limit}.")
    return _("{what}: {n} of {of}; {limit}.")


def _limit(finding: Finding) -> str:
    threshold, whole = finding.threshold, finding.denominator is None
    if whole and (threshold == 1 if finding.op == "<" else finding.op == "<=" and not threshold):
        said = _("none is allowed")
    elif finding.op == "<" and whole:
        said = _("fewer than {limit} are allowed")
    elif finding.op == "<":
        said = _("less than {limit} is allowed")
    elif finding.op == "<=" and whole:
        said = _("at most {limit} are allowed")
    elif finding.op == "<=":
        said = _("at most {limit} is allowed")
    elif finding.op == "=":
        said = _("exactly {limit} needed")
    elif not whole and threshold == 1 and finding.op == ">=":
        said = _("all are needed")
    elif finding.op == ">":
        said = _("more than {limit} needed")
    else:
        said = _("at least {limit} needed")
    return filled(said, {"limit": str(threshold) if whole else share(threshold)})


def verdict_sentence(passes: bool | None) -> str:
    """The verdict in one sentence."""
    if passes is None:
        return _("No verdict was reached.")
    return _("The rule is met.") if passes else _("The rule is not met.")


def deadline_sentence(at: datetime, zone: str) -> str:
    """The deadline in full: Sunday 14 March 2027, 23:59 Nairobi time (20:59 UTC)."""
    return in_zone(Deadline(at, zone))
