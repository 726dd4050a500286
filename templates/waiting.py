"""What a step of the workflow still waits for, one sentence for each guard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from placet.engine.workflow import Facts
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _

Guarded = Callable[[Facts], str]


def _unanswered(facts: Facts) -> str:
    n = facts.comments_open
    if n == 0:
        return _("not every comment has its answer")
    return filled(
        ngettext("{n} comment has no answer yet", "{n} comments have no answer yet", n),
        {"n": number(n)},
    )


def _unconfirmed(facts: Facts) -> str:
    n = facts.unconfirmed
    if n == 0:
        return _("positions ad referendum are not confirmed yet")
    sentence = ngettext(
        "{n} position ad referendum is not confirmed yet",
        "{n} positions ad referendum are not confirmed yet",
        n,
    )
    return filled(sentence, {"n": number(n)})


def _reviews(facts: Facts) -> str:
    n = facts.reviews_open
    if n == 0:
        return _("not every review that was asked for is in")
    sentence = ngettext("{n} review is still awaited", "{n} reviews are still awaited", n)
    return filled(sentence, {"n": number(n)})


def _concerns(facts: Facts) -> str:
    n = facts.concerns_open
    if n == 0:
        return _("a concern is still open")
    sentence = ngettext("{n} concern is still open", "{n} concerns are still open", n)
    return filled(sentence, {"n": number(n)})


def _endorsers(facts: Facts) -> str:
    n = facts.endorsers_missing
    if n == 0:
        return _("endorsers are still missing")
    sentence = ngettext("{n} endorser is still missing", "{n} endorsers are still missing", n)
    return filled(sentence, {"n": number(n)})


def _rival(facts: Facts) -> str:
    if not facts.rival:
        return _("an alternative to it is adopted already")
    said = _("an alternative to it is adopted already: {rival}")
    return filled(said, {"rival": facts.rival})


_GUARDS: Mapping[str, Guarded] = {
    "verdict_passes": lambda f: _("the rule is not met"),
    "verdict_fails": lambda f: _("the rule is not judged as failed"),
    "deadline_passed": lambda f: _("the deadline has not passed"),
    "in_time": lambda f: _("the time for it is over"),
    "ballot_closed": lambda f: _("the ballot is still open"),
    "ballot_open_or_failed": lambda f: _("the ballot is closed and its rule is met"),
    "comments_answered": _unanswered,
    "rounds_left": lambda f: _("no round is left; the chair may allow another"),
    "no_rounds_left": lambda f: _("a round is still left"),
    "returns_to": lambda f: _("it leads back to another stage than the one it came from"),
    "all_confirmed": _unconfirmed,
    "confirmation_over": lambda f: _("confirmations are still awaited"),
    "not_provisional": lambda f: _("the adoption is still provisional"),
    "minimum_passed": lambda f: _("the least time of this stage is not over"),
    "reviews_in": _reviews,
    "no_rival_adopted": _rival,
    "waits_to_start": lambda f: _("the stage has begun already"),
    "started": lambda f: _("the stage has not begun"),
    "broken": lambda f: _("nobody stands in the way"),
    "not_broken": lambda f: _("somebody stands in the way, or there is no outcome"),
    "partly_broken": lambda f: _("it is not limited to paragraphs that were named"),
    "ballot_void": lambda f: _("the ballot has not ended without an outcome"),
    "last_passed": lambda f: _("the ballot before this did not meet its rule"),
    "last_failed": lambda f: _("the ballot before this did not fail"),
    "no_concern_open": _concerns,
    "endorsers_enough": _endorsers,
}


def guard_sentence(name: str, facts: Facts | None = None) -> str:
    """What a step still misses, as a clause without capital and full stop."""
    guard = _GUARDS.get(name)
    return guard(facts or Facts()) if guard else name.replace("_", " ")


def missing_guards(names: Iterable[str], facts: Facts | None = None) -> str:
    """What a step still misses, in one clause."""
    return _("; ").join(guard_sentence(n, facts) for n in names)
