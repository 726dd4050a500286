"""What a rule asks for, in one sentence, whatever body wrote it.

A clause is one criterion: what is counted, how much of it, out of what.  Each of the three
has its own words, and a sentence is put together from them, so that a rule that nobody here
has seen before is said as plainly as those that come with Placet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from placet.engine.errors import N_
from placet.engine.rules import Clause, RuleSentence
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed

_SHARES: Mapping[Fraction, str] = {
    Fraction(1, 2): N_("half"),
    Fraction(1, 3): N_("a third"),
    Fraction(2, 3): N_("two thirds"),
    Fraction(1, 4): N_("a quarter"),
    Fraction(3, 4): N_("three quarters"),
    Fraction(1): N_("all"),
}

_LIMITS: Mapping[str, str] = {
    ">=": N_("at least {n}"),
    ">": N_("more than {n}"),
    "<=": N_("at most {n}"),
    "<": N_("less than {n}"),
    "=": N_("exactly {n}"),
}

_NUMBERS: Mapping[str, str] = {
    ">=": N_("{kinds} from at least {n}"),
    ">": N_("{kinds} from at least {n}"),
    "<=": N_("at most {n} {kinds}"),
    "<": N_("fewer than {n} {kinds}"),
    "=": N_("exactly {n} {kinds}"),
}


def rule_sentence(rule: RuleSentence) -> str:
    """What the rule asks for: Needed: no Object, and Endorse from at least 20 of 30."""
    parts: list[str] = []
    for clause in rule.clauses:
        of_them = clause.criterion == "minimum" and _share_before(rule.clauses, clause)
        said = clause_words(clause, of_them)
        if of_them and parts:
            parts[-1] = _(", ").join((parts[-1], said))
        elif said:
            parts.append(said)
    if not parts:
        return ""
    return filled(_("Needed: {clauses}."), {"clauses": _all_of(parts)})


def _all_of(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    wanted = _(", ").join(parts[:-1])
    return filled(_("{first}, and {last}"), {"first": wanted, "last": parts[-1]})


def _share_before(clauses: Sequence[Clause], clause: Clause) -> bool:
    index = clauses.index(clause)
    before = clauses[index - 1] if index else None
    return before is not None and before.criterion == "share" and before.cls == clause.cls


def clause_words(clause: Clause, of_them: bool = False) -> str:
    """One criterion as part of a sentence; "" where it asks for nothing that is offered."""
    match clause.form:
        case "any_of":
            return _either([clause_words(part) for part in clause.parts])
        case "all_of":
            return _together([clause_words(part) for part in clause.parts])
        case "cases":
            return _cases(clause)
    if not clause.kinds and not clause.basis:
        return ""
    if clause.of == "" and clause.op == ">=" and not clause.count:
        return ""
    return _of_whom(_of_them(clause) if of_them else _asked(clause), clause)


def _either(parts: Sequence[str]) -> str:
    said = [part for part in parts if part]
    if len(said) < 2:
        return "".join(said)
    values = {"first": _(", ").join(said[:-1]), "last": said[-1]}
    return filled(_("either {first}, or {last}"), values)


def _together(parts: Sequence[str]) -> str:
    said = [part for part in parts if part]
    if len(said) < 2:
        return "".join(said)
    values = {"first": _(", ").join(said[:-1]), "last": said[-1]}
    return filled(_("{first} together with {last}"), values)


def _cases(clause: Clause) -> str:
    """The criterion of each case, with the condition under which it is asked."""
    said = []
    for part in clause.parts:
        values = {"clause": clause_words(part), "number": _number_asked(clause)}
        if part.until_op:
            values["limit"] = _limit(part.until_op, part.until, bool(clause.of))
            said.append(filled(_("{clause} if {number} is {limit}"), values))
        else:
            said.append(filled(_("otherwise {clause}"), values))
    return _("; ").join(said)


def _number_asked(clause: Clause) -> str:
    """What the cases depend on."""
    what = of_class(counted_words(clause), clause.cls, clause.not_cls, clause.mark)
    values = {"what": what, "whole": whole_words(clause)}
    if clause.of:
        return filled(_("the share of {what} among {whole}"), values)
    return filled(_("the number of {what}"), values)


def _limit(op: str, threshold: Fraction, of_share: bool) -> str:
    said = share(threshold) if of_share else number(int(threshold))
    return filled(_(_LIMITS[op]), {"n": said})


def _asked(clause: Clause) -> str:
    """What is asked for of whom it may be, without class and mark."""
    kinds = _subject(clause)
    n = clause.count if clause.count is not None else 0
    values = {"kinds": kinds, "n": number(n), "total": number(clause.total or 0)}
    if clause.of == "":
        return _count(clause, values, n)
    if clause.of == "seats" and clause.total and not clause.weighted:
        if clause.count == clause.total and clause.op in (">=", ">"):
            return filled(_("{kinds} from all {total}"), values)
        counted = _("fewer than {n}") if clause.op == "<" else _(_LIMITS[_counted_op(clause.op)])
        limit = filled(counted, {"n": number(n)})
        return filled(_("{kinds} from {limit} of {total}"), {**values, "limit": limit})
    limit = _limit(clause.op, clause.threshold, True)
    if clause.threshold == 1 and clause.op == ">=":
        limit = _("all")
    values |= {"limit": limit, "whole": whole_words(clause)}
    if clause.weighted:
        return filled(_("{kinds} from {limit} of the weight of {whole}"), values)
    return filled(_("{kinds} from {limit} of {whole}"), values)


def _counted_op(op: str) -> str:
    """`count` is the smallest number that meets ">" too."""
    return ">=" if op == ">" else op


def _count(clause: Clause, values: Mapping[str, object], n: int) -> str:
    none = (clause.op == "<" and n <= 1) or (clause.op == "<=" and n == 0)
    if clause.weighted:
        limit = filled(_(_LIMITS[_counted_op(clause.op)]), {"n": values["n"]})
        return filled(_("{kinds} with a weight of {limit}"), {**values, "limit": limit})
    if clause.basis == "parameter":
        limit = _("none") if none else filled(_(_LIMITS[_counted_op(clause.op)]), values)
        return filled(_("{what}: {limit}"), {"what": _(clause.what), "limit": limit})
    if clause.basis == "answered" and not clause.less and clause.op in (">=", ">"):
        sentence = ngettext("at least {n} position", "at least {n} positions", n)
        return filled(sentence, values)
    if clause.basis and clause.op in (">=", ">"):
        return filled(_("at least {n} {what}"), {**values, "what": counted_words(clause)})
    if clause.op in ("<", "<=", "="):
        values = {**values, "kinds": counted_words(clause)}
    if none:
        return filled(_("no {kinds}"), values)
    return filled(_(_NUMBERS[clause.op]), values)


def _of_them(clause: Clause) -> str:
    n = clause.count or 0
    said = ngettext("at least {n} of them {kinds}", "at least {n} of them {kinds}", n)
    return filled(said, {"n": number(n), "kinds": _subject(clause)})


def _of_whom(said: str, clause: Clause) -> str:
    return of_class(said, clause.cls, clause.not_cls, clause.mark)


def of_class(said: str, cls: str = "", not_cls: str = "", mark: str = "") -> str:
    """Words about seats, with the class and the mark that are meant."""
    if mark:
        said = filled(_("{clause} ({mark})"), {"clause": said, "mark": _(mark)})
    if cls:
        said = filled(_("{clause} in the class {class}"), {"clause": said, "class": _(cls)})
    if not_cls:
        values = {"clause": said, "class": _(not_cls)}
        said = filled(_("{clause} outside the class {class}"), values)
    return said


def _subject(clause: Clause) -> str:
    """What somebody holds: Endorse or No objection; a position; no position."""
    if clause.less:
        return counted_words(clause)
    match clause.basis:
        case "answered":
            return _("a position")
        case "silent":
            return _("no position")
        case "all" | "parameter":
            return _("seats")
    return listed([position_label(kind) for kind in clause.kinds], "or")


def counted_words(clause: Clause) -> str:
    """What is counted: Object or Amend; seats; positions; seats without a position."""
    match clause.basis:
        case "parameter":
            return _(clause.what)
        case "all" if clause.less:
            without = listed([position_label(kind) for kind in clause.less], "or")
            return filled(_("seats without {kinds}"), {"kinds": without})
        case "all":
            return _("seats")
        case "answered" if clause.less:
            other = listed([position_label(kind) for kind in clause.less], "or")
            return filled(_("positions other than {kinds}"), {"kinds": other})
        case "answered":
            return _("positions")
        case "silent":
            return _("seats without a position")
    return listed([position_label(kind) for kind in clause.kinds], "or")


def whole_words(clause: Clause) -> str:
    """What a share is of: those for or against; the seats; another class where it is one."""
    match clause.of:
        case "cast":
            said = _("those for or against")
        case "answered":
            said = _("those with a position")
        case "silent":
            said = _("those without a position")
        case "number":
            said = _(clause.what)
        case "positions":
            kinds = listed([position_label(kind) for kind in clause.of_kinds], "or")
            said = filled(_("those with {kinds}"), {"kinds": kinds})
        case _:
            said = _("the seats")
    if clause.of == "number" or (clause.of_cls, clause.of_not_cls) == (clause.cls, clause.not_cls):
        return said
    if not clause.of_cls and not clause.of_not_cls:
        return filled(_("{whole} of every class"), {"whole": said})
    return of_class(said, clause.of_cls, clause.of_not_cls)


def share(of: Fraction) -> str:
    """A share in words: two thirds, 65 %; an unusual one as a fraction."""
    if of in _SHARES:
        return _(_SHARES[of])
    percent = of * 100
    if percent.denominator == 1:
        return filled(_("{n}\N{NO-BREAK SPACE}%"), {"n": number(int(percent))})
    return str(of)
