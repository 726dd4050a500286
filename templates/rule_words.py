"""A rule as a page about it says it: its criteria, what each position does, what is not counted."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.engine.rules import Effects, Rule, RuleSentence
from placet.templates.clauses import clause_words
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed

EFFECTS: Mapping[str, str] = {
    "affirmative": N_("in favour"),
    "strong": N_("agrees in so many words"),
    "neutral": N_("neither for nor against"),
    "negative": N_("against"),
    "blocking": N_("stands in the way alone"),
    "leaves_denominator": N_("the seat leaves the count"),
    "no_quorum": N_("does not count as an answer"),
    "not_bound": N_("an adopted text does not bind its holder"),
    "returned": N_("is handed back"),
    "flagged": N_("is told to whoever decides"),
    "needs_reasons": N_("reasons are asked"),
}
"""What each effect of a position means."""


def effects_in_words(effects: Effects) -> str:
    """What a kind of position does in a rule: against, stands in the way alone."""
    return _(", ").join(_(said) for name, said in EFFECTS.items() if getattr(effects, name))


def without_reasons(policy: str) -> str:
    """What becomes of a position that lacks the reasons it needs; "" where nothing does."""
    if policy in ("", "keep"):
        return ""
    if policy == "drop":
        return _("Without reasons it is not counted.")
    if policy == "return":
        return _("Without reasons it is handed back.")
    return filled(_("Without reasons it counts as {kind}."), {"kind": position_label(policy)})


def criteria_in_words(asked: RuleSentence) -> tuple[str, ...]:
    """Each criterion of a rule as a line of its own; all of them must be met."""
    return tuple(said for clause in asked.clauses if (said := clause_words(clause)))


def filter_in_words(rule: Rule) -> tuple[str, ...]:
    """Which positions are counted at all."""
    chosen = rule.filter
    said = []
    if chosen.duplicates == "drop":
        said.append(_("Of an organisation that answers more than once nothing is counted."))
    if chosen.only:
        classes = {"classes": listed(_titles(rule, chosen.only), "or")}
        said.append(filled(_("Only seats of the class {classes} count."), classes))
    if chosen.without:
        classes = {"classes": listed(_titles(rule, chosen.without), "or")}
        said.append(filled(_("Seats of the class {classes} do not count."), classes))
    return tuple(said)


def _titles(rule: Rule, names: tuple[str, ...]) -> list[str]:
    titles = {cls.name: cls.title for cls in rule.classes}
    return [_(titles[name]) if titles.get(name) else name for name in names]
