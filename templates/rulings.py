"""What a rule asks for, what silence means, how far it is, what a step still misses.

Everything is said from the values that decide (`placet.engine.rules`), so page, mail, draft
and API cannot say something else than the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from placet.engine.definition import Stage, Workflow
from placet.engine.errors import N_
from placet.engine.model import Ballot, Deadline, RuleRef
from placet.engine.rules import (
    RULES,
    Clause,
    Finding,
    More,
    Needed,
    Quorum,
    Resolve,
    RuleSentence,
    Verdict,
)
from placet.templates.dates import in_zone, number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed, position_label

_SHARES: Mapping[Fraction, str] = {
    Fraction(1, 2): N_("half"),
    Fraction(1, 3): N_("a third"),
    Fraction(2, 3): N_("two thirds"),
    Fraction(3, 4): N_("three quarters"),
    Fraction(1): N_("all"),
}


def question(asked: Ballot | Stage | Sequence[str], organisation: str, version: int) -> str:
    """What is asked: Does UNEP endorse version 4 of the text?"""
    values = {"organisation": organisation, "version": version}
    if "support" in _kinds(asked):
        return filled(_("Does {organisation} support this objective in principle?"), values)
    return filled(_("Does {organisation} endorse version {version} of the text?"), values)


def _kinds(asked: Ballot | Stage | Sequence[str]) -> Sequence[str]:
    if isinstance(asked, Stage):
        return asked.ballot.kinds if asked.ballot else ()
    return asked.kinds if isinstance(asked, Ballot) else asked


def silence_sentence(
    rule: RuleRef | RuleSentence, deadline: Deadline | None = None, observers: bool = False
) -> str:
    """What happens to those who record nothing; printed wherever positions are sought.

    `observers` says that the next step makes observers of them.
    """
    ref = rule.rule if isinstance(rule, RuleSentence) else rule
    known = RULES.get(ref.name)
    if known is not None and known.silence_counts:
        return _silence_decides(int(ref.parameters.get("n", 1)), deadline)
    if observers:
        return _(
            "Silence does not count. An organisation that records nothing becomes an observer "
            "of this objective."
        )
    return _(
        "Silence does not count. An organisation that records nothing is neither for the text "
        "nor against it."
    )


def _silence_decides(n: int, deadline: Deadline | None) -> str:
    values = {"n": number(n), "deadline": in_zone(deadline) if deadline else ""}
    if n == 1 and deadline:
        sentence = _("If no objection is recorded by {deadline}, the text is adopted.")
    elif n == 1:
        sentence = _("If no objection is recorded by the deadline, the text is adopted.")
    elif deadline:
        sentence = _("Unless {n} objections are recorded by {deadline}, the text is adopted.")
    else:
        sentence = _("Unless {n} objections are recorded by the deadline, the text is adopted.")
    return filled(sentence, values) + " " + _("Silence counts as agreement.")


def silent_become_observers(workflow: Workflow, stage: str) -> bool:
    """Whether a step out of this stage makes observers of those who stay silent."""
    return any(
        stage in s.sources and "silent_become_observers" in s.effects for s in workflow.steps
    )


def rule_sentence(rule: RuleSentence) -> str:
    """What the rule asks for: Needed: no Object, and Endorse from at least 20 of 30."""
    parts: list[str] = []
    for clause in rule.clauses:
        of_them = clause.criterion == "minimum" and _share_before(rule.clauses, clause)
        said = _clause(clause, of_them)
        if of_them:
            parts[-1] = _(", ").join((parts[-1], said))
        elif said:
            parts.append(said)
    if not parts:
        return ""
    wanted = _(", ").join(parts[:-1])
    both = filled(_("{first}, and {last}"), {"first": wanted, "last": parts[-1]})
    return filled(_("Needed: {clauses}."), {"clauses": both if wanted else parts[-1]})


def _share_before(clauses: Sequence[Clause], clause: Clause) -> bool:
    index = clauses.index(clause)
    return index > 0 and clauses[index - 1].criterion == "share"


def _clause(clause: Clause, of_them: bool) -> str:
    kinds = listed([position_label(k) for k in clause.kinds], "or")
    n = clause.count if clause.count is not None else 0
    values = {
        "kinds": kinds,
        "n": number(n),
        "total": number(clause.total or 0),
        "share": share(clause.threshold),
    }
    if clause.op == "<":
        if not kinds:
            return ""
        said = _("no {kinds}") if n == 1 else _("fewer than {n} {kinds}")
    elif clause.of == "cast":
        said = {
            ">=": _("{kinds} from at least {share} of those for or against"),
            ">": _("{kinds} from more than {share} of those for or against"),
        }[clause.op]
    elif of_them:
        said = ngettext("at least {n} of them {kinds}", "at least {n} of them {kinds}", n)
    elif clause.criterion == "quorum":
        said = _("a position from at least {n} of {total}")
    elif clause.of == "seats" and not clause.total:
        said = _("{kinds} from at least {share} of the seats")
    elif clause.of == "seats" and clause.count == clause.total:
        said = _("{kinds} from all {total}")
    elif clause.of == "seats":
        said = _("{kinds} from at least {n} of {total}")
    else:
        said = _("{kinds} from at least {n}")
    said = filled(said, values)
    if clause.cls:
        return filled(_("{clause} in the class {class}"), {"clause": said, "class": clause.cls})
    return said


def share(of: Fraction) -> str:
    """A share in words: two thirds; an unusual one as a fraction."""
    return _(_SHARES[of]) if of in _SHARES else str(of)


def needed_sentences(missing: Verdict | Iterable[Needed], names: bool = False) -> tuple[str, ...]:
    """What would help, one phrase each: 1 Endorse or No objection; 1 Object to resolve.

    With `names`, those whose position stands in the way are named.
    """
    needed = missing.needed if isinstance(missing, Verdict) else missing
    return tuple(_needed(n, names) for n in needed)


def _needed(needed: Needed, names: bool) -> str:
    match needed:
        case More(kinds, count):
            said = listed([position_label(k) for k in kinds], "or")
            sentence = ngettext("{n} {kinds}", "{n} {kinds}", count)
            return filled(sentence, {"n": number(count), "kinds": said})
        case Resolve(kind, organisations):
            count = len(organisations)
            sentence = ngettext("{n} {kind} to resolve", "{n} {kind} to resolve", count)
            said = filled(sentence, {"n": number(count), "kind": position_label(kind)})
            return f"{said} ({listed(organisations)})" if names else said
        case Quorum(count):
            sentence = ngettext("{n} more position", "{n} more positions", count)
            return filled(sentence, {"n": number(count)})


def progress_sentence(
    missing: Verdict | Iterable[Needed],
    have: int,
    seats: int,
    rule: RuleSentence | None = None,
    names: bool = False,
) -> str:
    """Where it stands: who answered, what is needed, what is missing."""
    return " ".join(
        part
        for part in (
            have_sentence(have, seats),
            rule_sentence(rule) if rule else "",
            missing_sentence(missing, names),
        )
        if part
    )


def have_sentence(have: int, seats: int) -> str:
    """21 of 30 organisations have a position."""
    sentence = ngettext(
        "{have} of {n} organisation has a position.",
        "{have} of {n} organisations have a position.",
        seats,
    )
    return filled(sentence, {"have": number(have), "n": number(seats)})


def missing_sentence(missing: Verdict | Iterable[Needed], names: bool = False) -> str:
    """Still missing: 1 Endorse or No objection; 1 Object to resolve."""
    phrases = needed_sentences(missing, names)
    if not phrases:
        return _("What the rule asks for is met.")
    return filled(_("Still missing: {phrases}."), {"phrases": _("; ").join(phrases)})


_FINDINGS: Mapping[str, str] = {
    "objections": N_("Objections: {n}; {limit}."),
    "abstentions": N_("Abstentions: {n}; {limit}."),
    "minimum": N_("Expressly in favour: {n}; {limit}."),
    "share": N_("In favour: {n} of {of}; {limit}."),
    "quorum": N_("Positions: {n} of {of}; {limit}."),
}


def finding_sentence(finding: Finding) -> str:
    """One criterion with its numbers, and whether it is met."""
    values = {
        "n": number(finding.numerator),
        "of": number(finding.denominator or 0),
        "limit": _limit(finding),
        "criterion": finding.criterion,
    }
    said = filled(_(_FINDINGS.get(finding.criterion, N_("{criterion}: {n}; {limit}."))), values)
    return f"{said} {_('Met.') if finding.met else _('Not met.')}"


def _limit(finding: Finding) -> str:
    threshold = finding.threshold
    if finding.op == "<":
        said = _("none is allowed") if threshold == 1 else _("fewer than {limit} are allowed")
    elif finding.denominator is not None and threshold == 1:
        said = _("all are needed")
    elif finding.op == ">":
        said = _("more than {limit} needed")
    else:
        said = _("at least {limit} needed")
    whole = finding.denominator is None
    return filled(said, {"limit": str(threshold) if whole else share(threshold)})


def verdict_sentence(passes: bool | None) -> str:
    """The verdict in one sentence."""
    if passes is None:
        return _("No verdict was reached.")
    return _("The rule is met.") if passes else _("The rule is not met.")


def deadline_sentence(at: datetime, zone: str) -> str:
    """The deadline in full: Sunday 14 March 2027, 23:59 Nairobi time (20:59 UTC)."""
    return in_zone(Deadline(at, zone))
