"""A rule with its parameters put in and the kinds on offer: what can be computed with.

Made once for a rule, its parameters and the kinds of a ballot, and kept.  A bad parameter
is refused here by its name, and so are parameters under which the rule would decide
something that nobody asked for: a share that nothing can reach, or silence that passes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from placet.engine.errors import N_, BadInput
from placet.engine.model import RuleRef
from placet.engine.rules import parameters as p
from placet.engine.rules.criteria import Criterion, Ratio, atoms, quantities
from placet.engine.rules.making import Maker
from placet.engine.rules.parameters import Parameters, Values
from placet.engine.rules.rule import AGREES, Effects, Rule
from placet.engine.rules.tally import NONE, SILENT, Cell, Tally


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What decides in a ballot.  Made once, so two are the same only where they are one.

    `effects` are those of the kinds on offer, in their order; `kinds` every spelling of
    them; `classes` and `marks` those that make a difference, `spelt` every spelling of a
    class.
    """

    rule: Rule
    ref: RuleRef
    values: Values
    effects: Mapping[str, Effects]
    criteria: tuple[Criterion, ...]
    kinds: Mapping[str, str]
    spelt: Mapping[str, str]
    classes: frozenset[str]
    marks: frozenset[str]

    def passes(self, tally: Tally) -> bool:
        """Whether every criterion is met."""
        return all(criterion.met(tally) for criterion in self.criteria)

    def relevant(self, classes: Collection[str]) -> frozenset[str]:
        """Those of a seat's classes that make a difference, as the rule spells them."""
        if not self.classes or not classes:
            return NONE
        return frozenset(self.spelt.get(c, c) for c in classes) & self.classes

    def cell(
        self, classes: Collection[str], kind: str = SILENT, marks: Collection[str] = ()
    ) -> Cell:
        """What a seat of these classes contributes when it holds a kind with these marks."""
        kept = frozenset(marks) & self.marks if marks and self.marks else NONE
        return Cell(self.relevant(classes), kind, kept)

    @property
    def weighs(self) -> bool:
        """Whether the weight of a seat makes a difference."""
        return any(q.weighted for criterion in self.criteria for q in quantities(criterion))

    def title_of(self, cls: str) -> str:
        """How the rule titles a class."""
        found = (c.title for c in self.rule.classes if c.name == cls)
        return next(found, "") or cls

    def title_of_parameter(self, parameter: str) -> str:
        """How the rule titles a parameter, where that is the name of a number."""
        found = next((q.title for q in self.rule.parameters if q.name == parameter), "")
        return found.rstrip(".") if found and ":" not in found else parameter.replace("_", " ")

    def title_of_mark(self, mark: str) -> str:
        """How the rule titles a mark."""
        found = (m.title for m in self.rule.marks if m.name == mark)
        return next(found, "") or mark


def terms(rule: Rule, parameters: Parameters, kinds: Collection[str] = ()) -> Terms:
    """The rule with these parameters and (all, where none is named) kinds on offer.

    Raises BadInput, which names the parameter.
    """
    given = tuple((name, value, type(value)) for name, value in parameters.items())
    return _terms(rule, given, tuple(kinds))


@lru_cache(maxsize=512)
def _terms(
    rule: Rule, given: tuple[tuple[str, int | str, type], ...], kinds: tuple[str, ...]
) -> Terms:
    parameters = {name: value for name, value, _type in given}
    values = p.values(rule.parameters, parameters)
    offered = {k.name: k.effects for k in rule.positions if not kinds or k.name in kinds}
    criteria = Maker(rule, values, offered).all_of(rule.criteria)
    read = [q for criterion in criteria for q in quantities(criterion)]
    made = Terms(
        rule=rule,
        ref=RuleRef(rule.name, rule.version, parameters),
        values=values,
        effects=offered,
        criteria=criteria,
        kinds=_spellings([(k.name, k.also) for k in rule.positions if k.name in offered]),
        spelt=_spellings([(c.name, c.also) for c in rule.classes]),
        classes=frozenset(name for q in read for name in (q.cls, q.not_cls) if name),
        marks=frozenset(q.mark for q in read if q.mark),
    )
    _check_silence(made)
    return made


def _spellings(names: list[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    also = {spelling: name for name, others in names for spelling in others}
    return also | {name: name for name, _others in names}


def _check_silence(made: Terms) -> None:
    """Refuse parameters under which the text passes though nobody says anything."""
    if passes_in_silence(made):
        changed = [n for n, v in made.ref.parameters.items() if v != _default(made.rule, n)]
        raise BadInput(
            changed[-1] if changed else "",
            N_("with {given}, silence would decide."),
            N_("Ask for at least one position in favour, or use the rule silence."),
            given=", ".join(f"{n} {made.ref.parameters[n]}" for n in changed) or "these criteria",
        )


def passes_in_silence(made: Terms) -> bool:
    """Whether a text passes while everybody is silent though the rule does not say so."""
    if made.rule.silence == AGREES or not made.criteria:
        return False
    said = (atom for criterion in made.criteria for atom in atoms(criterion))
    if any(isinstance(atom, Ratio) and atom.empty != "not_met" for atom in said):
        return False
    classes = [NONE, *(frozenset((name,)) for name in sorted(made.classes))]
    return made.passes(Tally({Cell(cls): (30, 30) for cls in classes}))


def _default(rule: Rule, name: str) -> object:
    return next(parameter.default for parameter in rule.parameters if parameter.name == name)
