"""From a tally to findings, and to what is still needed.

What would help an atom follows from its gains: a seat that is silent may take the kind with
the greatest gain, or a seat whose kind costs more than silence may give it up.  What is
needed is told for each criterion on its own, as if seats could be found; whether they can,
and what is the smallest change that meets all of them, is another question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from placet.engine.rules.clauses import counted_clause
from placet.engine.rules.criteria import (
    AllOf,
    AnyOf,
    Atom,
    Cases,
    Count,
    Criterion,
    Quantity,
    Ratio,
)
from placet.engine.rules.tally import SILENT, Cell, Tally
from placet.engine.rules.terms import Terms
from placet.engine.rules.verdict import (
    Either,
    Fewer,
    Finding,
    More,
    Needed,
    OutOfReach,
    Quorum,
    Resolve,
    WeightMore,
)

Who = Mapping[str, Cell]
"""Which organisation is in which cell; empty where only totals are known."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says about a tally."""

    passes: bool
    findings: tuple[Finding, ...]
    needed: tuple[Needed, ...]


def judge(terms: Terms, tally: Tally, who: Who | None = None) -> Judgement:
    """Each criterion with its numbers, and what would help; the same for every rule."""
    findings = tuple(f for c in terms.criteria for f in _findings(terms, c, tally))
    needed: list[Needed] = []
    for criterion in terms.criteria:
        if not criterion.met(tally):
            needed += _needed(terms, criterion, tally, who or {})
    return Judgement(not needed, findings, tuple(dict.fromkeys(needed)))


def _findings(
    terms: Terms, criterion: Criterion, tally: Tally, group: str = "", option: int = 0
) -> Iterator[Finding]:
    match criterion:
        case Ratio() | Count():
            above, below = criterion.numbers(tally)
            met = criterion.met(tally)
            asked = counted_clause(terms, criterion)
            op, threshold = criterion.op, criterion.threshold
            name = criterion.name
            yield Finding(name, above, below, op, threshold, met, group, option, asked)
        case AnyOf():
            for number, part in enumerate(criterion.parts, start=1):
                within = option or number
                yield from _findings(terms, part, tally, group or criterion.name, within)
        case AllOf():
            for part in criterion.parts:
                yield from _findings(terms, part, tally, group, option)
        case Cases():
            branch = criterion.branch(tally)
            if branch is not None:
                yield from _findings(terms, branch.criterion, tally, group, option)
            else:
                yield _no_branch(criterion, tally, group, option)


def _no_branch(cases: Cases, tally: Tally, group: str, option: int) -> Finding:
    """No case fits: the number that the cases depend on is told, with the last bound."""
    last = cases.branches[-1]
    below = cases.of.of(tally) if cases.of else None
    above = cases.number.of(tally)
    return Finding(cases.name, above, below, last.op, last.threshold, False, group, option)


def _needed(terms: Terms, criterion: Criterion, tally: Tally, who: Who) -> tuple[Needed, ...]:
    match criterion:
        case Ratio() | Count():
            return _Help(terms, criterion, tally, who).needed()
        case AnyOf():
            ways = [_needed(terms, part, tally, who) for part in criterion.parts]
            open_ways = [way for way in ways if not any(isinstance(n, OutOfReach) for n in way)]
            return _either(open_ways) or (OutOfReach(criterion.name),)
        case AllOf():
            unmet = [part for part in criterion.parts if not part.met(tally)]
            return tuple(n for part in unmet for n in _needed(terms, part, tally, who))
        case Cases():
            branch = criterion.branch(tally)
            if branch is None:
                return (OutOfReach(criterion.name),)
            return _needed(terms, branch.criterion, tally, who)


def _either(ways: list[tuple[Needed, ...]]) -> tuple[Needed, ...]:
    """One way is simply needed; of several, one would do."""
    different = tuple(dict.fromkeys(ways))
    return different[0] if len(different) == 1 else (Either(different),) if different else ()


@dataclass(frozen=True, slots=True)
class _Help:
    """What would make an unmet atom met."""

    terms: Terms
    atom: Atom
    tally: Tally
    who: Who

    def needed(self) -> tuple[Needed, ...]:
        """More of what helps, or fewer of what stands in the way, or either."""
        if self._empty():
            return (self._more(1),)
        more = self._by_more()
        if self._rises() and more:
            return more
        fewer = self._by_fewer()
        if fewer and more and self._found(more):
            return _either([fewer, more])
        return fewer or more or self._stuck()

    def _rises(self) -> bool:
        """Whether the number must rise to meet the bound."""
        op = self.atom.op
        return op in (">=", ">") or (op == "=" and self.atom.excess(self.tally) < 0)

    def _empty(self) -> bool:
        """Whether it is 0/0, where that is not met."""
        atom = self.atom
        return (
            isinstance(atom, Ratio)
            and atom.empty != "exact"
            and atom.denominator.of(self.tally) == 0
        )

    @property
    def _about(self) -> Quantity:
        return self.atom.numerator

    def _gain(self, kind: str) -> int:
        """What a seat that could help would add by holding a kind, in the direction wanted."""
        quantities = [self.atom.numerator]
        if isinstance(self.atom, Ratio):
            quantities.append(self.atom.denominator)
        cell = Cell(
            frozenset(q.cls for q in quantities if q.cls),
            kind,
            frozenset(q.mark for q in quantities if q.mark and kind),
        )
        return self.atom.gain(cell) * (1 if self._rises() else -1)

    def _steps(self, gain: int) -> int:
        """How many steps of this gain meet the bound."""
        short = abs(self.atom.excess(self.tally))
        if self.atom.op in (">", "<"):
            return short // gain + 1
        return max(-(-short // gain), 1)

    def _helping(self) -> tuple[tuple[str, ...], int]:
        """The kinds with the greatest gain over silence, and that gain."""
        gains = {kind: self._gain(kind) for kind in self.terms.effects}
        best = max(gains.values(), default=0)
        kinds = [kind for kind in gains if gains[kind] == best]
        if self._rises() and any(kind in self._about.kinds for kind in kinds):
            kinds = [kind for kind in kinds if kind in self._about.kinds]
        elif any(self.terms.effects[kind].affirmative for kind in kinds):
            kinds = [kind for kind in kinds if self.terms.effects[kind].affirmative]
        return tuple(kinds), best - self._gain(SILENT)

    def _by_more(self) -> tuple[Needed, ...]:
        kinds, gain = self._helping()
        return (self._more(self._steps(gain), kinds),) if kinds and gain > 0 else ()

    def _more(self, count: int, kinds: tuple[str, ...] = ()) -> Needed:
        about = self._about
        cls = self.terms.title_of(about.cls)
        if about.basis == ("answered" if self._rises() else "silent") and not about.weighted:
            return Quorum(count, cls)
        kinds = kinds or (about.kinds if self._rises() else self._others())
        if about.weighted:
            return WeightMore(kinds, count, cls)
        return More(kinds, count, cls, self.terms.title_of_mark(about.mark))

    def _others(self) -> tuple[str, ...]:
        """The kinds of the denominator that are not those counted."""
        whole = self.atom.denominator.kinds if isinstance(self.atom, Ratio) else ()
        return tuple(k for k in whole if k and k not in self._about.kinds)

    def _found(self, more: tuple[Needed, ...]) -> bool:
        """Whether there are silent seats enough for that."""
        silent = Quantity((SILENT,), cls=self._about.cls, weighted=self._about.weighted)
        room = silent.of(self.tally)
        return all(
            not isinstance(n, More | WeightMore)
            or (n.count if isinstance(n, More) else n.weight) <= room
            for n in more
        )

    def _by_fewer(self) -> tuple[Needed, ...]:
        silent = self._gain(SILENT)
        costs = {k: silent - self._gain(k) for k in self.terms.effects}
        against = replace(
            self._about, kinds=tuple(k for k, cost in costs.items() if cost > 0), constant=None
        )
        held = against.of(self.tally)
        if not held:
            return ()
        count = self._steps(min(costs[kind] for kind in against.kinds))
        if count >= held:
            return tuple(self._resolve(kind, against) for kind in against.kinds if self._held(kind))
        names = self._names(against.holds)
        cls = self.terms.title_of(against.cls)
        return (Fewer(against.kinds, count, names, cls, against.weighted),)

    def _held(self, kind: str) -> int:
        return replace(self._about, kinds=(kind,), weighted=False, constant=None).of(self.tally)

    def _resolve(self, kind: str, against: Quantity) -> Resolve:
        names = self._names(replace(against, kinds=(kind,)).holds)
        return Resolve(kind, names, 0 if names else self._held(kind))

    def _names(self, holds: Callable[[Cell], bool]) -> tuple[str, ...]:
        return tuple(o for o, cell in self.who.items() if cell.kind and holds(cell))

    def _stuck(self) -> tuple[Needed, ...]:
        return (OutOfReach(self.atom.name),)
