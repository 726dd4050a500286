"""A verdict for people: every criterion with its numbers, and what it would take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from placet.engine.errors import N_
from placet.engine.rules import Dropped, Finding, Rule, Verdict
from placet.engine.rules.pivot import Settled, SmallestChanges
from placet.templates.dates import number
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed
from placet.templates.needs import needed_sentence
from placet.templates.rulings import finding_sentence, verdict_sentence
from placet.templates.sheets import columns, paragraph, section
from placet.templates.what_ifs import changes_sentence, names, settled_sentence

_DROPPED: Mapping[str, str] = {
    "no_seat": N_("it has no seat"),
    "unknown_kind": N_("the rule knows no such position"),
    "no_reasons": N_("reasons are needed, and none are given"),
    "superseded": N_("a later position took its place"),
    "duplicate": N_("more than one position was given"),
    "not_counted_class": N_("seats of this class do not count"),
    "returned": N_("it was handed back and counts as none"),
}


def dropped_sentence(dropped: Dropped) -> str:
    """Why a position was not counted: DE: Disapprove: reasons are needed, and none are given."""
    values = {
        "name": dropped.organisation,
        "kind": position_label(dropped.kind),
        "n": number(dropped.count),
        "why": _(_DROPPED.get(dropped.reason, dropped.reason)),
    }
    if dropped.organisation:
        return filled(_("{name}, {kind}: {why}."), values)
    return filled(_("{n} {kind}: {why}."), values)


def verdict_sheet(rule: Rule, verdict: Verdict) -> str:
    """A verdict, from what it says to what it permits."""
    head = f"{rule.name}@{rule.version}: {_(rule.title)}"
    return "\n".join((head, "", *verdict_lines(verdict)))


def verdict_lines(verdict: Verdict, positions: bool = True) -> Iterator[str]:
    """Whether the rule is met, the findings, and all that goes with them."""
    yield verdict_sentence(verdict.passes)
    yield ""
    yield from columns(tuple(_finding(f) for f in verdict.findings))
    yield ""
    yield paragraph(needed_sentence(verdict))
    yield from section(_("In the way"), _group(verdict.blockers))
    yield from section(_("Not counted"), _dropped(verdict.dropped))
    yield from section(_("Told to whoever decides"), _holding(verdict.flagged))
    if positions:
        held = (*_holding(verdict.holding), *_silent(verdict.silent))
        yield from section(_("Positions"), held)
    if verdict.permitted:
        said = filled(_("Permitted: {decisions}."), {"decisions": decisions(verdict.permitted)})
        yield ""
        yield paragraph(said)


def turning_lines(
    to_pass: SmallestChanges, to_fail: SmallestChanges, settled: Settled
) -> Iterator[str]:
    """What would turn the verdict, and whether it can still be turned."""
    rows = (
        (_("to pass"), changes_sentence(to_pass)),
        (_("to fail"), changes_sentence(to_fail)),
        (_("outcome"), settled_sentence(settled)),
    )
    yield from section(_("What would change it"), rows)


def decisions(permitted: Sequence[str]) -> str:
    """Decisions in words: revise, defer or alternate procedure."""
    return listed([decision.replace("_", " ") for decision in permitted], "or")


def _finding(finding: Finding) -> tuple[str, str]:
    return finding.criterion, finding_sentence(finding)


def _group(organisations: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return (("", names(organisations)),) if organisations else ()


def _dropped(dropped: Iterable[Dropped]) -> tuple[tuple[str, str], ...]:
    return tuple(("", dropped_sentence(one)) for one in dropped)


def _holding(holding: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{position_label(kind)}, {number(len(who))}", names(who)) for kind, who in holding.items()
    )


def _silent(silent: Sequence[str]) -> tuple[tuple[str, str], ...]:
    if not silent:
        return ()
    return ((f"{position_label('')}, {number(len(silent))}", names(silent)),)
