"""When a step may be taken: the fixed list of guards.

A guard is a pure function of the facts and of the stage that a step leads to.  Workflow
files name guards; they cannot bring their own.  A guard answers with a real bool, because
`transitions` compares with `== True` and an object that is merely truthy would refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about an objective when somebody asks for a step.

    `verdict_passes` is the verdict as of now (None: no ballot); `deadline_passed` is
    about the present run; `substate_closed` says that its ballot or its call for comments
    was closed; `comments_open` are those of this round without a disposition;
    `came_from` is the working stage that a hold interrupted or an end followed;
    `provisional` is the adopted result while confirmations are awaited, `unconfirmed`
    how many are; `minimum_passed` says that the least time of the stage is over,
    `reviews_open` how many reviews that were asked for are awaited, `waits_to_start` that
    the stage was entered but not begun.  `broken` says that positions stand in the way which
    no other answer can outweigh, `partly_broken` that all of them name paragraphs;
    `ballot_void` that the ballot of this stage ended without an outcome; `last_passed` is
    about the latest closed ballot; `concerns_open` are named concerns that are not settled,
    `endorsers_missing` how many endorsers the stage still asks for; `rival` is an alternative
    to the objective that is adopted;
    `rival` is an alternative to the objective that is adopted.
    """

    verdict_passes: bool | None = None
    deadline_passed: bool = False
    ballot_open: bool = False
    substate_closed: bool = False
    comments_open: int = 0
    round: int = 1
    rounds_allowed: int = 1
    came_from: str | None = None
    provisional: bool = False
    unconfirmed: int = 0
    minimum_passed: bool = True
    reviews_open: int = 0
    waits_to_start: bool = False
    broken: bool = False
    partly_broken: bool = False
    ballot_void: bool = False
    last_passed: bool | None = None
    concerns_open: int = 0
    endorsers_missing: int = 0
    rival: str = ""


Guard = Callable[[Facts, str], bool]
"""Facts and the destination of the step; True when the step may be taken."""


def _passes(facts: Facts, dest: str) -> bool:
    return facts.verdict_passes is True


def _fails(facts: Facts, dest: str) -> bool:
    return facts.verdict_passes is False


def _deadline_passed(facts: Facts, dest: str) -> bool:
    return bool(facts.deadline_passed)


def _in_time(facts: Facts, dest: str) -> bool:
    """The time of the stage is not over; always, where it has no deadline."""
    return not facts.deadline_passed


def _ballot_closed(facts: Facts, dest: str) -> bool:
    """Closed by somebody, by the last answer, or by time (whoever notices it)."""
    return bool(facts.substate_closed or facts.deadline_passed)


def _ballot_open_or_failed(facts: Facts, dest: str) -> bool:
    """Still open; or closed, and the rule was not met."""
    return not _ballot_closed(facts, dest) or _fails(facts, dest)


def _comments_answered(facts: Facts, dest: str) -> bool:
    return facts.comments_open == 0


def _rounds_left(facts: Facts, dest: str) -> bool:
    return facts.round < facts.rounds_allowed


def _no_rounds_left(facts: Facts, dest: str) -> bool:
    return facts.round >= facts.rounds_allowed


def _returns_to(facts: Facts, dest: str) -> bool:
    return facts.came_from is not None and dest == facts.came_from


def _all_confirmed(facts: Facts, dest: str) -> bool:
    return facts.unconfirmed == 0


def _confirmation_over(facts: Facts, dest: str) -> bool:
    """The result was provisional, and nobody is waited for any longer."""
    return bool(facts.provisional and (facts.unconfirmed == 0 or facts.deadline_passed))


def _not_provisional(facts: Facts, dest: str) -> bool:
    return not facts.provisional


def _minimum_passed(facts: Facts, dest: str) -> bool:
    return facts.minimum_passed


def _reviews_in(facts: Facts, dest: str) -> bool:
    return facts.reviews_open == 0


def _waits_to_start(facts: Facts, dest: str) -> bool:
    return facts.waits_to_start


def _started(facts: Facts, dest: str) -> bool:
    return not facts.waits_to_start


def _broken(facts: Facts, dest: str) -> bool:
    return facts.broken


def _not_broken(facts: Facts, dest: str) -> bool:
    return not facts.broken and not facts.ballot_void


def _partly_broken(facts: Facts, dest: str) -> bool:
    return facts.partly_broken


def _ballot_void(facts: Facts, dest: str) -> bool:
    return facts.ballot_void


def _last_passed(facts: Facts, dest: str) -> bool:
    return facts.last_passed is True


def _last_failed(facts: Facts, dest: str) -> bool:
    return facts.last_passed is False


def _no_concern_open(facts: Facts, dest: str) -> bool:
    """Rust RFC 2: a final comment period begins when no concern is left."""
    return facts.concerns_open == 0


def _endorsers_enough(facts: Facts, dest: str) -> bool:
    """CA/B Forum Bylaws 2.3: a ballot is put forward with two endorsers."""
    return facts.endorsers_missing == 0


def _no_rival_adopted(facts: Facts, dest: str) -> bool:
    """Of alternatives one can be adopted."""
    return not facts.rival


GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        "verdict_passes": _passes,
        "verdict_fails": _fails,
        "deadline_passed": _deadline_passed,
        "in_time": _in_time,
        "ballot_closed": _ballot_closed,
        "ballot_open_or_failed": _ballot_open_or_failed,
        "comments_answered": _comments_answered,
        "rounds_left": _rounds_left,
        "no_rounds_left": _no_rounds_left,
        "returns_to": _returns_to,
        "all_confirmed": _all_confirmed,
        "confirmation_over": _confirmation_over,
        "not_provisional": _not_provisional,
        "minimum_passed": _minimum_passed,
        "reviews_in": _reviews_in,
        "waits_to_start": _waits_to_start,
        "started": _started,
        "broken": _broken,
        "not_broken": _not_broken,
        "partly_broken": _partly_broken,
        "ballot_void": _ballot_void,
        "last_passed": _last_passed,
        "last_failed": _last_failed,
        "no_concern_open": _no_concern_open,
        "endorsers_enough": _endorsers_enough,
        "no_rival_adopted": _no_rival_adopted,
    }
)
"""Every guard that a workflow may name."""

IMPLIED: Mapping[str, tuple[str, ...]] = MappingProxyType({"adopt": ("no_rival_adopted",)})
"""What a step waits for because of its effect, whether its workflow says so or not."""


def guards_of(guards: tuple[str, ...], effects: tuple[str, ...]) -> tuple[str, ...]:
    """The guards of a step: those that were written and those that its effects imply."""
    implied = (guard for effect in effects for guard in IMPLIED.get(effect, ()))
    return tuple(dict.fromkeys((*guards, *implied)))
