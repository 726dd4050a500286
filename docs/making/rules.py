"""Every decision rule in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from making.marks import codes, page, table
from placet.engine.rules import Parameter, PositionKind, Rule, rule_sentence_values, terms
from placet.engine.rules.helping import Turning, adding_an_objection_can_help
from placet.templates import wording
from placet.templates.rule_sheets import helping_sentence
from placet.templates.rule_words import (
    criteria_in_words,
    effects_in_words,
    filter_in_words,
    without_reasons,
)
from placet.workflows.rules import shipped_rules

TYPES = {
    "share": "a fraction such as `2/3`",
    "percent": "a percentage such as `50`",
    "number": "a whole number",
    "text": "text",
    "flag": "`true` or `false`",
}
"""What a parameter may be; a choice lists its values."""


def rules() -> str:
    """Every rule: first a table of all, then one after the other."""
    known = tuple(shipped_rules().values())
    helped = (f"[`{rule.name}`](#{rule.name})" for rule in known if helps(rule))
    return page(
        "Decision rules",
        f"{len(known)} rules come with Placet, each one file in "
        "[`workflows/rules/`](../../workflows/rules). A rule says when a text passes. Shares are "
        "exact fractions; decimals are refused. Seats are counted, not their weights, unless the "
        "rule says so. The verdict lists every criterion with its numbers, and what is still "
        "needed. `placet rules show NAME` says the same as this page, and `placet rules evaluate "
        "NAME CASE.json` gives the verdict on a case. All of it is in the help of the [command "
        "line](commands.md).",
        table(
            ("Rule", "After", "Silence"),
            (
                (f"[`{rule.name}`](#{rule.name})", rule.source, SILENCE[rule.silence])
                for rule in known
            ),
        ),
        "## Where an objection can help the text",
        "Under most rules, one objection more never turns *not met* into *met*. A quorum can make "
        "it so: somebody who comes to object makes the count valid. Placet has looked for the "
        f"smallest such case among up to 60 seats. These rules have one: {', '.join(helped)}. It "
        "is told with the rule.",
        *(_rule(rule) for rule in known),
    )


SILENCE = {
    "not_counted": "is not counted",
    "agrees": "agrees",
    "refuses": "refuses",
}
"""What silence means, in a cell of the table."""


@cache
def helps(rule: Rule) -> Turning:
    """The smallest case in which an objection helps, if there is one."""
    return adding_an_objection_can_help(terms(rule, {}))


def _rule(rule: Rule) -> str:
    asked = rule_sentence_values(terms(rule, {}))
    parts = [
        f"## {rule.name}",
        f"{rule.title}. Version {rule.version}. After: {rule.source}.",
        f"Not confirmed: {rule.unconfirmed}" if rule.unconfirmed else "",
        _asked(rule),
        wording.silence_sentence(asked),
        table(("Position", "Effect", "Also written"), map(_position, rule.positions)),
        _names(rule),
        "\n".join(f"- {said}" for said in filter_in_words(rule)),
    ]
    if rule.parameters:
        rows = ((f"`{p.name}`", p.title, _type(p), _default(p)) for p in rule.parameters)
        parts.append(table(("Parameter", "Meaning", "Takes", "Default"), rows))
    parts += [_permits(rule), helping_sentence(rule, helps(rule))]
    return "\n\n".join(part for part in parts if part)


def _asked(rule: Rule) -> str:
    """What it asks for: its criteria one by one, or the only one in a sentence."""
    said = criteria_in_words(rule_sentence_values(terms(rule, {})))
    if len(said) < 2:
        return wording.rule_sentence(rule_sentence_values(terms(rule, {})))
    return "\n".join(("All of these are needed:", "", *(f"- {one}" for one in said)))


def _position(kind: PositionKind) -> tuple[str, ...]:
    without = without_reasons(kind.without_reasons)
    said = effects_in_words(kind.effects) or "no effect"
    return (
        f"`{kind.name}`",
        f"{said}. {without}" if without else said,
        codes(kind.also),
    )


def _names(rule: Rule) -> str:
    rows = [(f"`{c.name}`", f"seats: {c.title}", codes(c.also)) for c in rule.classes]
    rows += [(f"`{m.name}`", f"a position that {m.title}", "") for m in rule.marks]
    return table(("Name", "Of what", "Also written"), rows) if rows else ""


def _type(parameter: Parameter) -> str:
    if parameter.type not in TYPES:
        return f"one of {codes(map(str, parameter.allowed))}"
    least = f", at least {parameter.least}" if parameter.least else ""
    return TYPES[parameter.type] + least


def _default(parameter: Parameter) -> str:
    if parameter.type == "flag":
        return "`true`" if parameter.default else "`false`"
    return f"`{parameter.default}`" if parameter.default != "" else "empty"


def _permits(rule: Rule) -> str:
    return " ".join(_permitted(rule))


def _permitted(rule: Rule) -> Iterator[str]:
    for when, names in (("met", rule.permits.passes), ("not met", rule.permits.fails)):
        if names:
            yield f"Where it is {when} it permits: {_or(names)}."


def _or(names: Sequence[str]) -> str:
    return wording.listed([name.replace("_", " ") for name in names], "or")
