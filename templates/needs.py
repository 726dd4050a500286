"""What is still missing, and how far it is: phrases for lists, and one plain sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from placet.engine.rules import (
    Either,
    Fewer,
    More,
    Needed,
    OutOfReach,
    Quorum,
    Resolve,
    RuleSentence,
    Verdict,
    WeightMore,
)
from placet.templates.clauses import of_class, rule_sentence
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed


def needed_sentences(missing: Verdict | Iterable[Needed], names: bool = False) -> tuple[str, ...]:
    """What would help, one phrase each: 1 Endorse or No objection; 1 Object to resolve.

    With `names`, those whose position stands in the way are named.
    """
    needed = missing.needed if isinstance(missing, Verdict) else missing
    return tuple(_phrase(n, names) for n in needed)


def _phrase(needed: Needed, names: bool) -> str:
    match needed:
        case More(kinds, count, cls, mark):
            values = {"n": number(count), "kinds": _kinds(kinds)}
            return of_class(
                filled(ngettext("{n} {kinds}", "{n} {kinds}", count), values), cls, "", mark
            )
        case WeightMore(kinds, weight, cls):
            values = {"n": number(weight), "kinds": _kinds(kinds)}
            return of_class(filled(_("{kinds} with a weight of {n}"), values), cls)
        case Resolve(kind, organisations, total):
            count = len(organisations) or total
            sentence = ngettext("{n} {kind} to resolve", "{n} {kind} to resolve", count)
            said = filled(sentence, {"n": number(count), "kind": position_label(kind)})
            return f"{said} ({listed(organisations)})" if names and organisations else said
        case Fewer(kinds, count, organisations, cls, weighted):
            said = _fewer(kinds, count, cls, weighted)
            return f"{said} ({listed(organisations)})" if names and organisations else said
        case Quorum(count, cls):
            sentence = ngettext("{n} more position", "{n} more positions", count)
            return of_class(filled(sentence, {"n": number(count)}), cls)
        case OutOfReach(criterion):
            return _out_of_reach(criterion)
        case Either(options):
            return _or([_and([_phrase(n, names) for n in option]) for option in options])


def needed_sentence(missing: Verdict | Iterable[Needed]) -> str:
    """All of it in one sentence.

    Needs one more Yes or No objection, and the Discuss of X resolved.
    """
    needed = missing.needed if isinstance(missing, Verdict) else tuple(missing)
    if not needed:
        return _("What the rule asks for is met.")
    said = _commas([_plain(n) for n in _merged(needed)])
    return filled(_("Needs {needed}."), {"needed": said})


def _merged(needed: Sequence[Needed]) -> list[Needed]:
    """Of the same thing asked for twice, the larger number: who brings that brings both."""
    most: dict[object, Needed] = {}
    for one in needed:
        match one:
            case More(kinds, count, cls, mark):
                key: object = (More, kinds, cls, mark)
                before = most.get(key)
                if not isinstance(before, More) or before.count < count:
                    most[key] = one
            case _:
                most[one] = one
    return list(most.values())


def _plain(needed: Needed) -> str:
    match needed:
        case More(kinds, count, cls, mark):
            sentence = ngettext("one more {kinds}", "{n} more {kinds}", count)
            said = filled(sentence, {"n": number(count), "kinds": _kinds(kinds)})
            return of_class(said, cls, "", mark)
        case WeightMore(kinds, weight, cls):
            values = {"n": number(weight), "kinds": _kinds(kinds)}
            return of_class(filled(_("{kinds} with a weight of {n} more"), values), cls)
        case Resolve(kind, organisations, count):
            values = {
                "kind": position_label(kind),
                "names": listed(organisations),
                "n": number(count),
            }
            if organisations:
                return filled(_("the {kind} of {names} resolved"), values)
            return filled(ngettext("{n} {kind} resolved", "{n} {kind} resolved", count), values)
        case Fewer(kinds, count, organisations, cls, weighted):
            said = _fewer(kinds, count, cls, weighted, plain=True)
            if not organisations:
                return said
            values = {"fewer": said, "names": listed(organisations)}
            return filled(_("{fewer} (held by {names})"), values)
        case Quorum(count, cls):
            sentence = ngettext("one more position", "{n} more positions", count)
            return of_class(filled(sentence, {"n": number(count)}), cls)
        case OutOfReach(criterion):
            return _out_of_reach(criterion)
        case Either(options):
            return _or([_and([_plain(n) for n in option]) for option in options])


def _kinds(kinds: Sequence[str]) -> str:
    return listed([position_label(kind) for kind in kinds], "or")


def _fewer(kinds: Sequence[str], count: int, cls: str, weighted: bool, plain: bool = False) -> str:
    values = {"n": number(count), "kinds": _kinds(kinds)}
    if weighted:
        return of_class(filled(_("{kinds} with a weight of {n} less"), values), cls)
    sentence = ngettext("{n} {kinds} fewer", "{n} {kinds} fewer", count)
    if plain:
        sentence = ngettext("one {kinds} fewer", "{n} {kinds} fewer", count)
    return of_class(filled(sentence, values), cls)


def _out_of_reach(criterion: str) -> str:
    said = _("what no position can bring ({criterion})")
    return filled(said, {"criterion": criterion.replace("_", " ")})


def _or(parts: Sequence[str]) -> str:
    values = {"first": _(", ").join(parts[:-1]), "last": parts[-1]}
    return filled(_("either {first}, or {last}"), values) if len(parts) > 1 else parts[0]


def _and(parts: Sequence[str]) -> str:
    return listed(parts)


def _commas(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    values = {"first": _(", ").join(parts[:-1]), "last": parts[-1]}
    return filled(_("{first}, and {last}"), values)


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
