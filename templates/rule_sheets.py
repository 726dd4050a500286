"""A rule in words: what it asks for, what each position does, what may be set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from placet.engine.errors import N_
from placet.engine.model import Seat
from placet.engine.rules import Effects, Held, PositionKind, Rule, rule_sentence_values, terms
from placet.engine.rules.helping import Turning
from placet.templates.clauses import clause_words
from placet.templates.dates import number
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed
from placet.templates.rulings import silence_sentence
from placet.templates.sheets import paragraph, section
from placet.templates.verdict_sheets import decisions
from placet.templates.what_ifs import names, up_to_seats

EFFECTS: Mapping[str, str] = {
    "affirmative": N_("in favour"),
    "strong": N_("agrees in so many words"),
    "neutral": N_("neither for nor against"),
    "negative": N_("against"),
    "blocking": N_("stands in the way"),
    "leaves_denominator": N_("leaves the count of seats"),
    "no_quorum": N_("does not count as an answer"),
    "not_bound": N_("is not bound by the text"),
    "returned": N_("is handed back"),
    "flagged": N_("is told to whoever decides"),
    "needs_reasons": N_("reasons are asked"),
}
"""What each effect of a position means."""

_WITHOUT: Mapping[str, str] = {
    "keep": "",
    "drop": N_("without them it is not counted"),
    "return": N_("without them it is handed back and counts as none"),
}

_TYPES: Mapping[str, str] = {
    "share": N_('a fraction such as "2/3"'),
    "percent": N_('a percentage such as 50 or "66.7"'),
    "number": N_("a whole number"),
    "text": N_("text"),
    "flag": N_("true or false"),
}


def effects_words(effects: Effects) -> str:
    """What a kind of position does: in favour, agrees in so many words."""
    return _(", ").join(_(said) for name, said in EFFECTS.items() if getattr(effects, name))


def rule_sheet(rule: Rule, helps: Turning) -> str:
    """The whole rule with the defaults of its parameters; `helps`: where an objection does."""
    return "\n".join(_lines(rule, helps))


def _lines(rule: Rule, helps: Turning) -> Iterator[str]:
    values = rule_sentence_values(terms(rule, {}))
    clauses = [(c.criterion, sentence(clause_words(c))) for c in values.clauses]
    yield f"{rule.name}@{rule.version}: {_(rule.title)}"
    yield paragraph(filled(_("Source: {source}."), {"source": rule.source.rstrip(".")}))
    if rule.unconfirmed:
        yield paragraph(unconfirmed_sentence(rule.unconfirmed))
    yield from section(_("All of this is needed"), clauses)
    yield ""
    yield paragraph(silence_sentence(values))
    yield from section(_("Positions"), [(k.name, _position(k)) for k in rule.positions])
    classes = [(c.name, _spelt(_(c.title) or c.name, c.also)) for c in rule.classes]
    yield from section(_("Classes of seats"), classes)
    yield from section(_("Marks of a position"), [(m.name, _(m.title)) for m in rule.marks])
    yield from section(_("What is counted"), [("", said) for said in _filter(rule)])
    yield from section(
        _("Parameters"),
        [(p.name, _parameter(p.type, p.default, p.allowed, p.title)) for p in rule.parameters],
    )
    permits = ((_("met"), rule.permits.passes), (_("not met"), rule.permits.fails))
    yield from section(
        _("Decisions that it permits"), [(when, decisions(d)) for when, d in permits if d]
    )
    yield ""
    yield paragraph(helping_sentence(rule, helps))


def unconfirmed_sentence(unconfirmed: str) -> str:
    """What could not be confirmed in the primary text."""
    return filled(_("Not confirmed: {what}"), {"what": unconfirmed})


def sentence(clause: str) -> str:
    """A clause as a sentence of its own; one that asks for nothing says so."""
    if not clause:
        return _("Nothing: no position on offer is asked for.")
    return f"{clause[:1].upper()}{clause[1:]}."


def helping_sentence(rule: Rule, found: Turning) -> str:
    """Whether somebody's objection can make the text pass, with the smallest witness."""
    if found.turn is None:
        said = _("An objection never helps the text, in any room of {seats}.")
        if not found.exact:
            said = _("Whether an objection can help the text could not be found out.")
        elif rule.parameters:
            said = _(
                "With these defaults an objection never helps the text, in any room of {seats}."
            )
        return filled(said, {"seats": up_to_seats(found.up_to, found.weights)})
    turn = found.turn
    objection = next(p for p in reversed(turn.after) if p.organisation == turn.organisation)
    values = {
        "n": number(len(turn.seats)),
        "held": held_words(rule, turn.seats, turn.before),
        "name": turn.organisation,
        "kind": position_label(objection.kind),
    }
    return filled(
        _(
            "Adding an objection can help the text. With {n} seats and {held}, the rule is not "
            "met; if {name} then takes {kind}, it is met."
        ),
        values,
    )


def held_words(rule: Rule, seats: Sequence[Seat], held: Sequence[Held]) -> str:
    """Who holds what, with the classes of the seats: Yes from A (P-member) and B."""
    titles = {c.name: _(c.title) or c.name for c in rule.classes}
    named = {}
    for seat in seats:
        classes = listed([titles.get(c, c) for c in seat.classes])
        named[seat.organisation] = (
            f"{seat.organisation} ({classes})" if classes else seat.organisation
        )
    kinds: dict[str, list[str]] = {p.kind: [] for p in held}
    for position in held:
        kinds[position.kind].append(named.pop(position.organisation, position.organisation))
    groups = [(position_label(kind), names(who)) for kind, who in kinds.items()]
    if named:
        groups.append((_("no position"), names(tuple(named.values()))))
    return listed([filled(_("{kind} from {names}"), {"kind": k, "names": n}) for k, n in groups])


def _position(kind: PositionKind) -> str:
    said = effects_words(kind.effects) or _("no effect")
    without = _WITHOUT.get(kind.without_reasons)
    if without is None:
        values = {"kind": position_label(kind.without_reasons)}
        said = f"{said}; {filled(_('without them it counts as {kind}'), values)}"
    elif without:
        said = f"{said}; {_(without)}"
    return _spelt(said, kind.also)


def _spelt(said: str, also: Sequence[str]) -> str:
    if not also:
        return f"{said}."
    return filled(_("{said}. Also written: {also}."), {"said": said, "also": _(", ").join(also)})


def _filter(rule: Rule) -> Iterator[str]:
    if rule.filter.duplicates == "drop":
        yield _("Whoever gives more than one position is not counted at all.")
    titles = {c.name: _(c.title) or c.name for c in rule.classes}
    for said, classes in (
        (_("Only seats of the class {classes}."), rule.filter.only),
        (_("No seats of the class {classes}."), rule.filter.without),
    ):
        if classes:
            yield filled(said, {"classes": listed([titles[c] for c in classes], "or")})


def _parameter(type_: str, default: int | str, allowed: Sequence[int | str], title: str) -> str:
    choice = filled(_("one of {allowed}"), {"allowed": listed([str(a) for a in allowed], "or")})
    values = {
        "title": _(title).rstrip("."),
        "type": _(_TYPES[type_]) if type_ in _TYPES else choice,
        "default": default if default != "" else _("empty"),
    }
    return filled(_("{title} ({type}); default: {default}"), values)
