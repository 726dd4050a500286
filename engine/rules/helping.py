"""Where a position has the opposite of its meaning.

An objection from somebody who was silent can make a quorum, so that the text passes because
of it; a share with a ceiling can make an endorsement hurt.  Rules of real bodies are like
that, and whoever uses one should be told.  A witness is looked for on every roster at once:
one seat is counted in two ways, before and after, and the rule must say no before and yes
after (`rosters`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from placet.engine.model import Seat
from placet.engine.rules.difference import seated
from placet.engine.rules.filtering import Held
from placet.engine.rules.inequalities import formula
from placet.engine.rules.normal_form import normal_form
from placet.engine.rules.options import Option, subsets
from placet.engine.rules.programme import WORK
from placet.engine.rules.rosters import Limits, smallest
from placet.engine.rules.tally import SILENT
from placet.engine.rules.terms import Terms
from placet.engine.rules.tokens import Token, cell_of, class_sets, pairs


@dataclass(frozen=True, slots=True)
class Turn:
    """A roster and positions, `before` and `after` one organisation changed, which turns it."""

    seats: tuple[Seat, ...]
    before: tuple[Held, ...]
    after: tuple[Held, ...]
    organisation: str


@dataclass(frozen=True, slots=True)
class Turning:
    """The smallest witness; None: there is none with up to `up_to` seats.

    `weights` are from and to which weight was looked, None where the rule does not weigh.
    Not `exact`: the work ran out before that was known.
    """

    turn: Turn | None
    up_to: int
    exact: bool
    weights: tuple[int, int] | None = None

    def __bool__(self) -> bool:
        return self.turn is not None


def adding_an_objection_can_help(terms: Terms, up_to: int = 60, heaviest: int = 1000) -> Turning:
    """Whether somebody silent who comes to object can turn a fail into a pass."""
    against = [k for k, e in terms.effects.items() if e.negative or e.blocking]
    return _turning(terms, (SILENT,), against, True, Limits(up_to, 1, heaviest))


def agreeing_instead_can_hurt(terms: Terms, up_to: int = 60, heaviest: int = 1000) -> Turning:
    """Whether somebody who objects and comes to agree can turn a pass into a fail."""
    against = [k for k, e in terms.effects.items() if e.negative or e.blocking]
    agreed = [k for k, e in terms.effects.items() if e.affirmative]
    return _turning(terms, against, agreed, False, Limits(up_to, 1, heaviest))


def _turning(
    terms: Terms,
    before: Collection[str],
    after: Collection[str],
    passes: bool,
    limits: Limits,
    work: int = 2 * WORK,
) -> Turning:
    """The smallest roster on which a change from one kind to another makes it pass (or fail)."""
    changing = list(_tokens(terms, before, after))
    tokens = [token for token, _after in changing]
    then = normal_form(formula(terms.criteria, passes))
    now = normal_form(formula(terms.criteria, not passes))
    found = smallest(tokens, pairs(tokens, now, then), limits, work)
    exact = found.exact and then.complete and now.complete
    weights = (limits.least, limits.most) if terms.weighs else None
    if found.roster is None:
        return Turning(None, limits.seats, exact, weights)
    seats, held = seated(found.roster)
    place = [chosen.token.single for chosen in found.roster].index(True)
    who = seats[sum(len(chosen.weights) for chosen in found.roster[:place])].organisation
    token = found.roster[place].token
    option = next(option for other, option in changing if other is token)
    changed = tuple(p for p in held if p.organisation != who)
    if option.kind:
        changed = (*changed, Held(who, option.kind, True, tuple(sorted(option.marks))))
    return Turning(Turn(seats, held, changed, who), limits.seats, exact, weights)


def _tokens(
    terms: Terms, before: Collection[str], after: Collection[str]
) -> Iterator[tuple[Token, Option]]:
    """Seats that stay, and those that may change, with what they come to hold.

    Who changes a position keeps its marks.
    """
    choices = [Option()]
    choices += (Option(kind, marks) for kind in terms.effects for marks in subsets(terms.marks))
    for classes in class_sets(terms):
        for option in choices:
            cell = cell_of(terms, classes, option)
            yield Token(classes, option, (cell, cell)), option
        for first in choices:
            for second in choices:
                alike = not first.kind or first.marks == second.marks
                if alike and first.kind in before and second.kind in after:
                    cells = tuple(cell_of(terms, classes, each) for each in (first, second))
                    yield Token(classes, first, cells, single=True), second
