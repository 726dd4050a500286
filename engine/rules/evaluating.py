"""The one way to a verdict: names, filter, tally, judgement.

Where only totals are known they enter at the tally; everything after it is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from placet.engine.model import Position, Seat
from placet.engine.rules.filtering import Held, sieve
from placet.engine.rules.judging import Judgement, judge
from placet.engine.rules.tally import SILENT, tally
from placet.engine.rules.terms import Terms
from placet.engine.rules.verdict import Dropped, Fewer, Needed, Resolve, Verdict


def evaluate(terms: Terms, seats: Sequence[Seat], held: Mapping[str, Position]) -> Verdict:
    """The verdict on the positions held now (organisation -> position).

    A qualified position counts as its kind.
    """
    return evaluate_names(terms, seats, held_of(held))


def held_of(positions: Mapping[str, Position]) -> tuple[Held, ...]:
    """What a rule needs to know of recorded positions (organisation -> position)."""
    return tuple(Held(o, p.kind, bool(p.reasons.strip()), p.marks) for o, p in positions.items())


def evaluate_names(terms: Terms, seats: Sequence[Seat], held: Iterable[Held]) -> Verdict:
    """The verdict on positions in the order in which they were recorded."""
    counted = sieve(terms, seats, held)
    cells = counted.cells
    sums = tally(zip(cells.values(), (seat.weight for seat in counted.seats), strict=True))
    holding: dict[str, list[str]] = {kind: [] for kind in terms.effects}
    silent = holding.setdefault(SILENT, [])
    for organisation, (_classes, kind, _marks) in cells.items():
        holding[kind].append(organisation)
    del holding[SILENT]
    return verdict_of(
        terms,
        judge(terms, sums, cells),
        order=tuple(cells),
        dropped=counted.dropped,
        returned=counted.returned,
        holding={kind: tuple(who) for kind, who in holding.items() if who},
        silent=tuple(silent),
    )


def verdict_of(
    terms: Terms,
    judgement: Judgement,
    *,
    order: Sequence[str] = (),
    dropped: tuple[Dropped, ...] = (),
    returned: tuple[Dropped, ...] = (),
    holding: Mapping[str, tuple[str, ...]] | None = None,
    silent: tuple[str, ...] = (),
) -> Verdict:
    """A judgement with the names that belong to it; `order` is that of the seats."""
    held = holding or {}
    against = set(_against(judgement.needed))
    flagged = {k: who for k, who in held.items() if terms.effects[k].flagged}
    permits = terms.rule.permits
    return Verdict(
        rule=terms.ref,
        passes=judgement.passes,
        findings=judgement.findings,
        dropped=dropped,
        blockers=tuple(o for o in order if o in against),
        needed=judgement.needed,
        holding=held,
        silent=silent,
        returned=returned,
        flagged=flagged,
        permitted=permits.passes if judgement.passes else permits.fails,
    )


def _against(needed: Sequence[Needed]) -> Iterable[str]:
    for one in needed:
        if isinstance(one, Resolve | Fewer):
            yield from one.organisations
